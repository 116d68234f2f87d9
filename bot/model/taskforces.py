"""Task forces, who takes part in them as what, and what each role may do."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, Json, choice
from bot.model.markings import Tlp


class TaskForceStatus(StrEnum):
    """Where a task force is in its life."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Role(StrEnum):
    """What a person is in one task force."""

    CHAIR = "chair"
    COORDINATOR = "coordinator"
    MEMBER = "member"
    OBSERVER = "observer"
    AUDITOR = "auditor"


class Right(StrEnum):
    """What a command asks for; declared on the command, checked in dispatch."""

    ANYONE = "anyone"
    KNOWN = "known"
    READ = "read"
    WORK = "work"
    COORDINATE = "coordinate"
    CHAIR = "chair"
    ADMIN = "admin"


_READ = frozenset({Right.READ})
_WORK = _READ | {Right.WORK}
_COORDINATE = _WORK | {Right.COORDINATE}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.CHAIR: _COORDINATE | {Right.CHAIR},
    Role.COORDINATOR: _COORDINATE,
    Role.MEMBER: _WORK,
    Role.OBSERVER: _READ,
    Role.AUDITOR: _READ,
}

# The lowest role that has a right, for the sentence of a refusal.
LOWEST: dict[Right, Role] = {
    Right.READ: Role.OBSERVER,
    Right.WORK: Role.MEMBER,
    Right.COORDINATE: Role.COORDINATOR,
    Right.CHAIR: Role.CHAIR,
}


class TaskForce(Base, table=True):
    """Services working together under one mandate."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=16)
    mandate: str = Field(default="", max_length=2000)
    basis: str = Field(default="", max_length=1000)
    review: date | None = None
    default_tlp: Tlp = Field(default=Tlp.AMBER, sa_type=choice(Tlp))
    zone: str = Field(default="UTC", max_length=64)
    week: str = Field(default="mon-fri", max_length=32)
    languages: list[str] = Field(default_factory=list, sa_type=Json)
    status: TaskForceStatus = Field(default=TaskForceStatus.PROPOSED, sa_type=choice(TaskForceStatus))
    created_at: datetime

    def expired(self, today: date) -> bool:
        """Whether the mandate ran out: its review date has passed."""
        return self.review is not None and self.review < today


class Membership(Base, table=True):
    """A person's part in a task force; rights come only from here."""

    __table_args__ = (UniqueConstraint("taskforce_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    taskforce_id: int = Field(foreign_key="taskforce.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    role: Role = Field(sa_type=choice(Role))
    since: datetime
    until: datetime | None = None
    reason: str = Field(default="", max_length=500)

    def has(self, right: Right) -> bool:
        """Whether this part, while it lasts, carries `right`."""
        return self.until is None and right in RIGHTS[self.role]
