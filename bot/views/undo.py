"""What is said about acts that were reversed."""

from dataclasses import dataclass

from typing_extensions import override

from bot.model.markings import Tlp
from bot.text.nodes import Code, Doc, Marking
from bot.text.say import Say
from bot.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(View):
    """The caller's last act, reversed by a new entry."""

    ref: str
    label: Tlp
    command: str
    withdrawn: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """What stands now."""
        ref = Code(self.ref)
        head = say.t("Undone: {command}.", command=Code(self.command))
        now = (
            say.t("{ref} is withdrawn; its number stays taken.", ref=ref)
            if self.withdrawn
            else say.t("{ref} is as before; the timeline keeps both.", ref=ref)
        )
        return Doc((head, now), Marking(self.label))
