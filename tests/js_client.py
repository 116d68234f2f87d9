"""A Matrix client on another crypto implementation (matrix-js-sdk, Rust crypto), driven through its pipes.

It is strict as Element is today: devices that are not cross-signed can neither read it nor be read by it.
"""

import asyncio
import itertools
import json
import shutil
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from synapse import Account

FOLDER = Path(__file__).parent / "js_client"
HOW = "matrix-js-sdk is missing; get it with Node 20 or newer and: npm ci --prefix tests/js_client"


class JsError(Exception):
    """The client could not do it; the message says why."""


class JsClient:
    """One device of one user; what `call` knows is listed in js_client/client.js."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._numbers = itertools.count(1)
        self._answers: dict[int, dict[str, Any]] = {}
        self._reading = asyncio.Lock()
        self.user_id = ""
        self.device_id = ""
        self.access_token = ""

    async def call(self, command: str, **given: Any) -> dict[str, Any]:
        """What the client answers; several may wait at the same time."""
        number = next(self._numbers)
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "do": command, **given}).encode() + b"\n")
        async with asyncio.timeout(given.get("seconds", 45) + 15):
            answer = await self._answer(number)
        if not answer.pop("ok"):
            raise JsError(f"{command}: {answer['error']}")
        return answer

    async def _answer(self, number: int) -> dict[str, Any]:
        assert self._process.stdout is not None
        while number not in self._answers:
            async with self._reading:  # whoever has the lock reads for all
                if number in self._answers:
                    break
                line = await self._process.stdout.readline()
                if not line:
                    raise JsError("the client is gone")
                answer = json.loads(line)
                self._answers[answer.pop("id")] = answer
        return self._answers.pop(number)

    async def login(self, account: Account, *, sign: bool = True) -> None:
        """Nothing; it is a new device, which sets up cross-signing if nobody did and it shall `sign`."""
        found = await self.call("login", user=account.user_id, password=account.password, sign=sign)
        self.user_id, self.device_id = found["user_id"], found["device_id"]
        self.access_token = found["access_token"]

    async def signs(self, other: "JsClient", *, seen_by: "tuple[JsClient, ...]" = ()) -> None:
        """Nothing, once the other, a new device of this user, is cross-signed and the clients know it."""
        await other.call("adopt", **await self.call("secrets"))
        for one in (other, *seen_by):
            await one.call("devices_of", user=other.user_id, signed=other.device_id)

    async def hears(self, room: str, contains: str, sender: str, **more: Any) -> dict[str, Any]:
        """The first message of the sender with these words, read."""
        return await self.call("wait", room=room, contains=contains, **{"from": sender}, **more)


def missing() -> str:
    """How to get what is missing, or nothing."""
    return "" if shutil.which("node") and (FOLDER / "node_modules/matrix-js-sdk").is_dir() else HOW


@asynccontextmanager
async def js_client(url: str) -> AsyncIterator[JsClient]:
    """A client of the server at `url`, until the end of the block."""
    process = await asyncio.create_subprocess_exec(
        "node", FOLDER / "client.js", url, stdin=PIPE, stdout=PIPE, limit=1 << 24
    )
    client = JsClient(process)
    try:
        yield client
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
