"""People and the accounts they speak through."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base


class Person(Base, table=True):
    """A human being; `handle` is how others name them in a command (`@amina`).

    `week` is their own working week where it differs from their organisation's; in the hours of `quiet`
    (`22:00-06:00`, in their zone) reminders wait. The deputy stands in for them.
    """

    id: int | None = Field(default=None, primary_key=True)
    handle: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=120)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    language: str | None = Field(default=None, max_length=8)
    zone: str | None = Field(default=None, max_length=64)
    week: str | None = Field(default=None, max_length=32)
    quiet: str = Field(default="", max_length=11)
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
    admin: bool = False
    listed: bool = True
    active: bool = True
    created_at: datetime


class AccountCode(Base, table=True):
    """A code by which a person brings another account of theirs; only its digest is kept."""

    digest: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", unique=True)
    until: datetime


class Identity(Base, table=True):
    """One account of a person on one network."""

    __table_args__ = (UniqueConstraint("network", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    network: str = Field(max_length=16)
    address: str = Field(max_length=255)
    person_id: int = Field(foreign_key="person.id", index=True)
    verified_at: datetime | None = None


class Absence(Base, table=True):
    """When a person is away, and who stands in for them; what is due meanwhile goes there."""

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    since: datetime
    until: datetime
    deputy_id: int | None = Field(default=None, foreign_key="person.id")
