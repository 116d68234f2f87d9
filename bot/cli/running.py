"""`liaison run`: the bot on the networks of the configuration, until it is told to stop."""

import asyncio
import contextlib
import signal
from pathlib import Path

import structlog

from bot.app import Liaison, names
from bot.cli.setting_up import BAD_CONFIG, FAILED, collect, loaded
from bot.commands.book import Book
from bot.commands.menu import top
from bot.config import Config, ConfigTrouble
from bot.logs import set_up
from bot.store import schema
from bot.store.database import Database
from bot.store.sole import sole
from bot.text.catalogs import Catalogs
from bot.time.clock import SystemClock
from bot.transports.base import Transport
from handlers import COMMANDS, SHORTCUTS

LAST_WORDS_SECONDS = 8.0

log = structlog.get_logger()


def run(path: Path | None) -> int:
    """The exit code: 0 after a stop that was asked for, 78 when the configuration or schema does not fit."""
    config = loaded(path)
    set_up(config.log.level, config.log.format)
    current = schema.current(config.database.url)
    if current != schema.head():
        log.error("the database is not ready: liaison migrate", schema=current, wanted=schema.head())
        return BAD_CONFIG
    collect()
    with sole(Database(config.database.url)) as alone:
        if not alone:
            log.error("another process runs the bot on this database")
            return FAILED
        try:
            return asyncio.run(_serve(config))
        except ConfigTrouble as trouble:
            log.error(str(trouble))  # noqa: TRY400 - it says what to do
            return BAD_CONFIG


async def _serve(config: Config) -> int:
    """The exit code: 0 after a stop that was asked for, 1 when no network will have the bot any more."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    clock = SystemClock()
    networks = transports(config, clock)
    liaison = Liaison(config, clock, [one.sender for one in networks], Database(config.database.url))
    try:
        async with asyncio.TaskGroup() as group:
            recall(liaison, networks)
            await liaison.run(group)
            log.info("ready", database=liaison.database.url.get_backend_name())
            tasks = [group.create_task(one.run(group, liaison), name=one.network) for one in networks]
            code = await _until(stop, tasks)
            log.info("stopping")
            for task in tasks:
                task.cancel()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORDS_SECONDS):
                    await liaison.settled()
            liaison.stop()
            for one in networks:
                await one.close()
    finally:
        liaison.close()
    return code


async def _until(stop: asyncio.Event, networks: "list[asyncio.Task[None]]") -> int:
    """0 once a stop is asked for; 1 once no network is left, where there was one."""
    for network in networks:
        network.add_done_callback(lambda _: stop.set() if _ended(networks) else None)
    await stop.wait()
    return FAILED if _ended(networks) else 0


def _ended(networks: "list[asyncio.Task[None]]") -> bool:
    return bool(networks) and all(network.done() for network in networks)


def transports(config: Config, clock: SystemClock) -> list[Transport]:
    """The networks of the configuration; a client library is loaded only where it is needed."""
    found: list[Transport] = []
    if config.telegram.wanted:
        from bot.transports.telegram.transport import Telegram  # noqa: PLC0415

        catalogs = Catalogs()
        book = Book(COMMANDS, catalogs.words("command word"), SHORTCUTS)
        found.append(Telegram(config.telegram, clock.now, top(book), catalogs))
    if config.matrix.wanted:
        from bot.transports.matrix.transport import Matrix  # noqa: PLC0415

        found.append(Matrix(config.matrix, clock.now, names(config)))
    if not found:
        log.warning("no network is configured: see config.toml, or talk to it with liaison console")
    return found


def recall(liaison: Liaison, networks: list[Transport]) -> None:
    """Nothing; each network knows what it must know of earlier runs."""
    link = liaison.database.connect(reading=True)
    try:
        with link.reading() as work:
            for one in networks:
                one.recall(work)
    finally:
        link.close()
