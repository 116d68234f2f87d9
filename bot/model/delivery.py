"""What was heard and what is to be said: inbox, outbox, posted, dialogs, schedule, counters."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, BigId, Json, choice
from bot.model.markings import Tlp


class Heard(StrEnum):
    """What kind of thing was heard."""

    LINE = "line"
    EDIT = "edit"
    PRESS = "press"
    REACTION = "reaction"
    JOINED = "joined"
    LEFT = "left"
    ENTERED = "entered"
    REMOVED = "removed"
    MOVED = "moved"
    STATE = "state"
    UNREADABLE = "unreadable"


class InboxState(StrEnum):
    """Whether a heard line was acted on; one that is sealed could not be decrypted yet."""

    NEW = "new"
    SEALED = "sealed"
    DONE = "done"
    POISON = "poison"


class OutboxState(StrEnum):
    """Whether a thing to say was said."""

    WAITING = "waiting"
    SENT = "sent"
    UNSURE = "unsure"
    PARKED = "parked"
    DROPPED = "dropped"


class Inbox(Base, table=True):
    """One thing heard, once: the network's own event id is unique.

    `room` and `sender` are the network's addresses; `about` is the event a press, an edit, a
    reaction or a reply is about; `sent_at` is the network's time, `heard_at` ours. The bot itself is
    let in (`entered`) or put out (`removed`), and a room may move to another address (`about`).

    What a room is now (`state`) is `direct`, and in `extra` its `cap`, perhaps its `room_name`, and `why`
    the cap is no higher: "plain", "device" (of `accounts`), "open", or nothing. Of what stays `unreadable`
    only who wrote it is known, and `about`, which event it was. A sealed row has that event in `extra`.
    """

    __table_args__ = (
        UniqueConstraint("network", "event"),
        Index("ix_inbox_new", "state", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    network: str = Field(max_length=16)
    event: str = Field(max_length=255)
    kind: Heard = Field(sa_type=choice(Heard))
    room: str = Field(max_length=255)
    direct: bool = False
    sender: str = Field(max_length=255)
    sender_name: str = Field(default="", max_length=200)
    text: str = ""
    about: str = Field(default="", max_length=255)
    extra: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    sent_at: datetime
    heard_at: datetime
    state: InboxState = Field(default=InboxState.NEW, sa_type=choice(InboxState))
    result: str = Field(default="", max_length=64)


class Cursor(Base, table=True):
    """How far a network was read; moved in the transaction that stores what was heard."""

    network: str = Field(primary_key=True, max_length=64)
    value: str


class Lease(Base, table=True):
    """Who alone may do something, such as read a network's updates, until when unless renewed."""

    name: str = Field(primary_key=True, max_length=64)
    holder: str = Field(max_length=64)
    until: datetime


class Outbox(Base, table=True):
    """One thing to say in one room, as facts; words are chosen when it is sent.

    `key` is unique per thing said. `acts` are the buttons, `token` their opaque id: they may be
    pressed in this room, by `press_by` when set, until `press_until`. What is `private` is shown to
    `to_id` alone where the network can do that inside a room.
    """

    __table_args__ = (Index("ix_outbox_lane", "state", "room_id", "id"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    room_id: int = Field(foreign_key="room.id")
    key: str = Field(unique=True, max_length=300)
    kind: str = Field(max_length=64)
    facts: str
    languages: list[str] = Field(default_factory=list, sa_type=Json)
    zone: str = Field(default="UTC", max_length=64)
    to_id: int | None = Field(default=None, foreign_key="person.id")
    reply_to: str = Field(default="", max_length=255)
    edit_of: str = Field(default="", max_length=255)
    tlp: Tlp | None = Field(default=None, sa_type=choice(Tlp))
    record: str = Field(default="", max_length=64)
    record_version: int = 0
    acts: str = ""
    token: str | None = Field(default=None, unique=True, max_length=32)
    press_by: int | None = None
    press_until: datetime | None = None
    private: bool = False
    urgent: bool = True
    state: OutboxState = Field(default=OutboxState.WAITING, sa_type=choice(OutboxState))
    attempts: int = 0
    not_before: datetime | None = None
    created_at: datetime
    sent_at: datetime | None = None


class Posted(Base, table=True):
    """What was shown where, so that it can be edited, replied to, or taken back."""

    __table_args__ = (
        UniqueConstraint("room_id", "message"),
        Index("ix_posted_record", "record"),
        Index("ix_posted_outbox_id", "outbox_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    outbox_id: int = Field(foreign_key="outbox.id")
    room_id: int = Field(foreign_key="room.id")
    message: str = Field(max_length=255)
    record: str = Field(default="", max_length=64)
    record_version: int = 0
    tlp: Tlp | None = Field(default=None, sa_type=choice(Tlp))
    at: datetime
    withdrawn_at: datetime | None = None


class Dialog(Base, table=True):
    """A command that waits for a missing field; one per person and room."""

    __table_args__ = (UniqueConstraint("room_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id")
    person_id: int = Field(foreign_key="person.id")
    command: str = Field(max_length=64)
    given: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    skipped: list[str] = Field(default_factory=list, sa_type=Json)
    asking: str = Field(max_length=32)
    guided: bool = False
    expires_at: datetime


class Act(Base, table=True):
    """What a reversible act changed, for `/undo`; `before` holds the old values of the record."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: datetime
    command: str = Field(max_length=64)
    record_kind: str = Field(max_length=16)
    record_id: int
    version: int
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    undone_at: datetime | None = None


class Schedule(Base, table=True):
    """Something that comes at an instant, once or again: then `due_at` moves on until it is over (`done_at`).

    `key` names the thing that recurs; with the instant it names the occurrence, so a beat may repeat. What
    is due for one person at once is said in one message.
    """

    __table_args__ = (
        Index("ix_schedule_due", "done_at", "due_at"),
        Index("ix_schedule_record", "record"),
        Index("ix_schedule_person", "person_id", "done_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=32)
    record: str = Field(default="", max_length=64)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    due_at: datetime
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    done_at: datetime | None = None
    result: str = Field(default="", max_length=64)


class Counter(Base, table=True):
    """The last number given to a kind of record in a task force; numbers have no gaps."""

    taskforce_id: int = Field(primary_key=True, foreign_key="taskforce.id")
    prefix: str = Field(primary_key=True, max_length=8)
    last: int = 0
