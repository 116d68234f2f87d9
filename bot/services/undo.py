"""Reversing a person's last reversible act by a new entry; nothing is erased."""

from datetime import timedelta

from sqlalchemy import bindparam, select, update

from bot.model.base import table
from bot.model.delivery import Act
from bot.model.entries import EntryKind
from bot.model.followups import FollowUp
from bot.model.incidents import LIVE, Incident, Status
from bot.model.records import Record
from bot.model.refusals import ChangedMeanwhile, NothingToUndo, Refusal
from bot.model.reminders import Reminder
from bot.services import followups, planning, records, reminders
from bot.services.acting import Acting
from bot.services.changes import add_entry, content, restore
from bot.services.withdrawing import withdraw
from bot.store import records as kept
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


def undo(acting: Acting) -> tuple[Record, str]:
    """The record as it was before the person's last act, and which act that was."""
    last = acting.work.one(Act, _LAST, person=acting.person.id, since=acting.now - WITHIN)
    kept_record = kept.by_key(acting.work, f"{last.record_kind}:{last.record_id}") if last else None
    if last is None or kept_record is None or kept_record.taskforce_id != acting.taskforce.id:
        raise Refusal(NothingToUndo())
    record = records.found(acting, type(kept_record), kept_record.number)
    if record.version != last.version:
        raise Refusal(ChangedMeanwhile(record.ref))
    label = record.tlp
    _reverse(acting, record, last)
    if record.tlp.rank > label.rank:
        withdraw(acting, record)
    acting.work.run(_UNDONE, key=last.id, now=acting.now)
    add_entry(acting, record, EntryKind.CHANGE, act="undo", detail={"undone": last.command})
    acting.note(f"{record.KIND} undo", record.key, content(record))
    _replan(acting, record)
    return record, last.command


def _reverse(acting: Acting, record: Record, last: Act) -> None:
    withdrawn = last.command == "new"
    extras = {} if withdrawn else restore(record, last.before)
    match record:
        case Incident():
            record.status = Status.REJECTED if withdrawn else record.status
            record.live = record.status in LIVE
        case FollowUp():
            followups.as_before(acting, record, extras, withdrawn=withdrawn)
        case Reminder():
            reminders.as_before(record, withdrawn=withdrawn)


def _replan(acting: Acting, record: Record) -> None:
    """Nothing; what comes when is planned from what is true again."""
    match record:
        case Incident():
            followups.follow(acting, record)
        case FollowUp() | Reminder():
            planning.plan(acting.work, record, acting.now, anew=True)
