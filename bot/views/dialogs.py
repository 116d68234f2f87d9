"""What is asked, and what is said about questions."""

from dataclasses import dataclass

from typing_extensions import override

from bot.model.markings import Tlp
from bot.text.nodes import Block, Code, Doc, Marking
from bot.text.say import N_, Say
from bot.views.base import View

SKIP = N_("Skip")
CANCEL = N_("Cancel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(View):
    """One missing thing, asked for; choices come as buttons."""

    command: str
    ask: str
    about: str = ""
    trouble: tuple[str, dict[str, object]] | None = None
    optional: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """What was wrong with the last answer, the question, and how to leave."""
        from bot.views.refusals import Refused  # noqa: PLC0415 - refusals are said inside questions

        blocks: list[Block] = []
        if self.trouble is not None:
            blocks += Refused(reason=self.trouble[0], data=dict(self.trouble[1])).doc(say).blocks
        question = say.t(self.ask)
        blocks.append(say.line(Code(self.about), ": ", question) if self.about else question)
        leave = Code("/cancel")
        if self.optional:
            how = N_("Answer here, skip it with {skip}, or leave with {command}.")
            return Doc((*blocks, say.t(how, skip=Code("-"), command=leave)))
        return Doc((*blocks, say.t("Answer here, or leave with {command}.", command=leave)))


_NONE = {
    "incident": N_("There is no incident here that this could be about."),
    "followup": N_("There is no follow-up here that this could be about."),
    "reminder": N_("There is no reminder here that this could be about."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichRecord(View):
    """A command that did not say which record; the last ones, if any, are the buttons."""

    line: str
    some: bool
    kind: str = "incident"

    @override
    def doc(self, say: Say) -> Doc:
        """The question."""
        if not self.some:
            return Doc((say.t(_NONE.get(self.kind, _NONE["incident"])),))
        question = say.t("Which one? Choose, or write its number: {line}", line=Code(self.line))
        return Doc((question,), Marking(self.tlp or Tlp.CLEAR))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(View):
    """A dialog that was left."""

    command: str

    @override
    def doc(self, say: Say) -> Doc:
        """That nothing was saved."""
        return Doc((say.t("{command} is cancelled. Nothing was saved.", command=Code(self.command)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredAlone(View):
    """In a room where not everybody may know: that the answer went to the person alone."""

    @override
    def doc(self, say: Say) -> Doc:
        """The neutral line."""
        return Doc((say.t("I answered you in a direct message."),))
