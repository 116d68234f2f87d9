"""Working weeks: which days people work, where the week begins, and the working days around a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from babel import Locale, UnknownLocaleError

from bot.time.letters import fold

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
_COUNTRY = 2


@dataclass(frozen=True, slots=True)
class Week:
    """Working days (Monday is 0) and the first day of the week."""

    days: frozenset[int] = frozenset({MON, TUE, WED, THU, FRI})
    first: int = MON

    def __post_init__(self) -> None:
        # Whoever looks for a working day would look for ever.
        if not self.days or not self.days <= frozenset(range(7)):
            message = f"a week works on at least one day of seven, not on {sorted(self.days)}"
            raise ValueError(message)

    def works(self, day: date) -> bool:
        """Whether this is a working day of the week; holidays are not looked at."""
        return day.weekday() in self.days

    @property
    def text(self) -> str:
        """The working days as `read_week` reads them, from the first of the week on: `sun-thu`, `mon,wed`."""
        days = [day % 7 for day in range(self.first, self.first + 7) if day % 7 in self.days]
        names = [_NAMES[day][:_SHORTEST] for day in days]
        together = (days[-1] - days[0]) % 7 == len(days) - 1
        return f"{names[0]}-{names[-1]}" if together and len(days) > 1 else ",".join(names)


MONDAY_TO_FRIDAY = Week()
SUNDAY_TO_THURSDAY = Week(frozenset({SUN, MON, TUE, WED, THU}), SUN)


def read_week(text: str) -> Week | None:
    """The week meant by `sun-thu` or `sun,mon,tue`; it begins on the first day named."""
    spans = [_span(part) for part in fold(text).replace(" ", "").split(",")]
    days = [day for span in spans for day in span]
    return Week(frozenset(days), days[0]) if all(spans) else None


def _span(text: str) -> tuple[int, ...]:
    first, dash, last = text.partition("-")
    start, end = _day(first), _day(last if dash else first)
    if start is None or end is None:
        return ()
    return tuple(day % 7 for day in range(start, start + (end - start) % 7 + 1))


def _day(text: str) -> int | None:
    found = (day for day, name in enumerate(_NAMES) if len(text) >= _SHORTEST and name.startswith(text))
    return next(found, None)


def proposed(country: str) -> Week:
    """The week CLDR knows for a country, from the day after the weekend on; Monday to Friday without data.

    A proposal only: sources disagree about DJ, LY, MR, CD, NE and UG.
    """
    if len(country) != _COUNTRY:
        return MONDAY_TO_FRIDAY
    try:
        locale = Locale.parse(f"und_{country.upper()}")
    except (ValueError, UnknownLocaleError):
        return MONDAY_TO_FRIDAY
    first = (locale.weekend_end + 1) % 7
    working = (locale.weekend_start - first) % 7
    return Week(frozenset(day % 7 for day in range(first, first + working)), first)


def working_day_after(day: date, week: Week, count: int = 1, off: frozenset[date] = frozenset()) -> date:
    """The working day so many working days after a day; days off do not count."""
    return _steps(day, week, count, off, timedelta(days=1))


def working_day_before(day: date, week: Week, count: int = 1, off: frozenset[date] = frozenset()) -> date:
    """The working day so many working days before a day; days off do not count."""
    return _steps(day, week, count, off, timedelta(days=-1))


def _steps(day: date, week: Week, count: int, off: frozenset[date], step: timedelta) -> date:
    # It ends: a week has a working day, and days off are finitely many.
    while count > 0:
        day += step
        count -= week.works(day) and day not in off
    return day


def nearest_working_day(day: date, week: Week, off: frozenset[date] = frozenset()) -> date:
    """The day itself if people work on it, else the working day nearest to it; of two, the later."""
    if week.works(day) and day not in off:
        return day
    before, after = working_day_before(day, week, off=off), working_day_after(day, week, off=off)
    return before if day - before < after - day else after
