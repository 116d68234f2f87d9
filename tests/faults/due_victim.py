"""The real bot among things that come due, to be killed, one life after another: `-m faults.due_victim`.

Each line of standard input is what a life is given: `[OUT, URL, SINCE, RATE, BREAK]`; its process id is
answered, and its exit status when it is over. Its clock stood at `START` at SINCE, by the clock of the
machine, and runs RATE times as fast. A byte, or the end of standard input, lets it end in order.

The file OUT is a network that takes a moment to show something: each line says what was shown, in words and
with its key; OUT.log has the log. With BREAK one of the promises is broken on purpose, so that the harness
can show that it notices: what is planned is moved on in a transaction `before` the one that says it, or (and
nothing has a key) `after` it, or that is `forgotten`; or what is shown again has another `key`.
"""

import asyncio
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

from typing_extensions import override

from bot.app import Liaison
from bot.config import Config
from bot.metronome import Metronome
from bot.services.due import beat, telling
from bot.services.sending import Post
from bot.store import schedule
from bot.store.database import Database
from bot.store.work import Work
from bot.text.catalogs import Catalogs
from bot.text.plain import render
from bot.time.clock import SystemClock
from faults.victim import say

START = datetime(2026, 11, 3, 5, tzinfo=UTC)
TRANSIT = 0.01
TEAR = 0.03


@dataclass(frozen=True, slots=True)
class Fast:
    """A time that runs so many times as fast as the machine's, from `START` on."""

    since: float
    rate: float

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return START + timedelta(seconds=(time.time() - self.since) * self.rate)

    def machine(self, instant: datetime) -> float:
        """What the machine's clock shows at an instant."""
        return self.since + (instant - START).total_seconds() / self.rate


class Scaled(Metronome):
    """The metronome, told by the machine's clock when the next beat is: it cannot rely on its sweep here."""

    def __init__(self, liaison: Liaison, clock: Fast) -> None:
        super().__init__(liaison._beat, SystemClock())
        self.clock = clock

    @override
    def plan(self, due_at: datetime | None) -> None:
        super().plan(due_at and datetime.fromtimestamp(self.clock.machine(due_at), UTC))


class Slow:
    """A network that knows repetitions by their key: a kill can come before it shows something, or after."""

    network = "console"
    keyed = True

    def __init__(self, *, rekeyed: bool) -> None:
        self.rekeyed = rekeyed

    async def send(self, post: Post) -> tuple[str, ...]:
        """One message, named for its key."""
        key = f"{post.key}-{os.urandom(4).hex()}" if self.rekeyed else post.key
        await asyncio.sleep(random.uniform(0, TRANSIT))
        words = "\n".join(render(doc, tongue, controls=False) for tongue, doc in post.parts)
        say(shown=key, room=post.room.address, words=words)
        await asyncio.sleep(random.uniform(0, TRANSIT))
        return (f"m{key}",)


class Torn(Liaison):
    """A bot whose beats are torn in two: what is put off is done in a second transaction, or never."""

    def __init__(self, *given: Any, forgetful: bool) -> None:
        super().__init__(*given)
        self.put_off: list[Callable[[Work], object]] = []
        self.forgetful = forgetful
        self.turn = asyncio.Lock()

    @override
    async def catch_up(self) -> int:
        async with self.turn:
            while await asyncio.wrap_future(self.writer.submit(self._due)):
                rest, self.put_off = [] if self.forgetful else self.put_off, []
                await asyncio.sleep(TEAR)
                await asyncio.wrap_future(
                    self.writer.submit(lambda work, rest=rest: [do(work) for do in rest])
                )
            self.metronome.plan(await asyncio.wrap_future(self.writer.submit(schedule.next_due)))
        return 0

    def said_later(self) -> None:
        """Nothing; from now on a beat only moves things on, and says them afterwards."""
        tell = beat.tell
        beat.tell = lambda _, *given: self.put_off.append(lambda work: tell(work, *given))

    def moved_later(self) -> None:
        """Nothing; from now on a beat only says things, and moves them on afterwards."""
        move, end = schedule.move, schedule.end
        schedule.move = lambda _, *given: self.put_off.append(lambda work: move(work, *given))
        schedule.end = lambda _, *given: self.put_off.append(lambda work: end(work, *given))


def unkeyed() -> None:
    """Nothing; from now on every occurrence is said under a key that is never used again."""
    post = telling.post
    telling.post = lambda *given: post(*given[:3], replace(given[3], key=os.urandom(8).hex()))


def bot(url: str, clock: Fast, breaking: str) -> Liaison:
    """The bot, with one of its promises broken where that is asked for."""
    given = Config().trying(url), clock, [Slow(rekeyed=breaking == "key")], Database(url)
    match breaking:
        case "" | "key":
            return Liaison(*given)
        case "before":
            torn = Torn(*given, forgetful=False)
            torn.said_later()
        case "after":
            torn = Torn(*given, forgetful=False)
            torn.moved_later()
            unkeyed()
        case "forgotten":
            torn = Torn(*given, forgetful=True)
            torn.moved_later()
        case _:
            raise ValueError(breaking)
    return torn


async def live(url: str, clock: Fast, breaking: str) -> None:
    """Nothing; what comes due is said until there is something on standard input, or no more."""
    liaison = bot(url, clock, breaking)
    liaison.metronome = Scaled(liaison, clock)
    async with asyncio.TaskGroup() as group:
        await liaison.run(group)
        say(ready=True)
        await asyncio.to_thread(os.read, 0, 1)
        await liaison.settled()
        liaison.stop()
    liaison.close()


def begin(out: str, url: str, since: float, rate: float, breaking: str) -> NoReturn:
    """Nothing; a life is lived."""
    status = 1
    try:
        for stream, name in ((1, out), (2, f"{out}.log")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        os.write(1, b"\n")  # the life before may have been killed within a line
        random.seed()
        asyncio.run(live(url, Fast(since, rate), breaking))
        status = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def cradle() -> None:
    """Nothing; lives are begun, each when the one before is over, with everything imported already."""
    Catalogs().words("command word")
    for line in iter(sys.stdin.readline, ""):
        life = os.fork()
        if not life:
            begin(*json.loads(line))
        sys.stdout.write(f"{life}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(life, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    cradle()
