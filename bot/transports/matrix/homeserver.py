"""The home server's client API: JSON asked and answered, and the two ways that fails."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.logs import hide

PATIENCE = 20.0
CLIENT = "/_matrix/client/v3"
MEDIA = "/_matrix/media/v3"

Json = dict[str, Any]


class Silent(Exception):  # noqa: N818 - an answer that is none
    """No answer, or none that can be read: nobody knows whether it was done."""


class Refused(Exception):  # noqa: N818 - an answer of the server
    """The server said no; `wait` is how many seconds it asks to wait, when it does."""

    def __init__(self, status: int, errcode: str, wait: float = 0.0, answer: Json | None = None) -> None:
        super().__init__(f"{status} {errcode}")
        self.status = status
        self.errcode = errcode
        self.wait = wait
        self.answer = answer or {}

    @property
    def token_gone(self) -> bool:
        """Whether the account's token is no good any more."""
        return self.errcode in {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED"}

    @property
    def passing(self) -> bool:
        """Whether it may be otherwise later."""
        return self.status >= 500 or self.status == 429  # noqa: PLR2004 - HTTP


def part(text: str) -> str:
    """An id as part of a path."""
    return quote(text, safe="")


class Homeserver:
    """One account's connection; requests share a pool of them."""

    def __init__(self, url: str, token: str = "") -> None:
        if token:
            hide(token)
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: aiohttp.ClientSession | None = None

    async def ask(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        params: Mapping[str, str] | None = None,
        seconds: float = PATIENCE,
    ) -> Json:
        """The answer to a request; raises `Silent` or `Refused`."""
        data = None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        kind = {"Content-Type": "application/json"} if data is not None else {}
        raw, status = await self._exchange(method, path, data, kind, params, seconds)
        return _told(raw, status)

    async def upload(self, content: bytes, kind: str, name: str = "") -> str:
        """The address of a file that is now on the server."""
        params = {"filename": name} if name else None
        raw, status = await self._exchange(
            "POST", f"{MEDIA}/upload", content, {"Content-Type": kind}, params, PATIENCE * 3
        )
        address = _told(raw, status).get("content_uri")
        if not isinstance(address, str):
            raise Silent
        return address

    async def close(self) -> None:
        """Nothing; connections are closed."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _exchange(
        self,
        method: str,
        path: str,
        data: bytes | None,
        kind: dict[str, str],
        params: Mapping[str, str] | None,
        seconds: float,
    ) -> tuple[bytes, int]:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=64, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(None))
        url = f"{self._url}{path}"
        try:
            async with (
                asyncio.timeout(seconds),
                self._session.request(
                    method, url, data=data, headers={**self._headers, **kind}, params=params
                ) as found,
            ):
                return await found.read(), found.status
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Silent(type(error).__name__) from None


def _told(raw: bytes, status: int) -> Json:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        found = None
    if status == 200 and isinstance(found, dict):  # noqa: PLR2004 - HTTP
        return found
    if status < 400:  # noqa: PLR2004 - HTTP
        raise Silent("not an object")
    told: Json = found if isinstance(found, dict) else {}
    wait = told.get("retry_after_ms")
    seconds = wait / 1000 if isinstance(wait, int | float) and not isinstance(wait, bool) else 0.0
    raise Refused(status, str(told.get("errcode", ""))[:64], min(max(seconds, 0.0), 3600.0), told)
