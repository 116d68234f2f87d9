"""A proxy between the bot and the Matrix server: it records every request, and breaks things on request."""

import asyncio
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

import aiohttp
from aiohttp import web
from synapse import Synapse
from yarl import URL

Fault = Callable[[web.Request, "Asked"], Awaitable[web.StreamResponse | None]]
# What a path is called here; every other one is called by its first word: sync, createRoom, login ...
KINDS = (
    (r"rooms/(?P<room>[^/]+)/(?P<kind>send)/[^/]+/(?P<txn>[^/]+)", ""),
    (r"rooms/(?P<room>[^/]+)/(?P<kind>redact)/[^/]+/(?P<txn>[^/]+)", ""),
    (r"rooms/(?P<room>[^/]+)/(?P<kind>[^/]+).*", ""),
    (r"(?P<kind>join)/(?P<room>[^/]+)", ""),
    (r"(?P<kind>sendToDevice)/[^/]+/(?P<txn>[^/]+)", ""),
    (r"keys/(?P<kind>upload|query|claim|changes)", "keys_"),
    (r"keys/(?P<kind>device_signing|signatures)/upload", ""),
    (r"(?:media/)?(?P<kind>upload|download|thumbnail).*", ""),
    (r"account/(?P<kind>whoami)", ""),
    (r"(?P<kind>[^/]+).*", ""),
)
HOP = {"host", "connection", "content-length", "transfer-encoding", "keep-alive", "accept-encoding", "server"}


@dataclass(slots=True)
class Asked:
    """One request: what was asked, when, and what was said (status 0: nothing was)."""

    method: str
    path: str
    kind: str
    room: str
    txn: str
    query: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    said: bytes = b""

    @property
    def json(self) -> Any:
        """The body of the request."""
        return json.loads(self.body)

    @property
    def answer(self) -> Any:
        """The body of the answer."""
        return json.loads(self.said)


class Net:
    """The proxy, until the end of the block; `url` is what the bot is told to talk to."""

    def __init__(self, synapse: Synapse) -> None:
        self.asked: list[Asked] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.url = ""
        self.retold: Callable[[Asked], bytes] = lambda asked: asked.said
        """What the bot is told instead of what the server said."""

        self._upstream = synapse.url
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._client = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=None), connector=aiohttp.TCPConnector(limit=0)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
        await self._runner.cleanup()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        asked = _read(request, await request.read())
        self.asked.append(asked)
        await self._tell()
        waiting = self.faults[asked.kind]
        answer = await waiting.popleft()(request, asked) if waiting else None
        if answer is None:
            answer = await self._forwarded(request, asked)
        asked.status = answer.status
        await self._tell()
        return answer

    async def _forwarded(self, request: web.Request, asked: Asked) -> web.Response:
        try:
            return await self.forward(request, asked)
        except aiohttp.ClientError:  # the server is down: what a gateway says
            return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")

    async def forward(self, request: web.Request, asked: Asked) -> web.Response:
        """What the server says; as long as it takes."""
        url = URL(self._upstream + request.raw_path, encoded=True)
        async with self._client.request(
            request.method, url, data=asked.body or None, headers=_kept(request.headers)
        ) as found:
            asked.said = await found.read()
            asked.said = self.retold(asked) if found.ok else asked.said
            return web.Response(status=found.status, body=asked.said, headers=_kept(found.headers))

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, true: Callable[[], bool], seconds: float = 20.0) -> None:
        """Nothing, once something is true of what was asked and said."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    def of(self, kind: str, status: int | None = None) -> list[Asked]:
        """The requests of a kind, or those of them that were answered with a status."""
        return [one for one in self.asked if one.kind == kind and status in {None, one.status}]


def _read(request: web.Request, body: bytes) -> Asked:
    path = re.sub(r"^/_matrix/(client|media)/(unstable/[^/]+|[^/]+)/", "", request.path_qs.partition("?")[0])
    query = dict(request.query)
    for pattern, prefix in KINDS:
        if found := re.fullmatch(pattern, path):
            parts = {name: unquote(value) for name, value in found.groupdict().items()}
            kind, room, txn = prefix + parts["kind"], parts.get("room", ""), parts.get("txn", "")
            return Asked(request.method, unquote(path), kind, room, txn, query, body)
    return Asked(request.method, unquote(path), "", "", "", query, body)


def _kept(headers: Any) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in HOP}


def failing(status: int, errcode: str = "M_UNKNOWN", **more: Any) -> Fault:
    """The server says no."""

    async def fault(_: web.Request, __: Asked) -> web.StreamResponse:
        return web.json_response({"errcode": errcode, "error": "made by a test", **more}, status=status)

    return fault


def limited(milliseconds: int) -> Fault:
    """The server wants to be asked later."""
    return failing(429, "M_LIMIT_EXCEEDED", retry_after_ms=milliseconds)


def saying(body: bytes, status: int = 200) -> Fault:
    """An answer that is none of a Matrix server's: no JSON, not UTF-8."""

    async def fault(_: web.Request, __: Asked) -> web.StreamResponse:
        return web.Response(body=body, status=status, content_type="application/json")

    return fault


def changed(net: Net, change: Callable[[Any], object]) -> Fault:
    """The server's answer after `change` has worked on it."""

    async def fault(request: web.Request, asked: Asked) -> web.StreamResponse:
        said = await net.forward(request, asked)
        body = asked.answer
        change(body)
        asked.said = json.dumps(body).encode()
        return web.Response(status=said.status, body=asked.said, content_type="application/json")

    return fault


def truncated(net: Net) -> Fault:
    """The request is carried out, and half of the answer comes."""

    async def fault(request: web.Request, asked: Asked) -> web.StreamResponse:
        await net.forward(request, asked)
        answer = web.StreamResponse(headers={"Content-Type": "application/json"})
        answer.content_length = len(asked.said)
        await answer.prepare(request)
        await answer.write(asked.said[: len(asked.said) // 2])
        _hang_up(request)
        return answer

    return fault


def lost(net: Net) -> Fault:
    """The request is carried out, and its answer is lost.

    A client on aiohttp (nio is one) asks a GET, PUT or DELETE once more by itself, so it sees the second.
    """

    async def fault(request: web.Request, asked: Asked) -> web.StreamResponse:
        await net.forward(request, asked)
        _hang_up(request)
        return web.Response(status=599)

    return fault


def refused() -> Fault:
    """The connection is closed, and nothing is carried out."""

    async def fault(request: web.Request, _: Asked) -> web.StreamResponse:
        _hang_up(request)
        return web.Response(status=599)

    return fault


def hanging(seconds: float) -> Fault:
    """The request is carried out only after a while."""

    async def fault(_: web.Request, __: Asked) -> None:
        await asyncio.sleep(seconds)

    return fault


def _hang_up(request: web.Request) -> None:
    assert request.transport is not None
    request.transport.close()
