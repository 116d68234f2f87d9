"""Rules that recur: stored as a sentence, an RRULE, a wall time and a zone; told as instants."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from heapq import heappop, heappush
from itertools import chain, islice, pairwise
from typing import Literal, NamedTuple, cast
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr
from pydantic import TypeAdapter

from bot.time.clock import Wall, resolve, wall_of
from bot.time.holidays import Rest

PATIENCE = timedelta(days=366 * 20)  # a rule that only ever meets days off for so long has ended
SHORTEST = timedelta(minutes=15)
_SAMPLE = 100  # occurrences: a day of a rule as frequent as is allowed

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)
# The calendar repeats every 400 years. Patterns are asked late in it, because dateutil looks for the next
# occurrence of one that has none (30 February) until the year 9999.
_CYCLES = 19 * timedelta(days=146_097)
_LAST = datetime(2399, 12, 1)  # noqa: DTZ001 - a wall time
_EVER = datetime.min  # noqa: DTZ901 - a wall time

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FINENESS = {"HOURLY": 1, "MINUTELY": 2, "SECONDLY": 3}  # how many parts of the time of day it sets itself
_MONTHS = {"YEARLY": 12, "MONTHLY": 1}
_LENGTHS = {
    "WEEKLY": timedelta(weeks=1),
    "DAILY": _DAY,
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}


class Shift(StrEnum):
    """What happens to an occurrence on a public holiday."""

    SKIP = "skip"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A series, as it was typed and as it is understood.

    `rrule` is an RFC 5545 value with WKST, never with COUNT; its UNTIL is a wall time and is included.
    `dtstart` is the wall time of the first occurrence in `zone`, at midnight for whole days.
    `exdates` are left out, and so is Ramadan where told. The public holidays of the countries in `holidays`
    are left out too, or their occurrences moved to the working day (of `days`, Monday is 0) before or after.
    """

    text: str
    rrule: str
    dtstart: datetime
    zone: str
    timed: bool = True
    exdates: tuple[date, ...] = ()
    holidays: tuple[str, ...] = ()
    ramadan: bool = False
    shift: Shift = Shift.SKIP
    days: tuple[int, ...] = (0, 1, 2, 3, 4)

    @property
    def clocks(self) -> tuple[time, ...]:
        """The times of day at which it comes, the first first; of a rule by the clock, when it began."""
        at = self.dtstart.time()
        hours = dict(part.split("=", 1) for part in self.rrule.split(";")).get("BYHOUR")
        return tuple(at.replace(hour=int(hour)) for hour in hours.split(",")) if hours else (at,)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time a rule comes due: by the wall of its zone, and as an instant in UTC.

    `wall` may not exist (`gap`: `at` is the first instant after) or exist twice (`overlap`: `at` is the
    first). `moved_from` is the public holiday it was moved away from. `estimated` warns that a day's
    difference in the sighting of the moon would move, leave out or bring back this occurrence.
    """

    wall: datetime
    at: datetime
    kind: Literal["exact", "gap", "overlap"] = "exact"
    moved_from: date | None = None
    estimated: bool = False

    @property
    def key(self) -> str:
        """What stays the same whatever becomes of holidays and time zones: the wall time before any move."""
        return datetime.combine(self.moved_from or self.wall, self.wall.time()).isoformat()


@cache
def _stored() -> TypeAdapter[Rule]:
    return TypeAdapter(Rule)


def to_json(rule: Rule) -> dict[str, object]:
    """The rule as plain values, for a column of JSON."""
    plain: dict[str, object] = _stored().dump_python(rule, mode="json")
    return plain


def from_json(stored: Mapping[str, object]) -> Rule:
    """The rule that `to_json` was given."""
    return _stored().validate_python(stored)


def occurrences(rule: Rule, after: datetime | None = None) -> Iterator[Occurrence]:
    """The occurrences strictly after an instant, or all of them, in order; each is found when asked for."""
    rest = _rest(rule)
    return (_occurrence(rest, place, wall) for place, wall in _due(rule, after))


def next_after(rule: Rule, instant: datetime) -> Occurrence | None:
    """The first occurrence strictly after an instant."""
    return next(occurrences(rule, instant), None)


def missed(rule: Rule, after: datetime, until: datetime) -> tuple[int, Occurrence | None]:
    """How many occurrences lie after an instant and not after another, and the last of them."""
    count, last = 0, None
    for place, wall in _due(rule, after):
        if wall.instant > until:
            break
        count, last = count + 1, (place, wall)
    return count, _occurrence(_rest(rule), *last) if last else None


def fault(rule: Rule, now: datetime) -> Literal["never_fires", "too_often", ""]:
    """What is wrong with a rule from now on: nothing comes, or it comes within a quarter of an hour."""
    try:
        if next_after(rule, now) is None:
            return "never_fires"
        walls = islice(_pattern(rule.rrule, rule.dtstart).walls(_EVER), _SAMPLE)
        return "too_often" if any(b - a < SHORTEST for a, b in pairwise(walls)) else ""
    except (ValueError, OverflowError):
        # So dateutil calls parts that exclude each other, and intervals beyond its calendar.
        return "never_fires"


class _Place(NamedTuple):
    """Where an occurrence stands by the wall, how many days it was moved, and from where."""

    wall: datetime
    distance: int
    nominal: datetime


_END = _Place(datetime.max, 0, datetime.max)  # noqa: DTZ901 - a wall time


def _due(rule: Rule, after: datetime | None) -> Iterator[tuple[_Place, Wall]]:
    zone = ZoneInfo(rule.zone)
    last = after
    # Nothing is lost by starting from the wall: what stands at or before it was due by then.
    for place in _places(rule, wall_of(after, zone) if after else _EVER):
        wall = resolve(place.wall, zone)
        # Every wall time in a gap means the one instant at its end, and two may be moved onto one.
        if last is None or wall.instant > last:
            last = wall.instant
            yield place, wall


def _occurrence(rest: Rest, place: _Place, wall: Wall) -> Occurrence:
    moved_from = place.nominal.date() if place.distance else None
    doubtful = rest.doubtful(place.wall.date(), place.nominal.date())
    return Occurrence(place.wall, wall.instant, wall.kind, moved_from, doubtful)


@lru_cache(maxsize=1024)
def _rest(rule: Rule) -> Rest:
    step = {Shift.SKIP: 0, Shift.NEXT: 1, Shift.PREVIOUS: -1}[rule.shift]
    return Rest(frozenset(rule.exdates), rule.holidays, rule.ramadan, step, frozenset(rule.days))


def _places(rule: Rule, after: datetime) -> Iterator[_Place]:
    """Where the occurrences after a wall time stand, in order, and perhaps some before it."""
    rest, pattern = _rest(rule), _pattern(rule.rrule, rule.dtstart)
    if rest.never:
        return (_Place(wall, 0, wall) for wall in pattern.walls(after))
    if rest.step > 0 and after >= rule.dtstart:
        after = datetime.combine(rest.reach(after.date()), time.min) - _TICK
    places = _placed(rest, pattern.walls(after), max(after, rule.dtstart))
    return _in_order(rest, places) if rest.step else places


def _placed(rest: Rest, walls: Iterable[datetime], since: datetime) -> Iterator[_Place]:
    """The place of each wall time that has one, until for years none had."""
    for wall in walls:
        day = rest.place(wall.date())
        if day is not None:
            since = wall
            yield _Place(datetime.combine(day, wall.time()), abs(day - wall.date()).days, wall)
        elif wall - since > PATIENCE:
            return


def _in_order(rest: Rest, places: Iterable[_Place]) -> Iterator[_Place]:
    """The places by the wall; of several at one wall time, the one that was moved least comes first."""
    waiting: list[_Place] = []
    for place in chain(places, [_END]):
        settled = datetime.combine(rest.settled(place.nominal.date()), time.min)
        while waiting and waiting[0].wall < settled:
            yield heappop(waiting)
        heappush(waiting, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """An RRULE with its start, ready to be walked from anywhere in it.

    `origin` is where its first period begins (a year, a month, a week by WKST, a day, an hour); its steps are
    `months` long, or else of a fixed `length`.
    """

    walk: rrule
    start: datetime
    until: datetime
    origin: datetime
    months: int
    length: timedelta

    def walls(self, after: datetime) -> Iterator[datetime]:
        """The wall times strictly after another, in order."""
        floor = max(after, self.start - _TICK)
        if floor >= _LAST:
            return
        for late in self.walk.replace(dtstart=self._near(floor) + _CYCLES):
            wall = late - _CYCLES
            if wall > self.until:
                return
            if wall > floor:
                yield wall

    def _near(self, wall: datetime) -> datetime:
        """The beginning of the period of the pattern that a wall time is in, or in the gap after."""
        origin, wall = self.origin, max(wall, self.origin)
        if not self.months:
            return origin + (wall - origin) // self.length * self.length
        passed = 12 * (wall.year - origin.year) + wall.month - origin.month
        year, month = divmod(12 * origin.year + origin.month - 1 + passed // self.months * self.months, 12)
        return datetime(year, month + 1, 1)  # noqa: DTZ001 - a wall time


@lru_cache(maxsize=1024)
def _pattern(text: str, start: datetime) -> _Pattern:
    parts = dict(part.split("=", 1) for part in text.upper().split(";"))
    until = parts.pop("UNTIL", None)
    parts = _by_day(_implied(parts, start) | parts, start)
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", 1))
    return _Pattern(
        walk=cast("rrule", rrulestr(";".join(map("=".join, parts.items())), dtstart=start + _CYCLES)),
        start=start,
        until=min(datetime.fromisoformat(until), _LAST) if until else _LAST,
        origin=_origin(frequency, start, _WEEKDAYS.index(parts.get("WKST", "MO"))),
        months=_MONTHS.get(frequency, 0) * interval,
        length=_LENGTHS.get(frequency, _DAY) * interval,
    )


def _implied(parts: Mapping[str, str], start: datetime) -> dict[str, str]:
    """What an RRULE takes from its start where it does not say it; once said, any start will do."""
    times = (("BYHOUR", start.hour), ("BYMINUTE", start.minute), ("BYSECOND", start.second))
    found = {name: str(value) for name, value in times[_FINENESS.get(parts["FREQ"], 0) :]}
    if not parts.keys().isdisjoint({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY"}):
        return found
    match parts["FREQ"]:
        case "YEARLY":
            return found | {"BYMONTH": str(start.month), "BYMONTHDAY": str(start.day)}
        case "MONTHLY":
            return found | {"BYMONTHDAY": str(start.day)}
        case "WEEKLY":
            return found | {"BYDAY": _WEEKDAYS[start.weekday()]}
        case _:
            return found


def _by_day(parts: dict[str, str], start: datetime) -> dict[str, str]:
    """The same pattern told day by day if all its days are alike: dateutil walks it ten times as fast."""
    every = int(parts.get("INTERVAL", 1))
    daily = {"FREQ": "DAILY", "INTERVAL": "1"}
    match parts["FREQ"]:
        case "HOURLY" if parts.keys().isdisjoint({"BYHOUR", "BYSETPOS"}) and 24 % every == 0:
            return parts | daily | {"BYHOUR": _steps(start.hour, every, 24)}
        case "MINUTELY" if parts.keys().isdisjoint({"BYHOUR", "BYMINUTE", "BYSETPOS"}) and 60 % every == 0:
            return parts | daily | {"BYHOUR": _steps(0, 1, 24), "BYMINUTE": _steps(start.minute, every, 60)}
        case _:
            return parts


def _steps(start: int, every: int, end: int) -> str:
    return ",".join(map(str, range(start % every, end, every)))


def _origin(frequency: str, start: datetime, first: int) -> datetime:
    midnight = datetime.combine(start, time.min)
    match frequency:
        case "YEARLY":
            return midnight.replace(month=1, day=1)
        case "MONTHLY":
            return midnight.replace(day=1)
        case "WEEKLY":
            return midnight - (midnight.weekday() - first) % 7 * _DAY
        case "DAILY":
            return midnight
        case _:
            return start
