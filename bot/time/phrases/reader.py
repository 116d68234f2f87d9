"""The reader: a phrase in, its meaning out."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.time.clock import resolve, wall_of
from bot.time.letters import fold
from bot.time.phrases.dates import NoSuchDate, read_date
from bot.time.phrases.readings import Duration, Instant, Note, NotUnderstood, Reason, Understood
from bot.time.weeks import MONDAY_TO_FRIDAY, Week

Prefer = Literal["future", "past"]
_LONGEST = 500
_TIME = re.compile(r"(?:(\S+) )?(\d{1,2}):(\d{2})")
_DATED = re.compile(r"(.+?),? (?:(?:at|a|as|a las) )?(\d{1,2}[:h]\d{2})")
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SPAN = re.compile(r"\+?(\d{1,4}) ?(mo|[mhdw])")
_UNITS = {"m": (0, 0, 60), "h": (0, 0, 3600), "d": (0, 1, 0), "w": (0, 7, 0), "mo": (1, 0, 0)}


def read(
    text: str,
    *,
    language: str,  # noqa: ARG001 - the tables come next
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = "future",
    week: Week = MONDAY_TO_FRIDAY,  # noqa: ARG001 - the tables come next
) -> Understood:
    """What a phrase means for somebody in a zone at an instant."""
    if not text.strip():
        return NotUnderstood("", Reason.EMPTY)
    if len(text) > _LONGEST:
        return NotUnderstood(text[:40], Reason.TOO_LONG)
    folded = fold(text)
    return (
        _read_span(folded)
        or _read_moment(folded, now, zone, prefer)
        or NotUnderstood(text, Reason.UNKNOWN_WORD)
    )


def read_instant(
    text: str,
    *,
    language: str,
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = "future",
    week: Week = MONDAY_TO_FRIDAY,
) -> Understood:
    """The same where only an instant will do: a duration counts from now, backwards for the past."""
    found = read(text, language=language, now=now, zone=zone, prefer=prefer, week=week)
    if not isinstance(found, Duration):
        return found
    at = found.before(now, zone) if prefer == "past" else found.after(now, zone)
    return Instant(at, wall_of(at, zone), zone, exact_time=not found.days)


def read_duration(text: str, language: str) -> Duration | NotUnderstood:  # noqa: ARG001 - the tables come next
    """The length of time a phrase names."""
    return _read_span(fold(text)) or NotUnderstood(text[:40], Reason.NOT_A_DURATION)


def _read_span(text: str) -> Duration | None:
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    months, days, seconds = _UNITS[found[2]]
    count = int(found[1])
    return Duration(months * count, days * count, seconds * count)


def _read_moment(text: str, now: datetime, zone: ZoneInfo, prefer: Prefer) -> Understood | None:
    here = wall_of(now, zone)
    try:
        wall = datetime.fromisoformat(text.upper())
    except ValueError:
        return _read_dated(text, here, zone, prefer) or _read_time(text, here, zone, prefer)
    if wall.tzinfo is not None:
        return Instant(wall.astimezone(UTC), wall_of(wall, zone), zone)
    return _instant(wall, zone, exact=":" in text)


def _read_dated(text: str, here: datetime, zone: ZoneInfo, prefer: Prefer) -> Understood | None:
    """A date, perhaps with a time behind it."""
    spoken, hour = (found[1], found[2]) if (found := _DATED.fullmatch(text)) else (text, "")
    try:
        day = read_date(spoken, here.date(), past=prefer == "past")
    except NoSuchDate:
        return NotUnderstood(text, Reason.NO_SUCH_DATE)
    if day is None:
        return None
    if not hour:
        return _instant(datetime.combine(day, time()), zone, exact=False)
    clock = _TIME.fullmatch(hour.replace("h", ":"))
    if clock is None or not _on_the_clock(clock):
        return NotUnderstood(hour, Reason.NO_SUCH_TIME)
    return _instant(datetime.combine(day, time(int(clock[2]), int(clock[3]))), zone, exact=True)


def _on_the_clock(found: re.Match[str]) -> bool:
    return int(found[2]) < 24 and int(found[3]) < 60  # noqa: PLR2004 - hours and minutes of a clock


def _read_time(text: str, here: datetime, zone: ZoneInfo, prefer: Prefer) -> Understood | None:
    found = _TIME.fullmatch(text)
    if not found or (found[1] and found[1] not in _DAYS):
        return None
    if not _on_the_clock(found):
        return NotUnderstood(text, Reason.NO_SUCH_TIME)
    wall = datetime.combine(here.date(), time(int(found[2]), int(found[3])))
    if found[1]:
        wall += timedelta(days=_DAYS[found[1]])
    elif prefer == "past" and wall > here:
        wall -= timedelta(days=1)
    elif prefer == "future" and wall < here:
        wall += timedelta(days=1)
    return _instant(wall, zone, exact=True)


def _instant(wall: datetime, zone: ZoneInfo, *, exact: bool) -> Instant:
    found = resolve(wall, zone)
    notes = () if found.kind == "exact" else (Note(found.kind),)
    return Instant(found.instant, wall, zone, exact, notes)
