"""`liaison console`: the bot with a terminal, or a script, for a network."""

import asyncio
import io
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from bot.app import Liaison
from bot.cli.setting_up import collect, loaded
from bot.config import Config
from bot.logs import set_up
from bot.services.sample import seed
from bot.store import schema
from bot.store.database import Database
from bot.store.schedule import next_due
from bot.transports.console.clock import ConsoleClock
from bot.transports.console.session import Session
from bot.transports.console.world import Console


class ConsoleBot:
    """The bot as the console's session sees it: every line is answered before it returns."""

    def __init__(self, config: Config, clock: ConsoleClock, console: Console) -> None:
        self._config = config
        self._clock = clock
        self._console = console
        self._stack = AsyncExitStack()
        self._liaison: Liaison | None = None

    @property
    def liaison(self) -> Liaison:
        """The running bot."""
        if self._liaison is None:
            msg = "the bot is not running"
            raise RuntimeError(msg)
        return self._liaison

    async def start(self, *, empty: bool) -> None:
        """Nothing; the bot runs, on a database that is ready."""
        self._liaison = await self._stack.enter_async_context(
            _running(self._config, self._clock, self._console)
        )
        now = self._clock.now()
        await asyncio.wrap_future(self.liaison.writer.submit(lambda work: seed(work, now, records=not empty)))
        await self.liaison.settled()

    async def stop(self) -> None:
        """Nothing; the bot ended in order."""
        await self._stack.aclose()
        self._liaison = None

    async def hear(self, heard: list[dict[str, Any]]) -> None:
        """Nothing, once what was heard is acted on and answered."""
        await asyncio.wrap_future(self.liaison.hear(heard))
        await self.liaison.settled()

    async def catch_up(self) -> None:
        """Nothing, once everything due by now is said."""
        await self.liaison.catch_up()
        await self.liaison.settled()

    async def next_due(self) -> datetime | None:
        """When the next thing is due, or None."""
        return await asyncio.wrap_future(self.liaison.writer.submit(next_due))

    async def restart(self) -> None:
        """Nothing, once the bot was stopped and started again."""
        await self.stop()
        await self.start(empty=True)


@asynccontextmanager
async def _running(config: Config, clock: ConsoleClock, console: Console) -> AsyncIterator[Liaison]:
    liaison = Liaison(config, clock, [console], Database(config.database.url))
    try:
        async with asyncio.TaskGroup() as group:
            await liaison.run(group)
            yield liaison
            await liaison.settled()
            liaison.stop()
    finally:
        liaison.close()


def console(path: Path | None, *, empty: bool, memory: bool, jsonl: bool, lines: TextIO) -> int:
    """The exit code, after the last line."""
    config = loaded(path)
    for stream in (lines, sys.stdout, sys.stderr):
        _unbreakable(stream)
    set_up("error", config.log.format)
    with tempfile.TemporaryDirectory(prefix="liaison-") as folder:
        if memory:
            config = config.trying(f"sqlite:///{folder}/liaison.db")
        schema.upgrade(config.database.url)
        collect()
        asyncio.run(_talk(config, empty=empty, jsonl=jsonl, lines=lines))
    _let_go(sys.stdout)
    return 0


def _unbreakable(stream: TextIO) -> None:
    """Nothing; a pipe carries UTF-8, and what a stream cannot carry becomes a question mark."""
    if isinstance(stream, io.TextIOWrapper):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace")


def _let_go(stream: TextIO) -> None:
    """Nothing; what nobody reads any more is dropped, not complained about at the end."""
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


async def _talk(config: Config, *, empty: bool, jsonl: bool, lines: TextIO) -> None:
    clock, screen = ConsoleClock(), Console(sys.stdout, jsonl=jsonl)
    bot = ConsoleBot(config, clock, screen)
    await bot.start(empty=empty)
    session = Session(bot, screen, clock, os.urandom(6).hex())
    try:
        async for line in _typed(lines, bot):
            await session.line(line)
    finally:
        await bot.stop()


async def _typed(lines: TextIO, bot: ConsoleBot) -> AsyncIterator[str]:
    """What is typed: at a prompt on a terminal, else one line at a time."""
    if lines.isatty():
        from bot.transports.console.prompt import typed  # noqa: PLC0415 - only for terminals

        async for line in typed(bot.liaison.book):
            yield line
        return
    while line := await asyncio.to_thread(lines.readline):
        yield line.rstrip("\r\n")
