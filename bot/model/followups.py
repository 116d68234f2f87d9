"""Follow-ups: somebody must do something by a date (DOMAIN.md §2); who has it, and checklists of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, Json, choice
from bot.model.markings import Tlp
from bot.model.records import Timed
from bot.model.refusals import AlreadySo, Refusal, WrongState

TITLE_LIMIT = 200
BODY_LIMIT = 7500


class Status(StrEnum):
    """Where a follow-up is in its life; that it is overdue is computed, never stored."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


LIVE = frozenset({Status.OPEN, Status.IN_PROGRESS, Status.BLOCKED})


class Priority(StrEnum):
    """What is done first; not how grave the incident is."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class FollowUpKind(StrEnum):
    """What is asked for."""

    ACTION = "action"
    INFO_REQUEST = "info_request"
    CAPACITY = "capacity"
    GOVERNANCE = "governance"
    AWARENESS = "awareness"
    RESOURCE = "resource"
    AGENDA = "agenda"
    LESSON = "lesson"


class FollowUp(Timed, table=True):
    """Something to be done, perhaps because of another record (`parent`, its key, such as `incident:12`).

    `due_at` is the instant in UTC; `due_wall` and `due_zone` are what was meant by it, so that it can be
    computed again when the rules of a zone change. Without `due_exact` a day is meant, until its end; a date
    of the moon's calendar is `approximate` until somebody confirms it.
    `live` is kept beside `status` for the index that lists are read from; `room_id` is where it was given.
    """

    KIND: ClassVar[str] = "followup"
    PREFIX: ClassVar[str] = "FUP"
    DIGESTED: ClassVar[tuple[str, ...]] = ("title", "status", "tlp", "due_at", "priority", "version")

    __table_args__ = (
        UniqueConstraint("taskforce_id", "number"),
        UniqueConstraint("template_key"),
        CheckConstraint("severity BETWEEN 0 AND 5", name="severity"),
        Index("ix_followup_list", "taskforce_id", "live", "due_at", "number"),
        Index("ix_followup_parent", "parent"),
    )

    id: int | None = Field(default=None, primary_key=True)
    taskforce_id: int = Field(foreign_key="taskforce.id")
    number: int
    originator_id: int = Field(foreign_key="organisation.id")
    author_id: int = Field(foreign_key="person.id")
    room_id: int = Field(foreign_key="room.id")
    parent: str = Field(default="", max_length=64)
    title: str = Field(max_length=TITLE_LIMIT)
    body: str = Field(default="", max_length=BODY_LIMIT)
    kind: FollowUpKind = Field(default=FollowUpKind.ACTION, sa_type=choice(FollowUpKind))
    priority: Priority = Field(default=Priority.NORMAL, sa_type=choice(Priority))
    severity: int = 0
    status: Status = Field(default=Status.OPEN, sa_type=choice(Status))
    live: bool = True
    tlp: Tlp = Field(default=Tlp.AMBER, sa_type=choice(Tlp))
    caveat: str = Field(default="", max_length=200)
    drill: bool = False
    due_at: datetime | None = None
    due_wall: str = Field(default="", max_length=32)
    due_zone: str = Field(default="", max_length=64)
    due_exact: bool = True
    due_phrase: str = Field(default="", max_length=200)
    approximate: bool = False
    slipped: int = 0
    acked_by: int | None = Field(default=None, foreign_key="person.id")
    acked_at: datetime | None = None
    done_by: int | None = Field(default=None, foreign_key="person.id")
    done_at: datetime | None = None
    verifier_id: int | None = Field(default=None, foreign_key="person.id")
    verified_at: datetime | None = None
    template_key: str | None = Field(default=None, max_length=200)
    source_event: str = Field(default="", max_length=255)
    entries: int = 0
    version: int = 1
    retention_until: date | None = None
    erased_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    search_text: str = ""

    def overdue(self, now: datetime) -> bool:
        """Whether it should be done by now and is not."""
        return self.live and self.due_at is not None and self.due_at < now

    @property
    def severe(self) -> bool:
        """Whether it climbs to others when nobody acknowledges it."""
        return self.severity >= 4 or self.priority is Priority.URGENT  # noqa: PLR2004 - high and critical

    def start(self) -> Self:
        """The follow-up, in progress."""
        return self._turn(Status.IN_PROGRESS, "start", Status.OPEN, Status.BLOCKED)

    def block(self) -> Self:
        """The follow-up, blocked by something."""
        return self._turn(Status.BLOCKED, "block", Status.OPEN, Status.IN_PROGRESS)

    def decline(self) -> Self:
        """The follow-up, still open; only one that was not begun can be declined."""
        if self.status is not Status.OPEN:
            raise Refusal(WrongState(self.ref, self.status.value, "decline", self.KIND))
        return self

    def finish(self, by: int, at: datetime) -> Self:
        """The follow-up, done; somebody else verifies it."""
        self._turn(Status.DONE, "done", *LIVE)
        self.done_by, self.done_at = by, at
        return self

    def verify(self, by: int, at: datetime) -> Self:
        """The follow-up, verified by a second pair of eyes."""
        self._turn(Status.VERIFIED, "verify", Status.DONE)
        self.verifier_id, self.verified_at = by, at
        return self

    def hand_back(self) -> Self:
        """The follow-up, in progress again: what was done is not enough."""
        self._turn(Status.IN_PROGRESS, "return", Status.DONE)
        self.done_by = self.done_at = None
        return self

    def cancel(self) -> Self:
        """The follow-up, no longer wanted."""
        return self._turn(Status.CANCELLED, "cancel", *LIVE, Status.DONE)

    def acknowledge(self, by: int, at: datetime) -> Self:
        """The follow-up, known to be in somebody's hands."""
        if self.status not in LIVE:
            raise Refusal(WrongState(self.ref, self.status.value, "ack", self.KIND))
        if self.acked_at is not None:
            raise Refusal(AlreadySo(self.ref, "acknowledged", "acknowledged"))
        self.acked_by, self.acked_at = by, at
        return self

    def _turn(self, to: Status, act: str, *allowed: Status) -> Self:
        if self.status is to:
            raise Refusal(AlreadySo(self.ref, to.value, self.KIND))
        if self.status not in allowed:
            raise Refusal(WrongState(self.ref, self.status.value, act, self.KIND))
        self.status, self.live = to, to in LIVE
        return self


class Assignee(Base, table=True):
    """Who has a follow-up: a person, or an organisation whose people share it."""

    __table_args__ = (
        UniqueConstraint("followup_id", "person_id"),
        UniqueConstraint("followup_id", "organisation_id"),
        CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    followup_id: int = Field(foreign_key="followup.id")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)


class Template(Base, table=True):
    """A checklist that makes follow-ups; `items` are `{"title", "due", "priority"}`, due as it was typed."""

    __table_args__ = (UniqueConstraint("taskforce_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    taskforce_id: int = Field(foreign_key="taskforce.id")
    name: str = Field(max_length=32)
    items: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    author_id: int = Field(foreign_key="person.id")
    created_at: datetime
