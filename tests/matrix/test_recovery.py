"""The bot, the server or a key is away for a while: what was said meanwhile is answered once and in order."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from matrix_net import failing
from matrix_scene import ENCRYPTED, PLAIN, Scene
from matrix_world import Human, human
from synapse import Synapse

from bot.time.clock import SystemClock
from bot.transports.console.clock import ConsoleClock
from bot.transports.matrix import transport
from bot.transports.matrix.crypto import Crypto
from bot.transports.matrix.homeserver import CLIENT, Homeserver

pytestmark = pytest.mark.server


# ── keys that come late ──────────────────────────────────────────────────────────────────────────────────


class Withholding:
    """Somebody's connection that keeps the keys of what they say until they are released."""

    def __init__(self, somebody: Human) -> None:
        self._server = somebody.server
        self._held: list[tuple[str, str, Any]] = []
        somebody.server = self  # type: ignore[assignment] # it can be asked as one

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        """The answer; nobody gets a key."""
        if "/sendToDevice/" in path:
            self._held.append((method, path, body))
            return {}
        return await self._server.ask(method, path, body, **more)

    async def release(self) -> None:
        """Nothing; whoever was to have the keys has them."""
        for method, path, body in self._held:
            await self._server.ask(method, path, body)
        self._held.clear()

    async def close(self) -> None:
        await self._server.close()


def sealed(here: Scene) -> int:
    """How many lines wait for their keys."""
    ((count,),) = here.rows("SELECT count(*) FROM inbox WHERE state = 'sealed'")
    return int(count)


async def test_a_line_whose_key_comes_later_is_acted_on_then(here: Scene) -> None:
    keys = Withholding(here.person)
    async with here.bot():
        await here.attentive()
        await here.says(ENCRYPTED, PLAIN, times=2)
        await here.answered(PLAIN)
        await here.until(lambda: sealed(here) == 2)
        assert here.unanswered(ENCRYPTED) == 2
        await keys.release()
        await here.answered()
    assert await here.broken() == []


async def test_a_key_that_comes_after_a_restart_opens_the_line(here: Scene) -> None:
    keys = Withholding(here.person)
    async with here.bot():
        await here.attentive()
        await here.says(ENCRYPTED, times=2)
        await here.until(lambda: sealed(here) == 2)
    async with here.bot():
        await here.attentive()
        assert sealed(here) == 2
        await keys.release()
        await here.answered()
    assert await here.broken() == []


async def test_a_key_that_came_while_the_bot_was_down_opens_the_line(here: Scene) -> None:
    keys = Withholding(here.person)
    async with here.bot():
        await here.attentive()
        await here.says(ENCRYPTED, times=2)
        await here.until(lambda: sealed(here) == 2)
    await keys.release()
    async with here.bot():
        await here.answered()
    assert await here.broken() == []


async def test_a_key_that_was_kept_by_a_bot_that_was_killed_then_opens_the_line(here: Scene) -> None:
    """The crypto store has it already, while the sync that brought it is heard a second time."""
    keys = Withholding(here.person)
    async with here.bot():
        await here.attentive()
        await here.says(ENCRYPTED, times=2)
        await here.until(lambda: sealed(here) == 2)
    await keys.release()
    ((since,),) = here.rows("SELECT value FROM cursor WHERE network = 'matrix'")
    server = Homeserver(here.net.url, here.keys.access_token)
    answer = await server.ask("GET", f"{CLIENT}/sync", params={"since": since, "timeout": "0"})
    await server.close()
    crypto = Crypto(here.keys, here.folder / "matrix")
    assert len(crypto.receive(answer["to_device"]["events"])) == 1
    crypto.close()
    async with here.bot():
        await here.answered()
    assert await here.broken() == []


async def test_a_key_that_never_comes_is_told_of_once_a_day_and_not_waited_for_longer(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "RENEW_SECONDS", 0.2)
    clock = ConsoleClock()
    clock.set(SystemClock().now().replace(hour=3))
    keys = Withholding(here.person)
    async with here.bot(clock):
        await here.attentive()
        await here.says(ENCRYPTED, times=2)
        await here.until(lambda: sealed(here) == 2)
        await asyncio.sleep(0.5)
        assert told(here) == 0
        clock.set(clock.now() + transport.GRACE * 2)
        await here.until(lambda: told(here) == 1)
        await asyncio.sleep(1)
        assert told(here) == 1
    async with here.bot(clock):
        await here.attentive()
        await asyncio.sleep(0.5)
        assert (told(here), sealed(here)) == (1, 2)
        clock.set(clock.now() + timedelta(hours=23))
        await here.until(lambda: told(here) == 2)
        assert sealed(here) == 2
        clock.set(clock.now() + timedelta(hours=1))
        await here.until(lambda: sealed(here) == 0)
        await keys.release()
        here.said.clear()
        await here.says(PLAIN)
        await here.answered()
    assert here.entries(ENCRYPTED) == []
    lines = here.rows("SELECT state, text, extra FROM inbox WHERE kind = 'line' AND result = 'unread'")
    assert lines == [("done", "", "{}")] * 2


def told(here: Scene) -> int:
    """How often a room was told that somebody cannot be read."""
    ((count,),) = here.rows("SELECT count(*) FROM outbox WHERE kind = 'Unreadable' AND state = 'sent'")
    return int(count)


# ── the server is away ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kill", [False, True], ids=["stopped", "killed"])
async def test_a_server_that_is_started_again(synapse: Synapse, here: Scene, *, kill: bool) -> None:
    async with here.bot():
        await here.attentive()
        await here.says(times=10)
        await asyncio.to_thread(synapse.restart, kill=kill)
        await here.says(times=5)
        await here.answered(seconds=30)
    assert await here.broken() == []


# ── the bot is away ──────────────────────────────────────────────────────────────────────────────────────


async def drained(by: Homeserver, here: Scene) -> int:
    """How many one-time keys of the bot somebody took, until there was none left."""
    user, device = here.account.user_id, here.account.device_id
    wanted = {"one_time_keys": {user: {device: "signed_curve25519"}}}
    for count in range(1000):
        answer = await by.ask("POST", f"{CLIENT}/keys/claim", wanted)
        ((key,),) = [theirs[device].values() for theirs in answer["one_time_keys"].values()] or [({},)]
        if not key or key.get("fallback"):
            return count
    raise AssertionError(answer)


async def test_what_was_said_while_the_bot_was_down_and_its_keys_were_drained(
    synapse: Synapse, here: Scene
) -> None:
    """A hundred and fifty lines, more in one room than a sync brings, and a device the bot never met."""
    async with (
        human(synapse, "mallory") as mallory,
        human(synapse, "omar", here.folder) as omar,
    ):
        async with here.bot():
            await here.attentive()
            await here.says()
            await here.answered()
        await here.lets_in(omar, "omar")
        assert await drained(mallory.server, here) > 20
        await here.says(times=45)
        await here.says(ENCRYPTED, by=omar)
        await here.says(ENCRYPTED, times=60)
        async with here.bot():
            await here.answered(seconds=60)
            await here.net.until(lambda: bool(here.net.of("keys_upload", 200)))
            assert {one.room for one in here.net.of("messages", 200)} == {here.rooms[ENCRYPTED]}
            assert await drained(mallory.server, here) > 20
    assert await here.broken() == []


async def test_those_who_speak_first_while_the_keys_are_drained_are_read(
    synapse: Synapse, here: Scene
) -> None:
    """No new keys can be uploaded meanwhile: both have the same fallback key, which is renewed later."""
    async with human(synapse, "mallory") as mallory, human(synapse, "omar", here.folder) as omar:
        await here.lets_in(omar, "omar")
        here.net.faults["keys_upload"].extend(failing(500) for _ in range(100))
        async with here.bot():
            await here.attentive()
            await drained(mallory.server, here)
            for somebody in (here.person, omar):
                await here.says(ENCRYPTED, by=somebody)
            await here.answered()
            here.net.faults["keys_upload"].clear()
            await here.says(ENCRYPTED)
            await here.answered()
            await here.net.until(lambda: bool(here.net.of("keys_upload", 200)))
            assert "fallback_keys" in here.net.of("keys_upload", 200)[-1].json
        assert await here.broken(by=omar) == []


async def test_what_is_heard_a_second_time_is_not_done_again(here: Scene) -> None:
    async with here.bot():
        await here.attentive()
        await here.says()
        await here.answered()
        ((old,),) = here.rows("SELECT value FROM cursor WHERE network = 'matrix'")
        await here.says(times=5)
        await here.answered()
    for _ in range(2):
        assert here.rows("UPDATE cursor SET value = ? WHERE network = 'matrix' RETURNING value", old)
        async with here.bot():
            await here.attentive()
            await here.says()
            await here.answered()
    assert await here.broken() == []
