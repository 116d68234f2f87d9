"""The real process: revoked, killed at any instant, and what others on the machine see of it."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from matrix_net import hanging
from matrix_process import prepared
from matrix_scene import ENCRYPTED, PLAIN, Scene, scene
from synapse import Synapse
from telegram_process import process

pytestmark = pytest.mark.server
KILLS = 20


@pytest.fixture
async def there(synapse: Synapse, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """A room of each kind, for a process; no secret and no word said is in its log."""
    async with scene(synapse, sqlite_url, tmp_path) as found:
        prepared(tmp_path, sqlite_url, found.net.url)
        yield found
    log = (tmp_path / "log").read_bytes()
    assert b'"ready"' in log
    found.is_discreet(log)


@asynccontextmanager
async def living(there: Scene) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as a process, killed in the end; what others on the machine see of it is no secret."""
    async with process(there.folder / "config.toml", there.folder / "log") as bot:
        there.shown(bot.pid)
        yield bot


async def test_a_token_that_is_revoked_ends_the_process_and_says_what_to_do(
    synapse: Synapse, there: Scene
) -> None:
    log = there.folder / "log"
    async with living(there) as bot:
        await there.attentive()
        await there.says()
        await there.answered()
        assert await there.broken() == []
        await asyncio.to_thread(synapse.revoke, there.account.access_token)
        before = len(there.net.asked)
        assert await asyncio.wait_for(bot.wait(), 15) == 1
    assert len(there.net.asked) - before <= 3
    (error,) = [line for line in log.read_text().splitlines() if '"level": "error"' in line]
    assert "liaison matrix login" in error


async def test_a_process_that_is_told_to_stop_says_its_last_words(there: Scene) -> None:
    async with living(there) as bot:
        await there.attentive()
        await there.says(times=2)
        there.net.faults["send"].extend(hanging(0.5) for _ in range(2))
        await there.until(lambda: len(there.entries(ENCRYPTED)) == 2)
        bot.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(bot.wait(), 15) == 0
        assert there.unanswered() == 0
    assert await there.broken() == []


async def killed_meanwhile(there: Scene, kills: int, seed: int) -> None:
    """Nothing; somebody went on with commands while the process was killed and started again all the time."""
    chance = random.Random(seed)
    async with living(there):
        await there.attentive()
        await there.says()
        await there.answered()
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(_talk(there, chance, over))
        for _ in range(kills):
            async with living(there):
                if chance.random() < 0.8:
                    await there.attentive()
                await asyncio.sleep(chance.uniform(0.0, 1.0))
        over.set()
    async with living(there):
        await there.answered(seconds=60)


async def _talk(there: Scene, chance: random.Random, over: asyncio.Event) -> None:
    while not over.is_set():
        await there.says(chance.choice((PLAIN, ENCRYPTED)))
        await asyncio.sleep(chance.uniform(0.0, 0.4))


@pytest.mark.timeout(300)
async def test_killed_at_any_instant_every_command_is_acted_on_and_answered_once(there: Scene) -> None:
    await killed_meanwhile(there, KILLS, seed=11)
    assert await there.broken() == []
    assert all(len(there.said[name]) > KILLS for name in (PLAIN, ENCRYPTED))


@pytest.mark.soak
async def test_two_hundred_kills(there: Scene) -> None:
    await killed_meanwhile(there, 200, seed=23)
    assert await there.broken() == []
