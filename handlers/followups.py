"""Follow-ups: given, worked on, verified by somebody else."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from bot.commands.args import EntryNumber, FutureMoment, Organisations, Ref, Text, Who, Whos
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.commands.readers.records import named, numbered
from bot.model.followups import FollowUp, FollowUpKind, Priority, Status
from bot.model.incidents import Incident
from bot.model.markings import Tlp, highest
from bot.model.refusals import Refusal, Unclear
from bot.model.taskforces import Right
from bot.services import cards, changes, followup_cards, followups, news, planning, records
from bot.store import followups as kept
from bot.text.clean import fold
from bot.text.say import N_
from bot.time.clock import resolve
from bot.time.phrases.readings import Note
from bot.views.base import Act, View
from bot.views.followups import (
    FollowUpChanged,
    FollowUpGiven,
    FollowUpList,
    FollowUpNoted,
    FollowUpShown,
)
from bot.views.incidents import IncidentOpenedQuietly

INCIDENT = "/incident new sev3 Truck stopped"
NEW = "/followup add @you due:+3d Get the manifest"
WHICH = N_("which follow-up")
WHY = N_("why")
REASON = N_("Why? One sentence is enough.")
WHO = N_("Who does it?")
BY_WHEN = N_("By when?")
LONGEST_TITLE = 2000
LAST_MINUTE = time(23, 59)


def due_of(moment: FutureMoment) -> followups.Due:
    """By when something is due: at a moment, or until the end of a day."""
    zone, wall, at = ZoneInfo(moment.zone), moment.wall, moment.at
    if not moment.exact:
        wall = datetime.combine(wall.date(), LAST_MINUTE)
        at = resolve(wall, zone).instant
    return followups.Due(
        at=at,
        wall=wall,
        zone=moment.zone,
        exact=moment.exact,
        phrase=moment.phrase,
        approximate=Note.HIJRI in moment.notes,
    )


def to_come(call: Call, moment: FutureMoment) -> followups.Due:
    """As `due_of`; a date that lies behind is refused."""
    due = due_of(moment)
    if due.at <= call.now:
        raise Refusal(Unclear("due", moment.phrase, "past"))
    return due


@dataclass(frozen=True, slots=True)
class Given:
    """What /followup add is told."""

    title: Annotated[
        Text,
        Arg(
            N_("what is to be done"),
            Kind.REST,
            ask=N_("What is to be done? One sentence is enough."),
            limit=LONGEST_TITLE,
        ),
    ]
    parent: Annotated[Ref[Incident] | None, Arg(N_("which incident it belongs to"), Kind.WORD)] = None
    who: Annotated[
        Whos,
        Arg(N_("who does it, such as @amina"), ask=WHO, guided=True, aliases=("to", "assignee", "owner")),
    ] = ()
    org: Annotated[Organisations, Arg(N_("which organisation does it"))] = ()
    due: Annotated[
        FutureMoment | None,
        Arg(N_("by when"), ask=BY_WHEN, guided=True, aliases=("by", "deadline", "until")),
    ] = None
    prio: Annotated[
        Priority | None, Arg(N_("low, normal, high or urgent"), ask=N_("How urgent is it?"), guided=True)
    ] = None
    kind: Annotated[FollowUpKind | None, Arg(N_("what kind of thing it is"), key="cat")] = None
    tlp: Annotated[Tlp | None, Arg(N_("who may know: clear, green, amber, amber+strict"))] = None


@command(
    "followup add",
    may=Right.WORK,
    summary=N_("Give somebody something to do by a date"),
    examples=(
        Example(
            '/followup add 1 @you due:"fri 17:00" prio:high Get the manifest from customs',
            "FUP-1 is noted",
            after=(INCIDENT,),
        ),
        Example("/followup add @you due:+3d Write the summary", "FUP-1 is noted"),
    ),
)
def add_followup(call: Call, args: Given) -> View:
    """The follow-up as it was understood; those who have it are told."""
    parent = followups.canonical(call, args.parent) if args.parent else None
    followup = followups.give(
        call,
        followups.Task(
            title=args.title,
            parent=parent,
            due=to_come(call, args.due) if args.due else None,
            kind=args.kind or FollowUpKind.ACTION,
            priority=args.prio or Priority.NORMAL,
            tlp=args.tlp,
            people=args.who,
            organisations=args.org,
        ),
    )
    news.tell(call, followup, "new", planning.ids(call.work, followup))
    if not followup.tlp.within(call.ceiling):
        return IncidentOpenedQuietly(ref=followup.ref, label=followup.tlp, ceiling=call.ceiling)
    return FollowUpGiven(
        card=followup_cards.card(call, followup),
        raised=bool(args.tlp) and args.tlp is not followup.tlp,
        acts=followup_cards.acts(call, followup),
        **records.about(followup),
    )


@dataclass(frozen=True, slots=True)
class One:
    """A command that is told only which follow-up."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]


@command(
    "followup show",
    may=Right.READ,
    summary=N_("Read a follow-up with its timeline"),
    examples=(Example("/followup 1", "Get the manifest", after=(NEW,)),),
    reads=True,
)
def show_followup(call: Call, args: One) -> View:
    """Everything about one follow-up that its reader may know."""
    if call.part is not None and call.part.role.value == "auditor":
        call.note("followup read", args.followup.key, "")
    return FollowUpShown(
        card=followup_cards.card(call, args.followup),
        entries=cards.timeline(call, args.followup),
        acts=followup_cards.acts(call, args.followup),
        **records.about(args.followup),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """What /followup list is told."""

    which: Annotated[
        str,
        Arg(
            N_("open, mine, overdue, done, free or all"),
            Kind.WORD,
            choices=("open", "mine", "overdue", "done", "free", "all"),
        ),
    ] = "open"
    parent: Annotated[Ref[Incident] | None, Arg(N_("of this incident"), Kind.WORD)] = None
    who: Annotated[Who | None, Arg(N_("of this person"))] = None
    org: Annotated[Organisations, Arg(N_("of this organisation"))] = ()
    words: Annotated[str, Arg(N_("with these words"), Kind.REST)] = ""
    after: Annotated[str, Arg(N_("behind this line of the list"))] = ""


@command(
    "followup list",
    may=Right.READ,
    summary=N_("List follow-ups, first due first"),
    examples=(
        Example("/followup list", "No follow-ups to show"),
        Example("/followup list mine", "FUP-1", after=(NEW,)),
        Example(
            "/followup list 1", "Read the log", after=(INCIDENT, "/followup add 1 @you due:+3d Read the log")
        ),
        Example("/followup list overdue", "No follow-ups to show", after=(NEW,)),
    ),
    reads=True,
)
def list_followups(call: Call, args: Listed) -> View:
    """Ten follow-ups that may be shown here, and a button for the ten behind them."""
    mine = (call.person.id or 0, call.organisation.id or 0)
    wanted = kept.Filter(
        taskforce_id=call.taskforce.id or 0,
        labels=call.readable,
        live={"done": None, "all": None}.get(args.which, True),
        statuses=(Status.DONE,) if args.which == "done" else (),
        person=(args.who.id or 0, 0) if args.who else mine if args.which == "mine" else None,
        organisation=args.org[0].id or 0 if args.org else 0,
        unassigned=args.which == "free",
        overdue=args.which == "overdue",
        parent=args.parent.key if args.parent else "",
        words=fold(args.words),
        after=_place(args.after),
    )
    found, more = kept.page(call.work, wanted, call.now)
    items = tuple(followup_cards.item(call, followup) for followup in found)
    acts = [Act(one.ref, f"/followup {one.ref}", literal=True) for one in items[:5]]
    if more:
        acts.append(Act(N_("More"), _next_page(args, found[-1])))
    label = highest([one.tlp for one in items]) if items else None
    return FollowUpList(items=items, more=more, lowered=call.lowered, acts=tuple(acts), tlp=label)


def _place(text: str) -> tuple[datetime | None, int] | None:
    """A line of a list, as the button behind it carries it."""
    due, _, number = text.partition("/")
    try:
        return (datetime.fromisoformat(due) if due else None, int(number)) if text else None
    except ValueError:
        raise Refusal(Unclear("after", text[:40], "not_understood")) from None


def _next_page(args: Listed, last: FollowUp) -> str:
    due = last.due_at.isoformat() if last.due_at else ""
    given = [
        args.which,
        args.parent.ref if args.parent else "",
        f"who:@{args.who.handle}" if args.who else "",
        f"org:{args.org[0].code}" if args.org else "",
        f'after:"{due}/{last.number}"',
        args.words,
    ]
    return " ".join(["/followup list", *filter(None, given)])


def _changed(call: Call, followup: FollowUp, act: str, also: tuple[int, ...] = (), **more: Any) -> View:  # noqa: ANN401 - facts of the view
    news.tell(call, followup, act, (followup.author_id, *also))
    return FollowUpChanged(
        card=followup_cards.card(call, followup),
        act=act,
        acts=followup_cards.acts(call, followup),
        **records.about(followup),
        **more,
    )


@command(
    "followup start",
    may=Right.WORK,
    summary=N_("Begin a follow-up, or take one that nobody has"),
    examples=(Example("/followup start 1", "FUP-1 is in progress", after=(NEW,)),),
)
def start_followup(call: Call, args: One) -> View:
    """The follow-up, in progress."""
    return _changed(call, followups.start(call, args.followup), "start")


@dataclass(frozen=True, slots=True)
class WithReason:
    """A command that is told which follow-up and why."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    reason: Annotated[Text, Arg(WHY, Kind.REST, key="reason", ask=REASON)]


@command(
    "followup block",
    may=Right.WORK,
    summary=N_("Say that something stands in the way"),
    examples=(Example("/followup block 1 reason:the office is closed", "FUP-1 is blocked", after=(NEW,)),),
)
def block_followup(call: Call, args: WithReason) -> View:
    """The follow-up, blocked."""
    return _changed(call, followups.block(call, args.followup, args.reason), "block")


@command(
    "followup decline",
    may=Right.WORK,
    summary=N_("Give back a follow-up that you did not begin"),
    examples=(Example("/followup decline 1 reason:not my field", "FUP-1 was declined", after=(NEW,)),),
)
def decline_followup(call: Call, args: WithReason) -> View:
    """The follow-up, without the person; who gave it is told."""
    return _changed(call, followups.decline(call, args.followup, args.reason), "decline")


def _holders(call: Call, followup: FollowUp) -> tuple[int, ...]:
    return tuple(one.person_id for one in kept.assignees(call.work, followup) if one.person_id)


@dataclass(frozen=True, slots=True)
class Finished:
    """What /followup done is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    note: Annotated[str, Arg(N_("what came of it"), Kind.REST)] = ""


@command(
    "followup done",
    may=Right.WORK,
    summary=N_("Say that a follow-up is done"),
    examples=(Example("/followup done 1 sent to customs", "FUP-1 is done", after=(NEW,)),),
)
def finish_followup(call: Call, args: Finished) -> View:
    """The follow-up, done, until somebody else verifies it."""
    if args.note and (named(args.note) or numbered(args.note) is not None):
        raise Refusal(Unclear("", args.note, "unplaced"))
    return _changed(call, followups.finish(call, args.followup, args.note), "done")


@command(
    "followup verify",
    may=Right.COORDINATE,
    summary=N_("Verify what somebody else did"),
    examples=(
        Example("/followup verify 1", "somebody else verifies it", after=(NEW, "/followup done 1 sent")),
    ),
)
def verify_followup(call: Call, args: One) -> View:
    """The follow-up, verified."""
    holders = _holders(call, args.followup)
    return _changed(call, followups.verify(call, args.followup), "verify", holders)


@command(
    "followup return",
    may=Right.COORDINATE,
    summary=N_("Send a done follow-up back to work"),
    examples=(
        Example(
            "/followup return 1 reason:the list is missing",
            "FUP-1 goes back to work",
            after=(NEW, "/followup done 1 sent"),
        ),
    ),
)
def return_followup(call: Call, args: WithReason) -> View:
    """The follow-up, in progress again; who has it is told."""
    holders = _holders(call, args.followup)
    return _changed(call, followups.hand_back(call, args.followup, args.reason), "return", holders)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What /followup give is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    who: Annotated[Whos, Arg(N_("who does it, such as @amina"), ask=WHO, aliases=("to",))] = ()
    org: Annotated[Organisations, Arg(N_("which organisation does it"))] = ()


@command(
    "followup give",
    may=Right.WORK,
    summary=N_("Put a follow-up into other hands"),
    examples=(Example("/followup give 1 @you", "FUP-1 is in other hands", after=(NEW,)),),
)
def give_followup(call: Call, args: HandedOver) -> View:
    """The follow-up with who has it now; they are told."""
    if not args.who and not args.org:
        raise Refusal(Unclear("who", "", "missing"))
    before = set(planning.ids(call.work, args.followup))
    followup = followups.hand_over(call, args.followup, args.who, args.org)
    after = planning.ids(call.work, followup)
    news.tell(call, followup, "new", [one for one in after if one not in before])
    return _changed(call, followup, "give", tuple(before - set(after)))


@dataclass(frozen=True, slots=True)
class Moved:
    """What /followup due is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    due: Annotated[FutureMoment, Arg(N_("by when"), Kind.REST, ask=BY_WHEN, fillers=("to", "by"))]


@command(
    "followup due",
    may=Right.WORK,
    summary=N_("Change by when a follow-up is due"),
    examples=(
        Example("/followup due 1 +2 working days", "FUP-1 is due at another time", after=(NEW,)),
        Example("/followup due 1 2026-11-05 14:30", "5 Nov 2026, 14:30", after=(NEW,)),
    ),
)
def move_followup(call: Call, args: Moved) -> View:
    """The new date spelled out, in the zone of everybody who has it."""
    was = {"before_zone": args.followup.due_zone, "before_exact": args.followup.due_exact}
    before, followup = followups.move(call, args.followup, to_come(call, args.due))
    return _changed(call, followup, "due", _holders(call, followup), before=before, **was)


@command(
    "followup cancel",
    may=Right.WORK,
    summary=N_("Take back a follow-up that is no longer wanted"),
    examples=(Example("/followup cancel 1 reason:found already", "FUP-1 is cancelled", after=(NEW,)),),
)
def cancel_followup(call: Call, args: WithReason) -> View:
    """The follow-up, cancelled; who had it is told."""
    holders = _holders(call, args.followup)
    return _changed(call, followups.cancel(call, args.followup, args.reason), "cancel", holders)


@dataclass(frozen=True, slots=True)
class Graded:
    """What /followup prio is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    prio: Annotated[Priority, Arg(N_("low, normal, high or urgent"), Kind.WORD, ask=N_("How urgent is it?"))]


@command(
    "followup prio",
    may=Right.WORK,
    summary=N_("Say how urgent a follow-up is"),
    examples=(Example("/followup prio 1 high", "priority normal → high", after=(NEW,)),),
)
def grade_followup(call: Call, args: Graded) -> View:
    """Old and new priority."""
    old = args.followup.priority.value
    followup = followups.grade(call, args.followup, args.prio)
    return _changed(call, followup, "prio", old=old, new=args.prio.value)


@dataclass(frozen=True, slots=True)
class Marked:
    """What /followup tlp is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    tlp: Annotated[Tlp, Arg(N_("the marking"), Kind.WORD, ask=N_("Which marking?"))]


@command(
    "followup tlp",
    may=Right.WORK,
    summary=N_("Change who may know of a follow-up"),
    examples=(Example("/followup tlp 1 amber+strict", "TLP:AMBER → TLP:AMBER+STRICT", after=(NEW,)),),
)
def mark_followup(call: Call, args: Marked) -> View:
    """Old and new marking; nothing of it where this room may not read it any more."""
    old = args.followup.tlp.value
    followup = followups.mark(call, args.followup, args.tlp)
    if not followup.tlp.within(call.ceiling):
        return IncidentOpenedQuietly(ref=followup.ref, label=followup.tlp, ceiling=call.ceiling)
    return _changed(call, followup, "tlp", old=old, new=args.tlp.value)


@dataclass(frozen=True, slots=True)
class Logged:
    """What /followup log is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    text: Annotated[
        Text, Arg(N_("what is new"), Kind.REST, ask=N_("What is known now? One sentence is enough."))
    ]


@command(
    "followup log",
    may=Right.WORK,
    summary=N_("Add to a follow-up's timeline"),
    examples=(Example("/followup log 1 Called them, no answer", "entry #1 is logged", after=(NEW,)),),
)
def log_followup(call: Call, args: Logged) -> View:
    """The new entry; who gave the follow-up is told that there is one."""
    number = changes.filed(call, args.followup, args.text, None, happened_at=call.sent_at)
    return _noted(call, args.followup, number, "log")


@dataclass(frozen=True, slots=True)
class Corrected:
    """What /followup correct is told."""

    followup: Annotated[Ref[FollowUp], Arg(WHICH, Kind.WORD)]
    entry: Annotated[EntryNumber, Arg(N_("which entry, such as #4"), Kind.WORD)]
    text: Annotated[Text, Arg(N_("what is right"), Kind.REST)]


@command(
    "followup correct",
    may=Right.WORK,
    summary=N_("Correct an entry of a follow-up; both stay"),
    examples=(
        Example(
            "/followup correct 1 #1 They answered",
            "corrects #1",
            after=(NEW, "/followup log 1 They did not answer"),
        ),
    ),
)
def correct_followup(call: Call, args: Corrected) -> View:
    """A new entry that says what is right."""
    number = changes.correct(call, args.followup, args.entry, args.text)
    return _noted(call, args.followup, number, "correct")


def _noted(call: Call, followup: FollowUp, number: int, act: str) -> View:
    news.tell(call, followup, act, (followup.author_id,))
    entry = cards.entry(call, followup, number)
    card = followup_cards.card(call, followup)
    return FollowUpNoted(card=card, entry=entry, **records.about(followup))


@command(
    "followup watch",
    may=Right.READ,
    summary=N_("Be told when something happens to a follow-up"),
    examples=(Example("/followup watch 1", "You will be told", after=(NEW,)),),
)
def watch_followup(call: Call, args: One) -> View:
    """That the person is told from now on."""
    changes.watch(call, args.followup, call.person.id or 0)
    card = followup_cards.card(call, args.followup)
    return FollowUpChanged(card=card, act="watch", **records.about(args.followup))
