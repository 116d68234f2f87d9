"""The command menu in every language: names in ASCII, as Telegram wants them, words from the catalogues."""

from collections.abc import Sequence

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.text.catalogs import LANGUAGES, Catalogs

Menu = Sequence[tuple[str, str]]
"""What is typed after the slash, and what it is for (a message id)."""
Setting = tuple[list[BotCommand], BotCommandScopeAllGroupChats | BotCommandScopeAllPrivateChats, str | None]
LONGEST = 256


def menus(menu: Menu, catalogs: Catalogs) -> list[Setting]:
    """What is set at start: for groups and for direct messages, in each language and for all others."""
    found: list[Setting] = []
    for scope in (BotCommandScopeAllGroupChats(), BotCommandScopeAllPrivateChats()):
        for language in (None, *(one for one in LANGUAGES if one != "en")):
            words = catalogs.of(language or "en").gettext
            commands = [BotCommand(name, words(said)[:LONGEST]) for name, said in menu]
            found.append((commands, scope, language))
    return found
