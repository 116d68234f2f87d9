"""Records as far as a reader may see them: the facts that views are made of."""

from datetime import datetime
from typing import Any

from bot.model.entries import Entry, EntryKind
from bot.model.followups import Status as FollowUpStatus
from bot.model.incidents import PREFIX, Incident, Status
from bot.model.links import Link
from bot.model.records import Record
from bot.model.taskforces import Right
from bot.model.taxonomy import code
from bot.services import followup_cards, records
from bot.services.acting import Acting
from bot.services.records import About
from bot.store import directory
from bot.store import followups as kept_followups
from bot.store import incidents as kept
from bot.store import records as kept_records
from bot.text.say import N_
from bot.views.base import Act
from bot.views.followups import FollowUpItem
from bot.views.incidents import Card, Item, LinkLine
from bot.views.timelines import EntryLine


def about(incident: Incident, *links: LinkLine) -> About:
    """What every view about an incident carries, with the labels of what it is linked to."""
    return records.about(incident, *(one.tlp for one in links))


OVER = frozenset({FollowUpStatus.VERIFIED, FollowUpStatus.CANCELLED})


def card(acting: Acting, incident: Incident) -> Card:
    """An incident's facts, with the people and organisations behind its keys."""
    reporter, organisation = _reporter(acting, incident)
    return Card(
        ref=incident.ref,
        title=incident.title,
        body=incident.body,
        severity=incident.severity,
        status=incident.status,
        tlp=incident.tlp,
        caveat=incident.caveat,
        category=incident.category,
        subcategory=incident.subcategory,
        place=incident.place,
        countries=tuple(incident.countries),
        tags=tuple(incident.tags),
        reliability=incident.reliability,
        credibility=incident.credibility,
        happened_at=incident.happened_at,
        happened_exact=incident.happened_exact,
        started_at=incident.started_at,
        contained_at=incident.contained_at,
        ended_at=incident.ended_at,
        reported_at=incident.reported_at,
        reporter=reporter,
        organisation=organisation,
        lead=_name(acting, incident.lead_id),
        climate=incident.climate,
        drill=incident.drill,
        review_at=incident.review_at,
        outcome=incident.outcome,
        summary=incident.summary,
        duplicate_of=_duplicate_of(acting, incident),
    )


def _reporter(acting: Acting, incident: Incident) -> tuple[str, str]:
    if acting.person_or_none is not None and acting.person.id == incident.reporter_id:
        name = acting.person.name
    else:
        name = _name(acting, incident.reporter_id)
    if acting.organisation_or_none is not None and acting.organisation.id == incident.originator_id:
        return name, acting.organisation.code
    found = directory.organisation_by_id(acting.work, incident.originator_id)
    return name, found.code if found else ""


def _name(acting: Acting, person_id: int | None) -> str:
    found = directory.person_by_id(acting.work, person_id) if person_id else None
    return found.name if found else ""


def _duplicate_of(acting: Acting, incident: Incident) -> str:
    if incident.duplicate_of is None:
        return ""
    other = kept.by_id(acting.work, incident.duplicate_of)
    return other.ref if other is not None and acting.knows(other) else ""


def item(incident: Incident) -> Item:
    """One line of a list."""
    return Item(
        ref=incident.ref,
        title=incident.title,
        severity=incident.severity,
        status=incident.status,
        tlp=incident.tlp,
        category=code(incident.category, incident.subcategory),
        drill=incident.drill,
    )


def timeline(acting: Acting, record: Record) -> tuple[EntryLine, ...]:
    """The timeline, oldest first; a corrected entry says by which one."""
    entries = kept_records.entries(acting.work, record)
    corrected = {entry.corrects: entry.number for entry in entries if entry.corrects}
    return tuple(_line(acting, entry, corrected.get(entry.number)) for entry in entries)


def entry(acting: Acting, record: Record, number: int) -> EntryLine:
    """One line of a timeline."""
    found = kept_records.entry(acting.work, record, number)
    if found is None:
        raise LookupError(number)
    return _line(acting, found, None)


def _line(acting: Acting, entry: Entry, corrected_by: int | None) -> EntryLine:
    return EntryLine(
        number=entry.number,
        at=entry.happened_at,
        author=_name(acting, entry.author_id),
        text=entry.text,
        act=entry.act if entry.kind is EntryKind.CHANGE else "",
        detail=_shown(acting, entry.detail),
        corrects=entry.corrects,
        corrected_by=corrected_by,
        source=f"{entry.reliability}{entry.credibility}" if entry.reliability and entry.credibility else "",
    )


def _shown(acting: Acting, detail: dict[str, Any]) -> dict[str, Any]:
    """The detail of a change without numbers of records the reader may not know."""
    numbers = {key: detail[key] for key in ("into", "from", "to") if isinstance(detail.get(key), int)}
    hidden = {key for key, number in numbers.items() if not _known(acting, number)}
    return {key: "…" if key in hidden else value for key, value in detail.items()}


def _known(acting: Acting, number: int) -> bool:
    found = kept.by_number(acting.work, acting.taskforce.id or 0, number)
    return found is not None and acting.knows(found)


def links(acting: Acting, incident: Incident) -> tuple[LinkLine, ...]:
    """The links to records the reader may know, read from this end."""
    found = (_linked(acting, incident, one) for one in kept.links(acting.work, incident.id or 0))
    return tuple(line for line in found if line is not None)


_OTHER_WAY = {"caused_by": "causes", "duplicate": "duplicated"}


def _linked(acting: Acting, incident: Incident, one: Link) -> LinkLine | None:
    forth = one.from_kind == incident.KIND and one.from_id == incident.id
    other = kept.by_id(acting.work, one.to_id if forth else one.from_id)
    if other is None or not acting.knows(other):
        return None
    relation = one.relation.value
    return link(relation if forth else _OTHER_WAY.get(relation, relation), other)


def open_followups(acting: Acting, incident: Incident) -> tuple[FollowUpItem, ...]:
    """What is still to be done about an incident, of what the reader may know."""
    found = kept_followups.under(acting.work, incident.key)
    return tuple(
        followup_cards.item(acting, one) for one in found if one.status not in OVER and acting.knows(one)
    )


def link(relation: str, other: Incident) -> LinkLine:
    """One link as it is shown."""
    return LinkLine(relation=relation, ref=other.ref, title=other.title, tlp=other.tlp)


def plain(value: object) -> str:
    """A value of a record as a person reads it beside its field's name."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}Z"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


_NEXT: dict[Status, tuple[tuple[Right, str, str], ...]] = {
    Status.REPORTED: (
        (Right.COORDINATE, N_("Accept"), "/incident accept {ref}"),
        (Right.COORDINATE, N_("Reject"), "/incident reject {ref}"),
        (Right.WORK, N_("Add to the timeline"), "/incident log {ref}"),
    ),
    Status.OPEN: (
        (Right.WORK, N_("Add to the timeline"), "/incident log {ref}"),
        (Right.WORK, N_("Give a follow-up"), "/followup add {ref}"),
        (Right.WORK, N_("Monitor"), "/incident monitor {ref}"),
        (Right.COORDINATE, N_("Close"), "/incident close {ref}"),
        (Right.WORK, N_("Watch"), "/incident watch {ref}"),
    ),
    Status.MONITORING: (
        (Right.WORK, N_("Add to the timeline"), "/incident log {ref}"),
        (Right.COORDINATE, N_("Close"), "/incident close {ref}"),
    ),
    Status.CLOSED: ((Right.COORDINATE, N_("Reopen"), "/incident reopen {ref}"),),
    Status.REJECTED: ((Right.COORDINATE, N_("Reopen"), "/incident reopen {ref}"),),
    Status.DUPLICATE: ((Right.COORDINATE, N_("Take the merge back"), "/incident unmerge {ref}"),),
}


def acts(acting: Acting, incident: Incident) -> tuple[Act, ...]:
    """The next useful acts, of those the person may do here."""
    given = _NEXT.get(incident.status, ())
    return tuple(
        Act(label, line.format(ref=incident.ref)) for right, label, line in given if acting.may(right)
    )


def number_of(ref: str) -> int:
    """The number in a reference such as `INC-12`."""
    return int(ref.removeprefix(f"{PREFIX}-"))
