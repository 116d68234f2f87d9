"""The schedule: what comes when, moved on in the transaction in which it is said."""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.model.base import table
from bot.model.delivery import Schedule
from bot.store.work import Conflict, Query, Work

BATCH = 1000

_schedule = table(Schedule)
_at = _schedule.c.due_at.type
_LIVE = _schedule.c.done_at.is_(None)
_DUE = Query(
    select(_schedule)
    .where(_LIVE, _schedule.c.due_at <= bindparam("now", type_=_at))
    .order_by(_schedule.c.due_at, _schedule.c.id)
    .limit(BATCH)
)
_OF = Query(select(_schedule).where(_LIVE, _schedule.c.record == bindparam("record")))
_PUT = Query(
    update(_schedule)
    .where(_schedule.c.key == bindparam("name"))
    .values(
        due_at=bindparam("at", type_=_at),
        payload=bindparam("facts", type_=_schedule.c.payload.type),
        done_at=None,
        result="",
    )
)
_MOVE = Query(
    update(_schedule)
    .where(_schedule.c.key == bindparam("name"), _LIVE, _schedule.c.due_at == bindparam("was", type_=_at))
    .values(due_at=bindparam("at", type_=_at), payload=bindparam("facts", type_=_schedule.c.payload.type))
)
_KEY = Query(select(_schedule).where(_schedule.c.key == bindparam("name")))
_OF_PERSON = Query(select(_schedule).where(_LIVE, _schedule.c.person_id == bindparam("person")))
_END = Query(
    update(_schedule)
    .where(_schedule.c.key == bindparam("name"), _LIVE)
    .values(done_at=bindparam("now", type_=_at), result=bindparam("said"))
)
_END_ALL = Query(
    update(_schedule)
    .where(_schedule.c.record == bindparam("about"), _LIVE)
    .values(done_at=bindparam("now", type_=_at), result="no longer")
)
_NEXT = Query(select(func.min(_schedule.c.due_at)).where(_LIVE))


def put(work: Work, row: dict[str, Any]) -> None:
    """Nothing; the thing with this `key` comes at `due_at`, whatever was planned for it before."""
    work.planned = True
    if not work.run(_PUT, name=row["key"], at=row["due_at"], facts=row.get("payload", {})):
        work.insert(Schedule, row)


def move(work: Work, row: Schedule, at: datetime, facts: dict[str, Any] | None = None) -> None:
    """Nothing; the thing comes again at another instant. Raises `Conflict` where it was planned anew."""
    work.planned = True
    payload = row.payload if facts is None else facts
    if not work.run(_MOVE, name=row.key, was=row.due_at, at=at, facts=payload):
        raise Conflict


def end(work: Work, key: str, now: datetime, result: str) -> None:
    """Nothing; the thing comes no more."""
    work.run(_END, name=key, now=now, said=result)


def end_all(work: Work, record: str, now: datetime) -> None:
    """Nothing; nothing comes any more because of a record."""
    work.run(_END_ALL, about=record, now=now)


def due(work: Work, now: datetime) -> list[Schedule]:
    """A batch of what is due, the first first; what is left came due later, or was planned later."""
    return work.all(Schedule, _DUE, now=now)


def _in_order(rows: Iterable[Schedule]) -> list[Schedule]:
    return sorted(rows, key=attrgetter("due_at", "id"))


def of(work: Work, record: str) -> list[Schedule]:
    """What still comes because of a record, the first first."""
    return _in_order(work.all(Schedule, _OF, record=record))


def get(work: Work, key: str) -> Schedule | None:
    """The thing with a key, also when it is over, or None."""
    return work.one(Schedule, _KEY, name=key)


def of_person(work: Work, person_id: int) -> list[Schedule]:
    """What still comes to a person, the first first."""
    return _in_order(work.all(Schedule, _OF_PERSON, person=person_id))


def next_due(work: Work) -> datetime | None:
    """When the next thing is due, or None."""
    found = work.row(_NEXT)
    return found[0] if found else None
