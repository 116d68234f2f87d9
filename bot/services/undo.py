"""Reversing a person's last reversible act by a new entry; nothing is erased."""

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from bot.model.base import table
from bot.model.delivery import Act
from bot.model.entries import EntryKind
from bot.model.incidents import LIVE, Incident, Status
from bot.model.refusals import ChangedMeanwhile, NothingToUndo, Refusal
from bot.services.acting import Acting
from bot.services.changes import add_entry, content, record_key, restore
from bot.services.incidents import found
from bot.store import incidents as kept
from bot.store.work import Query

WITHIN = timedelta(minutes=10)

_act = table(Act)
_LAST = Query(
    select(_act)
    .where(
        _act.c.person_id == bindparam("person"),
        _act.c.undone_at.is_(None),
        _act.c.at >= bindparam("since", type_=_act.c.at.type),
    )
    .order_by(_act.c.id.desc())
    .limit(1)
)
_UNDONE = Query(
    update(_act).where(_act.c.id == bindparam("key")).values(undone_at=bindparam("now", type_=_act.c.at.type))
)


def undo(acting: Acting) -> tuple[Incident, str]:
    """The incident as it was before the person's last act, and which act that was."""
    last = acting.work.one(Act, _LAST, person=acting.person.id, since=acting.now - WITHIN)
    record = kept.by_id(acting.work, last.record_id) if last else None
    if last is None or record is None or record.taskforce_id != acting.taskforce.id:
        raise Refusal(NothingToUndo())
    incident = found(acting, record.number)
    if incident.version != last.version:
        raise Refusal(ChangedMeanwhile(incident.ref))
    _reverse(incident, last)
    acting.work.run(_UNDONE, key=last.id, now=acting.now)
    add_entry(acting, incident, EntryKind.CHANGE, act="undo", detail={"undone": last.command})
    acting.note("incident undo", record_key(incident), content(incident))
    return incident, last.command


def _reverse(incident: Incident, last: Act) -> None:
    if last.command == "new":
        incident.status = Status.REJECTED
    else:
        restore(incident, last.before)
    incident.live = incident.status in LIVE
