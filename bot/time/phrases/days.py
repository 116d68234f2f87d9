"""The days that slots mean, seen from a scene."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from bot.time.clock import resolve, wall_of
from bot.time.phrases.figures import YEARS, Impossible, fixed
from bot.time.phrases.months import day_of_month, nearest, nth_of
from bot.time.phrases.moon import moon_near
from bot.time.phrases.readings import Duration, Note, Reason
from bot.time.phrases.scenes import Day, RefusedError, Scene
from bot.time.phrases.slots import (
    Agreeing,
    Anniversary,
    DaysOfMonth,
    Fixed,
    Later,
    Lunar,
    Period,
    Relative,
    Weekdays,
)  # fmt: skip
from bot.time.phrases.spans import edge_in, weekday_of, whole
from bot.time.weeks import working_day_after

Frame = Mapping[str, Any]
_WEEK = 7
_PAIR = 2  # days: Monday and Tuesday may be these two alone


def recurs(frame: Frame) -> bool:
    """Whether the slots are of a rule: what has a frequency, and weekdays that many weeks have."""
    named: Weekdays | None = frame.get("weekday")
    if "every" in frame or named is None or named.which != "plain":
        return "every" in frame
    if named.habit == "yes" or (named.joined == "list" and len(named.days) > _PAIR):
        return True
    until = {name for name, _ in frame.get("until", ())} & {"date", "period", "nth", "edge"}
    span: Duration = frame.get("span", Duration())
    long = span.months or span.days >= _WEEK
    return named.joined != "beside" and bool(until or long or "times" in frame)


def days_of(frame: Frame, scene: Scene) -> list[Day]:
    """The days the slots of a frame can mean, nearest first; none where no day is named.

    Raises `RefusedError` where they contradict each other or the calendar.
    """
    if "lean" in frame:
        scene = replace(scene, past=frame["lean"] < 0)
    named: Weekdays | None = frame.get("weekday")
    found = _by_date(frame, scene)
    if "feast" in frame and named is not None:
        raise RefusedError(Reason.TWO_DATES, "weekday")
    if found and named is not None:
        found = _agreeing(named, found)
    elif named is not None:
        found = weekday_of(named, frame.get("period"), scene)
    elif not found and "period" in frame:
        found = whole(frame["period"], scene)
    if any(day.day.year not in YEARS for day in found):
        raise RefusedError(Reason.TOO_FAR, "date")
    return found


def _by_date(frame: Frame, scene: Scene) -> list[Day]:
    """The days said otherwise than by a weekday alone, or by a whole period."""
    period: Period | None = frame.get("period")
    if "edge" in frame:
        return [Day(edge_in(frame["edge"], frame["period"], scene))]
    if "nth" in frame:
        return [Day(nth_of(frame["nth"], period, scene))]
    if "date" not in frame:
        return []
    found = list(_dated(frame["date"], period, scene))
    if not found:
        raise RefusedError(Reason.TWO_DATES, "date")
    return found


def _agreeing(named: Weekdays, found: list[Day]) -> list[Day]:
    """The days that have the weekday named beside them."""
    if len(named.days) > 1 or named.which == "last":
        raise RefusedError(Reason.TWO_DATES, "weekday")
    agreeing = [day for day in found if day.day.weekday() == named.days[0]]
    if not agreeing:
        raise RefusedError(Reason.WEEKDAY_MISMATCH, "weekday")
    return agreeing


def _dated(found: object, period: Period | None, scene: Scene) -> Iterator[Day]:
    match found:
        case Impossible(reason):
            raise RefusedError(reason, "date")
        case Agreeing(first, second):
            days = [day.day for day in _dated(second, None, scene)]
            yield from (day for day in _dated(first, period, scene) if day.day in days)
        case DaysOfMonth(days=(day,)):
            yield Day(day_of_month(day, period, scene))
        case Anniversary() if period is not None and period.unit == "year" and period.ahead is not None:
            yield from _dated(fixed(scene.today.year + period.ahead, found.month, found.day), None, scene)
        case _ if period is not None:
            raise RefusedError(Reason.TWO_DATES, "period")
        case Later():
            yield from _later(found, scene)
        case Relative(days, still):
            there = scene.today + timedelta(days=days)
            yield Day(there, moment=_at_this_time(there, scene) if still else None)
        case _:
            yield _by_calendar(found, scene)


def _at_this_time(day: date, scene: Scene) -> datetime:
    return resolve(datetime.combine(day, scene.here.time()), scene.zone).instant


def _by_calendar(found: object, scene: Scene) -> Day:
    """A date of our calendar or of the moon's, with its year or the nearest one."""
    match found:
        case Fixed(day, lunar):
            return Day(day, notes=(Note.HIJRI,) if lunar else ())
        case Anniversary():
            return Day(nearest(_years(found, scene), scene))
        case Lunar(month, day_of_moon):
            near = moon_near(month, day_of_moon, scene.today, past=scene.past)
            return Day(nearest([near], scene), notes=(Note.HIJRI,))
        case _:
            raise RefusedError(Reason.TWO_DATES, "date")


def _years(found: Anniversary, scene: Scene) -> Iterator[date]:
    for ahead in range(9):  # a 29 February may be eight years away
        year = scene.today.year + (-ahead if scene.past else ahead)
        if found.day <= monthrange(year, found.month)[1]:
            yield date(year, found.month, found.day)


def _later(found: Later, scene: Scene) -> Iterator[Day]:
    """So much from now, with the present time of day; or from a day, without one."""
    length = found.length
    if found.anchor is None:
        move = length.after if found.sign > 0 else length.before
        moment = move(scene.now, scene.zone, week=scene.week, off=scene.off)
        exact = found.still or bool(length.seconds) or length == Duration()  # or now
        yield Day(wall_of(moment, scene.zone).date(), moment=moment if exact else None, still=not exact)
        return
    slot = "weekday" if isinstance(found.anchor, Weekdays) else "date"
    for start in days_of({slot: found.anchor}, scene):
        apart = relativedelta(months=length.months) + timedelta(days=length.days)
        day = start.day + apart * found.sign
        yield Day(working_day_after(day, scene.week, length.working_days, scene.off), start.kind)
