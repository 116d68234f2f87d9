"""The work in hand: one transaction's reads and writes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from sqlalchemy.engine import Dialect
from sqlmodel import SQLModel

from bot.model.base import table
from bot.store.prepared import (
    COLUMN,
    Insert,
    Prepared,
    changed,
    insert_into,
    is_counted,
    materialise,
    materialise_named,
    update_of,
)

M = TypeVar("M", bound=SQLModel)
Savepoint = Callable[[], AbstractContextManager[None]]


class Conflict(Exception):  # noqa: N818 - not an error: the unit of work is run again
    """Somebody else changed the row since it was read."""


class Query:
    """A statement known by name: compiled for a database when it is first used on it."""

    def __init__(self, statement: Any) -> None:  # noqa: ANN401 - any executable
        self._statement = statement
        self._ready: dict[int, Prepared] = {}

    def on(self, dialect: Dialect) -> Prepared:
        """The statement, ready for this database."""
        ready = self._ready.get(id(dialect))
        if ready is None:
            ready = self._ready[id(dialect)] = Prepared(self._statement, dialect)
        return ready


class Work:
    """Reads and writes inside one transaction; rooms whose posts changed are remembered in `touched`."""

    def __init__(
        self, execute: Callable[..., Any], dialect: Dialect, savepoint: Savepoint = nullcontext
    ) -> None:
        self._execute = execute
        self._dialect = dialect
        self.savepoint = savepoint
        self.dialect = dialect.name
        self.touched: set[int] = set()
        self.heard: list[int] = []
        self.planned = False

    def rows(self, query: Query, **values: Any) -> list[Sequence[Any]]:  # noqa: ANN401 - column values
        """Every row of a query."""
        ready = query.on(self._dialect)
        return ready.rows(self._execute(ready.sql, ready.bind(values)))

    def row(self, query: Query, **values: Any) -> Sequence[Any] | None:  # noqa: ANN401 - column values
        """The first row of a query, or None."""
        found = self.rows(query, **values)
        return found[0] if found else None

    def run(self, query: Query, **values: Any) -> int:  # noqa: ANN401 - column values
        """How many rows a writing query touched."""
        ready = query.on(self._dialect)
        count: int = self._execute(ready.sql, ready.bind(values)).rowcount
        return count

    def once(self, statement: Any) -> list[Sequence[Any]]:  # noqa: ANN401 - any executable
        """Every row of a statement that is built for this one use."""
        ready = Prepared(statement, self._dialect)
        return ready.rows(self._execute(ready.sql, ready.bind({})))

    def one(self, model: type[M], query: Query, **values: Any) -> M | None:  # noqa: ANN401 - column values
        """The object of the first full row of a query, or None."""
        found = self.row(query, **values)
        return materialise(model, found) if found else None

    def all(self, model: type[M], query: Query, **values: Any) -> list[M]:  # noqa: ANN401 - column values
        """The objects of every full row of a query."""
        return [materialise(model, row) for row in self.rows(query, **values)]

    def insert(self, model: type[SQLModel], values: Mapping[str, Any], *, once: bool = False) -> int:
        """The key of a new row; what is not given takes the default.

        It is 0 when the row brought its own key and, with `once`, when the row was already there.
        """
        keyed = "id" in values or not is_counted(model)
        ready = insert_into(model, self._dialect, keyed=keyed, once=once)
        return self._insert(ready, ready.filled(values), keyed=keyed)

    def _insert(self, ready: Insert, row: Mapping[str, Any], *, keyed: bool) -> int:
        cursor = self._execute(ready.sql, ready.bind(row))
        key = None if keyed else cursor.fetchone()
        return int(key[0]) if key else 0

    def add(self, model: type[M], **values: Any) -> M:  # noqa: ANN401 - column values
        """A new record, written; what is not given takes the default.

        The row is built as the ORM builds a loaded one: constructing a table class validates and
        tracks every field, at ten times the cost of writing it.
        """
        keyed = "id" in values or not is_counted(model)
        ready = insert_into(model, self._dialect, keyed=keyed)
        filled = ready.filled(values)
        key = self._insert(ready, filled, keyed=keyed)
        if not keyed:
            filled["id"] = key
        return materialise_named(model, filled)

    def save(self, row: SQLModel) -> None:
        """A record's changed columns, written; raises `Conflict` when its version moved on."""
        before = changed(row)
        if not before:
            return
        keys = {f"key_{name}": row.__dict__[name] for name in _keys(type(row))}
        if "version" in type(row).model_fields:
            keys["key_version"] = row.__dict__["version"]
            row.version += 1  # type: ignore[attr-defined] # checked the line above
        names = tuple(sorted(before))
        ready = update_of(type(row), names, self._dialect)
        values = {COLUMN + name: row.__dict__[name] for name in names}
        if self._execute(ready.sql, ready.bind({**values, **keys})).rowcount != 1:
            raise Conflict
        before.clear()


def _keys(model: type[SQLModel]) -> tuple[str, ...]:
    return tuple(column.name for column in table(model).primary_key)
