"""`liaison run`: the bot on the networks of the configuration, until it is told to stop."""

import asyncio
import contextlib
import signal
from pathlib import Path

import structlog

from bot.app import Liaison
from bot.cli.setting_up import BAD_CONFIG, collect, loaded
from bot.config import Config
from bot.logs import set_up
from bot.store import schema
from bot.store.database import Database
from bot.time.clock import SystemClock

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
    asyncio.run(_serve(config))
    return 0


async def _serve(config: Config) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    liaison = Liaison(config, SystemClock(), [], Database(config.database.url))
    try:
        async with asyncio.TaskGroup() as group:
            await liaison.run(group)
            log.info("ready", database=liaison.database.url.get_backend_name())
            await stop.wait()
            log.info("stopping")
            await liaison.settled()
            liaison.relay.stop()
    finally:
        liaison.close()
