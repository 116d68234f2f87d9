"""The bot as `liaison run` has it: `ours.py URL DATABASE [--unpaced]`; unpaced, every turn comes at once."""

import asyncio
import itertools
import sys
from pathlib import Path

from orders import TOKEN, obey

from bot.app import Liaison
from bot.cli.setting_up import collect
from bot.commands.book import Book
from bot.commands.menu import top
from bot.config import Config, DatabaseSection, TelegramSection
from bot.logs import set_up
from bot.model.markings import Tlp
from bot.services.acting import Acting
from bot.services.posts import Manner, post
from bot.store import directory
from bot.store.database import Database
from bot.store.work import Work
from bot.text.catalogs import Catalogs
from bot.time.clock import SystemClock
from bot.transports.telegram.pace import LONGEST_SECONDS, Pace
from bot.transports.telegram.transport import Telegram
from bot.views.incidents import IncidentNews
from handlers import COMMANDS, SHORTCUTS

CLOCK = SystemClock()


def networked(url: str, database: Path, *, paced: bool) -> tuple[Liaison, Telegram]:
    """The bot and its network."""
    token = database.with_name("token")
    token.write_text(TOKEN)
    section = TelegramSection(base_url=f"{url}/bot", token_file=str(token))
    config = Config(database=DatabaseSection(url=f"sqlite:///{database}"), telegram=section)
    set_up(config.log.level, config.log.format)
    catalogs = Catalogs()
    menu = top(Book(COMMANDS, catalogs.words("command word"), SHORTCUTS))
    pace = Pace() if paced else Pace(itertools.count(step=LONGEST_SECONDS + 1).__next__)
    telegram = Telegram(section, CLOCK.now, menu, catalogs, pace)
    return Liaison(config, CLOCK, [telegram.sender], Database(config.database.url)), telegram


def tell_all(work: Work) -> None:
    """Nothing; the same post waits for every room on Telegram."""
    rooms = [room for room in directory.rooms_of(work, 1) if room.network == Telegram.network]
    now = CLOCK.now()
    acting = Acting(work=work, now=now, room=rooms[0], account="", event="broadcast", sent_at=now)
    view = IncidentNews(ref="INC-1", label=Tlp.GREEN, act="closed")
    for room in rooms:
        post(acting, room, view, Manner(key=f"broadcast:{room.id}", urgent=False))


async def main() -> None:
    """Never returns."""
    liaison, telegram = networked(sys.argv[1], Path(sys.argv[2]), paced="--unpaced" not in sys.argv)
    collect()
    obey(lambda: liaison.write(tell_all).result())
    async with asyncio.TaskGroup() as group:
        await liaison.run(group)
        await telegram.run(group, liaison)


if __name__ == "__main__":
    asyncio.run(main())
