"""Lengths of time, and how far away something is."""

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Duration, Reason
from bot.time.phrases.slots import Anchor, Item, Later, Relative, Weekdays, same

MINUTES, WEEK, YEAR = 60, 7, 12  # in an hour, days, months
_HALF = 5  # tenths
_MOST_SUN_HOURS = 6
_DAY = 24  # hours, which no clock shows
MOST_HOURS = 999  # 1430 hours is a time of day
_UNITS = {
    "second": Duration(seconds=1), "minute": Duration(seconds=60), "hour": Duration(seconds=3600),
    "day": Duration(days=1), "week": Duration(days=7), "fortnight": Duration(days=14),
    "month": Duration(months=1), "quarter": Duration(months=3), "semester": Duration(months=6),
    "year": Duration(months=12), "workday": Duration(working_days=1),
}  # fmt: skip
_HALVES = {
    "minute": Duration(seconds=30), "day": Duration(seconds=12 * 3600), "month": Duration(days=15),
    "year": Duration(months=6),
}  # fmt: skip


def length(count: int, unit: str) -> Duration | None:
    """So many units."""
    one = _UNITS.get(unit)
    if one is None or (unit == "hour" and count > MOST_HOURS):
        return None
    return Duration(one.months * count, one.days * count, one.seconds * count, one.working_days * count)


def written_length(value: str) -> Duration | None:
    """A length that has a word of its own: `day 14`."""
    unit, count = value.split()
    return length(int(count), unit)


def decimal_length(tenths: int, unit: str) -> Duration | None:
    """One and a half hours, put as 1.5."""
    if unit == "hour":
        return Duration(seconds=tenths * 360)
    whole, part = divmod(tenths, 10)
    return and_half(whole, unit, 30) if part == _HALF else None


def working(unit: str, count: int) -> Duration | None:
    """Three days of work."""
    return length(count, "workday") if unit == "day" else None


def hours_and_minutes(count: int, more: int) -> Duration:
    """Two hours thirty."""
    return Duration(seconds=count * 3600 + more * 60)


def fraction(minutes: int, unit: str) -> Duration | None:
    """Half or a quarter of an hour; half a year."""
    if unit == "hour":
        return Duration(seconds=minutes * 60)
    return Duration(months=6) if unit == "year" and minutes == MINUTES // 2 else None


def and_half(count: int, unit: str, minutes: int) -> Duration | None:
    """So many hours and a half, or a quarter."""
    if unit == "hour":
        return Duration(seconds=count * 3600 + minutes * 60) if minutes > 0 else None
    one, half = _UNITS.get(unit), _HALVES.get(unit)
    if one is None or half is None or minutes != MINUTES // 2:
        return None
    months, days = one.months * count + half.months, one.days * count + half.days
    return Duration(months, days, one.seconds * count + half.seconds)


def sum_of(one: Duration, more: Duration) -> Duration | None:
    """Both together, the larger unit first."""
    ranks = [_smallest(one), _largest(more)]
    if ranks[0] >= ranks[1]:
        return None
    return Duration(
        one.months + more.months,
        one.days + more.days,
        one.seconds + more.seconds,
        one.working_days + more.working_days,
    )


def _smallest(found: Duration) -> int:
    """The rank of the smallest unit in a length, from years to seconds."""
    if found.seconds:
        return 7 if found.seconds % MINUTES else 6 if found.seconds % (MINUTES * MINUTES) else 5
    if found.days or found.working_days:
        return 4 if found.working_days else 3 if found.days % WEEK else 2
    return 1 if found.months % YEAR else 0


def _largest(found: Duration) -> int:
    """The rank of the largest unit; it follows whatever is larger."""
    if found.months:
        return 1
    if found.days or found.working_days:
        return 3 if found.days else 4
    return 7 if found.seconds < MINUTES else 6 if found.seconds < MINUTES * MINUTES else 5


def alone(found: Duration) -> Item:
    """A length of time by itself; none at all is no length."""
    return (("length", found),) if found != Duration() else None


def later(found: Duration) -> Later | None:
    """So much from now."""
    return Later(found) if found != Duration() else None


def earlier(found: Duration) -> Later:
    """So much ago."""
    return Later(found, -1)


def after(found: Duration, anchor: Anchor) -> Later | None:
    """So much after a day: whole days only."""
    return None if found.seconds else Later(found, 1, anchor)


def before(found: Duration, anchor: Anchor) -> Later | Impossible:
    """So much before a day: whole days only."""
    if found.seconds or found.working_days:
        return Impossible(Reason.NEEDS_DAY)
    return Later(found, -1, anchor)


def weeks_after(found: Duration, anchor: Anchor) -> Later | None:
    """A week today, a fortnight on Monday: whole weeks only, and no other day than that one."""
    return after(found, anchor) if found.days and found == Duration(days=found.days // 7 * 7) else None


def plus_days(anchor: Relative | Weekdays, days: int) -> Later | None:
    """Friday week, vendredi en huit."""
    if isinstance(anchor, Weekdays) and anchor.which != "plain":
        return None
    return Later(Duration(days=days), 1, anchor)


def sun_hours(count: int) -> Duration | None:
    """So many `saa`, which are hours while they are few; more are rather a time of day."""
    return length(count, "hour") if count <= _MOST_SUN_HOURS or count >= _DAY else None


def hours_and(count: int, more: Duration) -> Duration | None:
    """Two hours and ten minutes."""
    hours = sun_hours(count)
    return sum_of(hours, more) if hours else None


def relative(days: int) -> Relative:
    """Today, tomorrow, the day after."""
    return Relative(days)


LINES: tuple[Line, ...] = (
    ("unit", "(UNIT|UNITS|UNIT_BEFORE)", same),
    ("amount", "NUM", same),
    ("amount", "A? COUPLE", lambda: 2),
    ("half", "AND A? HALF", lambda: 30),
    ("half", "AND A? QUARTER", lambda: 15),
    ("half", "MORE", same),
    ("piece", "amount unit", length),
    ("piece", "A UNIT", lambda unit: length(1, unit)),
    ("piece", "A UNIT half", lambda unit, half: and_half(1, unit, half)),
    ("piece", "A half UNIT", lambda half, unit: and_half(1, unit, half)),
    ("piece", "UNIT_BEFORE OF? NUM", lambda unit, count: length(count, unit)),
    ("piece", "DUAL", lambda unit: length(2, unit)),
    ("piece", "LENGTH", written_length),
    ("piece", "EIGHT_DAYS", lambda: length(1, "week")),
    ("piece", "EIGHT_DAYS", lambda: length(8, "day")),
    ("piece", "UNIT_BEFORE NUM WORKING", working),
    ("piece", "DECIMAL unit", decimal_length),
    ("piece", "NUM HALF_SIGN OF? unit", lambda count, unit: and_half(count, unit, 30)),
    ("piece", "UNIT_BEFORE DECIMAL", lambda unit, tenths: decimal_length(tenths, unit)),
    ("piece", "A? HALF DASH? (OF|THE)? A? unit", lambda unit: fraction(30, unit)),
    ("piece", "A? QUARTER OF? A? unit", lambda unit: fraction(15, unit)),
    ("piece", "QUARTERS OF? A? unit", lambda count, unit: fraction(15 * count, unit)),
    ("piece", "NUM QUARTER OF? A? unit", lambda count, unit: fraction(15 * count, unit)),
    ("piece", "amount unit half", and_half),
    ("piece", "unit half", lambda unit, half: and_half(1, unit, half)),
    ("piece", "DUAL half", lambda unit, half: and_half(2, unit, half)),
    ("piece", "UNIT_BEFORE NUM half", lambda unit, count, half: and_half(count, unit, half)),
    ("piece", "amount half unit", lambda count, half, unit: and_half(count, unit, half)),
    ("length", "piece", same),
    ("length", "piece (AND|SEPARATOR)? AND? length", sum_of),
    ("some", "length", same),
    ("some", "SPAN", same),
    ("some", "NUM H", lambda count: length(count, "hour")),
    ("some", "NUM HRS minutes", hours_and_minutes),
    ("some", "SUN", lambda: length(1, "hour")),
    ("some", "by_sun", same),
    ("by_sun", "SUN NUM", sun_hours),
    ("by_sun", "SUN NUM AND length", hours_and),
    ("by_sun", "SUN NUM half", lambda count, half: and_half(count, "hour", half)),
    ("piece", "A? HALF SUN", lambda: fraction(30, "hour")),
    ("piece", "A? QUARTER SUN", lambda: fraction(15, "hour")),
    ("some", "SINGLE", lambda unit: length(1, unit)),
    ("item", "PLUS? length", alone),
    ("item", "SPAN_OR_CLOCK", alone),
    ("item", "PLUS length at? clock", lambda found, clock: (("date", Later(found)), ("time", clock))),
    ("item", "PLUS NUM H", lambda count: (("length", length(count, "hour")),)),
    ("later", "IN some OF_TIME? FROM_NOW? SHARP?", later),
    ("later", "AFTER length FROM_NOW?", later),
    ("later", "length FROM_NOW", later),
    ("later", "FROM_NOW length", later),
    ("later", "by_sun FROM_NOW", later),
    ("later", "(length|by_sun) AGO", earlier),
    ("later", "out_of anchor (IN|TO) length", lambda day, found: after(found, day)),
    ("later", "AGO some AGO?", earlier),
    ("later", "IN? some (SINCE|FROM|OUT_OF) ON? anchor", after),
    ("later", "IN? some BEFORE ON? anchor", before),
    ("later", "BEFORE some out_of anchor", before),
    ("later", "IN? some ON anchor", weeks_after),
    ("later", "length anchor", weeks_after),
    ("later", "anchor PLUS_DAYS", plus_days),
    ("later", "out_of? anchor PLUS_DAYS", plus_days),
    ("later", "out_of? THIS WEEKDAY PLUS_DAYS", lambda day, days: plus_days(Weekdays((day,)), days)),
    ("anchor", "DAY", relative),
    ("anchor", "one_weekday", same),
    ("anchor", "article? mark? date", same),
)
