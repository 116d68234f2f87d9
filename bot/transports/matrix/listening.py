"""What a sync brings, as inbox rows: lines that were said, who came and went, what rooms have become.

Nothing here is remembered before it is stored: a batch that could not be kept is heard again.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import structlog

from bot.model.delivery import Heard, Inbox, InboxState
from bot.model.markings import Tlp
from bot.transports.base import heard
from bot.transports.matrix.crypto import Crypto, Sealed
from bot.transports.matrix.hearing import NETWORK, Ears, Said, Target, at, hear
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part
from bot.transports.matrix.rooms import INSIDE, Room, Standing, is_state, standing
from bot.transports.matrix.syncing import missed

REMEMBERED = 10_000
MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, OSError)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Told:
    """What the bot was told of a room last."""

    cap: Tlp
    direct: bool
    name: str


@dataclass(slots=True)
class Batch:
    """What one sync comes to: rows to be stored, and what is known once they are."""

    rows: list[Json] = field(default_factory=list)
    readers: dict[str, set[str]] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    sealed: dict[str, str] = field(default_factory=dict)
    entered: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)


class Listener:
    """Keeps the rooms as the server tells them, and hears what is said in them."""

    def __init__(
        self, me: str, names: tuple[str, ...], server: Homeserver, crypto: Crypto, now: Callable[[], datetime]
    ) -> None:
        self._me = me
        self._names = names
        self._server = server
        self._crypto = crypto
        self._now = now
        self._ours: OrderedDict[str, None] = OrderedDict()
        self.rooms: dict[str, Room] = {}
        self.directs: set[str] = set()
        """Rooms that somebody opened to talk to the bot alone."""

        self.inviters: dict[str, str] = {}
        self.entered: set[str] = set()
        """Rooms that the bot was told it is in, and may speak in."""

        self.readers: dict[str, set[str]] = {}
        self.told: dict[str, Told] = {}
        self.sealed: dict[str, str] = {}
        """The session that each event which cannot be read yet waits for."""

    async def take(self, answer: Json, since: str) -> Batch:
        """What is new, as rows; raises `Silent` or `Refused` when something that is needed cannot be had."""
        batch = Batch()
        joined = rooms_of(answer, "join")
        for name, told in joined.items():
            room = self.rooms.setdefault(name, Room(name))
            room.apply(events_of(told, "state"))
            room.apply(events_of(told, "timeline"))
            if room.encrypted:
                self._crypto.mark_encrypted(name)
            room.encrypted = name in self._crypto.encrypted
        asked = await self._meet([self.rooms[name] for name in joined])
        for name, told in joined.items():
            self._arrived(batch, self.rooms[name], told, since)
        self.stand(batch, {*joined, *self._shared_with(asked)})
        for name, told in joined.items() if since else ():
            await self._listen(batch, self.rooms[name], told, since)
        for name, told in rooms_of(answer, "leave").items():
            self._left(batch, name, told)
        return batch

    def kept(self, batch: Batch) -> None:
        """Nothing; the batch is stored."""
        self.readers.update(batch.readers)
        self.told.update(batch.told)
        self.sealed.update(batch.sealed)
        self.entered.update(batch.entered)
        self.entered.difference_update(batch.left)

    def is_direct(self, room: Room) -> bool:
        """Whether the bot and one person are alone, as that person meant it."""
        return room.id in self.directs and room.is_pair()

    async def reopened(self, line: Inbox) -> Said | None:
        """What a line says that could not be read before; raises `Sealed` while it still cannot be."""
        room = self.rooms.get(line.room)
        if room is None:
            return None
        try:
            return await self._said(room, self._crypto.open(room.id, line.extra["event"]))
        except MALFORMED as error:
            log.warning("an event was not understood", why=type(error).__name__)
            return None

    # ── who is there ─────────────────────────────────────────────────────────────────────────────────────

    async def _meet(self, rooms: Iterable[Room]) -> set[str]:
        """Of those who read these rooms, whose devices were asked for now; without an answer, they wait."""
        wanted = {user for room in rooms if room.encrypted for user in room.members}
        if not self._crypto.unknown(wanted):
            return set()
        try:
            return await self._crypto.query(self._server, wanted)
        except (Silent, Refused) as error:
            log.warning("the home server did not tell who has which devices", why=str(error))
            return set()

    def _shared_with(self, users: set[str]) -> set[str]:
        """The encrypted rooms that some of these people read."""
        if not users:
            return set()
        return {name for name, room in self.rooms.items() if room.encrypted and users & room.members.keys()}

    def _arrived(self, batch: Batch, room: Room, told: Json, since: str) -> None:
        """Nothing; the bot was let in, or may speak again, and others came or went."""
        others = [user for user in room.members if user != self._me]
        by = self.inviters.get(room.id) or next(iter(others), "")
        if room.id not in self.entered and since and by and room.predecessor not in self.rooms:
            batch.rows.append(self._note(Heard.ENTERED, room, by, since))
        batch.entered.add(room.id)
        inside = set(room.members) - {self._me}
        known = self.readers.get(room.id, set())
        for user in sorted(inside - known):
            batch.rows.append(self._note(Heard.JOINED, room, user, _moment(told)))
        for user in sorted(known - inside):
            batch.rows.append(self._note(Heard.LEFT, room, user, _moment(told)))
        batch.readers[room.id] = inside

    def stand(self, batch: Batch, names: Iterable[str]) -> None:
        """Nothing; of these rooms, those in which other things may be said now than the bot was told."""
        for name in names:
            room = self.rooms[name]
            found = self._standing(room)
            if found is None:
                continue
            told = Told(found.cap, self.is_direct(room), room.name)
            if self.told.get(name) == told:
                continue
            row = self._note(Heard.STATE, room, "", uuid4().hex)
            row["extra"] |= {"why": found.why, "accounts": list(found.accounts), "cap": found.cap.value}
            batch.rows.insert(0, row)
            batch.told[name] = told

    def _standing(self, room: Room) -> Standing | None:
        """What may be said in a room; None while it is not known who has which devices."""
        if room.encrypted and not room.open and not self._crypto.settled(room.members):
            return None
        return standing(room, self._crypto.unsigned(room.members) if room.encrypted else ())

    def _left(self, batch: Batch, name: str, told: Json) -> None:
        """Nothing; the bot was put out of a room, or an invitation was taken back."""
        room = self.rooms.pop(name, None)
        if room is None:
            return
        events = [one for one in [*events_of(told, "state"), *events_of(told, "timeline")] if is_state(one)]
        by = next((one.get("sender") for one in reversed(events) if one["state_key"] == self._me), self._me)
        batch.left.add(name)
        if by != self._me:
            batch.rows.append(self._note(Heard.REMOVED, room, str(by), _moment(told)))

    # ── what is said ─────────────────────────────────────────────────────────────────────────────────────

    async def _listen(self, batch: Batch, room: Room, told: Json, since: str) -> None:
        """Nothing; what was said since the bot is there is heard, oldest first."""
        events = events_of(told, "timeline")
        timeline = told.get("timeline", {})
        if timeline.get("limited") and isinstance(timeline.get("prev_batch"), str):
            events = [*await missed(self._server, room.id, timeline["prev_batch"], since), *events]
        if room.id not in self.entered:
            mine = [number for number, one in enumerate(events) if _is_own_arrival(one, self._me)]
            events = events[mine[-1] + 1 :] if mine else events
        gone = {_redacted(one) for one in events if one.get("type") == "m.room.redaction"}
        for event in events:
            try:
                if event["event_id"] not in gone:
                    await self._hear(batch, room, event)
            except MALFORMED as error:
                log.warning("an event was not understood", why=type(error).__name__)

    async def _hear(self, batch: Batch, room: Room, event: Json) -> None:
        if event["sender"] == self._me:
            self.remember(event["event_id"])
            return
        if event["type"] == "m.room.encrypted" and "state_key" not in event and event["content"]:
            try:
                event = self._crypto.open(room.id, event)
            except Sealed as sealed:
                if sealed.session:
                    batch.rows.append(self._closed(room, event, sealed.session))
                    batch.sealed[event["event_id"]] = sealed.session
                return
        elif event["type"] == "m.room.message" and room.encrypted:
            # No client does that; a server could, in anybody's name.
            log.warning("something was said in the clear in an encrypted room, and was not heard")
            return
        said = await self._said(room, event)
        if said is not None:
            batch.rows.append(said.row)

    async def _said(self, room: Room, event: Json) -> Said | None:
        """What an event says to the bot, with what had to be known of the message it is about."""
        said = hear(event, self._ears(room))
        if said is None or said.target is Target.NOTHING:
            return said
        about = said.row["about"]
        if about in self._ours:
            return said
        target = await self._target(room, about)
        ours = target is not None and target["sender"] == self._me
        if ours:
            self.remember(about)
        if said.target is Target.OURS:
            return said if ours else None
        if target is not None and not ours:
            said.row["extra"]["about_text"] = str(target["content"].get("body", ""))
        return said

    async def _target(self, room: Room, event: str) -> Json | None:
        """A message by its id, in the clear; None where there is none that can be read."""
        try:
            found = await self._server.ask("GET", f"{CLIENT}/rooms/{part(room.id)}/event/{part(event)}")
            if found.get("sender") != self._me:
                if found.get("type") == "m.room.encrypted":
                    found = self._crypto.open(room.id, found)
                elif room.encrypted:
                    return None
        except Refused as refused:
            if refused.passing:
                raise
            return None
        except Sealed:
            return None
        return found if isinstance(found.get("content"), dict) else None

    def remember(self, event: str) -> None:
        """Nothing; the event is one of the bot's."""
        self._ours[event] = None
        if len(self._ours) > REMEMBERED:
            self._ours.popitem(last=False)

    def _ears(self, room: Room) -> Ears:
        told = self.told.get(room.id)
        cap = told.cap if told else Tlp.GREEN
        return Ears(self._me, self._names, room, self.is_direct(room), cap, self._now())

    def _closed(self, room: Room, event: Json, session: str) -> Json:
        """The row of an event that cannot be read yet."""
        row = self._note(Heard.LINE, room, str(event["sender"]), "")
        return {
            **row,
            "event": event["event_id"],
            "sent_at": at(event),
            "extra": {**row["extra"], "event": event, "session": session},
            "state": InboxState.SEALED,
        }

    def note_unreadable(self, line: Inbox) -> Json | None:
        """The row that tells a room, once a day, that somebody could not be read."""
        room = self.rooms.get(line.room)
        day = f"{self._now():%Y-%m-%d}"
        if room is None:
            return None
        return {**self._note(Heard.UNREADABLE, room, line.sender, day, whoever=True), "about": line.event}

    def note_moved(self, old: str, new: str) -> list[Json]:
        """The rows that tell that a room goes on elsewhere, and who did not come along."""
        room = self.rooms[new]
        row = {**self._note(Heard.MOVED, room, "", f"{old} {new}", whoever=True), "room": old, "about": new}
        behind = sorted(self.readers.get(old, set()) - room.members.keys())
        return [row, *(self._note(Heard.LEFT, room, user, f"{old} {new}") for user in behind)]

    def _note(self, kind: Heard, room: Room, sender: str, moment: str, *, whoever: bool = False) -> Json:
        """A row about a room; the same thing noted twice is one."""
        told = self.told.get(room.id)
        once = f"{kind.value} {room.id} {'' if whoever else sender} {moment}"
        name = room.members.get(sender, sender)
        return heard(
            network=NETWORK,
            event=f"{kind.value}:{hashlib.sha256(once.encode()).hexdigest()[:40]}",
            kind=kind,
            room=room.id,
            direct=self.is_direct(room),
            sender=sender,
            sender_name=f"{name} ({NETWORK}:{sender})"[:200],
            text="",
            sent_at=self._now(),
            heard_at=self._now(),
            extra={"cap": (told.cap if told else Tlp.GREEN).value, "room_name": room.name},
        )


def rooms_of(answer: Json, name: str) -> dict[str, Json]:
    """The rooms of one kind in a sync's answer."""
    rooms = answer.get("rooms")
    found = rooms.get(name) if isinstance(rooms, dict) else None
    items = found.items() if isinstance(found, dict) else ()
    return {room: told for room, told in items if isinstance(told, dict)}


def events_of(told: Json, name: str) -> list[Json]:
    """The events in one section of an answer, or of a room in it."""
    section = told.get(name)
    found = section.get("events") if isinstance(section, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _moment(told: Json) -> str:
    """What tells one change of a room from the next: the ids of the events it came with."""
    return " ".join(
        str(one.get("event_id")) for one in (*events_of(told, "state"), *events_of(told, "timeline"))
    )


def _is_own_arrival(event: Any, me: str) -> bool:  # noqa: ANN401 - what a server says
    mine = is_state(event) and (event["type"], event["state_key"]) == ("m.room.member", me)
    return bool(mine and event["content"].get("membership") == INSIDE)


def _redacted(event: Json) -> str:
    """The id of the event that a redaction takes away."""
    content = event.get("content")
    inside = content.get("redacts") if isinstance(content, dict) else None
    return str(event.get("redacts") or inside)
