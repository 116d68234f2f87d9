"""What a phrase can mean: an instant, a duration, a rule, a choice to offer, or a word not understood."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.time.clock import resolve, wall_of
from bot.time.recurrence import Rule
from bot.time.weeks import MONDAY_TO_FRIDAY, Week, working_day_after, working_day_before


class Note(StrEnum):
    """Something the person must be told about an instant."""

    GAP = "gap"  # the clocks skip this wall time; moved to the first that exists
    OVERLAP = "overlap"  # this wall time comes twice; the first is meant
    HIJRI = "hijri"  # a date of the moon's calendar: a day more or less
    PAST = "past"  # it lies behind although what is to come was asked for
    FUTURE = "future"  # it lies ahead although what has been was asked for
    PART_OF_DAY = "part_of_day"  # the hour is our convention for this part of the day


class Kind(StrEnum):
    """What sets one choice apart from the others."""

    THIS = "this"  # the coming one
    FOLLOWING = "following"  # the one of the week after
    MORNING = "morning"
    AFTERNOON = "afternoon"
    NIGHT = "night"
    DAY_START = "day_start"
    DAY_END = "day_end"
    DAY_BEFORE = "day_before"
    WEEK_START = "week_start"
    SAME_WEEKDAY = "same_weekday"
    MONTH_START = "month_start"
    SAME_DAY = "same_day"
    EVERY_NTH_WEEK = "every_nth_week"
    NTH_OF_MONTH = "nth_of_month"
    SKIP_SHORT_MONTHS = "skip_short_months"
    LAST_DAY = "last_day"
    ONCE = "once"
    WEEKLY = "weekly"
    OTHER = "other"


class Reason(StrEnum):
    """Why a phrase was not understood."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN_WORD = "unknown_word"
    NO_SUCH_DATE = "no_such_date"
    NO_SUCH_TIME = "no_such_time"
    MONTH_FIRST = "month_first"
    WEEKDAY_MISMATCH = "weekday_mismatch"
    PART_MISMATCH = "part_mismatch"
    NEEDS_PART_OF_DAY = "needs_part_of_day"
    NEEDS_COUNTRY = "needs_country"
    NEEDS_DAY = "needs_day"
    TWO_TIMES = "two_times"
    TWO_DATES = "two_dates"
    AMBIGUOUS_ZONE = "ambiguous_zone"
    NEVER_FIRES = "never_fires"
    TOO_OFTEN = "too_often"
    NOT_AN_INSTANT = "not_an_instant"
    NOT_A_DURATION = "not_a_duration"
    TOO_FAR = "too_far"


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: in UTC, and as the clocks of a zone show it.

    Without an exact time, `wall` carries midnight (a day was named), the present time of day (`in 3 days`),
    or the conventional hour of a part of the day (then noted).
    """

    at: datetime
    wall: datetime
    zone: ZoneInfo
    exact_time: bool = True
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; months, days and working days follow the calendar, seconds the clock."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    working_days: int = 0

    @property
    def delta(self) -> timedelta:
        """Days and seconds together; nothing of months or working days."""
        return timedelta(days=self.days, seconds=self.seconds)

    def after(
        self,
        instant: datetime,
        zone: ZoneInfo,
        *,
        week: Week = MONDAY_TO_FRIDAY,
        off: frozenset[date] = frozenset(),
    ) -> datetime:
        """The instant (UTC) this much later; days and months keep the wall time.

        Working days are those of the week but the days off.
        """
        if self.months or self.days or self.working_days:
            wall = wall_of(instant, zone) + relativedelta(months=self.months) + timedelta(days=self.days)
            instant = _on(working_day_after(wall.date(), week, self.working_days, off), wall, zone)
        return instant + timedelta(seconds=self.seconds)

    def before(
        self,
        instant: datetime,
        zone: ZoneInfo,
        *,
        week: Week = MONDAY_TO_FRIDAY,
        off: frozenset[date] = frozenset(),
    ) -> datetime:
        """The instant (UTC) this much earlier."""
        if self.months or self.days or self.working_days:
            wall = wall_of(instant, zone) - relativedelta(months=self.months) - timedelta(days=self.days)
            instant = _on(working_day_before(wall.date(), week, self.working_days, off), wall, zone)
        return instant - timedelta(seconds=self.seconds)


def _on(day: date, wall: datetime, zone: ZoneInfo) -> datetime:
    return resolve(datetime.combine(day, wall.time()), zone).instant


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule that recurs."""

    rule: Rule
    notes: tuple[Note, ...] = ()


Reading = Instant | Duration | Recurrence


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several meanings, to be offered as a button."""

    kind: Kind
    reading: Reading
    phrase: str = ""  # in English, and read as exactly this


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several meanings a person could have had; ask which."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No meaning: the word it failed at, as it was typed, and why."""

    word: str
    reason: Reason


Understood = Instant | Duration | Recurrence | Ambiguous | NotUnderstood
