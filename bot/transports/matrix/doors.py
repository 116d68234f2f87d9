"""Invitations and rooms that go on elsewhere: where the bot goes in, and where it does not.

It goes in where somebody it knows asks it to, and where a room it is in was replaced; to talk alone,
also where somebody asks who reads a room of a task force with it: that is how they link their account.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import structlog

from bot.store import directory, inbox
from bot.store.work import Work
from bot.transports.base import Core
from bot.transports.matrix.hearing import NETWORK
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part
from bot.transports.matrix.listening import Listener, rooms_of
from bot.transports.matrix.rooms import COMING

KEPT = f"{NETWORK}:invites"
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0

log = structlog.get_logger()


@dataclass(slots=True)
class Doors:
    """Who asked the bot in where; answered one after the other."""

    me: str
    server: Homeserver
    listener: Listener
    waiting: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Room: who asks, and whether it is to talk alone."""

    _stored: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _some: asyncio.Event = field(default_factory=asyncio.Event)
    _following: set[str] = field(default_factory=set)
    _later: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Rooms that could not be entered: when it is tried again, and how long after that."""

    _closed: set[str] = field(default_factory=set)
    """Rooms that follow one of ours and did not let the bot in; it waits to be asked."""

    def recall(self, work: Work) -> None:
        """Nothing; invitations that were not answered before a restart still wait: they come only once."""
        kept = json.loads(inbox.cursor(work, KEPT) or "{}")
        self.waiting = {room: (by, direct) for room, (by, direct) in kept.items()}
        self._stored = dict(self.waiting)
        self._some.set()

    def asked(self, answer: Json) -> dict[str, tuple[str, bool]]:
        """Who asks the bot in after this sync, room by room."""
        found = dict(self.waiting)
        for gone in (*rooms_of(answer, "join"), *rooms_of(answer, "leave")):
            found.pop(gone, None)
        for room, told in rooms_of(answer, "invite").items():
            by = _inviter(told, self.me)
            if by is not None:
                found[room] = by
        return found

    def keep(self, work: Work, waiting: dict[str, tuple[str, bool]]) -> None:
        """Nothing; they are written down, in the transaction that moves the sync token."""
        if waiting != self._stored:
            inbox.remember(work, KEPT, json.dumps(waiting))

    def kept(self, waiting: dict[str, tuple[str, bool]]) -> None:
        """Nothing; they will be answered."""
        self.waiting, self._stored = waiting, dict(waiting)
        self._some.set()

    async def run(self, core: Core) -> None:
        """Never returns: whoever asks is answered, and rooms are followed.

        One that cannot be entered is tried again later, and holds up no other.
        """
        while True:
            try:
                async with asyncio.timeout_at(min((at for at, _ in self._later.values()), default=None)):
                    await self._some.wait()
            except TimeoutError:
                pass
            self._some.clear()
            acts = self._acts(core)
            self._later = {room: later for room, later in self._later.items() if room in acts}
            for room, act in acts.items():
                await self._try(room, act)

    def _acts(self, core: Core) -> dict[str, Callable[[], Awaitable[None]]]:
        """What is to be done about each room."""
        acts: dict[str, Callable[[], Awaitable[None]]] = {
            old.successor: partial(self._follow, core, old.id, old.successor)
            for old in self.listener.rooms.values()
            if old.successor
        }
        for room, (by, direct) in self.waiting.items():
            acts[room] = partial(self._answer, core, room, by, direct=direct)
        return acts

    async def _try(self, room: str, act: Callable[[], Awaitable[None]]) -> None:
        now = asyncio.get_running_loop().time()
        at, pause = self._later.get(room, (now, FIRST_PAUSE))
        if now < at:
            return
        try:
            await act()
        except (Silent, Refused) as error:
            log.warning("a room could not be entered", why=str(error), again_in=pause)
            self._later[room] = (now + pause, min(LONGEST_PAUSE, pause * 2))
        else:
            self._later.pop(room, None)

    async def _answer(self, core: Core, room: str, by: str, *, direct: bool) -> None:
        follows = room in {one.successor for one in self.listener.rooms.values()}
        if follows or await asyncio.wrap_future(
            core.write(lambda work: self._known(work, by, direct=direct))
        ):
            self.listener.inviters[room] = by
            if direct:
                await self._mark_direct(room, by)
            entered = await self._enter(room)
            log.info("invited and entered" if entered else "invited, but the room is closed")
        else:
            log.info("an invitation by a stranger was declined")
            await self._decline(room)
        self.waiting.pop(room, None)

    def _known(self, work: Work, by: str, *, direct: bool) -> bool:
        if directory.who(work, NETWORK, by) is not None:
            return True
        bound = [self.listener.rooms.get(room) for room in directory.bound(work, NETWORK)]
        return direct and any(by in room.members for room in bound if room is not None)

    async def _enter(self, room: str, via: Mapping[str, str] | None = None) -> bool:
        """Whether the bot is in now; raises where it may be otherwise later."""
        try:
            await self.server.ask("POST", f"{CLIENT}/join/{part(room)}", {}, params=via)
        except Refused as refused:
            if refused.passing or refused.token_gone:
                raise
            return False
        return True

    async def _decline(self, room: str) -> None:
        try:
            await self.server.ask("POST", f"{CLIENT}/rooms/{part(room)}/leave", {})
        except Refused as refused:
            if refused.passing:
                raise

    async def _mark_direct(self, room: str, by: str) -> None:
        """Nothing; the account remembers that this room is for talking to one person alone."""
        path = f"{CLIENT}/user/{part(self.me)}/account_data/m.direct"
        try:
            known = await self.server.ask("GET", path)
        except Refused as refused:
            if refused.passing:
                raise
            known = {}
        theirs = known.get(by)
        rooms = theirs if isinstance(theirs, list) else []
        if room not in rooms:
            await self.server.ask("PUT", path, {**known, by: [*rooms, room]})
        self.listener.directs.add(room)

    async def _follow(self, core: Core, old: str, new: str) -> None:
        """Nothing; what the old room had, the new one has, once the bot is in it."""
        if old in self._following and new in self.listener.rooms:
            return
        if new not in self.listener.rooms:
            server = old.partition(":")[2] or self.me.partition(":")[2]
            if new not in self._closed and not await self._enter(new, {"server_name": server}):
                self._closed.add(new)
            return
        if self.listener.rooms[new].predecessor == old:
            await asyncio.wrap_future(core.hear(self.listener.note_moved(old, new)))
        self._following.add(old)

    async def leave_empty(self) -> None:
        """Nothing; where the bot was alone with somebody and they left, it leaves as well."""
        for room in list(self.listener.rooms.values()):
            if room.id in self.listener.directs and set(room.members) == {self.me} and not room.invited:
                await self._decline(room.id)


def _inviter(told: Json, me: str) -> tuple[str, bool] | None:
    """Who invites, and whether it is to talk alone."""
    state = told.get("invite_state")
    events = state.get("events") if isinstance(state, dict) else None
    for event in events if isinstance(events, list) else ():
        if (
            not isinstance(event, dict)
            or event.get("type") != "m.room.member"
            or event.get("state_key") != me
        ):
            continue
        content = event.get("content")
        if isinstance(content, dict) and content.get("membership") == COMING:
            return str(event.get("sender", "")), content.get("is_direct") is True
    return None
