"""Rooms: places on a network, what they are cleared for, and who is in them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.model.base import Base, Json, choice
from bot.model.markings import Tlp


class RoomKind(StrEnum):
    """Whether several people read here, or one."""

    GROUP = "group"
    DIRECT = "direct"


class Room(Base, table=True):
    """A place on a chat network, bound to at most one task force, with a ceiling.

    `ceiling` is what coordinators cleared it for; `cap` is the most its network and state allow.
    `languages` and `zone`, when set, rule what is said in it; when not, the reader's and the task
    force's do. A topic bound on its own is a room whose `parent` is the group: they share their readers.
    """

    __table_args__ = (UniqueConstraint("network", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    network: str = Field(max_length=16)
    address: str = Field(max_length=255)
    kind: RoomKind = Field(default=RoomKind.GROUP, sa_type=choice(RoomKind))
    name: str = Field(default="", max_length=200)
    parent_id: int | None = Field(default=None, foreign_key="room.id")
    taskforce_id: int | None = Field(default=None, foreign_key="taskforce.id", index=True)
    ceiling: Tlp = Field(default=Tlp.GREEN, sa_type=choice(Tlp))
    cap: Tlp = Field(default=Tlp.GREEN, sa_type=choice(Tlp, "cap"))
    languages: list[str] = Field(default_factory=list, sa_type=Json)
    zone: str | None = Field(default=None, max_length=64)
    active: bool = True
    created_at: datetime


class FormerAddress(Base, table=True):
    """An address a room had before it moved; what still comes from there belongs to the room."""

    __table_args__ = (UniqueConstraint("network", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    network: str = Field(max_length=16)
    address: str = Field(max_length=255)
    room_id: int = Field(foreign_key="room.id")


class Occupant(Base, table=True):
    """An account that reads a room, as its transport last saw it."""

    __table_args__ = (UniqueConstraint("room_id", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    room_id: int = Field(foreign_key="room.id")
    address: str = Field(max_length=255)
    seen_at: datetime
