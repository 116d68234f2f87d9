"""The days that slots mean, seen from a scene."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.time.clock import wall_of
from bot.time.phrases.figures import YEARS, Impossible, fixed
from bot.time.phrases.moon import moon_near
from bot.time.phrases.readings import Duration, Kind, Note, Reason
from bot.time.phrases.scenes import RefusedError, Scene
from bot.time.phrases.slots import (
    Agreeing,
    Anniversary,
    DaysOfMonth,
    Fixed,
    Later,
    Lunar,
    Nth,
    Period,
    Relative,
    Weekdays,
)  # fmt: skip
from bot.time.weeks import working_day_after

Frame = Mapping[str, Any]
MONTHS_AHEAD = 100  # the nearest 29 February is at most eight years away


@dataclass(frozen=True, slots=True)
class Day:
    """A day a phrase may mean.

    `kind` tells it apart from the others. `weekday` says that only a weekday was named, so that today is
    meant where there is still time. `moment` is the instant of "in two hours", `still` the present time of day.
    """

    day: date
    kind: Kind | None = None
    notes: tuple[Note, ...] = ()
    weekday: bool = False
    moment: datetime | None = None
    still: bool = False


def days_of(frame: Frame, scene: Scene) -> list[Day]:
    """The days the slots of a frame can mean, nearest first; none where no day is named.

    Raises `RefusedError` where they contradict each other or the calendar.
    """
    if "lean" in frame:
        scene = replace(scene, past=frame["lean"] < 0)
    if "edge" in frame:
        found = [_edge(frame["edge"], frame["period"], scene)]
    elif "nth" in frame:
        found = [Day(_nth(frame["nth"], frame.get("period"), scene))]
    elif "date" in frame:
        found = list(_dated(frame["date"], frame.get("period"), scene))
        if not found:
            raise RefusedError(Reason.TWO_DATES, "date")
    elif "weekday" in frame:
        return [_checked(day) for day in _weekday(frame["weekday"], frame.get("period"), scene)]
    elif "period" in frame:
        found = _whole(frame["period"], scene)
    else:
        return []
    named: Weekdays | None = frame.get("weekday")
    if named is not None:
        _agree(named, found)
    return [_checked(day) for day in found]


def _checked(day: Day) -> Day:
    if day.day.year not in YEARS:
        raise RefusedError(Reason.TOO_FAR, "date")
    return day


def _agree(named: Weekdays, found: list[Day]) -> None:
    """Nothing; the weekday named beside a date is the date's."""
    if len(named.days) > 1 or named.which == "last":
        raise RefusedError(Reason.TWO_DATES, "weekday")
    if not any(day.day.weekday() == named.days[0] for day in found):
        raise RefusedError(Reason.WEEKDAY_MISMATCH, "weekday")
    found[:] = [day for day in found if day.day.weekday() == named.days[0]]


# Dates


def _dated(found: Any, period: Period | None, scene: Scene) -> Iterator[Day]:  # noqa: ANN401 - of many kinds
    if isinstance(found, Anniversary) and period and period.unit == "year" and period.ahead is not None:
        found, period = fixed(scene.today.year + period.ahead, found.month, found.day), None
    if period is not None and not isinstance(found, DaysOfMonth):
        raise RefusedError(Reason.TWO_DATES, "period")
    match found:
        case Impossible():
            raise RefusedError(found.reason, "date")
        case Agreeing(first, second):
            days = [day.day for day in _dated(second, None, scene)]
            yield from (day for day in _dated(first, period, scene) if day.day in days)
        case Fixed():
            yield Day(found.day, notes=(Note.HIJRI,) if found.lunar else ())
        case Anniversary():
            yield Day(_nearest(scene, _years(found, scene)))
        case Lunar():
            day = moon_near(found.month, found.day, scene.today, past=scene.past)
            if day is None:
                raise RefusedError(Reason.NO_SUCH_DATE, "date")
            yield Day(day, notes=(Note.HIJRI,))
        case DaysOfMonth(days=(day,)):
            yield Day(_day_of_month(day, period, scene))
        case Relative():
            yield Day(scene.today + timedelta(days=found.days), still=found.still)
        case Later():
            yield from _later(found, scene)
        case _:
            raise RefusedError(Reason.TWO_DATES, "date")


def _years(found: Anniversary, scene: Scene) -> Iterator[date]:
    for ahead in range(9):
        year = scene.today.year + (-ahead if scene.past else ahead)
        if found.day <= monthrange(year, found.month)[1]:
            yield date(year, found.month, found.day)


def _nearest(scene: Scene, possible: Iterator[date]) -> date:
    day = next((day for day in possible if scene.ahead(day)), None)
    if day is None:
        raise RefusedError(Reason.NO_SUCH_DATE, "date")
    return day


def _day_of_month(day: int, period: Period | None, scene: Scene) -> date:
    if period is not None and period.unit != "month":
        raise RefusedError(Reason.TWO_DATES, "period")
    months = _months(period, scene)
    possible = (_in_month(month, day) for month in months)
    if period is not None and (period.ahead is not None or period.year):
        found = next(possible, None)
        if found is None:
            raise RefusedError(Reason.NO_SUCH_DATE, "date")
        return found
    return _nearest(scene, (found for found in possible if found))


def _in_month(month: date, day: int) -> date | None:
    last = monthrange(month.year, month.month)[1]
    return month.replace(day=last if day < 0 else day) if day <= last else None


def _months(period: Period | None, scene: Scene) -> Iterator[date]:
    """The first days of the months that may be meant, nearest first."""
    first = scene.today.replace(day=1)
    step = relativedelta(months=-1 if scene.past else 1)
    if period is not None and period.year:
        yield date(period.year, period.month, 1)
    elif period is not None and period.ahead is not None:
        yield first + relativedelta(months=period.ahead)
    else:
        for count in range(MONTHS_AHEAD):
            month = first + step * count
            if period is None or period.month in (0, month.month):
                yield month


def _later(found: Later, scene: Scene) -> Iterator[Day]:
    length, sign = found.length, found.sign
    if found.anchor is None:
        moment = (length.after if sign > 0 else length.before)(
            scene.now, scene.zone, week=scene.week, off=scene.off
        )
        exact = bool(length.seconds)
        yield Day(wall_of(moment, scene.zone).date(), moment=moment if exact else None, still=not exact)
        return
    frame = {"weekday": found.anchor} if isinstance(found.anchor, Weekdays) else {"date": found.anchor}
    for start in days_of(frame, scene):
        day = start.day + relativedelta(months=length.months) + timedelta(days=length.days)
        yield Day(working_day_after(day, scene.week, length.working_days, scene.off), start.kind)


# Days of the week


def _weekday(named: Weekdays, period: Period | None, scene: Scene) -> list[Day]:
    if len(named.days) > 1:
        raise RefusedError(Reason.TWO_DATES, "weekday")
    day = named.days[0]
    if period is not None:
        if period.unit != "week" or period.ahead is None or named.which in ("next", "last"):
            raise RefusedError(Reason.TWO_DATES, "period")
        return [Day(_week_start(scene, period.ahead) + timedelta(days=(day - scene.week.first) % 7))]
    coming = scene.today + timedelta(days=(day - scene.today.weekday() - 1) % 7 + 1)
    previous = scene.today - timedelta(days=(scene.today.weekday() - day - 1) % 7 + 1)
    match named.which:
        case "last":
            return [Day(previous)]
        case "next":
            return _next(coming, scene)
        case _:
            return [Day(previous if scene.past else coming, weekday=day == scene.today.weekday())]


def _next(coming: date, scene: Scene) -> list[Day]:
    """Next Friday: said before Friday it may be that of this week, or of the next."""
    if coming < _week_start(scene, 1):
        return [Day(coming, Kind.THIS), Day(coming + timedelta(days=7), Kind.FOLLOWING)]
    return [Day(coming)]


def _week_start(scene: Scene, ahead: int) -> date:
    into = (scene.today.weekday() - scene.week.first) % 7
    return scene.today + timedelta(days=7 * ahead - into)


# Periods


def _whole(period: Period, scene: Scene) -> list[Day]:
    """Next week, next month: its beginning, or the same day in it."""
    if not period.ahead or period.unit in ("quarter", "weekend"):
        raise RefusedError(Reason.NEEDS_DAY, "period")
    same = scene.today + _ahead(period.unit, period.ahead)
    if period.unit == "week":
        return [
            Day(_working(_week_start(scene, period.ahead), scene), Kind.WEEK_START),
            Day(same, Kind.SAME_WEEKDAY),
        ]
    return [Day(_span(period, scene)[0], Kind.MONTH_START), Day(same, Kind.SAME_DAY)]


def _ahead(unit: str, count: int) -> relativedelta:
    match unit:
        case "week":
            return relativedelta(weeks=count)
        case "month":
            return relativedelta(months=count)
        case "quarter":
            return relativedelta(months=3 * count)
        case _:
            return relativedelta(years=count)


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
    return first, first + _ahead(period.unit, 1)


def _edge(edge: int, period: Period, scene: Scene) -> Day:
    """The beginning, middle or end of a period; of a named month, of the nearest one."""
    if period.unit == "weekend":
        raise RefusedError(Reason.NEEDS_DAY, "period")
    open_ended = period.ahead is None and not period.year
    for count in range(13) if open_ended else (0,):
        step = (-count if scene.past else count) if open_ended else 0
        if period.month:
            found = _edge_of(edge, replace(period, ahead=12 * step), scene)
        else:
            found = _edge_of(edge, replace(period, ahead=(period.ahead or 0) + step), scene)
        if not open_ended or scene.ahead(found):
            return Day(found)
    raise RefusedError(Reason.NO_SUCH_DATE, "period")


def _edge_of(edge: int, period: Period, scene: Scene) -> date:
    first, end = _span(period, scene)
    last = end - timedelta(days=1)
    if period.unit == "week":
        inside = [first + timedelta(days=count) for count in range(7)]
        working = [day for day in inside if scene.week.works(day)]
        if abs(edge) != 1:
            raise RefusedError(Reason.NEEDS_DAY, "period")
        return working[0 if edge == 1 else -1]
    if edge > 1 and period.unit != "month":
        raise RefusedError(Reason.NEEDS_DAY, "period")
    return last if edge < 0 else first.replace(day=edge)


def _nth(named: Nth, period: Period | None, scene: Scene) -> date:
    """The first Monday of a month: of the nearest one where none is named."""
    if len(named.ordinals) > 1:
        raise RefusedError(Reason.TWO_DATES, "nth")
    if period is not None and period.unit == "year" and named.what == "day":
        return _edge_of(named.ordinals[0], replace(period, ahead=period.ahead or 0), scene)
    if period is None or period.unit != "month":
        raise RefusedError(Reason.NEEDS_DAY, "nth")
    possible = (nth_in_month(named.ordinals[0], named.what, month, scene) for month in _months(period, scene))
    if period.ahead is not None or period.year:
        found = next(possible)
        if found is None:
            raise RefusedError(Reason.NO_SUCH_DATE, "nth")
        return found
    return _nearest(scene, (day for day in possible if day))


def nth_in_month(ordinal: int, what: int | str, month: date, scene: Scene) -> date | None:
    """The first, third or last of such days in a month, None where there are not so many."""
    length = monthrange(month.year, month.month)[1]
    days = [month.replace(day=day) for day in range(1, length + 1)]
    match what:
        case "day":
            pass
        case "workday":
            days = [day for day in days if scene.week.works(day)]
        case "weekend":
            days = [day for day in days if not scene.week.works(day)]
        case _:
            days = [day for day in days if day.weekday() == what]
    index = ordinal - 1 if ordinal > 0 else len(days) + ordinal
    return days[index] if 0 <= index < len(days) else None


def counted(length: Duration, start: datetime) -> datetime:
    """The wall time so much after another; nothing of working days."""
    return start + relativedelta(months=length.months) + length.delta
