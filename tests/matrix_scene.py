"""A task force in a plain and in an encrypted room, a person who commands, and a judge of what came of it."""

import asyncio
import itertools
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matrix_net import Net
from matrix_world import Human, bot_on, human, logged_in
from sqlalchemy import text
from synapse import Account, Synapse
from world import bare

from bot.app import Liaison
from bot.services.sample import seed
from bot.store.chain import verify
from bot.store.database import Database
from bot.store.work import Query, Work
from bot.store.writer import Writer
from bot.time.clock import Clock, SystemClock
from bot.transports.matrix.homeserver import CLIENT, Homeserver, part
from bot.transports.matrix.keys import Keys
from bot.transports.matrix.transport import Matrix

PLAIN, ENCRYPTED, OTHER = "plain", "encrypted", "other"
ROOMS = {PLAIN: "members", ENCRYPTED: "console", OTHER: "partners"}
"""What each room is called in the sample."""

INCIDENTS = {PLAIN: 3, ENCRYPTED: 5, OTHER: 7}
"""Which incident of the sample is written to from each room."""

WORDS = "zebras"
"""In every line that is said, and never to be in a log."""


@dataclass(slots=True)
class Said:
    """A command: the event it is, and what it writes into the timeline."""

    event: str
    mark: str


@dataclass
class Scene:
    """Everything but the bot, which is started by `bot` or as a process."""

    net: Net
    url: str
    folder: Path
    account: Account
    keys: Keys
    person: Human
    rooms: dict[str, str]
    said: dict[str, list[Said]] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def bot(self, clock: Clock | None = None) -> AbstractAsyncContextManager[tuple[Liaison, Matrix]]:
        """The bot behind the proxy, in this process."""
        return bot_on(self.net.url, self.url, self.folder / "matrix", clock or SystemClock())

    async def attentive(self) -> None:
        """Nothing, once a bot that was just started hears what is said from now on."""
        before = len(self.net.of("sync"))
        await self.net.until(lambda: any(one.query["timeout"] != "0" for one in self.net.of("sync")[before:]))

    async def says(self, *rooms: str, times: int = 1, by: Human | None = None) -> None:
        """Nothing; so many commands are said in each of the rooms, in turn."""
        for _ in range(times):
            for name in rooms or (PLAIN, ENCRYPTED):
                mark = f"mark{next(self._numbers):03d}x"
                line = f"!incident log {INCIDENTS[name]} {mark} {WORDS}"
                event = await (by or self.person).says(self.rooms[name], line, readers=self.readers(name))
                self.said.setdefault(name, []).append(Said(event, mark))

    async def lets_in(self, somebody: Human, handle: str) -> None:
        """Nothing; a person of the sample is in the encrypted room as well; for when no bot runs."""
        path = f"{CLIENT}/rooms/{part(self.rooms[ENCRYPTED])}/invite"
        await self.person.server.ask("POST", path, {"user_id": somebody.id})
        await somebody.joins(self.rooms[ENCRYPTED])
        _change(self.url, lambda work: _is_on_matrix(work, handle, somebody.id))

    def sealed(self, payload: str) -> dict[str, Any]:
        """The content of an event that is encrypted as the person's last line was, whatever is in it."""
        assert self.person.crypto is not None
        machine = self.person.crypto._olm
        session = machine.outbound_group_sessions[self.rooms[ENCRYPTED]]
        return {
            "algorithm": "m.megolm.v1.aes-sha2",
            "sender_key": machine.account.identity_keys["curve25519"],
            "device_id": self.person.account.device_id,
            "session_id": session.id,
            "ciphertext": session.encrypt(payload),
        }

    def readers(self, name: str) -> tuple[str, ...]:
        """Those that a line is encrypted for."""
        return (self.account.user_id,) if name == ENCRYPTED else ()

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What the database has."""
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as link, link:
            return link.execute(query, values).fetchall()

    async def until(self, true: Callable[[], object], seconds: float = 20.0) -> None:
        """Nothing, once something is true."""
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - another thread or process settles it
                await asyncio.sleep(0.05)

    async def answered(self, *rooms: str, seconds: float = 20.0) -> None:
        """Nothing, once every command of these rooms, or of all, was answered."""
        await self.until(lambda: self.unanswered(*rooms) == 0, seconds)

    def unanswered(self, *rooms: str) -> int:
        """How many commands of these rooms, or of all, wait for an answer."""
        query = "SELECT reply_to FROM outbox WHERE state = 'sent'"
        done = {event for (event,) in self.rows(query)}
        return sum(one.event not in done for name in rooms or self.said for one in self.said[name])

    async def broken(self, *rooms: str, by: Human | None = None) -> list[str]:
        """Every promise that was broken, in words.

        Nothing when each command was acted on and answered once and in order, as the person reads it.
        """
        found = []
        for name in rooms or self.said:
            said = self.said[name]
            wanted = [(number, one.mark) for number, one in enumerate(said, 1)]
            found += _differing(f"the timeline of {name}", self.entries(name), wanted)
            replies = [
                (event, *re.findall(r"#(\d+) .*?(mark\d+x)", words, re.DOTALL))
                for event, words in await self.replies(name, by or self.person)
            ]
            answers = [(one.event, (str(number), one.mark)) for number, one in enumerate(said, 1)]
            found += _differing(f"the answers in {name}", replies, answers)
        link = Database(self.url).connect(reading=True)
        with link.reading() as work:
            found += [] if verify(work).whole else ["the chain is broken"]
        link.close()
        return found

    def entries(self, name: str) -> list[tuple[int, str]]:
        """The timeline that a room writes to, without what the sample has in it."""
        query = (
            "SELECT entry.number, entry.text FROM entry JOIN incident ON incident.id = entry.record_id"
            " WHERE entry.record_kind = 'incident' AND incident.number = ? AND entry.text LIKE 'mark%'"
            " ORDER BY entry.number"
        )
        return [(number, words.split()[0]) for number, words in self.rows(query, INCIDENTS[name])]

    async def replies(self, name: str, reader: Human) -> list[tuple[str, str]]:
        """Which event each message of the bot answers, and its words, as somebody reads them there."""
        found = []
        for event in await transcript(reader, self.rooms[name], self.account.user_id):
            if event["type"] != "m.room.message":
                continue
            assert event.get("was_encrypted", False) is (name == ENCRYPTED), event
            related = event["content"].get("m.relates_to", {}).get("m.in_reply_to", {})
            if related:
                found.append((related["event_id"], bare(event["content"]["body"])))
        return found

    def shown(self, pid: int) -> None:
        """Nothing; what everybody on the machine sees of a process is no secret."""
        self.is_discreet(*(Path(f"/proc/{pid}/{name}").read_bytes() for name in ("cmdline", "environ")))

    def is_discreet(self, *texts: bytes) -> None:
        """Nothing; no secret of the bot, and none of the words said, is in any of these."""
        keys = self.keys
        secrets = (keys.access_token, keys.pickle_key, keys.master, keys.self_signing, keys.user_signing)
        for words in (*secrets, WORDS, "mark0"):
            assert not any(words.encode() in one for one in texts), words


async def transcript(reader: Human, room: str, sender: str) -> list[dict[str, Any]]:
    """All that somebody said in a room, oldest first, in the clear; fails on what the reader cannot read."""
    while (await reader.sync(0)).get("to_device", {}).get("events"):
        pass
    found: list[dict[str, Any]] = []
    asked = {"dir": "f", "limit": "1000"}
    while True:
        answer = await reader.server.ask("GET", f"{CLIENT}/rooms/{part(room)}/messages", params=asked)
        found += answer["chunk"]
        if "end" not in answer or not answer["chunk"]:
            break
        asked["from"] = answer["end"]
    theirs = [one for one in found if one["sender"] == sender and "state_key" not in one]
    clear = [await reader._clear(room, one) for one in theirs]
    sealed = [one["event_id"] for one, read in zip(theirs, clear, strict=True) if read is None]
    assert not sealed, f"cannot be read: {sealed}"
    return [one for one in clear if one]


@asynccontextmanager
async def scene(
    synapse: Synapse, url: str, folder: Path, names: Iterable[str] = (PLAIN, ENCRYPTED)
) -> AsyncIterator[Scene]:
    """The sample task force with rooms on Matrix, which the bot and one person are in."""
    account = synapse.newcomer("bot")
    keys = await logged_in(synapse, account, folder / "matrix")
    async with human(synapse, "amina", folder) as person, Net(synapse) as net:
        rooms = {
            name: await person.opens(account.user_id, encrypted=name == ENCRYPTED, name=name)
            for name in names
        }
        await enters(synapse.url, account, *rooms.values())
        _change(url, lambda work: seed(work, SystemClock().now()))
        _change(url, lambda work: _moved_in(work, person.id, rooms))
        yield Scene(net, url, folder, account, keys, person, rooms)


async def enters(url: str, account: Account, *rooms: str) -> None:
    """Nothing; somebody is in these rooms, to which they were invited."""
    server = Homeserver(url, account.access_token)
    for room in rooms:
        await server.ask("POST", f"{CLIENT}/join/{part(room)}", {})
    await server.close()


def _differing(what: str, found: list[Any], wanted: list[Any]) -> list[str]:
    """In words, where one list differs from the other first; nothing when they are the same."""
    for number, pair in enumerate(itertools.zip_longest(found, wanted)):
        if pair[0] != pair[1]:
            return [f"{what}, {len(found)} of {len(wanted)}, at {number}: {pair[0]} instead of {pair[1]}"]
    return []


def _change(url: str, job: Callable[[Work], None]) -> None:
    writer = Writer(Database(url))
    writer.do(job)
    writer.close()


def _moved_in(work: Work, person: str, rooms: dict[str, str]) -> None:
    _is_on_matrix(work, "you", person)
    change = "UPDATE room SET network = 'matrix', address = :new, ceiling = 'TLP:GREEN' WHERE address = :old"
    for name, room in rooms.items():
        work.run(Query(text(change)), new=room, old=ROOMS[name])


def _is_on_matrix(work: Work, handle: str, address: str) -> None:
    change = "UPDATE identity SET network = 'matrix', address = :new WHERE address = :old"
    work.run(Query(text(change)), new=address, old=handle)
