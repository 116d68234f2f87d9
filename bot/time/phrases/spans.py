"""Weeks, months, quarters and years around a day: their weekdays, their edges, and the whole of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.time.phrases.readings import Kind, Reason
from bot.time.phrases.scenes import Day, RefusedError, Scene
from bot.time.phrases.slots import Period, Weekdays
from bot.time.weeks import working_day_after

_MONTHS_OF_YEAR = 12
_LENGTHS = {
    "week": relativedelta(weeks=1), "month": relativedelta(months=1), "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}  # fmt: skip


def weekday_of(named: Weekdays, period: Period | None, scene: Scene) -> list[Day]:
    """The days a weekday can mean, in a week that is named or by itself."""
    if len(named.days) > 1:
        raise RefusedError(Reason.TWO_DATES, "weekday")
    day = named.days[0]
    if period is not None:
        if period.unit != "week" or period.ahead is None or named.which in ("next", "after_next", "last"):
            raise RefusedError(Reason.TWO_DATES, "period")
        return [Day(_week_start(scene, period.ahead) + timedelta(days=(day - scene.week.first) % 7))]
    coming = scene.today + timedelta(days=(day - scene.today.weekday() - 1) % 7 + 1)
    previous = scene.today - timedelta(days=(scene.today.weekday() - day - 1) % 7 + 1)
    match named.which:
        case "last":
            return [Day(previous)]
        case "next":
            return _next(coming, scene)
        case "after_next":
            return [replace(day, day=day.day + timedelta(days=7)) for day in _next(coming, scene)]
        case _:
            return [Day(previous if scene.past else coming, weekday=_may_be_today(named, scene))]


def _may_be_today(named: Weekdays, scene: Scene) -> bool:
    return named.days[0] == scene.today.weekday() and named.which != "coming"


def _next(coming: date, scene: Scene) -> list[Day]:
    """Next Friday: said before Friday it may be that of this week, or of the next."""
    if coming < _week_start(scene, 1):
        return [Day(coming, Kind.THIS), Day(coming + timedelta(days=7), Kind.FOLLOWING)]
    return [Day(coming)]


def _week_start(scene: Scene, ahead: int) -> date:
    into = (scene.today.weekday() - scene.week.first) % 7
    return scene.today + timedelta(days=7 * ahead - into)


def whole(period: Period, scene: Scene) -> list[Day]:
    """Next week, next month: its beginning, or the same day in it."""
    if period.unit == "weekend" and period.ahead == 0:
        return _weekend(scene, scene.today, Kind.OTHER)
    if period.unit == "weekend" and period.ahead == 1:
        return [
            *_weekend(scene, scene.today, Kind.THIS),
            *_weekend(scene, _week_start(scene, 1), Kind.FOLLOWING),
        ]
    if not period.ahead or period.unit in ("quarter", "weekend"):
        raise RefusedError(Reason.NEEDS_DAY, "period")
    same = scene.today + _LENGTHS[period.unit] * period.ahead
    if period.unit == "week":
        return [
            Day(_working(_week_start(scene, period.ahead), scene), Kind.WEEK_START),
            Day(same, Kind.SAME_WEEKDAY),
        ]
    return [Day(_span(period, scene)[0], Kind.MONTH_START), Day(same, Kind.SAME_DAY)]


def _weekend(scene: Scene, first: date, kind: Kind) -> list[Day]:
    """The days off of seven days."""
    days = (first + timedelta(days=ahead) for ahead in range(7))
    return [Day(day, kind) for day in days if not scene.week.works(day)]


def _working(day: date, scene: Scene) -> date:
    return day if scene.week.works(day) else working_day_after(day, scene.week)


def _span(period: Period, scene: Scene) -> tuple[date, date]:
    """The first day of a period and the first after it."""
    today, count = scene.today, period.ahead or 0
    match period.unit:
        case "week":
            first = _week_start(scene, count)
            return first, first + timedelta(days=7)
        case "month":
            month = period.month or today.month
            first = date(period.year or today.year, month, 1) + relativedelta(months=count)
        case "quarter":
            first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1) + relativedelta(months=3 * count)
        case _:
            first = date(today.year + count, 1, 1)
    return first, first + _LENGTHS[period.unit]


def edge_in(edge: int, period: Period, scene: Scene) -> date:
    """The beginning, middle or end of a period; of a named month, of the nearest one."""
    if period.unit not in _LENGTHS:
        raise RefusedError(Reason.NEEDS_DAY, "period")
    if period.ahead is not None or period.year:
        return edge_of(edge, period, scene)
    found = (edge_of(edge, near, scene) for near in _nearby(period, scene))
    return next(day for day in found if scene.ahead(day))


def extent(period: Period, scene: Scene) -> tuple[date, date]:
    """The first and the last day of a period; of a named month, and of "the month", of the nearest one."""
    if period.unit not in _LENGTHS:
        raise RefusedError(Reason.TWO_DATES, "period")
    near = [period] if period.ahead is not None or period.year else _nearby(period, scene)
    found = ((first, end - timedelta(days=1)) for first, end in (_span(one, scene) for one in near))
    return next((first, last) for first, last in found if scene.past or last >= scene.today)


def _nearby(period: Period, scene: Scene) -> Iterator[Period]:
    """The period at present, and the next or those before; a named month is a year away from the next."""
    step = (_MONTHS_OF_YEAR if period.month else 1) * (-1 if scene.past else 1)
    return (replace(period, ahead=step * count) for count in range(3))


def edge_of(edge: int, period: Period, scene: Scene) -> date:
    """The first, the last, or the middle day of a period; in a week, of its working days."""
    first, end = _span(period, scene)
    last = end - timedelta(days=1)
    if abs(edge) > 1 and period.unit != "month":
        raise RefusedError(Reason.NEEDS_DAY, "period")
    if period.unit == "week":
        inside = (first + timedelta(days=count) for count in range(7))
        return [day for day in inside if scene.week.works(day)][0 if edge == 1 else -1]
    return last if edge < 0 else first.replace(day=edge)
