"""The relay: says what the outbox holds, room by room, in order.

Rooms do not hold each other up: each has a lane of its own. What was said is marked in a transaction
after it was shown; where the network cannot tell a repetition, the attempt is marked before as well.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from bot.model.delivery import Outbox, OutboxState
from bot.model.rooms import Room
from bot.services.compose import compose, may_say
from bot.services.sending import Later, Never, Post, Sender, Unsure
from bot.store import directory, outbox
from bot.store.database import Database, StoreTrouble
from bot.store.work import Work
from bot.store.writer import Writer
from bot.text.catalogs import Catalogs

PAUSE = 1.0

log = structlog.get_logger()


class Relay:
    """Takes rows from the outbox to the networks they are meant for."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        senders: Mapping[str, Sender],
        now: Callable[[], datetime],
        catalogs: Catalogs,
    ) -> None:
        self._writer = writer
        self._link = database.connect(reading=True)
        self._senders = senders
        self._now = now
        self._catalogs = catalogs
        self._lanes: dict[int, asyncio.Event] = {}
        self._busy: set[int] = set()
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._quiet = asyncio.Event()

    async def run(self, group: asyncio.TaskGroup) -> None:
        """Nothing; from now on lanes are served inside `group`, first those that wait already."""
        self._group = group
        with self._link.reading() as work:
            waiting = outbox.lanes(work)
        self.wake(waiting)

    def wake(self, rooms: "list[int] | set[int]") -> None:
        """Nothing; something may wait to be said in these rooms."""
        for room_id in rooms:
            self._busy.add(room_id)
            if room_id not in self._lanes and self._group is not None:
                self._lanes[room_id] = asyncio.Event()
                self._tasks.add(self._group.create_task(self._serve(room_id), name=f"lane {room_id}"))
            if room_id in self._lanes:
                self._lanes[room_id].set()

    async def quiet(self) -> None:
        """Nothing, once everything that waited has been said."""
        while self._busy:
            self._quiet.clear()
            await self._quiet.wait()

    def stop(self) -> None:
        """Nothing; no lane is served any more, so that the group they run in can end."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    def close(self) -> None:
        """The relay's own connection is closed."""
        self._link.close()

    async def _serve(self, room_id: int) -> None:
        event = self._lanes[room_id]
        while True:
            await event.wait()
            event.clear()
            try:
                while await self._some(room_id):
                    pass
            except StoreTrouble:
                await asyncio.sleep(PAUSE)
                event.set()
            if not event.is_set():
                self._busy.discard(room_id)
                self._quiet.set()

    async def _some(self, room_id: int) -> bool:
        """Whether there was something to say in a room; it is said."""
        with self._link.reading() as work:
            rows = outbox.waiting(work, room_id)
            room = directory.room(work, room_id)
            said = [(row, *self._prepare(work, row, room)) for row in rows] if room else []
        for row, post in said:
            await self._say(row, post)
        return bool(said)

    def _prepare(self, work: Work, row: Outbox, room: Room) -> tuple[Post | None]:
        if not may_say(work, row, room):
            return (None,)
        person = directory.person_by_id(work, row.to_id) if row.to_id else None
        try:
            return (compose(row, room, person.handle if person else "", self._now(), self._catalogs),)
        except Exception:
            # One post that cannot be put into words must not stop the rest.
            log.exception("a post could not be put into words", outbox=row.id, kind=row.kind)
            return (None,)

    async def _say(self, row: Outbox, post: Post | None) -> None:
        sender = self._senders.get(post.room.network) if post else None
        if post is None or sender is None:
            await self._settle(row, OutboxState.DROPPED if post is None else OutboxState.PARKED)
            return
        if not sender.keyed:
            await self._settle(row, OutboxState.WAITING)
        state, messages = await self._show(sender, post)
        await self._settle(row, state, messages)

    async def _show(self, sender: Sender, post: Post) -> tuple[OutboxState, tuple[str, ...]]:
        while True:
            try:
                return OutboxState.SENT, await sender.send(post)
            except Later as later:
                log.info("a network asked to wait", network=sender.network, seconds=later.seconds)
                await asyncio.sleep(later.seconds)
            except Never as never:
                log.warning(
                    "a post was refused", network=sender.network, outbox=post.key, why=str(never)[:100]
                )
                return OutboxState.PARKED, ()
            except Unsure:
                return OutboxState.UNSURE, ()

    async def _settle(self, row: Outbox, state: OutboxState, messages: tuple[str, ...] = ()) -> None:
        now = self._now()
        future = self._writer.submit(lambda work: outbox.settle(work, row, state, now, messages), row.room_id)
        await asyncio.wrap_future(future)
