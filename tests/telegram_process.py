"""The bot as a process of its own, on a Telegram of ours."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from telegram_net import TOKEN, Net
from telegram_world import moved_in

from bot.services.sample import seed
from bot.store.database import Database
from bot.store.writer import Writer
from bot.time.clock import SystemClock


@asynccontextmanager
async def process(config: Path, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    with log.open("ab") as out:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--config", str(config), stdout=out, stderr=out
        )
        try:
            yield bot
        finally:
            with contextlib.suppress(ProcessLookupError):
                bot.send_signal(signal.SIGKILL)
            await bot.wait()


def prepared(tmp_path: Path, url: str, net: Net) -> Path:
    """A configuration for a real process, on a database with forty people who may write."""
    (tmp_path / "token").write_text(TOKEN)
    config = tmp_path / "config.toml"
    telegram = f'token_file = "{tmp_path / "token"}"\nbase_url = "{net.url}"\n'
    config.write_text(f'[database]\nurl = "{url}"\n[telegram]\n{telegram}[log]\nlevel = "debug"\n')
    writer = Writer(Database(url))
    writer.do(lambda work: seed(work, SystemClock().now()))
    writer.do(moved_in)
    writer.close()
    return config
