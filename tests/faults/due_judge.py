"""Judges what was said of things that came due: each occurrence once, in order, and nothing left over.

Nothing is believed but what the network showed and what the database holds at the end.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from bot.model.base import table
from bot.model.delivery import Outbox, Schedule
from bot.model.reminders import Reminder, Status
from bot.model.rooms import Room
from bot.store.chain import Verdict, verify
from bot.store.database import Database
from bot.store.work import Query, Work
from faults.due_harness import History
from faults.due_plan import DAY, FAR, HOUR, NEVER, Thing, once

LATE = timedelta(minutes=10)
VOICES = ("again", "climb")


@dataclass(frozen=True, slots=True)
class Said:
    """One item of one post, the `index`th, as one hearer has it."""

    row: Outbox
    index: int
    hearer: str
    item: dict[str, Any]

    @property
    def name(self) -> tuple[str, str, str]:
        """Which thing it is of."""
        return self.item["record"], self.item["why"] if self.item["why"] in VOICES else "", self.hearer


@dataclass(frozen=True, slots=True)
class Told:
    """One thing and what was said of it: each time, which of its instants that was for."""

    thing: Thing
    sayings: tuple[tuple[Said, tuple[datetime, ...]], ...]

    @property
    def until(self) -> datetime:
        """Up to when everything was said."""
        return self.sayings[-1][0].row.created_at if self.sayings else NEVER

    @property
    def coming(self) -> datetime | None:
        """When it comes next."""
        return next(iter(self.thing.slots(self.until, self.until + 9 * DAY)), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds at the end."""

    rows: dict[int, Outbox]
    schedule: dict[str, Schedule]
    reminders: dict[str, Reminder]
    rooms: dict[int, str]
    chain: Verdict


def kept(url: str) -> Kept:
    """What the database holds."""
    link = Database(url).connect(reading=True)
    try:
        with link.reading() as work:
            return Kept(
                rows={row.id: row for row in _all(work, Outbox)},
                schedule={row.key: row for row in _all(work, Schedule)},
                reminders={row.key: row for row in _all(work, Reminder)},
                rooms={row.id: row.address for row in _all(work, Room)},
                chain=verify(work),
            )
    finally:
        link.close()


def _all(work: Work, model: Any) -> list[Any]:
    return work.all(model, Query(select(table(model)).order_by(table(model).c.id)))


def sayings(found: Kept) -> Iterator[Said]:
    """What was said of what came due, item by item, in the order of the posts."""
    for row in found.rows.values():
        facts = json.loads(row.facts)
        for index, item in enumerate(facts["items"]):
            for _, hearer in facts["people"] or [("", "")]:
                yield Said(row, index, hearer, item)


def told(things: list[Thing], said: list[Said]) -> list[Told]:
    """What was said of each thing."""
    mine = defaultdict(list)
    for one in said:
        mine[one.name].append(one)
    return [Told(one, tuple(_due(one, mine[one.name]))) for one in (_following(one, mine) for one in things)]


def _following(thing: Thing, mine: dict[tuple[str, str, str], list[Said]]) -> Thing:
    """The thing, no earlier than an hour after the one it follows."""
    if thing.follows is None:
        return thing
    earliest = [one.row.created_at + HOUR for one in mine[thing.follows.name]]
    return replace(thing, slots=once(*(max(slot, *earliest) for slot in thing.slots(NEVER, FAR) if earliest)))


def _due(thing: Thing, mine: list[Said]) -> Iterator[tuple[Said, tuple[datetime, ...]]]:
    before = NEVER
    for one in mine:
        yield one, tuple(thing.slots(before, one.row.created_at))
        before = one.row.created_at


def verdict(url: str, history: History, things: list[Thing]) -> list[str]:
    """Every promise that was broken, in words; nothing when all were kept."""
    found = kept(url)
    said = list(sayings(found))
    judged = told(things, said)
    known = {one.name for one in things}
    broken = [] if history.calm else ["something was left waiting"]
    for one in judged:
        broken += _once(one, found, history.horizon)
    broken += [f"{one.name} was said, and nobody planned it" for one in said if one.name not in known]
    broken += [*_in_order(judged), *_planned_on(judged, found), *_shown(found, history)]
    return broken + ([] if found.chain.whole else [f"the chain is broken: {found.chain.why}"])


def _once(told: Told, found: Kept, horizon: datetime) -> Iterator[str]:
    """What is wrong with how often a thing was said, where, and what it says of being late."""
    title = told.thing.title
    for one, slots in told.sayings:
        many = one.item["missed"] if told.thing.series else min(len(slots), 1)
        if not slots or many > len(slots):
            yield f"{title} was doubled"
            continue
        if told.thing.series and many < len(slots):
            yield f"{title} lost some when {many} were summed up"
        if told.thing.series and _instant(one.item["due_at"]) != slots[-1]:
            yield f"{title} names another instant than its last"
        if told.thing.voice != "climb" and _instant(one.item["late_since"]) != _late(
            slots[0], one.row.created_at
        ):
            yield f"{title} is wrong about being late"
        if found.rooms[one.row.room_id] != told.thing.room:
            yield f"{title} was said in another room"
    lost = told.thing.slots(told.until, horizon)
    if lost:
        yield f"{title} was lost {len(lost)} times"


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _late(slot: datetime, said_at: datetime) -> datetime | None:
    return slot if said_at - slot > LATE else None


def _in_order(judged: list[Told]) -> Iterator[str]:
    """Where something was said before what came due earlier: to a hearer, or in a room, post by post."""
    lanes = defaultdict(list)
    for one, slots in (saying for told in judged for saying in told.sayings if saying[1]):
        lanes[one.row.room_id, one.hearer].append((one.row.id, one.index, slots[0]))
        if one.index == 0:
            lanes[one.row.room_id, "everybody"].append((one.row.id, 0, slots[0]))
    for (room, hearer), lane in lanes.items():
        if any(earlier[2] > later[2] for earlier, later in pairwise(sorted(lane))):
            yield f"out of order in room {room} for {hearer}"


def _planned_on(judged: list[Told], found: Kept) -> Iterator[str]:
    """What is wrong with the schedule: what is over is done, what goes on has one row, at its next."""
    coming: dict[str, list[datetime]] = defaultdict(list)
    for one in judged:
        coming[one.thing.row] += [one.coming] if one.coming else []
        reminder = found.reminders.get(one.thing.record)
        if reminder is not None and not one.thing.voice:
            status = Status.ACTIVE if one.coming else Status.OVER
            if (reminder.status, reminder.next_at, reminder.said) != (status, one.coming, len(one.sayings)):
                yield f"{one.thing.title} does not know how far it is"
    for key, row in found.schedule.items():
        planned = None if row.done_at else row.due_at
        if planned != min(coming[key], default=None):
            yield f"{key} is planned for {planned}, not for {min(coming[key], default=None)}"
        if row.done_at and row.result != "said":
            yield f"{key} ended otherwise than said: {row.result}"


def _shown(found: Kept, history: History) -> Iterator[str]:
    """What is wrong with what the network showed: every post under one key, in order, in the right words."""
    keys: dict[str, str] = {}
    lanes = defaultdict(list)
    for one in history.shown:
        number = one.key.partition("-")[0]
        row = found.rows.get(int(number)) if number.isdecimal() else None
        if row is None or keys.setdefault(number, one.key) != one.key:
            yield f"shown again under another key: {one.key}"
            continue
        if row.id not in lanes[one.room]:
            lanes[one.room].append(row.id)
        titles = [item["title"] for item in json.loads(row.facts)["items"]]
        if found.rooms[row.room_id] != one.room or not all(title in one.words for title in titles):
            yield f"{one.key} was shown in other words, or elsewhere"
    yield from (f"shown out of order in {room}" for room, lane in lanes.items() if lane != sorted(lane))
    # What came due after the horizon may wait for another life.
    due = [row for row in found.rows.values() if row.created_at <= history.horizon]
    yield from (f"{row.key} was never shown ({row.state})" for row in due if str(row.id) not in keys)


def figures(url: str, history: History, things: list[Thing]) -> Counter[str]:
    """How much was tried: kills, and how many fell where something was due, or written and not yet said."""
    rows = kept(url).rows.values()
    judged = told(things, list(sayings(kept(url))))
    unsaid = [(slot, one.row.created_at) for each in judged for one, due in each.sayings for slot in due]
    unsent = [(row.created_at, row.sent_at or history.horizon) for row in rows]
    keys = Counter(one.key for one in history.shown)
    return Counter(
        kills=len(history.kills),
        occurrences=len(unsaid),
        posts=len(rows),
        repeated=sum(count > 1 for count in keys.values()),
        unsaid=sum(any(since <= kill < until for since, until in unsaid) for kill in history.kills),
        unsent=sum(any(since <= kill < until for since, until in unsent) for kill in history.kills),
    )
