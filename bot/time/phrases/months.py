"""Days of a month: by number, by weekday, by being the last; of the month named, or of the nearest one."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.time.phrases.readings import Reason
from bot.time.phrases.scenes import RefusedError, Scene
from bot.time.phrases.slots import Nth, Period
from bot.time.phrases.spans import edge_of

MONTHS_AHEAD = 100  # the nearest 29 February is at most eight years away


def nearest(possible: Iterable[date | None], scene: Scene) -> date:
    """The first of the days that lies on the side that is meant; raises `RefusedError` without one."""
    day = next((day for day in possible if day and scene.ahead(day)), None)
    if day is None:
        raise RefusedError(Reason.NO_SUCH_DATE, "date")
    return day


def day_of_month(day: int, period: Period | None, scene: Scene) -> date:
    """A day by its number, in the month named or in the nearest."""
    if period is not None and period.unit != "month":
        raise RefusedError(Reason.TWO_DATES, "period")
    return _chosen((_numbered(month, day) for month in _months(period, scene)), period, scene)


def nth_of(named: Nth, period: Period | None, scene: Scene) -> date:
    """The first Monday of a month, the last day of a year."""
    if len(named.ordinals) > 1:
        raise RefusedError(Reason.TWO_DATES, "nth")
    if (
        period is not None
        and period.unit in ("year", "quarter")
        and named.what == "day"
        and abs(named.ordinals[0]) == 1
    ):
        return edge_of(named.ordinals[0], replace(period, ahead=period.ahead or 0), scene)
    if period is None or period.unit != "month":
        raise RefusedError(Reason.NEEDS_DAY, "nth")
    possible = (_counted(named.ordinals[0], named.what, month, scene) for month in _months(period, scene))
    return _chosen(possible, period, scene)


def _chosen(possible: Iterator[date | None], period: Period | None, scene: Scene) -> date:
    """The day in the one month named, else in the nearest that has it on the side that is meant."""
    if period is None or (period.ahead is None and not period.year):
        return nearest(possible, scene)
    found = next(possible, None)
    if found is None:
        raise RefusedError(Reason.NO_SUCH_DATE, "date")
    return found


def _months(period: Period | None, scene: Scene) -> Iterator[date]:
    """The first days of the months that may be meant, nearest first."""
    first = scene.today.replace(day=1)
    step = relativedelta(months=-1 if scene.past else 1)
    if period is not None and period.year:
        yield date(period.year, period.month, 1)
    elif period is not None and period.ahead is not None:
        yield first + relativedelta(months=period.ahead)
    else:
        months = (first + step * count for count in range(MONTHS_AHEAD))
        yield from (month for month in months if period is None or period.month in (0, month.month))


def _numbered(month: date, day: int) -> date | None:
    last = monthrange(month.year, month.month)[1]
    return month.replace(day=last if day < 0 else day) if day <= last else None


def _counted(ordinal: int, what: int | str, month: date, scene: Scene) -> date | None:
    """The first, third or last of such days in a month, None where there are not so many."""
    length = monthrange(month.year, month.month)[1]
    inside = (month.replace(day=day) for day in range(1, length + 1))
    days = [day for day in inside if _is(what, day, scene)]
    index = ordinal - 1 if ordinal > 0 else len(days) + ordinal
    return days[index] if 0 <= index < len(days) else None


def _is(what: int | str, day: date, scene: Scene) -> bool:
    """Whether a day is such a weekday, a working day, one of the weekend, or just a day."""
    match what:
        case "day":
            return True
        case "workday":
            return scene.week.works(day)
        case "weekend":
            return not scene.week.works(day)
        case _:
            return day.weekday() == what
