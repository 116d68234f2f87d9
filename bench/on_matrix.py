"""The bot on Matrix beside the simplest possible one, on one Synapse: `python bench/on_matrix.py [COMMANDS]`.

Each round runs, each in a process of its own with an account and rooms of its own: a bot of a few lines
on matrix-nio that answers with a constant, ours doing a read, ours doing a write; all that in plain and
in encrypted rooms. Ours keeps everything it hears and says in an SQLite file, on disk before it goes on;
the other keeps nothing. Measured are, from the people's side, who wait for each answer:

* from a line sent to its answer received, one person alone; and how many of these a second;
* the processor time of the bot's process for each of these;
* the same with 20 people in 20 rooms at once;
* from the start of a process that was there before, in 50 rooms, to its first answer; its memory at the end.

The machine is shared by Synapse, which takes a core of its own, the people and the bot: only ratios count.
"""

import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import astuple, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "tests"))

from commands import template  # noqa: E402
from matrix_world import Human, logged_in  # noqa: E402
from synapse import Account, Synapse  # noqa: E402
from typing_extensions import override  # noqa: E402

from bot.model.markings import Tlp  # noqa: E402
from bot.model.people import Identity  # noqa: E402
from bot.model.rooms import Room  # noqa: E402
from bot.store import directory  # noqa: E402
from bot.store.database import Database  # noqa: E402
from bot.transports.matrix.hearing import NETWORK  # noqa: E402
from bot.transports.matrix.homeserver import CLIENT, Homeserver, part  # noqa: E402
from bot.transports.matrix.keys import Keys  # noqa: E402

ROUNDS = 3
PEOPLE, ROOMS = 20, 50
BLOCKS = 5
EACH = 4  # commands of each of the people at once, in each block
WARM = 2
TICKS = os.sysconf("SC_CLK_TCK")
FLOOR, READ, WRITE = "matrix-nio, a constant", "ours, !me", "ours, !incident log"
LINES = {FLOOR: ("!ping", "pong"), READ: ("!me", "you"), WRITE: ("!incident log {} Seen again", "is logged")}
ASKED = {
    False: (1.15, None, 0.9, 2.0, 1.3, 0.6),
    True: (1.15, None, 0.9, 2.0, 1.4, 0.6),
}


class Person(Human):
    """Somebody who is told only what others say, and looks no further."""

    @override
    async def sync(self, seconds: float = 1.0) -> dict[str, Any]:
        nothing: dict[str, Any] = {"types": []}
        room = {
            "timeline": {"not_senders": [self.id], "types": ["m.room.message", "m.room.encrypted"]},
            "state": {"types": []},
            "ephemeral": nothing,
            "account_data": nothing,
        }
        told = {"presence": nothing, "account_data": nothing, "room": room}
        asked = {"timeout": str(int(seconds * 1000)), "filter": json.dumps(told)}
        if self.since:
            asked["since"] = self.since
        answer = await self.server.ask("GET", f"{CLIENT}/sync", params=asked, seconds=seconds + 60)
        self.since = answer["next_batch"]
        if self.crypto is not None:
            self.crypto.counted(answer)
            self.crypto.receive(answer.get("to_device", {}).get("events", []))
            self.crypto.changed(answer.get("device_lists", {}).get("changed", []))
            await self.crypto.maintain(self.server)
        return answer

    async def asks(self, room: str, line: str, words: str, readers: Sequence[str]) -> float:
        """The seconds from a line to its answer."""
        start = time.perf_counter()
        await self.says(room, line, readers=readers)
        while True:
            for event in await self.new(room):
                if event["type"] == "m.room.message":
                    body = event["content"]["body"]
                    assert words in body, body
                    return time.perf_counter() - start

    @override
    async def new(self, room: str) -> list[dict[str, Any]]:
        answer = await self.sync(30)
        told = answer.get("rooms", {}).get("join", {}).get(room, {})
        events = told.get("timeline", {}).get("events", [])
        return [one for event in events if (one := await self._clear(room, event))]

    async def quiet(self) -> None:
        """Nothing, once nothing more is said to them for a while."""
        while (await self.sync(0.7)).get("rooms", {}).get("join"):
            pass


class Bot:
    """A bot's process, with an account and rooms of its own; each of the people is in one of them or more."""

    def __init__(self, town: "Town", name: str, rooms: list[str], account: Account, folder: Path) -> None:
        self.town = town
        self.name = name
        self.rooms = rooms
        self.account = account
        self.folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Nothing; the process starts."""
        with (self.folder / "output").open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command(), stdout=output, stderr=output
            )

    def _command(self) -> list[str]:
        if self.name != FLOOR:
            return ["-m", "bot", "run", "--config", str(self.folder / "config.toml")]
        store = [str(self.folder)] if self.town.encrypted else []
        return [str(HERE / "bots/matrix_nio.py"), self.town.url, str(self.folder / "keys.json"), *store]

    async def stop(self) -> None:
        """Nothing; the process is gone."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def cpu(self) -> float:
        """The seconds of processor time used so far."""
        assert self._process is not None
        return used_by(self._process.pid)

    def memory(self) -> float:
        """The resident memory in MiB."""
        assert self._process is not None
        lines = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))

    async def awake(self) -> None:
        """Nothing, once it answers: what was said before a bot's first sync it does not hear."""
        for _ in range(30):
            with suppress(TimeoutError):
                async with asyncio.timeout(2):
                    await self.asked(0, 1)
                    break
        await self.town.people[0].quiet()

    async def asked(self, number: int, times: int) -> list[float]:
        """The seconds to each answer of one of the people, who asks again when it is there."""
        line, words = LINES[self.name]
        person, room = self.town.people[number], self.rooms[number]
        line = line.format(self.town.incidents[number % len(self.town.incidents)])
        readers = (self.account.user_id,) if self.town.encrypted else ()
        return [await person.asks(room, line, words, readers) for _ in range(times)]


def used_by(pid: int) -> float:
    """The seconds of processor time a process used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class Town:
    """People on a server, who talk to one bot after the other."""

    def __init__(self, synapse: Synapse, folder: Path, *, encrypted: bool) -> None:
        self.synapse = synapse
        self.url = synapse.url
        self.encrypted = encrypted
        self.incidents = (3, 5, 7, 10)  # those of the sample that everybody in the rooms may see
        self.people: list[Person] = []
        self._folder = folder
        self._numbers = itertools.count()

    async def begin(self) -> None:
        """Nothing; the people are there."""
        for number in range(PEOPLE):
            folder = self._folder / f"person{number}" if self.encrypted else None
            person = Person(self.url, self.synapse.newcomer("person"), folder)
            await person.begin()
            self.people.append(person)

    async def end(self) -> None:
        for person in self.people:
            await person.end()

    def server_cpu(self) -> float:
        """The seconds of processor time the server used so far."""
        process = self.synapse._process  # noqa: SLF001 - for a look only
        assert process is not None
        return used_by(process.pid)

    async def quiet(self) -> None:
        """Nothing, once nothing more is said to anybody for a while."""
        await asyncio.gather(*(person.quiet() for person in self.people))

    @asynccontextmanager
    async def bot(self, name: str, rooms: int) -> AsyncIterator[Bot]:
        """A bot that was let into so many rooms, and has not been started."""
        folder = self._folder / f"bot{next(self._numbers)}"
        account = self.synapse.newcomer("bot")
        if name == FLOOR:
            Keys(self.url, account.user_id, account.device_id, account.access_token).save(folder)
        else:
            await logged_in(self.synapse, account, folder / "matrix")
        entered = await self._let_in(account, rooms)
        if name != FLOOR:
            self._prepare(folder, entered)
        bot = Bot(self, name, entered, account, folder)
        try:
            yield bot
        finally:
            await bot.stop()

    async def _let_in(self, account: Account, count: int) -> list[str]:
        server, rooms = Homeserver(self.url, account.access_token), []
        for number in range(count):
            person = self.people[number % len(self.people)]
            room = await person.opens(account.user_id, encrypted=self.encrypted)
            await server.ask("POST", f"{CLIENT}/join/{part(room)}", {})
            rooms.append(room)
        await server.close()
        await self.quiet()
        return rooms

    def _prepare(self, folder: Path, rooms: list[str]) -> None:
        """Nothing; the people may write in the rooms, and there is a configuration."""
        path = template(folder)
        link = Database(f"sqlite:///{path}").connect()
        work = link.begin()
        now = datetime.now(UTC)  # noqa: TID251 - nothing here depends on the hour
        taskforce, you = directory.taskforce(work, "LAKES"), directory.person(work, "you")
        assert taskforce is not None
        assert you is not None
        for person in self.people:
            account = {"network": NETWORK, "address": person.id, "person_id": you.id, "verified_at": now}
            work.insert(Identity, account)
        for room in rooms:
            values = {"network": NETWORK, "address": room, "taskforce_id": taskforce.id}
            work.insert(Room, {**values, "ceiling": Tlp.GREEN, "cap": Tlp.GREEN, "created_at": now})
        link.commit()
        link.close()
        matrix = f'[matrix]\nhomeserver = "{self.url}"\nfolder = "{folder / "matrix"}"\n'
        (folder / "config.toml").write_text(f'[database]\nurl = "sqlite:///{path}"\n{matrix}')


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a bot: milliseconds, commands a second, MiB."""

    p50: float
    p95: float
    rate: float
    cpu: float
    many_rate: float
    many_p95: float
    many_cpu: float
    memory: float


@dataclass(slots=True)
class Tally:
    """The seconds to each answer, the seconds and the processor seconds they all took."""

    waits: list[float] = field(default_factory=list)
    took: float = 0.0
    cpu: float = 0.0
    synapse: float = 0.0

    async def add(self, bot: Bot, asked: Awaitable[list[float]]) -> None:
        """Nothing; what is asked of the bot now is counted."""
        start, used, server = time.perf_counter(), bot.cpu(), bot.town.server_cpu()
        self.waits += await asked
        self.took += time.perf_counter() - start
        self.cpu += bot.cpu() - used
        self.synapse += bot.town.server_cpu() - server

    def p95(self) -> float:
        return statistics.quantiles(self.waits, n=20)[-1] * 1e3

    def rate(self) -> float:
        return len(self.waits) / self.took

    def each(self) -> float:
        """The milliseconds of processor time for each."""
        return self.cpu / len(self.waits) * 1e3


async def _all(bot: Bot, times: int) -> list[float]:
    """The seconds to each answer, where everybody asks at once."""
    found = await asyncio.gather(*(bot.asked(number, times) for number in range(PEOPLE)))
    return [one for waits in found for one in waits]


async def a_round(town: Town, commands: int) -> dict[str, Figures]:
    """What every bot shows; all run, and are asked in turn, so that what else the machine does hits all."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(town.bot(name, PEOPLE)) for name in LINES]
        for bot in bots:
            await bot.start()
            await bot.awake()
            await _all(bot, WARM)
        one, many = {bot.name: Tally() for bot in bots}, {bot.name: Tally() for bot in bots}
        for block in range(BLOCKS):
            for bot in bots if block % 2 == 0 else reversed(bots):
                await town.quiet()
                await one[bot.name].add(bot, bot.asked(0, commands // BLOCKS))
                await many[bot.name].add(bot, _all(bot, EACH))
        if "SYNAPSE" in os.environ:
            for tally in (one, many):
                print(
                    {name: round(t.synapse / len(t.waits) * 1e3, 1) for name, t in tally.items()}, flush=True
                )
        return {bot.name: _figures(one[bot.name], many[bot.name], bot.memory()) for bot in bots}


def _figures(one: Tally, many: Tally, memory: float) -> Figures:
    return Figures(
        p50=statistics.median(one.waits) * 1e3,
        p95=one.p95(),
        rate=one.rate(),
        cpu=one.each(),
        many_rate=many.rate(),
        many_p95=many.p95(),
        many_cpu=many.each(),
        memory=memory,
    )


async def start_up(bot: Bot) -> float:
    """The seconds from the start of a process that ran before to its answer to what was said meanwhile."""
    await bot.stop()
    await bot.start()
    await bot.awake()
    await bot.town.quiet()
    await bot.stop()
    asking = asyncio.gather(bot.asked(0, 1))
    await asyncio.sleep(1)
    start = time.perf_counter()
    await bot.start()
    await asking
    return time.perf_counter() - start


HEADINGS = ("p50 ms", "p95 ms", "a second", "CPU ms", "20x20 /s", "20x20 p95", "20x20 CPU", "MiB")


def table(rounds: Sequence[dict[str, Figures]], *, encrypted: bool) -> None:
    """Nothing; printed are medians over the rounds, and of the ratios of ours to the other within each."""
    print(f"{'encrypted' if encrypted else 'plain':26}" + "".join(f"{one:>10}" for one in HEADINGS))
    for name in rounds[0]:
        print(
            f"{name:26}"
            + "".join(f"{value:10.1f}" for value in _middle([astuple(one[name]) for one in rounds]))
        )
    for name in rounds[0].keys() - {FLOOR}:
        ratios = [_ratios(one[name], one[FLOOR]) for one in rounds]
        print(f"{f'{name}, ratio':26}" + "".join(f"{ratio:10.2f}" for ratio in _middle(ratios)))
    rate = ">= 1.4" if encrypted else ">= 1.3"
    asked = ("<= 1.15", "", ">= 0.9", "<= 2", rate, "<= 0.6", "", "< 120")
    print(f"{'asked':26}" + "".join(f"{one:>10}" for one in asked))


def _ratios(ours: Figures, other: Figures) -> list[float]:
    return [mine / theirs for mine, theirs in zip(astuple(ours), astuple(other), strict=True)]


def _middle(rows: Sequence[Sequence[float]]) -> list[float]:
    return [statistics.median(values) for values in zip(*rows, strict=True)]


async def measured(synapse: Synapse, folder: Path, commands: int, *, encrypted: bool) -> None:
    """Nothing; all is printed of plain or of encrypted rooms."""
    folder.mkdir()  # noqa: ASYNC240 - nothing else runs yet
    town = Town(synapse, folder, encrypted=encrypted)
    await town.begin()
    rounds = [await a_round(town, commands) for _ in range(ROUNDS)]
    table(rounds, encrypted=encrypted)
    async with town.bot(READ, ROOMS) as bot:
        took = [await start_up(bot) for _ in range(ROUNDS)]
        print(
            f"from start to first answer in {ROOMS} rooms: {statistics.median(took):.2f} s (asked: below 2)"
        )
        print(f"resident then: {bot.memory():.0f} MiB (asked: below 120)")
    await town.end()


async def main(commands: int) -> None:
    """Nothing; every figure is printed."""
    missing = Synapse.missing()
    if missing:
        sys.exit(missing)
    with tempfile.TemporaryDirectory() as name, Synapse() as synapse:
        for encrypted in (False, True):
            await measured(synapse, Path(name) / str(encrypted), commands, encrypted=encrypted)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
