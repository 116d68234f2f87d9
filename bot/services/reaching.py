"""Where a person can be told something: alone, in a room, or else who is told in their place."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.markings import Tlp
from bot.model.people import Person
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import Right, Role
from bot.services.access import ceiling, cleared, labels_for
from bot.store import directory
from bot.store.work import Work

TELLS_ALL = frozenset({"matrix"})
"""Networks that tell the bot everybody who is in a room; elsewhere somebody may read who never spoke."""


class Lost(StrEnum):
    """Why somebody cannot be told."""

    LEFT = "left"
    MAY_NOT = "may_not"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Reached:
    """A person and the room in which they are told; `hidden` where others there may not know what of."""

    person: Person
    room: Room
    hidden: bool = False


def reach(work: Work, person: Person, taskforce_id: int, home: Room | None, label: Tlp) -> Reached | Lost:
    """Where a person is told of something with a label; `home` is the room it comes from.

    Alone where that is possible; else in a room of the task force they read, if one is cleared for it.
    """
    part = directory.part(work, person.id or 0, taskforce_id)
    if not person.active or part is None or not part.has(Right.READ):
        return Lost.LEFT
    if label not in labels_for(part):
        return Lost.MAY_NOT
    alone = directory.direct_rooms(work, person.id or 0)
    if alone:
        return Reached(person, max(alone, key=lambda room: cleared(room).rank))
    read = directory.read_by(work, person.id or 0, taskforce_id)
    rooms = read or [
        room for room in directory.rooms_of(work, taskforce_id) if _may_read(work, person, room, taskforce_id)
    ]
    rooms.sort(key=lambda room: home is None or room.id != home.id)
    fit = (room for room in rooms if readable(work, room, taskforce_id, label))
    if (room := next(fit, None)) is not None:
        return Reached(person, room)
    return Reached(person, rooms[0], hidden=True) if rooms else Lost.UNREACHABLE


def _may_read(work: Work, person: Person, room: Room, taskforce_id: int) -> bool:
    """Whether somebody nobody has seen anywhere may be in a room: they have an account on its network."""
    bound = room.active and room.taskforce_id == taskforce_id and room.kind is RoomKind.GROUP
    unseen = bound and room.network not in TELLS_ALL
    return unseen and bool(directory.address_of(work, person.id or 0, room.network))


def leaders(work: Work, taskforce_id: int, *roles: Role) -> list[Person]:
    """Who holds one of these roles in a task force."""
    return [person for part, person, _ in directory.members(work, taskforce_id) if part.role in roles]


def coordinators(work: Work, taskforce_id: int, home: Room | None, label: Tlp) -> list[Reached]:
    """The coordinators who can be told, the chairs where there is none; each where they read."""
    for role in (Role.COORDINATOR, Role.CHAIR):
        people = leaders(work, taskforce_id, role)
        found = [reach(work, person, taskforce_id, home, label) for person in people]
        told = [one for one in found if isinstance(one, Reached)]
        if told:
            return told
    return []


def readable(work: Work, room: Room, taskforce_id: int, label: Tlp) -> bool:
    """Whether what has a label may be said in a room with its readers."""
    audience = directory.audience(work, room.id or 0, taskforce_id)
    return label.within(ceiling(room, audience))
