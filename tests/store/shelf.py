"""What the tests of the store put on its shelves, and how they look at it from outside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from bot.services.sample import seed
from bot.store.database import Database
from bot.store.work import Query, Work
from bot.store.writer import Writer

NOW = datetime(2026, 10, 16, 6, tzinfo=UTC)


def seeded(writer: Writer) -> None:
    """Nothing; there is one task force (1), one room (1), one person (1) and no record."""
    writer.do(lambda work: seed(work, NOW, records=False))


def seen(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """The rows that somebody else sees, which is what was committed."""
    link = database.connect(reading=True)
    try:
        with link.reading() as work:
            return [tuple(row) for row in work.rows(Query(text(sql)))]
    finally:
        link.close()


def run(work: Work, sql: str) -> None:
    """Nothing; a statement of the test's own was carried out."""
    work.run(Query(text(sql)))


def noted(name: str) -> dict[str, Any]:
    """The row of a cursor: the smallest row there is."""
    return {"network": name, "value": "1"}


@contextmanager
def held(writer: Writer, lane: int = 0) -> Iterator[None]:
    """The lane does nothing of what is submitted inside, until the end."""
    busy, gate = threading.Event(), threading.Event()
    waiting = writer.submit(lambda _: busy.set() or gate.wait(10), lane)
    assert busy.wait(10)
    try:
        yield
    finally:
        gate.set()
    assert waiting.result()
