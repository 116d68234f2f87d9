"""The bot on Telegram beside two echo bots, on one emulator: `python bench/on_telegram.py [UPDATES]`.

Each round runs, each in a process of its own, new every time: our bot doing a write, our bot doing a
read, python-telegram-bot's echo bot and aiogram's. Ours keeps everything it hears and says in an SQLite
file, on disk before it goes on; the echo bots keep nothing. Measured are, from the emulator's side:

* updates answered a second, with all of them waiting when the clock starts, in 50 groups;
* the processor time of the bot's process for each of these;
* from an update put in to its reply received, at 50 updates a second;
* one post to 300 groups by our bot, and whether Telegram would have refused any of it.

For the first three our pace is lifted: Telegram's limits allow half of that rate. (This file is not
called telegram.py, since that is the name of the library.)
"""

import asyncio
import importlib.util
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from bots.orders import TOKEN
from commands import template
from lo_bot_api_emulator import LoBotApiEmulator
from typing_extensions import override

from bot.model.markings import Tlp
from bot.model.people import Identity
from bot.model.rooms import Room
from bot.store import directory
from bot.store.database import Database
from bot.transports.telegram.hearing import NETWORK
from bot.transports.telegram.pace import OVERALL

ROUNDS = 3
GROUPS, MANY_GROUPS = 50, 300
RATE, SECONDS = 50, 10
WARM = 4 * GROUPS
SPEAKER = 101
WRITE, READ = "/incident new sev2 tlp:green Boat adrift", "/help"
BOTS = {
    "ours, /incident new": ("ours", WRITE),
    "ours, /help": ("ours", READ),
    "python-telegram-bot": ("echo_ptb", WRITE),
    "aiogram": ("echo_aiogram", WRITE),
}
UNKNOWN = {"allowed_updates", "link_preview_options", "message_thread_id", "protect_content"}
ECHOES = ("python-telegram-bot", "aiogram")
LIMITS = {
    "30 a second": (30, 1.0, False),
    "1 a second in a chat": (1, 1.0, True),
    "20 a minute in a group": (20, 60.0, True),
}


class Emulator(LoBotApiEmulator):
    """A Telegram that does not mind what it does not know, and notes who was answered when."""

    def __init__(self) -> None:
        super().__init__(max_updates=100_000)
        self.put: dict[int, deque[float]] = defaultdict(deque)
        self.sent: list[tuple[int, float]] = []
        self.waits: list[float] = []
        self.polls = 0
        self.changed = asyncio.Condition()
        self._numbers = iter(range(1, 10**9))

    @override
    async def read_request(self, request: web.Request) -> tuple[dict[str, Any], dict[str, Any]]:
        fields, uploads = await super().read_request(request)
        method = request.match_info["method"]
        self.polls += method == "getUpdates"
        if method == "sendMessage":
            self._answered(int(fields["chat_id"]), time.perf_counter())
        async with self.changed:
            self.changed.notify_all()
        return {key: value for key, value in fields.items() if key not in UNKNOWN}, uploads

    def _answered(self, chat: int, at: float) -> None:
        self.sent.append((chat, at))
        if self.put[chat]:
            self.waits.append(at - self.put[chat].popleft())

    async def says(self, number: int, text: str) -> None:
        """Nothing; somebody says it in one of the groups, in turn."""
        chat = -1001 - number % GROUPS
        self.put[chat].append(time.perf_counter())
        message = {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "supergroup", "title": "Room"},
            "from": {"id": SPEAKER, "is_bot": False, "first_name": "You"},
            "text": text,
        }
        await self.enqueue_update({"message": message}, token=TOKEN)

    async def until_sent(self, count: int) -> None:
        """Nothing, once so many messages were sent."""
        async with asyncio.timeout(120), self.changed:
            await self.changed.wait_for(lambda: len(self.sent) >= count)


class Measured:
    """A bot's process, and what it is talked to through."""

    def __init__(self, process: asyncio.subprocess.Process, emulator: Emulator) -> None:
        self._process = process
        self.emulator = emulator

    async def order(self, what: str) -> None:
        """Nothing; the process does it in its own time."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n".encode())
        await self._process.stdin.drain()

    async def cpu(self) -> float:
        """The seconds of processor time used so far."""
        assert self._process.stdout is not None
        await self.order("cpu")
        return float(await self._process.stdout.readline())


@asynccontextmanager
async def running(script: str, *arguments: str) -> AsyncIterator[Measured]:
    """A bot that polls an emulator of its own, until the end of the block."""
    emulator = Emulator()
    runner = web.AppRunner(emulator.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    path = Path(__file__).with_name("bots") / f"{script}.py"
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(path), url, *arguments,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(60), emulator.changed:
            await emulator.changed.wait_for(lambda: emulator.polls)
        yield Measured(process, emulator)
    finally:
        process.kill()
        await process.wait()
        await runner.cleanup()


def database(folder: Path, groups: int) -> Path:
    """A database whose sample coordinator and so many groups are on Telegram."""
    folder.mkdir()
    path = template(folder)
    link = Database(f"sqlite:///{path}").connect()
    work = link.begin()
    now = datetime.now(UTC)  # noqa: TID251 - nothing here depends on the hour
    taskforce, person = directory.taskforce(work, "LAKES"), directory.person(work, "you")
    assert taskforce is not None
    assert person is not None
    account = {"network": NETWORK, "address": str(SPEAKER), "person_id": person.id, "verified_at": now}
    work.insert(Identity, account)
    for number in range(groups):
        values = {"network": NETWORK, "address": str(-1001 - number), "taskforce_id": taskforce.id}
        work.insert(Room, {**values, "ceiling": Tlp.GREEN, "cap": Tlp.GREEN, "created_at": now})
    link.commit()
    link.close()
    return path


def fresh(folder: Path, start: Path) -> Path:
    """A copy of a database, alone in a new folder."""
    return Path(shutil.copy(start, tempfile.mkdtemp(dir=folder)))


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a bot; the times in milliseconds, the processor time in microseconds."""

    rate: float
    cpu: float
    p50: float
    p95: float


async def figures(bot: Measured, line: str, updates: int) -> Figures:
    """What one run shows."""
    await _said(bot, line, WARM)
    before = await bot.cpu()
    took = await _said(bot, line, updates)
    used = await bot.cpu() - before
    waits = await _waits(bot.emulator, line)
    steps = statistics.quantiles(waits, n=100)
    return Figures(updates / took, used / updates * 1e6, steps[49] * 1e3, steps[94] * 1e3)


async def _said(bot: Measured, line: str, updates: int) -> float:
    """The seconds to the last reply, where all wait at the start; then it is quiet."""
    emulator = bot.emulator
    done = len(emulator.sent) + updates
    for number in range(updates):
        await emulator.says(number, line)
    start = time.perf_counter()
    await emulator.until_sent(done)
    took = emulator.sent[done - 1][1] - start
    await asyncio.sleep(0.5)
    assert len(emulator.sent) == done, "one reply to each"
    return took


async def _waits(emulator: Emulator, line: str) -> list[float]:
    """The seconds to each reply, where updates come one by one."""
    emulator.waits.clear()
    done = len(emulator.sent) + RATE * SECONDS
    start = time.perf_counter()
    for number in range(RATE * SECONDS):
        await asyncio.sleep(start + number / RATE - time.perf_counter())
        await emulator.says(number, line)
    await emulator.until_sent(done)
    return list(emulator.waits)


async def broadcast(path: Path) -> tuple[float, dict[str, int]]:
    """The seconds from the order to the last group, and how often each limit was passed."""
    async with running("ours", str(path)) as bot:
        start = time.perf_counter()
        await bot.order("broadcast")
        await bot.emulator.until_sent(MANY_GROUPS)
        sent = bot.emulator.sent
        assert len({chat for chat, _ in sent}) == MANY_GROUPS
        return sent[-1][1] - start, {name: beyond(sent, *limit) for name, limit in LIMITS.items()}


def beyond(sent: Sequence[tuple[int, float]], count: int, seconds: float, each: bool) -> int:  # noqa: FBT001
    """How many messages came while the window before them, of each chat or of all, was full."""
    said, found = defaultdict(list), 0
    for chat, at in sent:
        earlier = said[chat if each else 0]
        found += len(earlier) >= count and at - earlier[-count] < seconds
        earlier.append(at)
    return found


async def a_round(folder: Path, start: Path, updates: int) -> dict[str, Figures]:
    """Every bot once, ours each time on a database as it was at the start."""
    found = {}
    for name, (script, line) in BOTS.items():
        path = fresh(folder, start)
        arguments = (str(path), "--unpaced") if script == "ours" else ()
        async with running(script, *arguments) as bot:
            found[name] = await figures(bot, line, updates)
    return found


def table(rounds: Sequence[dict[str, Figures]]) -> None:
    """Nothing; medians over the rounds are printed, and the ratios of ours to the others."""
    middle = {name: _middle([one[name] for one in rounds]) for name in BOTS}
    print(f"{'':44}{'updates/s':>10}{'CPU us':>10}{'p50 ms':>10}{'p95 ms':>10}")
    for name, values in middle.items():
        print(f"{name:44}" + "".join(f"{value:10.1f}" for value in values))
    for name in BOTS:
        for other in ECHOES if name not in ECHOES else ():
            ratios = (mine / theirs for mine, theirs in zip(middle[name], middle[other], strict=True))
            print(f"{f'{name} : {other}':44}" + "".join(f"{ratio:10.2f}" for ratio in ratios))
    print(f"asked, of python-telegram-bot:{'':14}{'>= 1':>10}{'<= 1.5':>10}{'':10}{'< 25 ms':>10}")


def _middle(figures_of_one: Sequence[Figures]) -> list[float]:
    return [statistics.median(values) for values in zip(*map(astuple, figures_of_one), strict=True)]


async def main(updates: int) -> None:
    """Nothing; every figure is printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        some, many = database(folder / "some", GROUPS), database(folder / "many", MANY_GROUPS)
        print(f"{updates} updates in {GROUPS} groups at once, then {RATE} a second for {SECONDS} s")
        print(f"medians of {ROUNDS} rounds; our pace is lifted here")
        table([await a_round(folder, some, updates) for _ in range(ROUNDS)])
        took, passed = [], Counter[str]()
        for _ in range(ROUNDS):
            seconds, beyond_limits = await broadcast(fresh(folder, many))
            took.append(seconds)
            passed.update(beyond_limits)
    least, middle = MANY_GROUPS / OVERALL[0].count, statistics.median(took)
    print(
        f"one post to {MANY_GROUPS} groups at our pace: {middle:.2f} s, {middle / least:.2f} of {least:.0f} s"
    )
    print("messages beyond a limit: " + ", ".join(f"{count} of {name}" for name, count in passed.items()))


if __name__ == "__main__":
    if importlib.util.find_spec("aiogram") is None:
        sys.exit("the echo bot of aiogram is measured too: pip install --group bench")
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
