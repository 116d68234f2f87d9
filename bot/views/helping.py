"""Help: what can be done here, made from the declarations of the commands."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from bot.text.nodes import Block, Bullets, Code, Command, Doc, Line, Text
from bot.text.say import Say
from bot.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One command: how it is typed and what it does (a message id)."""

    usage: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpArgument:
    """One thing a command can be told: its key and what it is (a message id)."""

    key: str
    help: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(View):
    """The families of commands this person may use here."""

    in_place: ClassVar[bool] = True

    families: tuple[HelpLine, ...] = ()
    example: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """One phone screen."""
        blocks: list[Block] = [say.t("What you can do here:"), Bullets(_lines(say, self.families))]
        if self.example:
            blocks += [say.t("For example:"), Command(self.example)]
        return Doc((*blocks, say.t("More: {command}", command=Code("/help incident"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyHelp(View):
    """The commands of one family this person may use here; they are the buttons too."""

    in_place: ClassVar[bool] = True

    family: str
    commands: tuple[HelpLine, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """One line a command."""
        return Doc((Line((Code(f"/{self.family}"),)), Bullets(_lines(say, self.commands))))


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandHelp(View):
    """One command: what it does, what it can be told, and examples to paste."""

    in_place: ClassVar[bool] = True

    usage: str
    summary: str
    arguments: tuple[HelpArgument, ...] = ()
    examples: tuple[str, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """Usage, arguments, examples."""
        blocks: list[Block] = [say.t(self.summary), Command(self.usage)]
        if self.arguments:
            told = [_argument(say, one) for one in self.arguments]
            blocks.append(Bullets(tuple(told)))
        if self.examples:
            blocks += [say.t("For example:"), *(Command(line) for line in self.examples)]
        return Doc(tuple(blocks))


def _argument(say: Say, one: HelpArgument) -> Line:
    line = say.line(Code(one.key), " ", say.t(one.help))
    return line if one.required else say.line(line, " ", say.t("(can be left out)"))


def _lines(say: Say, commands: tuple[HelpLine, ...]) -> tuple[Line, ...]:
    return tuple(say.line(Code(one.usage), Text(" "), say.t(one.summary)) for one in commands)
