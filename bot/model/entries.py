"""Entries: the timeline of a record; corrected by later entries, never overwritten."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, BigId, Json, choice


class EntryKind(StrEnum):
    """What an entry is."""

    UPDATE = "update"
    CORRECTION = "correction"
    CHANGE = "change"
    LESSON = "lesson"


class Entry(Base, table=True):
    """Line `number` of a record's timeline.

    A change made by a command carries the command's verb in `act` and old and new values in
    `detail`; what people wrote is in `text`.
    """

    __table_args__ = (
        UniqueConstraint("record_kind", "record_id", "number"),
        UniqueConstraint("record_kind", "record_id", "source_event"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    record_kind: str = Field(max_length=16)
    record_id: int
    number: int
    kind: EntryKind = Field(sa_type=choice(EntryKind))
    act: str = Field(default="", max_length=32)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    text: str = ""
    author_id: int = Field(foreign_key="person.id")
    reliability: str = Field(default="", max_length=1)
    credibility: int | None = None
    happened_at: datetime
    written_at: datetime
    corrects: int | None = None
    source_event: str | None = Field(default=None, max_length=255)
