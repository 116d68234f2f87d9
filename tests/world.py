"""A world to test in: the whole bot on a frozen clock, with the console for a network."""

import io
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.cli.talking import ConsoleBot
from bot.config import AdminSection, Config, DatabaseSection
from bot.transports.console.clock import ConsoleClock
from bot.transports.console.session import Session
from bot.transports.console.world import Console, Shown

START = datetime.fromisoformat("2026-10-16T09:00:00+03:00")
CONTROLS = re.compile("[\u2066-\u2069\u200f]")


def bare(text: str) -> str:
    """The text as it is read, without the controls that order it."""
    return CONTROLS.sub("", text)


class World:
    """People, rooms and a clock; what the bot says is returned and remembered."""

    def __init__(self, bot: ConsoleBot, session: Session, console: Console) -> None:
        self.bot = bot
        self.session = session
        self.console = console

    async def hears(self, text: str, *, by: str = "you", room: str = "console") -> str:
        """What the bot says, in all rooms, to a line spoken by somebody."""
        self.console.screen.name, self.console.screen.room = by, room
        return await self.drives(text)

    async def drives(self, line: str) -> str:
        """What the bot says to a line of the console."""
        return "\n".join(bare(shown.text) for shown in await self.shown(line))

    async def shown(self, line: str) -> list[Shown]:
        """The messages shown because of a line, as they were sent."""
        before = len(self.console.screen.shown)
        await self.session.line(line)
        return self.console.screen.shown[before:]

    def buttons(self) -> list[str]:
        """The labels of the newest message's buttons."""
        return [button.label for button in self.console.screen.shown[-1].buttons]


@asynccontextmanager
async def world(
    url: str, *, records: bool = False, administrators: tuple[str, ...] = ()
) -> AsyncIterator[World]:
    """The bot on a database that has its schema."""
    clock, out = ConsoleClock(), io.StringIO()
    clock.set(START)
    console = Console(out)
    bot = ConsoleBot(
        Config(database=DatabaseSection(url=url), admin=AdminSection(people=administrators)), clock, console
    )
    await bot.start(empty=not records)
    try:
        yield World(bot, Session(bot, console, clock, os.urandom(4).hex()), console)
    finally:
        await bot.stop()


def copied(template: Path, to: Path) -> str:
    """The URL of a copy of a database file."""
    shutil.copy(template, to)
    return f"sqlite:///{to}"
