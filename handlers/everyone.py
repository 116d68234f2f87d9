"""For everyone: how to begin, help, the room at a glance, my settings, undo and cancel."""

from dataclasses import dataclass
from typing import Annotated

from bot.commands.args import Languages, Ref, Text, Zone
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.model.followups import FollowUp
from bot.model.incidents import Incident
from bot.model.markings import highest
from bot.model.records import Record
from bot.model.refusals import NoDialog, Refusal
from bot.model.reminders import Reminder
from bot.model.rooms import RoomKind
from bot.model.taskforces import Right
from bot.services import (
    absences,
    accounts,
    cards,
    followup_cards,
    people,
    records,
    reminder_cards,
    status,
    undo,
)
from bot.store import dialogs, finding, inbox
from bot.store import followups as kept_followups
from bot.text.catalogs import ENDONYMS
from bot.text.clean import fold
from bot.text.say import N_
from bot.views.base import Act, View
from bot.views.dialogs import Cancelled
from bot.views.followups import FollowUpExplained
from bot.views.incidents import IncidentExplained
from bot.views.people import AccountLinked, AccountOffered, LanguageSet, Profile, ZoneSet
from bot.views.rooms import RoomLanguagesSet, RoomZoneSet, Welcome
from bot.views.search import Found
from bot.views.undo import Undone

NEW = "/incident new sev3 Truck stopped"
BOT = "Liaison"


@dataclass(frozen=True, slots=True)
class Coded:
    """What /start and /link are told."""

    code: Annotated[str | None, Arg(N_("the code I gave you on another account"), Kind.REST)] = None


@command(
    "start",
    may=Right.ANYONE,
    summary=N_("Who I am and how to begin"),
    examples=(Example("/start", "I am"),),
    anywhere=True,
)
def start(call: Call, args: Coded) -> View:
    """Who the bot is, which task force the room belongs to, and a first command; or an account joined."""
    if args.code:
        return _linked(call, args.code)
    bound, known = call.taskforce_or_none, call.person_or_none
    return Welcome(
        bot=BOT,
        taskforce=bound.code if bound else "",
        mandate=bound.mandate if bound and known else "",
        ceiling=call.room.ceiling if bound else None,
        person=known.handle if known else "",
        direct=call.room.kind is RoomKind.DIRECT,
        acts=(Act(N_("Log an incident"), "/incident new"), Act(N_("Help"), "/help")) if known else (),
    )


@command(
    "status",
    may=Right.READ,
    summary=N_("The room at a glance"),
    examples=(Example("/status", "open incident", after=(NEW,)),),
    reads=True,
)
def show_status(call: Call) -> View:
    """Live incidents by severity, and the gravest."""
    return status.of_room(call)


@dataclass(frozen=True, slots=True)
class Searched:
    """What /search is told."""

    words: Annotated[Text, Arg(N_("words to find"), Kind.REST, ask=N_("What are you looking for?"))]


@command(
    "search",
    may=Right.READ,
    summary=N_("Find records by their words"),
    examples=(Example("/search truck", "INC-1", after=(NEW,)),),
    reads=True,
)
def search(call: Call, args: Searched) -> View:
    """The newest records with every word, of those that may be shown here."""
    words = fold(args.words)
    wanted = finding.Filter(taskforce_id=call.taskforce.id or 0, labels=call.readable, live=None, words=words)
    found, more = finding.page(call.work, wanted)
    items = tuple(cards.item(incident) for incident in found)
    asked = kept_followups.Filter(
        taskforce_id=call.taskforce.id or 0, labels=call.readable, live=None, words=words
    )
    others, further = kept_followups.page(call.work, asked, call.now)
    due = tuple(followup_cards.item(call, followup) for followup in others)
    lines = {one.ref: f"/incident {one.ref}" for one in items[:3]}
    lines |= {one.ref: f"/followup {one.ref}" for one in due[: 5 - len(lines)]}
    labels = [one.tlp for one in items] + [one.tlp for one in due]
    return Found(
        words=args.words,
        items=items,
        followups=due,
        more=more or further,
        lowered=call.lowered,
        acts=tuple(Act(ref, line, literal=True) for ref, line in lines.items()),
        tlp=highest(labels) if labels else None,
    )


@command(
    "link",
    may=Right.ANYONE,
    summary=N_("Join another account of yours"),
    examples=(Example("/link", "in a direct message"),),
    anywhere=True,
)
def link_account(call: Call, args: Coded) -> View:
    """A code for another account, or this account joined by the code of another."""
    if args.code:
        return _linked(call, args.code)
    code = accounts.offer(call)
    minutes = int(accounts.PATIENCE.total_seconds() // 60)
    return AccountOffered(
        code=code,
        minutes=minutes,
        telegram=inbox.cursor(call.work, "telegram:username") or "",
        matrix=inbox.cursor(call.work, "matrix:user") or "",
    )


def _linked(call: Call, code: str) -> View:
    person = accounts.claim(call, code)
    return AccountLinked(name=person.name, handle=person.handle)


@command(
    "me",
    may=Right.KNOWN,
    summary=N_("What I know of you, and your settings"),
    examples=(Example("/me", "You are"),),
    reads=True,
)
def me(call: Call) -> View:
    """Name, organisation, language, zone; alone, also parts and accounts."""
    alone = call.room.kind is RoomKind.DIRECT
    return Profile(
        handle=call.person.handle,
        name=call.person.name,
        organisation=call.organisation.code,
        organisation_name=call.organisation.name,
        language=ENDONYMS[call.language],
        zone=call.person.zone or str(call.zone),
        **absences.own_hours(call),
        parts=people.parts(call) if alone else (),
        accounts=people.accounts(call) if alone else (),
    )


@dataclass(frozen=True, slots=True)
class Language:
    """What /lang is told."""

    language: Annotated[Languages | None, Arg(N_("ar, en, es, fr, pt or sw"), Kind.WORD)] = None


@command(
    "lang",
    may=Right.KNOWN,
    summary=N_("The language I answer you in"),
    examples=(Example("/lang fr", "français"), Example("/lang", "English")),
)
def set_language(call: Call, args: Language) -> View:
    """The language from now on; without one, the choice."""
    if args.language:
        people.speak(call, args.language[0])
    acts = tuple(Act(name, f"/lang {code}", literal=True) for code, name in ENDONYMS.items())
    return LanguageSet(
        language=ENDONYMS[call.language], changed=bool(args.language), acts=() if args.language else acts
    )


@dataclass(frozen=True, slots=True)
class RoomLanguages:
    """What /lang room is told."""

    languages: Annotated[Languages, Arg(N_("languages in order, such as en,fr; or none"), Kind.WORD)]


@command(
    "lang room",
    may=Right.COORDINATE,
    summary=N_("The languages of this room; each post carries each"),
    examples=(Example("/lang room en,fr", "Dans ce salon"),),
)
def set_room_languages(call: Call, args: RoomLanguages) -> View:
    """The room's languages from now on."""
    people.room_speaks(call, args.languages)
    return RoomLanguagesSet(languages=tuple(ENDONYMS[code] for code in args.languages))


@dataclass(frozen=True, slots=True)
class TimeZone:
    """What /tz is told."""

    zone: Annotated[Zone | None, Arg(N_("such as Africa/Nairobi"), Kind.WORD)] = None


@command(
    "tz",
    may=Right.KNOWN,
    summary=N_("Your time zone"),
    examples=(Example("/tz Africa/Nairobi", "Africa/Nairobi"), Example("/tz", "Your time zone is")),
)
def set_zone(call: Call, args: TimeZone) -> View:
    """The zone and what time it is there."""
    if args.zone:
        people.live_in(call, args.zone.key)
    zone = args.zone or call.zone
    return ZoneSet(zone=str(zone), now=f"{call.now.astimezone(zone):%H:%M}", changed=bool(args.zone))


@dataclass(frozen=True, slots=True)
class RoomZone:
    """What /tz room is told."""

    zone: Annotated[Zone, Arg(N_("such as Africa/Nairobi"), Kind.WORD)]


@command(
    "tz room",
    may=Right.COORDINATE,
    summary=N_("The time zone of this room"),
    examples=(Example("/tz room Africa/Tripoli", "Africa/Tripoli"),),
)
def set_room_zone(call: Call, args: RoomZone) -> View:
    """The zone this room reads and is told times in."""
    people.room_lives_in(call, args.zone.key)
    return RoomZoneSet(zone=args.zone.key, now=f"{call.now.astimezone(args.zone):%H:%M}")


@dataclass(frozen=True, slots=True)
class Why:
    """What /why is told."""

    record: Annotated[Ref[Record], Arg(N_("which record"), Kind.WORD)]


@command(
    "why",
    may=Right.READ,
    summary=N_("How the times of a record were understood, and what comes next"),
    examples=(
        Example("/why 1", "Nothing is due", after=(NEW,)),
        Example("/why FUP-1", "typed: +3d", after=("/followup add @you due:+3d Read the log",)),
    ),
    reads=True,
)
def explain(call: Call, args: Why) -> View:
    """Each time with what was typed, and what is due next."""
    match args.record:
        case Incident() as incident:
            return IncidentExplained(
                card=cards.card(call, incident),
                happened_phrase=incident.happened_phrase,
                review_phrase=incident.review_phrase,
                **records.about(incident),
            )
        case FollowUp() as followup:
            return FollowUpExplained(
                card=followup_cards.card(call, followup),
                phrase=followup.due_phrase,
                coming=followup_cards.coming(call, followup),
                **records.about(followup),
            )
        case Reminder() as reminder:
            return reminder_cards.explained(call, reminder)
        case other:
            raise TypeError(other)


@command(
    "undo",
    may=Right.WORK,
    summary=N_("Reverse your last act, within 10 minutes"),
    examples=(
        Example("/undo", "INC-1 is as before", after=(NEW, "/incident sev 1 4 more trucks")),
        Example("/undo", "You did nothing"),
    ),
)
def undo_last(call: Call) -> View:
    """The record as it was before."""
    record, act = undo.undo(call)
    named = {"followup new": "followup add", "reminder new": "remind", "followup ack": "ack"}
    did = f"{record.KIND} {act}"
    return Undone(
        ref=record.ref,
        label=record.tlp,
        command=f"/{named.get(did, did.replace('reminder', 'remind', 1))}",
        withdrawn=act == "new",
        **records.about(record),
    )


@command(
    "cancel",
    may=Right.KNOWN,
    summary=N_("Leave a question unanswered"),
    examples=(Example("/cancel", "is cancelled", after=("/incident new",)),),
    keeps_dialog=True,
)
def cancel(call: Call) -> View:
    """That the dialog is left."""
    left = dialogs.leave(call.work, call.room.id or 0, call.person.id or 0)
    if left is None:
        raise Refusal(NoDialog())
    return Cancelled(command=f"/{left.command}")
