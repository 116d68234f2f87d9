"""The network as a whole: who the bot is there, menus, updates in by polling or webhook, posts out."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiohttp import web
from telegram.error import TelegramError
from typing_extensions import override

from bot.config import TelegramSection
from bot.logs import hide
from bot.store import inbox, leases, outbox
from bot.store.work import Work
from bot.text.catalogs import Catalogs
from bot.transports.base import Core, Transport
from bot.transports.telegram.hearing import KINDS, NETWORK, PRESSED, Ears, rows
from bot.transports.telegram.menus import Menu, menus
from bot.transports.telegram.pace import LONGEST_SECONDS, Pace
from bot.transports.telegram.polling import LONGEST_PAUSE, WAIT_SECONDS, Account, Poller
from bot.transports.telegram.request import Request
from bot.transports.telegram.sending import Sender
from bot.transports.telegram.webhook import PATH, application

LEASE = timedelta(seconds=10)
RENEW_SECONDS = 3.0
PATIENCE = 10.0

log = structlog.get_logger()


class Telegram(Transport):
    """One bot account on Telegram."""

    network = NETWORK

    def __init__(
        self,
        settings: TelegramSection,
        now: Callable[[], datetime],
        menu: Menu,
        catalogs: Catalogs,
        pace: Pace | None = None,
    ) -> None:
        token = settings.secret()
        hide(token)
        hide(token.partition(":")[2])
        self._settings = settings
        self._now = now
        self._menus = menus(menu, catalogs)
        self.bot = Account(
            token,
            base_url=settings.base_url,
            request=Request(PATIENCE),
            get_updates_request=Request(WAIT_SECONDS + PATIENCE, connections=1),
        )
        self.pace = pace or Pace()
        self._poller = Poller(self.bot, self.store, lambda: self._mine, now)
        self.sender = Sender(self.bot, self.pace, ephemeral=settings.ephemeral)
        self._holder = secrets.token_hex(8)
        self._mine = False
        self._username = ""
        self._core: Core | None = None
        self._group: asyncio.TaskGroup | None = None

    @override
    def recall(self, work: Work) -> None:
        """Nothing; what was said in the last minute counts as said."""
        now = self._now()
        for address, at in outbox.recent(work, NETWORK, now - timedelta(seconds=LONGEST_SECONDS)):
            self.pace.spoke(address.partition("/")[0], max(0.0, (now - at).total_seconds()))

    @override
    async def run(self, group: asyncio.TaskGroup, core: Core) -> None:
        self._core = core
        await self._introduced(core)
        async with asyncio.TaskGroup() as mine:
            self._group = mine
            mine.create_task(self._menus_set(), name="telegram menus")
            if self._settings.webhook_url:
                mine.create_task(self._served(), name="telegram webhook")
            else:
                mine.create_task(self._leased(core), name="telegram lease")
                mine.create_task(self._polled(), name="telegram polling")

    @override
    async def close(self) -> None:
        await self.bot.shutdown()

    async def _polled(self) -> None:
        await self._asked(self.bot.delete_webhook)
        await self._poller.run()

    async def store(self, updates: list[dict[str, Any]]) -> None:
        """Nothing, once the updates are kept; presses are acknowledged to whoever pressed."""
        ears = Ears(self._username, self._now())
        heard = [row for update in updates for row in rows(update, ears)]
        if self._core is None or not heard:
            return
        await asyncio.wrap_future(self._core.hear(heard, (NETWORK, str(updates[-1]["update_id"]))))
        for row in heard:
            if row["event"].startswith(PRESSED) and self._group is not None:
                self._group.create_task(self._answered(row["event"].removeprefix(PRESSED)))

    async def _answered(self, query: str) -> None:
        try:
            await self.bot.answer_callback_query(query)
        except TelegramError as error:
            log.info("a press was not acknowledged", why=type(error).__name__)

    async def _introduced(self, core: Core) -> None:
        """Nothing, once Telegram has told the bot its name; until then it is asked again."""
        await self._asked(self.bot.initialize)
        me = self.bot.bot
        self._username = me.username or ""
        await asyncio.wrap_future(
            core.write(lambda work: inbox.remember(work, "telegram:username", self._username))
        )
        log.info("on telegram", bot=self._username, hears_everything=bool(me.can_read_all_group_messages))

    @staticmethod
    async def _asked(question: Callable[[], Awaitable[object]]) -> None:
        """Nothing, once Telegram has answered; until then it is asked again."""
        pause = 1.0
        while True:
            try:
                await question()
            except TelegramError as error:
                log.warning("telegram does not answer at start", why=type(error).__name__, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
            else:
                return

    async def _menus_set(self) -> None:
        try:
            for commands, scope, language in self._menus:
                await self.bot.set_my_commands(commands, scope=scope, language_code=language)
        except TelegramError as error:
            log.warning("the menus were not set", why=type(error).__name__)

    async def _leased(self, core: Core) -> None:
        """Never returns; keeps the right to poll, or waits for it."""
        name = f"{NETWORK}:{self.bot.id}"
        while True:
            taken = await asyncio.wrap_future(core.write(lambda work: self._renewed(work, name)))
            if taken is not self._mine:
                log.info("polls telegram" if taken else "another process polls telegram")
            self._mine = bool(taken)
            await asyncio.sleep(RENEW_SECONDS)

    def _renewed(self, work: Work, name: str) -> bool:
        """Whether the right to poll is ours; whoever has it says how it goes, for `liaison check`."""
        taken = leases.take(work, name, self._holder, self._now(), LEASE)
        if taken:
            inbox.remember(work, f"{NETWORK}:health", self._poller.health.words())
        return taken

    async def _served(self) -> None:
        secret = secrets.token_urlsafe(32)
        hide(secret)
        host, _, port = self._settings.webhook_listen.rpartition(":")
        runner = web.AppRunner(application(self.store, secret), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, host, int(port)).start()
        url = self._settings.webhook_url.rstrip("/") + PATH
        await self._asked(lambda: self.bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS))
        try:
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
