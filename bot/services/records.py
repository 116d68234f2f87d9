"""Records of any kind, as far as a person may see them here."""

from typing import TypedDict, TypeVar

from bot.model.followups import FollowUp
from bot.model.markings import Tlp, highest
from bot.model.records import Record
from bot.model.refusals import AboveCeiling, NoRecord, Refusal
from bot.model.reminders import Reminder
from bot.model.rooms import RoomKind
from bot.services.access import Access, cleared, visible
from bot.services.acting import Acting
from bot.store import finding, records
from bot.store import followups as kept_followups
from bot.store import reminders as kept_reminders

R = TypeVar("R", bound=Record)
OFFERED = 5


class About(TypedDict):
    """What every view about a record carries."""

    record: str
    version: int
    tlp: Tlp


def about(record: Record, *labels: Tlp) -> About:
    """The record, its version and the highest label of what is said, for the outbox and the last gate."""
    return {"record": record.key, "version": record.version, "tlp": highest([record.tlp, *labels])}


def found(acting: Acting, kind: type[R], number: int) -> R:
    """The record with a number, where this person may see it here; else the refusal that fits."""
    ref = f"{kind.PREFIX}-{number}"
    record = records.by_number(acting.work, kind, acting.taskforce.id or 0, number)
    access = _access(acting, record) if record is not None else Access.HIDDEN
    if record is None or access is Access.HIDDEN or not isinstance(record, kind):
        raise Refusal(NoRecord(ref))
    if access is not Access.SHOWN:
        top = cleared(acting.room) if access is Access.TOO_LOW else acting.ceiling
        raise Refusal(AboveCeiling(ref, record.tlp, top))
    return record


def _access(acting: Acting, record: Record) -> Access:
    """Whether the record may be shown; somebody's own reminder is nobody else's business."""
    if isinstance(record, Reminder) and record.person_id is not None:
        theirs = {record.person_id, record.author_id}
        if acting.person.id not in theirs or not here(acting, record):
            return Access.HIDDEN
    return visible(acting.part, acting.room, acting.audience, record)


def here(acting: Acting, reminder: Reminder) -> bool:
    """Whether a reminder may be named here: somebody's own among people only where it was set."""
    alone = acting.room.kind is RoomKind.DIRECT
    return reminder.person_id is None or alone or reminder.room_id == acting.room.id


def by_key(acting: Acting, key: str) -> Record | None:
    """The record a key names, where the reader may know it here; else None."""
    record = records.by_key(acting.work, key) if key else None
    known = record is not None and acting.knows(record) and _access(acting, record) is Access.SHOWN
    return record if known else None


def recent(acting: Acting, kind: type[Record]) -> Record | list[Record]:
    """The only live record of a kind that is meant when none is named, or the last five to choose from."""
    some = _recent(acting, kind)
    return some[0] if len(some) == 1 else some


def _recent(acting: Acting, kind: type[Record]) -> list[Record]:
    taskforce_id, person_id = acting.taskforce.id or 0, acting.person.id or 0
    if issubclass(kind, FollowUp):
        wanted = kept_followups.Filter(taskforce_id=taskforce_id, labels=acting.readable)
        mine = kept_followups.Filter(
            taskforce_id=taskforce_id, labels=acting.readable, person=(person_id, acting.organisation.id or 0)
        )
        found_mine = kept_followups.page(acting.work, mine, acting.now, size=OFFERED)[0]
        return list(found_mine or kept_followups.page(acting.work, wanted, acting.now, size=OFFERED)[0])
    if issubclass(kind, Reminder):
        held = kept_reminders.of(acting.work, taskforce_id, person_id, acting.room.id or 0)
        return list[Record](one for one in held if acting.knows(one) and here(acting, one))[:OFFERED]
    wanted_incidents = finding.Filter(taskforce_id=taskforce_id, labels=acting.readable)
    return list[Record](finding.page(acting.work, wanted_incidents, size=OFFERED)[0])
