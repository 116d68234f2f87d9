"""A full schedule to measure with: 500 people in 50 rooms of one task force, and what comes to them.

Six tenths of the schedules are of reminders, half of them series and a third of a room's; the others are of
follow-ups of one person each, of which an eighth is severe and climbs.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import SQLModel

from bot.model.delivery import Schedule
from bot.model.followups import Assignee, FollowUp
from bot.model.markings import Tlp
from bot.model.people import Identity, Person
from bot.model.reminders import Reminder
from bot.model.rooms import Occupant, Room
from bot.model.taskforces import Membership, Role
from bot.services import planning
from bot.services.sample import seed
from bot.store.database import Database, Link
from bot.store.prepared import insert_into
from bot.time.recurrence import Rule, to_json

PEOPLE, ROOMS = 500, 50
SEEDED_PEOPLE, SEEDED_ROOMS = 8, 3
ZONES = (None, "Africa/Cairo", None, "Africa/Lagos", "Europe/Paris")
RULES = (
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=HOURLY;INTERVAL=6",
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Row = dict[str, Any]


def next_wednesday(now: datetime) -> datetime:
    """When much comes due: nine o'clock in Nairobi, on a working day that is still to come."""
    return now.replace(hour=6, minute=0, second=0, microsecond=0) + DAY * (7 - (now.weekday() - 2) % 7)


def put(link: Link, model: type[SQLModel], rows: Iterator[Row]) -> None:
    """Nothing; the rows are there."""
    ready = insert_into(model, link.database.dialect, keyed=False)
    link.raw.cursor().executemany(ready.sql, [ready.bind(ready.filled(row)) for row in rows])


def fill(url: str, many: int, due: int, minute: datetime) -> None:
    """Nothing; so many schedules are there, of which so many come due within the minute."""
    database = Database(url)
    link = database.connect()
    seed(link.begin(), minute)
    for model, rows in {
        Person: people(minute),
        Identity: (
            {"network": "telegram", "address": f"a{n}", "person_id": person(n)} for n in range(PEOPLE)
        ),
        Membership: memberships(minute),
        Room: rooms(minute),
        Occupant: ({"room_id": room(n), "address": f"a{n}", "seen_at": minute} for n in range(PEOPLE)),
        Reminder: (reminder(n, when(n, due, minute)) for n in range(many) if is_reminder(n)),
        FollowUp: (followup(n, when(n, due, minute)) for n in range(many) if not is_reminder(n)),
        Assignee: (
            {"followup_id": key(n), "person_id": person(holder(n))} for n in range(many) if not is_reminder(n)
        ),
        Schedule: (schedule(n, when(n, due, minute)) for n in range(many)),
    }.items():
        put(link, model, rows)
    link.commit()
    link.close()


def is_reminder(number: int) -> bool:
    """Whether the schedule with a number is of a reminder: six of ten are."""
    return number % 10 < 6


def key(number: int) -> int:
    """The key of the record of a schedule among its kind."""
    tens, rest = divmod(number, 10)
    return tens * 6 + rest + 1 if rest < 6 else tens * 4 + rest - 5


def holder(number: int) -> int:
    """Whose a schedule is, from 0 on: everybody has as many, of every kind and at every time."""
    return number * 7919 % 10_007 % PEOPLE


def person(index: int) -> int:
    return SEEDED_PEOPLE + 1 + index


def room(index: int) -> int:
    return SEEDED_ROOMS + 1 + index % ROOMS


def when(number: int, due: int, minute: datetime) -> datetime:
    """When a schedule comes: within the minute, in another order than that of the keys, or within a year."""
    if number < due:
        return minute + timedelta(seconds=number * 7919 % 6007 % 60)
    return minute + HOUR * (1 + number * 7919 % 8760)


def people(now: datetime) -> Iterator[Row]:
    for n in range(PEOPLE):
        yield {
            "handle": f"p{n}",
            "name": f"Person {n}",
            "organisation_id": 1 + n % 7,
            "zone": ZONES[n % 5],
            "quiet": "" if n % 4 else "21:00-06:30",
            "deputy_id": person(n - 1) if n % 3 else None,
            "created_at": now,
        }


def memberships(now: datetime) -> Iterator[Row]:
    for n in range(PEOPLE):
        role = Role.MEMBER if n > 3 else Role.COORDINATOR
        yield {"taskforce_id": 1, "person_id": person(n), "role": role, "since": now}


def rooms(now: datetime) -> Iterator[Row]:
    bound = {"network": "telegram", "taskforce_id": 1, "ceiling": Tlp.STRICT, "cap": Tlp.STRICT}
    return ({**bound, "address": f"r{n}", "name": f"Room {n}", "created_at": now} for n in range(ROOMS))


def record(number: int, at: datetime) -> Row:
    given = at - 3 * DAY
    return {
        "taskforce_id": 1,
        "number": key(number),
        "author_id": person(holder(number + 1)),
        "room_id": room(holder(number)),
        "title": f"Call the port about container {number}",
        "search_text": f"call the port about container {number}",
        "created_at": given,
        "updated_at": given,
    }


def reminder(number: int, at: datetime) -> Row:
    """A reminder of a person, every third one of a room; half of them are series that began long ago."""
    wall = at.replace(tzinfo=None) + 3 * HOUR
    rule = Rule(
        text="every so often",
        rrule=f"{RULES[number // 2 % 4]};WKST=MO",
        dtstart=wall - DAY * 14 * (number % 90),
        zone="Africa/Nairobi",
        holidays=("KE", "EG") if number % 5 == 0 else (),
    )
    return record(number, at) | {
        "person_id": person(holder(number)) if number % 3 else None,
        "wall": wall.isoformat(),
        "zone": "Africa/Nairobi",
        "rule": to_json(rule) if number % 2 else {},
        "next_at": at,
    }


def followup(number: int, at: datetime) -> Row:
    """A follow-up that is due now, or of which nobody heard for four hours."""
    due_at = at - 4 * HOUR if severe(number) else at
    wall = (due_at + 3 * HOUR).replace(tzinfo=None).isoformat()
    return record(number, at) | {
        "originator_id": 1,
        "severity": 4 if severe(number) else number % 4,
        "due_at": due_at,
        "due_wall": wall,
        "due_zone": "Africa/Nairobi",
    }


def severe(number: int) -> bool:
    """Whether a follow-up climbs."""
    return number % 20 == 6


def schedule(number: int, at: datetime) -> Row:
    if is_reminder(number):
        name = f"reminder:{key(number)}"
        whose = person(holder(number)) if number % 3 else None
        return {"key": name, "kind": planning.REMINDER, "record": name, "person_id": whose, "due_at": at}
    name = f"followup:{key(number)}"
    if severe(number):
        climb = {"key": f"{name}:climb", "kind": planning.CLIMB, "payload": {"step": 1}}
        return {**climb, "record": name, "due_at": at}
    mine = {"key": f"{name}:{person(holder(number))}", "kind": planning.REMIND, "payload": {"step": "due"}}
    return {**mine, "record": name, "person_id": person(holder(number)), "due_at": at}
