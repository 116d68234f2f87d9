"""Telegram: updates in, messages out, through python-telegram-bot's client; nothing of its own framework."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # waits as spans of time, as the library will have them anyway
