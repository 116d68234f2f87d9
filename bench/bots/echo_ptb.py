"""python-telegram-bot's echo bot, as its first example has it: `echo_ptb.py URL`."""

import sys

from orders import TOKEN, obey
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Nothing; what was said is said again."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Never returns."""
    app = Application.builder().token(TOKEN).base_url(f"{sys.argv[1]}/bot").job_queue(None).build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    obey(lambda: None)
    app.run_polling()


if __name__ == "__main__":
    main()
