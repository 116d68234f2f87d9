"""What is due: planned from rows of the schedule, stored in one transaction, said once."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select, update

from bot.model.base import table
from bot.model.delivery import Schedule
from bot.model.incidents import Incident, Status
from bot.model.rooms import Room
from bot.services.acting import Acting
from bot.services.cards import about
from bot.services.posts import Manner, post
from bot.store import directory
from bot.store import incidents as kept
from bot.store.work import Query, Work
from bot.text.say import N_
from bot.views.base import Act
from bot.views.incidents import IncidentReviewDue

BATCH = 200

_schedule = table(Schedule)
_DUE = Query(
    select(_schedule)
    .where(
        _schedule.c.done_at.is_(None), _schedule.c.due_at <= bindparam("now", type_=_schedule.c.due_at.type)
    )
    .order_by(_schedule.c.due_at, _schedule.c.id)
    .limit(BATCH)
)
_DONE = Query(
    update(_schedule)
    .where(_schedule.c.id == bindparam("key"), _schedule.c.done_at.is_(None))
    .values(done_at=bindparam("now", type_=_schedule.c.due_at.type), result=bindparam("said"))
)
_NEXT = Query(select(func.min(_schedule.c.due_at)).where(_schedule.c.done_at.is_(None)))


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is spoken where nothing is set."""

    language: str
    zone: ZoneInfo


def due(work: Work, now: datetime, defaults: Defaults) -> int:
    """How many things were due; each is done and said in this transaction, and never again."""
    rows = work.all(Schedule, _DUE, now=now)
    for row in rows:
        said = _review(work, row, now, defaults) if row.kind == "incident.review" else "unknown"
        work.run(_DONE, key=row.id, now=now, said=said)
    return len(rows)


def next_due(work: Work) -> datetime | None:
    """When the next thing is due, or None."""
    found = work.row(_NEXT)
    return found[0] if found else None


def still_due(incident: Incident | None, due_at: datetime) -> bool:
    """Whether a review is still to be made: the incident is watched, and until this very moment."""
    return incident is not None and incident.status is Status.MONITORING and incident.review_at == due_at


def _review(work: Work, row: Schedule, now: datetime, defaults: Defaults) -> str:
    incident = kept.by_id(work, int(row.record.partition(":")[2]))
    room = directory.room(work, int(row.payload["room"]))
    if incident is None or room is None or not still_due(incident, row.due_at):
        return "no longer"
    acting = _clockwork(work, room, now, row.key, defaults)
    view = IncidentReviewDue(
        ref=incident.ref,
        label=incident.tlp,
        due_at=row.due_at,
        acts=(
            Act(N_("Read"), f"/incident {incident.ref}"),
            Act(N_("Monitor"), f"/incident monitor {incident.ref}"),
            Act(N_("Close"), f"/incident close {incident.ref}"),
        ),
        **about(incident),
    )
    post(acting, room, view, Manner(key=row.key, to_id=row.payload.get("person"), urgent=False))
    return "said"


def _clockwork(work: Work, room: Room, now: datetime, key: str, defaults: Defaults) -> Acting:
    """The scene of an act that nobody but the clock causes."""
    bound = directory.taskforce_by_id(work, room.taskforce_id) if room.taskforce_id else None
    return Acting(
        work=work,
        now=now,
        room=room,
        account="",
        address="",
        event=key,
        sent_at=now,
        taskforce_or_none=bound,
        fallback_zone=defaults.zone,
        fallback_language=defaults.language,
    )
