"""The wiring: the only module that knows every part."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import structlog

from bot.commands.book import Book
from bot.commands.dispatch import Dispatcher
from bot.config import Config
from bot.logs import new_reference
from bot.metronome import Metronome
from bot.services.administrators import appoint
from bot.services.due import zones
from bot.services.due.beat import due
from bot.services.due.telling import Defaults
from bot.services.relay import Relay
from bot.services.sending import Sender
from bot.store import inbox
from bot.store.database import Database, StoreTrouble
from bot.store.schedule import next_due
from bot.store.work import Work
from bot.store.writer import Writer
from bot.text.catalogs import Catalogs
from bot.time.clock import Clock, tzdata_version
from handlers import COMMANDS, SHORTCUTS

RETRY_SECONDS = 1.0
T = TypeVar("T")

log = structlog.get_logger()


def names(config: Config) -> tuple[str, ...]:
    """What the bot answers to."""
    return config.bot.name.casefold(), "liaison"


class Liaison:
    """The running bot: what is heard goes in, what is to be said comes out through the senders."""

    def __init__(self, config: Config, clock: Clock, senders: Sequence[Sender], database: Database) -> None:
        self.config = config
        self.clock = clock
        self.database = database
        self.catalogs = Catalogs()
        self.book = Book(COMMANDS, self.catalogs.words("command word"), SHORTCUTS)
        zone = ZoneInfo(config.bot.zone)
        self.defaults = Defaults(config.bot.languages[0], zone)
        self.dispatcher = Dispatcher(self.book, names(config), self.defaults.language, zone)
        self.writer = Writer(database, self._committed)
        self.relay = Relay(
            database, self.writer, {sender.network: sender for sender in senders}, clock.now, self.catalogs
        )
        self.metronome = Metronome(self._beat, clock)
        self._pending: set[int] = set()
        self._settled = threading.Condition()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self, group: asyncio.TaskGroup) -> None:
        """Nothing; from now on lines are acted on, first those that were waiting."""
        self._loop = asyncio.get_running_loop()
        await asyncio.wrap_future(self.writer.submit(self._begin))
        await self.relay.run(group)
        waiting = await asyncio.wrap_future(self.writer.submit(inbox.waiting))
        for key, room in waiting:
            self._process(key, hash(room))
        self.metronome.start(group, await asyncio.wrap_future(self.writer.submit(next_due)))

    def hear(
        self, heard: Sequence[dict[str, Any]], cursor: tuple[str, str] | None = None
    ) -> "Future[list[int]]":
        """The keys of what was new; once it is done, nothing that was heard can be lost."""
        rooms = {str(values["event"]): hash(values["room"]) for values in heard}
        lane = next(iter(rooms.values()), 0)
        return self.writer.submit(lambda work: inbox.store(work, heard, cursor), lane)

    def write(self, job: Callable[[Work], T]) -> "Future[T]":
        """What a job comes to, once it is committed."""
        return self.writer.submit(job)

    async def settled(self) -> None:
        """Nothing, once every line heard so far is acted on and answered."""
        await asyncio.to_thread(self._wait)
        await self.relay.quiet()

    async def catch_up(self) -> int:
        """How many things were due by now; they are done and said."""
        count = 0
        while done := await asyncio.wrap_future(self.writer.submit(self._due)):
            count += done
        self.metronome.plan(await asyncio.wrap_future(self.writer.submit(next_due)))
        return count

    def stop(self) -> None:
        """Nothing; nothing is said any more, so that the group it runs in can end."""
        self.metronome.stop()
        self.relay.stop()

    def close(self) -> None:
        """What was heard is acted on; then everything ends."""
        self._wait()
        self.writer.close()
        self.relay.close()

    def _begin(self, work: Work) -> None:
        appoint(work, self.config.admin.people, self.clock.now())
        zones.watch(work, tzdata_version(), self.clock.now())

    def _due(self, work: Work) -> int:
        return due(work, self.clock.now(), self.defaults)

    async def _beat(self) -> None:
        try:
            await self.catch_up()
        except StoreTrouble as trouble:
            log.warning("due work is put off", why=str(trouble))

    def _wait(self) -> None:
        with self._settled:
            self._settled.wait_for(lambda: not self._pending)

    def _committed(self, work: Work) -> None:
        """In the writer's thread, after a commit: new lines are acted on, new posts are said."""
        for key in work.heard:
            self._process(key, 0)
        if self._loop is None or self._loop.is_closed():
            return
        if work.touched:
            self._loop.call_soon_threadsafe(self.relay.wake, work.touched)
        if work.planned:
            self._loop.call_soon_threadsafe(self.metronome.look)

    def _process(self, key: int, lane: int) -> None:
        with self._settled:
            self._pending.add(key)
        future = self.writer.submit(lambda work: self.dispatcher.act(work, key, self.clock.now()), lane)
        future.add_done_callback(lambda done: self._processed(key, lane, done))

    def _processed(self, key: int, lane: int, done: "Future[str]") -> None:
        error = done.exception()
        if isinstance(error, StoreTrouble):
            log.error("a line waits for the database", inbox=key, why=str(error))
            self._again(RETRY_SECONDS, lambda: self._process(key, lane))
            return
        if error is not None:
            self._poisoned(key, lane, error)
            return
        self._over(key)

    def _poisoned(self, key: int, lane: int, error: BaseException) -> None:
        reference = new_reference()
        log.error("a line was set aside", inbox=key, reference=reference, exc_info=error)
        aside = self.writer.submit(
            lambda work: self.dispatcher.set_aside(work, key, self.clock.now(), reference), lane
        )
        aside.add_done_callback(lambda _: self._over(key))

    def _over(self, key: int) -> None:
        with self._settled:
            self._pending.discard(key)
            self._settled.notify_all()

    def _again(self, seconds: float, act: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()
