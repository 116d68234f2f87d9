"""A world on Telegram: the same people, rooms and clock as on the console, heard and answered through it."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import text
from telegram_net import TOKEN, Asked, Net, message, network, user
from world import START, bare

from bot.app import Liaison
from bot.config import AdminSection, Config, DatabaseSection, TelegramSection
from bot.services.sample import seed
from bot.store.database import Database
from bot.store.work import Query, Work
from bot.text.catalogs import Catalogs
from bot.time.clock import Clock
from bot.time.phrases.reader import read
from bot.time.phrases.readings import Duration
from bot.transports.console.clock import ConsoleClock
from bot.transports.telegram.pace import Pace
from bot.transports.telegram.transport import Telegram

NAMES = ("you", "amina", "omar", "jean", "rui", "lucia", "grace", "audrey", "stranger")
PEOPLE = {name: 101 + index for index, name in enumerate(NAMES)}
ROOMS = {"console": -1001, "members": -1002, "partners": -1003}


class TelegramWorld:
    """What `World` is on the console."""

    def __init__(self, net: Net, liaison: Liaison, telegram: Telegram, clock: ConsoleClock) -> None:
        self.net = net
        self.liaison = liaison
        self.telegram = telegram
        self.clock = clock

    async def hears(self, line: str, *, by: str = "you", room: str = "console", **more: Any) -> str:
        """What the bot says, in all rooms, to a line spoken by somebody."""
        shown = await self.shown(line, by=by, room=room, **more)
        return "\n".join(bare(one.fields["text"]) for one in shown)

    async def shown(self, line: str, *, by: str = "you", room: str = "console", **more: Any) -> list[Asked]:
        """The messages sent because of a line."""
        number = PEOPLE[by] if room == "dm" else ROOMS[room]
        stamp = self.clock.now().timestamp()
        told = message(self.net, number, user(PEOPLE[by], by), line, **{"date": stamp, **more})
        return await self.caused(message=told)

    async def drives(self, line: str) -> str:
        """What the bot says to a line that drives the world, as the console has them."""
        word, _, rest = line.removeprefix(":").partition(" ")
        if word == "press":
            return await self.presses(rest)
        now = self.clock.now()
        found = read(rest, language="en", now=now, zone=self.clock.zone)
        assert isinstance(found, Duration), line
        self.clock.set(found.after(now, self.clock.zone))
        before = len(self.net.sent())
        await self.liaison.catch_up()
        await self.liaison.settled()
        return "\n".join(bare(one.fields["text"]) for one in self.net.sent()[before:])

    def buttons(self) -> list[str]:
        """The labels of the newest message's buttons."""
        keyboard = self.net.sent()[-1].decoded("reply_markup") or {}
        return [button["text"] for row in keyboard.get("inline_keyboard", []) for button in row]

    async def presses(self, label: str, *, by: str = "you") -> str:
        """What the bot says to a press of a button of its newest message that has some."""
        for one in reversed(self.net.sent()):
            for row in (one.decoded("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return await self._press(one, button["callback_data"], by)
        raise AssertionError(f"{label} is none of {self.buttons()}")

    async def _press(self, one: Asked, data: str, by: str) -> str:
        place = one.answer["result"] | {"date": 1, "message_id": one.answer["result"]["message_id"]}
        query = {
            "id": str(self.net.number()),
            "from": user(PEOPLE[by], by),
            "chat_instance": "1",
            "message": place,
            "data": data,
        }
        return "\n".join(bare(said.fields["text"]) for said in await self.caused(callback_query=query))

    async def caused(self, **update: Any) -> list[Asked]:
        """The messages sent because of an update."""
        before = len(self.net.sent())
        number = await self.net.update(**update)
        await self.net.until(lambda: self.net.offset > number)
        await self.liaison.settled()
        return self.net.sent()[before:]


@asynccontextmanager
async def bot_on(
    net: Net,
    url: str,
    clock: Clock,
    *,
    pace: Pace | None = None,
    administrators: tuple[str, ...] = (),
    **settings: Any,
) -> AsyncIterator[tuple[Liaison, Telegram]]:
    """The bot, on this Telegram."""
    with tempfile.NamedTemporaryFile("w", suffix=".token") as token:
        token.write(TOKEN)
        token.flush()
        section = TelegramSection(base_url=net.url, token_file=token.name, **settings)
        config = Config(
            database=DatabaseSection(url=url), telegram=section, admin=AdminSection(people=administrators)
        )
        telegram = Telegram(section, clock.now, (("incident", "Log an incident"),), Catalogs(), pace)
    liaison = Liaison(config, clock, [telegram.sender], Database(url))
    try:
        async with asyncio.TaskGroup() as group:
            await liaison.run(group)
            task = group.create_task(telegram.run(group, liaison))
            yield liaison, telegram
            task.cancel()
            await liaison.settled()
            liaison.stop()
    finally:
        liaison.close()
        await telegram.close()


@asynccontextmanager
async def telegram_world(url: str) -> AsyncIterator[TelegramWorld]:
    """The sample task force, whose people and rooms are on Telegram."""
    clock = ConsoleClock()
    clock.set(START)
    fast = Pace(lambda: time.monotonic() * 10_000)
    async with network() as net, bot_on(net, url, clock, pace=fast) as (liaison, telegram):
        await asyncio.wrap_future(liaison.write(lambda work: seed(work, clock.now())))
        await asyncio.wrap_future(liaison.write(moved_in))
        yield TelegramWorld(net, liaison, telegram, clock)


def moved_in(work: Work) -> None:
    """Nothing; the people and rooms of the sample are on Telegram."""
    for name, number in PEOPLE.items():
        change = text("UPDATE identity SET network = 'telegram', address = :new WHERE address = :old")
        work.run(Query(change), new=str(number), old=name)
    for name, number in ROOMS.items():
        change = text("UPDATE room SET network = 'telegram', address = :new WHERE address = :old")
        work.run(Query(change), new=str(number), old=name)
