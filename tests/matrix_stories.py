"""A world on Matrix: the same people, rooms and clock as on the console, heard and answered through it."""

import asyncio
import itertools
import json
import re
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from matrix_net import Asked, Net
from matrix_world import ENCRYPTION, Human, bot_on, logged_in
from sqlalchemy import text as sql
from synapse import Synapse
from world import START, bare

from bot.app import Liaison
from bot.model.markings import Tlp
from bot.services.sample import PEOPLE, seed
from bot.store import inbox
from bot.store.database import Database
from bot.store.work import Query, Work
from bot.store.writer import Writer
from bot.text.matrix import keycap
from bot.time.phrases.reader import read
from bot.time.phrases.readings import Duration
from bot.transports.console.clock import ConsoleClock
from bot.transports.matrix.hearing import NETWORK
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Refused, part
from bot.transports.matrix.transport import Matrix

HOST = "you"
RESIDENTS = ("you", "amina", "omar", "jean", "rui", "lucia")
NAMES = (*(name for name, *_ in PEOPLE), "stranger")
ROOMS = ("console", "members", "partners")
CHOICE = re.compile("([1-9])\ufe0f\u20e3 (.+?)(?: — (.+))?")
T = TypeVar("T")


class Town:
    """People, rooms and the bot's account: made once, for all tests of a worker, since devices are dear.

    `residents` read all three rooms; who else speaks in one comes for the time of a test. Every second
    room is of version 11, the others of 12; where `encrypted`, all are.
    """

    def __init__(self, synapse: Synapse, folder: Path, *, encrypted: bool) -> None:
        self.synapse = synapse
        self.encrypted = encrypted
        self.bot = synapse.newcomer("bot")
        self.folder = folder / "bot"
        self.people = {name: synapse.newcomer(name) for name in NAMES}
        self._folders = folder
        self._turns = itertools.count(1)
        self._visits = itertools.count()
        self._since = ""
        apart(self._settle())
        self.rooms = {name: self._founded(name, number) for number, name in enumerate(ROOMS)}

    def human(self, name: str) -> Human:
        """Somebody, with the device they have always had."""
        return Human(self.synapse.url, self.people[name], self._folders / name if self.encrypted else None)

    async def _settle(self) -> None:
        """Nothing; everybody's device is known to the server, signed by them."""
        await logged_in(self.synapse, self.bot, self.folder)
        for name in NAMES if self.encrypted else ():
            somebody = self.human(name)
            try:
                await somebody.begin()
            finally:
                await somebody.end()

    def _founded(self, name: str, number: int) -> str:
        others = [self.people[one] for one in RESIDENTS if one != HOST]
        asked = {
            "name": name,
            "preset": "private_chat",
            "room_version": "11" if (number + self.encrypted) % 2 else "12",
            "invite": [one.user_id for one in (self.bot, *others)],
            "initial_state": [ENCRYPTION] if self.encrypted else [],
        }
        host = self.people[HOST].access_token
        room = str(self.synapse.call("POST", "matrix/client/v3/createRoom", host, asked)["room_id"])
        for one in (self.bot, *others):
            self.synapse.call("POST", f"matrix/client/v3/join/{quote(room)}", one.access_token, {})
        return room

    def now(self) -> str:
        """A sync token of the bot's after which there is nothing yet.

        The server keeps answers for repeated requests: each of these is another.
        """
        asked = {"timeout": str(next(self._turns)), "filter": '{"room":{"timeline":{"limit":1}}}'}
        if self._since:
            asked["since"] = self._since
        path = f"matrix/client/v3/sync?{urlencode(asked)}"
        self._since = str(self.synapse.call("GET", path, self.bot.access_token)["next_batch"])
        return self._since

    def later(self) -> timedelta:
        """How much later each test begins: what it says must not seem a repetition to the server."""
        return timedelta(milliseconds=next(self._visits))

    def moved_in(self, work: Work) -> None:
        """Nothing; the people and rooms of the sample are here, and what was said before is known."""
        for name, account in self.people.items():
            change = sql("UPDATE identity SET network = 'matrix', address = :new WHERE address = :old")
            work.run(Query(change), new=account.user_id, old=name)
        cap = Tlp.STRICT if self.encrypted else Tlp.GREEN
        for name, room in self.rooms.items():
            change = sql(
                "UPDATE room SET network = 'matrix', address = :new, cap = :cap WHERE address = :old"
            )
            work.run(Query(change), new=room, cap=cap.value, old=name)
        inbox.remember(work, NETWORK, self.now())


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine comes to in a loop of its own; where a loop runs already, that waits."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@dataclass(frozen=True, slots=True)
class Said:
    """Something the bot put into a room, in the clear; `kind` is what it is, `wire` what the server saw."""

    room: str
    event: str
    kind: str
    content: dict[str, Any]
    wire: str
    asked: Asked

    @property
    def shown(self) -> dict[str, Any]:
        """The content as people see it: where it is an edit, what stands there now."""
        found: dict[str, Any] = self.content.get("m.new_content", self.content)
        return found

    @property
    def text(self) -> str:
        return bare(str(self.shown.get("body", "")))

    @property
    def related(self) -> dict[str, Any]:
        found: dict[str, Any] = self.content.get("m.relates_to", {})
        return found

    @property
    def place(self) -> str:
        """The event that people see it at, and put reactions on."""
        return str(self.related["event_id"]) if self.related.get("rel_type") == "m.replace" else self.event

    def choices(self) -> dict[str, str]:
        """The keycap of each button, by what it says."""
        found = (CHOICE.fullmatch(line) for line in self.text.split("\n"))
        return {one[2]: keycap(int(one[1])) for one in found if one is not None}


class MatrixWorld:
    """What `World` is on the console."""

    def __init__(self, town: Town, net: Net, liaison: Liaison, matrix: Matrix, clock: ConsoleClock) -> None:
        self.town = town
        self.net = net
        self.liaison = liaison
        self.matrix = matrix
        self.clock = clock
        self._humans: dict[str, Human] = {}
        self._visits: list[tuple[str, str]] = []
        self._alone: dict[str, str] = {}
        self._clear: dict[str, tuple[str, dict[str, Any]]] = {}
        self._moments: dict[str, int] = {}
        self._watch()

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────

    async def hears(self, line: str, *, by: str = HOST, room: str = "console", **more: Any) -> str:
        """What the bot says, in all rooms, to a line spoken by somebody."""
        return "\n".join(one.text for one in await self.shown(line, by=by, room=room, **more))

    async def shown(self, line: str, *, by: str = HOST, room: str = "console", **more: Any) -> list[Said]:
        """The messages shown because of a line; `answers` is what it is a reply to."""
        content = {"msgtype": "m.text", "body": line, **more}
        if (answered := content.pop("answers", None)) is not None:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": answered}}
        return await self.caused("m.room.message", content, by=by, room=room)

    async def caused(self, kind: str, content: dict[str, Any], *, by: str, room: str) -> list[Said]:
        """The messages shown because of an event that somebody sends."""
        place = await self.enters(by, room)
        before = len(self.said())
        readers = (self.town.bot.user_id,) if self.town.encrypted and kind != "m.reaction" else ()
        await self.read(await self.human(by).sends(place, kind, content, readers))
        return self.said()[before:]

    async def reacts(self, key: str, on: str, *, by: str = HOST, room: str = "console") -> list[Said]:
        """The messages shown because somebody puts a reaction on an event."""
        related = {"rel_type": "m.annotation", "event_id": on, "key": key}
        return await self.caused("m.reaction", {"m.relates_to": related}, by=by, room=room)

    async def drives(self, line: str) -> str:
        """What the bot says to a line that drives the world, as the console has them."""
        word, _, rest = line.removeprefix(":").partition(" ")
        if word == "press":
            return await self.presses(rest)
        now = self.clock.now()
        found = read(rest, language="en", now=now, zone=self.clock.zone)
        assert isinstance(found, Duration), line
        self.clock.set(found.after(now, self.clock.zone))
        before = len(self.said())
        await self.liaison.catch_up()
        await self.liaison.settled()
        return "\n".join(one.text for one in self.said()[before:])

    def buttons(self) -> list[str]:
        """The labels of the newest message's buttons."""
        return list(self.said()[-1].choices())

    async def presses(self, label: str, *, by: str = HOST) -> str:
        """What the bot says to a keycap put on its newest message that has such a button."""
        for one in reversed(self.said()):
            if label in (choices := one.choices()):
                room = self._name(one.room)
                said = await self.reacts(choices[label], one.place, by=by, room=room)
                return "\n".join(found.text for found in said)
        raise AssertionError(f"{label} is none of {self.buttons()}")

    # ── where they do it ─────────────────────────────────────────────────────────────────────────────────

    def human(self, name: str) -> Human:
        if name not in self._humans:
            self._humans[name] = self.town.human(name)
        return self._humans[name]

    async def enters(self, name: str, room: str) -> str:
        """The id of a room that somebody is in now; `dm` is where they are alone with the bot."""
        if room == "dm":
            if name not in self._alone:
                self._alone[name] = await self._meets(name)
            return self._alone[name]
        place = self.town.rooms.get(room, room)
        known = self.matrix.listener.rooms.get(place)
        somebody = self.human(name)
        if known is None or somebody.id in known.members:
            return place
        path = f"{CLIENT}/rooms/{part(place)}/invite"
        await self.human(HOST).server.ask("POST", path, {"user_id": somebody.id})
        await somebody.joins(place)
        self._visits.append((name, place))
        await self.net.until(lambda: somebody.id in known.members)
        await self.quiet()
        return place

    async def _meets(self, name: str) -> str:
        return await self.opens(name, direct=True)

    async def opens(self, name: str, *others: str, **more: Any) -> str:
        """The id of a new room of somebody's, which the bot came into; the others are invited."""
        invited = [self.town.bot.user_id, *(self.town.people[one].user_id for one in others)]
        room = await self.human(name).opens(*invited, **{"encrypted": self.town.encrypted, **more})
        await self.let_in(room)
        return room

    async def let_in(self, room: str) -> None:
        """Nothing, once the bot is in a room, and said what it has to say to that."""
        await self.net.until(lambda: room in self.matrix.listener.rooms)
        await self.quiet()

    def _name(self, place: str) -> str:
        return next((name for name, room in self.town.rooms.items() if room == place), place)

    async def leave(self) -> None:
        """Nothing; the town is as it was, and everybody's device is put away."""
        bot = Homeserver(self.town.synapse.url, self.town.bot.access_token)
        try:
            for name, place in self._visits:
                await _leaves(self.human(name).server, place)
            for place in (await bot.ask("GET", f"{CLIENT}/joined_rooms"))["joined_rooms"]:
                if place not in self.town.rooms.values():
                    await _leaves(bot, place)
        finally:
            await bot.close()
            for somebody in self._humans.values():
                await somebody.end()

    # ── what the bot made of it ──────────────────────────────────────────────────────────────────────────

    async def read(self, event: str) -> None:
        """Nothing, once the bot has read an event and said what it has to say to it."""
        sought = event.encode()

        def taken() -> bool:
            syncs = self.net.of("sync")
            return any(sought in one.said for one in syncs[:-1])

        await self.net.until(taken)
        await self.liaison.settled()

    async def quiet(self) -> None:
        """Nothing, once all that the bot was told so far is stored and answered."""
        count = len(self.net.of("sync"))
        await self.net.until(lambda: len(self.net.of("sync")) > count or self.net.of("sync")[-1].status == 0)
        await self.liaison.settled()

    def said(self) -> list[Said]:
        """What the bot said and took back, in all rooms, in the order of its requests."""
        found = [one for one in self.net.asked if one.kind in {"send", "redact"} and one.status == 200]
        return [said for said in map(self._said, found) if said.kind != "m.reaction"]

    def reactions(self) -> list[Said]:
        """The reactions that the bot put under what it said."""
        said = map(self._said, self.net.of("send", 200))
        return [one for one in said if one.kind == "m.reaction"]

    def _said(self, asked: Asked) -> Said:
        event = str(asked.answer["event_id"])
        if asked.kind == "redact":
            place = asked.path.split("/")[-2]
            return Said(asked.room, event, "m.room.redaction", {"redacts": place}, "m.room.redaction", asked)
        wire, content = asked.path.split("/")[-2], asked.json
        if wire != "m.room.encrypted":
            return Said(asked.room, event, wire, content, wire, asked)
        kind, clear = self._clear[content["ciphertext"]]
        return Said(asked.room, event, kind, clear, wire, asked)

    def _watch(self) -> None:
        """Nothing; what is encrypted is remembered in the clear, and what is brought is of our time."""
        seal = self.matrix.crypto.seal

        def watched(room: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
            sealed = seal(room, kind, content)
            self._clear[sealed["ciphertext"]] = (kind, content)
            return sealed

        self.matrix.crypto.seal = watched
        self.net.retold = self._dated

    def _dated(self, asked: Asked) -> bytes:
        """The answer with its events at the time the world's clock showed when the bot first got them."""
        if asked.kind not in {"sync", "messages", "event"}:
            return asked.said
        return json.dumps(json.loads(asked.said, object_hook=self._at)).encode()

    def _at(self, found: dict[str, Any]) -> dict[str, Any]:
        if "origin_server_ts" in found and "event_id" in found:
            now = int(self.clock.now().timestamp() * 1000)
            found["origin_server_ts"] = self._moments.setdefault(found["event_id"], now)
        return found


async def _leaves(server: Homeserver, room: str) -> None:
    """Nothing; who was put out already is out."""
    with suppress(Refused):
        await server.ask("POST", f"{CLIENT}/rooms/{part(room)}/leave", {})


@asynccontextmanager
async def matrix_world(url: str, town: Town) -> AsyncIterator[MatrixWorld]:
    """The sample task force, whose people and rooms are on Matrix."""
    clock = ConsoleClock()
    clock.set(START + town.later())
    writer = Writer(Database(url))
    writer.do(lambda work: seed(work, START))
    writer.do(town.moved_in)
    writer.close()
    async with Net(town.synapse) as net, bot_on(net.url, url, town.folder, clock) as (liaison, matrix):
        world = MatrixWorld(town, net, liaison, matrix, clock)
        try:
            await matrix.sender.ready.wait()
            await liaison.settled()
            yield world
            if town.encrypted:
                assert {one.wire for one in world.said()} <= {"m.room.encrypted", "m.room.redaction"}
        finally:
            await world.leave()
