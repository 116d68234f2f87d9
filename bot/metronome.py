"""The metronome: one APScheduler job for the next due instant, one slow sweep; never the record itself.

The only file that imports apscheduler. Its jobs only ring: APScheduler drops a job that comes while it runs
already, and what is planned during a beat must not wait for the sweep. One task beats, once for all ringing
since its last beat began.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.time.clock import Clock, SystemClock

SWEEP_SECONDS = 30
LONGEST = timedelta(days=1)
JOB = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}

log = structlog.get_logger()


class Metronome:
    """Beats when something is due, and every half minute in case it was not told; one beat at a time.

    `clock` is the one by which things are due; it may stand still or run otherwise than the machine's.
    """

    def __init__(self, beat: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self._beat = beat
        self._clock = clock
        self._rung = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=JOB)

    def start(self, group: asyncio.TaskGroup, due_at: datetime | None) -> None:
        """Nothing; it beats from now on, in a task of the group."""
        self._task = group.create_task(self._beats(), name="metronome")
        self._scheduler.start()
        self._scheduler.add_job(self._ring, IntervalTrigger(seconds=SWEEP_SECONDS), id="sweep")
        self.plan(due_at)

    def plan(self, due_at: datetime | None) -> None:
        """Nothing; the next beat is at this instant (besides the sweep)."""
        if due_at is not None and self._scheduler.running:
            ahead = min(max(due_at - self._clock.now(), timedelta()), LONGEST)
            at = SystemClock().now() + ahead
            self._scheduler.add_job(self._ring, DateTrigger(at), id="due", replace_existing=True)

    def look(self) -> None:
        """Nothing; it beats as soon as it can, to learn what is due next."""
        self._rung.set()

    def stop(self) -> None:
        """Nothing; it beats no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._task is not None:
            self._task.cancel()

    async def _ring(self) -> None:
        self._rung.set()

    async def _beats(self) -> None:
        while True:
            await self._rung.wait()
            self._rung.clear()
            try:
                await self._beat()
            except Exception:
                log.exception("a beat failed; the next one tries again")
