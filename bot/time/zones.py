"""Time zones as people write them: IANA names, cities, offsets from UTC."""

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot.time.letters import fold

UTC_ZONE = ZoneInfo("UTC")
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2})(?::?00)?")
_FIXED = {
    "utc": "UTC", "gmt": "UTC", "z": "UTC", "zulu": "UTC", "tu": "UTC", "temps universel": "UTC",
    "eat": "Africa/Nairobi", "cat": "Africa/Maputo", "wat": "Africa/Lagos", "sast": "Africa/Johannesburg",
}  # fmt: skip
_SIDE_WAYS = ("Etc/", "posix", "right", "SystemV", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")


def read_zone(text: str) -> ZoneInfo | None:
    """The zone meant by an IANA name, a city, an offset of whole hours or an abbreviation without doubt.

    Abbreviations that change in summer or mean several zones (CET, EET, IST) are not read.
    """
    name = fold(text).replace("_", " ")
    return _by_offset(name) or _by_name(name)


def _by_name(name: str) -> ZoneInfo | None:
    key = _FIXED.get(name) or names().get(name) or cities().get(name)
    return ZoneInfo(key) if key else None


def _by_offset(name: str) -> ZoneInfo | None:
    found = _OFFSET.fullmatch(name)
    return fixed(found[1], int(found[2])) if found else None


def fixed(sign: str, hours: int) -> ZoneInfo | None:
    """The zone always so many whole hours ahead of (`+`) or behind (`-`) UTC."""
    if hours == 0:
        return UTC_ZONE
    limit = 14 if sign == "+" else 12
    # The names of Etc/ count westwards: Etc/GMT-3 is three hours ahead.
    return ZoneInfo(f"Etc/GMT{'-' if sign == '+' else '+'}{hours}") if hours <= limit else None


@cache
def names() -> dict[str, str]:
    """Every IANA name by its folded form, without underscores."""
    return {fold(key).replace("_", " "): key for key in _keys() if "/" in key}


@cache
def cities() -> dict[str, str]:
    """Every city that names one zone, folded; the name of a city alone is the last part of an IANA name."""
    found: dict[str, str] = {}
    for key in sorted(_keys(), key=lambda key: (not key.startswith("Africa/"), key)):
        if "/" in key and not key.startswith(_SIDE_WAYS):
            found.setdefault(fold(key.rsplit("/", 1)[1]).replace("_", " "), key)
    return found


@cache
def _keys() -> tuple[str, ...]:
    return tuple(files("tzdata").joinpath("zones").read_text("utf-8").split())
