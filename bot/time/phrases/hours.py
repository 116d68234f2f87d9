"""Times of day as people say them, and the hours they can mean."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.time.phrases.readings import Kind, Reason

MINUTES_OF_DAY = 24 * 60
# The hours a part of the day covers (both ends included), and the hour meant when none is given.
PARTS: dict[str, tuple[int, int, int]] = {
    "dawn": (3, 6, 5),
    "morning": (4, 11, 9),
    "midday": (11, 14, 12),
    "afternoon": (12, 18, 15),
    "evening": (16, 23, 19),
    "night": (18, 29, 21),
    "deep_night": (22, 29, 24),
    "day_end": (15, 20, 17),
}
_MORNING_FROM = 7
_KISWAHILI_SHIFT = 6


class Trouble(Exception):  # noqa: N818 - a refusal on its way to become a reading
    """A phrase that fits the grammar and means nothing."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as it was said.

    `sure` when written for a clock of 24 hours; `kiswahili` when counted from sunrise and sunset.
    """

    hour: int
    minute: int = 0
    second: int = 0
    sure: bool = False
    half: str = ""  # am, pm
    part: str = ""
    kiswahili: bool = False
    named: str = ""  # noon, midnight


class Hour(NamedTuple):
    """A time of day: seconds since the midnight that begins the day (beyond 24 hours: of the day after)."""

    seconds: int
    kind: Kind
    exact: bool = True


def part_hour(part: str) -> Hour:
    """The hour meant by a part of the day alone."""
    return Hour(PARTS[part][2] * 3600, Kind.OTHER, exact=False)


def hours(time: ClockTime, part: str, *, has_day: bool, day_is_night: bool) -> list[Hour]:
    """The times of day a said time can mean, given the part of the day named beside it.

    `day_is_night` when the day itself was named as a night (tonight): its small hours come after midnight.
    """
    _check(time)
    part = time.part or part
    if time.named:
        return _named(time, part, day_is_night=day_is_night)
    found = [hour for hour in _candidates(time, part, has_day=has_day) if not part or _fits(hour, part)]
    if not found:
        raise Trouble(Reason.PART_MISMATCH)
    return [
        each for hour in dict.fromkeys(found) for each in _placed(hour, time, part, day_is_night=day_is_night)
    ]


def _check(time: ClockTime) -> None:
    wrong_half = bool(time.half) and not 1 <= time.hour <= 12  # noqa: PLR2004 - hours of half a day
    wrong_count = time.kiswahili and not time.sure and not 1 <= time.hour <= 23  # noqa: PLR2004 - hours of a clock
    if time.hour > 23 or time.minute > 59 or time.second > 59 or wrong_half or wrong_count:  # noqa: PLR2004 - a clock
        raise Trouble(Reason.NO_SUCH_TIME)


def _candidates(time: ClockTime, part: str, *, has_day: bool) -> list[int]:
    hour = time.hour
    if time.half:
        return [hour % 12 + (12 if time.half == "pm" else 0)]
    if hour > 12 or hour == 0:  # noqa: PLR2004 - beyond the half of a day
        return [hour]
    if time.kiswahili and not time.sure:
        return [(hour + _KISWAHILI_SHIFT) % 12, (hour + _KISWAHILI_SHIFT) % 12 + 12]
    if part:
        return [hour] if time.sure and _fits(hour, part) else [hour % 12, hour % 12 + 12]
    return [hour] if time.sure else _twelve_hours(hour, has_day=has_day)


def _twelve_hours(hour: int, *, has_day: bool) -> list[int]:
    if hour == 12 or (has_day and hour >= _MORNING_FROM):  # noqa: PLR2004 - noon
        return [hour]
    return [hour, hour + 12]


def _fits(hour: int, part: str) -> bool:
    first, last, _ = PARTS[part]
    return first <= hour <= last or first <= hour + 24 <= last


def _placed(hour: int, time: ClockTime, part: str, *, day_is_night: bool) -> list[Hour]:
    seconds = hour * 3600 + time.minute * 60 + time.second
    kind = _kind(hour)
    small_hours = part in {"night", "deep_night"} and hour < PARTS["dawn"][1]
    if day_is_night and hour < PARTS["dawn"][1]:
        return [Hour(seconds + MINUTES_OF_DAY * 60, kind)]
    if small_hours:
        return [Hour(seconds, Kind.DAY_START), Hour(seconds + MINUTES_OF_DAY * 60, Kind.DAY_END)]
    return [Hour(seconds, kind)]


def _kind(hour: int) -> Kind:
    if hour < PARTS["morning"][0]:
        return Kind.NIGHT
    if hour < PARTS["midday"][2]:
        return Kind.MORNING
    return Kind.AFTERNOON if hour < PARTS["night"][0] else Kind.NIGHT


def _named(time: ClockTime, part: str, *, day_is_night: bool) -> list[Hour]:
    seconds = time.minute * 60
    if time.named == "noon":
        if part and not _fits(12, part):
            raise Trouble(Reason.PART_MISMATCH)
        return [Hour(12 * 3600 + seconds, Kind.AFTERNOON)]
    end = Hour(MINUTES_OF_DAY * 60 + seconds, Kind.DAY_END)
    return [end] if day_is_night else [Hour(seconds, Kind.DAY_START), end]
