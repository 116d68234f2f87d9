"""What happens to incidents, whoever caused it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.model.delivery import Schedule
from bot.model.entries import EntryKind
from bot.model.incidents import BODY_LIMIT, PREFIX, TITLE_LIMIT, Incident, Outcome, Status
from bot.model.links import Link, Relation
from bot.model.markings import Tlp
from bot.model.people import Person
from bot.model.refusals import (
    AlreadySo,
    OriginatorOnly,
    RedContent,
    Refusal,
    TooLong,
    Unclear,
    WrongState,
)
from bot.model.taskforces import Right
from bot.services import changes
from bot.services.acting import Acting
from bot.services.changes import add_entry, committed, content, keep_for_undo
from bot.services.withdrawing import withdraw
from bot.store import directory, records
from bot.store import incidents as kept
from bot.store.numbers import take
from bot.text.clean import fold, one_line, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a new incident is told to be."""

    title: str
    severity: int
    category: str = "OTH"
    subcategory: str = ""
    body: str = ""
    countries: tuple[str, ...] = ()
    place: str = ""
    tlp: Tlp | None = None
    caveat: str = ""
    reliability: str = "F"
    credibility: int = 6
    happened_at: datetime | None = None
    happened_phrase: str = ""
    happened_exact: bool = True
    tags: tuple[str, ...] = ()
    climate: bool = False
    drill: bool = False


def open_incident(acting: Acting, report: Report) -> Incident:
    """A new incident: open at once when a coordinator logs it, else reported until accepted."""
    acting.require_mandate()
    tlp = report.tlp or acting.taskforce.default_tlp
    if tlp is Tlp.RED:
        raise Refusal(RedContent())
    title, body = _headed(report.title, report.body)
    status = Status.OPEN if acting.may(Right.COORDINATE) else Status.REPORTED
    incident = acting.work.add(
        Incident,
        taskforce_id=acting.taskforce.id,
        number=take(acting.work, acting.taskforce.id or 0, PREFIX),
        originator_id=acting.organisation.id,
        reporter_id=acting.person.id,
        title=title,
        body=body,
        category=report.category,
        subcategory=report.subcategory,
        severity=report.severity,
        status=status,
        tlp=tlp,
        caveat=report.caveat,
        place=report.place,
        countries=list(report.countries),
        tags=list(report.tags),
        reliability=report.reliability,
        credibility=report.credibility,
        climate=report.climate,
        drill=report.drill,
        happened_at=report.happened_at or acting.sent_at,
        happened_phrase=report.happened_phrase,
        happened_exact=report.happened_exact and report.happened_at is not None,
        reported_at=acting.sent_at,
        source_event=acting.event,
        updated_at=acting.now,
        search_text=fold(f"{title} {body} {report.place} {' '.join(report.tags)}"),
    )
    keep_for_undo(acting, incident, "new", {})
    acting.note("incident new", incident.key, content(incident))
    return incident


def _headed(title: str, body: str) -> tuple[str, str]:
    """A title of one line, and the rest.

    A few short lines become one; of a longer message the first line is the title, and where that is
    too long it is shortened there and kept whole below.
    """
    first, _, rest = title.strip().partition("\n")
    heading, joined = one_line(first), one_line(title)
    if len(joined) <= TITLE_LIMIT // 2:
        heading, rest = joined, ""
    below = [part for part in (rest.strip(), body.strip()) if part]
    if len(heading) > TITLE_LIMIT:
        below.insert(0, heading)
        heading = shorten(heading, TITLE_LIMIT // 2)
    whole = "\n".join(below)
    if len(whole) > BODY_LIMIT:
        raise Refusal(TooLong(BODY_LIMIT, len(whole)))
    return heading, whole


def accept(acting: Acting, incident: Incident) -> Incident:
    """The incident, open."""
    committed(acting, incident.accept(), "accept")
    return incident


def reject(acting: Acting, incident: Incident, reason: str) -> Incident:
    """The incident, rejected with a reason."""
    committed(acting, incident.reject(), "reject", text=reason)
    return incident


def monitor(acting: Acting, incident: Incident, review_at: datetime, phrase: str) -> Incident:
    """The incident, watched; its review is put on the schedule."""
    committed(acting, incident.monitor(review_at, phrase), "monitor", detail={"review": review_at})
    due = {
        "key": f"incident:{incident.id}:review:{review_at.isoformat()}",
        "kind": "incident.review",
        "record": incident.key,
        "due_at": review_at,
        "payload": {"room": acting.room.id, "person": acting.person.id},
    }
    acting.work.insert(Schedule, due, once=True)
    acting.work.planned = True
    return incident


def close(acting: Acting, incident: Incident, outcome: Outcome, summary: str) -> Incident:
    """The incident, closed with how it ended."""
    closed = incident.close(outcome, summary, acting.now)
    committed(acting, closed, "close", text=summary, detail={"outcome": outcome.value})
    return incident


def reopen(acting: Acting, incident: Incident, reason: str) -> Incident:
    """The incident, open again."""
    if incident.retention_until is not None and incident.retention_until < acting.now.date():
        raise Refusal(WrongState(incident.ref, incident.status.value, "reopen"))
    committed(acting, incident.reopen(), "reopen", text=reason)
    return incident


def merge(acting: Acting, incident: Incident, target: Incident) -> Incident:
    """The incident as a duplicate of the target, with its links and watchers moved there."""
    before = target.tlp
    incident.merge(target)
    committed(acting, incident, "merge", detail={"into": target.number})
    detail = {"from": incident.number, "tlp": [before.value, target.tlp.value]}
    add_entry(acting, target, EntryKind.CHANGE, act="merged", detail=detail)
    acting.note("incident merged", target.key, content(target))
    _link(acting, incident, target, Relation.DUPLICATE)
    for link in kept.links(acting.work, incident.id or 0):
        _follow(acting, link, incident, target)
    for person_id in records.watchers(acting.work, incident):
        changes.watch(acting, target, person_id)
    if target.tlp is not before:
        withdraw(acting, target)
    return target


def _follow(acting: Acting, link: Link, incident: Incident, target: Incident) -> None:
    """A link of a merged incident is made from its target as well; the old one stays for unmerging."""
    other = link.to_id if link.from_id == incident.id else link.from_id
    if link.relation is Relation.DUPLICATE or other == target.id:
        return
    linked = kept.by_id(acting.work, other)
    if linked is not None:
        _link(acting, target, linked, link.relation)


def unmerge(acting: Acting, incident: Incident) -> Incident:
    """The incident as it was before it was merged; the target keeps its label."""
    target = kept.by_id(acting.work, incident.duplicate_of or 0)
    committed(acting, incident.unmerge(), "unmerge")
    if target is not None:
        add_entry(acting, target, EntryKind.CHANGE, act="unmerged", detail={"from": incident.number})
        acting.note("incident unmerged", target.key, content(target))
    return incident


def grade(acting: Acting, incident: Incident, severity: int, reason: str) -> Incident:
    """The incident with another severity."""
    if incident.severity == severity:
        raise Refusal(AlreadySo(incident.ref, f"sev{severity}"))
    before, incident.severity = incident.severity, severity
    committed(acting, incident, "sev", text=reason, detail={"old": before, "new": severity})
    return incident


def mark(acting: Acting, incident: Incident, tlp: Tlp, reason: str = "") -> Incident:
    """The incident with another label; only its originator may lower it, and RED is not kept here."""
    if tlp is Tlp.RED:
        raise Refusal(RedContent())
    if incident.tlp is tlp:
        raise Refusal(AlreadySo(incident.ref, tlp.value))
    if tlp.rank < incident.tlp.rank and acting.organisation.id != incident.originator_id:
        owner = directory.organisation_by_id(acting.work, incident.originator_id)
        line = f"/incident tlp {incident.ref} {tlp.value.removeprefix('TLP:').lower()}"
        raise Refusal(OriginatorOnly(incident.ref, owner.code if owner else "", line))
    before, incident.tlp = incident.tlp, tlp
    committed(acting, incident, "tlp", text=reason, detail={"old": before.value, "new": tlp.value})
    if tlp.rank > before.rank:
        withdraw(acting, incident)
    return incident


def settle(acting: Acting, incident: Incident, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What changed, as field → (old, new); raises when nothing did."""
    moved = {
        name: (getattr(incident, name), new) for name, new in values.items() if getattr(incident, name) != new
    }
    if not moved:
        raise Refusal(AlreadySo(incident.ref, incident.status.value, "incident"))
    for name, (_, new) in moved.items():
        setattr(incident, name, new)
    incident.search_text = _searchable(acting, incident)
    detail = {name: {"old": old, "new": new} for name, (old, new) in moved.items()}
    committed(acting, incident, "set", detail=detail)
    return moved


def _searchable(acting: Acting, incident: Incident) -> str:
    texts = [
        entry.text for entry in records.entries(acting.work, incident) if entry.kind is not EntryKind.CHANGE
    ]
    return fold(" ".join([incident.title, incident.body, incident.place, *incident.tags, *texts]))


def assign(acting: Acting, incident: Incident, lead: Person) -> Incident:
    """The incident with a lead, who must take part in the task force."""
    part = directory.part(acting.work, lead.id or 0, acting.taskforce.id or 0)
    if part is None or not part.has(Right.WORK):
        raise Refusal(Unclear("lead", f"@{lead.handle}", "not_member"))
    if incident.lead_id == lead.id:
        raise Refusal(AlreadySo(incident.ref, f"@{lead.handle}"))
    incident.lead_id = lead.id
    committed(acting, incident, "assign", detail={"lead": lead.id})
    return incident


def link(acting: Acting, incident: Incident, other: Incident, relation: Relation) -> None:
    """Nothing; the two are linked, and both timelines say so."""
    if incident.id == other.id:
        raise Refusal(Unclear("other", other.ref, "itself"))
    if not _link(acting, incident, other, relation):
        raise Refusal(AlreadySo(incident.ref, f"→ {other.ref}"))
    detail = {"to": other.number, "relation": relation.value}
    add_entry(acting, incident, EntryKind.CHANGE, act="link", detail=detail)
    acting.note("incident link", incident.key, content(incident))


def _link(acting: Acting, incident: Incident, other: Incident, relation: Relation) -> bool:
    ends = {"from_kind": incident.KIND, "from_id": incident.id, "to_kind": other.KIND, "to_id": other.id}
    values = {**ends, "relation": relation, "author_id": acting.person.id, "created_at": acting.now}
    return acting.work.insert(Link, values, once=True) != 0
