"""Where the bot goes in and where it does not, and what rooms become: told by the server's state alone."""

import asyncio
import json
from collections.abc import AsyncIterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from looking import rows
from matrix_net import Asked, Net, failing
from matrix_stories import MatrixWorld, Said, Town, matrix_world
from matrix_world import ENCRYPTION, Human, bot_on, human, logged_in
from sqlalchemy import text as sql
from synapse import Synapse

from bot.store.work import Query
from bot.time.clock import SystemClock
from bot.transports.matrix.crypto import Crypto
from bot.transports.matrix.homeserver import CLIENT, part
from bot.transports.matrix.signing import published

pytestmark = pytest.mark.server

WAITING = "SELECT value FROM cursor WHERE network = 'matrix:invites'"
GREEN = "!incident 3"
AMBER = "!incident 1"


@pytest.fixture
async def plain(sqlite_url: str, plain_town: Town) -> AsyncIterator[MatrixWorld]:
    """The bot in rooms that are not encrypted."""
    async with matrix_world(sqlite_url, plain_town) as running:
        yield running


@pytest.fixture
async def encrypted(sqlite_url: str, encrypted_town: Town) -> AsyncIterator[MatrixWorld]:
    """The bot in encrypted rooms."""
    async with matrix_world(sqlite_url, encrypted_town) as running:
        yield running


async def standing_of(world: MatrixWorld, by: str, room: str) -> str:
    """What the bot is in a room, as somebody in it is told."""
    path = f"{CLIENT}/rooms/{part(room)}/state/m.room.member/{part(world.town.bot.user_id)}"
    return str((await world.human(by).server.ask("GET", path))["membership"])


async def does(world: MatrixWorld, by: str, room: str, deed: str, **body: Any) -> None:
    """Nothing; somebody invited, kicked ..."""
    await world.human(by).server.ask("POST", f"{CLIENT}/rooms/{part(room)}/{deed}", body)


async def becomes(world: MatrixWorld, room: str, kind: str, content: dict[str, Any]) -> list[Said]:
    """What the bot says to a state event, which `you` set."""
    before = len(world.said())
    path = f"{CLIENT}/rooms/{part(room)}/state/{kind}"
    await world.read(str((await world.human("you").server.ask("PUT", path, content))["event_id"]))
    return world.said()[before:]


async def bound(world: MatrixWorld, ceiling: str, **more: Any) -> str:
    """A new room of `you` that belongs to the task force."""
    room = await world.opens("you", **more)
    assert "belongs to LAKES" in await world.hears(f"!taskforce bind LAKES ceiling:{ceiling}", room=room)
    return room


async def moved(world: MatrixWorld, new: str) -> None:
    """Nothing, once a room of the task force goes on under a new address."""
    await until_known(world, "SELECT id FROM room WHERE address = :a AND taskforce_id > 0", a=new)


async def until_known(world: MatrixWorld, query: str, **values: Any) -> None:
    """Nothing, once a query finds something in the bot's database, and all is said."""
    async with asyncio.timeout(20):
        while not await known(world, query, **values):  # noqa: ASYNC110 - another thread settles it
            await asyncio.sleep(0.02)
    await world.liaison.settled()


async def known(world: MatrixWorld, query: str, **values: Any) -> list[Any]:
    """What a query finds in the bot's database."""
    found = world.liaison.write(lambda work: list(work.rows(Query(sql(query)), **values)))
    return await asyncio.wrap_future(found)


def asked(net: Net, kind: str, room: str, status: int | None = None) -> list[Any]:
    return [one for one in net.of(kind, status) if one.room == room]


# ── who may ask it in ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("direct", [False, True], ids=["group", "direct"])
async def test_it_goes_nowhere_with_a_stranger(on_matrix: MatrixWorld, *, direct: bool) -> None:
    stranger, net = on_matrix.human("stranger"), on_matrix.net
    room = await stranger.opens(on_matrix.town.bot.user_id, direct=direct, encrypted=on_matrix.town.encrypted)
    await net.until(lambda: bool(asked(net, "leave", room, 200)))
    assert asked(net, "join", room) == []
    assert await standing_of(on_matrix, "stranger", room) == "leave"
    assert on_matrix.said() == []


async def test_it_goes_in_with_those_it_knows(on_matrix: MatrixWorld) -> None:
    room = await on_matrix.opens("lucia")
    (greeting,) = on_matrix.said()
    assert (greeting.room, "Soy Liaison" in greeting.text) == (room, True)
    assert await on_matrix.opens("lucia", direct=True)
    assert len(on_matrix.said()) == 1, "alone, it waits to be spoken to"


async def test_a_stranger_who_reads_a_room_of_ours_may_talk_to_it_alone(on_matrix: MatrixWorld) -> None:
    await on_matrix.enters("stranger", "partners")
    room = await on_matrix.opens("stranger", direct=True)
    assert "I do not know you yet" in await on_matrix.hears("hello", by="stranger", room=room)
    other = await on_matrix.human("stranger").opens(on_matrix.town.bot.user_id)
    await on_matrix.net.until(lambda: bool(asked(on_matrix.net, "leave", other, 200)))
    assert asked(on_matrix.net, "join", other) == []


async def test_one_room_that_cannot_be_entered_holds_up_no_other(on_matrix: MatrixWorld) -> None:
    net, jean = on_matrix.net, on_matrix.human("jean")
    opened: set[str] = set()

    async def fails(request: web.Request, one: Asked) -> web.StreamResponse | None:
        return await failing(502)(request, one) if one.room not in opened else None

    net.faults["join"].extend([fails] * 99)
    first = await jean.opens(on_matrix.town.bot.user_id, encrypted=on_matrix.town.encrypted)
    await net.until(lambda: bool(asked(net, "join", first, 502)))
    second = await jean.opens(on_matrix.town.bot.user_id, encrypted=on_matrix.town.encrypted)
    opened.add(second)
    await on_matrix.let_in(second)
    assert first not in on_matrix.matrix.listener.rooms
    for _ in range(5):
        await on_matrix.hears("!status")
    opened.add(first)
    await on_matrix.let_in(first)
    assert len(asked(net, "join", first, 502)) <= 4, "it is not asked for at each sync"


async def test_an_invitation_outlives_the_bot(synapse: Synapse, sqlite_url: str, tmp_path: Path) -> None:
    account, folder = synapse.newcomer("bot"), tmp_path / "bot"
    await logged_in(synapse, account, folder)
    async with human(synapse, "amina") as amina, Net(synapse) as net:
        who = (f"matrix:{amina.id}",)
        net.faults["join"].extend([failing(502)] * 99)
        async with bot_on(net.url, sqlite_url, folder, SystemClock(), administrators=who):
            await net.until(lambda: len(net.of("sync", 200)) > 0)
            room = await amina.opens(account.user_id)
            alone = await amina.opens(account.user_id, direct=True)
            await net.until(lambda: len(net.of("join", 502)) > 1)
        net.faults.clear()
        async with bot_on(net.url, sqlite_url, folder, SystemClock(), administrators=who) as (_, matrix):
            await net.until(lambda: {room, alone} <= matrix.listener.rooms.keys())
            async with asyncio.timeout(20):
                while rows(sqlite_url, WAITING) != [("{}",)]:  # noqa: ASYNC110 - another thread settles it
                    await asyncio.sleep(0.02)
        assert "Liaison" in (await amina.hears(room))["content"]["body"]
        path = f"matrix/client/v3/user/{part(account.user_id)}/account_data/m.direct"
        assert synapse.call("GET", path, account.access_token) == {amina.id: [alone]}


# ── rooms that go on elsewhere, and doors that close ─────────────────────────────────────────────────────


@pytest.mark.parametrize("versions", [("11", "12"), ("12", "11")], ids=["to 12", "to 11"])
async def test_an_upgraded_room_is_the_same_room(on_matrix: MatrixWorld, versions: tuple[str, str]) -> None:
    old = await bound(on_matrix, "green", version=versions[0])
    opened = await on_matrix.hears("!incident new sev3 tlp:green Boat", room=old)
    assert "INC-11" in opened
    you = on_matrix.human("you").server
    path = f"{CLIENT}/rooms/{part(old)}/upgrade"
    new = str((await you.ask("POST", path, {"new_version": versions[1]}))["replacement_room"])
    await does(on_matrix, "you", new, "invite", user_id=on_matrix.town.bot.user_id)
    await on_matrix.let_in(new)
    await moved(on_matrix, new)
    (said,) = await on_matrix.shown("!incident 11", room=new)
    assert said.room == new
    assert "Boat" in said.text
    assert (await on_matrix.shown("!taskforce", room=new)) != []


async def test_who_does_not_come_along_reads_no_more(on_matrix: MatrixWorld) -> None:
    old = await bound(on_matrix, "green", version="11")
    await on_matrix.enters("stranger", old)
    assert "cleared only up to TLP:CLEAR" in await on_matrix.hears(GREEN, room=old)
    path = f"{CLIENT}/rooms/{part(old)}/upgrade"
    answer = await on_matrix.human("you").server.ask("POST", path, {"new_version": "12"})
    new = str(answer["replacement_room"])
    await does(on_matrix, "you", new, "invite", user_id=on_matrix.town.bot.user_id)
    await on_matrix.let_in(new)
    await moved(on_matrix, new)
    assert "Severity:" in await on_matrix.hears(GREEN, room=new)


async def test_a_successor_that_is_open_is_entered_unasked_and_goes_less_far(plain: MatrixWorld) -> None:
    old = await bound(plain, "green")
    you = plain.human("you").server
    asked_for = {"preset": "public_chat", "creation_content": {"predecessor": {"room_id": old}}}
    new = str((await you.ask("POST", f"{CLIENT}/createRoom", asked_for))["room_id"])
    await becomes(plain, old, "m.room.tombstone", {"body": "over there", "replacement_room": new})
    await plain.let_in(new)
    await moved(plain, new)
    hidden = await plain.hears(GREEN, room=new)
    assert "cleared only up to TLP:CLEAR" in hidden


async def test_a_successor_that_does_not_say_so_inherits_nothing(plain: MatrixWorld) -> None:
    old = await bound(plain, "green")
    other = await plain.opens("you")
    await becomes(plain, old, "m.room.tombstone", {"body": "over there", "replacement_room": other})
    await plain.hears("good morning", room=other)
    assert "no task force" in await plain.hears("!start", room=other)


async def test_put_out_it_keeps_silent_and_says_the_rest_when_it_is_back(on_matrix: MatrixWorld) -> None:
    room = await bound(on_matrix, "green")
    await on_matrix.hears("!incident new sev3 tlp:green Boat", room=room)
    await on_matrix.hears("!incident monitor 11 review:+2d", room=room)
    me = on_matrix.town.bot.user_id
    await does(on_matrix, "you", room, "kick", user_id=me)
    await on_matrix.net.until(lambda: room not in on_matrix.matrix.listener.rooms)
    await on_matrix.quiet()
    assert await on_matrix.drives(":wait 2d") == ""
    before = len(on_matrix.said())
    await does(on_matrix, "you", room, "invite", user_id=me)
    await on_matrix.let_in(room)
    (due,) = on_matrix.said()[before:]
    assert due.room == room
    assert "its review is due" in due.text


async def test_where_the_other_one_left_it_leaves_too(on_matrix: MatrixWorld) -> None:
    room = await on_matrix.opens("lucia", direct=True)
    await does(on_matrix, "lucia", room, "leave")
    await on_matrix.net.until(lambda: bool(asked(on_matrix.net, "leave", room, 200)))


# ── who reads, and what may be said to them ──────────────────────────────────────────────────────────────


async def test_somebody_unknown_lowers_a_room_until_they_leave(on_matrix: MatrixWorld) -> None:
    room = await bound(on_matrix, "green")
    shown = await on_matrix.hears(GREEN, room=room)
    before = len(on_matrix.said())
    await on_matrix.enters("stranger", room)
    (warned,) = on_matrix.said()[before:]
    assert on_matrix.town.people["stranger"].user_id in warned.text
    assert "TLP:CLEAR" in warned.text
    assert "cleared only up to TLP:CLEAR" in await on_matrix.hears(GREEN, room=room)
    await does(on_matrix, "you", room, "kick", user_id=on_matrix.town.people["stranger"].user_id)
    await left(on_matrix, room, "stranger")
    assert await on_matrix.hears(GREEN, room=room) == shown


async def left(world: MatrixWorld, room: str, name: str) -> None:
    """Nothing, once the bot knows that somebody is not in a room."""
    somebody = world.town.people[name].user_id
    await world.net.until(lambda: somebody not in world.matrix.listener.rooms[room].members)
    await world.quiet()


async def test_a_direct_chat_into_which_a_third_is_asked_is_a_group(on_matrix: MatrixWorld) -> None:
    room = await on_matrix.opens("you", direct=True)
    line = AMBER if on_matrix.town.encrypted else GREEN
    shown = await on_matrix.hears(line, room=room)
    assert "Severity:" in shown
    await does(on_matrix, "you", room, "invite", user_id=on_matrix.town.people["amina"].user_id)
    await on_matrix.net.until(lambda: bool(on_matrix.matrix.listener.rooms[room].invited))
    await on_matrix.quiet()
    assert "Severity:" not in await on_matrix.hears(line, room=room)
    assert await on_matrix.shown("status", room=room) == [], "in a group a prefix is needed"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("m.room.join_rules", {"join_rule": "public"}),
        ("m.room.history_visibility", {"history_visibility": "world_readable"}),
    ],
    ids=["join", "read"],
)
async def test_what_anybody_can_read_goes_only_up_to_clear(
    on_matrix: MatrixWorld, kind: str, content: dict[str, str]
) -> None:
    room = await bound(on_matrix, "green")
    (held,) = await becomes(on_matrix, room, kind, content)
    assert "I go only up to TLP:CLEAR" in held.text
    assert "Anybody can join this room or read it" in held.text
    assert "cleared only up to TLP:CLEAR" in await on_matrix.hears(GREEN, room=room)
    back = {"join_rule": "invite"} if "join_rule" in content else {"history_visibility": "joined"}
    (raised,) = await becomes(on_matrix, room, kind, back)
    assert "I go up to TLP:GREEN here again" in raised.text


async def test_encryption_that_is_switched_on_lets_more_be_said(plain: MatrixWorld, tmp_path: Path) -> None:
    room = await plain.opens("you")
    refused = await plain.hears("!taskforce bind LAKES ceiling:strict", room=room)
    assert "TLP:GREEN" in refused
    assert "TLP:GREEN" in await plain.hears("!taskforce bind LAKES ceiling:green", room=room)
    await becomes(plain, room, "m.room.encryption", ENCRYPTION["content"])
    you = plain.human("you")
    you.crypto = Crypto(you.keys, tmp_path)
    await you.begin()
    allowed = "SELECT id FROM room WHERE address = :a AND cap = 'TLP:AMBER+STRICT'"
    await until_known(plain, allowed, a=room)
    readers = (plain.town.bot.user_id,)
    await plain.read(await you.says(room, "!taskforce ceiling strict", readers=readers))
    assert "This room is cleared up to TLP:AMBER+STRICT" in plain.said()[-1].text
    await plain.read(await you.says(room, AMBER, readers=readers))
    assert "Severity:" in plain.said()[-1].text
    assert plain.said()[-1].wire == "m.room.encrypted"
    before = len(plain.said())
    await plain.read(await you.says(room, "!status"))
    assert plain.said()[before:] == [], "what is in the clear there is nobody's"


async def test_a_device_that_its_owner_did_not_sign_holds_a_room(
    encrypted: MatrixWorld, tmp_path: Path
) -> None:
    room, town = encrypted.town.rooms["console"], encrypted.town
    shown = await encrypted.hears(AMBER)
    assert "Severity:" in shown
    account = town.synapse.login(town.people["jean"])
    device = Human(town.synapse.url, account, tmp_path / "new")
    try:
        before = len(encrypted.said())
        await device.begin(signed=False)
        await until_said(encrypted, before + 1)
        held = encrypted.said()[before]
        assert held.room == room
        assert "I go only up to TLP:GREEN" in held.text
        assert f"not verified by its owner: {account.user_id}" in held.text
        assert "Severity:" not in await encrypted.hears(AMBER)
        before = len(encrypted.said())
        signs = replace(encrypted.human("jean").keys, device_id=account.device_id)
        await published(device.server, signs)
        await until_said(encrypted, before + 1)
        assert "I go up to TLP:AMBER+STRICT here again" in encrypted.said()[before].text
        assert await encrypted.hears(AMBER) == shown
    finally:
        await device.end()
        town.synapse.revoke(account.access_token)


async def until_said(world: MatrixWorld, count: int) -> None:
    """Nothing, once the bot has said so much."""
    await world.net.until(lambda: len(world.said()) >= count)
    await world.liaison.settled()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("m.room.member", {"membership": "join"}),
        ("m.room.member", {"membership": "leave"}),
        ("m.room.power_levels", {"users": {"@nobody:liaison.test": 100}}),
        ("m.room.join_rules", {"join_rule": "public"}),
        ("m.room.encryption", {"algorithm": "none"}),
        ("m.room.tombstone", {"body": "over there", "replacement_room": "!elsewhere:liaison.test"}),
    ],
)
async def test_what_is_encrypted_is_never_state(
    encrypted: MatrixWorld, kind: str, content: dict[str, Any]
) -> None:
    await encrypted.hears("!status", by="omar")
    omar, room = encrypted.human("omar"), encrypted.town.rooms["console"]
    found = encrypted.matrix.listener.rooms[room]
    before, rows = deepcopy(found), await known(encrypted, "SELECT count(*) FROM inbox")
    assert omar.crypto is not None
    sealed = omar.crypto.seal(room, "m.room.message", {})
    session = omar.crypto._olm.outbound_group_sessions[room]
    event = {"type": kind, "state_key": "", "content": content, "room_id": room}
    for smuggled in (event, {**event, "state_key": encrypted.town.people["omar"].user_id}):
        sealed["ciphertext"] = session.encrypt(json.dumps(smuggled))
        await encrypted.read(await omar.sends(room, "m.room.encrypted", sealed))
    assert found == before
    assert await known(encrypted, "SELECT count(*) FROM inbox") == rows
    assert asked(encrypted.net, "join", "!elsewhere:liaison.test") == []
