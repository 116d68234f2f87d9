"""The proxy the faults come from: what it records, and that each fault is what it says."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from matrix_net import Fault, Net, changed, failing, hanging, limited, lost, refused, saying, truncated
from synapse import Account, Synapse

pytestmark = pytest.mark.server


class Client:
    """A user who asks through the proxy."""

    def __init__(self, http: aiohttp.ClientSession, url: str, account: Account) -> None:
        self.http, self.url, self.account = http, url, account
        self.headers = {"Authorization": f"Bearer {account.access_token}"}

    async def ask(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, bytes]:
        url = f"{self.url}/_matrix/client/v3/{path}"
        async with self.http.request(method, url, json=body, params=query, headers=self.headers) as answer:
            return answer.status, await answer.read()

    async def asks(self, method: str, path: str, body: Any = None, **query: str) -> Any:
        status, said = await self.ask(method, path, body, **query)
        assert status == 200, said
        return json.loads(said)

    async def says(self, room: str, text: str) -> str:
        body = {"msgtype": "m.text", "body": text}
        said = await self.asks("PUT", f"rooms/{room}/send/m.room.message/{text}", body)
        event_id: str = said["event_id"]
        return event_id


@pytest.fixture
async def net(synapse: Synapse) -> AsyncIterator[Net]:
    async with Net(synapse) as running:
        yield running


@pytest.fixture
async def alice(synapse: Synapse, net: Net) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as http:
        http._retry_connection = False  # a broken connection shall be seen
        yield Client(http, net.url, synapse.newcomer("alice"))


@pytest.fixture
async def room(alice: Client) -> str:
    room_id: str = (await alice.asks("POST", "createRoom", {"room_version": "11"}))["room_id"]
    return room_id


async def bodies(who: Client, room: str) -> list[str]:
    found = await who.asks("GET", f"rooms/{room}/messages", dir="f", limit="100")
    return [one["content"]["body"] for one in found["chunk"] if one["type"] == "m.room.message"]


async def test_requests_are_recorded_by_kind(net: Net, alice: Client, room: str) -> None:
    event_id = await alice.says(room, "hello")
    [sent] = net.of("send", 200)
    assert (sent.room, sent.txn, sent.json["body"], sent.answer["event_id"]) == (
        room,
        "hello",
        "hello",
        event_id,
    )
    await alice.asks("POST", "keys/query", {"device_keys": {}})
    await alice.asks("PUT", "sendToDevice/m.dummy/t1", {"messages": {}})
    await alice.asks("GET", f"rooms/{room}/state/m.room.create")
    assert [one.kind for one in net.asked] == ["createRoom", "send", "keys_query", "sendToDevice", "state"]


async def test_a_long_poll_waits_for_what_it_waits_for(net: Net, alice: Client, room: str) -> None:
    since = (await alice.asks("GET", "sync"))["next_batch"]
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(alice.asks("GET", "sync", since=since, timeout="20000"))
        await net.until(lambda: len(net.of("sync")) == 2)
        await alice.says(room, "hello")
    assert room in poll.result()["rooms"]["join"]


async def test_media_passes(net: Net, alice: Client) -> None:
    content = bytes(range(256)) * 2000
    url = f"{net.url}/_matrix/media/v3/upload"
    async with alice.http.post(url, data=content, headers=alice.headers) as answer:
        where = (await answer.json())["content_uri"].removeprefix("mxc://")
    url = f"{net.url}/_matrix/client/v1/media/download/{where}"
    async with alice.http.get(url, headers=alice.headers) as answer:
        assert await answer.read() == content
    assert [one.kind for one in net.asked] == ["upload", "download"]


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (failing(502), 502, b"M_UNKNOWN"),
        (limited(250), 429, b'"retry_after_ms": 250'),
        (saying(b"\xff\xfe{"), 200, b"\xff\xfe{"),
    ],
)
async def test_answers_made_up(
    net: Net, alice: Client, room: str, fault: Fault, status: int, said: bytes
) -> None:
    net.faults["send"].append(fault)
    found = await alice.ask(
        "PUT", f"rooms/{room}/send/m.room.message/one", {"msgtype": "m.text", "body": "one"}
    )
    assert found[0] == status
    assert said in found[1]
    assert await bodies(alice, room) == []


async def test_a_lost_answer_is_to_something_done(net: Net, alice: Client, room: str) -> None:
    net.faults["send"].append(lost(net))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await alice.says(room, "one")
    assert await bodies(alice, room) == ["one"]
    await alice.says(room, "one")
    assert await bodies(alice, room) == ["one"]


async def test_half_an_answer(net: Net, alice: Client, room: str) -> None:
    net.faults["send"].append(truncated(net))
    with pytest.raises(aiohttp.ClientPayloadError):
        await alice.says(room, "one")
    assert await bodies(alice, room) == ["one"]


async def test_no_answer_at_all(net: Net, alice: Client, room: str) -> None:
    net.faults["send"].append(refused())
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await alice.says(room, "one")
    assert await bodies(alice, room) == []


async def test_an_answer_changed(net: Net, alice: Client) -> None:
    net.faults["sync"].append(changed(net, lambda body: body.update(next_batch="elsewhere")))
    assert (await alice.asks("GET", "sync"))["next_batch"] == "elsewhere"
    assert (await alice.asks("GET", "sync", set_presence="offline"))["next_batch"] != "elsewhere"


async def test_hanging(net: Net, alice: Client, room: str) -> None:
    net.faults["send"].append(hanging(0.5))
    began = time.monotonic()
    await alice.says(room, "one")
    assert time.monotonic() - began >= 0.5


async def test_a_server_that_is_away_and_comes_back(net: Net, alice: Client, synapse: Synapse) -> None:
    await asyncio.to_thread(synapse.stop)
    try:
        assert (await alice.ask("GET", "account/whoami"))[0] == 502
    finally:
        await asyncio.to_thread(synapse.start)
    assert (await alice.asks("GET", "account/whoami"))["user_id"] == alice.account.user_id
    assert [one.status for one in net.of("whoami")] == [502, 200]
