"""Dates with digits or with the name of a month: day, month, year, or ISO; never month first."""

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names

from bot.time.letters import fold

LANGUAGES = ("ar", "en", "fr", "pt_PT", "es", "sw")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DIGITS = re.compile(r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}))?")
_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?[ .]*(?:de )?"
    r"(?P<name>[^\W\d]{3,12})\.?(?: (?:de )?(?P<year>\d{4}))?"
)


class NoSuchDate(ValueError):  # noqa: N818 - an answer
    """The phrase has the form of a date, and the calendar has none of it."""


def read_date(text: str, today: date, *, past: bool) -> date | None:
    """The date a folded phrase names, None when it names none; without a year, the nearest one.

    Raises `NoSuchDate` for the thirty-first of February.
    """
    found = _ISO.fullmatch(text) or _DIGITS.fullmatch(text) or _NAMED.fullmatch(text)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _months().get(parts["name"], 0)
    if "name" in parts and not month:
        return None
    try:
        if parts["year"]:
            return date(int(parts["year"]), month, int(parts["day"]))
        return _nearest(month, int(parts["day"]), today, past=past)
    except ValueError:
        raise NoSuchDate(text) from None


def _nearest(month: int, day: int, today: date, *, past: bool) -> date:
    """The date in this year, or in the one before or after: on the side that is meant."""
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found <= today) if past else (found >= today):
            return found
    raise ValueError(month, day)


@cache
def _months() -> dict[str, int]:
    """The number of a month by its folded names, wide and short, in every language."""
    return {
        fold(name).rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in get_month_names(width, context, language).items()
    }
