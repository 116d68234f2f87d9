"""Updates by webhook: taken only from who knows the secret, acknowledged only when they are kept."""

import asyncio
import io
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer, unused_port
from sqlalchemy.engine import make_url
from telegram_net import TOKEN, USERNAME, Net, message, network, user
from telegram_world import bot_on
from world import START

from bot.store import inbox
from bot.store.database import Database
from bot.store.writer import Writer
from bot.transports.console.clock import ConsoleClock
from bot.transports.telegram.hearing import KINDS, Ears, rows
from bot.transports.telegram.webhook import HEADER, LIMIT_BYTES, PATH, application

SECRET = "a-secret-of-the-test"  # noqa: S105 - made up
EARS = Ears(USERNAME, datetime(2026, 10, 16, tzinfo=UTC))


def update(number: int = 5, text: str = "/status") -> dict[str, Any]:
    told = {"message_id": number, "date": 1_792_130_000, "chat": {"id": 102, "type": "private"}}
    return {"update_id": number, "message": {**told, "from": user(102), "text": text}}


def ask(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What the database file says, on a connection of its own."""
    with closing(sqlite3.connect(make_url(url).database or "")) as link:
        return link.execute(statement).fetchall()


def kept(url: str) -> list[str]:
    return [str(event) for (event,) in ask(url, "SELECT event FROM inbox ORDER BY id")]


def breaks(url: str) -> Callable[[], object]:
    """The mending of a database that cannot take what is heard."""
    ask(url, "ALTER TABLE inbox RENAME TO away")
    return lambda: ask(url, "ALTER TABLE away RENAME TO inbox")


Posts = Callable[..., Awaitable[int]]


@pytest.fixture
async def posts(sqlite_url: str) -> AsyncIterator[Posts]:
    """What the application answers to a request."""
    writer = Writer(Database(sqlite_url))

    async def store(updates: list[dict[str, Any]]) -> None:
        heard = [row for one in updates for row in rows(one, EARS)]
        await asyncio.wrap_future(writer.submit(lambda work: inbox.store(work, heard)))

    async with TestClient(TestServer(application(store, SECRET))) as client:

        async def post(*, secret: str | None = SECRET, method: str = "POST", **given: Any) -> int:
            headers = {} if secret is None else {HEADER: secret}
            async with client.request(method, PATH, headers=headers, **given) as answer:
                return answer.status

        yield post
    writer.close()


async def test_what_is_acknowledged_is_kept_once(posts: Posts, sqlite_url: str) -> None:
    for number in (5, 6, 5, 5):
        assert await posts(json=update(number)) == 200
        assert f"102:{number}" in kept(sqlite_url)
    assert kept(sqlite_url) == ["102:5", "102:6"]


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", SECRET.upper(), "sécret", "密"])
async def test_who_does_not_know_the_secret_is_not_heard(
    secret: str | None, posts: Posts, sqlite_url: str
) -> None:
    assert await posts(secret=secret, json=update()) == 401
    assert await posts(secret=secret, data=b"nothing") == 401
    assert kept(sqlite_url) == []


async def test_a_secret_in_no_encoding_is_no_secret() -> None:
    async def store(_: list[dict[str, Any]]) -> None:
        raise AssertionError

    async with TestServer(application(store, SECRET)) as server:
        reader, writer = await asyncio.open_connection(server.host, server.port)
        head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n{HEADER}: "
        writer.write(head.encode() + b"\xff\xfe\r\n\r\n{}")
        assert (await reader.readline()).split()[1] == b"401"
        writer.close()


@pytest.mark.parametrize(
    "body",
    [b"", b"nonsense", b'{"update_id": 1', b"\xff\xfe", b"[]", b'"x"', b"null", b"{}", b"[" * 200_000],
    ids=["empty", "no JSON", "cut off", "no text", "list", "string", "null", "no update", "deep"],
)
async def test_what_is_no_update_is_refused(body: bytes, posts: Posts, sqlite_url: str) -> None:
    assert await posts(data=body) == 400
    assert kept(sqlite_url) == []


async def test_only_so_much_is_taken_and_only_by_post(posts: Posts, sqlite_url: str) -> None:
    whole = update(text="x" * (LIMIT_BYTES // 2))
    assert await posts(json=whole) == 200
    assert await posts(data=io.BytesIO(json.dumps(update(6, "x" * LIMIT_BYTES)).encode())) == 413
    assert await posts(method="GET") == 405
    assert kept(sqlite_url) == ["102:5"]


async def test_an_update_nobody_can_read_is_taken_so_that_it_does_not_come_again(
    posts: Posts, sqlite_url: str
) -> None:
    assert await posts(json={"update_id": 9, "message": {"text": "\ud800"}}) == 200
    assert ask(sqlite_url, "SELECT event, state FROM inbox") == [("update:9", "poison")]
    assert await posts(json={"update_id": 10, "news": {}}) == 200
    assert kept(sqlite_url) == ["update:9"]


async def test_what_the_database_cannot_take_comes_again(posts: Posts, sqlite_url: str) -> None:
    mend = breaks(sqlite_url)
    assert await posts(json=update()) == 503
    mend()
    assert kept(sqlite_url) == []
    assert [await posts(json=update()) for _ in range(2)] == [200, 200]
    assert kept(sqlite_url) == ["102:5"]


def asked(net: Net, name: str) -> list[dict[str, Any]]:
    return [one.fields for one in net.asked if one.method == name]


async def test_a_whole_bot_hears_by_webhook_and_acts_once(sqlite_url: str) -> None:
    port = unused_port()
    place = {"webhook_url": f"http://127.0.0.1:{port}/", "webhook_listen": f"127.0.0.1:{port}"}
    clock = ConsoleClock()
    clock.set(START)
    async with network() as net, bot_on(net, sqlite_url, clock, **place) as (liaison, _):
        await net.until(lambda: any(one.method == "setWebhook" and one.status == 200 for one in net.asked))
        (told,) = asked(net, "setWebhook")
        assert told["url"] == f"http://127.0.0.1:{port}{PATH}"
        assert all(kind in told["allowed_updates"] for kind in KINDS)
        first = {"message": message(net, 102, user(102), "/start", date=START.timestamp())}
        number = await net.update(**first)
        await liaison.settled()
        assert len(net.sent(102)) == 1
        header = {HEADER: told["secret_token"]}
        async with ClientSession() as client:
            again = {"update_id": number, **first}
            async with client.post(told["url"], json=again, headers=header) as answer:
                assert answer.status == 200
        mend = breaks(sqlite_url)
        await net.update(message=message(net, 102, user(102), "/help", date=START.timestamp()))
        mend()
        assert len(kept(sqlite_url)) == 1
        assert await net.emulator.deliver_updates(token=TOKEN) == 1
        assert await net.emulator.deliver_updates(token=TOKEN) == 0
        await liaison.settled()
        assert len(net.sent(102)) == 2
        assert asked(net, "getUpdates") == []
