"""Help: what can be done here, in the reader's language."""

from dataclasses import dataclass
from typing import Annotated

from bot.commands.args import Text
from bot.commands.book import FamilyOnly, Found
from bot.commands.call import Call
from bot.commands.declare import Arg, Command, Example, Kind, command
from bot.commands.menu import FAMILIES, allowed, menu
from bot.commands.usage import usage
from bot.model.refusals import Refusal, UnknownCommand
from bot.model.taskforces import Right
from bot.text.say import N_
from bot.views.base import Act, View
from bot.views.helping import CommandHelp, HelpArgument, HelpLine, Overview


@dataclass(frozen=True, slots=True)
class Helped:
    """What /help is told."""

    about: Annotated[Text | None, Arg(N_("which command"), Kind.REST)] = None


@command(
    "help",
    may=Right.ANYONE,
    summary=N_("What you can do here"),
    examples=(Example("/help", "What you can do here"), Example("/help incident close", "Close an incident")),
    reads=True,
)
def show_help(call: Call, args: Helped) -> View:
    """One screen: the families, the commands of one, or one command."""
    if not args.about:
        return _overview(call)
    found = call.book.find(args.about.lstrip("/!"), call.language)
    if isinstance(found, FamilyOnly):
        return menu(call, found.family)
    if isinstance(found, Found) and not found.command.hidden:
        return _one(found.command)
    raise Refusal(UnknownCommand(args.about[:80]))


def _overview(call: Call) -> View:
    commands = allowed(call)
    heads: dict[str, HelpLine] = {}
    for one in commands:
        family = one.path[0]
        line = (
            HelpLine(usage=f"/{family}", summary=FAMILIES[family])
            if family in FAMILIES
            else HelpLine(usage=usage(one), summary=one.summary)
        )
        heads.setdefault(family, line)
    example = next((one.examples[0].line for one in commands if one.name == "incident new"), "")
    acts = tuple(
        Act(line.usage.split(" ")[0], f"/help {family}", literal=True)
        for family, line in heads.items()
        if family in FAMILIES
    )
    return Overview(families=tuple(heads.values()), example=example, acts=acts)


def _one(one: Command) -> View:
    arguments = tuple(
        HelpArgument(key=field.key, help=field.help, required=field.required) for field in one.fields
    )
    return CommandHelp(
        usage=usage(one),
        summary=one.summary,
        arguments=arguments,
        examples=tuple(example.line for example in one.examples),
    )
