"""Logs: to standard error, ids and figures only, with secrets taken out on the way."""

import logging
import re
import secrets
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

# A Telegram token (also inside `/bot123:…/`), a Matrix access token, a password in a URL.
_SECRETS = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}|syt_\w+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)")
_KNOWN: set[str] = set()
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST_SECRET = 6


def hide(secret: str) -> None:
    """Nothing; from now on this value is in no log line."""
    if len(secret) >= SHORTEST_SECRET:
        _KNOWN.add(secret)


def scrubbed(text: str) -> str:
    """The text without known secrets and whatever looks like one."""
    for secret in _KNOWN:
        text = text.replace(secret, "[secret]")
    return _SECRETS.sub("[secret]", text)


def new_reference() -> str:
    """A short reference a person can read out, such as `E-7K3Q2`."""
    return "E-" + "".join(secrets.choice(_ALPHABET) for _ in range(5))


def set_up(level_name: str, form: str) -> None:
    """Nothing; every log line, our own and of libraries, goes to standard error in one form.

    `form` is plain, json, or auto: plain on a terminal.
    """
    level: int = getattr(logging, level_name.upper())
    as_json = form == "json" or (form == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _where,
        _scrub,
    ]
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=last, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for noisy in ("telegram", "aiohttp", "httpx", "httpcore", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(max(level, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _where(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An error as its type and the places it went through: its message may hold what somebody typed."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["error"] = type(error).__name__
        event["at"] = " < ".join(
            f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in reversed(frames)
        )
    return event


def _scrub(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = scrubbed(value)
    return event
