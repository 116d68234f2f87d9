"""Telegram: updates in, messages out, through python-telegram-bot's client; nothing of its own framework."""
