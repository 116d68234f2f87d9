"""What `liaison check` looks at; each check says ok, warn or FAIL, and what to do."""

import stat
from collections.abc import Callable
from pathlib import Path

from bot.config import Config
from bot.store import directory, inbox, schema
from bot.store.chain import verify
from bot.store.database import Database
from bot.text.catalogs import LANGUAGES, Catalogs
from bot.time.clock import tzdata_version

Found = tuple[str, str]
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def configuration(config: Config) -> Found:
    """Where the configuration came from."""
    return "ok", str(config.source or "none; every default")


def files(config: Config) -> Found:
    """Whether only the owner reads the database."""
    path = Database(config.database.url).path
    if path is None:
        return "ok", "no file"
    if not path.exists():
        return "warn", f"{path} is not there yet: liaison migrate"
    if _open_to_others(path) or _open_to_others(path.parent):
        return "FAIL", f"{path} can be read by others: chmod 0600 {path} and 0700 {path.parent}"
    return "ok", f"{path}, for you alone"


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS)


def database(config: Config) -> Found:
    """Whether the database answers and has the newest schema."""
    try:
        current = schema.current(config.database.url)
    except Exception as error:  # noqa: BLE001 - whatever the driver says is what the operator must read
        return "FAIL", str(error).splitlines()[0][:200]
    if current != schema.head():
        return "warn", f"schema {current or 'none'}, the program has {schema.head()}: liaison migrate"
    return "ok", f"schema {current}"


def audit(config: Config) -> Found:
    """Whether the chain is whole."""
    try:
        if schema.current(config.database.url) is None:
            return "ok", "nothing yet"
    except Exception:  # noqa: BLE001 - the check of the database has said it
        return "warn", "not looked at"
    link = Database(config.database.url).connect(reading=True)
    try:
        with link.reading() as work:
            verdict = verify(work)
    finally:
        link.close()
    if verdict.whole:
        return "ok", f"{verdict.count} entries, head {verdict.head[:12]}"
    return "FAIL", f"broken at entry {verdict.broken_at}: {verdict.why}"


def catalogues(_: Config) -> Found:
    """Whether every language is there."""
    catalogs = Catalogs()
    missing = [language for language in LANGUAGES if not catalogs.has(language)]
    return ("FAIL", f"missing: {' '.join(missing)}") if missing else ("ok", " ".join(LANGUAGES))


def clock(_: Config) -> Found:
    """Which rules of time zones are known."""
    return "ok", f"tzdata {tzdata_version()}"


def telegram(config: Config) -> list[Found]:
    """Whether the token works, what the bot hears and what it may in its rooms."""
    if not config.telegram.wanted:
        return [("ok", "not configured")]
    from bot.transports.telegram.looking import look  # noqa: PLC0415 - its library is heavy

    rooms, trouble = _known(config, "telegram")
    return [*look(config.telegram, rooms), *([("FAIL", trouble)] if trouble else [])]


def matrix(config: Config) -> list[Found]:
    """Whether the device and its keys are in order, what limits it, and the bot's place in its rooms."""
    if not config.matrix.wanted:
        return [("ok", "not configured")]
    from bot.transports.matrix.looking import look  # noqa: PLC0415 - its library is heavy

    rooms, trouble = _known(config, "matrix")
    return [*look(config.matrix, rooms), *([("FAIL", trouble)] if trouble else [])]


def _known(config: Config, network: str) -> tuple[list[str], str]:
    """The addresses of a network's bound rooms, and what the running bot says is wrong with the network."""
    if schema.current(config.database.url) is None:
        return [], ""
    link = Database(config.database.url).connect(reading=True)
    try:
        with link.reading() as work:
            return directory.bound(work, network), inbox.cursor(work, f"{network}:health") or ""
    finally:
        link.close()


CHECKS: tuple[tuple[str, Callable[[Config], Found | list[Found]]], ...] = (
    ("config", configuration),
    ("files", files),
    ("database", database),
    ("audit", audit),
    ("catalogues", catalogues),
    ("clock", clock),
    ("telegram", telegram),
    ("matrix", matrix),
)
