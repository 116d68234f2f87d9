"""End-to-end encryption: nio's Olm machine behind guards of our own.

What comes in is data of strangers: nothing of it raises out of here but `Sealed`. What the machine keeps
is on disk before the sync token moves. Rooms, members and devices are told to it; of what it decrypts it
believes nothing about who may do what.
"""

import asyncio
import json
import logging
import os
import time
from collections.abc import Collection, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import structlog
from nio import KeysClaimResponse, KeysQueryResponse, KeysUploadResponse, RoomKeyEvent, ToDeviceEvent
from nio.crypto import InboundGroupSession, Olm, OlmDevice
from nio.event_builders import DummyMessage
from nio.exceptions import LocalProtocolError
from nio.store import MegolmInboundSessions, SqliteStore
from peewee import PeeweeException, SqliteDatabase
from typing_extensions import override
from vodozemac import Curve25519PublicKey, LibolmPickleException, PickleException, SessionCreationException

from bot.config import ConfigTrouble
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part
from bot.transports.matrix.keys import FILE, STORE, Keys
from bot.transports.matrix.signing import asked, identity_of

OLM = "m.olm.v1.curve25519-aes-sha2"
MEGOLM = "m.megolm.v1.aes-sha2"
CLAIM_SECONDS = 10.0
QUERY_SECONDS = 5.0
AGAIN_SECONDS = 60.0
FEW_KEYS = 25
PER_REQUEST = 100
Device = tuple[str, str]
"""A user id and the id of one of their devices."""

# They quote what they decrypted and could not understand.
for _quoting in ("nio", "peewee"):
    logging.getLogger(_quoting).setLevel(logging.CRITICAL + 1)

log = structlog.get_logger()


class Sealed(Exception):  # noqa: N818 - an answer
    """An event that cannot be read: for want of the key of `session`, or of trust in its sender's device."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session


class Store(SqliteStore):  # type: ignore[misc] # nio has no types
    """nio's store, in one file for its owner alone, durable at every commit."""

    @override
    def _create_database(self) -> SqliteDatabase:
        os.close(os.open(self.database_path, os.O_CREAT | os.O_RDWR, 0o600))
        pragmas = {"foreign_keys": 1, "secure_delete": 1, "journal_mode": "wal", "synchronous": "full"}
        return SqliteDatabase(self.database_path, pragmas=pragmas)

    @override
    def save_inbound_group_session(self, session: InboundGroupSession) -> None:
        """Nothing; it is kept beside what others sent with the same id, which nio would write over it."""
        with self.database.bind_ctx(self.models):
            MegolmInboundSessions.replace(
                session_id=f"{session.room_id} {session.sender_key} {session.id}",
                account=self._get_account(),
                sender_key=session.sender_key,
                fp_key=session.ed25519,
                room_id=session.room_id,
                session=session.pickle(self.pickle_key),
            ).execute()


class Machine(Olm):  # type: ignore[misc] # nio has no types
    """nio's machine; a room key that is known is not replaced by somebody else's copy of it."""

    @override
    def create_group_session(
        self, sender_key: str, sender_fp_key: str, room_id: str, session_id: str, session_key: str
    ) -> None:
        session = InboundGroupSession(session_key, sender_fp_key, sender_key, room_id)
        if session.id != session_id:
            return
        known = self.inbound_group_store.get(room_id, sender_key, session_id)
        if known is not None and known.first_known_index <= session.first_known_index:
            return
        self.inbound_group_store.add(session)
        self.save_inbound_group_session(session)


class Crypto:
    """What the bot's device can read and write; one process has it open."""

    def __init__(self, keys: Keys, folder: Path) -> None:
        self.user = keys.user_id
        self._me: Device = (keys.user_id, keys.device_id)
        self._store = Store(*self._me, str(folder), keys.pickle_key, STORE)
        self._database = self._store.database
        self._olm = self._machine(folder)
        self._database.execute_sql(
            "CREATE TABLE IF NOT EXISTS pinned (user_id TEXT PRIMARY KEY, master TEXT)"
        )
        self._pins = dict(self._database.execute_sql("SELECT user_id, master FROM pinned").fetchall())
        self._signed: dict[str, frozenset[str]] = {}
        self._known: set[str] = set()
        self._stale: set[str] = set()
        self._tried: dict[str, float] = {}
        self._unclaimed: dict[Device, float] = {}
        self._querying = asyncio.Lock()
        self._wants_fallback = not self._olm.account.shared
        self.encrypted: set[str] = set(self._store.load_encrypted_rooms())
        """Rooms that were ever encrypted: no server can take that back."""

        self.met: set[str] = set()
        """Whose devices were asked for since somebody emptied this; what was not known of them now is."""

    def _machine(self, folder: Path) -> Machine:
        """What is in the store; raises `ConfigTrouble` when it was written with another key."""
        try:
            return Machine(*self._me, self._store)
        except (PickleException, LibolmPickleException):
            self._database.close()
            msg = (
                f"{folder / STORE} cannot be read with the pickle_key in {folder / FILE}: "
                "one of them was replaced. Put both back from the same backup, "
                "or log in anew: liaison matrix login --again"
            )
            raise ConfigTrouble(msg) from None

    @property
    def begun(self) -> bool:
        """Whether others were told of the keys in the store; if not, it is a new one."""
        return bool(self._olm.account.shared)

    def close(self) -> None:
        """Nothing; the store is closed."""
        self._database.close()

    # ── what comes in ────────────────────────────────────────────────────────────────────────────────────

    def receive(self, events: Collection[Any]) -> set[str]:
        """The sessions whose keys came with these to-device events; they are on disk."""
        came: set[str] = set()
        if not events:
            return came
        with self._database.atomic():
            for event in events:
                if isinstance(event, dict) and event.get("type") == "m.room.encrypted":
                    came |= self._receive(event)
                elif isinstance(event, dict) and event.get("type") == "m.room_key.withheld":
                    _log_withheld(event)
        return came

    def _receive(self, event: Json) -> set[str]:
        try:
            with self._database.atomic():
                read = self._olm.decrypt_event(ToDeviceEvent.parse_encrypted_event(event))
        except (PeeweeException, OSError):
            raise
        except SessionCreationException:
            # Honest devices send this too, when we have lost the key they were given.
            log.warning("a to-device event was for a key that is gone")
            channel = (event["sender"], event["content"]["sender_key"])
            self._olm._mark_device_for_unwedging(*channel)  # noqa: SLF001 - see the contracts
            return set()
        except Exception as error:  # noqa: BLE001 - whatever a stranger sends
            log.warning("a to-device event was not understood", why=type(error).__name__)
            return set()
        return {read.session_id} if isinstance(read, RoomKeyEvent) else set()

    def counted(self, answer: Json) -> None:
        """Nothing; how many one-time keys the server has left, as a sync says."""
        counts = answer.get("device_one_time_keys_count")
        left = counts.get("signed_curve25519", 0) if isinstance(counts, dict) else None
        if isinstance(left, int):
            self._olm.uploaded_key_count = left
        unused = answer.get("device_unused_fallback_key_types")
        if isinstance(unused, list) and "signed_curve25519" not in unused:
            self._wants_fallback = True

    def changed(self, users: Iterable[str]) -> None:
        """Nothing; the devices of these people may be others now."""
        self._stale |= self._known.intersection(users)
        for user in users:
            self._tried.pop(user, None)

    def parted(self, users: Iterable[str]) -> None:
        """Nothing; the server will not tell any more when the devices of these people change."""
        self._known.difference_update(users)

    def mark_encrypted(self, room: str) -> None:
        """Nothing; from now on, and after a restart, nothing is said in the clear there."""
        if room not in self.encrypted:
            self._store.save_encrypted_rooms([room])
            self.encrypted.add(room)

    def open(self, room: str, event: Json) -> Json:
        """The decrypted event; raises `Sealed` for want of a key, of trust, or of sense."""
        content = event["content"]
        session_id, sender = str(content.get("session_id", "")), str(event["sender"])
        try:
            session = self._session(room, sender, session_id)
            text, index = session.decrypt(content["ciphertext"])
            told = json.loads(text)
        except Sealed:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a member encrypts
            log.warning("an encrypted event was not understood", why=type(error).__name__)
            raise Sealed("") from None
        seen = SimpleNamespace(
            sender_key=session.sender_key,
            session_id=session_id,
            event_id=event["event_id"],
            server_timestamp=event["origin_server_ts"],
        )
        if not isinstance(told, dict) or told.get("room_id") != room or not _is_event(told):
            raise Sealed("")
        if not self._olm.message_index_ok(index, seen):
            raise Sealed("")
        related = content.get("m.relates_to")
        inside = told["content"] if related is None else {"m.relates_to": related, **told["content"]}
        return {**event, "type": told["type"], "content": inside}

    def _session(self, room: str, sender: str, session_id: str) -> InboundGroupSession:
        """The session, if the device it came from is the sender's and one we may believe."""
        known = self._olm.inbound_group_store[room].values()
        found = [ids[session_id] for ids in known if session_id in ids]
        for session in found:
            for device in self._olm.device_store[sender].values():
                if (device.curve25519, device.ed25519) == (session.sender_key, session.ed25519):
                    if self._believed(sender, device.id):
                        return session
                    raise Sealed(session_id)
        if found:
            self._need(sender)
        raise Sealed(session_id)

    def _believed(self, user: str, device: str) -> bool:
        """Whether a device speaks for its user: signed by them, or they sign none."""
        return (user, device) == self._me or user not in self._pins or device in self._signed.get(user, ())

    # ── who has which devices ────────────────────────────────────────────────────────────────────────────

    def unknown(self, users: Iterable[str]) -> set[str]:
        """Whose devices must be asked for before anything is said to them, or heard of them."""
        wanted = {user for user in users if user in self._stale or user not in self._known}
        now = time.monotonic()
        return {user for user in wanted if now - self._tried.get(user, -AGAIN_SECONDS) >= AGAIN_SECONDS}

    async def query(self, server: Homeserver, users: Iterable[str]) -> set[str]:
        """Of these people, those whose devices were asked for now; raises `Silent` or `Refused`."""
        async with self._querying:
            batch = sorted(self.unknown(users))
            if not batch:
                return set()
            self._stale.difference_update(batch)
            try:
                answer = await asked(server, batch, QUERY_SECONDS)
            except (Silent, Refused):
                self._stale.update(batch)
                raise
            with self._database.atomic():
                for user in batch:
                    self._learn(user, answer)
            self.met.update(batch)
            return set(batch)

    def _learn(self, user: str, answer: Json) -> None:
        told = answer.get("device_keys")
        devices = told.get(user) if isinstance(told, dict) else None
        self._known.add(user)
        if not isinstance(devices, dict):
            self._stale.add(user)
            self._tried[user] = time.monotonic()
            return
        sound = {name: one for name, one in devices.items() if self._is_sound(user, name, one)}
        if len(sound) < len(devices):
            log.warning("somebody's devices were not understood", count=len(devices) - len(sound))
        known = self._olm.device_store[user]
        for name in sound:
            if name in known and known[name].deleted:
                del known[name]  # nio never takes one back
        bare = {name: {**one, "unsigned": {}} for name, one in sound.items()}
        with self._database.atomic():
            self._olm.handle_response(KeysQueryResponse({user: bare}, {}))
        identity = identity_of(answer, user)
        if identity is not None and user not in self._pins:
            self._database.execute_sql("INSERT OR REPLACE INTO pinned VALUES (?, ?)", (user, identity.master))
            self._pins[user] = identity.master
        holds = identity is not None and self._pins.get(user) == identity.master
        signed = identity.signed if identity and holds else ()
        self._signed[user] = frozenset(
            name for name in signed if name in sound and self._is_known(user, name, sound[name])
        )

    def _is_sound(self, user: str, name: str, device: Any) -> bool:  # noqa: ANN401 - what a server says
        """Whether nio can learn a device: it stops at one that it cannot, and leaves others as they were."""
        try:
            keys = device["keys"]
            Curve25519PublicKey.from_base64(keys[f"curve25519:{name}"])
            mine = (device["user_id"], device["device_id"]) == (user, name)
            return mine and bool(self._olm.verify_json(dict(device), keys[f"ed25519:{name}"], user, name))
        except Exception:  # noqa: BLE001 - whatever a device published
            return False

    def _is_known(self, user: str, name: str, device: Json) -> bool:
        """Whether a device is the one of that id that is encrypted to, and not another with other keys."""
        known = self._olm.device_store[user].get(name)
        if known is None or known.deleted:
            return False
        keys = device["keys"]
        theirs = (keys[f"ed25519:{name}"], keys[f"curve25519:{name}"])
        return bool((known.ed25519, known.curve25519) == theirs)

    def _need(self, user: str) -> None:
        self._stale.add(user)

    def settled(self, users: Iterable[str]) -> bool:
        """Whether it is known of all these people which devices they have."""
        return all(user in self._known and user not in self._stale for user in users)

    def unsigned(self, users: Iterable[str]) -> set[str]:
        """Of these people, those with a device that they did not sign, or signed with another identity."""
        return {
            user
            for user in users
            for device in self._olm.device_store.active_user_devices(user)
            if (user, device.id) != self._me and device.id not in self._signed.get(user, ())
        }

    # ── what goes out ────────────────────────────────────────────────────────────────────────────────────

    async def share(self, server: Homeserver, room: str, members: Collection[str], *, strict: bool) -> None:
        """Nothing, once every device of the members that may read the room's next message can.

        Where `strict`, only devices that their owners signed may. Raises `Silent` or `Refused`.
        """
        await self.query(server, members)
        may = self._readers(members, strict=strict)
        session = self._olm.outbound_group_sessions.get(room)
        if session is None or session.expired or not session.users_shared_with <= may.keys():
            self._olm.create_outbound_group_session(room)
            session = self._olm.outbound_group_sessions[room]
        wanted = [name for name in may if name not in session.users_shared_with]
        if wanted:
            await self._claim(server, [may[name] for name in wanted])
        content = {
            "algorithm": MEGOLM,
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        ready = [name for name in wanted if self._olm.session_store.get(may[name].curve25519)]
        for start in range(0, len(ready), PER_REQUEST):
            some = ready[start : start + PER_REQUEST]
            await self._to_devices(server, [may[name] for name in some], "m.room_key", content)
            session.users_shared_with.update(some)
        session.mark_as_shared()

    def _readers(self, members: Iterable[str], *, strict: bool) -> dict[Device, OlmDevice]:
        return {
            (user, device.id): device
            for user in members
            for device in self._olm.device_store.active_user_devices(user)
            if (user, device.id) != self._me and (not strict or device.id in self._signed.get(user, ()))
        }

    async def _to_devices(
        self, server: Homeserver, devices: list[OlmDevice], kind: str, content: Json
    ) -> None:
        messages: dict[str, Json] = {}
        with self._database.atomic():
            for device in devices:
                channel = self._olm.session_store.get(device.curve25519)
                sealed = self._olm._olm_encrypt(channel, device, kind, content)  # noqa: SLF001 - see the contracts
                messages.setdefault(device.user_id, {})[device.id] = sealed
        path = f"{CLIENT}/sendToDevice/m.room.encrypted/{uuid4().hex}"
        await server.ask("PUT", path, {"messages": messages})

    async def _claim(self, server: Homeserver, devices: list[OlmDevice]) -> None:
        """Nothing; there is a channel to each of the devices that has keys left."""
        now = time.monotonic()
        without = [
            one
            for one in devices
            if now - self._unclaimed.get((one.user_id, one.id), -AGAIN_SECONDS) >= AGAIN_SECONDS
            and not self._olm.session_store.get(one.curve25519)
        ]
        for device in await self._unopened(server, without):
            self._unclaimed[(device.user_id, device.id)] = now

    async def _unopened(self, server: Homeserver, devices: list[OlmDevice]) -> list[OlmDevice]:
        """Those of the devices that have no keys left; to the others there is a new channel."""
        if not devices:
            return []
        wanted: dict[str, dict[str, str]] = {}
        for device in devices:
            wanted.setdefault(device.user_id, {})[device.id] = "signed_curve25519"
        answer = await server.ask(
            "POST", f"{CLIENT}/keys/claim", {"one_time_keys": wanted}, seconds=CLAIM_SECONDS
        )
        given = answer.get("one_time_keys")
        without = []
        with self._database.atomic():
            for device in devices:
                theirs = given.get(device.user_id) if isinstance(given, dict) else None
                key = theirs.get(device.id) if isinstance(theirs, dict) else None
                if not (key and self._open_channel(device.user_id, device.id, key)):
                    without.append(device)
        return without

    def _open_channel(self, user: str, device: str, key: Json) -> bool:
        """Whether there is a new channel to a device now."""
        curve = self._olm.device_store[user][device].curve25519
        before = self._olm.session_store.get(curve)
        try:
            with self._database.atomic():
                self._olm.handle_response(KeysClaimResponse({user: {device: key}}, {}))
        except (PeeweeException, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a device published
            log.warning("a device's key was not understood", why=type(error).__name__)
            return False
        return self._olm.session_store.get(curve) is not before

    def seal(self, room: str, kind: str, content: Json) -> Json:
        """The content of an encrypted event, for those the room's key was shared with."""
        session = self._olm.outbound_group_sessions[room]
        told = {"type": kind, "content": content, "room_id": room}
        # nio itself escapes what is not ASCII: that makes three bytes of one.
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        sealed: Json = {
            "algorithm": MEGOLM,
            "sender_key": self._olm.account.identity_keys["curve25519"],
            "ciphertext": session.encrypt(text),
            "session_id": session.id,
            "device_id": self._me[1],
        }
        if "m.relates_to" in content:
            sealed["m.relates_to"] = content["m.relates_to"]
        return sealed

    # ── keeping the keys ─────────────────────────────────────────────────────────────────────────────────

    async def maintain(self, server: Homeserver) -> None:
        """Nothing; the server has keys of ours to hand out, and broken channels are made anew."""
        await self._upload(server)
        try:
            broken = self._olm.get_users_for_key_claiming()
        except LocalProtocolError:
            return
        devices = [
            self._olm.device_store[user][name]
            for user, names in broken.items()
            for name in names
            if name in self._olm.device_store[user]
        ]
        await self._renew(server, devices)

    async def _upload(self, server: Homeserver) -> None:
        count = self._olm.uploaded_key_count
        enough = self._olm.account.shared and (count is None or count > FEW_KEYS)
        if enough and not self._wants_fallback:
            return
        content: Json = {} if self._olm.account.shared else {"device_keys": self._device()}
        if not enough:
            content["one_time_keys"] = self._one_time(count or 0)
        if self._wants_fallback:
            content["fallback_keys"] = self._fallback()
        self._olm.save_account()  # before the upload: keys that others have and we lost cannot be replaced
        answer = await server.ask("POST", f"{CLIENT}/keys/upload", content)
        counts = answer.get("one_time_key_counts")
        left = int(counts.get("signed_curve25519", 0)) if isinstance(counts, dict) else 0
        self._olm.handle_response(KeysUploadResponse(0, left))
        self._wants_fallback = False

    def _device(self) -> Json:
        """What others are told of this device."""
        user, device = self._me
        keys = self._olm.account.identity_keys
        return self._signed_by_us(
            {
                "algorithms": [OLM, MEGOLM],
                "user_id": user,
                "device_id": device,
                "keys": {f"{kind}:{device}": key for kind, key in keys.items()},
            }
        )

    def _one_time(self, left: int) -> Json:
        """Keys to give away; those of an upload that was not answered again, and none beside them."""
        account = self._olm.account
        if not account.one_time_keys["curve25519"]:
            account.generate_one_time_keys(account.max_one_time_keys - left)
        fresh = account.one_time_keys["curve25519"]
        return {f"signed_curve25519:{name}": self._signed_by_us({"key": key}) for name, key in fresh.items()}

    def _fallback(self) -> Json:
        """A key for when all others are given away."""
        account: Any = self._olm.account._account  # noqa: SLF001 - see the contracts
        if not account.fallback_key:
            account.generate_fallback_key()
        return {
            f"signed_curve25519:{name}": self._signed_by_us({"key": public.to_base64(), "fallback": True})
            for name, public in account.fallback_key.items()
        }

    def _signed_by_us(self, told: Json) -> Json:
        user, device = self._me
        return {**told, "signatures": {user: {f"ed25519:{device}": self._olm.sign_json(told)}}}

    async def _renew(self, server: Homeserver, devices: list[OlmDevice]) -> None:
        for device in await self._unopened(server, devices):
            self._olm.wedged_devices = [one for one in self._olm.wedged_devices if one is not device]
        for message in list(self._olm.outgoing_to_device_messages):
            if isinstance(message, DummyMessage):
                path = f"{CLIENT}/sendToDevice/{part(message.type)}/{uuid4().hex}"
                await server.ask("PUT", path, message.as_dict())
            self._olm.outgoing_to_device_messages.remove(message)


def _is_event(told: Json) -> bool:
    return isinstance(told.get("type"), str) and isinstance(told.get("content"), dict)


def _log_withheld(event: Json) -> None:
    """Nothing; an operator who reads the log knows why a key did not come."""
    content = event.get("content")
    code = content.get("code") if isinstance(content, dict) else None
    log.warning("somebody's device keeps its key from the bot", code=str(code)[:32])
