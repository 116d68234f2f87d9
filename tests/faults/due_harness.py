"""Kills the real process around the instants at which things come due, and keeps what the network showed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from select import select
from typing import Self

import sqlalchemy

from bot.model.base import table
from bot.model.delivery import Outbox, OutboxState, Schedule
from bot.store.database import Database, Link
from faults.due_plan import DAY, NEVER, Thing
from faults.due_victim import START, Fast

TESTS = Path(__file__).parents[1]
RATE, SLOWER = 600, 60
EARLY, HASTY = 0.1, 0.25
DOWN = 1.2
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on the network."""

    key: str
    room: str
    words: str


@dataclass
class History:
    """What the network showed, when the plug was pulled, and until when everything should have been said."""

    shown: list[Shown] = field(default_factory=list)
    kills: list[datetime] = field(default_factory=list)
    horizon: datetime = START
    calm: bool = True


class Cradle:
    """A process with everything imported, from which the lives of the victim are forked."""

    def __init__(self, url: str, out: Path, breaking: str = "") -> None:
        self.url, self.out, self.breaking = url, out, breaking
        self.patience = 1 if breaking else PATIENCE
        self.process = subprocess.Popen(
            [sys.executable, "-m", "faults.due_victim"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=TESTS,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate(timeout=PATIENCE)

    def tell(self, line: str) -> None:
        """Nothing; the line is heard."""
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def answer(self) -> int:
        """The process id of a life, or how it ended."""
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())

    def answers(self, within: float) -> bool:
        """Whether there is an answer before so many seconds have passed."""
        return bool(select([self.process.stdout], [], [], within)[0])

    def shown(self) -> Iterator[Shown]:
        """What the network showed, in all lives."""
        for line in self.out.read_text().splitlines():
            try:
                words = json.loads(line)
            except ValueError:
                continue  # a line that was cut by a kill
            if "shown" in words:
                yield Shown(words["shown"], words["room"], words["words"])


class Life:
    """One life of the victim; what it shows outlives it."""

    def __init__(self, cradle: Cradle, clock: Fast) -> None:
        self.cradle, self.clock = cradle, clock
        self.before = cradle.out.stat().st_size if cradle.out.exists() else 0
        given = [str(cradle.out), cradle.url, clock.since, clock.rate, cradle.breaking]
        cradle.tell(json.dumps(given) + "\n")
        self.process_id = cradle.answer()

    def wait(self) -> None:
        """Nothing, once it is up."""
        deadline = time.monotonic() + PATIENCE
        while not self.cradle.out.exists() or b'"ready"' not in self._heard():
            assert time.monotonic() < deadline
            assert not self.cradle.answers(within=0.002), "it could not begin"

    def _heard(self) -> bytes:
        with self.cradle.out.open("rb") as out:
            out.seek(self.before)
            return out.read()

    def kill(self) -> datetime:
        """When the plug was pulled."""
        os.kill(self.process_id, signal.SIGKILL)
        at = self.clock.now()
        assert self.cradle.answer() == signal.SIGKILL
        return at

    def end(self) -> None:
        """Nothing; the victim finishes everything and ends."""
        self.cradle.tell("\n")
        assert self.cradle.answer() == 0


def torture(
    url: str, out: Path, things: list[Thing], kills: int, *, breaking: str = "", seed: int = 1
) -> History:
    """The history of so many lives, each ended about when something came due, and of a last one."""
    chance, history = random.Random(seed), History()
    moments = sorted({slot for thing in things for slot in thing.slots(NEVER, START + 30 * DAY)})
    with Cradle(url, out, breaking) as cradle:
        clock = Fast(time.time(), RATE)
        for _ in range(kills):
            life = Life(cradle, clock)
            _await(chance, life, moments)
            history.kills.append(life.kill())
            time.sleep(chance.choice((0, 0, chance.uniform(0, DOWN))))
        last(cradle, history, clock)
    return history


def _await(chance: random.Random, life: Life, moments: list[datetime]) -> None:
    """Nothing, while it begins, or says what came due meanwhile, or about when the next things come due."""
    manner = chance.random()
    if manner < EARLY:
        time.sleep(chance.uniform(0, 0.05))
        return
    life.wait()
    if manner < EARLY + HASTY:
        time.sleep(chance.uniform(0, 0.3))
        return
    _calms(life.cradle, life.clock.now())
    now = life.clock.now()
    coming = [life.clock.machine(one) for one in moments if one > now][:2]
    if coming:
        time.sleep(max(0.0, chance.choice(coming) + chance.uniform(-0.01, 0.06) - time.time()))


def outage(url: str, out: Path, down: timedelta) -> History:
    """The history of a life, of so much time after it was killed, and of another life."""
    history = History()
    with Cradle(url, out) as cradle:
        clock = Fast(time.time(), SLOWER)
        life = Life(cradle, clock)
        life.wait()
        assert _calms(cradle, clock.now())
        history.kills.append(life.kill())
        last(cradle, history, Fast(clock.since - down.total_seconds() / SLOWER, SLOWER))
    return history


def last(cradle: Cradle, history: History, clock: Fast) -> None:
    """Nothing; a last life says what is due for a while, then ends in order."""
    life = Life(cradle, clock)
    life.wait()
    history.horizon = clock.now() + timedelta(seconds=1.5 * clock.rate)
    time.sleep(max(0.0, clock.machine(history.horizon) - time.time()))
    history.calm = _calms(cradle, history.horizon)
    life.end()
    history.shown = list(cradle.shown())


def _calms(cradle: Cradle, until: datetime) -> bool:
    """Whether everything that was due by then is said before the harness runs out of patience."""
    deadline = time.monotonic() + cradle.patience
    link = Database(cradle.url).connect(reading=True)
    try:
        while not (quiet := _quiet(link, until)) and time.monotonic() < deadline:
            time.sleep(0.02)
        return quiet
    finally:
        link.close()


def _quiet(link: Link, until: datetime) -> bool:
    """Whether nothing waits that was due by then, and nothing waits to be said."""
    row, post = table(Schedule).c, table(Outbox).c
    due = sqlalchemy.select(row.id).where(row.done_at.is_(None), row.due_at <= until)
    waiting = sqlalchemy.select(post.id).where(post.state == OutboxState.WAITING)
    with link.reading() as work:
        return not work.once(due) and not work.once(waiting)
