"""What the transport relies on in matrix-nio 0.26.0, thing by thing, and what it guards against there.

After an upgrade, what fails here says which part of `bot/transports/matrix/crypto.py` must be looked at.
"""

import binascii
import json
import logging
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import vodozemac
from matrix_keys import ROOM, Device, KeyServer, as_event
from nio import (
    DummyEvent,
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    RoomKeyEvent,
    ToDeviceEvent,
)
from nio.crypto import InboundGroupSession, OlmDevice, OutboundSession, decrypt_attachment, encrypt_attachment
from nio.event_builders import DummyMessage
from nio.exceptions import EncryptionError, GroupEncryptionError, LocalProtocolError

from bot.config import ConfigTrouble, MatrixSection
from bot.time.clock import SystemClock
from bot.transports.matrix.crypto import FEW_KEYS, MEGOLM, Crypto, Machine, Sealed, Store
from bot.transports.matrix.homeserver import Json, Silent
from bot.transports.matrix.keys import STORE, Keys
from bot.transports.matrix.signing import SigningKey
from bot.transports.matrix.transport import Matrix

OLM = "m.olm.v1.curve25519-aes-sha2"
WORDS = "Patrol boat silent"


class Scene:
    """Some devices that were closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.server = KeyServer()
        self.devices: list[Device] = []
        self._folder = folder

    async def device(
        self, name: str, device: str = "ONE", *, signed: bool = True, like: Device | None = None
    ) -> Device:
        """A new device that others can find."""
        found = self.fresh(name, device)
        await found.begin(signed=signed, like=like)
        return found

    def fresh(self, name: str, device: str = "ONE", *, elsewhere: bool = False) -> Device:
        """A device that nobody knows yet; one made `elsewhere` has another's name."""
        folder = self._folder / ("elsewhere" if elsewhere else "here")
        found = Device(KeyServer() if elsewhere else self.server, folder, name, device)
        self.devices.append(found)
        return found


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = Scene(tmp_path)
    yield found
    for device in found.devices:
        device.crypto.close()


@pytest.fixture
async def bot(scene: Scene) -> Device:
    return await scene.device("bot")


@pytest.fixture
async def amina(scene: Scene, bot: Device) -> Device:
    """Somebody the bot knows."""
    found = await scene.device("amina")
    await bot.meets(found.id)
    return found


def olm(device: Device) -> Machine:
    """The machine of nio inside."""
    return device.crypto._olm


def channel(one: Device, other: Device) -> Any:
    """The first device's Olm session with the second, which has a one-time key fewer then."""
    their = olm(other)
    their.account.generate_one_time_keys(1)
    (key,) = list(their.account.one_time_keys["curve25519"].values())[-1:]
    their.account.mark_keys_as_published()
    return olm(one).create_session(key, their.account.identity_keys["curve25519"])


def of(device: Device) -> OlmDevice:
    return OlmDevice(device.id, device.device, olm(device).account.identity_keys)


def to_device(one: Device, other: Device, kind: str, content: Json) -> Json:
    """A to-device event of a shape that nio itself can write."""
    sealed = olm(one)._olm_encrypt(channel(one, other), of(other), kind, content)
    return {"type": "m.room.encrypted", "sender": one.id, "content": sealed}


def raw(one: Device, other: Device, plaintext: bytes) -> Json:
    """A to-device event with any bytes inside."""
    sealed = channel(one, other)._session.encrypt(plaintext)
    kind, text = sealed.to_parts()
    mine, theirs = (olm(device).account.identity_keys["curve25519"] for device in (one, other))
    body = {"type": kind, "body": binascii.b2a_base64(text, newline=False).decode().rstrip("=")}
    content = {"algorithm": OLM, "sender_key": mine, "ciphertext": {theirs: body}}
    return {"type": "m.room.encrypted", "sender": one.id, "content": content}


def key_content(session: vodozemac.GroupSession | None = None, **more: Any) -> Json:
    made = session or vodozemac.GroupSession()
    content = {"algorithm": MEGOLM, "room_id": ROOM, "session_id": made.session_id}
    return {**content, "session_key": made.session_key.to_base64(), **more}


def test_it_is_the_version_that_all_this_was_seen_with() -> None:
    assert version("matrix-nio") == "0.26.0"


# ── what is relied on ────────────────────────────────────────────────────────────────────────────────────


async def test_handle_response_to_an_upload_publishes_and_counts(scene: Scene) -> None:
    fresh = scene.fresh("fresh")
    machine = olm(fresh)
    assert (machine.account.shared, machine.uploaded_key_count) == (False, None)
    assert machine.account.max_one_time_keys == 50
    assert machine.account.one_time_keys == {"curve25519": {}}
    machine.account.generate_one_time_keys(2)
    made = machine.account.one_time_keys["curve25519"]
    assert [len(key) for key in made.values()] == [43, 43]
    machine.handle_response(KeysUploadResponse(0, 50))
    assert (machine.account.shared, machine.uploaded_key_count) == (True, 50)
    assert machine.account.one_time_keys["curve25519"] == {}, "published ones are not told again"
    fresh.restart()
    assert olm(fresh).account.shared
    assert olm(fresh).account.identity_keys == machine.account.identity_keys


async def test_what_is_published_is_what_nio_publishes(scene: Scene) -> None:
    fresh = scene.fresh("fresh")
    await fresh.begin()
    device = scene.server.devices[fresh.id]["ONE"]
    olm(fresh).account.shared = False
    told = olm(fresh).share_keys()
    assert told["device_keys"] == {
        **device,
        "signatures": {fresh.id: {"ed25519:ONE": device["signatures"][fresh.id]["ed25519:ONE"]}},
    }
    ours, theirs = (
        next(iter(one.values())) for one in (scene.server.once[fresh.id, "ONE"], told["one_time_keys"])
    )
    assert (set(ours), set(ours["signatures"][fresh.id])) == (
        set(theirs),
        set(theirs["signatures"][fresh.id]),
    )


async def test_handle_response_to_a_query_learns_devices_and_forgets_none(amina: Device, bot: Device) -> None:
    (device,) = olm(bot).device_store.active_user_devices(amina.id)
    keys = olm(amina).account.identity_keys
    assert (device.id, device.curve25519, device.ed25519) == ("ONE", keys["curve25519"], keys["ed25519"])
    assert olm(bot).device_store[amina.id]["ONE"] is device
    olm(bot).handle_response(KeysQueryResponse({amina.id: {}}, {}))
    assert list(olm(bot).device_store.active_user_devices(amina.id)) == []
    assert olm(bot).device_store[amina.id]["ONE"].deleted


async def test_handle_response_to_a_query_believes_no_other_key_for_a_device(
    amina: Device, bot: Device, scene: Scene
) -> None:
    other = scene.fresh("amina", elsewhere=True)
    olm(other).uploaded_key_count = 0
    told = olm(other).share_keys()["device_keys"]
    olm(bot).handle_response(KeysQueryResponse({amina.id: {"ONE": told}}, {}))
    (device,) = olm(bot).device_store.active_user_devices(amina.id)
    assert device.ed25519 == olm(amina).account.identity_keys["ed25519"]


async def test_handle_response_to_a_claim_makes_a_channel(amina: Device, bot: Device) -> None:
    keys = amina.server.once[amina.id, "ONE"]
    name, key = next(iter(keys.items()))
    curve = olm(amina).account.identity_keys["curve25519"]
    assert olm(bot).session_store.get(curve) is None
    olm(bot).handle_response(KeysClaimResponse({amina.id: {"ONE": {name: {**key, "key": "A" * 43}}}}, {}))
    assert olm(bot).session_store.get(curve) is None, "its signature does not hold"
    olm(bot).handle_response(KeysClaimResponse({amina.id: {"ONE": {name: key}}}, {}))
    assert olm(bot).session_store.get(curve) is not None


async def test_olm_encrypt_and_decrypt_event_carry_a_room_key(amina: Device, bot: Device) -> None:
    content = key_content()
    event = to_device(amina, bot, "m.room_key", content)
    assert set(event["content"]) == {"algorithm", "sender_key", "ciphertext"}
    read = olm(bot).decrypt_event(ToDeviceEvent.parse_encrypted_event(event))
    assert isinstance(read, RoomKeyEvent)
    assert read.session_id == content["session_id"]
    mine = olm(amina).account.identity_keys
    kept = olm(bot).inbound_group_store[ROOM][mine["curve25519"]][content["session_id"]]
    assert (kept.sender_key, kept.ed25519, kept.room_id) == (mine["curve25519"], mine["ed25519"], ROOM)


async def test_an_outbound_session_knows_with_whom_it_was_shared_and_when_it_ends(bot: Device) -> None:
    olm(bot).create_outbound_group_session(ROOM)
    session = olm(bot).outbound_group_sessions[ROOM]
    assert (session.shared, session.users_shared_with, session.expired) == (False, set(), False)
    with pytest.raises(GroupEncryptionError):
        olm(bot).group_encrypt(ROOM, {})
    session.mark_as_shared()
    for _ in range(100):
        assert not session.expired
        olm(bot).group_encrypt(ROOM, {"type": "m.room.message", "content": {}})
    assert session.expired
    olm(bot).create_outbound_group_session(ROOM)
    other = olm(bot).outbound_group_sessions[ROOM]
    assert (other.id != session.id, other.expired) == (True, False)
    other.creation_time -= timedelta(days=7)
    assert other.expired


async def test_a_session_key_reads_only_what_is_said_from_now_on(bot: Device) -> None:
    olm(bot).create_outbound_group_session(ROOM)
    session = olm(bot).outbound_group_sessions[ROOM]
    session.mark_as_shared()
    before = olm(bot).group_encrypt(ROOM, {"type": "x", "content": {}})
    late = InboundGroupSession(session.session_key, "", "", ROOM)
    after = olm(bot).group_encrypt(ROOM, {"type": "x", "content": {}})
    assert (late.id, late.first_known_index) == (session.id, 1)
    assert json.loads(late.decrypt(after["ciphertext"])[0])["room_id"] == ROOM
    with pytest.raises(vodozemac.MegolmDecryptionException):
        late.decrypt(before["ciphertext"])


async def test_group_encrypt_says_what_clients_need(bot: Device) -> None:
    olm(bot).create_outbound_group_session(ROOM)
    session = olm(bot).outbound_group_sessions[ROOM]
    session.mark_as_shared()
    sealed = olm(bot).group_encrypt(ROOM, {"type": "m.room.message", "content": {"body": WORDS}})
    assert {**sealed, "ciphertext": ""} == {
        "algorithm": MEGOLM,
        "sender_key": olm(bot).account.identity_keys["curve25519"],
        "ciphertext": "",
        "session_id": session.id,
        "device_id": bot.device,
    }


async def test_message_index_ok_notices_a_second_event_with_the_same_index(bot: Device) -> None:
    class Seen:
        sender_key, session_id, event_id, server_timestamp = "key", "session", "$one", 1

    class Again(Seen):
        event_id = "$two"

    assert olm(bot).message_index_ok(7, Seen()), "first"
    assert olm(bot).message_index_ok(7, Seen()), "the same event, read again"
    assert not olm(bot).message_index_ok(7, Again())
    assert olm(bot).message_index_ok(8, Again())


async def test_a_broken_channel_is_made_anew_with_an_empty_message(amina: Device, bot: Device) -> None:
    with pytest.raises(LocalProtocolError):
        olm(bot).get_users_for_key_claiming()
    (device,) = olm(bot).device_store.active_user_devices(amina.id)
    olm(bot).wedged_devices.append(device)
    assert olm(bot).get_users_for_key_claiming() == {amina.id: ["ONE"]}
    await bot.crypto.maintain(bot.door)
    assert olm(bot).wedged_devices == []
    assert olm(bot).outgoing_to_device_messages == []
    (dummy,) = amina.inbox()
    read = olm(amina).decrypt_event(ToDeviceEvent.parse_encrypted_event(dummy))
    assert isinstance(read, DummyEvent)
    message = DummyMessage("m.room.encrypted", amina.id, "ONE", {"a": 1})
    assert (message.type, message.as_dict()) == (
        "m.room.encrypted",
        {"messages": {amina.id: {"ONE": {"a": 1}}}},
    )


async def test_the_account_keeps_its_fallback_key_until_it_is_published(bot: Device) -> None:
    account = olm(bot).account._account
    assert account.fallback_key == {}, "published at the beginning"
    account.generate_fallback_key()
    ((name, key),) = account.fallback_key.items()
    assert isinstance(name, str)
    assert len(key.to_base64()) == 43
    assert list(account.fallback_key) == [name], "asked again it is the same"
    olm(bot).account.mark_keys_as_published()
    assert account.fallback_key == {}


async def test_the_store_is_one_file_of_the_owner_durable_at_every_commit(bot: Device) -> None:
    assert stat.S_IMODE((bot.folder / STORE).stat().st_mode) == 0o600
    database = bot.crypto._store.database
    assert isinstance(bot.crypto._store, Store)
    assert database.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)
    assert database.execute_sql("PRAGMA synchronous").fetchone() == (2,)


async def test_rooms_that_were_encrypted_are_known_after_a_restart(bot: Device) -> None:
    bot.crypto.mark_encrypted(ROOM)
    bot.restart()
    assert bot.crypto.encrypted == {ROOM}
    assert bot.crypto._store.load_encrypted_rooms() == {ROOM}


async def test_what_was_read_can_be_read_after_a_restart(amina: Device, bot: Device) -> None:
    event = await amina.says(WORDS, [bot.id])
    assert bot.hears(event) == WORDS
    bot.restart()
    await bot.meets(amina.id)
    assert bot.hears(event) == WORDS


def test_a_file_is_encrypted_as_clients_decrypt_it() -> None:
    sealed, keys = encrypt_attachment(b"chart of the harbour")
    assert b"harbour" not in sealed
    assert set(keys) == {"v", "key", "iv", "hashes"}
    assert keys["v"] == "v2"
    found = decrypt_attachment(sealed, keys["key"]["k"], keys["hashes"]["sha256"], keys["iv"])
    assert found == b"chart of the harbour"
    with pytest.raises(EncryptionError):
        decrypt_attachment(sealed[:-1] + b"!", keys["key"]["k"], keys["hashes"]["sha256"], keys["iv"])


# ── what comes from strangers ────────────────────────────────────────────────────────────────────────────

Malform = Callable[[Device, Device], Any]


def _ciphertext(found: Json) -> Malform:
    """An event with this for the bot."""

    def made(one: Device, bot: Device) -> Json:
        event = raw(one, bot, b"{}")
        ((mine, _),) = event["content"]["ciphertext"].items()
        event["content"]["ciphertext"][mine] = found
        return event

    return made


def _body(body: Any, kind: Any = 0) -> Malform:
    return _ciphertext({"type": kind, "body": body})


def _inside(plaintext: bytes) -> Malform:
    return lambda one, bot: raw(one, bot, plaintext)


def _key(**more: Any) -> Malform:
    return lambda one, bot: to_device(one, bot, "m.room_key", key_content(**more))


def _changed(**content: Any) -> Malform:
    def made(one: Device, bot: Device) -> Json:
        event = raw(one, bot, b"{}")
        return {**event, "content": {**event["content"], **content}}

    return made


def _unknown_one_time_key(one: Device, bot: Device) -> Json:
    """A first message for a key the bot does not have any more, which honest devices send too."""
    session = vodozemac.Account()
    session.generate_one_time_keys(1)
    (key,) = session.one_time_keys.values()
    made = OutboundSession(olm(one).account, olm(bot).account.identity_keys["curve25519"], key.to_base64())
    sealed = olm(one)._olm_encrypt(made, of(bot), "m.dummy", {})
    return {"type": "m.room.encrypted", "sender": one.id, "content": sealed}


def _without(*names: str) -> Malform:
    def made(one: Device, bot: Device) -> Json:
        content = key_content()
        return to_device(one, bot, "m.room_key", {n: v for n, v in content.items() if n not in names})

    return made


def _other_keys(keys: Any, content: Json | None = None) -> Malform:
    """A payload with other keys than its device's."""

    def made(one: Device, bot: Device) -> Json:
        payload = {
            "sender": one.id,
            "sender_device": "ONE",
            "keys": keys,
            "recipient": bot.id,
            "recipient_keys": {"ed25519": olm(bot).account.identity_keys["ed25519"]},
            "type": "m.room_key",
            "content": content or key_content(),
        }
        return raw(one, bot, json.dumps(payload).encode())

    return made


RAISING: dict[str, tuple[Malform, type[Exception]]] = {
    "no event": (lambda _, __: 5, TypeError),
    "body of a wrong type": (_body(5), TypeError),
    "body that is a list": (_body([], 1), AttributeError),
    "body that is no base64": (_body("A", 1), binascii.Error),
    "ciphertext without a type": (_ciphertext({}), KeyError),
    "first message that is none": (_body("AAAA"), vodozemac.DecodeException),
    "first message that is no base64": (_body("***"), vodozemac.DecodeException),
    "message that is none": (_body("AAAA", 1), vodozemac.DecodeException),
    "sender key that is none": (_changed(sender_key="nobody"), vodozemac.KeyException),
    "one-time key that is not there": (_unknown_one_time_key, vodozemac.SessionCreationException),
}
"""Shapes that nio raises at; those that it does not are below."""

SILENT: dict[str, Malform] = {
    "text for an event": lambda _, __: "m.room.encrypted",
    "no content": lambda _, __: {"type": "m.room.encrypted", "sender": "@x:y"},
    "content that is a list": lambda one, _: {"type": "m.room.encrypted", "sender": one.id, "content": []},
    "no sender": lambda one, bot: {
        **{n: v for n, v in raw(one, bot, b"{}").items() if n != "sender"},
    },
    "sender of a wrong type": lambda one, bot: {**raw(one, bot, b"{}"), "sender": 5},
    "type of a wrong type": lambda one, bot: {**raw(one, bot, b"{}"), "type": ["m.room.encrypted"]},
    "no algorithm": lambda one, _: {"type": "m.room.encrypted", "sender": one.id, "content": {"a": 1}},
    "another algorithm": _changed(algorithm="rot13"),
    "ciphertext of a wrong type": _changed(ciphertext="AAAA"),
    "ciphertext for others": _changed(ciphertext={"somebody": {"type": 0, "body": "AAAA"}}),
    "a type that is not there": _body("AAAA", 7),
    "a type that is no number": _body("AAAA", "0"),
    "plaintext that is no JSON": _inside(b"{"),
    "plaintext that is not UTF-8": _inside(b"\xff\xfe"),
    "plaintext that is no object": _inside(b"[]"),
    "plaintext that is deep": _inside(b"[" * 100_000),
    "plaintext without anything": _inside(b"{}"),
    "key of another algorithm": _key(algorithm="rot13"),
    "key that is none": _key(session_key="AAAA"),
    "key of a wrong type": _key(session_key=5),
    "key of another session": _key(session_id="another"),
    "key without a room": _without("room_id"),
    "key without a key": _without("session_key"),
    "key without content": lambda one, bot: to_device(one, bot, "m.room_key", {}),
    "device without a key": _other_keys({}),
    "device with a key of a wrong type": _other_keys({"ed25519": 5}),
    "device with keys of a wrong type": _other_keys([]),
    "forwarded key": lambda one, bot: to_device(one, bot, "m.forwarded_room_key", {"room_id": 5}),
    "message of no meaning": lambda one, bot: to_device(one, bot, "m.surprise", {}),
    "withheld without content": lambda one, _: {"type": "m.room_key.withheld", "sender": one.id},
    "withheld of a wrong type": lambda _, __: {"type": "m.room_key.withheld", "content": {"code": []}},
}


@pytest.mark.parametrize("shape", RAISING)
async def test_nio_raises_at_this(amina: Device, bot: Device, shape: str) -> None:
    malform, error = RAISING[shape]
    event = malform(amina, bot)
    with pytest.raises(error):
        olm(bot).decrypt_event(ToDeviceEvent.parse_encrypted_event(event))


@pytest.mark.parametrize("shape", [*RAISING, *SILENT])
async def test_beside_it_a_good_key_is_taken(amina: Device, bot: Device, shape: str) -> None:
    malform = RAISING[shape][0] if shape in RAISING else SILENT[shape]
    bad = malform(amina, bot)
    event = await amina.says(WORDS, [bot.id])
    good = bot.inbox()
    assert bot.crypto.receive([bad, *good, bad]) >= {event["content"]["session_id"]}
    bot.restart()
    await bot.meets(amina.id)
    assert bot.hears(event) == WORDS


async def test_a_device_that_lost_its_channel_gets_another(amina: Device, bot: Device) -> None:
    """An honest device with a first message for a key that is gone is met, or its next keys never come."""
    keys = olm(bot).account.identity_keys["curve25519"]
    lost = vodozemac.Account()
    lost.generate_one_time_keys(1)
    (key,) = lost.one_time_keys.values()
    olm(amina).create_session(key.to_base64(), keys)
    await amina.says(WORDS, [bot.id])
    assert bot.crypto.receive(bot.inbox()) == set()
    await bot.crypto.maintain(bot.door)
    (dummy,) = amina.inbox()
    amina.crypto.receive([dummy])
    olm(amina).create_outbound_group_session(ROOM)
    event = await amina.says(WORDS, [bot.id])
    assert bot.hears(event) == WORDS


# ── what members encrypt ─────────────────────────────────────────────────────────────────────────────────


def sealed_as(one: Device, plaintext: bytes) -> Json:
    """An event with any bytes inside, encrypted with the key that was shared last."""
    session = olm(one).outbound_group_sessions[ROOM]
    content = {"algorithm": MEGOLM, "session_id": session.id, "device_id": one.device}
    return as_event(one.id, {**content, "ciphertext": session._session.encrypt(plaintext).to_base64()})


def _message(**more: Any) -> bytes:
    return json.dumps(
        {"type": "m.room.message", "room_id": ROOM, "content": {"body": WORDS}, **more}
    ).encode()


@pytest.mark.parametrize(
    "plaintext",
    [
        b"\xff\xfe",
        b"{",
        b"[]",
        b'"text"',
        b"[" * 100_000,
        _message(room_id="!elsewhere:liaison.test"),
        _message(room_id=None),
        _message(type=5),
        _message(content=[]),
        json.dumps({"room_id": ROOM, "type": "m.room.message"}).encode(),
        json.dumps({"room_id": ROOM, "content": {}}).encode(),
    ],
)
async def test_what_makes_no_sense_is_not_read_and_not_waited_for(
    amina: Device, bot: Device, plaintext: bytes
) -> None:
    assert bot.hears(await amina.says(WORDS, [bot.id])) == WORDS
    with pytest.raises(Sealed) as caught:
        bot.crypto.open(ROOM, sealed_as(amina, plaintext))
    assert caught.value.session == ""
    assert bot.hears(sealed_as(amina, _message())) == WORDS


@pytest.mark.parametrize("ciphertext", ["", "AAAA", "*", 5, None, {}])
async def test_a_ciphertext_that_is_none_is_not_read(amina: Device, bot: Device, ciphertext: Any) -> None:
    event = await amina.says(WORDS, [bot.id])
    event["content"]["ciphertext"] = ciphertext
    with pytest.raises(Sealed):
        bot.hears(event)


async def test_encrypted_state_is_no_state(amina: Device, bot: Device) -> None:
    """What comes out has no state key, whatever is inside: only the server tells state."""
    await amina.says(WORDS, [bot.id])
    bot.crypto.receive(bot.inbox())
    smuggled = _message(type="m.room.power_levels", state_key="", content={"users": {amina.id: 100}})
    opened = bot.crypto.open(ROOM, sealed_as(amina, smuggled))
    assert opened["type"] == "m.room.power_levels"
    assert "state_key" not in opened


async def test_nothing_inside_replaces_what_the_server_tells(amina: Device, bot: Device) -> None:
    await amina.says(WORDS, [bot.id])
    bot.crypto.receive(bot.inbox())
    told = {"sender": "@chief:liaison.test", "event_id": "$other", "origin_server_ts": 5, "unsigned": {}}
    event = sealed_as(amina, _message(**told))
    opened = bot.crypto.open(ROOM, event)
    assert {name: opened[name] for name in told if name in opened} == {
        name: event[name] for name in told if name in event
    }
    assert opened["sender"] == amina.id


async def test_what_it_answers_is_read_from_outside_unless_it_is_said_inside(
    amina: Device, bot: Device
) -> None:
    related = {"m.in_reply_to": {"event_id": "$asked"}}
    event = await amina.says(WORDS, [bot.id], **{"m.relates_to": related})
    assert event["content"]["m.relates_to"] == related
    bot.crypto.receive(bot.inbox())
    forged = {"rel_type": "m.replace", "event_id": "$forged"}
    event["content"]["m.relates_to"] = forged
    assert bot.crypto.open(ROOM, event)["content"]["m.relates_to"] == related
    bare = sealed_as(amina, _message())
    bare["content"]["m.relates_to"] = related
    assert bot.crypto.open(ROOM, bare)["content"]["m.relates_to"] == related


async def test_a_message_that_is_sent_again_under_another_id_is_not_read(amina: Device, bot: Device) -> None:
    event = await amina.says(WORDS, [bot.id])
    assert bot.hears(event) == WORDS
    assert bot.hears(event) == WORDS, "the same event may be read again"
    for again in ({"event_id": "$again"}, {"origin_server_ts": 5}):
        with pytest.raises(Sealed):
            bot.hears({**event, **again})


async def test_a_message_of_another_room_is_not_read(amina: Device, bot: Device) -> None:
    event = await amina.says(WORDS, [bot.id])
    bot.crypto.receive(bot.inbox())
    with pytest.raises(Sealed) as caught:
        bot.crypto.open("!elsewhere:liaison.test", event)
    assert caught.value.session == event["content"]["session_id"]


# ── who is believed ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def mallory(scene: Scene, amina: Device, bot: Device) -> Device:
    """A member of the room who got everybody's keys."""
    del amina
    found = await scene.device("mallory")
    await bot.meets(found.id)
    return found


async def test_a_message_is_its_senders_only_if_their_device_made_the_session(
    amina: Device, mallory: Device, bot: Device
) -> None:
    event = await mallory.says(WORDS, [bot.id])
    bot.crypto.receive(bot.inbox())
    session = event["content"]["session_id"]
    with pytest.raises(Sealed) as caught:
        bot.crypto.open(ROOM, {**event, "sender": amina.id})
    assert caught.value.session == session
    assert bot.hears(event) == WORDS


async def test_a_signing_key_that_is_only_claimed_makes_nobody(
    amina: Device, mallory: Device, bot: Device
) -> None:
    session = vodozemac.GroupSession()
    claimed = {"ed25519": olm(amina).account.identity_keys["ed25519"]}
    bot.crypto.receive([_other_keys(claimed, key_content(session))(mallory, bot)])
    content = {"algorithm": MEGOLM, "session_id": session.session_id}
    content["ciphertext"] = session.encrypt(_message()).to_base64()
    for sender in (amina.id, mallory.id):
        with pytest.raises(Sealed):
            bot.crypto.open(ROOM, as_event(sender, content))


async def resent(mallory: Device, amina: Device, bot: Device, event: Json, room: str = ROOM) -> None:
    """Mallory sends the bot the key of Amina's session as if it were hers."""
    mallory.crypto.receive(mallory.inbox())
    session_id = event["content"]["session_id"]
    session = olm(amina).outbound_group_sessions[ROOM]
    content = {"algorithm": MEGOLM, "room_id": room, "session_id": session_id}
    again = to_device(mallory, bot, "m.room_key", {**content, "session_key": session.session_key})
    bot.crypto.receive([again])


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("room", [ROOM, "!elsewhere:liaison.test"], ids=["here", "elsewhere"])
async def test_a_key_that_somebody_else_sends_replaces_none(
    amina: Device, mallory: Device, bot: Device, room: str, *, first: bool
) -> None:
    """Whoever was given a session's key can send it on as theirs: the true one stays, also on disk."""
    event = await amina.says(WORDS, [bot.id, mallory.id])
    true = bot.inbox()
    if first:
        await resent(mallory, amina, bot, event, room)
        bot.crypto.receive(true)
    else:
        bot.crypto.receive(true)
        await resent(mallory, amina, bot, event, room)
    if not first:
        assert bot.hears(event) == WORDS
    for _ in range(2):
        with pytest.raises(Sealed):
            bot.crypto.open(ROOM, {**event, "sender": mallory.id})
        assert bot.hears(event) == WORDS
        bot.restart()
        await bot.meets(amina.id, mallory.id)


async def test_a_later_copy_of_a_key_does_not_hide_what_was_said_before(amina: Device, bot: Device) -> None:
    first = await amina.says(WORDS, [bot.id])
    assert bot.hears(first) == WORDS
    session = olm(amina).outbound_group_sessions[ROOM]
    content = {"algorithm": MEGOLM, "room_id": ROOM, "session_id": session.id}
    bot.crypto.receive([to_device(amina, bot, "m.room_key", {**content, "session_key": session.session_key})])
    assert bot.hears(first) == WORDS
    bot.restart()
    await bot.meets(amina.id)
    assert bot.hears(first) == WORDS


async def test_an_unsigned_device_of_somebody_with_an_identity_is_not_believed(
    scene: Scene, amina: Device, bot: Device
) -> None:
    tablet = await scene.device("amina", "TWO", signed=False)
    await bot.meets(amina.id)
    assert bot.crypto.unsigned([amina.id]) == {amina.id}
    event = await tablet.says(WORDS, [bot.id])
    with pytest.raises(Sealed) as caught:
        bot.hears(event)
    assert caught.value.session == event["content"]["session_id"], "it waits: the device may be signed later"
    bot.restart()
    with pytest.raises(Sealed):
        bot.hears(event)
    await tablet.begin(like=amina)
    await bot.meets(amina.id)
    assert bot.crypto.unsigned([amina.id]) == set()
    assert bot.hears(event) == WORDS


async def test_who_has_no_identity_is_believed_but_counts_as_unsigned(scene: Scene, bot: Device) -> None:
    old = await scene.device("old", signed=False)
    await bot.meets(old.id)
    assert bot.hears(await old.says(WORDS, [bot.id])) == WORDS
    assert bot.crypto.unsigned([old.id]) == {old.id}


async def test_another_identity_is_noticed_and_not_believed(scene: Scene, amina: Device, bot: Device) -> None:
    event = await amina.says(WORDS, [bot.id])
    scene.server.identities[amina.id].clear()
    forged = await scene.device("amina", "EVIL")
    for _ in range(2):
        await bot.meets(amina.id)
        assert bot.crypto.unsigned([amina.id]) == {amina.id}
        with pytest.raises(Sealed):
            bot.hears(await forged.says(WORDS, [bot.id]))
        with pytest.raises(Sealed):
            bot.hears(event)
        bot.restart()


async def test_an_identity_that_is_gone_is_not_taken_for_none(
    scene: Scene, amina: Device, bot: Device
) -> None:
    scene.server.identities[amina.id].clear()
    await bot.meets(amina.id)
    assert bot.crypto.unsigned([amina.id]) == {amina.id}
    with pytest.raises(Sealed):
        bot.hears(await amina.says(WORDS, [bot.id]))


async def test_a_malformed_device_does_not_hide_that_another_is_gone(
    scene: Scene, amina: Device, bot: Device
) -> None:
    stolen = await scene.device("amina", "TWO", like=amina)
    await bot.meets(amina.id)
    del scene.server.devices[amina.id][stolen.device]
    bad: list[Json] = [
        {"user_id": amina.id, "device_id": "BAD0", "keys": [], "signatures": {}},
        {
            "user_id": amina.id,
            "device_id": "BAD1",
            "keys": {"ed25519:BAD1": "no", "curve25519:BAD1": "no"},
            "signatures": {amina.id: {"ed25519:BAD1": "no"}},
        },
        {},
    ]
    for number, device in enumerate(bad):
        scene.server.devices[amina.id] = {
            f"BAD{number}": device,
            "ONE": scene.server.devices[amina.id]["ONE"],
        }
        await bot.meets(amina.id)
        active = {one.id for one in olm(bot).device_store.active_user_devices(amina.id)}
        assert active == {"ONE"}


async def test_a_signed_device_without_keys_is_none(scene: Scene, amina: Device, bot: Device) -> None:
    keyless = {"user_id": amina.id, "device_id": "ONE"}
    scene.server.devices[amina.id]["ONE"] = SigningKey(amina.keys.self_signing).signed(keyless, amina.id)
    await bot.meets(amina.id)
    assert list(olm(bot).device_store.active_user_devices(amina.id)) == []


async def test_a_device_that_was_gone_for_a_moment_is_read_and_written_to_again(
    scene: Scene, amina: Device, bot: Device
) -> None:
    told = scene.server.devices.pop(amina.id)
    await bot.meets(amina.id)
    assert list(olm(bot).device_store.active_user_devices(amina.id)) == []
    scene.server.devices[amina.id] = told
    for _ in range(2):
        await bot.meets(amina.id)
        await amina.meets(bot.id)
        assert amina.hears(await bot.says(WORDS, [amina.id])) == WORDS
        bot.restart()


async def test_a_signature_is_for_the_keys_it_signs_and_no_others(
    scene: Scene, amina: Device, bot: Device
) -> None:
    """A server that gives out device ids could slip in one of its own, and then name a true one like it."""
    forged = scene.fresh("amina", "TWO", elsewhere=True)
    await forged.begin(signed=False)
    scene.server.devices[amina.id]["TWO"] = forged.server.devices[amina.id]["TWO"]
    await bot.meets(amina.id)
    await scene.device("amina", "TWO", like=amina)
    for _ in range(2):
        await bot.meets(amina.id)
        assert bot.crypto.unsigned([amina.id]) == {amina.id}
        await bot.says(WORDS, [amina.id], strict=True)
        (*_, (_, sent)) = [one for one in scene.server.asked if one[0] == "sendToDevice"]
        assert set(sent["messages"][amina.id]) == {"ONE"}
        bot.restart()


# ── who may read ─────────────────────────────────────────────────────────────────────────────────────────


async def test_only_signed_devices_read_what_is_strict(scene: Scene, amina: Device, bot: Device) -> None:
    tablet = await scene.device("amina", "TWO", signed=False)
    for one in (amina, tablet):
        await one.meets(bot.id)
    await bot.meets(amina.id)
    strict = await bot.says(WORDS, [amina.id], strict=True)
    assert amina.hears(strict) == WORDS
    with pytest.raises(Sealed):
        tablet.hears(strict)
    shared = await bot.says(WORDS, [amina.id])
    assert (amina.hears(shared), tablet.hears(shared)) == (WORDS, WORDS)
    with pytest.raises(Sealed):
        tablet.hears(strict)
    again = await bot.says(WORDS, [amina.id], strict=True)
    assert again["content"]["session_id"] != shared["content"]["session_id"]
    with pytest.raises(Sealed):
        tablet.hears(again)


async def test_who_left_reads_nothing_more(amina: Device, mallory: Device, bot: Device) -> None:
    await mallory.meets(bot.id)
    both = await bot.says(WORDS, [amina.id, mallory.id])
    assert mallory.hears(both) == WORDS
    after = await bot.says(WORDS, [amina.id])
    with pytest.raises(Sealed):
        mallory.hears(after)


async def test_after_a_hundred_messages_there_is_another_key(amina: Device, bot: Device) -> None:
    await amina.meets(bot.id)
    events = [await bot.says(WORDS, [amina.id]) for _ in range(101)]
    assert len({one["content"]["session_id"] for one in events}) == 2
    assert amina.hears(events[-1]) == WORDS


async def test_a_key_whose_delivery_is_doubtful_is_sent_again(amina: Device, bot: Device) -> None:
    await amina.meets(bot.id)
    bot.door.lost.append("sendToDevice")
    with pytest.raises(Silent):
        await bot.says(WORDS, [amina.id])
    amina.inbox()
    assert amina.hears(await bot.says(WORDS, [amina.id])) == WORDS


# ── keys on the server ───────────────────────────────────────────────────────────────────────────────────


def uploads(scene: Scene, kind: str = "one_time_keys") -> list[set[str]]:
    return [set(asked[kind]) for name, asked in scene.server.asked if name == "keys/upload" and kind in asked]


@pytest.mark.parametrize("killed", [True, False], ids=["killed", "not answered"])
async def test_keys_are_kept_before_they_are_given_away(scene: Scene, *, killed: bool) -> None:
    fresh = scene.fresh("fresh")
    for _ in range(3):
        fresh.door.lost.append("keys/upload")
        with pytest.raises(Silent):
            await fresh.crypto.maintain(fresh.door)
        if killed:
            fresh.restart()
    await fresh.begin()
    first, *others = uploads(scene)
    assert all(first <= other for other in others)
    assert len(others[-1]) <= 60, "keys do not pile up while the server does not answer"
    assert len({*map(frozenset, uploads(scene, "fallback_keys"))}) == 1
    bot = await scene.device("bot")
    await fresh.meets(bot.id)
    assert fresh.hears(await bot.says(WORDS, [fresh.id])) == WORDS


@pytest.mark.parametrize("left", [0, FEW_KEYS])
async def test_keys_that_run_out_are_uploaded_again(scene: Scene, bot: Device, left: int) -> None:
    before = len(uploads(scene))
    bot.crypto.counted({"device_one_time_keys_count": {"signed_curve25519": FEW_KEYS + 1}})
    await bot.crypto.maintain(bot.door)
    assert len(uploads(scene)) == before
    there = scene.server.once[bot.id, "ONE"]
    for name in list(there)[left:]:
        del there[name]
    told = {"signed_curve25519": left} if left else {}
    for _ in range(3):
        bot.door.lost.append("keys/upload")
        bot.crypto.counted({"device_one_time_keys_count": told})
        with pytest.raises(Silent):
            await bot.crypto.maintain(bot.door)
    await bot.crypto.maintain(bot.door)
    assert 50 <= len(there) <= 60
    assert len(uploads(scene)) == before + 4


@pytest.mark.parametrize("junk", [None, "many", "5", [], float("inf")])
async def test_a_count_that_is_none_stops_nothing(scene: Scene, bot: Device, junk: Any) -> None:
    before = len(uploads(scene))
    bot.crypto.counted({"device_one_time_keys_count": junk, "device_unused_fallback_key_types": junk})
    bot.crypto.counted({"device_one_time_keys_count": {"signed_curve25519": junk}})
    await bot.crypto.maintain(bot.door)
    assert len(uploads(scene)) == before


async def test_with_no_key_left_the_fallback_key_serves_and_is_renewed(
    scene: Scene, amina: Device, bot: Device
) -> None:
    scene.server.once[bot.id, "ONE"].clear()
    (first,) = uploads(scene, "fallback_keys")[:1]
    event = await amina.says(WORDS, [bot.id])
    assert bot.hears(event) == WORDS
    unused = {"device_one_time_keys_count": {"signed_curve25519": 50}}
    bot.crypto.counted({**unused, "device_unused_fallback_key_types": ["signed_curve25519"]})
    await bot.crypto.maintain(bot.door)
    assert len(uploads(scene, "fallback_keys")) == 2, "Amina's and the bot's first"
    bot.crypto.counted({**unused, "device_unused_fallback_key_types": []})
    await bot.crypto.maintain(bot.door)
    (*_, second) = uploads(scene, "fallback_keys")
    assert first.isdisjoint(second)


async def test_a_device_with_badly_signed_keys_is_not_asked_for_ever(
    scene: Scene, amina: Device, bot: Device
) -> None:
    channel(bot, amina)
    for key in scene.server.once[amina.id, "ONE"].values():
        key["signatures"][amina.id]["ed25519:ONE"] = "A" * 86
    (device,) = olm(bot).device_store.active_user_devices(amina.id)
    olm(bot).wedged_devices.append(device)
    for _ in range(3):
        await bot.crypto.maintain(bot.door)
    assert [name for name, _ in scene.server.asked].count("keys/claim") == 1


async def test_another_pickle_key_is_told_for_what_it_is(bot: Device) -> None:
    bot.crypto.close()
    wrong = Keys("http://nowhere.test", bot.id, "ONE", "token")
    try:
        with pytest.raises(ConfigTrouble, match=r"pickle_key in .*keys\.json: one of them was replaced"):
            Crypto(wrong, bot.folder)
    finally:
        bot.restart()


def started(folder: Path) -> Matrix:
    section = MatrixSection(homeserver="http://nowhere.test", folder=str(folder))
    return Matrix(section, SystemClock().now, ("liaison",))


@pytest.mark.parametrize("how", ["gone", "empty", "of another device"])
async def test_without_its_store_the_bot_does_not_begin_another(bot: Device, how: str) -> None:
    """Its device would have two identities, and nobody's client would talk to it."""
    bot.keys.save(bot.folder)
    await started(bot.folder).close()
    bot.crypto.close()
    for part in bot.folder.glob(f"{STORE}*"):
        if how != "of another device":
            part.unlink()
    if how == "empty":
        (bot.folder / STORE).touch()
    if how == "of another device":
        bot.keys_for("TWO").save(bot.folder)
    for _ in range(2):
        with pytest.raises(ConfigTrouble, match=r"is lost, and with it the keys of device (ONE|TWO)"):
            started(bot.folder)


# ── what is not told ─────────────────────────────────────────────────────────────────────────────────────


async def test_nothing_that_was_said_is_in_a_log(
    amina: Device,
    bot: Device,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [caplog.handler])  # and none that another test left
    for name in ("", "nio", "peewee", "nio.crypto.log", "nio.events.misc", "nio.responses"):
        caplog.set_level(logging.DEBUG, name)
    event = await amina.says(WORDS, [bot.id])
    session = olm(amina).outbound_group_sessions[ROOM].session_key
    assert bot.hears(event) == WORDS
    for plaintext in (WORDS.encode(), json.dumps({"words": WORDS}).encode(), _message(type=5)):
        with pytest.raises(Sealed):
            bot.crypto.open(ROOM, sealed_as(amina, plaintext))
    for malform in [made for made, _ in RAISING.values()] + list(SILENT.values()):
        bot.crypto.receive([malform(amina, bot)])
    bot.crypto.receive([raw(amina, bot, json.dumps({"words": WORDS}).encode())])
    told = caplog.text + "".join(capsys.readouterr())
    assert WORDS not in told
    assert session not in told
    assert bot.keys.pickle_key not in told
