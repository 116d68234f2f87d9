"""What every network is to the bot, and what it hands in: things heard, in the shape of inbox rows."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot.model.delivery import Heard
from bot.services.sending import Sender
from bot.store.work import Work

T = TypeVar("T")


@dataclass(slots=True)
class Health:
    """When a network last answered, and what is wrong since."""

    answered_at: datetime | None = None
    trouble: str = ""
    failures: int = 0

    def words(self) -> str:
        """What an operator is told: empty when all is well."""
        since = f"{self.answered_at:%Y-%m-%d %H:%M} UTC" if self.answered_at else "the start"
        return f"no answer since {since}: {self.trouble}, {self.failures} attempts" if self.failures else ""


class Core(Protocol):
    """What a network needs of the bot."""

    def hear(
        self, heard: Sequence[dict[str, Any]], cursor: tuple[str, str] | None = None
    ) -> "Future[list[int]]":
        """The keys of what was new; once it is done, nothing that was heard can be lost."""
        ...

    def write(self, job: Callable[[Work], T]) -> "Future[T]":
        """What a job comes to, once it is committed."""
        ...


class Transport(ABC):
    """A network the bot is on."""

    network: str
    sender: Sender

    @abstractmethod
    def recall(self, work: Work) -> None:
        """Nothing; what must be known of earlier runs before anything is said is known."""

    @abstractmethod
    async def run(self, group: asyncio.TaskGroup, core: Core) -> None:
        """Nothing: what is said on the network is heard, until this is cancelled.

        It returns only where the network will not have the bot any more.
        """

    @abstractmethod
    async def close(self) -> None:
        """Nothing; connections are closed, after the last post."""


def heard(
    *,
    network: str,
    event: str,
    kind: Heard,
    room: str,
    sender: str,
    text: str,
    sent_at: datetime,
    heard_at: datetime,
    sender_name: str = "",
    direct: bool = False,
    about: str = "",
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An inbox row; what no text may hold (NUL, lone surrogates) is left out."""
    return {
        "network": network,
        "event": event,
        "kind": kind,
        "room": room,
        "direct": direct,
        "sender": sender,
        "sender_name": sender_name or sender,
        "text": storable(text),
        "about": about,
        "extra": extra or {},
        "sent_at": sent_at,
        "heard_at": heard_at,
    }


def storable(text: str) -> str:
    """The text as every database can keep it: without NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def storable_whole(value: Any) -> Any:  # noqa: ANN401 - JSON
    """What a network says, with every text in it as `storable` leaves it."""
    match value:
        case str():
            return storable(value)
        case dict():
            return {storable(str(name)): storable_whole(one) for name, one in value.items()}
        case list():
            return [storable_whole(one) for one in value]
    return value
