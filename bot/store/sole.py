"""One process runs the bot on a database; a second is told so, instead of saying everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from bot.store.database import Database

KEY = 0x4C494149  # any number of our own


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def sole(database: Database) -> Iterator[bool]:
    """Whether this process is the only one, until the end of the block; a killed process holds nothing."""
    if database.path is not None:
        name = database.path.with_name(f"{database.path.name}.lock")
        with open(name, "w", opener=_private) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        return
    if database.lite:
        yield True
        return
    with database.engine.connect() as link:
        yield bool(link.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}).scalar())
