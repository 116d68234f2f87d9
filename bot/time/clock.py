"""The clock: asked for the time, set by tests, honest about wall times that fail to exist or exist twice."""

import math
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

import tzdata  # type: ignore[import-untyped]  # carries data, and no types

from bot.time.zones import read_zone

__all__ = ["Clock", "SystemClock", "Wall", "WorldClock", "read_zone", "resolve", "tzdata_version", "wall_of"]

# One set of rules on every machine, whose version is known and travels with the program.
zoneinfo.reset_tzpath(to=())

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WALL_EPOCH = _EPOCH.replace(tzinfo=None)


class Clock(Protocol):
    """Something that knows the time."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that reads the time; all else asks a Clock


class WorldClock:
    """A time that moves only when told to: for the console and for tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant last set, in UTC."""
        return self._now

    def set(self, instant: datetime) -> None:
        """The clock shows this instant from now on, be it earlier or later."""
        self._now = instant.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """The new present, so much later."""
        self._now += by
        return self._now


@dataclass(frozen=True, slots=True)
class Wall:
    """What a wall time means in a zone: one instant, and whether the clocks made it doubtful.

    `other` is the second instant of an overlap.
    """

    instant: datetime
    kind: Literal["exact", "gap", "overlap"] = "exact"
    other: datetime | None = None


def resolve(naive: datetime, zone: ZoneInfo) -> Wall:
    """The instant of a wall time: a gap moves to the first valid instant, an overlap takes the first."""
    steady = _steady(naive.date(), zone)
    if steady is not None:
        return Wall(_EPOCH + (naive - _WALL_EPOCH - steady))
    first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return Wall(first)
    if first < second:
        return Wall(first, "overlap", second)
    return Wall(_change_between(second, first, zone), "gap")


@lru_cache(maxsize=4096)
def _steady(day: date, zone: ZoneInfo) -> timedelta | None:
    """The offset from UTC of a day, unless the clocks change on it, the day before or the day after.

    Most days are steady, and a series asks for many wall times of one day.
    """
    # The two ends tell: in all of tzdata no zone changes its clocks twice within three days.
    start, end = (datetime.combine(day + timedelta(days=count), time.min) for count in (-1, 2))
    offset = zone.utcoffset(start)
    return offset if offset == zone.utcoffset(end) else None


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    """The first whole second after which the offset is the later one."""
    before = low.astimezone(zone).utcoffset()
    start, end = math.floor(low.timestamp()), math.ceil(high.timestamp())
    while end - start > 1:
        middle = (start + end) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            start = middle
        else:
            end = middle
    return datetime.fromtimestamp(end, UTC)


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clocks of a zone show at an instant, without zone."""
    return instant.astimezone(zone).replace(tzinfo=None)


def tzdata_version() -> str:
    """The edition of the rules of time zones in use, such as 2026f."""
    return str(tzdata.IANA_VERSION)
