"""When a person may be disturbed: their zone, working week, days off and quiet hours."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.time.clock import resolve, wall_of
from bot.time.weeks import MONDAY_TO_FRIDAY, Week

MORNING = time(9)
AFTERNOON = time(15)
FARTHEST = 400
_QUIET = re.compile(r"(\d{1,2})(?::(\d{2}))? ?(?:-|to) ?(\d{1,2})(?::(\d{2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One person's hours; `quiet` is from and until, over midnight when it ends earlier than it begins."""

    zone: ZoneInfo
    week: Week = MONDAY_TO_FRIDAY
    off: frozenset[date] = frozenset()
    quiet: tuple[time, time] | None = None

    def works(self, day: date) -> bool:
        """Whether the person works on a day."""
        return self.week.works(day) and day not in self.off

    def day(self, instant: datetime) -> date:
        """The day it is for the person at an instant."""
        return wall_of(instant, self.zone).date()

    def morning(self, day: date) -> datetime:
        """When a day begins for the person, in UTC."""
        return resolve(datetime.combine(day, MORNING), self.zone).instant

    def afternoon(self, day: date) -> datetime:
        """When the afternoon of a day begins for the person, in UTC."""
        return resolve(datetime.combine(day, AFTERNOON), self.zone).instant

    def working_morning(self, day: date, step: int = 1) -> datetime:
        """The morning of a day, or of the nearest working one after it (before it with `step` -1)."""
        for _ in range(FARTHEST):
            if self.works(day):
                break
            day += timedelta(days=step)
        return self.morning(day)

    def free(self, instant: datetime) -> datetime:
        """The instant, or the end of the quiet hours it falls into."""
        if self.quiet is None:
            return instant
        begin, end = self.quiet
        wall = wall_of(instant, self.zone)
        now = wall.time()
        over_night = begin > end
        inside = (now >= begin or now < end) if over_night else begin <= now < end
        if not inside:
            return instant
        day = wall.date() + timedelta(days=1 if over_night and now >= begin else 0)
        return max(instant, resolve(datetime.combine(day, end), self.zone).instant)


def read_quiet(text: str) -> tuple[time, time] | None:
    """From and until when it is quiet, from a text such as `22:00-06:00`; None for what is no such text."""
    found = _QUIET.fullmatch(text.strip())
    if found is None:
        return None
    try:
        begin, end = (time(int(found[one]), int(found[one + 1] or 0)) for one in (1, 3))
    except ValueError:
        return None
    return (begin, end) if begin != end else None


def quiet_text(quiet: tuple[time, time]) -> str:
    """The text that `read_quiet` reads."""
    return f"{quiet[0]:%H:%M}-{quiet[1]:%H:%M}"
