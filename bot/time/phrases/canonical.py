"""The phrase in English that is read as exactly one meaning, for whoever presses a button."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time

from bot.time.clock import resolve
from bot.time.phrases.hours import CONVENTION
from bot.time.phrases.readings import Duration, Instant, Note, Reading, Recurrence
from bot.time.recurrence import Rule, Shift

_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
    "SU": "Sunday",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_UNITS = {
    "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month",
    "YEARLY": "year",
}  # fmt: skip
_LENGTHS = ((3600, "hour"), (60, "minute"), (1, "second"))
_ORDINALS = {
    -2: "penultimate",
    -1: "last",
    1: "1st",
    2: "2nd",
    3: "3rd",
    21: "21st",
    22: "22nd",
    23: "23rd",
    31: "31st",
}
_PARTS = {
    time(CONVENTION[name]): name for name in ("dawn", "morning", "noon", "afternoon", "evening", "night")
}


def canonical(reading: Reading) -> str:
    """A phrase that reads as this in English, whenever it is read."""
    match reading:
        case Instant():
            return _instant(reading)
        case Duration():
            return _duration(reading)
        case Recurrence():
            return _rule(reading)


def _instant(found: Instant) -> str:
    day = found.wall.date().isoformat()
    if resolve(found.wall, found.zone).instant != found.at:
        # A second time of an overlap, or one that does not exist: only the offset tells.
        return found.at.astimezone(found.zone).isoformat()
    said = f"{day} {_clock(found.wall.time())}"
    if Note.PART_OF_DAY in found.notes:
        said = f"{day} {_part(found.wall.time())}"
    elif not found.exact_time and found.wall.time() == time():
        said = day
    return f"{said} tz:{found.zone.key}"


def _clock(at: time) -> str:
    return at.isoformat("minutes" if not at.second and not at.microsecond else "auto")


def _part(at: time) -> str:
    return _PARTS.get(at, "end of day")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _duration(found: Duration) -> str:
    parts = [(found.months, "month"), (found.days, "day"), (found.working_days, "working day")]
    seconds = found.seconds
    for size, unit in _LENGTHS:
        parts.append((seconds // size, unit))
        seconds %= size
    return " ".join(_counted(count, unit) for count, unit in parts if count) or "0 minutes"


def _rule(found: Recurrence) -> str:
    return " ".join(filter(None, _pieces(found.rule, part=Note.PART_OF_DAY in found.notes)))


def _pieces(rule: Rule, *, part: bool) -> Iterator[str]:
    parts = dict(one.split("=") for one in rule.rrule.split(";"))
    yield _frequency(parts)
    yield from _days(parts, rule)
    by_clock = parts["FREQ"] in ("HOURLY", "MINUTELY")
    if rule.timed and not by_clock:
        yield _part(rule.dtstart.time()) if part else f"at {' and '.join(map(_clock, rule.clocks))}"
    midway = by_clock or rule.dtstart.time() != rule.clocks[0]
    yield f"from {rule.dtstart.date()}" + (f" {_clock(rule.dtstart.time())}" if midway else "")
    if "UNTIL" in parts:
        end = datetime.fromisoformat(parts["UNTIL"])
        yield f"until {end.date()}" + ("" if end.time() == time(23, 59, 59) else f" {_clock(end.time())}")
    yield from _exceptions(parts, rule)
    yield f"tz:{rule.zone}"


def _frequency(parts: dict[str, str]) -> str:
    count = int(parts.get("INTERVAL", 1))
    unit = _UNITS[parts["FREQ"]]
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"


def _days(parts: dict[str, str], rule: Rule) -> Iterator[str]:
    """On which days."""
    of_month = f" of {_months(parts)}" if parts["FREQ"] == "YEARLY" and "BYMONTHDAY" not in parts else ""
    codes = parts.get("BYDAY", "").split(",")
    if "BYMONTHDAY" in parts:
        yield _month_days(parts)
    elif "BYSETPOS" in parts:
        what = "working day" if set(codes) == _working(rule) else "weekend"
        yield f"on the {_ordinals(parts['BYSETPOS'])} {what}{of_month}"
    elif codes[0] and codes[0] not in _DAYS:
        name = _DAYS[codes[0][-2:]]
        yield f"on the {_ordinals(','.join(code[:-2] for code in codes))} {name}{of_month}"
    elif codes[0] and parts["FREQ"] != "DAILY":
        yield f"on {_weekdays(codes)}"


def _weekdays(codes: Iterable[str]) -> str:
    return " and ".join(_DAYS[code] for code in codes)


def _months(parts: dict[str, str]) -> str:
    return " and ".join(_MONTHS[int(month) - 1] for month in parts["BYMONTH"].split(","))


def _working(rule: Rule) -> set[str]:
    return {code for number, code in enumerate(_DAYS) if number in rule.days}


def _ordinals(numbers: str) -> str:
    return " and ".join(_ORDINALS.get(int(number), f"{int(number)}th") for number in numbers.split(","))


def _month_days(parts: dict[str, str]) -> str:
    days = parts["BYMONTHDAY"]
    if parts["FREQ"] == "YEARLY":
        return f"on {days} {_months(parts)}"
    if days == "-1":
        return "on the last day"
    return f"on the {_ordinals(days)}" + (" skipping short months" if days == "31" else "")


def _in_months(months: list[int]) -> Iterator[str]:
    """In which months only, or in which not, whichever are fewer."""
    others = [name for number, name in enumerate(_MONTHS, 1) if number not in months]
    if len(others) < len(months):
        yield from (f"except in {name}" for name in others)
    else:
        yield f"only in {' and '.join(_MONTHS[month - 1] for month in months)}"


def _exceptions(parts: dict[str, str], rule: Rule) -> Iterator[str]:
    if "BYDAY" in parts and ("BYMONTHDAY" in parts or parts["FREQ"] == "DAILY"):
        yield f"only on {_weekdays(parts['BYDAY'].split(','))}"
    if "BYMONTH" in parts and parts["FREQ"] != "YEARLY":
        yield from _in_months([int(month) for month in parts["BYMONTH"].split(",")])
    yield from (f"except {day}" for day in rule.exdates)
    if rule.ramadan:
        yield "except Ramadan"
    if rule.holidays:
        yield f"except holidays {', '.join(rule.holidays)}"
        if rule.shift is not Shift.SKIP:
            yield f"if holiday: {rule.shift}"
