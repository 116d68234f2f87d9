"""Reminders: set for oneself, for a room, about a record; put off, dealt with, explained."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.commands.args import Anytime, FutureMoment, Later, Ref, Series, Text, TimedText
from bot.commands.call import Call, CallReading
from bot.commands.declare import Arg, Example, Kind, command
from bot.commands.readers.times import label
from bot.model.followups import FollowUp
from bot.model.markings import Tlp
from bot.model.people import Person
from bot.model.records import Record, Timed
from bot.model.refusals import Refusal, Unclear, WrongState
from bot.model.reminders import TEXT_LIMIT, Reminder, Status
from bot.model.rooms import RoomKind
from bot.model.taskforces import Right
from bot.services import followup_cards, followups, news, planning, records, reminder_cards, reminders
from bot.store import reminders as kept
from bot.text.say import N_
from bot.time.clock import resolve, wall_of
from bot.time.phrases.reader import read
from bot.time.phrases.readings import Ambiguous, Duration, Instant, NotUnderstood, Recurrence, Understood
from bot.time.recurrence import occurrences, to_json
from bot.views.base import Act, View
from bot.views.followups import FollowUpChanged
from bot.views.incidents import IncidentOpenedQuietly
from bot.views.reminders import ReminderChanged, ReminderList, Snoozed
from bot.views.times import Meaning, PhraseShown

NEXT = 12
TICK = timedelta(seconds=1)
NEW = "/remind me tomorrow 09:00 call the port"
WHAT = N_("What shall I remind you of?")
WHEN = N_("When shall I remind you?")
FARTHEST = timedelta(days=366)
TEXT = N_("when, then the text; such as: tomorrow 09:00 call the port")


@dataclass(frozen=True, slots=True)
class Asked:
    """What /remind me and /remind room are told."""

    text: Annotated[TimedText, Arg(TEXT, Kind.REST, ask=WHAT, limit=TEXT_LIMIT)]
    on: Annotated[Anytime | None, Arg(N_("when, or how often"), ask=WHEN, aliases=("at", "every"))] = None
    tlp: Annotated[Tlp | None, Arg(N_("who may know: clear, green, amber, amber+strict"))] = None


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What /remind is told."""

    text: Annotated[TimedText, Arg(TEXT, Kind.REST, ask=WHAT, limit=TEXT_LIMIT)]
    record: Annotated[Ref[Record] | None, Arg(N_("about which record"), Kind.WORD)] = None
    on: Annotated[Anytime | None, Arg(N_("when, or how often"), ask=WHEN, aliases=("at", "every"))] = None
    tlp: Annotated[Tlp | None, Arg(N_("who may know: clear, green, amber, amber+strict"))] = None


@command(
    "remind me",
    may=Right.WORK,
    summary=N_("Be reminded of something, once or again and again"),
    examples=(
        Example(NEW, "REM-1: I will remind you"),
        Example("/remind me every working day at 08:00 read the log", "every working day"),
    ),
)
def remind_me(call: Call, args: Asked) -> View:
    """The reminder as it was understood, spelled out."""
    return _set(call, _said(args), call.person, None, args.tlp)


@command(
    "remind room",
    may=Right.WORK,
    summary=N_("Have this room reminded"),
    examples=(
        Example("/remind room every Monday at 08:00 send the figures", "REM-1: I will remind this room"),
    ),
)
def remind_room(call: Call, args: Asked) -> View:
    """The room's reminder as it was understood, spelled out."""
    return _set(call, _said(args), None, None, args.tlp)


@command(
    "remind",
    may=Right.WORK,
    summary=N_("Have this room reminded of a record, or be reminded yourself"),
    examples=(
        Example(
            "/remind INC-1 on:2027-03-01 Is the road open?",
            "About INC-1",
            after=("/incident new sev3 Truck stopped",),
        ),
        Example("/remind in 2 hours call the port", "REM-1: I will remind you"),
    ),
)
def remind(call: Call, args: AskedOf) -> View:
    """The reminder as it was understood, spelled out; of a record the room is reminded."""
    person = None if args.record is not None else call.person
    return _set(call, _said(args), person, args.record, args.tlp)


def _said(args: Asked | AskedOf) -> TimedText:
    """When and what; a time is named once, before the text or by its key."""
    if args.on is None:
        return args.text
    if args.text.time is not None:
        raise Refusal(Unclear("on", args.text.time.phrase, "two_times"))
    return TimedText(args.on.time, args.text.text)


def _set(call: Call, said: TimedText, person: Person | None, parent: Record | None, tlp: Tlp | None) -> View:
    if said.time is None:
        raise Refusal(Unclear("on", said.text[:200], "needs_time"))
    if not said.text.strip():
        raise Refusal(Unclear("text", said.time.phrase, "needs_text"))
    when = _when(call, said.time)
    person = call.person if call.room.kind is RoomKind.DIRECT else person
    reminder = reminders.set_reminder(call, said.text, when, person=person, parent=parent, tlp=tlp)
    if not reminder.tlp.within(call.ceiling):
        return IncidentOpenedQuietly(ref=reminder.ref, label=reminder.tlp, ceiling=call.ceiling)
    notes = tuple(note.value for note in said.time.notes)
    return reminder_cards.explained(call, reminder, notes)


def _when(call: Call, time: FutureMoment | Series) -> reminders.When:
    """When a reminder comes; where only a day was named, in the morning. What lies behind is refused."""
    match time:
        case Series(rule, phrase, _, _):
            rule = reminders.timed(rule)
            first = reminders.following(rule, call.now)
            if first is None:
                raise Refusal(Unclear("on", phrase, "never_fires"))
            zone = ZoneInfo(rule.zone)
            return reminders.When(
                at=first, wall=wall_of(first, zone), zone=rule.zone, exact=True, phrase=phrase, rule=rule
            )
        case moment:
            zone = ZoneInfo(moment.zone)
            at = moment.at if moment.exact else reminders.at_morning(moment.wall, zone)
            if at <= call.now:
                raise Refusal(Unclear("on", moment.phrase, "past"))
            return reminders.When(
                at=at,
                wall=wall_of(at, zone),
                zone=moment.zone,
                exact=moment.exact,
                phrase=moment.phrase,
                approximate="hijri" in {note.value for note in moment.notes},
            )


@command(
    "remind list",
    may=Right.READ,
    summary=N_("The reminders that come to you, and to this room"),
    examples=(
        Example("/remind list", "No reminders are waiting"),
        Example("/remind list", "REM-1", after=(NEW,)),
    ),
    reads=True,
)
def list_reminders(call: Call) -> View:
    """One line each, the next first; what this room may not read is left out."""
    held = kept.of(call.work, call.taskforce.id or 0, call.person.id or 0, call.room.id or 0)
    known = (one for one in held if call.knows(one) and records.here(call, one))
    cards = tuple(reminder_cards.card(call, one) for one in known)
    label = max((one.tlp for one in cards), key=lambda one: one.rank, default=None)
    acts = tuple(Act(one.ref, f"/remind show {one.ref}", literal=True) for one in cards[:5])
    return ReminderList(cards=cards, tlp=label, acts=acts)


@dataclass(frozen=True, slots=True)
class One:
    """A command that is told only which reminder."""

    reminder: Annotated[Ref[Reminder], Arg(N_("which reminder"), Kind.WORD)]


@command(
    "remind show",
    may=Right.READ,
    summary=N_("Read a reminder and when it comes"),
    examples=(Example("/remind show 1", "call the port", after=(NEW,)),),
    reads=True,
)
def show_reminder(call: Call, args: One) -> View:
    """What will be said, and the next times."""
    return reminder_cards.explained(call, args.reminder)


@command(
    "remind cancel",
    may=Right.WORK,
    summary=N_("Have a reminder come no more"),
    examples=(Example("/remind cancel 1", "REM-1 is cancelled", after=(NEW,)),),
)
def cancel_reminder(call: Call, args: One) -> View:
    """The reminder, cancelled."""
    reminder = reminders.cancel(call, args.reminder)
    return ReminderChanged(card=reminder_cards.card(call, reminder), act="cancel", **records.about(reminder))


@dataclass(frozen=True, slots=True)
class PutOff:
    """What /snooze is told."""

    record: Annotated[Ref[Timed] | None, Arg(N_("what, or all"), Kind.WORD, fillers=("all",))] = None
    until: Annotated[
        Later | None, Arg(N_("how long, or until when"), Kind.REST, ask=N_("How long, or until when?"))
    ] = None


@command(
    "snooze",
    may=Right.WORK,
    summary=N_("Hear of something later"),
    examples=(
        Example("/snooze FUP-1 2h", "You hear of it again", after=("/followup add @you due:+3d Read",)),
        Example("/snooze all tomorrow 09:00", "Nothing of yours is to be done"),
    ),
)
def snooze(call: Call, args: PutOff) -> View:
    """Of what, and when; everything the person has to do where nothing is named."""
    if args.until is None:
        raise Refusal(Unclear("until", "", "missing"))
    zone = ZoneInfo(args.until.zone)
    until = args.until.at if args.until.exact else reminders.at_morning(args.until.wall, zone)
    if until <= call.now:
        raise Refusal(Unclear("until", args.until.phrase, "past"))
    if until > call.now + FARTHEST:
        raise Refusal(Unclear("until", args.until.phrase, "too_far"))
    if args.record is not None:
        _snooze(call, args.record, until)
        series = isinstance(args.record, Reminder) and bool(args.record.rule)
        return Snoozed(refs=(args.record.ref,), until=until, series=series, record=args.record.key)
    mine = [one for one in planning.said_lately(call.work, call.person.id or 0, call.now) if call.knows(one)]
    for followup in mine:
        _snooze(call, followup, until)
    if not mine:
        raise Refusal(Unclear("record", "", "nothing_due"))
    return Snoozed(refs=tuple(one.ref for one in mine), until=until)


def _snooze(call: Call, record: Record, until: datetime) -> None:
    match record:
        case FollowUp():
            followups.require_live(record)
            followups.require_assignee(call, record)
            for person_id in followups.heard_by(call, record):
                planning.snooze(call.work, record, person_id, until)
        case Reminder():
            if record.status is Status.CANCELLED:
                raise Refusal(WrongState(record.ref, record.status.value, "snooze", record.KIND))
            person = None if record.person_id is None else call.person.id
            planning.snooze_reminder(call.work, record, person, until)
        case _:
            raise Refusal(Unclear("record", record.ref, "not_understood"))


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What /ack is told."""

    record: Annotated[Ref[Timed], Arg(N_("which follow-up"), Kind.WORD)]


@command(
    "ack",
    may=Right.WORK,
    summary=N_("Say that something is in hand; it climbs no further"),
    examples=(Example("/ack 1", "FUP-1 is acknowledged", after=("/followup add @you due:+3d Read",)),),
)
def acknowledge(call: Call, args: Acknowledged) -> View:
    """The follow-up, acknowledged; who gave it is told."""
    if isinstance(args.record, Reminder):
        card = reminder_cards.card(call, args.record)
        return ReminderChanged(card=card, act="ack", **records.about(args.record))
    if not isinstance(args.record, FollowUp):
        raise TypeError(args.record)
    followup = followups.acknowledge(call, args.record)
    news.tell(call, followup, "ack", (followup.author_id,))
    card_now = followup_cards.card(call, followup)
    return FollowUpChanged(card=card_now, act="ack", **records.about(followup))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What /confirm is told."""

    record: Annotated[Ref[Timed], Arg(N_("which record"), Kind.WORD)]
    days: Annotated[str, Arg(N_("-1 or +1, for a day earlier or later"), Kind.WORD)] = "0"


@command(
    "confirm",
    may=Right.WORK,
    summary=N_("Say that a date of the moon's calendar is right"),
    examples=(
        Example(
            "/confirm REM-1", "REM-1 is confirmed", after=('/remind on:"1 Ramadan 1448" Ramadan begins',)
        ),
    ),
)
def confirm(call: Call, args: Confirmed) -> View:
    """The record with the day that holds now."""
    moved = {"0": 0, "-1": -1, "+1": 1, "1": 1}.get(args.days.strip())
    if moved is None:
        raise Refusal(Unclear("days", args.days[:40], "not_understood", ("-1", "+1")))
    record = args.record
    if not record.approximate:
        raise Refusal(Unclear("record", record.ref, "no_moon"))
    reminders.confirm(call, record, moved)
    match record:
        case Reminder():
            card = reminder_cards.card(call, record)
            return ReminderChanged(card=card, act="confirm", **records.about(record))
        case FollowUp():
            due = followup_cards.card(call, record)
            if moved:
                news.tell(call, record, "due", planning.ids(call.work, record))
            return FollowUpChanged(card=due, act="due", **records.about(record))
        case _:
            raise TypeError(record)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What /when is told."""

    phrase: Annotated[
        Text, Arg(N_("a time, as you would write it"), Kind.REST, ask=N_("Which time?"), limit=500)
    ]


@command(
    "when",
    may=Right.KNOWN,
    summary=N_("How I understand a time; nothing is saved"),
    examples=(
        Example("/when tomorrow at 14:30", "T14:30+"),
        Example("/when every 2 weeks on Thursday at 9am until 2027-06-30", "every 2 weeks on Thursday"),
        Example("/when tomorrow at 3", "can mean several things"),
        Example("/when 31/02/2027", "There is no such date"),
    ),
    reads=True,
    anywhere=True,
)
def show_when(call: Call, args: Phrase) -> View:
    """The instant in ISO with its offset and in words, or the next twelve of a rule; or every meaning."""
    reading = CallReading(call)
    found = read(
        args.phrase,
        language=call.language,
        now=call.now,
        zone=call.zone,
        week=reading.week,
        off=reading.off,
    )
    match found:
        case NotUnderstood(word, reason):
            raise Refusal(Unclear("phrase", (word or args.phrase)[:200], reason.value))
        case Ambiguous(choices):
            meanings = tuple(_meaning(reading, one.reading, one.phrase) for one in choices)
            acts = tuple(Act(label(one, reading), f"/when {one.phrase}", literal=True) for one in choices)
            return PhraseShown(text=args.phrase, meanings=meanings, acts=acts)
        case _:
            return PhraseShown(text=args.phrase, meanings=(_meaning(reading, found, ""),))


def _meaning(reading: CallReading, found: Understood, phrase: str) -> Meaning:
    match found:
        case Instant():
            notes = tuple(note.value for note in found.notes)
            exact = found.exact_time or "part_of_day" in notes
            return Meaning(phrase=phrase, at=found.at, exact=exact, zone=found.zone.key, notes=notes)
        case Duration():
            at = found.after(reading.now, reading.zone, week=reading.week, off=reading.off)
            return Meaning(phrase=phrase, at=at, zone=reading.zone.key)
        case Recurrence(rule, notes):
            today = wall_of(reading.now, ZoneInfo(rule.zone)).date()
            start = resolve(datetime.combine(today, time()), ZoneInfo(rule.zone)).instant - TICK
            coming = tuple(islice(occurrences(rule, reading.now if rule.timed else start), NEXT))
            names = [note.value for note in notes]
            names += ["estimated"] if any(one.estimated for one in coming) else []
            return Meaning(
                phrase=phrase,
                rule=to_json(rule),
                zone=rule.zone,
                notes=tuple(names),
                coming=tuple(one.at for one in coming),
            )
        case _:
            raise TypeError(found)
