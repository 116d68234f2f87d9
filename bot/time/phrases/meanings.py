"""The meanings of a phrase whose parts are known: one of them, or several to be asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from bot.time.clock import resolve, wall_of
from bot.time.phrases.days import Frame, days_of, recurs
from bot.time.phrases.figures import Impossible, anniversary
from bot.time.phrases.hours import HALF_DAY, Hour, hours_of
from bot.time.phrases.readings import Instant, Kind, Note, Reading, Reason
from bot.time.phrases.rules import rules_of
from bot.time.phrases.scenes import Day, RefusedError, Scene
from bot.time.phrases.slots import Clock, DaysOfMonth, Relative

Meaning = tuple[Kind, Reading]

_DAYS = ("date", "weekday", "nth", "edge", "period")
_OF_FIGURES = (("am",), ("pm",))
_ONE = timedelta(days=1)
_SOON = timedelta(days=31)  # within which a weekday and 5-11 are a date
_NEAR = timedelta(days=15)  # within which a weekday and a number are a date


def meanings(frame: Frame, scene: Scene) -> list[Meaning]:
    """What the slots of one complete reading mean, each meaning with what sets it apart.

    Raises `RefusedError` where they mean nothing.
    """
    if "stamp" in frame:
        return [_stamped(frame, scene)]
    if "length" in frame:
        if len(frame) > 1:
            raise RefusedError(Reason.NEEDS_DAY, "length")
        return [(Kind.OTHER, frame["length"])]
    if recurs(frame):
        return list(rules_of(frame, scene))
    habit = frame["weekday"].habit if "weekday" in frame else "no"
    found = list(_moments(frame, scene))
    if "or_date" in frame:
        found += _dates_instead(frame, scene)
    if "unmarked" in frame and not {"part", "zone"} & set(frame):
        found += _numbers_instead(frame, scene)
    if habit == "maybe" and not {"date", "period"} & set(frame):
        once = [(Kind.ONCE, reading) for _, reading in found]
        return once + [(Kind.WEEKLY, reading) for _, reading in rules_of(frame, scene)]
    return found


def _dates_instead(frame: Frame, scene: Scene) -> Iterator[Meaning]:
    """Monday 12 on the twelfth, a Monday or not, and not at noon; refused where it is plainly a date."""
    (day,) = days_of({"date": frame["or_date"]}, scene)
    agrees = frame["weekday"].days == (day.day.weekday(),) and day.day - scene.today < _NEAR
    if agrees and frame["time"].hour > HALF_DAY:
        raise RefusedError(Reason.TWO_DATES, "date")
    if "part" not in frame:
        yield Kind.OTHER, _without_time(day, scene)


def _numbers_instead(frame: Frame, scene: Scene) -> Iterator[Meaning]:
    """The 5 11 on the fifth of November and not at eleven; other dates without the number behind them."""
    number: int = frame["time"].hour
    named = {name: frame[name] for name in (*_DAYS, "lean") if name in frame}
    if isinstance(named.get("date"), DaysOfMonth) and "period" not in named:
        named["date"] = anniversary(number, named["date"].days[0])
    elif set(named) == {"period"} and named["period"].unit == "month" and number:
        named["date"] = DaysOfMonth((number,))
    for day in days_of(named, scene):
        yield day.kind or Kind.OTHER, _without_time(day, scene)


def _stamped(frame: Frame, scene: Scene) -> Meaning:
    found = frame["stamp"]
    if isinstance(found, Impossible):
        raise RefusedError(found.reason, "stamp")
    if len(frame) > 1:
        raise RefusedError(Reason.TWO_TIMES, "stamp")
    at = found.astimezone(UTC)
    wall = wall_of(at, scene.zone)
    return Kind.OTHER, Instant(at, wall, scene.zone, notes=_side(wall, scene))


def _moments(frame: Frame, scene: Scene) -> Iterator[Meaning]:
    there = scene.within(frame.get("zone"))
    if frame.get("part") in _OF_FIGURES:
        _beside_am(frame)
    hours = hours_of(frame.get("time"), frame.get("part"))
    days = _days(frame, there, scene)
    if "dashed" in frame and not hours and days[0].day - scene.today > _SOON:
        raise RefusedError(Reason.TWO_TIMES, "date")
    if frame.get("before"):
        days = list(_before(days, hours))
    if not days and not hours:
        raise RefusedError(Reason.NEEDS_DAY, "zone")
    if not days:
        yield from ((hour.kind or Kind.OTHER, _coming(hour, there)) for hour in hours)
    possible: list[Hour | None] = [*hours] or [None]
    for day, hour in product(days, possible):
        yield from _on_day(day, hour, frame, there)


def _beside_am(frame: Frame) -> None:
    """Nothing; raises `RefusedError` for `pm` that has neither an hour nor a day such as Friday or tomorrow.

    Nor is there an hour from sunrise in it, as in Ijumaa 9 am.
    """
    named = isinstance(frame.get("date"), Relative) or ("weekday" in frame and "date" not in frame)
    if "time" not in frame and not named:
        raise RefusedError(Reason.NEEDS_DAY, "part")
    if "or_date" in frame and frame["time"].style == "sun":
        raise RefusedError(Reason.PART_MISMATCH, "part")


def _days(frame: Frame, there: Scene, here: Scene) -> list[Day]:
    """The days named, as seen where the time is told and, if it is another day there, from here as well."""
    days = days_of(frame, there)
    if here.today != there.today:
        days += [day for day in days_of(frame, here) if day.day not in {one.day for one in days}]
    if frame.get("eve"):
        days = [replace(day, day=day.day - _ONE, weekday=False) for day in days]
    return days


def _before(days: list[Day], hours: list[Hour]) -> Iterator[Day]:
    """A deadline before a day: that of the day before, or the day itself; with a time it is that time."""
    for day in days:
        if hours or day.moment:
            yield day
        else:
            yield Day(day.day - _ONE, Kind.DAY_BEFORE, day.notes)
            yield Day(day.day, Kind.THIS, day.notes)


def _coming(hour: Hour, scene: Scene) -> Instant:
    """The next time the clock shows it, or the last."""
    wall = datetime.combine(scene.today, hour.at)
    if not scene.ahead(wall):
        wall += -_ONE if scene.past else _ONE
    return instant(wall, scene, hour)


def _on_day(day: Day, hour: Hour | None, frame: Frame, scene: Scene) -> Iterator[Meaning]:
    kind = day.kind or Kind.OTHER
    if hour is None:
        yield kind, _without_time(day, scene)
        return
    if day.moment is not None:
        raise RefusedError(Reason.TWO_TIMES, "time")
    if _is_date_as_well(day, frame):
        yield kind, _without_time(day, scene)
    chosen = day.kind or hour.kind or Kind.OTHER
    wall = datetime.combine(day.day, hour.at)
    if hour.overnight and frame.get("eve"):  # two in the night before Friday is on Friday
        yield kind, instant(wall + _ONE, scene, hour, day.notes)
        return
    if hour.overnight:
        yield from _overnight(wall, hour, scene, today=frame.get("date") == Relative(0))
        return
    if day.weekday:
        today = datetime.combine(scene.today, hour.at)
        wall = today if scene.ahead(today) and today != scene.here else wall
    yield chosen, instant(wall, scene, hour, day.notes)
    if hour.kind is None and _passed(wall, frame, scene) and hour.at.hour < HALF_DAY:
        evening = wall + timedelta(hours=HALF_DAY)
        yield Kind.NIGHT, instant(evening, scene, hour, day.notes)


def _is_date_as_well(day: Day, frame: Frame) -> bool:
    """Whether `tomorrow 15` may say that tomorrow is the 15th."""
    found = frame.get("time")
    return isinstance(found, Clock) and found.bare == "number" and found.hour == day.day.day


def _passed(wall: datetime, frame: Frame, scene: Scene) -> bool:
    """Whether `today at 9` has gone by, so that the evening may be meant."""
    spoken = getattr(frame.get("time"), "style", "") == "spoken"
    return spoken and "part" not in frame and frame.get("date") == Relative(0) and not scene.ahead(wall)


def _overnight(wall: datetime, hour: Hour, scene: Scene, *, today: bool) -> Iterator[Meaning]:
    """A time after midnight of a named day: of the night before it, or of the night after it."""
    if not today or scene.ahead(wall):
        yield Kind.DAY_START, instant(wall, scene, hour)
    if not (today and scene.past):
        yield Kind.DAY_END, instant(wall + _ONE, scene, hour)


def _without_time(day: Day, scene: Scene) -> Instant:
    if day.moment is not None:
        wall = wall_of(day.moment, scene.zone)
        return Instant(day.moment, wall, scene.zone, notes=(*day.notes, *_side(wall, scene)))
    if day.still:
        return instant(datetime.combine(day.day, scene.here.time()), scene, None, day.notes)
    wall = datetime.combine(day.day, time())
    found = instant(wall, scene, None, day.notes, side=False)
    notes = (*found.notes, *_side(day.day, scene))
    return Instant(found.at, found.wall, found.zone, exact_time=False, notes=notes)


def instant(
    wall: datetime, scene: Scene, hour: Hour | None, notes: tuple[Note, ...] = (), *, side: bool = True
) -> Instant:
    """The instant of a wall time, with everything the person must be told about it."""
    found = resolve(wall, scene.zone)
    notes = (*notes, Note(found.kind)) if found.kind != "exact" else notes
    if hour is not None and hour.note is not None:
        notes = (*notes, hour.note)
    if side:
        notes = (*notes, *_side(wall, scene))
    return Instant(found.instant, wall, scene.zone, hour is not None and hour.exact, notes)


def _side(moment: date, scene: Scene) -> tuple[Note, ...]:
    if scene.ahead(moment):
        return ()
    return (Note.FUTURE,) if scene.past else (Note.PAST,)
