"""Incidents: something happened; their states and what may follow on what (DOMAIN.md §2)."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Self

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from bot.model.base import Json, choice
from bot.model.markings import Tlp, highest
from bot.model.records import Record
from bot.model.refusals import AlreadySo, Refusal, WrongState

PREFIX = "INC"
TITLE_LIMIT = 200
BODY_LIMIT = 7500


class Status(StrEnum):
    """Where an incident is in its life."""

    DRAFT = "draft"
    REPORTED = "reported"
    OPEN = "open"
    MONITORING = "monitoring"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"


LIVE = frozenset({Status.DRAFT, Status.REPORTED, Status.OPEN, Status.MONITORING})


class Outcome(StrEnum):
    """How a closed incident ended."""

    RESOLVED = "resolved"
    REFERRED = "referred"
    UNRESOLVED = "unresolved"
    FALSE_ALARM = "false_alarm"


class Incident(Record, table=True):
    """One event, reported once, followed to its close.

    Times are UTC; `happened_at` is when it took place, `reported_at` when it was written to the bot.
    `live` is kept beside `status` for the index that lists are read from.
    """

    KIND: ClassVar[str] = "incident"
    PREFIX: ClassVar[str] = PREFIX
    DIGESTED: ClassVar[tuple[str, ...]] = ("title", "body", "status", "severity", "tlp", "version")

    __table_args__ = (
        UniqueConstraint("taskforce_id", "number"),
        CheckConstraint("severity BETWEEN 1 AND 5", name="severity"),
        CheckConstraint("credibility BETWEEN 1 AND 6", name="credibility"),
        Index("ix_incident_list", "taskforce_id", "tlp", "live", "number"),
        Index("ix_incident_count", "taskforce_id", "live", "tlp", "severity", "status"),
        Index("ix_incident_reported", "taskforce_id", "reported_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    taskforce_id: int = Field(foreign_key="taskforce.id")
    number: int
    originator_id: int = Field(foreign_key="organisation.id")
    reporter_id: int = Field(foreign_key="person.id")
    lead_id: int | None = Field(default=None, foreign_key="person.id")
    title: str = Field(max_length=TITLE_LIMIT)
    body: str = Field(default="", max_length=BODY_LIMIT)
    category: str = Field(default="OTH", max_length=3)
    subcategory: str = Field(default="", max_length=16)
    severity: int
    status: Status = Field(default=Status.REPORTED, sa_type=choice(Status))
    live: bool = True
    tlp: Tlp = Field(default=Tlp.AMBER, sa_type=choice(Tlp))
    caveat: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=200)
    countries: list[str] = Field(default_factory=list, sa_type=Json)
    tags: list[str] = Field(default_factory=list, sa_type=Json)
    reliability: str = Field(default="F", max_length=1)
    credibility: int = 6
    climate: bool = False
    drill: bool = False
    happened_at: datetime
    happened_phrase: str = Field(default="", max_length=200)
    happened_exact: bool = True
    started_at: datetime | None = None
    contained_at: datetime | None = None
    ended_at: datetime | None = None
    reported_at: datetime
    review_at: datetime | None = None
    review_phrase: str = Field(default="", max_length=200)
    closed_at: datetime | None = None
    outcome: Outcome | None = Field(default=None, sa_type=choice(Outcome))
    summary: str = Field(default="", max_length=BODY_LIMIT)
    duplicate_of: int | None = Field(default=None, foreign_key="incident.id", index=True)
    status_before: Status | None = Field(default=None, sa_type=choice(Status, "status_before"))
    source_event: str = Field(default="", max_length=255)
    entries: int = 0
    version: int = 1
    retention_until: date | None = None
    erased_at: datetime | None = None
    updated_at: datetime
    search_text: str = ""

    @property
    def cross_border(self) -> bool:
        """Whether two or more countries are concerned."""
        return len(self.countries) > 1

    def accept(self) -> Self:
        """The incident, open: a coordinator vouches for it."""
        return self._turn(Status.OPEN, "accept", Status.REPORTED, Status.DRAFT)

    def reject(self) -> Self:
        """The incident, rejected as unfounded."""
        return self._turn(Status.REJECTED, "reject", Status.REPORTED, Status.DRAFT)

    def monitor(self, review_at: datetime, phrase: str) -> Self:
        """The incident, watched until its review."""
        if self.status is not Status.MONITORING:
            self._turn(Status.MONITORING, "monitor", Status.OPEN)
        self.review_at, self.review_phrase = review_at, phrase
        return self

    def close(self, outcome: Outcome, summary: str, at: datetime) -> Self:
        """The incident, closed with how it ended and what is known."""
        self._turn(Status.CLOSED, "close", Status.OPEN, Status.MONITORING)
        self.outcome, self.summary, self.closed_at = outcome, summary, at
        self.review_at = None
        return self

    def reopen(self) -> Self:
        """The incident, open again after it was closed or rejected."""
        self._turn(Status.OPEN, "reopen", Status.CLOSED, Status.REJECTED)
        self.closed_at = None
        return self

    def merge(self, target: "Incident") -> Self:
        """The incident as a duplicate of `target`, which takes the higher of both labels."""
        if target.id == self.id or target.status is Status.DUPLICATE:
            raise Refusal(WrongState(target.ref, target.status.value, "merge"))
        before = self.status
        self._turn(Status.DUPLICATE, "merge", *LIVE, Status.REJECTED)
        self.duplicate_of, self.status_before = target.id, before
        target.tlp = highest([self.tlp, target.tlp])
        return self

    def unmerge(self) -> Self:
        """The incident as it was before it was merged."""
        self._turn(self.status_before or Status.OPEN, "unmerge", Status.DUPLICATE)
        self.duplicate_of = self.status_before = None
        return self

    def _turn(self, to: Status, act: str, *allowed: Status) -> Self:
        if self.status is to:
            raise Refusal(AlreadySo(self.ref, to.value, "incident"))
        if self.status not in allowed:
            raise Refusal(WrongState(self.ref, self.status.value, act))
        self.status, self.live = to, to in LIVE
        return self
