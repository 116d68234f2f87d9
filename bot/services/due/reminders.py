"""Reminders: said once, or again and again; what was missed is summed up."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.model.followups import FollowUp
from bot.model.people import Person
from bot.model.reminders import Reminder, Status
from bot.model.rooms import RoomKind
from bot.services.due.telling import Moment, Telling
from bot.services.reaching import readable
from bot.store import directory, records, schedule
from bot.text.say import N_
from bot.time.recurrence import from_json, missed, next_after
from bot.views.base import Act
from bot.views.reminders import DueItem, hidden

TICK = timedelta(microseconds=1)


def remind(moment: Moment) -> list[Telling]:
    """What a reminder says now; a series is planned on, one moment is over."""
    reminder = _active(moment)
    if reminder is None:
        return []
    reminder.said += 1
    if not reminder.rule:
        reminder.status, reminder.next_at = Status.OVER, None
        moment.work.save(reminder)
        schedule.end(moment.work, moment.row.key, moment.now, "said")
        return _told(moment, reminder, _item(moment, reminder, "reminder", moment.row.due_at))
    rule = from_json(reminder.rule)
    count, last = missed(rule, moment.row.due_at - TICK, moment.now)
    coming = next_after(rule, moment.now)
    reminder.next_at = coming.at if coming else None
    if coming is None:
        reminder.status = Status.OVER
        schedule.end(moment.work, moment.row.key, moment.now, "said")
    else:
        schedule.move(moment.work, moment.row, coming.at)
    moment.work.save(reminder)
    at = last.at if last is not None else moment.row.due_at
    return _told(moment, reminder, _item(moment, reminder, "reminder", at, count))


def again(moment: Moment) -> list[Telling]:
    """What somebody asked to hear once more; the series it belongs to goes its own way."""
    schedule.end(moment.work, moment.row.key, moment.now, "said")
    found = records.by_key(moment.work, moment.row.record)
    if not isinstance(found, Reminder) or found.status is Status.CANCELLED or found.erased_at is not None:
        return []
    return _told(moment, found, _item(moment, found, "again", moment.row.due_at), moment.row.person_id)


def _active(moment: Moment) -> Reminder | None:
    found = records.by_key(moment.work, moment.row.record)
    if isinstance(found, Reminder) and found.status is Status.ACTIVE and found.erased_at is None:
        return found
    schedule.end(moment.work, moment.row.key, moment.now, "no longer")
    return None


def _item(moment: Moment, reminder: Reminder, why: str, at: datetime, count: int = 1) -> DueItem:
    parent = records.by_key(moment.work, reminder.parent) if reminder.parent else None
    return DueItem(
        record=reminder.key,
        ref=reminder.ref,
        label=reminder.tlp,
        why=why,
        title=reminder.title,
        due_at=at,
        due_zone=reminder.zone,
        late_since=moment.late_since,
        missed=count,
        parent=parent.ref if parent is not None else "",
    )


def _told(moment: Moment, reminder: Reminder, item: DueItem, asked_by: int | None = None) -> list[Telling]:
    """The reminder told to its person, or in its room; where that is not possible, to the coordinators.

    What somebody wrote for themselves is nobody else's: in their place only its number is told.
    """
    person_id = asked_by or reminder.person_id
    person = moment.ask(directory.person_by_id, person_id) if person_id else None
    if person is not None:
        return _to_person(moment, reminder, person, item)
    room = moment.home(reminder)
    bound = room is not None and room.active and room.taskforce_id == reminder.taskforce_id
    if room is None or not bound or not moment.ask(readable, room, reminder.taskforce_id, reminder.tlp):
        return moment.to_coordinators(reminder, item, lost="room")
    return [Telling(key=moment.key, room=room, person=None, item=item, acts=acts(reminder))]


def _to_person(moment: Moment, reminder: Reminder, person: Person, item: DueItem) -> list[Telling]:
    told = moment.to_person(reminder, person, item, acts(reminder))
    return [_kept_private(reminder, one) for one in told]


def _kept_private(reminder: Reminder, one: Telling) -> Telling:
    """What somebody set for themselves, without its words where others hear it who did not before."""
    if one.item.lost:
        return replace(one, item=replace(one.item, title=""))
    elsewhere = one.room.kind is RoomKind.GROUP and one.room.id != reminder.room_id
    return replace(one, item=hidden(one.item), acts=()) if elsewhere else one


def acts(reminder: Reminder) -> tuple[Act, ...]:
    """What can be done about a reminder that came."""
    ref = reminder.ref
    stop = (Act(N_("Stop it"), f"/remind cancel {ref}"),) if reminder.status is Status.ACTIVE else ()
    return (
        Act(N_("Done"), f"/ack {ref}"),
        Act(N_("Snooze 1 h"), f"/snooze {ref} 1h"),
        Act(N_("Tomorrow 09:00"), f"/snooze {ref} tomorrow 09:00"),
        Act(N_("Next working day"), f"/snooze {ref} next working day"),
        *stop,
    )


def ask_the_moon(moment: Moment) -> list[Telling]:
    """The question whether a date of the moon's calendar is right, to who set it."""
    schedule.end(moment.work, moment.row.key, moment.now, "said")
    found = records.by_key(moment.work, moment.row.record)
    if not isinstance(found, FollowUp | Reminder) or not found.approximate:
        return []
    item = DueItem(
        record=found.key,
        ref=found.ref,
        label=found.tlp,
        why="moon",
        title=found.title,
        due_at=found.next_at if isinstance(found, Reminder) else found.due_at,
        due_zone=found.zone if isinstance(found, Reminder) else found.due_zone,
        due_exact=found.exact if isinstance(found, Reminder) else found.due_exact,
    )
    author = directory.person_by_id(moment.work, found.author_id)
    offered = (
        Act(N_("It is right"), f"/confirm {found.ref}"),
        Act(N_("A day earlier"), f"/confirm {found.ref} -1"),
        Act(N_("A day later"), f"/confirm {found.ref} +1"),
    )
    return moment.to_person(found, author, item, offered) if author is not None else []
