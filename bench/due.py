"""What a full schedule costs, and a minute in which much comes due: `python bench/due.py [SCHEDULES [DUE]]`.

There are 100,000 schedules (by default), of which 10,000 come due within one minute (see `schedules.py`).
Printed are, each beside the same with an empty database or in the same run:

* that minute, from the beat to the last commit, beside bare sqlite3 writing the same rows with executemany;
* the program: from its start until it knows what is due next, its memory then and after such a minute;
* the same schedules as jobs of APScheduler that do nothing, in memory, and a tenth of them in a table.

With `--postgres`, the minute on PostgreSQL as well (a cluster of its own, from Debian's packages).
"""

import asyncio
import json
import os
import pickle
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import count, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.base import BaseJobStore
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.date import DateTrigger
from schedules import fill, is_reminder, next_wednesday, when
from typing_extensions import override

from bot.app import Liaison
from bot.config import Config
from bot.store import schema
from bot.store.database import Database
from bot.time.clock import SystemClock, WorldClock

STARTS = 3
MINUTE = timedelta(minutes=1)
# What the minute changes, besides what it says.
WRITTEN = {
    "schedule": ("due_at", "payload", "done_at", "result"),
    "reminder": ("next_at", "status", "said", "version"),
}


def apart(act: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - what the act returns
    """What an act returns in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(act, *given).result()


def resident(pid: int | str = "self") -> float:
    """The resident memory of a process in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def started(path: Path, *, busy: bool = False) -> tuple[float, float]:
    """From the start of the program to what is due next, in seconds, and its memory, in MiB.

    Of a `busy` one, the memory when everything that was due is done.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={**os.environ, "LIAISON_DATABASE_URL": f"sqlite:///{path}"},
        cwd=path.parent,
        stderr=subprocess.PIPE,
        text=True,
    ) as bot:
        assert bot.stderr is not None
        assert any('"ready"' in line for line in bot.stderr), "it ended"
        took = time.perf_counter() - start
        time.sleep(0.5)
        while busy and overdue(path):
            time.sleep(0.5)
        memory = resident(bot.pid)
        bot.send_signal(signal.SIGTERM)
        bot.stderr.read()
    return took, memory


def overdue(path: Path) -> int:
    ask = "SELECT count(*) FROM schedule WHERE done_at IS NULL AND due_at < ?"
    with closing(sqlite3.connect(path)) as link:
        found: int = link.execute(ask, (SystemClock().now().isoformat(" "),)).fetchone()[0]
    return found


def beat(url: str, minute: datetime) -> tuple[int, float, float]:
    """How much was done, in how many seconds, and the longest that others had to wait for the writer."""
    bot = Liaison(Config(), WorldClock(minute + MINUTE), [], Database(url))
    ends = [time.perf_counter()]
    bot.writer.on_commit(lambda _: ends.append(time.perf_counter()))
    done = asyncio.run(bot.catch_up())
    bot.close()
    return done, ends[-1] - ends[0], max(end - start for start, end in pairwise(ends))


@contextmanager
def beside(path: Path, before: Path) -> Iterator[sqlite3.Connection]:
    """A database with its earlier self attached as `before`."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("ATTACH ? AS before", (str(before),))
        yield link


def in_order(path: Path, before: Path, until: datetime) -> bool:
    """Whether the outbox has everything in the order it came due, from message to message and in each."""
    ask = "SELECT record FROM before.schedule WHERE due_at < ? ORDER BY due_at, id"
    with beside(path, before) as link:
        places = {name: place for place, (name,) in enumerate(link.execute(ask, (until.isoformat(" "),)))}
        facts = [json.loads(facts) for (facts,) in link.execute("SELECT facts FROM outbox ORDER BY id")]
    said = [[places[item["record"]] for item in one["items"]] for one in facts]
    assert {place for places in said for place in places} == set(range(len(places))), "all is said"
    return all(some == sorted(some) for some in ([places[0] for places in said], *said))


def floor(path: Path, before: Path, copy: Path) -> tuple[int, float]:
    """How many rows the minute wrote, and the seconds bare sqlite3 takes to write them into a copy."""
    writes: list[tuple[str, list[Any]]] = []
    with beside(path, before) as link:
        for table, columns in WRITTEN.items():
            names = ", ".join((*columns, "id"))
            ask = f"SELECT {names} FROM {table} EXCEPT SELECT {names} FROM before.{table}"  # noqa: S608
            change = f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?"  # noqa: S608
            writes.append((change, link.execute(ask).fetchall()))
        said = link.execute("SELECT * FROM outbox ORDER BY id").fetchall()
        insert = f"INSERT INTO outbox VALUES ({', '.join('?' * len(said[0]))})"  # noqa: S608
        writes.append((insert, said))
    target = Database(f"sqlite:///{copy}").connect()
    start = time.perf_counter()
    target.begin()
    for sql, rows in writes:
        target.raw.executemany(sql, rows)
    target.commit()
    took = time.perf_counter() - start
    target.close()
    return sum(len(rows) for _, rows in writes), took


class Peer(BaseScheduler):  # type: ignore[misc] # APScheduler has no types
    """APScheduler, beating when it is told to."""

    def __init__(self, store: BaseJobStore) -> None:
        super().__init__(job_defaults={"misfire_grace_time": None, "coalesce": True})
        self.add_jobstore(store)
        self.add_executor(DebugExecutor())
        self.start()

    @override
    def wakeup(self) -> None:
        pass

    @override
    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)

    def beat(self) -> float:
        """The seconds it takes to call what is due, and to note when each comes again."""
        start = time.perf_counter()
        self._process_jobs()
        return time.perf_counter() - start

    def fill(self, many: int, due: int) -> None:
        """Nothing; the same schedules are jobs."""
        now = SystemClock().now()
        cron = {"hour": 9, "timezone": ZoneInfo("Africa/Nairobi")}
        for n in range(many):
            at = when(n, due, now - 2 * MINUTE)
            trigger = DateTrigger(at) if is_reminder(n) and n % 2 == 0 else CronTrigger(**cron)
            self.add_job("builtins:len", trigger, args=(f"record:{n}",), id=str(n), next_run_time=at)


def in_memory(many: int, due: int) -> tuple[float, float, float]:
    """Of the jobs in memory: the seconds to add them, their MiB, the seconds of the minute."""
    start, before, peer = time.perf_counter(), resident(), Peer(MemoryJobStore())
    peer.fill(many, due)
    return time.perf_counter() - start, resident() - before, peer.beat()


def keep(path: Path, many: int, due: int) -> None:
    """Nothing; so many jobs are in a table."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA journal_mode=WAL")
    jobs, store = Peer(MemoryJobStore()), SQLAlchemyJobStore(f"sqlite:///{path}")
    jobs.fill(many, due)
    rows = [
        {
            "id": job.id,
            "next_run_time": job.next_run_time.timestamp(),
            "job_state": pickle.dumps(job.__getstate__(), store.pickle_protocol),
        }
        for job in jobs.get_jobs()
    ]
    store.jobs_t.create(store.engine)
    with store.engine.begin() as link:
        link.execute(store.jobs_t.insert(), rows)


def in_table(path: Path) -> tuple[float, float]:
    """Of the jobs in a table: the seconds until it is known what is next, and those of the minute."""
    start = time.perf_counter()
    store = SQLAlchemyJobStore(f"sqlite:///{path}")
    peer = Peer(store)
    assert store.get_next_run_time()
    return time.perf_counter() - start, peer.beat()


def program(empty: Path, full: Path, due: int) -> None:
    """Nothing; what the program needs to start, and its memory, is printed."""
    rounds = [(started(full), started(empty)) for _ in range(STARTS)]
    (took, memory), (less, lighter) = (
        [statistics.median(figures) for figures in zip(*starts, strict=True)]
        for starts in zip(*rounds, strict=True)
    )
    print(f"start until it knows what is next: {took:.2f} s, empty {less:.2f} s (asked: below 2)")
    print(f"resident then: {memory:.0f} MiB, empty {lighter:.0f} MiB (asked: below 150)")
    with closing(sqlite3.connect(full)) as link:
        now = SystemClock().now().isoformat(" ", "microseconds")[: len("2026-10-14 06:00:00.000000")]
        link.execute("UPDATE schedule SET due_at = ? WHERE id <= ?", (now, due))
        link.commit()
    print(f"resident after {due:,} came due: {started(full, busy=True)[1]:.0f} MiB (asked: below 150)")


def minute_of(full: Path, copies: Iterator[Path], minute: datetime) -> None:
    """Nothing; what the minute takes is printed, and what it takes at least."""
    ours, bare = (Path(shutil.copy(full, next(copies))) for _ in range(2))
    done, took, longest = apart(beat, f"sqlite:///{ours}", minute)
    how = "in order" if in_order(ours, full, minute + MINUTE) else "OUT OF ORDER"
    print(
        f"{done:,} in one minute planned and stored, {how}: {took:.1f} s (asked: below 10); "
        f"others wait {longest:.2f} s at most"
    )
    rows, least = floor(ours, full, bare)
    print(
        f"  bare executemany of the {rows:,} rows it wrote: {least:.2f} s, ours {took / least:.0f} times that"
    )


def peers(path: Path, many: int, due: int) -> None:
    """Nothing; what the same schedules take as jobs is printed."""
    took, memory, beat_took = apart(in_memory, many, due)
    print(f"APScheduler, in memory: {took:.1f} s to add them, {memory:.0f} MiB, the minute {beat_took:.1f} s")
    apart(keep, path, many // 10, due // 10)
    known, beat_took = apart(in_table, path)
    print(f"  a tenth in a table: {known:.2f} s until it knows what is next, the minute {beat_took:.1f} s")


def on_postgres(many: int, due: int, minute: datetime) -> None:
    """Nothing; what the minute takes on PostgreSQL, which does not wait for its disk here, is printed."""
    sys.path.append(str(Path(__file__).parent.parent / "tests"))
    from postgres import Cluster  # noqa: PLC0415 - only where it is asked for

    with Cluster() as cluster:
        url = cluster.create("due")
        schema.upgrade(url)
        fill(url, many, due, minute)
        cluster.analyze("due")  # as autovacuum does within a minute
        done, took, longest = apart(beat, url, minute)
    print(
        f"{done:,} on PostgreSQL without fsync: {took:.1f} s; others of its lane wait {longest:.2f} s at most"
    )


def main() -> None:
    """Nothing; every figure is printed."""
    many, due = ([int(one) for one in sys.argv[1:] if one.isdecimal()] + [100_000, 10_000])[:2]
    minute = next_wednesday(SystemClock().now())
    with tempfile.TemporaryDirectory() as name:
        copies = (Path(name) / f"{number}.db" for number in count())
        empty, full, jobs = next(copies), next(copies), next(copies)
        for path in (empty, full):
            schema.upgrade(f"sqlite:///{path}")
        start = time.perf_counter()
        fill(f"sqlite:///{full}", many, due, minute)
        print(
            f"{many:,} schedules, filled in {time.perf_counter() - start:.0f} s, "
            f"{full.stat().st_size >> 20} MiB"
        )
        minute_of(full, copies, minute)
        program(empty, full, due)
        peers(jobs, many, due)
        if "--postgres" in sys.argv:
            on_postgres(many, due, minute)


if __name__ == "__main__":
    main()
