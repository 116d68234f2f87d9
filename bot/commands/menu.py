"""What can be done with a family of commands here, as lines and as buttons."""

from bot.commands.book import Book
from bot.commands.call import Call
from bot.commands.declare import Command
from bot.commands.usage import usage
from bot.model.refusals import Refusal
from bot.model.taskforces import Right
from bot.text.say import N_
from bot.views.base import Act
from bot.views.helping import FamilyHelp, HelpLine

FAMILIES = {
    "incident": N_("What happened: log it, follow it, close it"),
    "followup": N_("What somebody must do by a date"),
    "remind": N_("Be reminded, once or again and again"),
    "taskforce": N_("People, rooms, mandate"),
}


def top(book: Book) -> tuple[tuple[str, str], ...]:
    """The first words of all commands, each with what it is for: a menu for networks that have one."""
    lines: dict[str, str] = {}
    for command in book.commands:
        if not command.hidden:
            lines.setdefault(command.path[0], FAMILIES.get(command.path[0], command.summary))
    return tuple(lines.items())


def menu(call: Call, family: str) -> FamilyHelp:
    """The commands of a family this person may use here."""
    commands = allowed(call, family)
    lines = tuple(HelpLine(usage=usage(command), summary=command.summary) for command in commands)
    acts = tuple(Act(command.summary, f"/{' '.join(command.path)}") for command in commands[:8])
    return FamilyHelp(family=family, commands=lines, acts=acts)


def allowed(call: Call, family: str = "") -> list[Command]:
    """The commands this person may use here, of one family or of all."""
    return [
        command
        for command in call.book.commands
        if family in {"", command.path[0]} and not command.hidden and may(call, command)
    ]


def may(call: Call, command: Command) -> bool:
    """Whether the person may use a command here; where no task force is meant, only what needs none."""
    if command.may in {Right.ANYONE, Right.KNOWN, Right.ADMIN}:
        return call.may(command.may)
    try:
        return call.may(command.may)
    except Refusal:
        return False
