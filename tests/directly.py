"""The bot on networks that are not there: rows are put in as a transport would, and posts come out."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text as sql
from world import START, bare

from bot.app import Liaison
from bot.config import AdminSection, Config, DatabaseSection
from bot.model.delivery import Heard
from bot.services.sample import PEOPLE, seed
from bot.services.sending import Post
from bot.store.database import Database
from bot.store.work import Query, Work
from bot.text import matrix
from bot.transports.base import heard
from bot.transports.console.clock import ConsoleClock

SERVER = "ke.example"
NETWORKS = ("matrix", "telegram")


class Net:
    """A network that shows everything."""

    keyed = True

    def __init__(self, network: str) -> None:
        self.network = network
        self.posts: list[Post] = []

    async def send(self, post: Post) -> tuple[str, ...]:
        """The ids of what was shown."""
        self.posts.append(post)
        return (post.edit_of or f"${post.key}",)


class Direct:
    """The sample task force, whose people and rooms are on Matrix."""

    def __init__(self, liaison: Liaison, clock: ConsoleClock, nets: list[Net], url: str) -> None:
        self.liaison = liaison
        self.clock = clock
        self.nets = {net.network: net for net in nets}
        self.url = url
        self.count = 0

    async def hears(self, text: str, *, by: str = "you", room: str = "console", **more: Any) -> str:
        """What the bot says, everywhere, to a line."""
        return said(await self.told(Heard.LINE, text, by=by, room=room, **more))

    async def told(
        self, kind: Heard, text: str = "", *, by: str = "you", room: str = "console", **more: Any
    ) -> list[Post]:
        """What the bot says, everywhere, to something heard; `dm` is a room of two."""
        self.count += 1
        network, direct = more.pop("network", "matrix"), room == "dm"
        now: datetime = self.clock.now()
        values = {
            "event": f"$in{self.count}",
            "network": network,
            "kind": kind,
            "text": text,
            "room": place(network, f"dm-{by}" if direct else room),
            "direct": direct,
            "sender": account(network, by),
            "sent_at": now,
            "heard_at": now,
            **more,
        }
        before = {name: len(net.posts) for name, net in self.nets.items()}
        await asyncio.wrap_future(self.liaison.hear([heard(**values)]))
        await self.liaison.settled()
        return [post for name, net in self.nets.items() for post in net.posts[before[name] :]]

    def waits(self, hours: float) -> None:
        """Nothing; so much time goes by."""
        self.clock.set(self.clock.now() + timedelta(hours=hours))


def account(network: str, name: str) -> str:
    """The address of somebody's account."""
    return f"@{name}:{SERVER}" if network == "matrix" else name


def place(network: str, name: str) -> str:
    """The address of a room."""
    return f"!{name}:{SERVER}" if network == "matrix" else name


def said(posts: list[Post]) -> str:
    """What posts say, as Matrix shows them."""
    return "\n".join(
        bare(matrix.render(doc, say, post.buttons).body) for post in posts for say, doc in post.parts
    )


@asynccontextmanager
async def directly(url: str) -> AsyncIterator[Direct]:
    """The running bot."""
    clock = ConsoleClock()
    clock.set(START)
    nets = [Net(network) for network in NETWORKS]
    config = Config(database=DatabaseSection(url=url), admin=AdminSection(people=()))
    liaison = Liaison(config, clock, nets, Database(url))
    try:
        async with asyncio.TaskGroup() as group:
            await liaison.run(group)
            await asyncio.wrap_future(liaison.write(lambda work: seed(work, clock.now())))
            await asyncio.wrap_future(liaison.write(_moved_in))
            yield Direct(liaison, clock, nets, url)
            await liaison.settled()
            liaison.stop()
    finally:
        liaison.close()


def _moved_in(work: Work) -> None:
    for name, *_ in PEOPLE:
        change = sql("UPDATE identity SET network = 'matrix', address = :new WHERE address = :old")
        work.run(Query(change), new=account("matrix", name), old=name)
    for name in ("console", "members", "partners"):
        change = sql("UPDATE room SET network = 'matrix', address = :new WHERE address = :old")
        work.run(Query(change), new=place("matrix", name), old=name)
