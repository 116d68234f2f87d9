"""HTTP for python-telegram-bot by aiohttp: few connections, and errors that say whether anything was sent."""

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

IN_FLIGHT = 16
CONNECT_SECONDS = 10.0
JSON = {"Content-Type": "application/json"}


class NotSent(NetworkError):  # noqa: N818 - what it says of the request
    """The request never left; nothing happened on the other side."""


class Request(BaseRequest):
    """One pool of connections; a read timeout of its own for long polls."""

    def __init__(self, read_timeout: float, connections: int = IN_FLIGHT) -> None:
        self._read_timeout = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float:
        return self._read_timeout

    @override
    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                timeout=aiohttp.ClientTimeout(
                    sock_connect=CONNECT_SECONDS, sock_read=self._read_timeout, total=None
                ),
            )

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotSent("the connection is closed")
        try:
            async with self._session.request(method, url, **_body(request_data)) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error

    @staticmethod
    @override
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; what is none is not logged, since it may hold what somebody wrote."""
        try:
            found: Any = json.loads(payload)
        except ValueError:
            raise TelegramError("the answer is not JSON") from None
        if not isinstance(found, dict) or not ("result" in found or "description" in found):
            raise TelegramError("the answer is not one of the Bot API")
        return dict(found)


def _body(data: RequestData | None) -> dict[str, Any]:
    """What is sent with a request: JSON, which costs a fraction of a form, unless there are files."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": JSON}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
