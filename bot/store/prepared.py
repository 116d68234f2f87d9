"""Statements over the SQLModel tables, compiled once and run straight on the driver's cursor.

SQLAlchemy writes the SQL and converts the values; its execution layers are left out, because they
cost more than the statements (docs/decisions.md, "Statements are prepared").
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Select, bindparam, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_lite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import class_mapper
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from bot.model.base import table

M = TypeVar("M", bound=SQLModel)
Convert = Callable[[Any], Any] | None

COLUMN = "p_"  # the name of a column's parameter begins with it

_WITHOUT_OFFSET = len("2026-10-16 06:00:00.000000")


class Prepared:
    """A statement ready for one database: its text, how values go in and how rows come out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:  # noqa: ANN401 - any executable
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql: str = str(compiled)
        self.fixed: dict[str, Any] = dict(compiled.params)
        into = _binders(compiled, dialect)
        self._names = [name for name, _ in into]
        self._pick = _picker(self._names)
        self._pick_columns = _picker([name.removeprefix(COLUMN) for name in self._names])
        self._positional = compiled.positiontup is not None
        self._into = _converting(convert for _, convert in into)
        self._out = _converting(_result(column.type, dialect) for column in _returned(statement))

    def bind(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a list or a dict, as the driver wants
        """The driver's parameters for these values; what is not given keeps its literal."""
        return self._converted(self._pick({**self.fixed, **values} if self.fixed else values))

    def bind_whole(self, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as `bind`
        """The driver's parameters for a whole row of columns."""
        return self._converted(self._pick_columns(row))

    def _converted(self, picked: Sequence[Any]) -> Any:  # noqa: ANN401 - as `bind`
        given = list(picked)
        for place, convert in self._into:
            if given[place] is not None:
                given[place] = convert(given[place])
        return given if self._positional else dict(zip(self._names, given, strict=True))

    def rows(self, found: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
        """The driver's rows with Python values in them."""
        out = self._out
        if not out:
            return list(found)
        rows: list[Sequence[Any]] = []
        for raw in found:
            row = list(raw)
            for place, convert in out:
                if row[place] is not None:
                    row[place] = convert(row[place])
            rows.append(row)
        return rows


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """What picks several values by name at once; `itemgetter` returns no sequence for fewer than two."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _converting(converts: Iterable[Convert]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """The places where values have to be converted, and by what."""
    return tuple((place, convert) for place, convert in enumerate(converts) if convert is not None)


def _binders(compiled: SQLCompiler, dialect: Dialect) -> list[tuple[str, Convert]]:
    names = compiled.positiontup if compiled.positiontup is not None else list(compiled.params)
    binds = {**{bind.key: bind for bind in compiled.binds.values()}, **compiled.binds}
    return [(name, _bind(_origin(binds, name).type, dialect)) for name in names]


def _origin(binds: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - SQLAlchemy's BindParameter
    """The parameter a name stands for; an expanded IN list numbers its own (`x_1_1`, `x_1_2`)."""
    return binds[name] if name in binds else binds[name.rsplit("_", 1)[0]]


def _bind(kind: Any, dialect: Dialect) -> Convert:  # noqa: ANN401 - a SQLAlchemy type
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _stored
    convert: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _stored(moment: datetime) -> str:
    """A moment as SQLAlchemy stores it in SQLite, without the three layers it goes through there."""
    if moment.utcoffset() is None:
        raise ValueError(moment)
    return _written(
        moment.astimezone(UTC)
    )  # first, for both passes of a repeated hour are equal in their zone


@lru_cache(maxsize=1024)
def _written(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds")[:_WITHOUT_OFFSET]


@lru_cache(maxsize=1024)
def _read(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _result(kind: Any, dialect: Dialect) -> Convert:  # noqa: ANN401 - a SQLAlchemy type
    if isinstance(kind, UTCDateTime) and dialect.name == "sqlite":
        return _read
    convert: Convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    return convert


def _returned(statement: Any) -> list[Any]:  # noqa: ANN401 - any executable
    if isinstance(statement, Select):
        return list(statement.selected_columns)
    return list(getattr(statement, "exported_columns", ()))


class Insert:
    """The INSERT of a whole row, ready for one database; what is not given takes the column's default.

    `keyed` when the row brings its own key, `once` when a row that is already there is left alone.
    """

    def __init__(self, model: type[SQLModel], dialect: Dialect, *, keyed: bool, once: bool) -> None:
        target = table(model)
        counted = None if keyed or len(target.primary_key) != 1 else next(iter(target.primary_key))
        columns = [column for column in target.columns if column is not counted]
        insert = insert_lite if dialect.name == "sqlite" else insert_postgres
        statement: Any = insert(target).values({column.name: _placeholder(column) for column in columns})
        if once:
            statement = statement.on_conflict_do_nothing()
        if counted is not None:
            statement = statement.returning(counted)
        self._prepared = Prepared(statement, dialect)
        self.sql = self._prepared.sql
        defaults = {column.name: _default(column) for column in columns}
        self._fixed = {name: default for name, default in defaults.items() if not callable(default)}
        self._made = {name: default for name, default in defaults.items() if callable(default)}

    def filled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The whole row by name."""
        row = {**self._fixed, **values}
        for name, make in self._made.items():
            if name not in row:
                row[name] = make()
        return row

    def bind(self, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the driver wants
        """The driver's parameters for a whole row."""
        return self._prepared.bind_whole(row)


@lru_cache(maxsize=256)
def insert_into(model: type[SQLModel], dialect: Dialect, *, keyed: bool, once: bool = False) -> Insert:
    """The INSERT for a model."""
    return Insert(model, dialect, keyed=keyed, once=once)


@lru_cache(maxsize=1024)
def update_of(model: type[SQLModel], names: tuple[str, ...], dialect: Dialect) -> Prepared:
    """The UPDATE of some columns of one row, found by key (and by version where rows have one)."""
    target = table(model)
    statement = update(target).values({name: _placeholder(target.c[name]) for name in names})
    for column in target.primary_key:
        statement = statement.where(column == _placeholder(column, f"key_{column.name}"))
    if "version" in names:
        statement = statement.where(target.c.version == _placeholder(target.c.version, "key_version"))
    return Prepared(statement, dialect)


def _placeholder(column: Column[Any], name: str = "") -> Any:  # noqa: ANN401 - SQLAlchemy's BindParameter
    return bindparam(name or COLUMN + column.name, type_=column.type)


def _default(column: Column[Any]) -> Any:  # noqa: ANN401 - a value or a factory of values
    given: Any = column.default
    if given is None:
        return None
    return (lambda make=given.arg: make(None)) if given.is_callable else given.arg


@lru_cache(maxsize=64)
def _shape(model: type[M]) -> tuple[Callable[[], M], tuple[str, ...]]:
    mapper = class_mapper(model)
    make = cast("Callable[[], M]", mapper.class_manager.new_instance)
    return make, tuple(column.key for column in mapper.columns)


def materialise(model: type[M], row: Sequence[Any]) -> M:
    """The object a full row of its table stands for, as if it had been loaded by the ORM."""
    shape: tuple[Callable[[], M], tuple[str, ...]] = _shape(model)
    make, names = shape
    found = make()
    found.__dict__.update(zip(names, row, strict=True))
    return found


def materialise_named(model: type[M], values: Mapping[str, Any]) -> M:
    """As `materialise`, from values by name."""
    make: Callable[[], M] = _shape(model)[0]
    found = make()
    found.__dict__.update(values)
    return found


@lru_cache(maxsize=64)
def is_counted(model: type[SQLModel]) -> bool:
    """Whether the database counts the key up when a row does not bring its own."""
    return "id" in model.model_fields


changed = attrgetter("_sa_instance_state.committed_state")
