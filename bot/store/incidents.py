"""Finding incidents, their timelines and what they are linked to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, func, or_, select, text
from sqlalchemy.sql import Select

from bot.model.base import table
from bot.model.entries import Entry
from bot.model.incidents import Incident
from bot.model.links import Link, Watch
from bot.model.markings import Tlp
from bot.store.prepared import materialise
from bot.store.work import Query, Work

KIND = "incident"
PAGE = 10

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents a list asks for; `labels` are all that may be shown, the rest narrows."""

    taskforce_id: int
    labels: tuple[Tlp, ...]
    live: bool | None = True
    severity: int = 1
    category: str = ""
    subcategory: str = ""
    country: str = ""
    since: Any = None
    tag: str = ""
    mine: int = 0
    words: str = ""
    before: int = 0


def by_number(work: Work, taskforce_id: int, number: int) -> Incident | None:
    """The incident with a number in a task force, or None."""
    return work.one(Incident, _NUMBER, taskforce=taskforce_id, number=number)


def by_id(work: Work, key: int) -> Incident | None:
    """An incident by its key."""
    return work.one(Incident, _ID, key=key)


def entries(work: Work, key: int) -> list[Entry]:
    """The timeline, oldest first."""
    return work.all(Entry, _ENTRIES, key=key)


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


def page(work: Work, wanted: Filter, size: int = PAGE) -> tuple[list[Incident], bool]:
    """The newest incidents a filter lets through, and whether there are more behind them.

    One short index walk for each label, then the newest of them all: a label that may not be shown
    costs nothing and cannot be counted by timing.
    """
    found = [
        materialise(Incident, row)
        for label in wanted.labels
        for row in work.once(_walk(work, wanted, label, size))
    ]
    found.sort(key=lambda incident: -incident.number)
    return found[:size], len(found) > size


def _walk(work: Work, wanted: Filter, label: Tlp, size: int) -> Select[Any]:
    walk = select(_incident).where(_incident.c.taskforce_id == wanted.taskforce_id, _incident.c.tlp == label)
    for condition in _conditions(work, wanted):
        walk = walk.where(condition)
    return walk.order_by(_incident.c.number.desc()).limit(size + 1)


def _conditions(work: Work, wanted: Filter) -> list[Any]:
    column = _incident.c
    given: list[tuple[Any, Callable[[], Any]]] = [
        (wanted.live is None, lambda: column.live.in_([True, False])),
        (wanted.live is not None, lambda: column.live == wanted.live),
        (wanted.severity > 1, lambda: column.severity >= wanted.severity),
        (wanted.category, lambda: column.category == wanted.category),
        (wanted.subcategory, lambda: column.subcategory == wanted.subcategory),
        (wanted.country, lambda: _contains(column.countries, wanted.country)),
        (wanted.tag, lambda: _contains(column.tags, wanted.tag)),
        (wanted.since, lambda: column.reported_at >= wanted.since),
        (wanted.mine, lambda: or_(column.reporter_id == wanted.mine, column.lead_id == wanted.mine)),
        (wanted.before, lambda: column.number < wanted.before),
        (wanted.words, lambda: _matching(work, wanted.words)),
    ]
    return [condition() for wish, condition in given if wish]


def _contains(column: Any, value: str) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    """Whether a JSON list of plain words has a word in it; the words are stored ASCII-safe and quoted."""
    return cast(column, String).like(f'%"{value}"%')


def _matching(work: Work, words: str) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    """Every word somewhere in the folded text; by trigram index where the word is long enough."""
    found: list[Any] = []
    for word in words.split():
        if work.dialect == "sqlite" and len(word) > 2:  # noqa: PLR2004 - a trigram
            quoted = '"' + word.replace('"', '""') + '"'
            matching = select(text("rowid")).select_from(text("incident_search"))
            found.append(
                _incident.c.id.in_(
                    matching.where(text("incident_search MATCH :word").bindparams(word=quoted))
                )
            )
        else:
            escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            found.append(_incident.c.search_text.like(f"%{escaped}%", escape="\\"))
    return and_(*found)
