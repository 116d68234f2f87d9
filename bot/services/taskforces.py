"""Founding task forces, binding rooms to them, and who takes part in them as what."""

from datetime import date

from sqlalchemy import bindparam, func, or_, select, update

from bot.model.base import table
from bot.model.markings import Tlp
from bot.model.organisations import Organisation, OrganisationKind
from bot.model.people import Identity, Person
from bot.model.refusals import (
    AlreadySo,
    CeilingTooHigh,
    LastCoordinator,
    NoSuch,
    NotActive,
    Refusal,
    RoleNeeded,
    RoomUnbound,
    Taken,
    Unclear,
)
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import LOWEST, Membership, Right, Role, TaskForce, TaskForceStatus
from bot.services import planning
from bot.services.acting import Acting
from bot.store import directory, followups
from bot.store.work import Query
from bot.views.taskforces import MemberLine, TaskForceShown

_membership, _room = table(Membership), table(Room)
_LEADERS = Query(
    select(func.count()).where(
        _membership.c.taskforce_id == bindparam("taskforce"),
        _membership.c.until.is_(None),
        or_(_membership.c.role == Role.CHAIR, _membership.c.role == Role.COORDINATOR),
    )
)
_UNBIND_ALL = Query(
    update(_room).where(_room.c.taskforce_id == bindparam("taskforce")).values(taskforce_id=None)
)
LONGEST_NETWORK = 16
LEADING = (Role.CHAIR, Role.COORDINATOR)


def found_taskforce(acting: Acting, code: str, mandate: str, basis: str, review: date | None) -> TaskForce:
    """A new task force, proposed; its founder coordinates it."""
    if directory.taskforce(acting.work, code) is not None:
        raise Refusal(Taken(code))
    taskforce = acting.work.add(
        TaskForce,
        code=code.upper(),
        mandate=mandate,
        basis=basis,
        review=review,
        zone=str(acting.zone),
        languages=list(acting.languages),
        created_at=acting.now,
    )
    _join(acting, taskforce, acting.person, Role.COORDINATOR)
    acting.note("taskforce new", f"taskforce:{taskforce.id}", f"{code} {mandate}")
    return taskforce


def activate(acting: Acting, taskforce: TaskForce) -> TaskForce:
    """The task force, taking records from now on: it has a mandate and a review date."""
    if taskforce.status is TaskForceStatus.ACTIVE:
        raise Refusal(AlreadySo(taskforce.code, taskforce.status.value, "task force"))
    if taskforce.status is TaskForceStatus.CLOSED:
        raise Refusal(NotActive(taskforce.code, taskforce.status.value))
    if not taskforce.mandate:
        raise Refusal(Unclear("mandate", "", "missing"))
    if taskforce.review is None or taskforce.expired(acting.now.date()):
        raise Refusal(
            Unclear("review", str(taskforce.review or ""), "past" if taskforce.review else "missing")
        )
    return _turn(acting, taskforce, TaskForceStatus.ACTIVE)


def suspend(acting: Acting, taskforce: TaskForce) -> TaskForce:
    """The task force, taking nothing new for a while."""
    if taskforce.status is not TaskForceStatus.ACTIVE:
        raise Refusal(NotActive(taskforce.code, taskforce.status.value))
    return _turn(acting, taskforce, TaskForceStatus.SUSPENDED)


def close(acting: Acting, taskforce: TaskForce) -> TaskForce:
    """The task force, over; its rooms are unbound."""
    if taskforce.status is TaskForceStatus.CLOSED:
        raise Refusal(AlreadySo(taskforce.code, taskforce.status.value, "task force"))
    acting.work.run(_UNBIND_ALL, taskforce=taskforce.id)
    return _turn(acting, taskforce, TaskForceStatus.CLOSED)


def _turn(acting: Acting, taskforce: TaskForce, to: TaskForceStatus) -> TaskForce:
    taskforce.status = to
    acting.work.save(taskforce)
    acting.note(f"taskforce {to.value}", f"taskforce:{taskforce.id}", to.value)
    return taskforce


def amend(acting: Acting, taskforce: TaskForce, values: dict[str, object]) -> TaskForce:
    """The task force with other facts: mandate, basis, review date, default label, zone, working week."""
    for name, value in values.items():
        setattr(taskforce, name, value)
    acting.work.save(taskforce)
    acting.note("taskforce set", f"taskforce:{taskforce.id}", " ".join(f"{k}={v}" for k, v in values.items()))
    return taskforce


def bind(acting: Acting, taskforce: TaskForce, ceiling: Tlp | None) -> Room:
    """This room (of a group with topics: this topic), bound to a task force and cleared up to a ceiling."""
    acting.room = room = _topic(acting) if acting.topic else acting.room
    direct = room.kind is RoomKind.DIRECT
    if not direct:
        require_in(acting, taskforce, Right.COORDINATE)
        if room.taskforce_id is not None and room.taskforce_id != taskforce.id:
            raise Refusal(Taken(acting.taskforce.code))
    asked = ceiling or (room.ceiling if direct else min(Tlp.GREEN, room.cap, key=lambda label: label.rank))
    _check(room, asked)
    room.taskforce_id, room.ceiling = taskforce.id, asked
    acting.work.save(room)
    acting.note("room bind", f"room:{room.id}", f"{taskforce.code} {asked}")
    return room


def _topic(acting: Acting) -> Room:
    """The topic this is said in, as a room of its own; its readers are the group's."""
    group = acting.room
    known = directory.where(acting.work, group.network, acting.topic, "")
    if known is not None:
        return known.room
    return acting.work.add(
        Room,
        network=group.network,
        address=acting.topic,
        name=group.name,
        parent_id=group.id,
        ceiling=group.ceiling,
        cap=group.cap,
        created_at=acting.now,
    )


def require_in(acting: Acting, taskforce: TaskForce, right: Right) -> None:
    """Nothing, where the person has a right in that task force (administrators may bind rooms)."""
    part = directory.part(acting.work, acting.person.id or 0, taskforce.id or 0)
    if not acting.person.admin and (part is None or not part.has(right)):
        raise Refusal(RoleNeeded(LOWEST[right].value, taskforce.code))


def unbind(acting: Acting) -> str:
    """The code of the task force this room no longer belongs to."""
    code = acting.taskforce.code
    if acting.room.taskforce_id is None:
        raise Refusal(RoomUnbound())
    acting.room.taskforce_id = None
    acting.work.save(acting.room)
    acting.note("room unbind", f"room:{acting.room.id}", code)
    return code


def clear_for(acting: Acting, ceiling: Tlp) -> Tlp:
    """The ceiling this room had before it was cleared up to another."""
    _check(acting.room, ceiling)
    before, acting.room.ceiling = acting.room.ceiling, ceiling
    if before is ceiling:
        raise Refusal(AlreadySo(ceiling.value, ceiling.value))
    acting.work.save(acting.room)
    acting.note("room ceiling", f"room:{acting.room.id}", f"{before} {ceiling}")
    return before


def _check(room: Room, ceiling: Tlp) -> None:
    if not ceiling.within(room.cap):
        raise Refusal(CeilingTooHigh(ceiling, room.cap))


def add_member(
    acting: Acting, handle: str, organisation: Organisation | None, role: Role, account: str = ""
) -> tuple[Person, Organisation]:
    """A person who takes part from now on; somebody new is written down with an account on this network."""
    person = directory.person(acting.work, handle)
    if person is None:
        if organisation is None:
            raise Refusal(Unclear("org", f"@{handle}", "missing"))
        person = _write_down(acting, handle, organisation, account)
    home = directory.organisation_by_id(acting.work, person.organisation_id)
    if home is None or (organisation is not None and organisation.id != home.id):
        raise Refusal(Taken(f"@{handle} ({home.code if home else ''})"))
    _allowed(acting, role)
    _join(acting, acting.taskforce, person, role)
    acting.note("member add", f"person:{person.id}", f"{acting.taskforce.code} {role.value}")
    for followup in followups.of_person(acting.work, person.id or 0, home.id or 0):
        planning.plan(acting.work, followup, acting.now)
    return person, home


def _allowed(acting: Acting, role: Role) -> None:
    """Only a chair (or an administrator) names chairs and auditors."""
    if role in {Role.CHAIR, Role.AUDITOR} and not (acting.may(Right.CHAIR) or acting.person.admin):
        raise Refusal(RoleNeeded(Role.CHAIR.value, acting.taskforce.code))


def _write_down(acting: Acting, handle: str, organisation: Organisation, account: str) -> Person:
    person = acting.work.add(
        Person,
        handle=handle.casefold(),
        name=handle,
        organisation_id=organisation.id,
        created_at=acting.now,
    )
    network, _, address = (account or f"{acting.room.network}:{handle}").partition(":")
    if not address or not network.isidentifier() or len(network) > LONGEST_NETWORK:
        raise Refusal(Unclear("account", account, "not_understood"))
    identity = {"network": network, "address": address, "person_id": person.id, "verified_at": acting.now}
    if not acting.work.insert(Identity, identity, once=True):
        raise Refusal(Taken(f"{network}:{address}"))
    return person


def _join(acting: Acting, taskforce: TaskForce, person: Person, role: Role) -> None:
    part = directory.part(acting.work, person.id or 0, taskforce.id or 0)
    if part is None:
        values = {"taskforce_id": taskforce.id, "person_id": person.id, "role": role, "since": acting.now}
        acting.work.insert(Membership, values)
        return
    if part.until is None and part.role is role:
        raise Refusal(AlreadySo(f"@{person.handle}", role.value, "role"))
    if part.until is None and part.role in LEADING and role not in LEADING:
        _keep_one_leader(acting, taskforce)
    part.role, part.until, part.reason = role, None, ""
    acting.work.save(part)


def remove_member(acting: Acting, person: Person, reason: str) -> None:
    """Nothing; the person's part is over, with the reason on record."""
    part = directory.part(acting.work, person.id or 0, acting.taskforce.id or 0)
    if part is None or part.until is not None:
        raise Refusal(NoSuch("person", f"@{person.handle}"))
    if part.role in LEADING:
        _keep_one_leader(acting, acting.taskforce)
    part.until, part.reason = acting.now, reason
    acting.work.save(part)
    acting.note("member remove", f"person:{person.id}", f"{acting.taskforce.code} {reason}")


def _keep_one_leader(acting: Acting, taskforce: TaskForce) -> None:
    leaders = acting.work.row(_LEADERS, taskforce=taskforce.id)
    if leaders is not None and leaders[0] < 2:  # noqa: PLR2004 - one must stay
        raise Refusal(LastCoordinator(taskforce.code))


def add_organisation(
    acting: Acting, code: str, name: str, kind: OrganisationKind, country: str
) -> Organisation:
    """A new organisation."""
    if directory.organisation(acting.work, code) is not None:
        raise Refusal(Taken(code))
    organisation = acting.work.add(
        Organisation, code=code.upper(), name=name, kind=kind, country=country or None, created_at=acting.now
    )
    acting.note("organisation add", f"organisation:{organisation.id}", f"{code} {name}")
    return organisation


def work_on(acting: Acting, organisation: Organisation, week: str) -> None:
    """Nothing; these are an organisation's working days."""
    organisation.week = week
    acting.work.save(organisation)
    acting.note("organisation week", f"organisation:{organisation.id}", week)


def members(acting: Acting, organisation: str = "", role: Role | None = None) -> tuple[MemberLine, ...]:
    """Who takes part, of those who agreed to be listed (and the asker)."""
    return tuple(
        MemberLine(handle=person.handle, name=person.name, organisation=home.code, role=part.role.value)
        for part, person, home in directory.members(acting.work, acting.taskforce.id or 0)
        if (person.listed or person.id == acting.person.id)
        and organisation in {"", home.code}
        and role in {None, part.role}
    )


def shown(acting: Acting) -> TaskForceShown:
    """The task force's own facts."""
    taskforce = acting.taskforce
    return TaskForceShown(
        code=taskforce.code,
        status=taskforce.status.value,
        mandate=taskforce.mandate,
        basis=taskforce.basis,
        review=taskforce.review.isoformat() if taskforce.review else "",
        default_tlp=taskforce.default_tlp.value,
        zone=taskforce.zone,
        week=taskforce.week,
        members=len(directory.members(acting.work, taskforce.id or 0)),
        rooms=len(directory.rooms_of(acting.work, taskforce.id or 0)),
    )
