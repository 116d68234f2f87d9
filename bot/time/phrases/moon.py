"""The moon's calendar, Umm al-Qura: known to a day more or less."""

from datetime import date

from hijridate import Gregorian, Hijri


def moon_date(year: int, month: int, day: int) -> date | None:
    """The day of ours on which a day of the moon's calendar falls, None beyond the tables."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def moon_near(month: int, day: int, today: date, *, past: bool) -> date | None:
    """The nearest such day to come (today counts), or gone by."""
    try:
        year = Gregorian(today.year, today.month, today.day).to_hijri().year
    except (ValueError, OverflowError):
        return None
    # A thirtieth day is in some years only.
    for ahead in range(9):
        found = moon_date(year + 1 - ahead if past else year - 1 + ahead, month, day)
        if found and ((found <= today) if past else (found >= today)):
            return found
    return None
