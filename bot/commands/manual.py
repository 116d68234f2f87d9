"""The manual page of all commands, made from their declarations."""

from itertools import groupby

from bot.commands.book import Book
from bot.commands.declare import Command, Field, Kind
from bot.commands.usage import usage
from bot.model.taskforces import LOWEST, Right

HEAD = """# Commands

Made by `liaison manual --write docs/commands.md` from the declarations in `handlers/`; do not edit.

`/` on Telegram and the console, `!` on Matrix. `key:value` in any order, free text last; what may be left
out stands in brackets. A record may be left out in a reply to the bot, or when the room has only one.
"""

_WHO = {
    Right.ANYONE: "anybody",
    Right.KNOWN: "everybody the bot knows",
    Right.ADMIN: "administrators",
}
_HOW = {Kind.KEY: "key", Kind.WORD: "in its place", Kind.REST: "free text"}


def render(book: Book) -> str:
    """The page, in Markdown."""
    shown = [command for command in book.commands if not command.hidden]
    parts = [HEAD]
    for family, commands in groupby(shown, key=lambda command: command.path[0]):
        parts.append(f"\n## /{family}\n")
        parts += [_command(command) for command in commands]
    return "".join(parts)


def _command(command: Command) -> str:
    who = _WHO.get(command.may) or f"{LOWEST[command.may].value} and above"
    lines = [f"\n### /{command.name}\n", f"{command.summary}. For: {who}.\n", f"```\n{usage(command)}\n```\n"]
    if command.fields:
        lines.append(
            "| argument | how | what |\n| --- | --- | --- |\n" + "".join(map(_field, command.fields))
        )
    examples = "\n".join(example.line for example in command.examples)
    return "\n".join([*lines, f"Examples:\n\n```\n{examples}\n```\n"])


def _field(one: Field) -> str:
    key = one.key if one.kind is Kind.KEY else one.name
    must = "" if one.required else " (can be left out)"
    return f"| `{key}` | {_HOW[one.kind]} | {one.help}{must} |\n"
