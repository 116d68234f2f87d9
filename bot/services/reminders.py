"""What happens to reminders, whoever caused it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.model.followups import FollowUp
from bot.model.markings import Tlp, highest, lowest
from bot.model.people import Person
from bot.model.records import Record, Timed
from bot.model.refusals import AlreadySo, AssignerOnly, RedContent, Refusal, Unclear, WrongState
from bot.model.reminders import Reminder, Status
from bot.model.taskforces import Right
from bot.services import followups, planning
from bot.services.acting import Acting
from bot.services.changes import committed, content, keep_for_undo
from bot.store.numbers import take
from bot.text.clean import fold
from bot.time.clock import resolve
from bot.time.hours import MORNING
from bot.time.recurrence import Occurrence, Rule, from_json, next_after, occurrences, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When a reminder comes: at one instant (`at`, meant as `wall` in `zone`), or by a rule."""

    at: datetime
    wall: datetime
    zone: str
    exact: bool
    phrase: str
    rule: Rule | None = None
    approximate: bool = False


def timed(rule: Rule) -> Rule:
    """The rule, at a time of day: a reminder for a day comes in the morning."""
    if rule.timed:
        return rule
    return replace(rule, timed=True, dtstart=datetime.combine(rule.dtstart.date(), MORNING))


def at_morning(wall: datetime, zone: ZoneInfo) -> datetime:
    """The morning of a day, in UTC."""
    return resolve(datetime.combine(wall.date(), MORNING), zone).instant


def set_reminder(
    acting: Acting,
    text: str,
    when: When,
    *,
    person: Person | None,
    parent: Record | None = None,
    tlp: Tlp | None = None,
) -> Reminder:
    """A new reminder for a person, or for this room; marked no lower than the record it is about.

    Without a marking it has the task force's, but never more than this room may read: it was said here.
    """
    if tlp is Tlp.RED:
        raise Refusal(RedContent())
    label = tlp or lowest([acting.taskforce.default_tlp, acting.ceiling])
    reminder = acting.work.add(
        Reminder,
        taskforce_id=acting.taskforce.id,
        number=take(acting.work, acting.taskforce.id or 0, Reminder.PREFIX),
        author_id=acting.person.id,
        person_id=person.id if person else None,
        room_id=acting.room.id,
        parent=parent.key if parent else "",
        title=text,
        tlp=highest([label, parent.tlp]) if parent else label,
        phrase=when.phrase,
        wall=when.wall.isoformat(timespec="minutes"),
        zone=when.zone,
        exact=when.exact,
        rule=to_json(when.rule) if when.rule else {},
        approximate=when.approximate,
        next_at=when.at,
        created_at=acting.now,
        updated_at=acting.now,
        search_text=fold(text),
    )
    keep_for_undo(acting, reminder, "new", {})
    acting.note("reminder new", reminder.key, content(reminder))
    planning.plan(acting.work, reminder, acting.now)
    return reminder


def cancel(acting: Acting, reminder: Reminder) -> Reminder:
    """The reminder, never to come again; whose it is may do this, for a room's also a coordinator."""
    _require_owner(acting, reminder)
    return _changed(acting, reminder.cancel(), "cancel")


def confirm(acting: Acting, record: Timed, days: int) -> None:
    """Nothing; a date of the moon's calendar is right, or is right now that it moved by so many days."""
    _may_confirm(acting, record)
    if not record.approximate:
        raise Refusal(AlreadySo(record.ref, "confirmed", "confirmed"))
    record.approximate = False
    match record:
        case FollowUp():
            at, wall = _moved(acting, record.due_wall, record.due_zone, days)
            record.due_at, record.due_wall = at, wall
        case Reminder():
            at, wall = _moved(acting, record.wall, record.zone, days)
            record.next_at, record.wall = at, wall
    committed(acting, record, "confirm", detail={"days": days})
    planning.plan(acting.work, record, acting.now, anew=True)


def _may_confirm(acting: Acting, record: Timed) -> None:
    """Nothing, where the record still comes and is the person's to change."""
    match record:
        case FollowUp():
            followups.require_live(record)
            if not followups.has(acting, record):
                followups.require_assigner(acting, record)
        case Reminder():
            _require_owner(acting, record)
            if record.status is not Status.ACTIVE:
                raise Refusal(WrongState(record.ref, record.status.value, "confirm", record.KIND))


def _require_owner(acting: Acting, reminder: Reminder) -> None:
    if acting.person.id not in {reminder.author_id, reminder.person_id} and not acting.may(Right.COORDINATE):
        raise Refusal(AssignerOnly(reminder.ref))


def _moved(acting: Acting, wall: str, zone: str, days: int) -> tuple[datetime, str]:
    """The instant and the wall time so many days later; not before now."""
    moved = datetime.fromisoformat(wall) + timedelta(days=days)
    at = resolve(moved, ZoneInfo(zone)).instant
    if at <= acting.now:
        raise Refusal(Unclear("days", moved.isoformat(" ", "minutes"), "past"))
    return at, moved.isoformat(timespec="minutes")


def following(rule: Rule, after: datetime) -> datetime | None:
    """When a series comes next, or None when it is over."""
    found = next_after(rule, after)
    return found.at if found else None


def coming(reminder: Reminder, now: datetime, count: int) -> tuple[Occurrence, ...]:
    """The next times a series comes, as many as are asked for; none of what comes once."""
    if reminder.next_at is None or not reminder.rule:
        return ()
    return tuple(islice(occurrences(from_json(reminder.rule), now), count))


def as_before(reminder: Reminder, *, withdrawn: bool) -> None:
    """Nothing; an undone reminder comes no more."""
    if withdrawn:
        reminder.status, reminder.next_at = Status.CANCELLED, None


def _changed(acting: Acting, reminder: Reminder, act: str) -> Reminder:
    committed(acting, reminder, act)
    planning.plan(acting.work, reminder, acting.now)
    return reminder
