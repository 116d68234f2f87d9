"""The meanings of a phrase whose parts are known: one of them, or several to be asked about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

from bot.time.clock import resolve, wall_of
from bot.time.phrases.days import Day, Frame, days_of
from bot.time.phrases.figures import Impossible
from bot.time.phrases.hours import Hour, hours_of
from bot.time.phrases.readings import Instant, Kind, Note, Reading, Reason
from bot.time.phrases.rules import rules_of
from bot.time.phrases.scenes import RefusedError, Scene
from bot.time.phrases.slots import Relative

Meaning = tuple[Kind, Reading]

_DAYS = ("date", "weekday", "nth", "edge", "period")
_ONE = timedelta(days=1)


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
    habit = frame["weekday"].habit if "weekday" in frame else "no"
    if "every" in frame or habit == "yes":
        return list(rules_of(frame, scene))
    found = list(_moments(frame, scene))
    if habit == "maybe" and not {"date", "period"} & set(frame):
        once = [(Kind.ONCE, reading) for _, reading in found]
        return once + [(Kind.WEEKLY, reading) for _, reading in rules_of(frame, scene)]
    return found


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
    if "zone" in frame:
        scene = scene.within(frame["zone"])
    hours = hours_of(frame.get("time"), frame.get("part"))
    days = days_of(frame, scene)
    if "or_date" in frame:
        # The number is an hour only where it could be the date as well; otherwise the date is a mistake.
        days_of({"weekday": frame["weekday"], "date": frame["or_date"]}, scene)
    if frame.get("eve"):
        days = [replace(day, day=day.day - _ONE, weekday=False) for day in days]
    if frame.get("before"):
        days = list(_before(days, hours))
    if not days:
        if not hours:
            raise RefusedError(Reason.NEEDS_DAY, "zone")
        for hour in hours:
            yield hour.kind or Kind.OTHER, _coming(hour, scene)
    for day, hour in product(days, hours or [None]):
        yield from _on_day(day, hour, frame, scene)


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
    chosen = day.kind or hour.kind or Kind.OTHER
    wall = datetime.combine(day.day, hour.at)
    if hour.overnight:
        yield from _overnight(wall, frame.get("date") == Relative(0), hour, scene)
        return
    if day.weekday:
        today = datetime.combine(scene.today, hour.at)
        wall = today if scene.ahead(today) and today != scene.here else wall
    yield chosen, instant(wall, scene, hour, day.notes)
    if _passed(wall, frame, scene) and hour.exact and hour.at.hour < 12:  # noqa: PLR2004 - said of either half
        evening = wall + timedelta(hours=12)
        yield Kind.NIGHT, instant(evening, scene, hour, day.notes)


def _passed(wall: datetime, frame: Frame, scene: Scene) -> bool:
    """Whether `today at 9` has gone by, so that the evening may be meant."""
    spoken = getattr(frame.get("time"), "style", "") == "spoken"
    return spoken and "part" not in frame and frame.get("date") == Relative(0) and not scene.ahead(wall)


def _overnight(wall: datetime, today: bool, hour: Hour, scene: Scene) -> Iterator[Meaning]:  # noqa: FBT001 - one caller
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
