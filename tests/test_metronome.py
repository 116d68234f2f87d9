"""The metronome beats by the bot's clock, whatever the machine's says."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.metronome import Metronome
from bot.time.clock import WorldClock

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(("ahead", "beats"), [(timedelta(milliseconds=50), 1), (timedelta(hours=1), 0)])
async def test_it_beats_when_something_is_due_and_not_before(ahead: timedelta, beats: int) -> None:
    count = 0

    async def beat() -> None:
        nonlocal count
        count += 1

    metronome = Metronome(beat, WorldClock(LONG_AGO))
    metronome.start(LONG_AGO + ahead)
    await asyncio.sleep(0.4)
    metronome.stop()
    assert count == beats


async def test_what_is_planned_anew_replaces_what_was() -> None:
    beaten = asyncio.Event()

    async def beat() -> None:
        beaten.set()

    metronome = Metronome(beat, WorldClock(LONG_AGO))
    metronome.start(LONG_AGO + timedelta(hours=1))
    metronome.plan(LONG_AGO + timedelta(milliseconds=20))
    await asyncio.wait_for(beaten.wait(), 5)
    metronome.stop()
