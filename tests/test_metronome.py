"""The metronome beats by the bot's clock, whatever the machine's says, and misses nothing."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.metronome import Metronome
from bot.time.clock import WorldClock

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SOON, LATER = timedelta(milliseconds=50), timedelta(hours=1)


class Beats:
    """Counts beats; in the first one something is done."""

    def __init__(self, first: Callable[[Metronome], Awaitable[None]] | None = None) -> None:
        self.first = first
        self.count = 0
        self._begun: asyncio.Queue[None] = asyncio.Queue()

    @asynccontextmanager
    async def beating(self, ahead: timedelta) -> AsyncIterator[Metronome]:
        """A metronome for which the next thing is due so much later."""
        self.metronome = Metronome(self._beat, WorldClock(LONG_AGO))
        async with asyncio.TaskGroup() as group:
            self.metronome.start(group, LONG_AGO + ahead)
            yield self.metronome
            self.metronome.stop()

    async def another(self) -> None:
        """Nothing, once there was one more."""
        await asyncio.wait_for(self._begun.get(), 5)

    async def _beat(self) -> None:
        self.count += 1
        self._begun.put_nowait(None)
        if self.count == 1 and self.first is not None:
            await self.first(self.metronome)


@pytest.mark.parametrize(("ahead", "count"), [(SOON, 1), (LATER, 0)])
async def test_it_beats_when_something_is_due_and_not_before(ahead: timedelta, count: int) -> None:
    beats = Beats()
    async with beats.beating(ahead):
        await asyncio.sleep(0.4)
    assert beats.count == count


async def test_what_is_planned_anew_replaces_what_was() -> None:
    beats = Beats()
    async with beats.beating(LATER) as metronome:
        metronome.plan(LONG_AGO + SOON)
        await beats.another()


@pytest.mark.parametrize("how", [lambda metronome: metronome.plan(LONG_AGO), Metronome.look])
async def test_what_is_asked_for_during_a_beat_is_not_left_to_the_sweep(
    how: Callable[[Metronome], None],
) -> None:
    async def busy(metronome: Metronome) -> None:
        how(metronome)
        await asyncio.sleep(0.1)

    beats = Beats(busy)
    async with beats.beating(timedelta()):
        await beats.another()
        await beats.another()
        await asyncio.sleep(0.3)
    assert beats.count == 2, "and it beats no more often than that"


async def test_a_beat_that_fails_is_not_the_last() -> None:
    async def fails(_: Metronome) -> None:
        msg = "the database is gone"
        raise RuntimeError(msg)

    beats = Beats(fails)
    async with beats.beating(timedelta()) as metronome:
        await beats.another()
        metronome.look()
        await beats.another()
