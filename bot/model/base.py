"""What every table shares: names of constraints, and columns that mean the same everywhere."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Integer, MetaData
from sqlalchemy import Enum as SqlEnum
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A 64-bit number that SQLite still counts up by itself.
BigId = BigInteger().with_variant(Integer, "sqlite")

# Whole values only: they are replaced, never changed in place.
Json = JSON()


class Base(SQLModel):
    """The parent of every table."""

    metadata = MetaData(naming_convention=NAMING)


def choice(kind: type[StrEnum], name: str = "") -> Any:  # noqa: ANN401 - a SQLAlchemy type, which has no common parent for mypy
    """A column type that stores the value of `kind` as text and refuses any other text.

    `name` tells the checks of two such columns of one table apart.
    """
    return SqlEnum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def table(model: type[SQLModel]) -> Any:  # noqa: ANN401 - SQLAlchemy's Table, whose columns mypy cannot know
    """The table behind a model, for statements: `table(Incident).c.number`."""
    return model.__table__  # type: ignore[attr-defined] # SQLModel sets it on table classes
