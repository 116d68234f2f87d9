"""The times of day that slots mean: parts of the day, twelve hours, and hours counted from sunrise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Kind, Note, Reason
from bot.time.phrases.scenes import RefusedError
from bot.time.phrases.slots import Clock

HALF_DAY, WHOLE_DAY = 12, 24
_EARLY = 4  # some are up by then
_DUSK = 18
_DAWN, _DARK = 6, 19  # before the one and from the other it is night
_MORNING = 8  # the first hour that means the morning when nothing else is said

# Our convention for a part of the day, and the hours that are within it.
CONVENTION = {
    "am": 9, "dawn": 6, "morning": 9, "forenoon": 9, "noon": 12, "afternoon": 15, "pm": 15, "daytime": 15,
    "close": 17, "evening": 19, "late": 19, "dusk": 19, "night": 21,
}  # fmt: skip
_WITHIN = {
    "am": range(12), "pm": range(12, 24),
    "dawn": range(8), "morning": range(13), "forenoon": range(5, 12), "noon": range(11, 16),
    "afternoon": range(12, 21), "daytime": range(11, 18), "close": range(15, 20),
    "evening": range(16, 24), "late": (*range(12, 24), 0), "dusk": range(15, 20),
    "small": range(_DAWN),  # hours, after midnight
    "night": (18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day a phrase may mean; `overnight` belongs to the night before a day, or after it."""

    at: time
    kind: Kind | None = None
    note: Note | None = None
    overnight: bool = False

    @property
    def exact(self) -> bool:
        """Whether a time was named, and not a part of the day."""
        return self.note is None


def hours_of(found: Clock | Impossible | None, parts: tuple[str, ...] | None) -> list[Hour]:
    """The times of day a clock time and parts of the day can mean, either or both of them.

    Raises `RefusedError` where there is no such time, or not in that part of the day.
    """
    if isinstance(found, Impossible):
        raise RefusedError(found.reason, "time")
    if found is None:
        return [_conventional(parts)] if parts else []
    if found.style == "midnight":
        if not set(parts or ()) <= {"night", "evening", "late"}:
            raise RefusedError(Reason.PART_MISMATCH, "part")
        return [Hour(time(0, found.minute), overnight=True)]
    possible = list(dict.fromkeys(_possible(found, parts or ())))
    if not possible:
        raise RefusedError(Reason.PART_MISMATCH, "part")
    night = not {"night", "late", "small"}.isdisjoint(parts or ())
    chosen = [Hour(at, overnight=night and at.hour < _DAWN) for at in possible]
    return (
        chosen if len(chosen) == 1 else [Hour(one.at, _kind(one.at), None, one.overnight) for one in chosen]
    )


def _conventional(parts: tuple[str, ...]) -> Hour:
    part = parts[0]
    if part not in CONVENTION or len(parts) > 1:
        raise RefusedError(Reason.NEEDS_DAY, "part")
    return Hour(time(CONVENTION[part]), note=None if part == "noon" else Note.PART_OF_DAY)


def _possible(found: Clock, parts: tuple[str, ...]) -> Iterator[time]:
    """What the clock may show: as it was put, twelve hours later, by the sun."""
    for hour in _readings(found, named=bool(parts)):
        doubtful = found.style == "sun" and hour == _DUSK and "night" in parts  # midnight by other clocks
        if all(hour in _WITHIN[part] for part in parts) and not doubtful:
            yield time(hour, found.minute, found.second)


def _readings(found: Clock, *, named: bool) -> list[int]:
    hour = found.hour
    if found.style == "either":
        counted = [hour, hour + HALF_DAY]
        written = (hour + 6) % HALF_DAY  # the hour as it stands in the text
        return [*counted, written, written + HALF_DAY] if named else counted
    if found.style == "sun":
        return [hour, hour + HALF_DAY]
    if hour > HALF_DAY or (hour == 0 and found.style == "exact"):
        return [hour]
    if named:
        return [hour % HALF_DAY, hour % HALF_DAY + HALF_DAY]
    if found.style == "exact" or hour >= _MORNING or hour == 0:
        return [hour]
    return [hour, hour + HALF_DAY]


def _kind(at: time) -> Kind:
    if _EARLY <= at.hour < HALF_DAY:
        return Kind.MORNING
    return Kind.AFTERNOON if HALF_DAY <= at.hour < _DARK else Kind.NIGHT
