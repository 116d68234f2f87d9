"""Days as people name them, and the dates they can mean."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from hijridate import Hijri

from bot.time.phrases.hours import Trouble
from bot.time.phrases.readings import Kind, Note, Reason
from bot.time.weeks import Week, working_day_after

_YEARS_AHEAD = 8
_MONTHS_AHEAD = 12
_FARTHEST = 100
_HIJRI_FIRST, _HIJRI_LAST = 1343, 1500


@dataclass(frozen=True, slots=True)
class Around:
    """What a day is named against: today, which way to look, and the week."""

    today: date
    past: bool
    week: Week


@dataclass(frozen=True, slots=True)
class Days:
    """One meaning: dates in the order they come to mind, the first that suits is meant."""

    dates: tuple[date, ...]
    kind: Kind = Kind.OTHER
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthRef:
    """A month: by its number (and year), or so many months from the present one."""

    month: int = 0
    year: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day of a month, with or without year, with or without the weekday it is said to be."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A day of some month to come (or gone), or of the month named."""

    day: int
    ref: MonthRef | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday: the coming one, `next` (asked when in doubt), `last`, or in the week so many weeks away."""

    weekday: int
    mode: Literal["coming", "next", "last", "this"] = "coming"
    weeks: int = 0
    of_week: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many days from today, perhaps said to be a certain weekday."""

    days: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th (from the end: -1) weekday, working day (`work`) or day (`day`) of a month."""

    n: int
    what: int | str
    ref: MonthRef | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """A stretch of time named as if it were a day: next week, the weekend, the end of the week."""

    what: str


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day of a Hijri month."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that looks like a date and is none."""

    reason: Reason


Day = Fixed | DayNumber | Weekday | Shift | Nth | Vague | Lunar | Wrong


def meanings(day: Day, around: Around) -> list[Days]:
    """The dates a named day can mean; more than one entry must be asked.

    Raises:
        Trouble: there is no such date.
    """
    return _MEANINGS[type(day)](day, around)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _known(dates: Iterator[date | None] | list[date | None]) -> tuple[date, ...]:
    found = tuple(each for each in dates if each)
    if not found:
        raise Trouble(Reason.NO_SUCH_DATE)
    return found


def _said_to_be(dates: tuple[date, ...], weekday: int | None) -> tuple[date, ...]:
    if weekday is None:
        return dates
    if dates[0].weekday() != weekday:
        raise Trouble(Reason.WEEKDAY_MISMATCH)
    return dates[:1]


def _fixed(day: Fixed, around: Around) -> tuple[date, ...]:
    today = around.today
    if day.year is not None:
        if abs(day.year - today.year) > _FARTHEST:
            raise Trouble(Reason.NO_SUCH_DATE)
        return _said_to_be(_known([_made(day.year, day.month, day.day)]), day.weekday)
    step = -1 if around.past else 1
    years = range(today.year, today.year + step * _YEARS_AHEAD, step)
    dates = _known(_made(year, day.month, day.day) for year in years)
    suited = tuple(each for each in dates if (each <= today if around.past else each >= today))
    return _said_to_be(suited or dates[-1:], day.weekday)


def month_of(ref: MonthRef, around: Around) -> Iterator[tuple[int, int]]:
    """The year and month meant, and those after (or before) it should that one not do."""
    today = around.today
    step = -1 if around.past else 1
    if not ref.month:
        index = today.year * 12 + today.month - 1 + ref.offset
        yield index // 12, index % 12 + 1
        return
    if ref.year:
        yield ref.year, ref.month
        return
    late = (ref.month < today.month) if step > 0 else (ref.month > today.month)
    first = today.year + (step if late else 0)
    yield first, ref.month
    yield first + step, ref.month


def _numbered(day: DayNumber, around: Around) -> tuple[date, ...]:
    if not 1 <= day.day <= 31:  # noqa: PLR2004 - days of the longest month
        raise Trouble(Reason.NO_SUCH_DATE)
    if day.ref:
        return _said_to_be(
            _known([_made(*month, day.day) for month in month_of(day.ref, around)][:1]), day.weekday
        )
    step = -1 if around.past else 1
    index = around.today.year * 12 + around.today.month - 1
    months = ((index + step * ahead) for ahead in range(_MONTHS_AHEAD))
    dates = _known(_made(each // 12, each % 12 + 1, day.day) for each in months)
    suited = tuple(each for each in dates if (each <= around.today if around.past else each >= around.today))
    return _said_to_be(suited, day.weekday)


def _weekday(day: Weekday, around: Around) -> list[Days]:
    today = around.today
    if day.of_week is not None:
        return [Days((_week_start(around, day.of_week) + _offset(around, day.weekday),))]
    coming = today + timedelta(days=(day.weekday - today.weekday() - 1) % 7 + 1)
    if day.mode == "next":
        return _next(day.weekday, coming, around)
    if day.mode == "last" or (around.past and day.mode == "coming"):
        return _gone(day, coming, around)
    if day.weeks:
        return [Days((coming + timedelta(weeks=day.weeks),))]
    if coming - today == timedelta(days=7):
        return [Days((today,), Kind.THIS)] if day.mode == "this" else _today_or(coming, around)
    return [Days((coming,))]


def _today_or(other: date, around: Around) -> list[Days]:
    return [Days((around.today,), Kind.THIS), Days((other,), Kind.FOLLOWING)]


def _next(weekday: int, coming: date, around: Around) -> list[Days]:
    following = _week_start(around, 1) + _offset(around, weekday)
    if following <= coming:
        return [Days((coming,))]
    return [Days((coming,), Kind.THIS), Days((following,), Kind.FOLLOWING)]


def _gone(day: Weekday, coming: date, around: Around) -> list[Days]:
    nearest = coming - timedelta(days=7)
    before = _week_start(around, -1) + _offset(around, day.weekday)
    if day.mode == "last":
        nearest -= timedelta(days=7 if nearest == around.today else 0)
        doubtful = before < nearest
        return (
            [Days((nearest,), Kind.THIS), Days((before,), Kind.FOLLOWING)] if doubtful else [Days((nearest,))]
        )
    if nearest == around.today:
        return _today_or(nearest - timedelta(days=7), around)
    return [Days((nearest,))]


def _week_start(around: Around, weeks: int) -> date:
    back = (around.today.weekday() - around.week.first) % 7
    return around.today - timedelta(days=back) + timedelta(weeks=weeks)


def _offset(around: Around, weekday: int) -> timedelta:
    return timedelta(days=(weekday - around.week.first) % 7)


def _nth(day: Nth, around: Around) -> tuple[date, ...]:
    ref = day.ref or MonthRef()
    months = list(month_of(ref, around))
    if ref == MonthRef():
        months += list(month_of(MonthRef(offset=-1 if around.past else 1), around))
    dates = _known(nth_of_month(day, month, around.week) for month in months)
    suited = tuple(each for each in dates if (each <= around.today if around.past else each >= around.today))
    return suited or dates[:1]


def nth_of_month(day: Nth, month: tuple[int, int], week: Week) -> date | None:
    """The n-th such day of a month, or None where there are not as many."""
    last = monthrange(*month)[1]
    every = [date(*month, number) for number in range(1, last + 1)]
    fitting = [each for each in every if _is(each, day.what, week)]
    index = day.n if day.n < 0 else day.n - 1
    return fitting[index] if -len(fitting) <= index < len(fitting) else None


def _is(day: date, what: int | str, week: Week) -> bool:
    if what == "work":
        return week.works(day)
    return what in ("day", day.weekday())


def _lunar(day: Lunar, around: Around) -> tuple[date, ...]:
    if day.year is not None:
        return _known([_from_hijri(day.year, day.month, day.day)])
    middle = around.today.year - 579
    dates = _known(_from_hijri(year, day.month, day.day) for year in range(middle - 3, middle + 3))
    suited = [each for each in dates if (each <= around.today if around.past else each >= around.today)]
    return (suited[-1] if around.past else suited[0],)


def _from_hijri(year: int, month: int, day: int) -> date | None:
    if not _HIJRI_FIRST <= year <= _HIJRI_LAST:
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def _vague(what: str, around: Around) -> list[Days]:
    today, monday = around.today, _week_start(around, 0)
    work = [
        monday + timedelta(days=each) for each in range(7) if around.week.works(monday + timedelta(days=each))
    ]
    free = [
        monday + timedelta(days=each)
        for each in range(7)
        if not around.week.works(monday + timedelta(days=each))
    ]
    if what == "week_end":
        return [Days((work[-1],), Kind.LAST_DAY), Days((monday + timedelta(days=6),), Kind.DAY_END)]
    if what == "weekend":
        return [Days((each,), Kind.OTHER) for each in free]
    if what == "year_end":
        return [Days((date(today.year, 12, 31),))]
    sign = -1 if what.startswith("last") else 1
    if what.endswith("week"):
        start = working_day_after(_week_start(around, sign) - timedelta(days=1), around.week)
        return [Days((start,), Kind.WEEK_START), Days((today + timedelta(weeks=sign),), Kind.SAME_WEEKDAY)]
    year, month = next(month_of(MonthRef(offset=sign), around))
    same = date(year, month, min(today.day, monthrange(year, month)[1]))
    return [Days((date(year, month, 1),), Kind.MONTH_START), Days((same,), Kind.SAME_DAY)]


def _refused(day: Wrong, _: Around) -> list[Days]:
    raise Trouble(day.reason)


_MEANINGS: dict[type[Day], Callable[[Any, Around], list[Days]]] = {
    Fixed: lambda day, around: [Days(_fixed(day, around))],
    DayNumber: lambda day, around: [Days(_numbered(day, around))],
    Weekday: _weekday,
    Shift: lambda day, around: [Days(_said_to_be((around.today + timedelta(days=day.days),), day.weekday))],
    Nth: lambda day, around: [Days(_nth(day, around))],
    Vague: lambda day, around: _vague(day.what, around),
    Lunar: lambda day, around: [Days(_lunar(day, around), notes=(Note.HIJRI,))],
    Wrong: _refused,
}
