"""Where and when a phrase is said, and the days it may mean there."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.time.clock import wall_of
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Kind, Note, Reason
from bot.time.weeks import MONDAY_TO_FRIDAY, Week

Prefer = Literal["future", "past"]


class RefusedError(ValueError):
    """A phrase whose words are all understood and that yet means nothing: why, and which slot is at fault."""

    def __init__(self, reason: Reason, slot: str = "") -> None:
        super().__init__(reason, slot)
        self.reason = reason
        self.slot = slot


@dataclass(frozen=True, slots=True)
class Scene:
    """The present, the zone, the working week and the days off of whoever says a phrase."""

    now: datetime
    zone: ZoneInfo
    past: bool = False
    week: Week = MONDAY_TO_FRIDAY
    off: frozenset[date] = frozenset()
    text: str = ""
    here: datetime = field(init=False)

    def __post_init__(self) -> None:
        # The wall time of the present is asked for again and again.
        object.__setattr__(self, "here", wall_of(self.now, self.zone))

    @property
    def today(self) -> date:
        """The day it is."""
        return self.here.date()

    def within(self, zone: str | Impossible | None) -> "Scene":
        """The same in another zone; raises `RefusedError` for one that there is not."""
        match zone:
            case Impossible(reason):
                raise RefusedError(reason, "zone")
            case str():
                return replace(self, zone=ZoneInfo(zone))
            case None:
                return self

    def ahead(self, moment: date) -> bool:
        """Whether a wall time or a day lies on the side that is meant; the present is on both."""
        present = self.here if isinstance(moment, datetime) else self.today
        return moment <= present if self.past else moment >= present


@dataclass(frozen=True, slots=True)
class Day:
    """A day a phrase may mean.

    `kind` tells it apart from the others. `weekday` says that only a weekday was named, so that today is
    meant where there is still time. `moment` is the instant of "in two hours", `still` says that it is the
    present time of day.
    """

    day: date
    kind: Kind | None = None
    notes: tuple[Note, ...] = ()
    weekday: bool = False
    moment: datetime | None = None
    still: bool = False
