"""What a search found."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from bot.model.markings import Tlp
from bot.text.nodes import Bullets, Doc, Marking, User
from bot.text.say import Say
from bot.views.base import View
from bot.views.followups import FollowUpItem
from bot.views.followups import item as followup
from bot.views.incidents import Item, item
from bot.views.rooms import lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(View):
    """The newest records with every word of a search, among those that may be shown."""

    in_place: ClassVar[bool] = True

    words: str
    items: tuple[Item, ...] = ()
    followups: tuple[FollowUpItem, ...] = ()
    more: bool = False
    lowered: Tlp | None = None

    @override
    def doc(self, say: Say) -> Doc:
        """One line a record."""
        if not self.items and not self.followups:
            return Doc(
                (
                    say.t("Nothing found here for {words}.", words=User(self.words)),
                    *lowered(say, self.lowered),
                )
            )
        head = say.t("Found for {words}:", words=User(self.words))
        more = [say.t("There are more.")] if self.more else []
        found = tuple(item(say, one) for one in self.items)
        found += tuple(followup(say, one) for one in self.followups)
        return Doc(
            (head, Bullets(found), *more),
            Marking(self.tlp or Tlp.CLEAR),
        )
