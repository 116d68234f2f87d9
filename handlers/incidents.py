"""Incidents: logged in one line, followed to their close."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from bot.commands.args import (
    Category,
    Countries,
    EntryNumber,
    FutureMoment,
    PastMoment,
    Ref,
    Severity,
    Source,
    Tags,
    Text,
    Who,
)
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.model.incidents import TITLE_LIMIT, Incident, Outcome
from bot.model.links import Relation
from bot.model.markings import Tlp, highest, marked_red
from bot.model.refusals import RedContent, Refusal, Unclear
from bot.model.taskforces import Right
from bot.services import cards, changes, followups, incidents, news, records
from bot.store import finding
from bot.text.say import N_
from bot.views.base import Act, View
from bot.views.incidents import (
    IncidentChanged,
    IncidentCorrected,
    IncidentLinked,
    IncidentList,
    IncidentLogged,
    IncidentOpened,
    IncidentOpenedQuietly,
    IncidentShown,
    IncidentWatched,
)

NEW = "/incident new sev3 TRF.goods place:Moyale Truck stopped"
TO_CLOSE = "/incident close 1 outcome:resolved Road is open"
WHICH = N_("which incident")
KNOWN_NOW = N_("What is known now? One sentence is enough.")
WHY = N_("why")


@dataclass(frozen=True, slots=True)
class New:
    """What /incident new is told."""

    title: Annotated[
        Text, Arg(N_("what happened"), Kind.REST, ask=N_("What happened? One sentence is enough."))
    ]
    severity: Annotated[Severity, Arg(N_("how grave it is, 1 to 5"), key="sev", ask=N_("How grave is it?"))]
    category: Annotated[
        Category | None,
        Arg(N_("what kind of thing"), key="cat", ask=N_("What kind of thing is it?"), guided=True),
    ] = None
    place: Annotated[str, Arg(N_("where"), ask=N_("Where did it happen?"), guided=True, limit=200)] = ""
    country: Annotated[Countries, Arg(N_("which countries"))] = ()
    at: Annotated[
        PastMoment | None, Arg(N_("when it happened"), ask=N_("When did it happen?"), guided=True)
    ] = None
    src: Annotated[
        Source | None,
        Arg(
            N_("how good the source is, A1 to F6"), ask=N_("How good is the source (A1 to F6)?"), guided=True
        ),
    ] = None
    tlp: Annotated[
        Tlp | None,
        Arg(
            N_("who may know: clear, green, amber, amber+strict"), ask=N_("Who may know of it?"), guided=True
        ),
    ] = None
    caveat: Annotated[str, Arg(N_("a further restriction"), limit=200)] = ""
    body: Annotated[str, Arg(N_("more text"))] = ""
    tag: Annotated[Tags, Arg(N_("tags"))] = ()
    driver: Annotated[str, Arg(N_("climate, where climate aggravated it"))] = ""
    drill: Annotated[bool, Arg(N_("yes, for an exercise"))] = False


@command(
    "incident new",
    may=Right.WORK,
    summary=N_("Log an incident"),
    examples=(
        Example(
            "/incident new sev2 TRF.goods country:KE,UG place:Moyale at:06:40 tlp:amber src:B2 "
            "Truck with 40 jerrycans stopped",
            "INC-1 is logged",
        ),
        Example("/incident new", "What happened?"),
    ),
)
def new_incident(call: Call, args: New) -> View:
    """The incident as it was understood; in a room not cleared for it, only its number."""
    category, source = args.category or Category("OTH", ""), args.src or Source("F", 6)
    incident = incidents.open_incident(
        call,
        incidents.Report(
            title=args.title,
            body=args.body,
            severity=args.severity,
            category=category.code,
            subcategory=category.sub,
            countries=args.country,
            place=args.place,
            tlp=args.tlp,
            caveat=args.caveat,
            reliability=source.reliability,
            credibility=source.credibility,
            happened_at=args.at.at if args.at else None,
            happened_phrase=args.at.phrase if args.at else "",
            happened_exact=args.at.exact if args.at else False,
            tags=args.tag,
            climate=_climate(args.driver),
            drill=args.drill,
        ),
    )
    if not incident.tlp.within(call.ceiling):
        return IncidentOpenedQuietly(ref=incident.ref, label=incident.tlp, ceiling=call.ceiling)
    return IncidentOpened(
        card=cards.card(call, incident), acts=cards.acts(call, incident), **cards.about(incident)
    )


def _climate(driver: str) -> bool:
    if driver and driver.casefold() != "climate":
        raise Refusal(Unclear("driver", driver, "not_understood", ("climate",)))
    return bool(driver)


@dataclass(frozen=True, slots=True)
class One:
    """A command that is told only which incident."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]


@command(
    "incident show",
    may=Right.READ,
    summary=N_("Read an incident with its timeline"),
    examples=(
        Example("/incident 1", "INC-1", after=(NEW,)),
        Example("/incident show INC-1", "INC-1", after=(NEW,)),
    ),
    reads=True,
)
def show_incident(call: Call, args: One) -> View:
    """Everything about one incident that its reader may know."""
    incident = args.incident
    if call.part is not None and call.part.role.value == "auditor":
        call.note("incident read", cards.about(incident)["record"], "")
    links, items = cards.links(call, incident), cards.open_followups(call, incident)
    return IncidentShown(
        card=cards.card(call, incident),
        entries=cards.timeline(call, incident),
        links=links,
        followups=items,
        acts=cards.acts(call, incident),
        **records.about(incident, *(one.tlp for one in links), *(one.tlp for one in items)),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """What /incident list is told."""

    which: Annotated[
        str, Arg(N_("open, mine, closed or all"), Kind.WORD, choices=("open", "mine", "closed", "all"))
    ] = "open"
    sev: Annotated[Severity | None, Arg(N_("this severity or graver"), key="sev")] = None
    country: Annotated[Countries, Arg(N_("in this country"))] = ()
    cat: Annotated[Category | None, Arg(N_("of this category"))] = None
    tag: Annotated[Tags, Arg(N_("with this tag"))] = ()
    since: Annotated[PastMoment | None, Arg(N_("reported since then, such as 30d"))] = None
    before: Annotated[int, Arg(N_("with lower numbers than this"))] = 0


@command(
    "incident list",
    may=Right.READ,
    summary=N_("List incidents, newest first"),
    examples=(
        Example("/incident list", "No incidents to show"),
        Example("/incident list sev>=3 country:KE", "No incidents to show"),
        Example("/incident list closed since:30d", "INC-1", after=(NEW, TO_CLOSE)),
    ),
    reads=True,
)
def list_incidents(call: Call, args: Listed) -> View:
    """Ten incidents that may be shown here, and a button for the ten before them."""
    wanted = finding.Filter(
        taskforce_id=call.taskforce.id or 0,
        labels=call.readable,
        live={"closed": False, "all": None}.get(args.which, True),
        mine=call.person.id or 0 if args.which == "mine" else 0,
        severity=args.sev or 1,
        country=args.country[0] if args.country else "",
        category=args.cat.code if args.cat else "",
        subcategory=args.cat.sub if args.cat else "",
        tag=args.tag[0] if args.tag else "",
        since=args.since.at if args.since else None,
        before=args.before,
    )
    found, more = finding.page(call.work, wanted)
    items = tuple(cards.item(incident) for incident in found)
    acts = [Act(item.ref, f"/incident {item.ref}", literal=True) for item in items[:5]]
    if more:
        acts.append(Act(N_("More"), _next_page(args, found[-1].number)))
    return IncidentList(
        items=items,
        more=more,
        lowered=call.lowered,
        acts=tuple(acts),
        tlp=highest([one.tlp for one in items]) if items else None,
    )


def _next_page(args: Listed, before: int) -> str:
    given = [
        args.which,
        f"sev:{args.sev}" if args.sev else "",
        f"country:{args.country[0]}" if args.country else "",
        f"cat:{args.cat.code}{'.' + args.cat.sub if args.cat.sub else ''}" if args.cat else "",
        f"tag:{args.tag[0]}" if args.tag else "",
        f'since:"{args.since.at:%Y-%m-%d %H:%M}"' if args.since else "",
        f"before:{before}",
    ]
    return " ".join(["/incident list", *filter(None, given)])


@dataclass(frozen=True, slots=True)
class Logged:
    """What /incident log is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    text: Annotated[Text | None, Arg(N_("what is new"), Kind.REST, ask=KNOWN_NOW)] = None
    at: Annotated[PastMoment | None, Arg(N_("when it happened"))] = None
    src: Annotated[Source | None, Arg(N_("how good the source is, A1 to F6"))] = None


@command(
    "incident log",
    may=Right.WORK,
    summary=N_("Add to an incident's timeline"),
    examples=(
        Example("/incident log 1 Second truck found", "entry", after=(NEW,)),
        Example("/incident log 1 at:07:15 src:C3 Driver says fuel", "C3", after=(NEW,)),
    ),
)
def log_entry(call: Call, args: Logged) -> View:
    """A new entry; without text, the message that was replied to is filed, once."""
    text = args.text or call.about_text
    if not text:
        raise Refusal(Unclear("text", "", "missing"))
    if marked_red(text):
        raise Refusal(RedContent())
    source = (args.src.reliability, args.src.credibility) if args.src else ("", None)
    number = changes.filed(
        call,
        args.incident,
        text,
        call.about if args.text is None else None,
        happened_at=args.at.at if args.at else call.sent_at,
        reliability=source[0],
        credibility=source[1],
    )
    news.tell(call, args.incident, "log")
    entry = cards.entry(call, args.incident, number)
    return IncidentLogged(card=cards.card(call, args.incident), entry=entry, **cards.about(args.incident))


@dataclass(frozen=True, slots=True)
class Corrected:
    """What /incident correct is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    entry: Annotated[EntryNumber, Arg(N_("which entry, such as #4"), Kind.WORD)]
    text: Annotated[Text, Arg(N_("what is right"), Kind.REST)]


@command(
    "incident correct",
    may=Right.WORK,
    summary=N_("Correct a timeline entry; both stay"),
    examples=(
        Example(
            "/incident correct 1 #1 It was a bus",
            "is corrected by",
            after=(NEW, "/incident log 1 It was a truck"),
        ),
    ),
)
def correct_entry(call: Call, args: Corrected) -> View:
    """A new entry that says what is right."""
    number = changes.correct(call, args.incident, args.entry, args.text)
    news.tell(call, args.incident, "correct")
    entry = cards.entry(call, args.incident, number)
    return IncidentCorrected(card=cards.card(call, args.incident), entry=entry, **cards.about(args.incident))


def _changed(call: Call, incident: Incident, act: str, **more: Any) -> View:  # noqa: ANN401 - facts of the view
    news.tell(call, incident, act)
    return IncidentChanged(
        card=cards.card(call, incident),
        act=act,
        acts=cards.acts(call, incident),
        **records.about(incident, *(one.tlp for one in more.get("followups", ()))),
        **more,
    )


@command(
    "incident accept",
    may=Right.COORDINATE,
    summary=N_("Vouch for a reported incident"),
    examples=(Example("/incident accept 1", "INC-1 is already", after=(NEW,)),),
)
def accept_incident(call: Call, args: One) -> View:
    """The incident, open."""
    return _changed(call, incidents.accept(call, args.incident), "accept")


@dataclass(frozen=True, slots=True)
class WithReason:
    """A command that is told which incident and why."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    reason: Annotated[Text, Arg(WHY, Kind.REST, key="reason", ask=N_("Why? One sentence is enough."))]


@command(
    "incident reject",
    may=Right.COORDINATE,
    summary=N_("Reject a report as unfounded"),
    examples=(Example("/incident reject 1 reason:no such truck", "does not fit", after=(NEW,)),),
)
def reject_incident(call: Call, args: WithReason) -> View:
    """The incident, rejected."""
    return _changed(call, incidents.reject(call, args.incident, args.reason), "reject")


@dataclass(frozen=True, slots=True)
class Monitored:
    """What /incident monitor is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    review: Annotated[
        FutureMoment, Arg(N_("when to look at it again"), ask=N_("When shall it be looked at again?"))
    ]


@command(
    "incident monitor",
    may=Right.WORK,
    summary=N_("Watch an open incident until a review date"),
    examples=(Example("/incident monitor 1 review:+14d", "INC-1 is under monitoring", after=(NEW,)),),
)
def monitor_incident(call: Call, args: Monitored) -> View:
    """The incident, with its review on the schedule."""
    if args.review.at <= call.now:
        raise Refusal(Unclear("review", args.review.phrase, "past"))
    incident = incidents.monitor(call, args.incident, args.review.at, args.review.phrase)
    return _changed(call, incident, "monitor")


@dataclass(frozen=True, slots=True)
class Close:
    """What /incident close is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    outcome: Annotated[Outcome, Arg(N_("how it ended"), ask=N_("How did it end?"))]
    summary: Annotated[Text, Arg(N_("what is known now"), Kind.REST, ask=KNOWN_NOW)]


@command(
    "incident close",
    may=Right.COORDINATE,
    summary=N_("Close an incident"),
    examples=(Example(TO_CLOSE, "INC-1 is closed", after=(NEW,)),),
)
def close_incident(call: Call, args: Close) -> View:
    """The incident, closed."""
    incident = incidents.close(call, args.incident, args.outcome, args.summary)
    return _changed(call, incident, "close", followups=cards.open_followups(call, incident))


@command(
    "incident reopen",
    may=Right.COORDINATE,
    summary=N_("Open a closed or rejected incident again"),
    examples=(Example("/incident reopen 1 reason:a second truck", "INC-1 is open", after=(NEW, TO_CLOSE)),),
)
def reopen_incident(call: Call, args: WithReason) -> View:
    """The incident, open again."""
    return _changed(call, incidents.reopen(call, args.incident, args.reason), "reopen")


@dataclass(frozen=True, slots=True)
class Merged:
    """What /incident merge is told."""

    incident: Annotated[Ref[Incident], Arg(N_("the duplicate"), Kind.WORD)]
    into: Annotated[
        Ref[Incident], Arg(N_("the incident that stays"), Kind.WORD, fillers=("into", "to", "with"))
    ]


@command(
    "incident merge",
    may=Right.COORDINATE,
    summary=N_("Make an incident a duplicate of another"),
    examples=(Example("/incident merge 2 into 1", "INC-2 is now part of INC-1", after=(NEW, NEW)),),
)
def merge_incident(call: Call, args: Merged) -> View:
    """The incident that stays, with the higher label of both."""
    target = incidents.merge(call, args.incident, args.into)
    followups.follow(call, target)
    return _changed(call, target, "merge", other=args.incident.ref)


@command(
    "incident unmerge",
    may=Right.COORDINATE,
    summary=N_("Take a merge back"),
    examples=(
        Example(
            "/incident unmerge 2", "INC-2 stands alone again", after=(NEW, NEW, "/incident merge 2 into 1")
        ),
    ),
)
def unmerge_incident(call: Call, args: One) -> View:
    """The incident as it was before."""
    return _changed(call, incidents.unmerge(call, args.incident), "unmerge")


@dataclass(frozen=True, slots=True)
class Graded:
    """What /incident sev is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    severity: Annotated[Severity, Arg(N_("the new severity, 1 to 5"), Kind.WORD)]
    reason: Annotated[Text | None, Arg(WHY, Kind.REST)] = None


@command(
    "incident sev",
    may=Right.COORDINATE,
    summary=N_("Change the severity"),
    examples=(Example("/incident sev 1 4 a second truck", "severity 3 → 4", after=(NEW,)),),
)
def grade_incident(call: Call, args: Graded) -> View:
    """Old and new severity."""
    before = args.incident.severity
    incident = incidents.grade(call, args.incident, args.severity, args.reason or "")
    followups.follow(call, incident)
    return _changed(call, incident, "sev", old=str(before), new=str(args.severity))


@dataclass(frozen=True, slots=True)
class Marked:
    """What /incident tlp is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    tlp: Annotated[Tlp, Arg(N_("the new marking"), Kind.WORD)]
    reason: Annotated[Text | None, Arg(WHY, Kind.REST)] = None


@command(
    "incident tlp",
    may=Right.WORK,
    summary=N_("Change the marking; lowering is the originator's"),
    examples=(Example("/incident tlp 1 green", "TLP:AMBER → TLP:GREEN", after=(NEW,)),),
)
def mark_incident(call: Call, args: Marked) -> View:
    """Old and new label; above this room's ceiling nothing else is said."""
    before = args.incident.tlp
    incident = incidents.mark(call, args.incident, args.tlp, args.reason or "")
    followups.follow(call, incident)
    if not incident.tlp.within(call.ceiling):
        return IncidentOpenedQuietly(ref=incident.ref, label=incident.tlp, ceiling=call.ceiling)
    return _changed(call, incident, "tlp", old=before.value, new=incident.tlp.value)


@dataclass(frozen=True, slots=True)
class Settled:
    """What /incident set is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    title: Annotated[str, Arg(N_("what happened"), limit=TITLE_LIMIT)] = ""
    place: Annotated[str, Arg(N_("where"), limit=200)] = ""
    category: Annotated[Category | None, Arg(N_("what kind of thing"), key="cat", aliases=("category",))] = (
        None
    )
    country: Annotated[Countries, Arg(N_("which countries"))] = ()
    at: Annotated[PastMoment | None, Arg(N_("when it happened"))] = None
    src: Annotated[Source | None, Arg(N_("how good the source is, A1 to F6"))] = None
    caveat: Annotated[str, Arg(N_("a further restriction"), limit=200)] = ""
    driver: Annotated[str, Arg(N_("climate, where climate aggravated it"))] = ""


@command(
    "incident set",
    may=Right.WORK,
    summary=N_("Change facts of an incident"),
    examples=(
        Example("/incident set 1 place:Malaba category:TRF.fuel", "Malaba", after=(NEW,)),
        Example("/incident set 1 driver:climate", "INC-1 is changed", after=(NEW,)),
    ),
)
def set_facts(call: Call, args: Settled) -> View:
    """Old and new of each fact that changed."""
    moved = incidents.settle(call, args.incident, _values(args))
    shown = tuple((name, cards.plain(old), cards.plain(new)) for name, (old, new) in moved.items())
    return _changed(call, args.incident, "set", fields=shown)


def _values(args: Settled) -> dict[str, object]:
    values: dict[str, object] = {
        name: getattr(args, name) for name in ("title", "place", "caveat") if getattr(args, name)
    }
    if args.category:
        values |= {"category": args.category.code, "subcategory": args.category.sub}
    if args.country:
        values["countries"] = list(args.country)
    if args.at:
        values |= {"happened_at": args.at.at, "happened_phrase": args.at.phrase, "happened_exact": True}
    if args.src:
        values |= {"reliability": args.src.reliability, "credibility": args.src.credibility}
    if args.driver:
        values["climate"] = _climate(args.driver)
    return values


@dataclass(frozen=True, slots=True)
class Assigned:
    """What /incident assign is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    who: Annotated[Who, Arg(N_("who leads, such as @amina"), Kind.WORD, fillers=("lead", "to"))]


@command(
    "incident assign",
    may=Right.COORDINATE,
    summary=N_("Name who leads"),
    examples=(Example("/incident assign 1 lead @you", "INC-1 is led by", after=(NEW,)),),
)
def assign_lead(call: Call, args: Assigned) -> View:
    """Who leads now."""
    return _changed(call, incidents.assign(call, args.incident, args.who), "assign", handle=args.who.handle)


@dataclass(frozen=True, slots=True)
class Tagged:
    """What /incident tag is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    tags: Annotated[Tags, Arg(N_("+border to add, -border to take away"), Kind.WORD)]


@command(
    "incident tag",
    may=Right.WORK,
    summary=N_("Add and remove tags"),
    examples=(Example("/incident tag 1 +border", "border", after=(NEW,)),),
)
def tag_incident(call: Call, args: Tagged) -> View:
    """The tags before and after."""
    tags = list(args.incident.tags)
    drill = args.incident.drill
    for tag in args.tags:
        name, take = tag.lstrip("+-"), tag.startswith("-")
        if name == "drill":
            drill = not take
        elif take and name in tags:
            tags.remove(name)
        elif not take and name not in tags:
            tags.append(name)
    moved = incidents.settle(call, args.incident, {"tags": tags, "drill": drill})
    shown = tuple((name, cards.plain(old), cards.plain(new)) for name, (old, new) in moved.items())
    return _changed(call, args.incident, "set", fields=shown)


@dataclass(frozen=True, slots=True)
class Linked:
    """What /incident link is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    other: Annotated[Ref[Incident], Arg(N_("the other incident"), Kind.WORD, fillers=("to", "with"))]
    relation: Annotated[Relation, Arg(N_("how they stand to each other"), Kind.WORD)] = Relation.RELATED


@command(
    "incident link",
    may=Right.WORK,
    summary=N_("Link two incidents"),
    examples=(Example("/incident link 2 1 related", "INC-2 is linked", after=(NEW, NEW)),),
)
def link_incidents(call: Call, args: Linked) -> View:
    """Both ends of the link."""
    incidents.link(call, args.incident, args.other, args.relation)
    link = cards.link(args.relation.value, args.other)
    return IncidentLinked(card=cards.card(call, args.incident), link=link, **cards.about(args.incident, link))


@dataclass(frozen=True, slots=True)
class Timed:
    """What /incident time is told."""

    incident: Annotated[Ref[Incident], Arg(WHICH, Kind.WORD)]
    started: Annotated[PastMoment | None, Arg(N_("when it started"))] = None
    contained: Annotated[PastMoment | None, Arg(N_("when it was contained"))] = None
    ended: Annotated[PastMoment | None, Arg(N_("when it ended"))] = None


@command(
    "incident time",
    may=Right.WORK,
    summary=N_("Note when it started, was contained, ended"),
    examples=(Example('/incident time 1 started:"2026-10-01 05:00"', "Started", after=(NEW,)),),
)
def set_times(call: Call, args: Timed) -> View:
    """The times that changed."""
    given: dict[str, datetime] = {
        name: moment.at
        for name, moment in (
            ("started_at", args.started),
            ("contained_at", args.contained),
            ("ended_at", args.ended),
        )
        if moment is not None
    }
    if not given:
        raise Refusal(Unclear("started", "", "missing"))
    incidents.settle(call, args.incident, given)
    return show_incident.run(call, One(args.incident))


@command(
    "incident drill",
    may=Right.WORK,
    summary=N_("Mark an incident as an exercise, or no longer"),
    examples=(Example("/incident drill 1", "marked as an exercise", after=(NEW,)),),
)
def mark_drill(call: Call, args: One) -> View:
    """Whether it is an exercise now."""
    incidents.settle(call, args.incident, {"drill": not args.incident.drill})
    return _changed(call, args.incident, "drill")


@command(
    "incident watch",
    may=Right.READ,
    summary=N_("Be told when something happens to it"),
    examples=(Example("/incident watch 1", "You will be told", after=(NEW,)),),
)
def watch_incident(call: Call, args: One) -> View:
    """That the person is told from now on."""
    changes.watch(call, args.incident, call.person.id or 0)
    return IncidentWatched(card=cards.card(call, args.incident), **cards.about(args.incident))
