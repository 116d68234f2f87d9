"""From the inbox row to the committed reply, beside raw sqlite3 doing the same statements as durably.

`python bench/commands.py [COMMANDS]`. Each round runs, on copies of one database file:

* ours: `/incident new …` heard, acted on, its reply committed; by one sender, then by 64 at once;
* raw: the very statements and values of such a run, recorded before, executed by a bare sqlite3
  connection with the same pragmas: for one sender with our own commits, for 64 with one commit a command.

Printed are the medians over the rounds; ratios above 1 mean that ours is faster than raw.
"""

import contextlib
import gc
import shutil
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.app import Liaison
from bot.config import Config
from bot.model.delivery import Heard
from bot.services.sample import seed
from bot.store import schema
from bot.store.database import Database, LiteLink
from bot.time.clock import SystemClock
from bot.transports.base import heard

ROUNDS = 5
MANY = 64
WARM = 64  # commands before the clock runs: statements are compiled once in a process
Transaction = list[tuple[str, Any]]


class Measured(Liaison):
    """The bot without its networks, telling when a line is done with."""

    told: Callable[[int], None]

    def _over(self, key: int) -> None:
        super()._over(key)
        self.told(key)


def template(folder: Path) -> Path:
    """A database with the sample task force."""
    path = folder / "template.db"
    schema.upgrade(f"sqlite:///{path}")
    link = Database(f"sqlite:///{path}").connect()
    seed(link.begin(), datetime.now(UTC))  # noqa: TID251 - nothing here depends on the hour
    link.commit()
    link.close()
    return path


def line(number: int) -> dict[str, Any]:
    """One command as it is heard."""
    now = datetime.now(UTC)  # noqa: TID251 - as the network would
    return heard(
        network="console",
        event=f"e{number}",
        kind=Heard.LINE,
        room="console",
        sender="you",
        text=f"/incident new sev2 TRF.goods country:KE,UG place:Moyale tlp:amber src:B2 Truck {number}",
        sent_at=now,
        heard_at=now,
        extra={"cap": "TLP:AMBER+STRICT"},
    )


def ours(path: Path, commands: int, senders: int) -> tuple[float, list[float]]:
    """Seconds for all, and the seconds of each, with so many senders who each wait for their reply."""
    bot = Measured(Config(), SystemClock(), [], Database(f"sqlite:///{path}"))
    _run(bot, [line(-number) for number in range(WARM)], senders)
    result = _run(bot, [line(number) for number in range(1, commands + 1)], senders)
    bot.close()
    return result


def _run(bot: Measured, lines: list[dict[str, Any]], senders: int) -> tuple[float, list[float]]:
    lock, done, began = threading.Lock(), threading.Event(), dict[int, float]()
    coming, waits = iter(lines), list[float]()

    def say() -> None:
        with lock:
            heard_next = next(coming, None)
        if heard_next is None:
            return
        start = time.perf_counter()

        def known(future: Any) -> None:  # noqa: ANN401 - a future of keys
            began[future.result()[0]] = start

        bot.hear([heard_next]).add_done_callback(known)

    def told(key: int) -> None:
        waits.append(time.perf_counter() - began[key])
        if len(waits) == len(lines):
            done.set()
        else:
            say()

    bot.told = told
    start = time.perf_counter()
    for _ in range(senders):
        say()
    done.wait()
    return time.perf_counter() - start, waits


@contextlib.contextmanager
def recording(transactions: list[Transaction]) -> Any:  # noqa: ANN401 - a context
    """Every statement of every transaction, with its values."""
    connect = LiteLink._connect  # noqa: SLF001 - the one place all statements pass

    class Recorded(sqlite3.Connection):
        def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:  # type: ignore[override] # noqa: ANN401
            if sql.startswith("BEGIN"):
                transactions.append([])
            elif transactions and not sql.startswith(("COMMIT", "PRAGMA")):
                transactions[-1].append((sql, values))
            return super().execute(sql, values)

    def recorded(self: LiteLink) -> sqlite3.Connection:
        name = self.database.url.database or ""
        return sqlite3.connect(
            name, isolation_level=None, check_same_thread=False, cached_statements=512, factory=Recorded
        )

    LiteLink._connect = recorded  # type: ignore[method-assign] # noqa: SLF001
    try:
        yield
    finally:
        LiteLink._connect = connect  # type: ignore[method-assign] # noqa: SLF001


def raw(path: Path, warm: list[Transaction], transactions: list[Transaction]) -> float:
    """Seconds for the same statements on a bare connection, after those that came before."""
    link = sqlite3.connect(path, isolation_level=None, cached_statements=512)
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "journal_mode=WAL"):
        link.execute(f"PRAGMA {pragma}")
    _replay(link, warm)
    start = time.perf_counter()
    _replay(link, transactions)
    took = time.perf_counter() - start
    link.close()
    return took


def _replay(link: sqlite3.Connection, transactions: list[Transaction]) -> None:
    for statements in transactions:
        link.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            link.execute(sql, values).fetchall()
        link.execute("COMMIT")


def main(commands: int) -> None:
    """Nothing; the medians are printed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = template(folder)
        gc.freeze()  # as the real process does once it has started
        copies = iter(range(10**6))

        def copy() -> Path:
            path = folder / f"{next(copies)}.db"
            shutil.copy(start, path)
            return path

        single: list[Transaction] = []
        with recording(single):
            ours(copy(), commands, 1)
        single = [statements for statements in single if statements]
        warm, single = single[: 2 * WARM], single[2 * WARM :]
        assert len(single) == 2 * commands, "one for the inbox, one for the act"
        joined = [first + second for first, second in zip(single[::2], single[1::2], strict=True)]
        print(f"{commands} commands, {sum(map(len, joined)) / commands:.0f} statements each, {ROUNDS} rounds")
        rounds = [_round(copy, warm, single, joined) for _ in range(ROUNDS)]
        one, many, p99, one_rate, many_rate = (
            statistics.median(values) for values in zip(*rounds, strict=True)
        )
        print(f"one sender:  {one:.2f} of raw ({one_rate:.0f} commands/s; asked: 0.5)")
        print(f"64 senders:  {many:.2f} of raw, one commit a command ({many_rate:.0f}/s; asked: 1.0)")
        print(f"p99 at 64:   {p99:.1f} ms (asked: below 50)")


def _round(
    copy: Callable[[], Path], warm: list[Transaction], single: list[Transaction], joined: list[Transaction]
) -> tuple[float, float, float, float, float]:
    commands = len(joined)
    one, _ = ours(copy(), commands, 1)
    floor = raw(copy(), warm, single)
    many, waits = ours(copy(), commands, MANY)
    each = raw(copy(), warm, joined)
    p99 = statistics.quantiles(waits, n=100)[98] * 1000
    return floor / one, each / many, p99, commands / one, commands / many


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
