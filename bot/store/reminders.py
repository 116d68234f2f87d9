"""Reminders: whose they are, and which still come."""

from sqlalchemy import and_, bindparam, or_, select

from bot.model.base import table
from bot.model.reminders import Reminder, Status
from bot.store.work import Query, Work

_reminder = table(Reminder)
_LIVE = (_reminder.c.status == Status.ACTIVE, _reminder.c.erased_at.is_(None))
_OF = Query(
    select(_reminder)
    .where(
        *_LIVE,
        _reminder.c.taskforce_id == bindparam("taskforce"),
        or_(
            _reminder.c.person_id == bindparam("person"),
            and_(_reminder.c.person_id.is_(None), _reminder.c.room_id == bindparam("room")),
        ),
    )
    .order_by(_reminder.c.next_at, _reminder.c.id)
)
_ABOUT = Query(select(_reminder).where(*_LIVE, _reminder.c.parent == bindparam("parent")))
_AFTER = Query(
    select(_reminder).where(*_LIVE, _reminder.c.id > bindparam("after")).order_by(_reminder.c.id).limit(500)
)


def of(work: Work, taskforce_id: int, person_id: int, room_id: int) -> list[Reminder]:
    """The reminders that come to a person, and those of a room, the next first."""
    return work.all(Reminder, _OF, taskforce=taskforce_id, person=person_id, room=room_id)


def about(work: Work, parent: str) -> list[Reminder]:
    """The reminders that come because of a record."""
    return work.all(Reminder, _ABOUT, parent=parent)


def some(work: Work, after: int) -> list[Reminder]:
    """The next 500 reminders that still come, by their keys."""
    return work.all(Reminder, _AFTER, after=after)
