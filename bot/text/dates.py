"""Days and zones in words: month names always, 24 hours, Latin digits (LANGUAGES L2)."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date


@lru_cache(maxsize=4096)
def day(day: date, locale: Locale) -> str:
    """Weekday, day, month by name, year."""
    pattern = "EEEE d MMMM y" if locale.text_direction == "rtl" else "EEE d MMM y"
    return str(format_date(day, pattern, locale=locale))


def zone_name(local: datetime, zone: ZoneInfo) -> str:
    """The offset and the city: `UTC+3, Nairobi`."""
    offset = local.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
    if zone.key.startswith("Etc/"):
        return f"UTC{sign}{hours}"
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return f"UTC{sign}{hours}{f':{rest:02d}' if rest else ''}, {city}"
