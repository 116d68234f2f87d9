"""Looking into the database behind a world."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from bot.store.database import Database
from bot.store.work import Query


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds in a database."""
    link = Database(url).connect(reading=True)
    try:
        with link.reading() as work:
            return [tuple(row) for row in work.rows(Query(text(sql)))]
    finally:
        link.close()


@contextmanager
def nothing_saved(url: str) -> Iterator[None]:
    """A while in which no record, no line of a timeline and no act is written."""
    sql = (
        "SELECT (SELECT count(*) FROM incident), (SELECT max(version) FROM incident), "
        "(SELECT count(*) FROM entry), (SELECT count(*) FROM act), "
        "(SELECT count(*) FROM audit WHERE action <> 'denied')"
    )
    before = rows(url, sql)
    yield
    assert rows(url, sql) == before
