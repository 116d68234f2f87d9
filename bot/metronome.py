"""The metronome: one APScheduler job for the next due instant, one slow sweep; never the record itself.

The only file that imports apscheduler.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.time.clock import Clock, SystemClock

SWEEP_SECONDS = 30
LONGEST = timedelta(days=1)
JOB = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


class Metronome:
    """Beats when something is due, and every half minute in case it was not told.

    `clock` is the one by which things are due; it may stand still or run otherwise than the machine's.
    """

    def __init__(self, beat: Callable[[], Awaitable[None]], clock: Clock) -> None:
        self._beat = beat
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=JOB)

    def start(self, due_at: datetime | None) -> None:
        """Nothing; it beats from now on."""
        self._scheduler.start()
        self._scheduler.add_job(
            self._beat, IntervalTrigger(seconds=SWEEP_SECONDS), id="sweep", replace_existing=True
        )
        self.plan(due_at)

    def plan(self, due_at: datetime | None) -> None:
        """Nothing; the next beat is at this instant (besides the sweep)."""
        if due_at is not None and self._scheduler.running:
            ahead = min(max(due_at - self._clock.now(), timedelta()), LONGEST)
            at = SystemClock().now() + ahead
            self._scheduler.add_job(self._beat, DateTrigger(at), id="due", replace_existing=True)

    def look(self) -> None:
        """Nothing; it beats as soon as it can, to learn what is due next."""
        if self._scheduler.running:
            self._scheduler.add_job(self._beat, id="look", replace_existing=True)

    def stop(self) -> None:
        """Nothing; it beats no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
