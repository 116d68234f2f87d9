"""aiogram's echo bot, as its first example has it: `echo_aiogram.py URL`."""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from orders import TOKEN, obey

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Nothing; what was said is said again."""
    await message.answer(message.text or "")


async def main() -> None:
    """Never returns."""
    obey(lambda: None)
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sys.argv[1])))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
