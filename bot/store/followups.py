"""Follow-ups: lists, who has them, what belongs to a record, checklists."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, func, or_, select

from bot.model.base import table
from bot.model.followups import Assignee, FollowUp, Status, Template
from bot.model.incidents import Incident
from bot.model.markings import Tlp
from bot.store.prepared import materialise
from bot.store.work import Query, Work

PAGE = 10

_followup, _assignee, _template, _incident = (
    table(FollowUp),
    table(Assignee),
    table(Template),
    table(Incident),
)
column = _followup.c
_ASSIGNEES = Query(
    select(_assignee).where(_assignee.c.followup_id == bindparam("key")).order_by(_assignee.c.id)
)
_DISMISS = Query(delete(_assignee).where(_assignee.c.id == bindparam("key")))
# What was merged into an incident brings its follow-ups along.
_UNDER = Query(
    select(_followup)
    .where(
        _followup.c.erased_at.is_(None),
        or_(
            _followup.c.parent == bindparam("parent"),
            _followup.c.parent.in_(
                select("incident:" + _incident.c.id.cast(_followup.c.parent.type)).where(
                    _incident.c.duplicate_of == bindparam("incident")
                )
            ),
        ),
    )
    .order_by(_followup.c.number)
)
_COUNTS = Query(
    select(_followup.c.tlp, func.count())
    .where(
        _followup.c.taskforce_id == bindparam("taskforce"), _followup.c.live, _followup.c.erased_at.is_(None)
    )
    .group_by(_followup.c.tlp)
)
_TEMPLATE = Query(
    select(_template).where(
        _template.c.taskforce_id == bindparam("taskforce"), _template.c.name == bindparam("name")
    )
)
_TEMPLATES = Query(
    select(_template).where(_template.c.taskforce_id == bindparam("taskforce")).order_by(_template.c.name)
)
_KNOWN = Query(select(_followup.c.template_key).where(_followup.c.template_key == bindparam("key")))
_OF_PERSON = Query(
    select(_followup)
    .join(_assignee, _assignee.c.followup_id == _followup.c.id)
    .where(
        _followup.c.live,
        _followup.c.erased_at.is_(None),
        or_(
            _assignee.c.person_id == bindparam("person"),
            _assignee.c.organisation_id == bindparam("organisation"),
        ),
    )
    .order_by(_followup.c.due_at, _followup.c.id)
    .distinct()
)
_AFTER = Query(
    select(_followup)
    .where(_followup.c.live, _followup.c.due_at.is_not(None), _followup.c.id > bindparam("after"))
    .order_by(_followup.c.id)
    .limit(500)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which follow-ups a list asks for; `labels` are all that may be shown, the rest narrows.

    `person` is a person's key and their organisation's, since what an organisation has its people have.
    `after` is the last line of the page before: its due instant (None for none) and its number.
    """

    taskforce_id: int
    labels: tuple[Tlp, ...]
    live: bool | None = True
    statuses: tuple[Status, ...] = ()
    person: tuple[int, int] | None = None
    organisation: int = 0
    unassigned: bool = False
    overdue: bool = False
    parent: str = ""
    words: str = ""
    after: tuple[datetime | None, int] | None = None


def page(work: Work, wanted: Filter, now: datetime, size: int = PAGE) -> tuple[list[FollowUp], bool]:
    """The follow-ups due first that a filter lets through, and whether there are more behind them."""
    if not wanted.labels:
        return [], False
    statement = (
        select(_followup)
        .where(*_conditions(wanted, now))
        .order_by(column.due_at.is_(None), column.due_at, column.number)
        .limit(size + 1)
    )
    found = [materialise(FollowUp, row) for row in work.once(statement)]
    return found[:size], len(found) > size


def _conditions(wanted: Filter, now: datetime) -> list[Any]:
    given: list[tuple[Any, Any]] = [
        (wanted.live is not None, column.live == wanted.live),
        (wanted.statuses, column.status.in_(wanted.statuses)),
        (wanted.person, _held_by(*(wanted.person or (0, 0)))),
        (wanted.organisation, _held_by(0, wanted.organisation)),
        (wanted.unassigned, column.id.not_in(select(_assignee.c.followup_id))),
        (wanted.overdue, and_(column.live, column.due_at < now)),
        (wanted.parent, _under(wanted.parent)),
    ]
    asked = [condition for wants, condition in given if wants]
    words = [column.search_text.contains(word, autoescape=True) for word in wanted.words.split()]
    return [
        column.taskforce_id == wanted.taskforce_id,
        column.tlp.in_(wanted.labels),
        column.erased_at.is_(None),
        *asked,
        *words,
        *([_behind(*wanted.after)] if wanted.after else []),
    ]


def _under(parent: str) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    """Of a record, or of an incident that was merged into it."""
    kind, _, key = parent.partition(":")
    merged = select("incident:" + _incident.c.id.cast(column.parent.type)).where(
        _incident.c.duplicate_of == (int(key) if kind == "incident" else 0)
    )
    return or_(column.parent == parent, column.parent.in_(merged))


def _held_by(person_id: int, organisation_id: int) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    return column.id.in_(
        select(_assignee.c.followup_id).where(
            or_(_assignee.c.person_id == person_id, _assignee.c.organisation_id == organisation_id)
        )
    )


def _behind(due_at: datetime | None, number: int) -> Any:  # noqa: ANN401 - SQLAlchemy expressions
    """Behind a line of the list, in its order: by due instant, those without one last."""
    if due_at is None:
        return and_(column.due_at.is_(None), column.number > number)
    later = or_(column.due_at > due_at, and_(column.due_at == due_at, column.number > number))
    return or_(column.due_at.is_(None), later)


def counts(work: Work, taskforce_id: int) -> list[tuple[Tlp, int]]:
    """Live follow-ups as (label, how many); the caller leaves out what may not be known."""
    return [(Tlp(tlp), int(count)) for tlp, count in work.rows(_COUNTS, taskforce=taskforce_id)]


def assignees(work: Work, followup: FollowUp) -> list[Assignee]:
    """Who has a follow-up, in the order they were given it."""
    return work.all(Assignee, _ASSIGNEES, key=followup.id)


def dismiss(work: Work, assignee: Assignee) -> None:
    """Nothing; they have it no more."""
    work.run(_DISMISS, key=assignee.id)


def under(work: Work, parent: str) -> list[FollowUp]:
    """The follow-ups of a record, and of the incidents merged into it."""
    kind, _, key = parent.partition(":")
    return work.all(FollowUp, _UNDER, parent=parent, incident=int(key) if kind == "incident" else 0)


def of_person(work: Work, person_id: int, organisation_id: int) -> list[FollowUp]:
    """The live follow-ups a person has, alone or with their organisation, due first."""
    return work.all(FollowUp, _OF_PERSON, person=person_id, organisation=organisation_id)


def some(work: Work, after: int) -> list[FollowUp]:
    """The next 500 live follow-ups with a date, by their keys."""
    return work.all(FollowUp, _AFTER, after=after)


def template(work: Work, taskforce_id: int, name: str) -> Template | None:
    """The checklist with a name, or None."""
    return work.one(Template, _TEMPLATE, taskforce=taskforce_id, name=name)


def templates(work: Work, taskforce_id: int) -> list[Template]:
    """The checklists of a task force, by name."""
    return work.all(Template, _TEMPLATES, taskforce=taskforce_id)


def made(work: Work, template_key: str) -> bool:
    """Whether a line of a checklist was made for a record before."""
    return work.row(_KNOWN, key=template_key) is not None
