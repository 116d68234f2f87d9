"""A Telegram to test against: a Bot API emulator this project did not write, behind a proxy of our own.

The proxy records every request, gives the bot a user name, takes out what the emulator does not know
(and keeps it in the record), turns marked messages into kinds of updates the emulator cannot queue, and
breaks things on request.
"""

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

TOKEN = "7000001:" + "A" * 35  # not a secret: made up for the emulator
USERNAME = "liaison_test_bot"
UNKNOWN = {
    "sendMessage": (
        "message_thread_id",
        "protect_content",
        "link_preview_options",
        "ephemeral_message_parameters",
    ),
    "editMessageText": ("link_preview_options",),
    "sendDocument": ("message_thread_id", "protect_content"),
    "sendPhoto": ("message_thread_id", "protect_content"),
}
Fault = Callable[[web.Request, "Asked"], Awaitable[web.StreamResponse | None]]


@dataclass(slots=True)
class Asked:
    """One request of the bot: what it asked, when, and what it was told."""

    method: str
    fields: dict[str, Any]
    at: float = field(default_factory=time.monotonic)
    answer: Any = None
    status: int = 0
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def decoded(self, name: str) -> Any:
        """A field that is JSON inside the form."""
        return json.loads(self.fields[name]) if name in self.fields else None


class Net:
    """The emulator and its proxy; `url` is what the bot is told to talk to."""

    def __init__(self) -> None:
        self.emulator = LoBotApiEmulator(
            enable_control=True, max_updates=5000, max_history=20000, allow_insecure_loopback_webhooks=True
        )
        self.asked: list[Asked] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.offset = 0
        self.me = {"username": USERNAME, "can_read_all_group_messages": False, "can_join_groups": True}
        self.url = ""
        self._upstream = ""
        self._client: aiohttp.ClientSession | None = None
        self._changed = asyncio.Condition()
        self._numbers = itertools.count(1000)

    @property
    def client(self) -> aiohttp.ClientSession:
        """The proxy's own connection to the emulator."""
        assert self._client is not None
        return self._client

    async def start(self, stack: list[web.AppRunner]) -> None:
        """Nothing; both listen on free ports of 127.0.0.1."""
        self._upstream = await _serve(self.emulator.app(), stack)
        proxy = web.Application(client_max_size=64 * 1024 * 1024)
        proxy.router.add_post("/bot{token}/{method}", self._pass)
        self.url = await _serve(proxy, stack) + "/bot"
        self._client = aiohttp.ClientSession()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        asked = await _read(request, method)
        self.asked.append(asked)
        if self.faults[method]:
            answer = await self.faults[method].popleft()(request, asked)
            if answer is not None:
                asked.status = answer.status
                await self._tell()
                return answer
        try:
            asked.status, asked.answer = await self.forward(request, asked)
        except aiohttp.ClientError:  # the end of a test
            return web.Response(status=502)
        if method == "getUpdates" and asked.status == 200:
            self.offset = max(self.offset, int(asked.fields.get("offset", 0)))
        await self._tell()
        return web.json_response(asked.answer, status=asked.status)

    async def forward(self, request: web.Request, asked: Asked) -> tuple[int, Any]:
        """What the emulator says."""
        unknown = UNKNOWN.get(asked.method, ())
        fields = {key: value for key, value in asked.fields.items() if key not in unknown}
        if "reply_markup" in fields and "force_reply" in str(fields["reply_markup"]):
            del fields["reply_markup"]
        if asked.method == "getUpdates":
            self.offset = max(self.offset, int(asked.fields.get("offset", 0)))
            fields.pop("allowed_updates", None)
            await self._tell()
        url = f"{self._upstream}/bot{request.match_info['token']}/{asked.method}"
        async with self.client.post(url, data=_form(fields, asked.uploads)) as found:
            answer = await found.json()
            status = found.status
        if asked.method == "getMe":
            answer["result"] |= self.me
        if asked.method == "getUpdates" and status == 200:
            answer["result"] = [unmarked(one) for one in answer["result"]]
        return status, answer

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        """Nothing, once something is true of what the bot asked."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    def sent(self, chat: int | None = None) -> list[Asked]:
        """The messages the bot sent and was told it had sent."""
        return [
            one
            for one in self.asked
            if one.method in {"sendMessage", "editMessageText"}
            and one.status == 200
            and (chat is None or int(one.fields["chat_id"]) == chat)
        ]

    async def update(self, **kinds: Any) -> int:
        """The id of an update put into the bot's queue; kinds the emulator cannot queue go marked."""
        if not set(kinds) <= {"message", "callback_query"}:
            kinds = {"message": {"really": kinds}}
        return await self.emulator.enqueue_update(kinds, token=TOKEN)

    def number(self) -> int:
        """A message number nobody has."""
        return next(self._numbers)


async def _read(request: web.Request, method: str) -> Asked:
    if request.content_type == "application/json":
        return Asked(method, await request.json())
    asked = Asked(method, {})
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            asked.uploads[name] = (value.filename, value.file.read())
        else:
            asked.fields[name] = value
    return asked


def _form(fields: dict[str, Any], uploads: dict[str, tuple[str, bytes]]) -> Any:
    if not uploads:
        return fields
    form = aiohttp.FormData({key: str(value) for key, value in fields.items()})
    for name, (filename, content) in uploads.items():
        form.add_field(name, content, filename=filename)
    return form


def unmarked(update: dict[str, Any]) -> dict[str, Any]:
    """The update as the bot shall see it."""
    really = update.get("message", {}).get("really")
    return {"update_id": update["update_id"], **really} if really else update


def user(number: int, name: str = "", **more: Any) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": name or f"U{number}", **more}


def chat(number: int, title: str = "Room") -> dict[str, Any]:
    return (
        {"id": number, "type": "private", "first_name": f"U{number}"}
        if number > 0
        else {"id": number, "type": "supergroup", "title": title}
    )


def message(net: Net, room: int, who: dict[str, Any], text: str, **more: Any) -> dict[str, Any]:
    """A message as Telegram would bring it."""
    stamp = int(more.pop("date", time.time()))
    found = {"message_id": net.number(), "date": stamp, "chat": chat(room), "from": who, "text": text}
    return {**found, **more}


async def _serve(app: web.Application, stack: list[web.AppRunner]) -> str:
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.append(runner)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    return f"http://127.0.0.1:{port}"


@asynccontextmanager
async def network() -> AsyncIterator[Net]:
    """A Telegram of our own, until the end of the block."""
    net, stack = Net(), list[web.AppRunner]()
    try:
        await net.start(stack)
        yield net
    finally:
        if net._client is not None:
            await net._client.close()
        for runner in reversed(stack):
            await runner.cleanup()


def failing(status: int, description: str, **parameters: Any) -> Fault:
    """The Bot API says no."""

    async def fault(_: web.Request, __: Asked) -> web.StreamResponse:
        body = {"ok": False, "error_code": status, "description": description}
        return web.json_response(body | ({"parameters": parameters} if parameters else {}), status=status)

    return fault


def saying(body: bytes, status: int = 200) -> Fault:
    """An answer that is none of the Bot API's."""

    async def fault(_: web.Request, __: Asked) -> web.StreamResponse:
        return web.Response(body=body, status=status)

    return fault


def lost(net: Net) -> Fault:
    """The request is carried out, and its answer is lost."""

    async def fault(request: web.Request, asked: Asked) -> web.StreamResponse:
        await net.forward(request, asked)
        asked.answer = "lost"
        assert request.transport is not None
        request.transport.close()
        return web.Response(status=599)

    return fault
