"""The sync loop: one request after the other, never given up on, slower after each failure."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

import structlog

from bot.store.database import StoreTrouble
from bot.transports.base import Health
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
WAIT_SECONDS = 30
PATIENCE = 15.0
LIMIT = 100
MOST_PAGES = 100
_NONE: Json = {"types": []}


def wanted(but: str = "") -> str:
    """The filter of a sync; what somebody says themselves is left out of timelines."""
    told = {
        "presence": _NONE,
        "account_data": {"types": ["m.direct"]},
        "room": {
            "timeline": {"limit": LIMIT} | ({"not_senders": [but]} if but else {}),
            "state": {"lazy_load_members": False},
            "ephemeral": _NONE,
            "account_data": _NONE,
        },
    }
    return json.dumps(told, separators=(",", ":"))


log = structlog.get_logger()

Take = Callable[[Json, str], Awaitable[None]]


class Revoked(Exception):  # noqa: N818 - it says what to do
    """The account's token is no good any more: only a new login helps."""


class Syncer:
    """Asks what is new; the next is asked for when all of the last is kept.

    What the bot says itself is not asked for: that would be half of all answers. But where it comes into
    a room, its own arrival tells what was said before, so then the same is asked for again with all.
    """

    def __init__(
        self,
        server: Homeserver,
        take: Take,
        now: Callable[[], datetime],
        known: Mapping[str, object],
        me: str,
    ) -> None:
        self._server = server
        self._known = known
        self._all, self._others = wanted(), wanted(me)
        self._take = take
        self._now = now
        self.health = Health()

    async def run(self, since: str) -> None:
        """Never returns, but raises `Revoked`; until it succeeded once, all state of rooms is asked for."""
        whole = True
        while True:
            try:
                since = await self._once(since, whole=whole)
                whole = False
            except Exception as error:  # noqa: BLE001 - syncing never ends, whatever it meets
                if isinstance(error, Refused) and error.token_gone:
                    self.health = Health(self.health.answered_at, "the token was revoked", 1)
                    raise Revoked from None
                await asyncio.sleep(self._after(error))

    async def _once(self, since: str, *, whole: bool) -> str:
        told = {"since": since} if since else {}
        if whole:
            answer = await self._ask({**told, "filter": self._all, "timeout": "0", "full_state": "true"})
        else:
            waiting = str(WAIT_SECONDS * 1000)
            answer = await self._ask({**told, "filter": self._others, "timeout": waiting})
            if not self._knows(answer):
                answer = await self._ask({**told, "filter": self._all, "timeout": "0"})
        upto = answer.get("next_batch")
        if not isinstance(upto, str) or not upto:
            raise Silent
        await self._take(answer, since)
        if self.health.failures:
            log.info("the home server answers again", after=self.health.failures)
        self.health = Health(answered_at=self._now())
        return upto

    async def _ask(self, params: dict[str, str]) -> Json:
        return await self._server.ask("GET", f"{CLIENT}/sync", params=params, seconds=WAIT_SECONDS + PATIENCE)

    def _knows(self, answer: Json) -> bool:
        """Whether the bot was in all these rooms before."""
        rooms = answer.get("rooms")
        joined = rooms.get("join") if isinstance(rooms, dict) else None
        return not isinstance(joined, dict) or joined.keys() <= self._known.keys()

    def _after(self, error: Exception) -> float:
        """How long to wait after an error; it is told in the log and in the health, without its text."""
        health = self.health
        health.failures += 1
        known = isinstance(error, Silent | Refused | StoreTrouble)
        health.trouble = str(error) if isinstance(error, Refused) else type(error).__name__
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(health.failures - 1, 10))
        if isinstance(error, Refused) and error.wait:
            pause = error.wait
        log.warning(
            "the home server does not answer",
            why=health.trouble,
            failures=health.failures,
            again_in=pause,
            exc_info=None if known else error,
        )
        return pause


async def missed(server: Homeserver, room: str, upto: str, since: str) -> list[Any]:
    """The events between two syncs that the later one left out, oldest first."""
    found: list[Any] = []
    path = f"{CLIENT}/rooms/{part(room)}/messages"
    for _ in range(MOST_PAGES):
        asked = {"from": upto, "to": since, "dir": "b", "limit": str(LIMIT)}
        answer = await server.ask("GET", path, params=asked)
        chunk = answer.get("chunk")
        found += chunk if isinstance(chunk, list) else []
        end = answer.get("end")
        if not chunk or not isinstance(end, str) or end == upto:
            break
        upto = end
    return found[::-1]
