"""Working weeks: which days people work, and where the week begins."""

from dataclasses import dataclass
from datetime import date, timedelta

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


@dataclass(frozen=True, slots=True)
class Week:
    """Working days (Monday is 0) and the first day of the week."""

    days: frozenset[int] = frozenset({MON, TUE, WED, THU, FRI})
    first: int = MON

    def works(self, day: date) -> bool:
        """Whether this is a working day of the week; holidays are not looked at."""
        return day.weekday() in self.days


MONDAY_TO_FRIDAY = Week()
SUNDAY_TO_THURSDAY = Week(frozenset({SUN, MON, TUE, WED, THU}), SUN)


def working_day_after(day: date, week: Week, count: int = 1, off: frozenset[date] = frozenset()) -> date:
    """The working day so many working days after a day; days off do not count."""
    while count > 0:
        day += timedelta(days=1)
        count -= week.works(day) and day not in off
    return day
