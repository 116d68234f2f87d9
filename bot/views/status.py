"""The room at a glance."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from bot.model.markings import Tlp
from bot.text.nodes import Block, Bullets, Doc, Marking, Token
from bot.text.say import Say
from bot.views.base import View
from bot.views.followups import FollowUpItem
from bot.views.followups import item as followup
from bot.views.incidents import Item, item, severity
from bot.views.rooms import lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomStatus(View):
    """Live incidents by severity and state, and the gravest of them."""

    in_place: ClassVar[bool] = True

    taskforce: str
    ceiling: Tlp
    live: int
    by_severity: tuple[tuple[int, int], ...] = ()
    awaiting: int = 0
    gravest: tuple[Item, ...] = ()
    followups: int = 0
    overdue: tuple[FollowUpItem, ...] = ()
    lowered: Tlp | None = None

    @override
    def doc(self, say: Say) -> Doc:
        """Figures first, then the gravest incidents."""
        lines: list[Block] = [say.t("{tf}: what is going on", tf=Token(self.taskforce))]
        lines.append(say.n("{n} open incident", "{n} open incidents", self.live))
        if self.by_severity:
            counted = [
                say.line(severity(say, level), ": ", say.number(count)) for level, count in self.by_severity
            ]
            lines.append(Bullets(tuple(counted)))
        if self.awaiting:
            lines.append(
                say.n(
                    "{n} report waits for a coordinator.",
                    "{n} reports wait for a coordinator.",
                    self.awaiting,
                )
            )
        if self.gravest:
            lines += [say.t("The gravest:"), Bullets(tuple(item(say, one) for one in self.gravest))]
        if self.followups:
            lines.append(say.n("{n} open follow-up", "{n} open follow-ups", self.followups))
        if self.overdue:
            lines += [say.t("Overdue:"), Bullets(tuple(followup(say, one) for one in self.overdue))]
        lines += lowered(say, self.lowered)
        told = self.live or self.followups
        return Doc(tuple(lines), Marking(self.tlp or Tlp.CLEAR) if told else None)
