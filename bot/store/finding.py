"""Lists and searches: the newest incidents that a filter lets through, of those that may be shown.

Without a filter an index is walked, label by label. With one, SQLite asks the trigram index, which knows
words, lists and the little words of `scope` (migrations/extras.py), newest first and never longer than
it takes to fill a page; PostgreSQL plans for itself. Labels that may not be shown are never visited, so
they cost nothing and cannot be counted by timing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, or_, select, text
from sqlalchemy import column as named
from sqlalchemy import table as lightweight
from sqlalchemy.sql import Select

from bot.model.base import table
from bot.model.incidents import Incident
from bot.model.markings import Tlp
from bot.store.prepared import materialise
from bot.store.work import Work

PAGE = 10
TRIGRAM = 3

_incident = table(Incident)
column = _incident.c
_index = lightweight("incident_search", named("rowid"))
_LETTER = {Tlp.CLEAR: "c", Tlp.GREEN: "g", Tlp.AMBER: "a", Tlp.STRICT: "s"}
_GRAVEST = 5


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
    since: datetime | None = None
    tag: str = ""
    mine: int = 0
    words: str = ""
    before: int = 0

    @property
    def narrows(self) -> bool:
        """Whether more is asked for than the newest."""
        asked = (self.category, self.country, self.tag, self.mine, self.words, self.severity > 1)
        return any(asked)


def page(work: Work, wanted: Filter, size: int = PAGE) -> tuple[list[Incident], bool]:
    """The newest incidents a filter lets through, and whether there are more behind them."""
    if not wanted.labels:
        return [], False
    statements = [_asked(wanted)] if wanted.narrows and work.dialect == "sqlite" else _walked(wanted)
    found = [
        materialise(Incident, row) for statement in statements for row in work.once(statement.limit(size + 1))
    ]
    found.sort(key=lambda incident: -incident.number)
    return found[:size], len(found) > size


def _walked(wanted: Filter) -> list[Select[Any]]:
    """The incidents by their columns: a walk for each label, open or closed, newest first."""
    kinds = [True, False] if wanted.live is None else [wanted.live]
    return [
        select(_incident)
        .where(
            column.taskforce_id == wanted.taskforce_id,
            column.tlp == label,
            column.live == live,
            *_conditions(wanted),
            *_bounds(wanted, column.number, column.number),
        )
        .order_by(column.number.desc())
        for label in wanted.labels
        for live in kinds
    ]


def _conditions(wanted: Filter) -> Iterator[Any]:
    given: list[tuple[Any, Callable[[], Any]]] = [
        (wanted.severity > 1, lambda: column.severity >= wanted.severity),
        (wanted.category, lambda: column.category == wanted.category),
        (wanted.subcategory, lambda: column.subcategory == wanted.subcategory),
        (wanted.country, lambda: cast(column.countries, String).contains(f'"{wanted.country}"')),
        (wanted.tag, lambda: cast(column.tags, String).contains(f'"{wanted.tag}"', autoescape=True)),
        (wanted.mine, lambda: or_(column.reporter_id == wanted.mine, column.lead_id == wanted.mine)),
    ]
    yield from (condition() for asked, condition in given if asked)
    yield from (_contains(word) for word in wanted.words.split())


def _bounds(wanted: Filter, key: Any, counted: Any) -> Iterator[Any]:  # noqa: ANN401 - SQLAlchemy columns
    """Below a number, reported since a moment; `key` bounds the walk in the terms of `counted`."""
    mine = column.taskforce_id == wanted.taskforce_id
    if wanted.before:
        yield key < select(counted).where(mine, column.number == wanted.before).scalar_subquery()
    if wanted.since is not None:
        since = column.reported_at >= wanted.since
        yield key >= select(func.min(counted)).where(mine, since).scalar_subquery()
        yield since


def _asked(wanted: Filter) -> Select[Any]:
    """The incidents of all labels, newest first, by the trigram index."""
    match = text("incident_search MATCH :match").bindparams(match=" AND ".join(_terms(wanted)))
    short = [_contains(word) for word in wanted.words.split() if len(word) < TRIGRAM]
    return (
        select(_incident)
        .select_from(_index.join(_incident, column.id == _index.c.rowid))
        .where(match, *short, *_bounds(wanted, _index.c.rowid, column.id))
        .order_by(_index.c.rowid.desc())
    )


def _terms(wanted: Filter) -> Iterator[str]:
    yield _in("scope", f"^{wanted.taskforce_id}^")
    yield _any("scope", [f"~{_LETTER[label]}~" for label in wanted.labels])
    if wanted.live is not None:
        yield _in("scope", f"+{int(wanted.live)} ")
    if wanted.severity > 1:
        yield _any("scope", [f"${level} " for level in range(wanted.severity, _GRAVEST + 1)])
    if wanted.category:
        yield _in("scope", f"/{wanted.category}/" + (f"{wanted.subcategory}/" if wanted.subcategory else ""))
    if wanted.mine:
        yield _in("scope", f"@{wanted.mine}@")
    if wanted.country:
        yield _in("countries", f'"{wanted.country}"')
    if wanted.tag:
        yield _in("tags", f'"{wanted.tag}"')
    yield from (_in("search_text", word) for word in wanted.words.split() if len(word) >= TRIGRAM)


def _in(where: str, words: str) -> str:
    """A term of the index's query language: these characters in that column."""
    quoted = words.replace('"', '""')
    return f'{where} : "{quoted}"'


def _any(where: str, choices: list[str]) -> str:
    return "(" + " OR ".join(_in(where, one) for one in choices) + ")"


def _contains(word: str) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    return column.search_text.contains(word, autoescape=True)
