"""Reminders: something said to a person or a room at a time, once or again and again."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.model.base import Json, choice
from bot.model.markings import Tlp
from bot.model.records import Timed
from bot.model.refusals import AlreadySo, Refusal, WrongState

TEXT_LIMIT = 1000


class Status(StrEnum):
    """Whether a reminder still comes."""

    ACTIVE = "active"
    OVER = "over"
    CANCELLED = "cancelled"


class Reminder(Timed, table=True):
    """What is said (`title`), to whom (`person_id`, else the room), because of which record (`parent`), when.

    `next_at` is the instant (UTC) it comes next. What was meant is kept beside it: the `phrase` as typed, and
    for one moment its `wall` time and `zone`, for a series its `rule` (bot/time/recurrence). A date of the
    moon's calendar is `approximate` until somebody confirms it.
    """

    KIND: ClassVar[str] = "reminder"
    PREFIX: ClassVar[str] = "REM"
    DIGESTED: ClassVar[tuple[str, ...]] = ("title", "status", "tlp", "next_at", "version")

    __table_args__ = (
        UniqueConstraint("taskforce_id", "number"),
        Index("ix_reminder_person", "person_id", "status"),
        Index("ix_reminder_room", "room_id", "status"),
        Index("ix_reminder_parent", "parent"),
    )

    id: int | None = Field(default=None, primary_key=True)
    taskforce_id: int = Field(foreign_key="taskforce.id")
    number: int
    author_id: int = Field(foreign_key="person.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    room_id: int = Field(foreign_key="room.id")
    parent: str = Field(default="", max_length=64)
    title: str = Field(max_length=TEXT_LIMIT)
    status: Status = Field(default=Status.ACTIVE, sa_type=choice(Status))
    tlp: Tlp = Field(default=Tlp.AMBER, sa_type=choice(Tlp))
    caveat: str = Field(default="", max_length=200)
    phrase: str = Field(default="", max_length=200)
    wall: str = Field(default="", max_length=32)
    zone: str = Field(default="UTC", max_length=64)
    exact: bool = True
    rule: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    approximate: bool = False
    next_at: datetime | None = None
    said: int = 0
    entries: int = 0
    version: int = 1
    retention_until: date | None = None
    erased_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    search_text: str = ""

    def cancel(self) -> Self:
        """The reminder, never to come again."""
        if self.status is Status.CANCELLED:
            raise Refusal(AlreadySo(self.ref, self.status.value, self.KIND))
        if self.status is Status.OVER:
            raise Refusal(WrongState(self.ref, self.status.value, "cancel", self.KIND))
        self.status, self.next_at = Status.CANCELLED, None
        return self
