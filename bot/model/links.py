"""Links between records."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, choice


class Relation(StrEnum):
    """How one record stands to another."""

    RELATED = "related"
    CAUSED_BY = "caused_by"
    DUPLICATE = "duplicate"
    ADDRESSES = "addresses"
    DECIDED_IN = "decided_in"
    FUNDS = "funds"
    DISCUSSED_IN = "discussed_in"


class Link(Base, table=True):
    """One record's relation to another; read from both ends."""

    __table_args__ = (
        UniqueConstraint("from_kind", "from_id", "to_kind", "to_id", "relation"),
        Index("ix_link_to", "to_kind", "to_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    from_kind: str = Field(max_length=16)
    from_id: int
    to_kind: str = Field(max_length=16)
    to_id: int
    relation: Relation = Field(sa_type=choice(Relation))
    author_id: int = Field(foreign_key="person.id")
    created_at: datetime


class Watch(Base, table=True):
    """A person who is told what happens to a record."""

    __table_args__ = (UniqueConstraint("record_kind", "record_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    record_kind: str = Field(max_length=16)
    record_id: int
    person_id: int = Field(foreign_key="person.id")
    created_at: datetime
