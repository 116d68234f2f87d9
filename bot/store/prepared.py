"""Statements over the SQLModel tables, compiled once and run straight on the driver's cursor.

SQLAlchemy writes the SQL and converts the values; its execution layers are left out, because they
cost more than the statements (docs/decisions.md, "Statements are prepared").
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Select, bindparam, update
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import insert as insert_lite
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import class_mapper
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

from bot.model.base import table

M = TypeVar("M", bound=SQLModel)
Convert = Callable[[Any], Any] | None


class Prepared:
    """A statement ready for one database: its text, how values go in and how rows come out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:  # noqa: ANN401 - any executable
        compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.sql: str = str(compiled)
        self.fixed: dict[str, Any] = dict(compiled.params)
        self._positions: Sequence[str] | None = compiled.positiontup
        self._into = _binders(compiled, dialect)
        self._out = tuple(_result(column.type, dialect) for column in _returned(statement))

    def bind(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a tuple or a dict, as the driver wants
        """The driver's parameters for these values; what is not given keeps its literal."""
        if self._positions is None:
            merged = {**self.fixed, **values}
            return {name: convert(merged[name]) if convert else merged[name] for name, convert in self._into}
        fixed = self.fixed
        return [
            convert(value) if convert and value is not None else value
            for name, convert in self._into
            for value in (values[name] if name in values else fixed[name],)
        ]

    def rows(self, found: Iterator[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """The driver's rows with Python values in them."""
        out = self._out
        return [
            tuple(
                [convert(v) if convert and v is not None else v for convert, v in zip(out, row, strict=True)]
            )
            for row in found
        ]


def _binders(compiled: SQLCompiler, dialect: Dialect) -> list[tuple[str, Convert]]:
    names = compiled.positiontup if compiled.positiontup is not None else list(compiled.params)
    binds = {**{bind.key: bind for bind in compiled.binds.values()}, **compiled.binds}
    return [(name, _bind(_origin(binds, name).type, dialect)) for name in names]


def _origin(binds: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - SQLAlchemy's BindParameter
    """The parameter a name stands for; an expanded IN list numbers its own (`x_1_1`, `x_1_2`)."""
    return binds[name] if name in binds else binds[name.rsplit("_", 1)[0]]


def _bind(kind: Any, dialect: Dialect) -> Convert:  # noqa: ANN401 - a SQLAlchemy type
    convert: Convert = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _result(kind: Any, dialect: Dialect) -> Convert:  # noqa: ANN401 - a SQLAlchemy type
    convert: Convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    return convert


def _returned(statement: Any) -> list[Any]:  # noqa: ANN401 - any executable
    if isinstance(statement, Select):
        return list(statement.selected_columns)
    return list(getattr(statement, "exported_columns", ()))


@lru_cache(maxsize=256)
def insert_into(
    model: type[SQLModel], dialect: Dialect, *, keyed: bool, once: bool = False
) -> tuple[Prepared, dict[str, Any]]:
    """The INSERT of a whole row and the columns' defaults.

    `keyed` when the row brings its own key, `once` when a row that is already there is left alone.
    """
    target = table(model)
    counted = None if keyed or len(target.primary_key) != 1 else next(iter(target.primary_key))
    columns = [column for column in target.columns if column is not counted]
    insert = insert_lite if dialect.name == "sqlite" else insert_postgres
    statement: Any = insert(target).values({column.name: _placeholder(column) for column in columns})
    if once:
        statement = statement.on_conflict_do_nothing()
    if counted is not None:
        statement = statement.returning(counted)
    return Prepared(statement, dialect), {column.name: _default(column) for column in columns}


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
    return bindparam(name or f"p_{column.name}", type_=column.type)


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


def is_keyed(model: type[SQLModel], values: Mapping[str, Any]) -> bool:
    """Whether a new row brings its own key, instead of being counted by the database."""
    return "id" in values or "id" not in model.model_fields


changed = attrgetter("_sa_instance_state.committed_state")
