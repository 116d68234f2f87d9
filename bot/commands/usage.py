"""How a command is typed, made from its declaration."""

from bot.commands.declare import Command, Field, Kind

MANY = 5


def usage(command: Command) -> str:
    """One line: `/incident close INC-12 outcome:resolved SUMMARY…`, what may be left out in brackets."""
    order = {Kind.WORD: 0, Kind.KEY: 1, Kind.REST: 2}
    shown = sorted(command.fields, key=lambda one: (order[one.kind], not one.required))
    parts = [
        _part(one) for one in shown if one.required or one.kind is not Kind.KEY or len(command.fields) < MANY
    ]
    more = "[…]" if len(parts) < len(shown) else ""
    return " ".join(filter(None, [f"/{command.name}", *parts, more]))


def _part(one: Field) -> str:
    text = one.reader.sample()
    if one.kind is Kind.REST:
        text = f"{one.key.upper()}…"
    elif one.kind is Kind.KEY and not text.startswith(one.key):
        text = f"{one.key}:{text}"
    return text if one.required else f"[{text}]"
