"""Finding incidents, their timelines and what they are linked to."""

from sqlalchemy import and_, bindparam, func, or_, select

from bot.model.base import table
from bot.model.entries import Entry
from bot.model.incidents import Incident
from bot.model.links import Link, Watch
from bot.model.markings import Tlp
from bot.store.work import Query, Work

KIND = "incident"

_incident, _entry, _link, _watch = table(Incident), table(Entry), table(Link), table(Watch)
_NUMBER = Query(
    select(_incident).where(
        _incident.c.taskforce_id == bindparam("taskforce"), _incident.c.number == bindparam("number")
    )
)
_ID = Query(select(_incident).where(_incident.c.id == bindparam("key")))
_ENTRIES = Query(
    select(_entry)
    .where(_entry.c.record_kind == KIND, _entry.c.record_id == bindparam("key"))
    .order_by(_entry.c.number)
)
_ENTRY = Query(
    select(_entry).where(
        _entry.c.record_kind == KIND,
        _entry.c.record_id == bindparam("key"),
        _entry.c.number == bindparam("number"),
    )
)
_ENTRY_FROM = Query(
    select(_entry).where(
        _entry.c.record_kind == KIND,
        _entry.c.record_id == bindparam("key"),
        _entry.c.source_event == bindparam("event"),
    )
)
_LINKS = Query(
    select(_link).where(
        or_(
            and_(_link.c.from_kind == KIND, _link.c.from_id == bindparam("key")),
            and_(_link.c.to_kind == KIND, _link.c.to_id == bindparam("key")),
        )
    )
)
_DUPLICATES = Query(select(_incident).where(_incident.c.duplicate_of == bindparam("key")))
_WATCHERS = Query(
    select(_watch.c.person_id).where(_watch.c.record_kind == KIND, _watch.c.record_id == bindparam("key"))
)
_COUNTS = Query(
    select(_incident.c.tlp, _incident.c.status, _incident.c.severity, func.count())
    .where(_incident.c.taskforce_id == bindparam("taskforce"), _incident.c.live)
    .group_by(_incident.c.tlp, _incident.c.status, _incident.c.severity)
)


def by_number(work: Work, taskforce_id: int, number: int) -> Incident | None:
    """The incident with a number in a task force, or None."""
    return work.one(Incident, _NUMBER, taskforce=taskforce_id, number=number)


def by_id(work: Work, key: int) -> Incident | None:
    """An incident by its key."""
    return work.one(Incident, _ID, key=key)


def entries(work: Work, key: int) -> list[Entry]:
    """The timeline, oldest first."""
    return work.all(Entry, _ENTRIES, key=key)


def entry(work: Work, key: int, number: int) -> Entry | None:
    """One entry of a timeline, or None."""
    return work.one(Entry, _ENTRY, key=key, number=number)


def entry_from(work: Work, key: int, event: str) -> Entry | None:
    """The entry made from a network's message, or None."""
    return work.one(Entry, _ENTRY_FROM, key=key, event=event)


def links(work: Work, key: int) -> list[Link]:
    """Links from and to an incident."""
    return work.all(Link, _LINKS, key=key)


def duplicates(work: Work, key: int) -> list[Incident]:
    """The incidents merged into this one."""
    return work.all(Incident, _DUPLICATES, key=key)


def watchers(work: Work, key: int) -> list[int]:
    """The people who asked to be told."""
    return [int(person) for (person,) in work.rows(_WATCHERS, key=key)]


def counts(work: Work, taskforce_id: int) -> list[tuple[Tlp, str, int, int]]:
    """Live incidents as (label, status, severity, how many); the caller leaves out what may not be known."""
    return [
        (Tlp(tlp), str(status), int(sev), int(n))
        for tlp, status, sev, n in work.rows(_COUNTS, taskforce=taskforce_id)
    ]
