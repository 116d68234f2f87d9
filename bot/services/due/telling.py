"""Telling people what is due: one message for each person and room, or as few as can be read.

People who hear the same things in the same room share a message.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.model.delivery import Schedule
from bot.model.markings import highest
from bot.model.people import Person
from bot.model.records import Record
from bot.model.rooms import Room
from bot.services.acting import Acting
from bot.services.due.asking import Asking
from bot.services.plans import LATE
from bot.services.posts import Manner, post
from bot.services.reaching import Lost, Reached, coordinators, reach, readable
from bot.store import directory
from bot.store.work import Work
from bot.text.say import N_
from bot.views.base import Act
from bot.views.reminders import DueItem, DueNow, hidden

MOST = 10  # in one message: every one of them in words
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is spoken where nothing is set."""

    language: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing for one person in a room (or for the room), with the buttons it has when it is told alone."""

    key: str
    room: Room
    person: Person | None
    item: DueItem
    acts: tuple[Act, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """What is due and the transaction it is done in; what others need to know too is asked of `ask`."""

    work: Work
    row: Schedule
    now: datetime
    defaults: Defaults
    ask: Asking

    @property
    def key(self) -> str:
        """The name of this occurrence: what is said under it is said once."""
        return f"{self.row.key}@{self.row.due_at.isoformat()}"

    @property
    def late_since(self) -> datetime | None:
        """When it should have been said, where that is longer ago than a beat takes."""
        since = datetime.fromisoformat(self.row.payload.get("since", self.row.due_at.isoformat()))
        return since if self.now - since > LATE else None

    def home(self, record: Record) -> Room | None:
        """The room a record comes from."""
        return self.ask(directory.room, getattr(record, "room_id", 0) or 0)

    def to_person(
        self, record: Record, person: Person, item: DueItem, acts: tuple[Act, ...], *, urgent: bool = False
    ) -> list[Telling]:
        """The thing told to a person, or to the coordinators where that person cannot be told."""
        found = self.ask(reach, person, record.taskforce_id, self.home(record), record.tlp)
        if isinstance(found, Lost):
            return self.to_coordinators(record, item, lost=found.value, instead=person.name)
        return [self.telling(record, found, item, acts, urgent=urgent)]

    def to_coordinators(
        self, record: Record, item: DueItem, *, lost: str = "", instead: str = ""
    ) -> list[Telling]:
        """The thing told to every coordinator who can be told, with why it comes to them."""
        item = replace(item, lost=lost or item.lost, instead=instead or item.instead)
        found = self.ask(coordinators, record.taskforce_id, self.home(record), record.tlp)
        acts = (Act(N_("Read"), f"/{record.KIND} {record.ref}"),) if record.KIND != "reminder" else ()
        return [self.telling(record, one, item, acts) for one in found]

    def telling(
        self, record: Record, found: Reached, item: DueItem, acts: tuple[Act, ...], *, urgent: bool = False
    ) -> Telling:
        """The thing told somewhere: in words, or only that there is something, as its label lets it be."""
        if found.hidden:
            item, acts = hidden(item), ()
        title = item.title if self.ask(readable, found.room, record.taskforce_id, record.tlp) else ""
        return Telling(
            key=f"{self.key}:{found.person.id}",
            room=found.room,
            person=found.person,
            item=replace(item, title=title),
            acts=acts,
            urgent=urgent,
        )


def tell(work: Work, tellings: Sequence[Telling], now: datetime, defaults: Defaults) -> None:
    """Nothing; all is on its way, in the order in which the first thing of each message came due."""
    mine: dict[tuple[int, int], list[Telling]] = {}
    for one in tellings:
        person_id = one.person.id if one.person else 0
        mine.setdefault((one.room.id or 0, person_id or 0), []).append(one)
    shared: dict[tuple[int, tuple[DueItem, ...]], list[Telling]] = {}
    for (room_id, _), some in mine.items():
        shared.setdefault((room_id, tuple(dict.fromkeys(one.item for one in some))), []).extend(some)
    turns = {one.key: turn for turn, one in enumerate(tellings)}
    messages = [part for (_, items), some in shared.items() for part in _parts(items, some)]
    for items, some in sorted(messages, key=lambda message: turns[message[1][0].key]):
        _say(work, items, some, now, defaults)


def _parts(
    items: tuple[DueItem, ...], some: list[Telling]
) -> Iterator[tuple[tuple[DueItem, ...], list[Telling]]]:
    """The things of one message or more, and who hears them."""
    for start in range(0, len(items), MOST):
        part = items[start : start + MOST]
        yield part, [one for one in some if one.item in part]


def _say(
    work: Work, items: tuple[DueItem, ...], some: list[Telling], now: datetime, defaults: Defaults
) -> None:
    """Nothing; the same things for some people in a room are on their way, in one message."""
    first = some[0]
    labels = [one.label for one in items if one.title]
    people = list({one.person.id: one.person for one in some if one.person is not None}.values())
    person = people[0] if len(people) == 1 else None
    view = DueNow(
        items=items,
        people=tuple((one.name, one.handle) for one in people),
        tlp=highest(labels) if labels else None,
        record=items[0].record if len(items) == 1 else "",
        acts=first.acts if len(items) == 1 else _of_many(items),
    )
    manner = Manner(
        key=first.key,
        to_id=person.id if person else None,
        press_by=person.id if person else None,
        urgent=any(one.urgent for one in some),
    )
    post(clockwork(work, first.room, now, first.key, defaults), first.room, view, manner)


def _of_many(items: tuple[DueItem, ...]) -> tuple[Act, ...]:
    """Buttons to look at each of the first ones, and to put all of them off."""
    family = {"reminder": "remind show"}
    kinds = {item.ref: item.record.partition(":")[0] for item in items if item.ref}
    lines = {ref: f"/{family.get(kind, kind)} {ref}" for ref, kind in kinds.items()}
    shown = {ref: line for ref, line in lines.items() if line.startswith("/followup")}
    looks = tuple(Act(ref, line, literal=True) for ref, line in list(lines.items())[:OFFERED])
    if not shown:
        return looks
    return (
        *looks,
        Act(N_("All: in 1 hour"), "/snooze all 1h"),
        Act(N_("All: tomorrow 09:00"), "/snooze all tomorrow 09:00"),
    )


def clockwork(work: Work, room: Room, now: datetime, key: str, defaults: Defaults) -> Acting:
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
