"""A database, and the writer that works on it."""

from collections.abc import Iterator

import pytest

from bot.store.database import Database
from bot.store.writer import Writer


@pytest.fixture
def database(database_url: str) -> Database:
    """A database with the schema and nothing in it, of either kind."""
    return Database(database_url)


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    """The writer of that database."""
    running = Writer(database)
    yield running
    running.close()
