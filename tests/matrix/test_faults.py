"""Whatever the server does: nothing is lost, nothing is done twice, and everybody else goes on."""

import asyncio
import json
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from matrix_net import Fault, Net, changed, failing, hanging, limited, lost, refused, saying, truncated
from matrix_scene import ENCRYPTED, PLAIN, Scene
from matrix_world import human
from synapse import Synapse

from bot.transports.matrix import crypto, syncing
from bot.transports.matrix.homeserver import CLIENT, part

pytestmark = pytest.mark.server
HTML = b"<html>502 Bad Gateway</html>"


# ── what is heard ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [
        lambda _: saying(HTML, 502),
        truncated,
        lambda _: saying(b"\xff\xfe{}"),
        lambda _: saying(b'["an", "answer"]'),
        lambda _: saying(b"{}"),
        lambda _: saying(b'{"next_batch": 7}'),
        lost,
        lambda _: refused(),
        lambda _: failing(429, "M_LIMIT_EXCEEDED", retry_after_ms=200),
    ],
    ids=["502", "truncated", "bytes", "list", "empty", "number", "lost", "refused", "429"],
)
async def test_syncing_goes_on_after(fault: Callable[[Net], Fault], here: Scene) -> None:
    async with here.bot():
        await here.attentive()
        here.net.faults["sync"].extend(fault(here.net) for _ in range(3))
        await here.says()
        await here.net.until(lambda: not here.net.faults["sync"])
        await here.says()
        await here.answered()
    assert await here.broken() == []


async def test_a_server_that_fails_is_asked_less_and_less(
    here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(syncing, "FIRST_PAUSE", 0.5)
    async with here.bot():
        await here.attentive()
        here.net.faults["sync"].extend(saying(HTML, 502) for _ in range(1000))
        await here.says()
        await asyncio.sleep(5)
        times = [one.at for one in here.net.of("sync", 502)]
        assert 2 <= len(times) <= 5
        assert all(2 * before - 0.5 < after for before, after in pairwise(_gaps(times)))
        here.net.faults["sync"].clear()
        await here.answered()
    assert await here.broken() == []


def _gaps(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


# ── what is said ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault",
    [lost, truncated, lambda _: failing(500), lambda _: saying(HTML, 502), lambda _: saying(b"{}")],
    ids=["lost", "truncated", "500", "502", "empty"],
)
async def test_a_post_is_shown_once_whatever_is_answered(fault: Callable[[Net], Fault], here: Scene) -> None:
    async with here.bot():
        await here.attentive()
        here.net.faults["send"].extend(fault(here.net) for _ in range(6))
        await here.says(times=2)
        await here.answered()
        assert not here.net.faults["send"]
    assert await here.broken() == []


async def test_a_server_that_asks_to_wait_is_given_the_time(here: Scene) -> None:
    async with here.bot():
        await here.attentive()
        here.net.faults["send"].append(limited(1500))
        await here.says(PLAIN)
        await here.net.until(lambda: bool(here.net.of("send", 429)))
        await here.says(ENCRYPTED)
        await here.answered(ENCRYPTED)
        assert here.unanswered(PLAIN) == 1
        await here.answered()
    (first,) = here.net.of("send", 429)
    again = next(one for one in here.net.of("send", 200) if one.txn == first.txn)
    assert 1.5 <= again.at - first.at < 3
    assert await here.broken() == []


async def test_where_the_bot_may_not_speak_answers_wait_and_others_go_on(here: Scene) -> None:
    async with here.bot():
        await here.attentive()
        here.net.faults["send"].append(failing(403, "M_FORBIDDEN"))
        await here.says(PLAIN)
        await here.net.until(lambda: bool(here.net.of("send", 403)))
        await here.says(ENCRYPTED)
        await here.answered(ENCRYPTED)
        assert here.unanswered(PLAIN) == 1
        await here.says(PLAIN)
        await here.answered()
    assert len(here.net.of("send", 403)) == 1
    assert await here.broken() == []


async def test_put_out_and_let_in_again_the_bot_says_what_it_had_to_say(here: Scene) -> None:
    room, admin, who = here.rooms[ENCRYPTED], here.person.server, {"user_id": here.account.user_id}
    async with here.bot():
        await here.attentive()
        here.net.faults["send"].append(limited(1000))
        await here.says(ENCRYPTED)
        await here.net.until(lambda: bool(here.net.of("send", 429)))
        await admin.ask("POST", f"{CLIENT}/rooms/{part(room)}/kick", who)
        await here.says(PLAIN)
        await here.answered(PLAIN)
        await asyncio.sleep(1.5)
        await admin.ask("POST", f"{CLIENT}/rooms/{part(room)}/invite", who)
        await here.answered()
        await here.says()
        await here.answered()
    assert await here.broken() == []


# ── keys ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fault", [lambda _: failing(500), lost, lambda _: saying(b"[]")], ids=["500", "lost", "list"]
)
async def test_a_key_that_could_not_be_shared_is_shared_before_the_answer(
    fault: Callable[[Net], Fault], here: Scene
) -> None:
    async with here.bot():
        await here.attentive()
        here.net.faults["sendToDevice"].extend(fault(here.net) for _ in range(3))
        await here.says()
        await here.answered()
        assert not here.net.faults["sendToDevice"]
    assert await here.broken() == []


async def test_a_server_that_hands_out_no_keys_holds_up_one_room_alone(
    synapse: Synapse, here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crypto, "CLAIM_SECONDS", 3.0)
    async with human(synapse, "omar", here.folder) as omar:
        await here.lets_in(omar, "omar")
        async with here.bot():
            await here.attentive()
            here.net.faults["keys_claim"].append(hanging(25))
            await here.says(ENCRYPTED)
            await here.net.until(lambda: bool(here.net.of("keys_claim")))
            began = time.monotonic()
            await here.says(PLAIN, times=5)
            await here.answered(PLAIN)
            assert time.monotonic() - began < 2.5
            assert here.unanswered(ENCRYPTED) == 1
            await here.answered()
        assert len(here.net.of("keys_claim")) == 2
        assert await here.broken(ENCRYPTED, by=omar) == []
    assert await here.broken() == []


@pytest.mark.parametrize(
    "fault",
    [lambda: failing(500), lambda: saying(HTML, 502), lambda: hanging(25)],
    ids=["500", "502", "late"],
)
async def test_a_server_that_does_not_tell_who_has_which_devices(
    fault: Callable[[], Fault], here: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crypto, "QUERY_SECONDS", 1.0)
    here.net.faults["keys_query"].extend(fault() for _ in range(4))
    async with here.bot():
        await here.attentive()
        await here.says()
        await here.answered(seconds=30)
        assert not here.net.faults["keys_query"]
        await here.says()
        await here.answered()
    assert await here.broken() == []


# ── what strangers and members make up ───────────────────────────────────────────────────────────────────

OLM = {"algorithm": "m.olm.v1.curve25519-aes-sha2"}


def _nonsense(ours: str, theirs: str) -> list[Any]:
    """Contents of to-device events, none of which can be decrypted."""
    return [
        {},
        {"algorithm": 7, "ciphertext": []},
        {"algorithm": "m.none", "ciphertext": {}, "sender_key": theirs},
        OLM | {"sender_key": theirs, "ciphertext": "nothing"},
        OLM | {"sender_key": [theirs], "ciphertext": {ours: {"type": 0, "body": "AwAA"}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: {"type": 0, "body": "not base64 \x00 ☂"}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: {"type": 0, "body": 10**30}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: {"type": "0", "body": "AwAA"}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: {"type": 1, "body": "AwAA"}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: {"type": 1, "body": {"deep": [[[]]]}}}},
        OLM | {"sender_key": theirs, "ciphertext": {ours: None}},
    ]


async def test_nonsense_of_a_stranger_holds_up_nobody(synapse: Synapse, here: Scene) -> None:
    assert here.person.crypto is not None
    theirs = here.person.crypto._olm.account.identity_keys["curve25519"]
    async with human(synapse, "mallory") as mallory, here.bot() as (_, bot):
        ours = bot.crypto._olm.account.identity_keys["curve25519"]
        await here.attentive()
        await here.says()
        await here.answered()
        for number, content in enumerate(_nonsense(ours, theirs)):
            for kind in ("m.room.encrypted", "m.room_key", "m.forwarded_room_key", "m.room_key.withheld"):
                path = f"{CLIENT}/sendToDevice/{kind}/{number}"
                told = {here.account.user_id: {here.account.device_id: content}}
                await mallory.server.ask("PUT", path, {"messages": told})
            if number % 4 == 0:
                await here.says()
        await here.says()
        await here.answered()
    assert await here.broken() == []


SHAPES: list[Any] = [
    None,
    7,
    "event",
    [],
    {},
    {"type": "m.room.encrypted"},
    {"type": "m.room.encrypted", "content": 7, "sender": "@a:b", "event_id": "$1", "origin_server_ts": 1},
    {"type": "m.room.encrypted", "content": {}, "sender": 7, "event_id": "$2", "origin_server_ts": 1},
    {"type": "m.room.message", "content": [], "sender": "@a:b", "event_id": "$3", "origin_server_ts": 1},
    {
        "type": "m.room.message",
        "content": {"msgtype": "m.text", "body": "!help"},
        "sender": "@a:b",
        "event_id": {},
        "origin_server_ts": 10**30,
    },
    {
        "type": "m.room.encrypted",
        "content": {"session_id": "\ud800\x00", "ciphertext": "\ud800"},
        "sender": "@\ud800:b",
        "event_id": "$4\ud800",
        "origin_server_ts": 1,
    },
    {"type": [], "state_key": {}, "content": {}},
    {"type": "m.room.join_rules", "state_key": "", "content": {"join_rule": ["public"]}},
    {"type": "m.room.history_visibility", "state_key": "", "content": {"history_visibility": {}}},
    {"type": "m.room.member", "state_key": "@odd:b", "content": {"membership": {}, "displayname": 7}},
    {"type": "m.room.member", "state_key": "@odd:b", "content": {"membership": "invite", "displayname": []}},
    {"type": "m.room.create", "state_key": "", "content": {"predecessor": "nothing"}},
    {"type": "m.room.tombstone", "state_key": "", "content": {"replacement_room": 7}},
    {"type": "m.room.name", "state_key": "", "content": {"name": {"a": 1}}},
]


async def test_events_of_any_shape_hold_up_nobody(here: Scene) -> None:
    def crowded(answer: Any) -> None:
        answer.setdefault("to_device", {}).setdefault("events", [])[:0] = SHAPES
        answer.setdefault("account_data", {}).setdefault("events", [])[:0] = SHAPES
        for room in answer.get("rooms", {}).get("join", {}).values():
            room.setdefault("timeline", {}).setdefault("events", [])[:0] = SHAPES
            room.setdefault("state", {}).setdefault("events", [])[:0] = SHAPES

    async with here.bot() as (_, bot):
        await here.attentive()
        before = {room: set(bot.listener.rooms[room].members) for room in here.rooms.values()}
        here.net.faults["sync"].extend([changed(here.net, crowded)] * 4)
        await here.says(times=5)
        await here.answered()
        assert {room: set(bot.listener.rooms[room].members) for room in here.rooms.values()} == before
        assert not any(bot.listener.rooms[room].open for room in here.rooms.values())
    assert not here.net.faults["sync"]
    asked = [one.query.get("since") for one in here.net.of("sync")]
    assert len(set(asked)) == len(asked)
    assert await here.broken() == []


def _smuggled(scene: Scene, stranger: str) -> list[Any]:
    """What a member encrypts that changes nothing: state, other rooms' events, and no events at all."""
    room, me, bot = scene.rooms[ENCRYPTED], scene.person.id, scene.account.user_id
    line = {"msgtype": "m.text", "body": f"!incident log 5 smuggled {stranger}"}
    state: list[tuple[str, str, Any]] = [
        ("m.room.power_levels", "", {"users": {me: 100, stranger: 100}}),
        ("m.room.member", bot, {"membership": "leave"}),
        ("m.room.member", stranger, {"membership": "join", "displayname": "You"}),
        ("m.room.join_rules", "", {"join_rule": "public"}),
        ("m.room.history_visibility", "", {"history_visibility": "world_readable"}),
        ("m.room.encryption", "", {}),
        ("m.room.name", "", {"name": "smuggled"}),
        ("m.room.tombstone", "", {"replacement_room": scene.rooms[PLAIN]}),
    ]
    odd: list[Any] = [
        {"msgtype": "m.text", "body": 7},
        {"msgtype": "m.text", "body": {"a": []}},
        [],
        "text",
        7,
    ]
    messages = [{"room_id": room, "type": "m.room.message", "content": content} for content in odd]
    redaction = {
        "room_id": room,
        "type": "m.room.redaction",
        "content": {"redacts": scene.said[ENCRYPTED][0].event},
    }
    elsewhere = {"room_id": scene.rooms[PLAIN], "type": "m.room.message", "content": line}
    return [
        *({"room_id": room, "type": kind, "state_key": key, "content": what} for kind, key, what in state),
        *messages,
        redaction,
        elsewhere,
        {"room_id": room, "type": ["m.room.message"], "content": line},
        {"room_id": room, "content": line},
        ["a", "list"],
        "a text",
        7,
        None,
    ]


async def test_what_a_member_smuggles_in_changes_nothing(synapse: Synapse, here: Scene) -> None:
    room = here.rooms[ENCRYPTED]
    async with human(synapse, "mallory") as mallory, here.bot() as (_, bot):
        await here.attentive()
        await here.says(ENCRYPTED)
        await here.answered()
        before = repr(bot.listener.rooms)
        for number, payload in enumerate(_smuggled(here, mallory.id)):
            content = here.sealed(json.dumps(payload))
            await here.person.server.ask(
                "PUT", f"{CLIENT}/rooms/{part(room)}/send/m.room.encrypted/{number}", content
            )
            if number % 5 == 0:
                await here.says()
        for number, content in enumerate(({}, {"algorithm": 7}, {"session_id": [], "ciphertext": {}})):
            await here.person.server.ask(
                "PUT", f"{CLIENT}/rooms/{part(room)}/send/m.room.encrypted/e{number}", content
            )
        await here.says()
        await here.answered()
        assert repr(bot.listener.rooms) == before
    assert not here.rows("SELECT * FROM inbox WHERE text LIKE '%smuggled%' OR state = 'poison'")
    assert await here.broken() == []
