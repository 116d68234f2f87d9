"""The bot on a Matrix of ours, and people who talk to it."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from matrix_net import Net
from synapse import Account, Synapse

from bot.app import Liaison
from bot.config import AdminSection, Config, DatabaseSection, MatrixSection
from bot.store.database import Database
from bot.time.clock import Clock
from bot.transports.matrix.crypto import Crypto, Sealed
from bot.transports.matrix.homeserver import CLIENT, Homeserver, part
from bot.transports.matrix.keys import Keys, load, there
from bot.transports.matrix.signing import published
from bot.transports.matrix.transport import Matrix

ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


async def logged_in(synapse: Synapse, account: Account, folder: Path) -> Keys:
    """What `liaison matrix login` leaves: keys, a crypto store, an identity that signed the device."""
    keys = Keys(synapse.url, account.user_id, account.device_id, account.access_token)
    keys.save(folder)
    server, crypto = Homeserver(synapse.url, account.access_token), Crypto(keys, folder)
    try:
        await crypto.maintain(server)
        await published(server, keys, account.password)
    finally:
        crypto.close()
        await server.close()
    return keys


@asynccontextmanager
async def bot_on(
    url: str, database: str, folder: Path, clock: Clock, *, administrators: tuple[str, ...] = ()
) -> AsyncIterator[tuple[Liaison, Matrix]]:
    """The bot, on this Matrix, with the device whose keys are in the folder."""
    section = MatrixSection(homeserver=url, folder=str(folder))
    config = Config(
        database=DatabaseSection(url=database), matrix=section, admin=AdminSection(people=administrators)
    )
    matrix = Matrix(section, clock.now, ("liaison",))
    liaison = Liaison(config, clock, [matrix.sender], Database(database))
    link = liaison.database.connect(reading=True)
    try:
        with link.reading() as work:
            matrix.recall(work)
        async with asyncio.TaskGroup() as group:
            await liaison.run(group)
            task = group.create_task(matrix.run(group, liaison))
            yield liaison, matrix
            task.cancel()
            await liaison.settled()
            liaison.stop()
    finally:
        link.close()
        liaison.close()
        await matrix.close()


class Human:
    """Somebody with a device: signed by them when `signed`, able to encrypt when it has a folder.

    With the same folder again it is the same device, as it was left.
    """

    def __init__(self, url: str, account: Account, folder: Path | None = None) -> None:
        self.account = account
        self.id = account.user_id
        self.server = Homeserver(url, account.access_token)
        known = load(folder) if folder is not None and there(folder) else None
        self.keys = known or Keys(url, account.user_id, account.device_id, account.access_token)
        self.crypto: Crypto | None = None
        if folder is not None:
            self.keys.save(folder)
            self.crypto = Crypto(self.keys, folder)
        self.since = ""
        self._numbers = itertools.count(1)

    async def begin(self, *, signed: bool = True) -> None:
        """Nothing; the device's keys are known to others, and what was said before is not heard."""
        if self.crypto is not None:
            await self.crypto.maintain(self.server)
            if signed:
                await published(self.server, self.keys, self.account.password)
        await self.sync(0)

    async def end(self) -> None:
        await self.server.close()
        if self.crypto is not None:
            self.crypto.close()

    async def opens(
        self,
        *invited: str,
        version: str = "12",
        encrypted: bool = False,
        direct: bool = False,
        name: str = "",
    ) -> str:
        """The id of a new room."""
        asked: dict[str, Any] = {
            "invite": list(invited),
            "preset": "trusted_private_chat" if direct else "private_chat",
            "room_version": version,
            "is_direct": direct,
            "initial_state": [ENCRYPTION] if encrypted else [],
        }
        if name:
            asked["name"] = name
        return str((await self.server.ask("POST", f"{CLIENT}/createRoom", asked))["room_id"])

    async def joins(self, room: str) -> None:
        await self.server.ask("POST", f"{CLIENT}/join/{part(room)}", {})

    async def says(self, room: str, text: str, *, readers: Iterable[str] = (), **more: Any) -> str:
        """The id of a message; `readers` are those it is encrypted for."""
        return await self.sends(room, "m.room.message", {"msgtype": "m.text", "body": text, **more}, readers)

    async def reacts(self, room: str, event: str, key: str) -> str:
        related = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.sends(room, "m.reaction", {"m.relates_to": related})

    async def sends(self, room: str, kind: str, content: dict[str, Any], readers: Iterable[str] = ()) -> str:
        members = {self.id, *readers}
        if len(members) > 1:
            assert self.crypto is not None
            await self.crypto.share(self.server, room, members, strict=False)
            kind, content = "m.room.encrypted", self.crypto.seal(room, kind, content)
        number = f"{os.urandom(4).hex()}{next(self._numbers)}"
        path = f"{CLIENT}/rooms/{part(room)}/send/{kind}/{number}"
        return str((await self.server.ask("PUT", path, content))["event_id"])

    async def sync(self, seconds: float = 1.0) -> dict[str, Any]:
        """What is new to them."""
        asked = {"timeout": str(int(seconds * 1000)), **({"since": self.since} if self.since else {})}
        answer = await self.server.ask("GET", f"{CLIENT}/sync", params=asked)
        self.since = answer["next_batch"]
        if self.crypto is not None:
            self.crypto.counted(answer)
            self.crypto.receive(answer.get("to_device", {}).get("events", []))
            self.crypto.changed(answer.get("device_lists", {}).get("changed", []))
            await self.crypto.maintain(self.server)
        return answer

    async def hears(self, room: str, words: str = "", *, seconds: float = 15.0) -> dict[str, Any]:
        """The next message of somebody else there with these words in it, in the clear."""
        async with asyncio.timeout(seconds):
            while True:
                for event in await self.new(room):
                    if event["type"] == "m.room.message" and words in event["content"]["body"]:
                        return event

    async def new(self, room: str) -> list[dict[str, Any]]:
        """What others said in a room since it was looked at; what cannot be read is left out."""
        answer = await self.sync()
        told = answer.get("rooms", {}).get("join", {}).get(room, {})
        events = [one for one in told.get("timeline", {}).get("events", []) if one["sender"] != self.id]
        clear = [await self._clear(room, one) for one in events]
        return [one for one in clear if one and one["type"] in {"m.room.message", "m.reaction"}]

    async def _clear(self, room: str, event: dict[str, Any]) -> dict[str, Any] | None:
        if event["type"] != "m.room.encrypted" or self.crypto is None:
            return event
        await self.crypto.query(self.server, [event["sender"]])
        try:
            return {**self.crypto.open(room, event), "was_encrypted": True}
        except Sealed:
            return None


@asynccontextmanager
async def human(synapse: Synapse, name: str, folder: Path | None = None) -> AsyncIterator[Human]:
    """Somebody new on the server, with a signed device that can encrypt when there is a folder for it."""
    account = synapse.newcomer(name)
    somebody = Human(synapse.url, account, folder / name if folder else None)
    try:
        await somebody.begin()
        yield somebody
    finally:
        await somebody.end()


async def until_read(net: Net, count: int) -> None:
    """Nothing, once the bot has asked what is new so many more times."""
    before = len(net.of("sync", 200))
    await net.until(lambda: len(net.of("sync", 200)) >= before + count)
