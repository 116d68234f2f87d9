"""The relay: says what the outbox holds, room by room, in order.

Rooms do not hold each other up: each has a lane of its own. What was said is marked in a transaction
after it was shown; where the network cannot tell a repetition, the attempt is marked before as well, and
what may have been shown is shown once more at most, marked as perhaps repeated.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import structlog

from bot.model.delivery import Outbox, OutboxState
from bot.model.rooms import Room
from bot.services.compose import compose, may_say, still_true
from bot.services.sending import Gone, Later, Moved, Never, Post, Sender, Unsure, Withheld
from bot.store import directory, outbox
from bot.store.database import Database, StoreTrouble, is_trouble
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
        self._database = database
        self._link = database.connect(reading=True)
        self._senders = senders
        self._now = now
        self._catalogs = catalogs
        self._lanes: dict[int, asyncio.Event] = {}
        self._busy: set[int] = set()
        self._group: asyncio.TaskGroup | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._quiet = asyncio.Event()
        self._composing = asyncio.Lock()

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
            except Exception:
                # Whatever happens in one room, it is tried again, and the other rooms go on.
                log.exception("a room could not be served", room=room_id)
                self._reconnect()
                await asyncio.sleep(PAUSE)
                event.set()
            if not event.is_set():
                self._busy.discard(room_id)
                self._quiet.set()

    def _reconnect(self) -> None:
        """A new connection, where the database lets us; else the next attempt fails and comes here again."""
        self._link.close()
        with suppress(Exception):
            self._link = self._database.connect(reading=True)

    async def _some(self, room_id: int) -> bool:
        """Whether there may be more to say in a room at once; what was found is said."""
        async with self._composing:
            await asyncio.sleep(0)  # what others have to say does not hold up what is being sent
            said = self._composed(room_id)
        for index, (row, post) in enumerate(said):
            if not await self._say(row, post, fresh=index == 0):
                return True
        return len(said) == outbox.AT_ONCE

    def _composed(self, room_id: int) -> list[tuple[Outbox, Post | None]]:
        """What waits to be said in a room, in words."""
        with self._link.reading() as work:
            room = directory.room(work, room_id)
            served = room is not None and room.active and room.network in self._senders
            rows = outbox.waiting(work, room_id) if served else []
            return [(row, self._prepare(work, row, room)) for row in rows if room]

    def _prepare(self, work: Work, row: Outbox, room: Room) -> Post | None:
        if not may_say(work, row, room):
            return None
        person = directory.person_by_id(work, row.to_id) if row.to_id else None
        address = directory.address_of(work, row.to_id or 0, room.network) if row.private else ""
        try:
            view = still_true(work, row, room)
            if view is None:
                return None
            post = compose(
                row,
                room,
                (person.handle if person else "", address),
                self._now(),
                self._catalogs,
                lambda handle: directory.reader(work, room, handle),
                view=view,
            )
            return replace(post, still=lambda: self._still(row))
        except Exception as error:
            # One post that cannot be put into words must not stop the rest; a database in trouble may.
            if is_trouble(error):
                raise
            log.exception("a post could not be put into words", outbox=row.id, kind=row.kind)
            return None

    def _still(self, row: Outbox) -> bool:
        """Whether the room may read the row at this very moment."""
        with self._link.reading() as work:
            room = directory.room(work, row.room_id)
            return room is not None and may_say(work, row, room) and still_true(work, row, room) is not None

    async def _say(self, row: Outbox, post: Post | None, *, fresh: bool) -> bool:
        """Whether the row is settled; else it is the next again, perhaps elsewhere or later."""
        sender = self._senders.get(post.room.network) if post else None
        if post is None or sender is None or not (fresh or post.still()):
            await self._settle(row, OutboxState.DROPPED if sender or post is None else OutboxState.PARKED)
            return True
        blind = not sender.keyed and not post.edit_of
        if blind and row.attempts > 1:
            await self._settle(row, OutboxState.UNSURE)
            return True
        if blind:
            now = self._now()
            await self._write(row, lambda work: outbox.attempt(work, row, now))
        try:
            messages = await sender.send(post)
        except Withheld:
            await self._settle(row, OutboxState.DROPPED)
            return True
        except (Later, Never, Unsure, Gone, Moved) as answer:
            return await self._not_shown(row, post.room, answer, blind=blind)
        await self._settle(row, OutboxState.SENT, messages)
        return True

    async def _not_shown(self, row: Outbox, room: Room, answer: Exception, *, blind: bool) -> bool:
        """Whether the row is settled, after an answer that was none or a refusal."""
        match answer:
            case Never():
                log.warning("a post was refused", network=room.network, outbox=row.id, why=str(answer)[:100])
                await self._settle(row, OutboxState.PARKED)
                return True
            case Unsure():
                log.warning("an answer was lost", network=room.network, outbox=row.id)
                await asyncio.sleep(PAUSE)
                return False
        await self._write(row, lambda work: _take_back(work, row, room, answer, blind=blind))
        if isinstance(answer, Later):
            log.info("a network asked to wait", network=room.network, seconds=answer.seconds)
            await asyncio.sleep(answer.seconds)
        return False

    async def _settle(self, row: Outbox, state: OutboxState, messages: tuple[str, ...] = ()) -> None:
        now = self._now()
        await self._write(row, lambda work: outbox.settle(work, row, state, now, messages))

    async def _write(self, row: Outbox, act: Callable[[Work], None]) -> None:
        await asyncio.wrap_future(self._writer.submit(act, row.room_id))


def _take_back(work: Work, row: Outbox, room: Room, answer: Exception, *, blind: bool) -> None:
    """Nothing; the row waits as if it had not been tried, and what the answer says of the room is noted."""
    if blind:
        outbox.spare(work, row)
    if isinstance(answer, Moved):
        directory.move(work, room.network, room.address, answer.address)
    if isinstance(answer, Gone):
        room.active = False
        work.save(room)
