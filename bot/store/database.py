"""A database named by its URL: connections that write, connections that read, and what went wrong."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.pool import NullPool
from typing_extensions import override

from bot.store.work import Work

BUSY_SECONDS = 5


# What is deleted or overwritten is gone from the file as well.
SHRED = "secure_delete=ON"


class StoreTrouble(Exception):  # noqa: N818 - named for what it tells the operator
    """The database cannot take what it is given now; trying again later may do."""


class Database:
    """Where the state is kept: SQLite in a file (or in memory), or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.lite = self.url.get_backend_name() == "sqlite"
        if not self.lite:
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.engine: Engine = create_engine(
            self.url,
            poolclass=NullPool,
            json_serializer=lambda value: to_json(value).decode(),
            json_deserializer=lru_cache(maxsize=1024)(from_json),  # values are replaced, never changed
        )

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database, None for the others."""
        name = self.url.database
        return (
            Path(name) if self.lite and name and name != ":memory:" and not name.startswith("file:") else None
        )

    @property
    def dialect(self) -> Dialect:
        """SQLAlchemy's knowledge of this kind of database."""
        return self.engine.dialect

    def connect(self, *, reading: bool = False) -> "Link":
        """A connection of its own; a reading one cannot write."""
        return LiteLink(self, reading=reading) if self.lite else PostgresLink(self, reading=reading)


class Link:
    """One connection with explicit transactions and savepoints."""

    raw: Any

    def __init__(self, database: Database) -> None:
        self.database = database

    def begin(self) -> Work:
        """A unit of work in a new transaction."""
        raise NotImplementedError

    def commit(self) -> None:
        """What was done is kept, durably."""
        raise NotImplementedError

    def rollback(self) -> None:
        """What was done since `begin` is forgotten."""
        raise NotImplementedError

    def close(self) -> None:
        """The connection is given back."""
        with suppress(Exception):
            self.raw.close()

    def savepoint(self) -> "Savepoint":
        """What happens inside is undone alone when it raises."""
        return Savepoint(self.raw)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A unit of work that only reads."""
        try:
            yield self.begin()
        finally:
            self.rollback()


class Savepoint:
    """A part of a transaction that can be undone alone; they nest."""

    __slots__ = ("_raw",)

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - a driver's connection
        self._raw = raw

    def __enter__(self) -> None:
        self._raw.execute("SAVEPOINT one")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        # In trouble the whole transaction may be undone already, and why is what must be told.
        with suppress(Exception) if error is not None and is_trouble(error) else nullcontext():
            if kind is not None:
                self._raw.execute("ROLLBACK TO SAVEPOINT one")
            self._raw.execute("RELEASE SAVEPOINT one")


class LiteLink(Link):
    """SQLite: WAL, every commit on disk before it is acknowledged."""

    def __init__(self, database: Database, *, reading: bool) -> None:
        super().__init__(database)
        self._open = "BEGIN" if reading else "BEGIN IMMEDIATE"
        self.raw = self._connect()
        for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}", "synchronous=FULL", SHRED):
            self.raw.execute(f"PRAGMA {pragma}")
        self.raw.execute("PRAGMA query_only=ON" if reading else "PRAGMA journal_mode=WAL")

    def _connect(self) -> sqlite3.Connection:
        name = self.database.url.database or ":memory:"
        uri = name.startswith("file:")
        return sqlite3.connect(
            name, isolation_level=None, check_same_thread=False, uri=uri, cached_statements=512
        )

    @override
    def begin(self) -> Work:
        self.raw.execute(self._open)
        return Work(self.raw.execute, self.database.dialect, self.savepoint)

    @override
    def commit(self) -> None:
        self.raw.execute("COMMIT")

    @override
    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")


class PostgresLink(Link):
    """PostgreSQL through psycopg 3; rows locked by one writer make the others wait."""

    def __init__(self, database: Database, *, reading: bool) -> None:
        super().__init__(database)
        with database.engine.connect():
            pass
        self._proxied = database.engine.raw_connection()
        self.raw = self._proxied.dbapi_connection
        self.raw.read_only = reading

    @override
    def begin(self) -> Work:
        return Work(self.raw.execute, self.database.dialect, self.savepoint)

    @override
    def commit(self) -> None:
        self.raw.commit()

    @override
    def rollback(self) -> None:
        self.raw.rollback()

    @override
    def close(self) -> None:
        with suppress(Exception):
            self._proxied.close()


def is_trouble(error: BaseException) -> bool:
    """Whether the database or its disk is to blame, not the work that met it."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT}
    names = {kind.__name__ for kind in type(error).__mro__}
    return not names.isdisjoint({"OperationalError", "InterfaceError"}) or (
        type(error) is sqlite3.DatabaseError
    )
