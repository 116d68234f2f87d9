"""Task forces: founded, bound to rooms, joined."""

from dataclasses import dataclass
from typing import Annotated

from bot.commands.args import Code, Countries, Day, Text, Week, Who, Word
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.model.markings import Tlp
from bot.model.organisations import Organisation, OrganisationKind
from bot.model.taskforces import Right, Role, TaskForce
from bot.services import calendars, taskforces
from bot.text.say import N_
from bot.time.weeks import proposed
from bot.views.base import Act, View
from bot.views.rooms import CeilingSet, RoomBound, RoomUnbound
from bot.views.taskforces import (
    MemberAdded,
    MemberRemoved,
    Members,
    OrganisationAdded,
    OrganisationWeek,
    TaskForceChanged,
)

NEW = "/taskforce new COAST review:2028-06-30 Joint sea patrols"
ORG = "/taskforce org add KE-POL Kenya Police"


@dataclass(frozen=True, slots=True)
class Founded:
    """What /taskforce new is told."""

    code: Annotated[
        Word,
        Arg(N_("short code, such as LAKES"), Kind.WORD, ask=N_("Which short code shall it have?"), limit=16),
    ]
    mandate: Annotated[
        str,
        Arg(N_("what it is for"), Kind.REST, ask=N_("What is it for? One sentence is enough."), limit=2000),
    ]
    review: Annotated[Day, Arg(N_("until when the mandate runs"), ask=N_("Until when does its mandate run?"))]
    basis: Annotated[str, Arg(N_("the legal act it rests on"), limit=1000)] = ""


@command(
    "taskforce new",
    may=Right.ADMIN,
    summary=N_("Found a task force"),
    examples=(Example(NEW, "COAST is founded"),),
    anywhere=True,
)
def new_taskforce(call: Call, args: Founded) -> View:
    """The task force, proposed."""
    taskforce = taskforces.found_taskforce(call, args.code, args.mandate, args.basis, args.review)
    acts = (Act(N_("Activate"), f"/taskforce activate {taskforce.code}"),)
    return TaskForceChanged(code=taskforce.code, act="new", acts=acts)


@dataclass(frozen=True, slots=True)
class Named:
    """A command that is told which task force."""

    taskforce: Annotated[Code[TaskForce], Arg(N_("which task force"), Kind.WORD)]


@command(
    "taskforce activate",
    may=Right.KNOWN,
    summary=N_("Let a task force take records"),
    examples=(Example("/taskforce activate COAST", "COAST is active", after=(NEW,)),),
    anywhere=True,
)
def activate_taskforce(call: Call, args: Named) -> View:
    """The task force, active."""
    taskforces.require_in(call, args.taskforce, Right.COORDINATE)
    taskforce = taskforces.activate(call, args.taskforce)
    acts = (Act(N_("Bind this room"), f"/taskforce bind {taskforce.code}"),)
    return TaskForceChanged(code=taskforce.code, act="activate", acts=acts)


@command(
    "taskforce suspend",
    may=Right.KNOWN,
    summary=N_("Let a task force take nothing new for a while"),
    examples=(Example("/taskforce suspend COAST", "COAST is not active", after=(NEW,)),),
    anywhere=True,
)
def suspend_taskforce(call: Call, args: Named) -> View:
    """The task force, suspended."""
    taskforces.require_in(call, args.taskforce, Right.CHAIR)
    return TaskForceChanged(code=taskforces.suspend(call, args.taskforce).code, act="suspend")


@command(
    "taskforce close",
    may=Right.KNOWN,
    summary=N_("End a task force"),
    examples=(Example("/taskforce close COAST", "COAST is closed", after=(NEW,)),),
    anywhere=True,
)
def close_taskforce(call: Call, args: Named) -> View:
    """The task force, closed."""
    taskforces.require_in(call, args.taskforce, Right.CHAIR)
    return TaskForceChanged(code=taskforces.close(call, args.taskforce).code, act="close")


@command(
    "taskforce show",
    may=Right.READ,
    summary=N_("Mandate, legal basis, review date"),
    examples=(Example("/taskforce show", "Mandate"), Example("/taskforce", "/taskforce show")),
    reads=True,
)
def show_taskforce(call: Call) -> View:
    """The task force's own facts."""
    return taskforces.shown(call)


@dataclass(frozen=True, slots=True)
class Bound:
    """What /taskforce bind is told."""

    taskforce: Annotated[Code[TaskForce], Arg(N_("which task force"), Kind.WORD)]
    ceiling: Annotated[Tlp | None, Arg(N_("the highest marking that may be said here"))] = None


@command(
    "taskforce bind",
    may=Right.KNOWN,
    summary=N_("Bind this room to a task force"),
    examples=(Example("/taskforce bind LAKES ceiling:amber", "This room now belongs to LAKES"),),
    anywhere=True,
)
def bind_room(call: Call, args: Bound) -> View:
    """The room's task force and ceiling."""
    room = taskforces.bind(call, args.taskforce, args.ceiling)
    return RoomBound(taskforce=args.taskforce.code, ceiling=room.ceiling, cap=room.cap)


@command(
    "taskforce unbind",
    may=Right.COORDINATE,
    summary=N_("Let this room belong to no task force"),
    examples=(Example("/taskforce unbind", "no longer belongs to"),),
)
def unbind_room(call: Call) -> View:
    """What the room no longer belongs to."""
    return RoomUnbound(taskforce=taskforces.unbind(call))


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What /taskforce ceiling is told."""

    ceiling: Annotated[Tlp, Arg(N_("the highest marking that may be said here"), Kind.WORD)]


@command(
    "taskforce ceiling",
    may=Right.COORDINATE,
    summary=N_("Clear this room up to a marking"),
    examples=(Example("/taskforce ceiling green", "TLP:GREEN"),),
)
def set_ceiling(call: Call, args: Ceiling) -> View:
    """The ceiling before and now."""
    return CeilingSet(ceiling=args.ceiling, before=taskforces.clear_for(call, args.ceiling))


@dataclass(frozen=True, slots=True)
class Added:
    """What /taskforce add is told."""

    handle: Annotated[Word, Arg(N_("who, such as @amina"), Kind.WORD)]
    org: Annotated[Code[Organisation] | None, Arg(N_("the code of their organisation"))] = None
    role: Annotated[Role, Arg(N_("member, coordinator, chair, observer or auditor"))] = Role.MEMBER
    account: Annotated[str, Arg(N_("network:address, when it is not this network"), limit=255)] = ""


@command(
    "taskforce add",
    may=Right.COORDINATE,
    summary=N_("Let somebody take part"),
    examples=(Example("/taskforce add @wanjiru org:KE-POL role:member", "@wanjiru", after=(ORG,)),),
)
def add_member(call: Call, args: Added) -> View:
    """Who takes part now, from where, as what."""
    handle = args.handle.removeprefix("@")
    person, organisation = taskforces.add_member(call, handle, args.org, args.role, args.account)
    return MemberAdded(
        taskforce=call.taskforce.code,
        handle=person.handle,
        organisation=organisation.code,
        role=args.role.value,
    )


@dataclass(frozen=True, slots=True)
class RoleSet:
    """What /taskforce role is told."""

    person: Annotated[Who, Arg(N_("who"), Kind.WORD)]
    role: Annotated[Role, Arg(N_("the new role"), Kind.WORD)]


@command(
    "taskforce role",
    may=Right.COORDINATE,
    summary=N_("Change somebody's role"),
    examples=(
        Example(
            "/taskforce role @wanjiru observer",
            "observer",
            after=(ORG, "/taskforce add @wanjiru org:KE-POL role:member"),
        ),
    ),
)
def set_role(call: Call, args: RoleSet) -> View:
    """The person's role now."""
    person, organisation = taskforces.add_member(call, args.person.handle, None, args.role)
    return MemberAdded(
        taskforce=call.taskforce.code,
        handle=person.handle,
        organisation=organisation.code,
        role=args.role.value,
    )


@dataclass(frozen=True, slots=True)
class Removed:
    """What /taskforce remove is told."""

    person: Annotated[Who, Arg(N_("who"), Kind.WORD)]
    reason: Annotated[
        Text, Arg(N_("why"), Kind.REST, key="reason", ask=N_("Why? One sentence is enough."), limit=500)
    ]


@command(
    "taskforce remove",
    may=Right.COORDINATE,
    summary=N_("End somebody's part"),
    examples=(
        Example(
            "/taskforce remove @wanjiru reason:new post",
            "no longer takes part",
            after=(ORG, "/taskforce add @wanjiru org:KE-POL role:member"),
        ),
    ),
)
def remove_member(call: Call, args: Removed) -> View:
    """Whose part is over."""
    taskforces.remove_member(call, args.person, args.reason)
    return MemberRemoved(taskforce=call.taskforce.code, handle=args.person.handle)


@dataclass(frozen=True, slots=True)
class Asked:
    """What /taskforce who is told."""

    org: Annotated[Code[Organisation] | None, Arg(N_("only of this organisation"))] = None
    role: Annotated[Role | None, Arg(N_("only in this role"))] = None


@command(
    "taskforce who",
    may=Right.READ,
    summary=N_("Who takes part"),
    examples=(Example("/taskforce who", "@you"),),
    reads=True,
)
def list_members(call: Call, args: Asked) -> View:
    """One person a line."""
    found = taskforces.members(call, args.org.code if args.org else "", args.role)
    return Members(taskforce=call.taskforce.code, people=found)


@dataclass(frozen=True, slots=True)
class Organised:
    """What /taskforce org add is told."""

    code: Annotated[Word, Arg(N_("short code, such as KE-POL"), Kind.WORD)]
    name: Annotated[Text, Arg(N_("its name"), Kind.REST, ask=N_("What is its name?"), limit=200)]
    kind: Annotated[OrganisationKind, Arg(N_("member, partner_igo, donor, civil_society, oversight …"))] = (
        OrganisationKind.MEMBER
    )
    country: Annotated[Countries, Arg(N_("its country"))] = ()


@command(
    "taskforce org add",
    may=Right.COORDINATE,
    summary=N_("Write down an organisation"),
    examples=(Example(ORG, "KE-POL is known now"),),
)
def add_organisation(call: Call, args: Organised) -> View:
    """The organisation's code and name."""
    country = args.country[0] if args.country else ""
    organisation = taskforces.add_organisation(call, args.code, args.name, args.kind, country)
    return OrganisationAdded(code=organisation.code, name=organisation.name)


@dataclass(frozen=True, slots=True)
class Worked:
    """What /taskforce week is told."""

    week: Annotated[Week, Arg(N_("working days, such as sun-thu"), Kind.WORD)]


@command(
    "taskforce week",
    may=Right.COORDINATE,
    summary=N_("Set the working week"),
    examples=(Example("/taskforce week sun-thu", "sun-thu"),),
)
def set_week(call: Call, args: Worked) -> View:
    """The working week now."""
    taskforces.amend(call, call.taskforce, {"week": str(args.week)})
    return TaskForceChanged(code=call.taskforce.code, act="week", value=str(args.week))


@dataclass(frozen=True, slots=True)
class Amended:
    """What /taskforce set is told."""

    mandate: Annotated[str, Arg(N_("what it is for"), limit=2000)] = ""
    basis: Annotated[str, Arg(N_("the legal act it rests on"), limit=1000)] = ""
    review: Annotated[Day | None, Arg(N_("until when the mandate runs"))] = None
    tlp: Annotated[Tlp | None, Arg(N_("the marking of new records"))] = None


@command(
    "taskforce set",
    may=Right.COORDINATE,
    summary=N_("Change mandate, legal basis, review date, default marking"),
    examples=(Example("/taskforce set review:2028-12-31", "2028-12-31"),),
)
def amend_taskforce(call: Call, args: Amended) -> View:
    """The task force's facts now."""
    given = {"mandate": args.mandate, "basis": args.basis, "review": args.review, "default_tlp": args.tlp}
    taskforces.amend(call, call.taskforce, {name: value for name, value in given.items() if value})
    return taskforces.shown(call)


@dataclass(frozen=True, slots=True)
class OrganisationWorked:
    """What /taskforce org week is told."""

    organisation: Annotated[Code[Organisation], Arg(N_("which organisation"), Kind.WORD)]
    week: Annotated[Week | None, Arg(N_("working days, such as sun-thu"), Kind.WORD)] = None


@command(
    "taskforce org week",
    may=Right.COORDINATE,
    summary=N_("Set an organisation's working week"),
    examples=(
        Example("/taskforce org week KE-POL sun-thu", "sun-thu", after=(ORG,)),
        Example("/taskforce org week KE-POL", "mon-fri", after=(ORG,)),
    ),
)
def set_organisation_week(call: Call, args: OrganisationWorked) -> View:
    """The organisation's working week; without one, the one that holds and what is usual in its country."""
    organisation = args.organisation
    if args.week:
        taskforces.work_on(call, organisation, str(args.week))
    usual = proposed(organisation.country).text if organisation.country else ""
    now = calendars.week_of(None, organisation, call.taskforce).text
    choices = (usual,) if usual and usual != now and not args.week else ()
    acts = tuple(
        Act(week, f"/taskforce org week {organisation.code} {week}", literal=True) for week in choices
    )
    return OrganisationWeek(code=organisation.code, week=now, usual=usual, acts=acts)
