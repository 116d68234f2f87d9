"""The networks: console, Telegram, Matrix."""
