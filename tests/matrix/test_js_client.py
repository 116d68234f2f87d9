"""The strict client the bot is read by: what it reads, what it refuses, and that a fault does not stop it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import nio
import pytest
from js_client import JsClient, JsError, js_client
from matrix_net import Net, failing
from synapse import Account, Synapse

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("node")]
VERSIONS = pytest.mark.parametrize("version", ["11", "12"])


@pytest.fixture
async def net(synapse: Synapse) -> AsyncIterator[Net]:
    async with Net(synapse) as running:
        yield running


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


@pytest.fixture
async def alice(synapse: Synapse, net: Net, stack: AsyncExitStack) -> JsClient:
    client = await stack.enter_async_context(js_client(net.url))
    await client.login(synapse.newcomer("alice"))
    return client


@pytest.fixture
def bobs(synapse: Synapse) -> Account:
    return synapse.newcomer("bob")


@pytest.fixture
async def bob(bobs: Account, net: Net, stack: AsyncExitStack) -> JsClient:
    client = await stack.enter_async_context(js_client(net.url))
    await client.login(bobs)
    return client


async def room_of(one: JsClient, other: JsClient, version: str = "12", *, encrypted: bool = True) -> str:
    made = await one.call("create_room", version=version, encrypted=encrypted, invite=[other.user_id])
    room: str = made["room"]
    await other.call("join", room=room)
    await one.call("members", room=room, joined=other.user_id)
    return room


@VERSIONS
async def test_two_strict_clients_talk_in_an_encrypted_room(
    net: Net, alice: JsClient, bob: JsClient, version: str
) -> None:
    room = await room_of(alice, bob, version)
    asked = await alice.call("send", room=room, text="who has the key?")
    heard = await bob.hears(room, "the key", alice.user_id)
    assert (heard["event_id"], heard["decrypted"], heard["shield"]) == (asked["event_id"], True, None)
    replied = await bob.call("reply", room=room, to=asked["event_id"], text="I do")
    heard = await alice.hears(room, "I do", bob.user_id, after=asked["event_id"])
    assert heard["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == asked["event_id"]
    await bob.call("edit", room=room, event=replied["event_id"], text="I did")
    heard = await alice.hears(room, "I did", bob.user_id, after=replied["event_id"])
    assert heard["content"]["m.relates_to"]["rel_type"] == "m.replace"
    assert {one.path.split("/")[3] for one in net.of("send")} == {"m.room.encrypted"}


async def test_reactions_and_redactions(alice: JsClient, bob: JsClient) -> None:
    room = await room_of(alice, bob)
    said = await alice.call("send", room=room, text="lunch?")
    await bob.hears(room, "lunch?", alice.user_id)
    await bob.call("react", room=room, event=said["event_id"], key="👍")
    heard = await alice.hears(room, "👍", bob.user_id, type="m.reaction")
    assert heard["content"]["m.relates_to"]["event_id"] == said["event_id"]
    await alice.call("redact", room=room, event=said["event_id"])
    assert (await bob.call("event", room=room, event=said["event_id"], redacted=True))["body"] == ""


async def test_a_room_without_encryption(alice: JsClient, bob: JsClient) -> None:
    room = await room_of(alice, bob, encrypted=False)
    await alice.call("send", room=room, text="hello")
    heard = await bob.hears(room, "hello", alice.user_id)
    assert (heard["encrypted"], heard["decrypted"]) == (False, False)


async def test_waiting_in_vain_says_what_came(alice: JsClient, bob: JsClient) -> None:
    room = await room_of(alice, bob)
    await alice.call("send", room=room, text="hello")
    await bob.hears(room, "hello", alice.user_id)
    with pytest.raises(JsError, match="hello"):
        await bob.hears(room, "good-bye", alice.user_id, seconds=0.2)


async def test_a_new_device_reads_once_the_first_has_signed_it(
    net: Net, stack: AsyncExitStack, alice: JsClient, bob: JsClient, bobs: Account
) -> None:
    room = await room_of(alice, bob)
    tablet = await stack.enter_async_context(js_client(net.url))
    await tablet.login(bobs)
    assert (await alice.call("devices_of", user=bob.user_id))["signed"][bob.device_id]
    await alice.call("send", room=room, text="before")
    await bob.hears(room, "before", alice.user_id)
    heard = await tablet.call("wait", room=room, unreadable=True, **{"from": alice.user_id})
    assert heard["failure"] == "MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE"
    await bob.signs(tablet, seen_by=(alice,))
    await alice.call("send", room=room, text="after")
    assert (await tablet.hears(room, "after", alice.user_id))["decrypted"]
    await tablet.call("send", room=room, text="from the tablet")
    assert (await alice.hears(room, "from the tablet", bob.user_id))["shield"] is None


async def test_a_failing_server_is_asked_again(net: Net, alice: JsClient, bob: JsClient) -> None:
    room = await room_of(alice, bob)
    net.faults["sync"].append(failing(502))
    await alice.call("send", room=room, text="hello")
    await bob.hears(room, "hello", alice.user_id, seconds=30)
    await net.until(lambda: len(net.of("sync", 502)) == 1)


@asynccontextmanager
async def stock_nio(url: str, who: Account, folder: Path) -> AsyncIterator[nio.AsyncClient]:
    """The plain library, which knows no cross-signing."""
    client = nio.AsyncClient(url, who.user_id, who.device_id, str(folder))
    client.restore_login(who.user_id, who.device_id, who.access_token)
    try:
        yield client
    finally:
        await client.close()


@VERSIONS
async def test_a_device_that_is_not_cross_signed_is_neither_read_nor_reads(
    synapse: Synapse, net: Net, alice: JsClient, tmp_path: Path, version: str
) -> None:
    carol = synapse.newcomer("carol")
    made = await alice.call("create_room", version=version, encrypted=True, invite=[carol.user_id])
    room = made["room"]
    async with stock_nio(net.url, carol, tmp_path) as client:
        await client.join(room)
        await client.keys_upload()
        await client.sync(full_state=True)
        await alice.call("members", room=room, joined=carol.user_id)
        body = {"msgtype": "m.text", "body": "hello"}
        sent = await client.room_send(room, "m.room.message", body, ignore_unverified_devices=True)
        assert isinstance(sent, nio.RoomSendResponse)
        heard = await alice.call("wait", room=room, unreadable=True, **{"from": carol.user_id})
        assert (heard["event_id"], heard["failure"]) == (sent.event_id, "UNSIGNED_SENDER_DEVICE")
        await alice.call("send", room=room, text="secret")
        came = await client.sync(timeout=5000)
        assert isinstance(came, nio.SyncResponse)
        events = came.rooms.join[room].timeline.events
        assert [type(one) for one in events if one.sender == alice.user_id] == [nio.MegolmEvent]
