"""Finding records of any kind: by key, by number; their timelines, who watches them."""

from sqlalchemy import bindparam, select

from bot.model.base import table
from bot.model.entries import Entry
from bot.model.followups import FollowUp
from bot.model.incidents import Incident
from bot.model.links import Watch
from bot.model.records import Record
from bot.model.reminders import Reminder
from bot.store.work import Query, Work

KINDS: dict[str, type[Record]] = {kind.KIND: kind for kind in (Incident, FollowUp, Reminder)}
PREFIXES: dict[str, type[Record]] = {kind.PREFIX: kind for kind in KINDS.values()}

_BY_ID = {
    kind: Query(select(table(kind)).where(table(kind).c.id == bindparam("key"))) for kind in KINDS.values()
}
_BY_NUMBER = {
    kind: Query(
        select(table(kind)).where(
            table(kind).c.taskforce_id == bindparam("taskforce"), table(kind).c.number == bindparam("number")
        )
    )
    for kind in KINDS.values()
}
_entry, _watch = table(Entry), table(Watch)
_OF = (_entry.c.record_kind == bindparam("of"), _entry.c.record_id == bindparam("key"))
_ENTRIES = Query(select(_entry).where(*_OF).order_by(_entry.c.number))
_ENTRY = Query(select(_entry).where(*_OF, _entry.c.number == bindparam("number")))
_ENTRY_FROM = Query(select(_entry).where(*_OF, _entry.c.source_event == bindparam("event")))
_WATCHERS = Query(
    select(_watch.c.person_id).where(
        _watch.c.record_kind == bindparam("of"), _watch.c.record_id == bindparam("key")
    )
)


def by_key(work: Work, key: str) -> Record | None:
    """The record a key such as `incident:12` names, or None; other things have keys too."""
    kind, _, number = key.partition(":")
    model = KINDS.get(kind)
    return work.one(model, _BY_ID[model], key=int(number)) if model and number.isdecimal() else None


def by_number(work: Work, kind: type[Record], taskforce_id: int, number: int) -> Record | None:
    """The record of a kind with a number in a task force, or None."""
    if not 0 < number < 2**31:
        return None
    return work.one(kind, _BY_NUMBER[kind], taskforce=taskforce_id, number=number)


def entries(work: Work, record: Record) -> list[Entry]:
    """The timeline, oldest first."""
    return work.all(Entry, _ENTRIES, of=record.KIND, key=record.id)


def entry(work: Work, record: Record, number: int) -> Entry | None:
    """One entry of a timeline, or None."""
    return work.one(Entry, _ENTRY, of=record.KIND, key=record.id, number=number)


def entry_from(work: Work, record: Record, event: str) -> Entry | None:
    """The entry made from a network's message, or None."""
    return work.one(Entry, _ENTRY_FROM, of=record.KIND, key=record.id, event=event)


def watchers(work: Work, record: Record) -> list[int]:
    """The people who asked to be told."""
    return [int(person) for (person,) in work.rows(_WATCHERS, of=record.KIND, key=record.id)]
