"""Kills the real process at random instants while a client sends commands, then judges what is left."""

import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.chain import verify
from bot.store.database import Database

VICTIM = Path(__file__).with_name("victim.py")
IN_FLIGHT = 24
ROOMS = ("console", "members", "partners")


@dataclass
class History:
    """What the client sent, what was acknowledged, and what was shown, in the order it was seen."""

    sent: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    kills: int = 0

    def note(self, line: dict[str, str]) -> None:
        """Nothing; one line of the victim is written down."""
        if "heard" in line:
            self.acknowledged.add(line["heard"])
        if "shown" in line:
            self.shown.append((line["shown"], line["room"], line["reply_to"]))


class Life:
    """One life of the victim."""

    def __init__(self, url: str, breaking: str, history: History) -> None:
        self.history = history
        self.ready = threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, str(VICTIM), url, breaking],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            try:
                words = json.loads(line)
            except ValueError:
                continue  # cut off by the kill
            if "ready" in words:
                self.ready.set()
            self.history.note(words)

    def send(self, event: str) -> None:
        """Nothing; a command is sent, unless the victim is gone."""
        line = {"event": event, "room": room_of(event), "text": f"/incident new sev2 tlp:clear Event {event}"}
        try:
            assert self.process.stdin is not None
            self.process.stdin.write(json.dumps(line) + "\n")
            self.process.stdin.flush()
        except OSError:
            return

    def kill(self) -> None:
        """Nothing; the plug is pulled."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self._close()
        self.history.kills += 1

    def end(self) -> None:
        """Nothing; the victim finishes everything and ends."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(60) == 0
        self._close()

    def _close(self) -> None:
        self.reader.join(5)
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(BrokenPipeError):
                pipe.close()  # type: ignore[union-attr]


def room_of(event: str) -> str:
    """The room an event is sent in: always the same."""
    return ROOMS[int(event[1:]) % len(ROOMS)]


def torture(url: str, kills: int, *, breaking: str = "", seed: int = 1) -> History:
    """The history of so many lives, each ended at a random instant, and of a last one that ends in order."""
    chance, history, number = random.Random(seed), History(), 0
    for life_number in range(kills + 1):
        life = Life(url, breaking, history)
        last = life_number == kills
        early = chance.random() < 0.15 and not last
        if early:
            time.sleep(chance.uniform(0, 0.6))
            life.kill()
            continue
        assert life.ready.wait(60)
        pending = [event for event in history.sent if event not in history.acknowledged]
        for event in pending:
            life.send(event)
        deadline = time.monotonic() + chance.uniform(0, 0.15)
        while not last and time.monotonic() < deadline:
            if len(history.sent) - len(history.acknowledged) < IN_FLIGHT:
                number += 1
                history.sent.append(f"e{number}")
                life.send(history.sent[-1])
                if chance.random() < 0.02:
                    life.send(chance.choice(history.sent))
            else:
                time.sleep(0.001)
        life.end() if last else life.kill()
    return history


def verdict(url: str, history: History) -> list[str]:
    """Every promise that was broken, in words; nothing when all were kept."""
    link = Database(url).connect(reading=True)
    try:
        rows = link.raw.execute("SELECT number, title FROM incident ORDER BY number").fetchall()
        waiting = link.raw.execute("SELECT count(*) FROM outbox WHERE state = 'waiting'").fetchone()[0]
        unheard = link.raw.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()[0]
        order = [str(row[0]) for row in link.raw.execute("SELECT id FROM outbox ORDER BY id").fetchall()]
        with link.reading() as work:
            chain = verify(work)
    finally:
        link.close()
    return _judge(rows, history, order) + [
        words
        for words, broken in (
            (f"{waiting} posts never said", waiting),
            (f"{unheard} lines never acted on", unheard),
            (f"the chain is broken: {chain.why}", not chain.whole),
        )
        if broken
    ]


def _judge(rows: list[tuple[int, str]], history: History, order: list[str]) -> list[str]:
    found = Counter(title.removeprefix("Event ") for _, title in rows if title.startswith("Event "))
    lost = [event for event in history.acknowledged if not found[event]]
    doubled = [event for event, count in found.items() if count > 1]
    gaps = [number for number, (given, _) in enumerate(rows, 1) if number != given]
    broken = []
    if lost:
        broken.append(f"{len(lost)} acknowledged commands lost")
    if doubled:
        broken.append(f"{len(doubled)} commands doubled")
    if gaps:
        broken.append(f"numbers have a gap at {gaps[0]}")
    return broken + _replies(history, order)


def _replies(history: History, order: list[str]) -> list[str]:
    first: dict[str, list[int]] = {}
    seen: set[str] = set()
    for key, room, _ in history.shown:
        if key not in seen:
            seen.add(key)
            first.setdefault(room, []).append(int(key))
    broken = [f"replies out of order in {room}" for room, keys in first.items() if keys != sorted(keys)]
    unsaid = set(order) - seen
    answered = {event for _, _, event in history.shown}
    missing = [event for event in history.acknowledged if event not in answered]
    if missing:
        broken.append(f"{len(missing)} acknowledged commands never answered")
    return broken + ([f"{len(unsaid)} posts never shown"] if unsaid else [])
