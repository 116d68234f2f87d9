"""Things that come due, written into a database, and when they should be said, by sums of our own."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.followups import Assignee, FollowUp
from bot.model.markings import Tlp
from bot.model.people import Person
from bot.model.records import Timed
from bot.model.reminders import Reminder
from bot.model.rooms import Occupant, Room, RoomKind
from bot.services import planning
from bot.services.sample import CODE, NETWORK, PEOPLE, ROOMS, seed
from bot.store import directory, schedule
from bot.store.database import Database
from bot.store.work import Work
from bot.store.writer import Writer
from bot.time.recurrence import Rule, to_json
from faults.due_victim import START

Slots = Callable[[datetime, datetime], list[datetime]]
"""The instants at which something comes due: after one at which it was said, up to another and with it."""

ZONE = "Africa/Nairobi"
MORNING = time(6, tzinfo=UTC)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
GIVEN = 3 * HOUR
STEP = 2 * MINUTE
GROUPS = tuple(address for address, _ in ROOMS)
ALONE = ("amina", "omar")
WORKERS = ("jean", "rui", "lucia", "omar")
NEVER, FAR = START - DAY, START + 365 * DAY
HEARERS = (*GROUPS, *ALONE, "jean", "rui", "you")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What comes to a hearer (nobody: a whole room) in a room, planned as one row of the schedule.

    `voice` tells apart what the same record says to the same hearer for different reasons. Of a series what
    was missed is counted; of others it is said once, however often it came due meanwhile. What `follows`
    another thing comes an hour after that was said, or later.
    """

    record: str
    title: str
    hearer: str
    room: str
    row: str
    slots: Slots
    voice: str = ""
    series: bool = False
    follows: "Thing | None" = None

    @property
    def name(self) -> tuple[str, str, str]:
        """What tells it apart from all other things."""
        return self.record, self.voice, self.hearer


def once(*instants: datetime) -> Slots:
    """Some instants, the first first."""
    return lambda after, until: [one for one in instants if after < one <= until]


def regular(first: datetime, step: timedelta, last: datetime) -> Slots:
    """The instants of a series."""

    def slots(after: datetime, until: datetime) -> list[datetime]:
        number = (min(until, last) - first) // step
        return [one for one in (first + step * index for index in range(number + 1)) if one > after]

    return slots


def working(due: datetime, *, critical: bool) -> Slots:
    """An hour before, when it is due, and then every working morning: of what is critical, every morning.

    Who heard of it today, hears of it another morning.
    """

    def slots(after: datetime, until: datetime) -> list[datetime]:
        days = [_wall(due).date() + DAY * index for index in range(1, (until - due) // DAY + 2)]
        asked = [day for day in days if (critical or _worked(day)) and day != _wall(after).date()]
        mornings = [datetime.combine(day, MORNING) for day in asked]
        return [one for one in (due - HOUR, due, *mornings) if max(after, START) < one <= until]

    return slots


def _worked(day: date) -> bool:
    """Whether it is a working day; there are no public holidays in the days of these tests."""
    return day.isoweekday() <= 5


class Planting:
    """The sample task force on an empty database, and things planned for its people and rooms."""

    def __init__(self, work: Work) -> None:
        seed(work, START)
        self.work = work
        self.things: list[Thing] = []
        self.numbers = count(1)
        self.taskforce = directory.taskforce(work, CODE)
        self.people = {handle: self._person(handle) for handle, *_ in PEOPLE}
        self.rooms = {room.address: room for room in directory.rooms_of(work, self.taskforce.id)}
        for handle in ALONE:
            self._alone(handle)

    def _person(self, handle: str) -> Person:
        found = directory.person(self.work, handle)
        assert found is not None
        return found

    def _alone(self, handle: str) -> None:
        values = {"network": NETWORK, "address": f"dm-{handle}", "kind": RoomKind.DIRECT, "created_at": START}
        room = self.work.add(Room, ceiling=Tlp.STRICT, cap=Tlp.STRICT, **values)
        self.work.insert(Occupant, {"room_id": room.id, "address": handle, "seen_at": START})

    def _record(self, kind: type[Timed], home: str, **more: Any) -> Timed:
        number = next(self.numbers)
        values = {
            "taskforce_id": self.taskforce.id,
            "number": number,
            "title": f"Thing {number:04}",
            "author_id": self.people["you"].id,
            "room_id": self.rooms[home].id,
            "tlp": Tlp.CLEAR,
            "created_at": START,
            "updated_at": START,
        }
        return self.work.add(kind, **{**values, **more})

    def _plan(self, record: Timed, hearer: str, home: str, **more: Any) -> Thing:
        room = f"dm-{hearer}" if hearer in ALONE else home
        named = {"record": record.key, "title": record.title, "room": room, "row": record.key, **more}
        self.things.append(Thing(hearer=hearer, **named))
        return self.things[-1]

    def remind(self, whom: str, at: datetime, slots: Slots | None = None, **more: Any) -> Thing:
        """What is said to a person, or in a room."""
        home, person = (whom, None) if whom in GROUPS else ("console", self.people[whom].id)
        values = {"next_at": at, "zone": ZONE, "wall": _wall(at).isoformat(), **more}
        reminder = self._record(Reminder, home, person_id=person, **values)
        planning.plan(self.work, reminder, START)
        hearer = "" if whom in GROUPS else whom
        return self._plan(reminder, hearer, home, slots=slots or once(at), series=bool(slots))

    def again(self, thing: Thing, until: datetime) -> None:
        """What was put off: it comes once more, besides when it was planned."""
        person = self.people[thing.hearer] if thing.hearer else None
        key = f"{thing.record}:snoozed:{person.id if person else 0}"
        row = {"key": key, "kind": planning.SNOOZED, "record": thing.record, "due_at": until}
        schedule.put(self.work, {**row, "person_id": person.id if person else None})
        self.things.append(replace(thing, row=key, voice="again", slots=once(until), series=False))

    def series(self, whom: str, first: datetime, minutes: int, last: datetime | None = None) -> Thing:
        """What is said again and again."""
        until = f";UNTIL={_wall(last):%Y%m%dT%H%M%S}" if last else ""
        frequency = f"FREQ=MINUTELY;INTERVAL={minutes};WKST=MO{until}"
        rule = Rule(text=f"every {minutes} minutes", rrule=frequency, dtstart=_wall(first), zone=ZONE)
        slots = regular(first, minutes * MINUTE, last or FAR)
        return self.remind(whom, first, slots, rule=to_json(rule))

    def followup(self, whom: tuple[str, ...], due: datetime, *, home: str, critical: bool = False) -> None:
        """What people have to do; where it is critical it climbs to the coordinator, then to the chair."""
        values = {
            "originator_id": self.people["you"].organisation_id,
            "severity": 5 if critical else 0,
            "due_at": due,
            "due_wall": _wall(due).isoformat(),
            "due_zone": ZONE,
            "created_at": due - GIVEN,
        }
        followup = self._record(FollowUp, home, **values)
        slots = working(due, critical=critical)
        for one in whom:
            person_id = self.people[one].id
            self.work.insert(Assignee, {"followup_id": followup.id, "person_id": person_id})
            self._plan(followup, one, home, row=f"{followup.key}:{person_id}", slots=slots)
        if critical:
            climb = {"row": f"{followup.key}:climb", "voice": "climb"}
            first = self._plan(followup, "you", home, slots=once(due + HOUR), **climb)
            self._plan(followup, "amina", home, slots=once(due + 3 * HOUR), follows=first, **climb)
        planning.plan(self.work, followup, START)


def _wall(instant: datetime) -> datetime:
    return instant.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None)


def planted(url: str, plan: Callable[[Planting], object]) -> list[Thing]:
    """What was planned, once it is in the database."""

    def plant(work: Work) -> list[Thing]:
        planting = Planting(work)
        plan(planting)
        return planting.things

    writer = Writer(Database(url))
    try:
        return writer.do(plant)
    finally:
        writer.close()


def crowd(planting: Planting, moments: int, seed: int) -> None:
    """At so many moments a few things for some of the people and rooms, among series of all of them."""
    chance, first = random.Random(seed), START + 2 * STEP
    for whom, minutes in (("members", 4), ("console", 12), ("amina", 8), ("jean", 16), ("partners", 60)):
        planting.series(whom, first, minutes)
    for whom, minutes, ends in (("omar", 8, 120), ("members", 20, 200)):
        planting.series(whom, first, minutes, first + ends * MINUTE)
    for index in range(moments):
        at = first + index * STEP
        for whom in chance.sample(HEARERS, chance.choice((1, 2, 3))):
            delay = timedelta(seconds=chance.choice((0, 0, 1, 3, 10)))
            thing = planting.remind(whom, at + delay)
            if chance.random() < 0.15:
                planting.again(thing, at + chance.randrange(1, 9) * STEP)
        if index % 6 == 5:
            holders = tuple(chance.sample(WORKERS, chance.choice((1, 2, 3))))
            planting.followup(holders, at, home=chance.choice(GROUPS), critical=index % 12 == 5)


def few(planting: Planting) -> None:
    """Series that begin at once, and what comes once within three hours, on which some people are told."""
    for whom, minutes in (("members", 10), ("console", 20), ("jean", 60), ("omar", 15)):
        planting.series(whom, START, minutes)
    for whom, minutes in (("members", 45), ("members", 90), ("console", 60), ("jean", 100), ("omar", 75)):
        planting.remind(whom, START + minutes * MINUTE)
    planting.again(planting.remind("rui", START + 50 * MINUTE), START + 110 * MINUTE)
    planting.followup(("rui", "lucia"), START + 2 * HOUR, home="console")


def flood(planting: Planting) -> None:
    """More than can be done at once comes due within three hours, in one room, to it and to some people."""
    for index in range(schedule.BATCH + 50):
        planting.remind("members", START + 20 * MINUTE + index * timedelta(seconds=5))
    for index in range(12):
        planting.remind(("jean", "rui")[index % 2], START + (20 + 10 * index) * MINUTE)
    planting.followup(("jean", "lucia"), START + 2 * HOUR, home="members")
