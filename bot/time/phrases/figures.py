"""What is written with digits: dates, times of day, ordinals, years."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.time.phrases.readings import Duration, Reason
from bot.time.phrases.slots import Anniversary, Clock, Fixed

YEARS = range(1900, 2201)  # what this calendar is about
_MONTHS = 12
_CLOCK_HOURS = 8  # from here on 8h30m is hardly a length
_SHORT_YEAR = 2  # figures
_LAST_CENTURY = 70  # from here on


@dataclass(frozen=True, slots=True)
class Impossible:
    """The form of a date or a time, and nothing the calendar or the clock has."""

    reason: Reason


Figure = tuple[str, Any, int]  # a kind, a value, and where it ends

# Behind a space, a minus is rather the dash of a span of time.
_TO_SECONDS = r"\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?"
_STAMP = re.compile(
    rf"\d{{4}}-\d{{2}}-\d{{2}}(?:t{_TO_SECONDS}[+-]|[t ]{_TO_SECONDS}\+)\d{{2}}:?\d{{2}}(?!\d)"
)
_NUMBER = re.compile(r"\d+")
_MOST_FIGURES = 6  # of a count of anything here
_YEAR = 4  # figures
_ISO = re.compile(r"(\d{4,5})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(?:t(?=\d))?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er)? ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4,5}|\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(\d{1,2})(?:er)?(/| / |\.)(\d{1,2})\.?(?![\d.:/-])")
_DASHED = re.compile(r"(?<!\d[-/.:])(?<!\d [-/] )(\d{1,2}) ?- ?(\d{1,2})(?![\d.:/]| ?-)")
_ROMAN = re.compile(r"(\d{1,2})([-/.])(x{0,1}(?:ix|iv|v?i{0,3}))\2(\d{4})(?!\d)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_HALF = re.compile(r"1[/\u2044]([24])(?![\d/])")
_THREE_QUARTERS = re.compile(r"3\u20444(?!\d)")
_MIXED = re.compile(r"(\d{1,3})1\u20442(?!\d)")  # 2½, as it is folded
_CLOCK = re.compile(r"(\d{1,2}) ?: ?(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})(?!\d|[./]\d)")
_WITH_H = re.compile(
    r"(\d{1,2}) ?(?:h|سا)[.:]? ?(\d{2})(?: ?(?:(mins?|mn|m|minutes?|minutos?)|hrs?|h))?(?![\da-z])"
)
_DECIMAL = re.compile(r"(\d{1,3})[.,](\d)(?!\d)")
_FOUR = re.compile(r"([01]?\d|2\d)(\d{2})(?!\d)")
_OFFSET = re.compile(r"(?:utc|gmt) ?([+-]) ?(\d{1,2})(?::?(\d{2}))?(?!\d)")


def figures(text: str, start: int) -> Iterator[Figure]:
    """Every reading of the digits at a place of a folded text, each as far as it reaches."""
    yield from _numbers(text, start)
    yield from _stamps(text, start)
    yield from _dates(text, start)
    yield from _clocks(text, start)
    if found := _DECIMAL.match(text, start):
        yield "DECIMAL", int(found[1]) * 10 + int(found[2]), found.end()
    if found := _MIXED.match(text, start):
        yield "DECIMAL", int(found[1]) * 10 + 5, found.end()
    if found := _HALF.match(text, start):
        yield "HALF" if found[1] == "2" else "QUARTER", None, found.end()
        if found[1] == "2":
            yield "HALF_SIGN", None, found.end()
    if found := _THREE_QUARTERS.match(text, start):
        yield "QUARTERS", 3, found.end()


def _numbers(text: str, start: int) -> Iterator[Figure]:
    """A plain number, which may be a year; three figures and more that begin with a zero count nothing."""
    found = _NUMBER.match(text, start)
    if found is None or len(found[0]) > _MOST_FIGURES:
        return
    number, length = int(found[0]), len(found[0])
    if length <= _SHORT_YEAR or found[0][0] != "0":
        yield "NUM", number, found.end()
        yield "DIGITS", number, found.end()
    if length == _YEAR and found[0][0] != "0":
        yield "YEAR", number, found.end()
    elif length == _SHORT_YEAR and number > 24:  # noqa: PLR2004 - a number that is no hour
        yield "SHORT_YEAR", 2000 + number, found.end()


def _stamps(text: str, start: int) -> Iterator[Figure]:
    found = _STAMP.match(text, start)
    if found is None:
        return
    try:
        yield "STAMP", datetime.fromisoformat(found[0].upper()), found.end()
    except ValueError:
        yield "STAMP", Impossible(Reason.NO_SUCH_TIME), found.end()


def _dates(text: str, start: int) -> Iterator[Figure]:
    if found := _ISO.match(text, start):
        yield "DATE", fixed(int(found[1]), int(found[3]), int(found[4])), found.end()
    elif found := _DAY_FIRST.match(text, start):
        year = _century(int(found[4])) if len(found[4]) <= _SHORT_YEAR else int(found[4])
        yield "DATE", fixed(year, int(found[3]), int(found[1])), found.end()
    elif (found := _ROMAN.match(text, start)) and found[3] in _ROMANS:
        yield "DATE", fixed(int(found[4]), _ROMANS.index(found[3]) + 1, int(found[1])), found.end()
    elif found := _NO_YEAR.match(text, start):
        yield "DATE", anniversary(int(found[3]), int(found[1])), found.end()
    elif (found := _DASHED.match(text, start)) and 0 < int(found[2]) <= _MONTHS:
        # 20-10 is a date, 9-11 may be the hours from nine to eleven.
        kind = "DATE" if int(found[1]) > _MONTHS else "DASHED"
        yield kind, anniversary(int(found[2]), int(found[1])), found.end()


def _century(year: int) -> int:
    """The year that two figures stand for: of this century, or late in the last."""
    return year + (2000 if year < _LAST_CENTURY else 1900)


def fixed(year: int, month: int, day: int) -> Fixed | Impossible:
    """A date with its year, if there is such a day."""
    if month > _MONTHS >= day > 0:
        return Impossible(Reason.MONTH_FIRST)
    if year not in YEARS:
        return Impossible(Reason.TOO_FAR if year > YEARS[-1] else Reason.NO_SUCH_DATE)
    try:
        return Fixed(date(year, month, day))
    except ValueError:
        return Impossible(Reason.NO_SUCH_DATE)


def anniversary(month: int, day: int) -> Anniversary | Impossible:
    """A date without a year, if some year has such a day."""
    found = fixed(2000, month, day)  # a leap year
    return Anniversary(month, day) if isinstance(found, Fixed) else found


def _clocks(text: str, start: int) -> Iterator[Figure]:
    for pattern in (_CLOCK, _DOTTED):
        if found := pattern.match(text, start):
            definite = len(found[1]) > 1 or found[1] in "089"
            second = int(found[3] or 0) if pattern is _CLOCK else 0
            yield "CLOCK", clock(int(found[1]), int(found[2]), second, definite=definite), found.end()
    if found := _WITH_H.match(text, start):
        span = Duration(seconds=int(found[1]) * 3600 + int(found[2]) * 60)
        yield "SPAN", span, found.end()
        if found[3] and int(found[1]) < _CLOCK_HOURS:
            yield "SPAN_OR_CLOCK", span, found.end()
        yield "CLOCK", clock(int(found[1]), int(found[2]), definite=True), found.end()
    if found := _FOUR.match(text, start):
        plain = found[0][0] == "0"
        bare = not plain and int(found[0]) in YEARS
        made = clock(int(found[1]), int(found[2]), definite=len(found[1]) > 1)
        yield "ZERO_FOUR" if plain else "YEAR_FOUR" if bare else "FOUR", made, found.end()


def clock(hour: int, minute: int, second: int = 0, *, definite: bool) -> Clock | Impossible:
    """A time of the 24-hour clock, or of one that may have twelve."""
    if hour >= 24 or max(minute, second) >= 60:  # noqa: PLR2004 - of a day, of an hour
        return Impossible(Reason.NO_SUCH_TIME)
    return Clock(hour, minute, second, "exact" if definite else "spoken")


def offset_at(text: str, start: int) -> tuple[str, int, int] | None:
    """The sign and the hours of `utc+3`, and where it ends."""
    found = _OFFSET.match(text, start)
    if found is None or int(found[3] or 0):
        return None
    return found[1], int(found[2]), found.end()
