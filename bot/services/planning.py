"""Putting on the schedule what will be said about a record, and taking off what will not.

One row for each person who is reminded of a follow-up, one for its climbing, one for a reminder, one for the
question whether a date of the moon's calendar is right.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.followups import FollowUp
from bot.model.people import Person
from bot.model.records import Record
from bot.model.reminders import Reminder, Status
from bot.model.taskforces import Right
from bot.services.calendars import hours_of
from bot.services.plans import CRITICAL, Duty, Step, climbing, interval, next_slot
from bot.store import directory, records, schedule
from bot.store import followups as kept
from bot.store.work import Work
from bot.time.hours import Hours

REMIND, CLIMB, CLIMBED, REMINDER, SNOOZED, MOON = (
    "followup.remind",
    "followup.climb",
    "followup.climbed",
    "reminder",
    "reminder.snoozed",
    "moon",
)
ASKED_AHEAD = timedelta(days=2)
LATELY = timedelta(hours=36)
NO_LONGER = "no longer"


def plan(work: Work, record: Record, now: datetime, *, anew: bool = False, climbs: bool = False) -> None:
    """Nothing; what comes because of the record is on the schedule.

    What was planned stays, so that nothing due at this very moment and no snooze is lost, unless the date
    is another (`anew`). With `climbs` nobody has acknowledged it any more.
    """
    match record:
        case FollowUp():
            _followup(work, record, now, anew=anew, climbs=climbs or anew)
        case Reminder():
            _reminder(work, record, now)


def _followup(work: Work, followup: FollowUp, now: datetime, *, anew: bool, climbs: bool) -> None:
    if not followup.live or followup.due_at is None or followup.erased_at is not None:
        schedule.end_all(work, followup.key, now)
        return
    taskforce = directory.taskforce_by_id(work, followup.taskforce_id)
    people = {person_key(followup, person.id or 0): person for person in holders(work, followup)}
    author = directory.person_by_id(work, followup.author_id)
    if not people and author is not None:
        people = {person_key(followup, 0): author}
    planned = {row.key for row in schedule.of(work, followup.key) if row.kind == REMIND}
    for key in planned - set(people):
        schedule.end(work, key, now, "no longer")
    for key, person in people.items():
        if anew or key not in planned:
            slot = next_slot(duty_of(followup), hours_of(work, person, taskforce, now), now)
            reader = None if key == person_key(followup, 0) else person.id
            payload = {"step": slot.step.value}
            _put(work, followup, slot.at, key=key, kind=REMIND, person_id=reader, payload=payload)
    _climb(work, followup, now, anew=climbs)
    if author is not None:
        day = date.fromisoformat(followup.due_wall[:10])
        _ask_the_moon(work, followup, day, hours_of(work, author, taskforce, now), now)


def _put(work: Work, record: Record, at: datetime, **row: Any) -> None:  # noqa: ANN401 - columns of Schedule
    schedule.put(work, {"record": record.key, "due_at": at, "person_id": None, "payload": {}, **row})


def person_key(followup: FollowUp, person_id: int) -> str:
    """The name of what reminds a person of a follow-up; 0 for nobody, so that somebody is found."""
    return f"{followup.key}:{person_id}"


def _climb(work: Work, followup: FollowUp, now: datetime, *, anew: bool) -> None:
    """Nothing; what is severe and not acknowledged climbs after it is due, once."""
    key = f"{followup.key}:climb"
    if not followup.severe or followup.acked_at is not None:
        schedule.end(work, key, now, "acknowledged" if followup.acked_at else NO_LONGER)
        return
    known, duty = schedule.get(work, key), duty_of(followup)
    if known is not None and not anew and known.result != NO_LONGER:
        return
    first = climbing(duty, followup.severity, 1)
    if known is not None:
        first = max(duty.climbs_from, now) + interval(followup.severity)
    if first is not None:
        _put(work, followup, first, key=key, kind=CLIMB, payload={"step": 1})


def _ask_the_moon(work: Work, record: FollowUp | Reminder, day: date, hours: Hours, now: datetime) -> None:
    """Nothing; two days before a date of the moon's calendar somebody is asked whether it is right, once."""
    key = f"{record.key}:moon"
    if not record.approximate:
        schedule.end(work, key, now, "confirmed")
    elif schedule.get(work, key) is None:
        at = max(hours.free(hours.morning(day - ASKED_AHEAD)), now)
        _put(work, record, at, key=key, kind=MOON)


def _reminder(work: Work, reminder: Reminder, now: datetime) -> None:
    if reminder.status is not Status.ACTIVE or reminder.next_at is None or reminder.erased_at is not None:
        schedule.end_all(work, reminder.key, now)
        return
    _put(work, reminder, reminder.next_at, key=reminder.key, kind=REMINDER, person_id=reminder.person_id)
    author = directory.person_by_id(work, reminder.author_id)
    if author is not None and reminder.approximate:
        taskforce = directory.taskforce_by_id(work, reminder.taskforce_id)
        day = date.fromisoformat(reminder.wall[:10])
        _ask_the_moon(work, reminder, day, hours_of(work, author, taskforce, now), now)
    elif not reminder.approximate:
        schedule.end(work, f"{reminder.key}:moon", now, "confirmed")


def holders(work: Work, followup: FollowUp) -> list[Person]:
    """The people who are reminded of a follow-up: who it was given, alone or with their organisation."""
    found: dict[int, Person] = {}
    organisations = set()
    for one in kept.assignees(work, followup):
        person = directory.person_by_id(work, one.person_id) if one.person_id else None
        if person is not None:
            found[person.id or 0] = person
        if one.organisation_id is not None:
            organisations.add(one.organisation_id)
    if organisations:
        for part, person, home in directory.members(work, followup.taskforce_id):
            if home.id in organisations and part.has(Right.WORK):
                found.setdefault(person.id or 0, person)
    return list(found.values())


def ids(work: Work, followup: FollowUp) -> list[int]:
    """The keys of the people who have a follow-up, alone or with their organisation."""
    return [person.id or 0 for person in holders(work, followup)]


def duty_of(followup: FollowUp) -> Duty:
    """What a follow-up asks for, as far as it matters for when something is said."""
    at = followup.due_at or followup.created_at
    day = date.fromisoformat(followup.due_wall[:10]) if followup.due_wall else at.date()
    morning = Hours(zone=ZoneInfo(followup.due_zone or "UTC")).morning(day + timedelta(days=1))
    critical = followup.severity >= CRITICAL
    return Duty(
        at=at,
        day=day,
        exact=followup.due_exact,
        given=followup.created_at,
        critical=critical,
        climbs_from=at if followup.due_exact or critical else morning,
    )


def called(work: Work, followup: FollowUp) -> list[str]:
    """The names of the people who have a follow-up."""
    return [person.name for person in holders(work, followup)]


def snooze(work: Work, followup: FollowUp, person_id: int, until: datetime) -> None:
    """Nothing; the person hears of the follow-up at that instant, and before it no more."""
    key = person_key(followup, person_id)
    payload = {"step": Step.SNOOZED.value}
    _put(work, followup, until, key=key, kind=REMIND, person_id=person_id, payload=payload)


def snooze_reminder(work: Work, reminder: Reminder, person_id: int | None, until: datetime) -> None:
    """Nothing; what was said comes once more at that instant. The series it belongs to does not move."""
    key = f"{reminder.key}:snoozed:{person_id or 0}"
    _put(work, reminder, until, key=key, kind=SNOOZED, person_id=person_id)


def said_lately(work: Work, person_id: int, now: datetime) -> list[FollowUp]:
    """The follow-ups a person was reminded of since yesterday, due first."""
    rows = [
        row for row in schedule.of_person(work, person_id) if row.kind == REMIND and "said" in row.payload
    ]
    lately = [row for row in rows if now - datetime.fromisoformat(row.payload["said"]) < LATELY]
    found = [records.by_key(work, row.record) for row in lately]
    return [one for one in found if isinstance(one, FollowUp) and one.live]
