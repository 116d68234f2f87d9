"""A room of each kind on a Matrix of ours, and the bot's log, in which nothing of it may be."""

import io
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from matrix_scene import Scene, scene
from synapse import Synapse

from bot.logs import set_up
from bot.transports.matrix import sending, syncing


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the bot writes into its log at its most talkative."""
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level, written = root.handlers[:], root.level, io.StringIO()
    set_up("debug", "json")
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.configure(**before)


@pytest.fixture
async def here(
    synapse: Synapse, sqlite_url: str, tmp_path: Path, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Scene]:
    """A room of each kind; whatever is done there, no secret and no word of it is in the log."""
    monkeypatch.setattr(syncing, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(sending, "PAUSE", 0.2)
    async with scene(synapse, sqlite_url, tmp_path) as found:
        yield found
    found.is_discreet(logged.getvalue().encode())
