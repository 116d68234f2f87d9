"""Who is who and where: people, their accounts, organisations, task forces, rooms and who reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, select

from bot.model.base import table
from bot.model.organisations import Organisation
from bot.model.people import Absence, Identity, Person
from bot.model.rooms import FormerAddress, Occupant, Room
from bot.model.taskforces import Membership, Role, TaskForce
from bot.store.prepared import materialise
from bot.store.work import Query, Work

_person, _identity, _organisation = table(Person), table(Identity), table(Organisation)
_taskforce, _membership, _absence = table(TaskForce), table(Membership), table(Absence)
_room, _occupant, _former = table(Room), table(Occupant), table(FormerAddress)
_ORGANISATION_WIDTH = len(_organisation.c)
_PERSON_WIDTH = len(_person.c)
_ROOM_WIDTH = len(_room.c)

_WHO = Query(
    select(_person, _organisation, _membership)
    .select_from(
        _identity.join(_person, _identity.c.person_id == _person.c.id)
        .join(_organisation)
        .outerjoin(
            _membership,
            and_(
                _membership.c.person_id == _person.c.id,
                _membership.c.taskforce_id == bindparam("taskforce"),
                _membership.c.until.is_(None),
            ),
        )
    )
    .where(_identity.c.network == bindparam("network"), _identity.c.address == bindparam("address"))
)
_WHERE = Query(
    select(
        _room,
        _taskforce,
        select(_occupant.c.id)
        .where(
            _occupant.c.room_id == func.coalesce(_room.c.parent_id, _room.c.id),
            _occupant.c.address == bindparam("reader"),
        )
        .scalar_subquery(),
    )
    .select_from(_room.outerjoin(_taskforce))
    .where(_room.c.network == bindparam("network"), _room.c.address == bindparam("address"))
)
_ROOM = Query(select(_room).where(_room.c.id == bindparam("key")))
_ROOMS = Query(select(_room).where(_room.c.taskforce_id == bindparam("key"), _room.c.active))
_ON = Query(select(_room).where(_room.c.network == bindparam("network")))
_BOUND = Query(
    select(_room.c.address).where(
        _room.c.network == bindparam("network"), _room.c.taskforce_id.is_not(None), _room.c.kind == "group"
    )
)
_DIRECT = Query(
    select(_room)
    .join_from(_room, _occupant)
    .join(_identity, and_(_identity.c.network == _room.c.network, _identity.c.address == _occupant.c.address))
    .where(
        _identity.c.person_id == bindparam("person"),
        _room.c.kind == "direct",
        _room.c.network == bindparam("network"),
    )
)
_DIRECTS = Query(
    select(_room)
    .join_from(_room, _occupant)
    .join(_identity, and_(_identity.c.network == _room.c.network, _identity.c.address == _occupant.c.address))
    .where(_identity.c.person_id == bindparam("person"), _room.c.kind == "direct", _room.c.active)
    .order_by(_room.c.id)
)
_READ_BY = Query(
    select(_room)
    .join_from(_room, _occupant, func.coalesce(_room.c.parent_id, _room.c.id) == _occupant.c.room_id)
    .join(_identity, and_(_identity.c.network == _room.c.network, _identity.c.address == _occupant.c.address))
    .where(
        _identity.c.person_id == bindparam("person"),
        _room.c.taskforce_id == bindparam("taskforce"),
        _room.c.kind == "group",
        _room.c.active,
    )
    .order_by(_room.c.id)
)
_ABSENT = Query(
    select(_absence)
    .where(
        _absence.c.person_id == bindparam("person"),
        _absence.c.until > bindparam("now", type_=_absence.c.until.type),
    )
    .order_by(_absence.c.since)
)
_COME_BACK = Query(
    delete(_absence).where(
        _absence.c.person_id == bindparam("person"),
        _absence.c.until > bindparam("now", type_=_absence.c.until.type),
    )
)
_PART = Query(
    select(_membership).where(
        _membership.c.person_id == bindparam("person"), _membership.c.taskforce_id == bindparam("taskforce")
    )
)
_PARTS = Query(
    select(_membership, _taskforce)
    .join_from(_membership, _taskforce)
    .where(_membership.c.person_id == bindparam("person"), _membership.c.until.is_(None))
    .order_by(_membership.c.id)
)
_MEMBERS = Query(
    select(_membership, _person, _organisation)
    .select_from(_membership.join(_person).join(_organisation))
    .where(_membership.c.taskforce_id == bindparam("taskforce"), _membership.c.until.is_(None))
    .order_by(_membership.c.id)
)
_HANDLE = Query(select(_person).where(_person.c.handle == bindparam("handle")))
_PERSON = Query(select(_person).where(_person.c.id == bindparam("key")))
_ORGANISATION = Query(select(_organisation).where(_organisation.c.id == bindparam("key")))
_CODE = Query(select(_organisation).where(_organisation.c.code == bindparam("code")))
_TASKFORCE = Query(select(_taskforce).where(_taskforce.c.code == bindparam("code")))
_TASKFORCE_ID = Query(select(_taskforce).where(_taskforce.c.id == bindparam("key")))
_COUNT_PEOPLE = Query(select(func.count()).select_from(_person))
_AUDIENCE = Query(
    select(
        func.count(case((_identity.c.id.is_(None), 1))),
        func.count(case((and_(_identity.c.id.is_not(None), _membership.c.id.is_(None)), 1))),
        func.count(case((_membership.c.role == Role.OBSERVER, 1))),
    )
    .select_from(_occupant)
    .join(_room, func.coalesce(_room.c.parent_id, _room.c.id) == _occupant.c.room_id)
    .outerjoin(
        _identity,
        and_(_identity.c.network == _room.c.network, _identity.c.address == _occupant.c.address),
    )
    .outerjoin(
        _membership,
        and_(
            _membership.c.person_id == _identity.c.person_id,
            _membership.c.taskforce_id == bindparam("taskforce"),
            _membership.c.until.is_(None),
        ),
    )
    .where(_room.c.id == bindparam("room"))
)

_VACATE = Query(
    delete(_occupant).where(
        _occupant.c.room_id == bindparam("room"), _occupant.c.address == bindparam("address")
    )
)


_OCCUPANTS = Query(select(_occupant).where(_occupant.c.room_id == bindparam("room")))
_FORMER = Query(
    select(_room)
    .join_from(_room, _former)
    .where(_former.c.network == bindparam("network"), _former.c.address == bindparam("address"))
)
_READERS = Query(
    select(_room.c.address, _occupant.c.address)
    .select_from(_room.outerjoin(_occupant, _occupant.c.room_id == _room.c.id))
    .where(_room.c.network == bindparam("network"), _room.c.parent_id.is_(None))
)
_READER = Query(
    select(_identity.c.address)
    .select_from(_identity.join(_person, _identity.c.person_id == _person.c.id))
    .join(_occupant, _occupant.c.address == _identity.c.address)
    .where(
        _person.c.handle == bindparam("handle"),
        _identity.c.network == bindparam("network"),
        _occupant.c.room_id == bindparam("room"),
    )
)
_ADDRESS = Query(
    select(_identity.c.address).where(
        _identity.c.person_id == bindparam("person"), _identity.c.network == bindparam("network")
    )
)


@dataclass(frozen=True, slots=True)
class Audience:
    """How many of a room's readers are unknown, known but outside the task force, or observers of it."""

    strangers: int = 0
    outsiders: int = 0
    observers: int = 0


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, the organisation they belong to, and their part in the task force that was asked about."""

    person: Person
    organisation: Organisation
    part: Membership | None


def who(work: Work, network: str, address: str, taskforce_id: int = 0) -> Somebody | None:
    """Who is behind an account, or None."""
    row = work.row(_WHO, network=network, address=address, taskforce=taskforce_id)
    if row is None:
        return None
    one, two = _PERSON_WIDTH, _PERSON_WIDTH + _ORGANISATION_WIDTH
    part = materialise(Membership, row[two:]) if row[two] is not None else None
    return Somebody(materialise(Person, row[:one]), materialise(Organisation, row[one:two]), part)


@dataclass(frozen=True, slots=True)
class Place:
    """A room, the task force it is bound to, and whether an account is known to read it."""

    room: Room
    taskforce: TaskForce | None
    read: bool


def where(work: Work, network: str, address: str, reader: str) -> Place | None:
    """The room with an address, seen from one of its readers, or None when the bot never was there."""
    row = work.row(_WHERE, network=network, address=address, reader=reader)
    if row is None:
        moved = work.one(Room, _FORMER, network=network, address=address)
        return where(work, network, moved.address, reader) if moved else None
    bound = row[_ROOM_WIDTH:-1]
    taskforce = materialise(TaskForce, bound) if bound[0] is not None else None
    return Place(materialise(Room, row[:_ROOM_WIDTH]), taskforce, row[-1] is not None)


def room(work: Work, room_id: int) -> Room | None:
    """A room by its key."""
    return work.one(Room, _ROOM, key=room_id)


def rooms_of(work: Work, taskforce_id: int) -> list[Room]:
    """The rooms bound to a task force."""
    return work.all(Room, _ROOMS, key=taskforce_id)


def bound(work: Work, network: str) -> list[str]:
    """The addresses of a network's rooms that belong to a task force."""
    return [str(address) for (address,) in work.rows(_BOUND, network=network)]


def direct_room(work: Work, person_id: int, network: str) -> Room | None:
    """Where a person can be spoken to alone on a network, or None."""
    return work.one(Room, _DIRECT, person=person_id, network=network)


def direct_rooms(work: Work, person_id: int) -> list[Room]:
    """Where a person can be spoken to alone, on any network."""
    return work.all(Room, _DIRECTS, person=person_id)


def read_by(work: Work, person_id: int, taskforce_id: int) -> list[Room]:
    """The rooms of a task force that a person is known to read."""
    return work.all(Room, _READ_BY, person=person_id, taskforce=taskforce_id)


def absences(work: Work, person_id: int, now: datetime) -> list[Absence]:
    """When a person is or will be away, the first first."""
    return work.all(Absence, _ABSENT, person=person_id, now=now)


def come_back(work: Work, person_id: int, now: datetime) -> bool:
    """Whether a person was or was going to be away; they are not any more."""
    return work.run(_COME_BACK, person=person_id, now=now) != 0


def part(work: Work, person_id: int, taskforce_id: int) -> Membership | None:
    """A person's part in a task force, also when it is over, or None."""
    return work.one(Membership, _PART, person=person_id, taskforce=taskforce_id)


def parts(work: Work, person_id: int) -> list[tuple[Membership, TaskForce]]:
    """A person's parts in task forces that are not over."""
    width = len(_membership.c)
    return [
        (materialise(Membership, row[:width]), materialise(TaskForce, row[width:]))
        for row in work.rows(_PARTS, person=person_id)
    ]


def members(work: Work, taskforce_id: int) -> list[tuple[Membership, Person, Organisation]]:
    """Everybody who takes part in a task force."""
    one = len(_membership.c)
    two = one + _PERSON_WIDTH
    return [
        (
            materialise(Membership, row[:one]),
            materialise(Person, row[one:two]),
            materialise(Organisation, row[two:]),
        )
        for row in work.rows(_MEMBERS, taskforce=taskforce_id)
    ]


def person(work: Work, handle: str) -> Person | None:
    """The person others call `@handle`, or None."""
    return work.one(Person, _HANDLE, handle=handle.casefold())


def person_by_id(work: Work, person_id: int) -> Person | None:
    """A person by their key."""
    return work.one(Person, _PERSON, key=person_id)


def organisation(work: Work, code: str) -> Organisation | None:
    """The organisation with a code, or None."""
    return work.one(Organisation, _CODE, code=code.upper())


def organisation_by_id(work: Work, organisation_id: int) -> Organisation | None:
    """An organisation by its key."""
    return work.one(Organisation, _ORGANISATION, key=organisation_id)


def taskforce(work: Work, code: str) -> TaskForce | None:
    """The task force with a code, or None."""
    return work.one(TaskForce, _TASKFORCE, code=code.upper())


def taskforce_by_id(work: Work, taskforce_id: int) -> TaskForce | None:
    """A task force by its key."""
    return work.one(TaskForce, _TASKFORCE_ID, key=taskforce_id)


def is_empty(work: Work) -> bool:
    """Whether nobody is written down yet, and so nothing else."""
    found = work.row(_COUNT_PEOPLE)
    return not found or found[0] == 0


def audience(work: Work, room_id: int, taskforce_id: int) -> Audience:
    """Who reads a room, as far as it matters for what may be said there."""
    counts: Any = work.row(_AUDIENCE, room=room_id, taskforce=taskforce_id) or (0, 0, 0)
    return Audience(*map(int, counts))


def occupy(work: Work, values: dict[str, Any]) -> bool:
    """Whether an account was new among a room's readers; it is noted."""
    return work.insert(Occupant, values, once=True) != 0


def vacate(work: Work, room_id: int, address: str) -> bool:
    """Whether an account was among a room's readers; it is no more."""
    return work.run(_VACATE, room=room_id, address=address) != 0


def on_network(work: Work, network: str) -> list[Room]:
    """Every room the bot knows of on a network."""
    return work.all(Room, _ON, network=network)


def readers(work: Work, network: str) -> dict[str, set[str]]:
    """Who reads each room of a network, by the rooms' addresses; parts of a room are read with it."""
    found: dict[str, set[str]] = {}
    for address, reader in work.rows(_READERS, network=network):
        inside = found.setdefault(str(address), set())
        if reader is not None:
            inside.add(str(reader))
    return found


def reader(work: Work, room: Room, handle: str) -> str:
    """The address under which the person called `@handle` reads a room; empty when they do not."""
    inside = room.parent_id or room.id
    found = work.row(_READER, handle=handle.casefold(), network=room.network, room=inside)
    return str(found[0]) if found else ""


def address_of(work: Work, person_id: int, network: str) -> str:
    """The address of a person's account on a network; empty when they have none there."""
    found = work.row(_ADDRESS, person=person_id, network=network)
    return str(found[0]) if found else ""


def move(work: Work, network: str, old: str, new: str) -> Room | None:
    """The room that moved to another address, with everything it has; None when there is none to move.

    What was heard of under the new address before, unbound, is part of the room that moved, and what its
    network and state allow there is what they allow now.
    """
    place, there = where(work, network, old, ""), where(work, network, new, "")
    if place is None or place.room.address != old or (there is not None and there.taskforce is not None):
        return None
    room = place.room
    if there is not None:
        for occupant in work.all(Occupant, _OCCUPANTS, room=there.room.id):
            occupy(work, {"room_id": room.id, "address": occupant.address, "seen_at": occupant.seen_at})
        room.cap, room.name = there.room.cap, there.room.name or room.name
        there.room.address, there.room.active = f"{new}~{there.room.id}", False
        work.save(there.room)
    room.address = new
    work.save(room)
    work.insert(FormerAddress, {"network": network, "address": old, "room_id": room.id}, once=True)
    return room
