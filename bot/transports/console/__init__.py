"""The console: a room on your own terminal, for trying the bot and for scripts."""
