"""Looking at the bot's account without running it: does the token work, what may the bot hear and do."""

import asyncio
from collections.abc import Sequence

from telegram import Bot, User
from telegram.constants import ChatMemberStatus
from telegram.error import InvalidToken, TelegramError

from bot.config import TelegramSection
from bot.logs import hide
from bot.transports.telegram.request import Request

PATIENCE = 10.0
OPEN_EARS = (
    "privacy mode is off: the bot is sent everything said in its groups; "
    "in BotFather: /setprivacy, Enable, then take the bot out of its groups and add it again"
)
Seen = tuple[str, str]
"""ok, warn or FAIL, and what was seen or what to do."""


def look(settings: TelegramSection, rooms: Sequence[str] = ()) -> list[Seen]:
    """What is seen of the account, and of the bot's rights in these rooms."""
    return asyncio.run(_look(settings, rooms))


async def _look(settings: TelegramSection, rooms: Sequence[str]) -> list[Seen]:
    token = settings.secret()
    hide(token)
    bot = Bot(token, settings.base_url, request=Request(PATIENCE), get_updates_request=Request(PATIENCE))
    try:
        await bot.initialize()
        return [*_account(bot.bot), *[await _room(bot, room) for room in rooms]]
    except InvalidToken:
        return [("FAIL", "Telegram refuses the token; copy it again from BotFather: /mybots, API Token")]
    except TelegramError as error:
        return [("warn", f"Telegram does not answer: {type(error).__name__}")]
    finally:
        await bot.shutdown()


def _account(me: User) -> list[Seen]:
    found: list[Seen] = [("ok", f"@{me.username}")]
    if me.can_read_all_group_messages:
        found.append(("warn", OPEN_EARS))
    if me.can_join_groups is False:
        found.append(("FAIL", "the bot cannot be added to groups; in BotFather: /setjoingroups, Enable"))
    return found


async def _room(bot: Bot, room: str) -> Seen:
    chat = int(room.partition("/")[0])
    try:
        member = await bot.get_chat_member(chat, bot.id)
    except TelegramError as error:
        return "warn", f"room {room}: {type(error).__name__}; is the bot still in it?"
    if member.status in {ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER}:
        return "ok", f"room {room}: administrator"
    return "warn", f"room {room}: no administrator, so it is not told who joins and leaves; make it one"
