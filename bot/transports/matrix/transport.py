"""The network as a whole: the account, what is heard and said, and the keys kept in order meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import ExitStack
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from typing_extensions import override

from bot.config import ConfigTrouble, MatrixSection
from bot.model.delivery import Inbox
from bot.model.rooms import RoomKind
from bot.store import directory, inbox
from bot.store.work import Work
from bot.transports.base import Core, Transport
from bot.transports.matrix.crypto import Crypto, Sealed
from bot.transports.matrix.doors import Doors
from bot.transports.matrix.hearing import NETWORK
from bot.transports.matrix.homeserver import Homeserver, Json, Refused, Silent
from bot.transports.matrix.keys import load, locked, lost
from bot.transports.matrix.listening import Batch, Listener, Told, events_of
from bot.transports.matrix.sending import Sender
from bot.transports.matrix.signing import Foreign, published
from bot.transports.matrix.syncing import Revoked, Syncer

RENEW_SECONDS = 15.0
FIRST_PAUSE = 1.0
GRACE = timedelta(minutes=1)
KEPT = timedelta(days=1)
REVOKED = "the account's token on matrix was revoked; log in anew: liaison matrix login --again"
FOREIGN = "the account's identity on matrix is not the bot's: people cannot read it; see liaison check"
OPENED = ("kind", "text", "about", "extra", "sender_name", "direct")

log = structlog.get_logger()


class Matrix(Transport):
    """One bot account on Matrix, with one device for life."""

    network = NETWORK

    def __init__(self, settings: MatrixSection, now: Callable[[], datetime], names: tuple[str, ...]) -> None:
        folder = Path(settings.folder)
        self._held = ExitStack()
        if not self._held.enter_context(locked(folder)):
            msg = f"{folder} is in use: another process runs this account, or logs it in"
            raise ConfigTrouble(msg)
        self._keys = load(folder)
        self._now = now
        self.server = Homeserver(settings.homeserver, self._keys.access_token)
        self.crypto = Crypto(self._keys, folder)
        if not self.crypto.begun:
            self.crypto.close()
            self._held.close()
            raise lost(self._keys, folder)
        self.listener = Listener(self._keys.user_id, names, self.server, self.crypto, now)
        self.doors = Doors(self._keys.user_id, self.server, self.listener)
        self._sender = self.sender = Sender(self.server, self.crypto, self.listener)
        self._syncer = Syncer(self.server, self._take, now, self.listener.rooms, self._keys.user_id)
        self._since = ""
        self._core: Core | None = None
        self._upkeep = asyncio.Event()
        self._came: set[str] = set()
        self._opening = asyncio.Event()
        self._revoked = asyncio.Event()
        self._words = ""
        self._sender.revoked = self._revoked.set

    @override
    def recall(self, work: Work) -> None:
        """Nothing; how far was read, who reads what, and what could not be read yet are known."""
        self._since = inbox.cursor(work, NETWORK) or ""
        self._words = inbox.cursor(work, f"{NETWORK}:health") or ""
        self.doors.recall(work)
        self.listener.readers.update(directory.readers(work, NETWORK))
        for line in inbox.sealed(work, NETWORK):
            self.listener.sealed[line.event] = str(line.extra.get("session", ""))
        for room in directory.on_network(work, NETWORK):
            self.listener.entered |= {room.address} if room.active else set()
            self.listener.told[room.address] = Told(room.cap, room.kind is RoomKind.DIRECT, room.name)

    @override
    async def run(self, group: asyncio.TaskGroup, core: Core) -> None:
        """Returns when the account's token is revoked: only a new login helps then."""
        self._core = core
        await self._write(lambda work: inbox.remember(work, f"{NETWORK}:user", self._keys.user_id))
        try:
            async with asyncio.TaskGroup() as mine:
                self._sender.spawn = partial(_spawned, mine)
                for name, work in (
                    ("sync", self._syncer.run(self._since)),
                    ("keys", self._kept_up()),
                    ("doors", self.doors.run(core)),
                    ("sealed", self._reopened(core)),
                    ("health", self._told(core)),
                    ("token", self._watched()),
                ):
                    mine.create_task(work, name=f"matrix {name}")
        except* Revoked:
            log.error(REVOKED)  # noqa: TRY400 - where it was noticed says nothing
            await self._remember_health(core)

    @override
    async def close(self) -> None:
        await self.server.close()
        self.crypto.close()
        self._held.close()

    async def _take(self, answer: Json, since: str) -> None:
        """Nothing, once all that is new is kept."""
        if self._core is None:
            return
        self.crypto.counted(answer)
        self._came |= self.crypto.receive(events_of(answer, "to_device"))
        devices = answer.get("device_lists")
        self.crypto.changed(_strings(devices, "changed"))
        self.crypto.parted(_strings(devices, "left"))
        self._note_directs(answer)
        batch = await self.listener.take(answer, since)
        waiting = self.doors.asked(answer)
        token = (NETWORK, str(answer["next_batch"]))
        await self._write(lambda work: self._stored(work, batch, token, waiting))
        self.listener.kept(batch)
        self.doors.kept(waiting)
        self._sender.ready.set()
        self._upkeep.set()
        if self._came and self.listener.sealed:
            self._opening.set()

    def _stored(
        self, work: Work, batch: Batch, token: tuple[str, str], waiting: dict[str, tuple[str, bool]]
    ) -> None:
        inbox.store(work, batch.rows, token)
        self.doors.keep(work, waiting)

    def _note_directs(self, answer: Json) -> None:
        for event in events_of(answer, "account_data"):
            content = event.get("content")
            if event.get("type") == "m.direct" and isinstance(content, dict):
                rooms = [one for theirs in content.values() if isinstance(theirs, list) for one in theirs]
                self.listener.directs.clear()
                self.listener.directs.update(one for one in rooms if isinstance(one, str))

    async def _write(self, job: Callable[[Work], Any]) -> Any:  # noqa: ANN401 - what the job comes to
        assert self._core is not None  # noqa: S101 - it runs
        return await asyncio.wrap_future(self._core.write(job))

    async def _watched(self) -> None:
        await self._revoked.wait()
        raise Revoked

    # ── in the background ────────────────────────────────────────────────────────────────────────────────

    async def _kept_up(self) -> None:
        """Never returns; after each sync the server has keys to hand out, and devices are known."""
        signed, pause = False, FIRST_PAUSE
        while True:
            await self._upkeep.wait()
            self._upkeep.clear()
            done = await self._guarded(self._look_after)
            if done and not signed:
                done = signed = await self._guarded(lambda: published(self.server, self._keys))
            if done:
                pause = FIRST_PAUSE
                continue
            await asyncio.sleep(pause)
            pause = min(RENEW_SECONDS, pause * 2)
            self._upkeep.set()

    async def _look_after(self) -> None:
        await self.crypto.maintain(self.server)
        users = {user for room in self.listener.rooms.values() if room.encrypted for user in room.members}
        await self.crypto.query(self.server, users)
        met, self.crypto.met = self.crypto.met, set()
        if met:
            await self._stand(met)
            if self.listener.sealed:
                self._came |= set(self.listener.sealed.values())
                self._opening.set()
        await self.doors.leave_empty()

    async def _stand(self, users: set[str]) -> None:
        """Nothing; the bot is told what may be said now in the rooms that these people read."""
        batch = Batch()
        rooms = {name for name, room in self.listener.rooms.items() if users & room.members.keys()}
        self.listener.stand(batch, rooms)
        if batch.rows and self._core is not None:
            await asyncio.wrap_future(self._core.hear(batch.rows))
            self.listener.kept(batch)

    async def _guarded(self, act: Callable[[], Awaitable[object]]) -> bool:
        """Whether there is no need to try again: it was done, or never can be."""
        try:
            await act()
        except Foreign:
            log.error(FOREIGN)  # noqa: TRY400 - it says what to do
        except (Silent, Refused) as error:
            log.warning("the keys on the home server are not in order", why=str(error))
            return False
        except Exception as error:
            log.exception("the keys could not be looked after", why=type(error).__name__)
            return False
        return True

    async def _reopened(self, core: Core) -> None:
        """Never returns; what could not be read is read when its key comes, for a day."""
        while True:
            try:
                async with asyncio.timeout(RENEW_SECONDS):
                    await self._opening.wait()
            except TimeoutError:
                pass
            self._opening.clear()
            came, self._came = self._came, set()
            if self.listener.sealed and not await self._guarded(partial(self._open, core, came)):
                self._came |= came

    async def _open(self, core: Core, came: set[str]) -> None:
        lines: list[Inbox] = await self._write(lambda work: inbox.sealed(work, NETWORK))
        for line in lines:
            if line.extra.get("session") in came and await self._opened(line):
                continue
            age = self._now() - line.heard_at
            if age > KEPT:
                await self._discard(line)
                self.listener.sealed.pop(line.event, None)
            elif age > GRACE and (row := self.listener.note_unreadable(line)) is not None:
                await asyncio.wrap_future(core.hear([row]))

    async def _opened(self, line: Inbox) -> bool:
        """Whether a line can be read now; it is acted on, or was not for the bot."""
        try:
            said = await self.listener.reopened(line)
        except Sealed:
            return False
        if said is None:
            await self._discard(line)
        else:
            values = {name: said.row[name] for name in OPENED}
            await self._write(lambda work: inbox.unseal(work, line.id or 0, values))
        self.listener.sealed.pop(line.event, None)
        return True

    async def _discard(self, line: Inbox) -> None:
        await self._write(lambda work: inbox.discard(work, line.id or 0))

    async def _told(self, core: Core) -> None:
        """Never returns; how it goes is written down for `liaison check`, when it goes otherwise."""
        while True:
            await self._remember_health(core)
            await asyncio.sleep(RENEW_SECONDS)

    async def _remember_health(self, core: Core) -> None:
        words = self._syncer.health.words()
        if words == self._words:
            return
        self._words = words
        await asyncio.wrap_future(core.write(lambda work: inbox.remember(work, f"{NETWORK}:health", words)))


def _spawned(group: asyncio.TaskGroup, work: Coroutine[Any, Any, None]) -> None:
    """Nothing; the work goes on beside the rest, or is left out while that ends."""
    try:
        group.create_task(work)
    except RuntimeError:
        work.close()


def _strings(section: object, name: str) -> list[str]:
    found = section.get(name) if isinstance(section, dict) else None
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
