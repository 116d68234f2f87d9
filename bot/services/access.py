"""Who may know what: the one gate that every reply, list, count, button and error goes through.

Posting in a room discloses to everyone in it, so a record is shown only when the asker, the room and
everybody who reads the room may know it.
"""

from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.model.markings import Tlp, lowest
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import Membership, Right, Role
from bot.store.directory import Audience

SHARED = (Tlp.CLEAR, Tlp.GREEN)
STORED = tuple(label for label in Tlp if label is not Tlp.RED)


class Record(Protocol):
    """What the gate looks at."""

    taskforce_id: int
    tlp: Tlp
    erased_at: datetime | None


class Access(Enum):
    """What may be done with a record for a person in a room."""

    SHOWN = "here"
    ALONE = "in a direct message: the person may know it, not everybody in the room"
    TOO_LOW = "the person may know it, the room is not cleared for it"
    HIDDEN = "the person may not know that it exists"


def visible(part: Membership | None, room: Room, audience: Audience, record: Record) -> Access:
    """Whether a person with this part may be shown a record in a room with these readers."""
    if not may_know(part, record) or not _belongs(room, record):
        return Access.HIDDEN
    if not record.tlp.within(cleared(room)):
        return Access.TOO_LOW
    return Access.SHOWN if record.tlp.within(ceiling(room, audience)) else Access.ALONE


def may_know(part: Membership | None, record: Record) -> bool:
    """Whether a person with this part in a task force may know a record, wherever they are."""
    if part is None or part.taskforce_id != record.taskforce_id or record.erased_at is not None:
        return False
    return part.has(Right.READ) and record.tlp in labels_for(part)


def labels_for(part: Membership) -> tuple[Tlp, ...]:
    """The labels a role may read: observers what is meant for the community, members all but RED."""
    return SHARED if part.role is Role.OBSERVER else STORED


def readable(part: Membership, room: Room, audience: Audience) -> tuple[Tlp, ...]:
    """The labels a list for this person may draw from in this room."""
    top = ceiling(room, audience)
    return tuple(label for label in labels_for(part) if label.within(top))


def cleared(room: Room) -> Tlp:
    """What a room is cleared for: never above what its network and state allow."""
    return lowest([room.ceiling, room.cap])


def ceiling(room: Room, audience: Audience) -> Tlp:
    """What may be said in a room with these readers.

    Somebody unknown, or known but outside the task force, lowers it to CLEAR; an observer to GREEN.
    """
    if room.kind is RoomKind.DIRECT:
        return cleared(room)
    if audience.strangers or audience.outsiders:
        return lowest([cleared(room), Tlp.CLEAR])
    return lowest([cleared(room), Tlp.GREEN]) if audience.observers else cleared(room)


def _belongs(room: Room, record: Record) -> bool:
    return room.kind is RoomKind.DIRECT or room.taskforce_id == record.taskforce_id
