"""Updates by long polling: stored before they are acknowledged, and never given up on."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.store.database import StoreTrouble
from bot.transports.base import Health
from bot.transports.telegram.hearing import KINDS

WAIT_SECONDS = 25
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0
BATCH = 100

log = structlog.get_logger()

Store = Callable[[list[dict[str, Any]]], Awaitable[None]]


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait: timedelta | int = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


class Account(Bot):
    """The bot's account; what comes and goes most is raw.

    Of updates, so that one that cannot be parsed does not hide the others; of messages, since nothing
    but the number of what was sent is of use.
    """

    async def raw_updates(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        """The next updates as Telegram sends them."""
        found: Any = await self._post("getUpdates", asked)
        return [one for one in found if isinstance(one, dict)]

    async def say(self, message: dict[str, Any], method: str = "sendMessage") -> int:
        """The number of the message sent."""
        found: Any = await self._post(method, message)
        try:
            return int(found["message_id"])
        except (TypeError, KeyError, ValueError):
            raise TelegramError("the answer is not a message") from None

    async def change(self, message: dict[str, Any]) -> None:
        """Nothing; a message sent before is another now."""
        await self._post("editMessageText", message)


class Poller:
    """Asks for updates, one call after the other; each call acknowledges what was stored before it."""

    def __init__(
        self, bot: Account, store: Store, may_poll: Callable[[], bool], now: Callable[[], datetime]
    ) -> None:
        self._bot = bot
        self._store = store
        self._may_poll = may_poll
        self._now = now
        self._offset = 0
        self.health = Health()

    async def run(self) -> None:
        """Never returns: whatever goes wrong, it is tried again, later each time."""
        while True:
            if not self._may_poll():
                await asyncio.sleep(FIRST_PAUSE)
                continue
            try:
                await self._once()
            except Exception as error:  # noqa: BLE001 - polling never ends, whatever it meets
                await asyncio.sleep(self._after(error))

    async def _once(self) -> None:
        asked: dict[str, Any] = {"timeout": WAIT_SECONDS, "limit": BATCH, "allowed_updates": KINDS}
        if self._offset:
            asked["offset"] = self._offset
        updates = await self._bot.raw_updates(asked)
        if updates:
            await self._store(updates)
            self._offset = max(int(one["update_id"]) for one in updates) + 1
        if self.health.failures:
            log.info("telegram answers again", after=self.health.failures)
        self.health = Health(answered_at=self._now())

    def _after(self, error: Exception) -> float:
        """How long to wait after an error; it is told in the log and in the health, without its text."""
        health = self.health
        health.failures += 1
        health.trouble = type(error).__name__
        if isinstance(error, RetryAfter):
            return seconds(error)
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(health.failures - 1, 10))
        say = log.error if isinstance(error, InvalidToken | Conflict) else log.warning
        known = isinstance(error, TelegramError | StoreTrouble)
        say(
            "telegram does not answer",
            why=health.trouble,
            failures=health.failures,
            again_in=pause,
            exc_info=None if known else error,
        )
        return pause
