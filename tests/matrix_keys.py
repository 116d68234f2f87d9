"""A home server's keys and nothing else of it, and devices that meet there: encryption without a server."""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from typing_extensions import override

from bot.transports.matrix.crypto import Crypto
from bot.transports.matrix.homeserver import Homeserver, Json, Refused, Silent
from bot.transports.matrix.keys import Keys
from bot.transports.matrix.signing import published

ROOM = "!harbour:liaison.test"
_numbers = itertools.count(1)


class KeyServer:
    """What all devices published: keys that are given away once, identities, messages that wait."""

    def __init__(self) -> None:
        self.devices: dict[str, dict[str, Json]] = defaultdict(dict)
        self.identities: dict[str, dict[str, Json]] = defaultdict(dict)
        self.once: dict[tuple[str, str], dict[str, Json]] = defaultdict(dict)
        self.last: dict[tuple[str, str], dict[str, Json]] = defaultdict(dict)
        self.waiting: dict[tuple[str, str], list[Json]] = defaultdict(list)
        self.asked: list[tuple[str, Json]] = []


class Door(Homeserver):
    """One device's way to the server; what is in `lost` is done, and its answer does not come."""

    def __init__(self, server: KeyServer, user: str, device: str) -> None:
        super().__init__("http://nowhere.test")
        self._server = server
        self._me = (user, device)
        self.lost: list[str] = []
        self.uploaded: list[bytes] = []

    @override
    async def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        params: Mapping[str, str] | None = None,
        seconds: float = 0.0,
    ) -> Json:
        del params, seconds
        asked: Json = json.loads(json.dumps(body))
        name = path.removeprefix("/_matrix/client/v3/")
        name = "sendToDevice" if name.startswith("sendToDevice/") else name
        self._server.asked.append((name, asked))
        if method == "PUT" and name.startswith("rooms/"):
            return {"event_id": f"$sent{len(self._server.asked)}"}
        answer = getattr(self, "_" + name.replace("/", "_"))(asked)
        if name in self.lost:
            self.lost.remove(name)
            raise Silent
        found: Json = json.loads(json.dumps(answer))
        return found

    @override
    async def upload(self, content: bytes, kind: str, name: str = "") -> str:
        del kind, name
        self.uploaded.append(content)
        return f"mxc://liaison.test/{len(self.uploaded)}"

    def _keys_upload(self, asked: Json) -> Json:
        user, device = self._me
        if "device_keys" in asked:
            self._server.devices[user][device] = asked["device_keys"]
        there = self._server.once[self._me]
        for name, key in asked.get("one_time_keys", {}).items():
            if there.get(name, key) != key:
                raise Refused(400, "M_UNKNOWN")
            there[name] = key
        self._server.last[self._me] |= asked.get("fallback_keys", {})
        return {"one_time_key_counts": {"signed_curve25519": len(there)}}

    def _keys_query(self, asked: Json) -> Json:
        users = asked["device_keys"]
        told = {user: self._server.identities[user] for user in users}
        parts = ("master", "self_signing")
        return {
            "device_keys": {user: self._server.devices[user] for user in users},
            **{
                f"{one}_keys": {user: keys[one] for user, keys in told.items() if one in keys}
                for one in parts
            },
        }

    def _keys_claim(self, asked: Json) -> Json:
        found: Json = defaultdict(dict)
        for user, devices in asked["one_time_keys"].items():
            for device in devices:
                keys, last = self._server.once[user, device], self._server.last[user, device]
                name = next(iter(keys), "")
                if name or last:
                    found[user][device] = {name: keys.pop(name)} if name else dict([list(last.items())[-1]])
        return {"one_time_keys": found, "failures": {}}

    def _keys_device_signing_upload(self, asked: Json) -> Json:
        mine = self._server.identities[self._me[0]]
        mine |= {name.removesuffix("_key"): key for name, key in asked.items() if name.endswith("_key")}
        return {}

    def _keys_signatures_upload(self, asked: Json) -> Json:
        for user, devices in asked.items():
            self._server.devices[user] |= devices
        return {}

    def _sendToDevice(self, asked: Json) -> Json:  # noqa: N802 - a path of the API
        for user, devices in asked["messages"].items():
            for device, content in devices.items():
                event = {"type": "m.room.encrypted", "sender": self._me[0], "content": content}
                self._server.waiting[user, device].append(event)
        return {}


class Device:
    """Somebody's device, with the bot's own code behind it."""

    def __init__(self, server: KeyServer, folder: Path, name: str, device: str) -> None:
        self.id, self.device = f"@{name}:liaison.test", device
        self.folder = folder / f"{name}-{device}"
        self.keys = Keys("http://nowhere.test", self.id, device, "token")
        self.server = server
        self.door = Door(server, self.id, device)
        self.folder.mkdir(parents=True)
        self.crypto = Crypto(self.keys, self.folder)

    async def begin(self, *, signed: bool = True, like: "Device | None" = None) -> None:
        """Nothing; others know the device, which is signed by its own identity or that of another."""
        await self.crypto.maintain(self.door)
        if signed:
            await published(self.door, like.keys_for(self.device) if like else self.keys)

    def keys_for(self, device: str) -> Keys:
        """The same identity, to sign another device with."""
        mine = self.keys
        return Keys(
            mine.homeserver, mine.user_id, device, "token", mine.pickle_key, mine.master, mine.self_signing
        )

    def restart(self) -> None:
        """Nothing; the process ended at this instant, and another runs on the same store."""
        self.crypto.close()
        self.crypto = Crypto(self.keys, self.folder)

    async def meets(self, *users: str) -> None:
        """Nothing; it knows who has which devices now."""
        self.crypto.changed(users)
        await self.crypto.query(self.door, users)

    def inbox(self) -> list[Json]:
        """The messages to this device that came since."""
        waiting = self.server.waiting[self.id, self.device]
        found, waiting[:] = list(waiting), []
        return found

    async def says(
        self, text: str, to: Iterable[str], *, kind: str = "m.room.message", strict: bool = False, **more: Any
    ) -> Json:
        """An encrypted event, whose key is on its way to everybody's devices."""
        await self.crypto.share(self.door, ROOM, {self.id, *to}, strict=strict)
        return self.sealed(kind, {"msgtype": "m.text", "body": text, **more})

    def sealed(self, kind: str, content: Json) -> Json:
        return as_event(self.id, self.crypto.seal(ROOM, kind, content))

    def hears(self, event: Json) -> str:
        """The words of an encrypted event; raises `Sealed`."""
        self.crypto.receive(self.inbox())
        return str(self.crypto.open(ROOM, event)["content"]["body"])


def as_event(sender: str, content: Json) -> Json:
    """An encrypted event as a sync brings it."""
    number = next(_numbers)
    return {
        "type": "m.room.encrypted",
        "sender": sender,
        "event_id": f"$event{number}",
        "origin_server_ts": 1_800_000_000_000 + number,
        "content": content,
    }
