"""What the productions of the grammar make of the words they found: slots, or None for nonsense."""

from dataclasses import replace
from typing import Any, TypeAlias

from bot.time.phrases.figures import Impossible, anniversary, fixed
from bot.time.phrases.moon import moon_date
from bot.time.phrases.readings import Duration, Reason
from bot.time.phrases.slots import (
    Anniversary,
    Clock,
    Date,
    DaysOfMonth,
    Every,
    Fixed,
    Later,
    Lunar,
    Nth,
    Period,
    Relative,
    Slots,
    Weekdays,
)  # fmt: skip
from bot.time.recurrence import Shift

Item: TypeAlias = Slots | None
HOURS, MINUTES, DOZEN, LAST_OF_MONTH = 24, 60, 12, 31
MOST_HOURS = 999  # 1430 hours is a time of day
_UNITS = {
    "second": Duration(seconds=1), "minute": Duration(seconds=60), "hour": Duration(seconds=3600),
    "day": Duration(days=1), "week": Duration(days=7), "fortnight": Duration(days=14),
    "month": Duration(months=1), "quarter": Duration(months=3), "semester": Duration(months=6),
    "year": Duration(months=12), "workday": Duration(working_days=1),
}  # fmt: skip


# Lengths of time


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
    return Duration(seconds=tenths * 360) if unit == "hour" else None


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
    if unit == "year" and minutes == MINUTES // 2:
        return Duration(months=12 * count + 6)
    return Duration(seconds=count * 3600 + minutes * 60) if unit == "hour" and minutes > 0 else None


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
    """The rank of the smallest unit in a length: the calendar's are exact, those of the clock divide."""
    if found.seconds:
        return 3 if found.seconds % 3600 == 0 else 4 if found.seconds % 60 == 0 else 5
    return 2 if found.days or found.working_days else 0 if found.months % 12 == 0 else 1


def _largest(found: Duration) -> int:
    """The rank of the largest unit; whatever it is, it follows what is larger than a day."""
    if found.months:
        return 1
    if found.days or found.working_days:
        return 2
    return 5 if found.seconds < 60 else 4 if found.seconds < 3600 else 3  # noqa: PLR2004 - a minute, an hour


# Distances


def later(found: Duration, anchor: Relative | Weekdays | None = None) -> Later:
    """So much from now."""
    return Later(found, 1, anchor)


def earlier(found: Duration) -> Later:
    """So much ago."""
    return Later(found, -1)


def after(found: Duration, anchor: Relative | Weekdays) -> Later | None:
    """So much after a day: whole days only."""
    return None if found.seconds else Later(found, 1, anchor)


def weeks_after(found: Duration, anchor: Relative | Weekdays) -> Later | None:
    """A week today, a fortnight on Monday: whole weeks only, and no other day than that one."""
    return after(found, anchor) if found.days and found == Duration(days=found.days // 7 * 7) else None


def plus_days(anchor: Relative | Weekdays, days: int) -> Later | None:
    """Friday week, vendredi en huit."""
    if isinstance(anchor, Weekdays) and anchor.which != "plain":
        return None
    return Later(Duration(days=days), 1, anchor)


def now() -> Item:
    """This very moment."""
    return (("date", Relative(0, still=True)),)


# Dates


def relative(days: int) -> Relative:
    """Today, tomorrow, the day after."""
    return Relative(days)


def still(days: int) -> Relative:
    """Tomorrow at this time."""
    return Relative(days, still=True)


def named_date(day: int, month: int, year: int | None) -> Date | Impossible | None:
    """A day of a named month."""
    if not 0 < day <= 99:  # noqa: PLR2004 - anything longer is a year
        return None
    return fixed(year, month, day) if year else anniversary(month, day)


def lunar_date(day: int, month: int, year: int | None) -> Lunar | Fixed | Impossible | None:
    """A day of a month of the moon."""
    if not 0 < day < LAST_OF_MONTH:
        return Impossible(Reason.NO_SUCH_DATE)
    if not year:
        return Lunar(month, day)
    found = moon_date(year, month, day)
    return Fixed(found, lunar=True) if found else Impossible(Reason.NO_SUCH_DATE)


def days_of_month(days: tuple[int, ...]) -> DaysOfMonth | None:
    """The 5th, or the 1st and 15th."""
    possible = all(day == -1 or 0 < day <= LAST_OF_MONTH for day in days)
    return DaysOfMonth(tuple(sorted(set(days)))) if possible and days != (-1,) else None


def date_to_come(found: Date | Impossible) -> Slots:
    """The 30th of October next."""
    return (("date", found), ("lean", 1))


def date_gone_by(found: Date | Impossible) -> Slots:
    """The 5th of October last."""
    return (("date", found), ("lean", -1))


def day_of_period(day: int, found: Period) -> Item:
    """5 of next month."""
    days = days_of_month((day,))
    return (("date", days), ("period", found)) if days else None


# Days of the week


def weekday(day: int) -> Weekdays:
    """Friday."""
    return Weekdays((day,))


def this_weekday(day: int) -> Weekdays:
    """This Friday."""
    return Weekdays((day,), "this")


def coming(day: int) -> Weekdays:
    """The coming Friday."""
    return Weekdays((day,), "coming")


def next_weekday(day: int) -> Weekdays:
    """Next Friday."""
    return Weekdays((day,), "next")


def last_weekday(day: int) -> Weekdays:
    """Last Friday."""
    return Weekdays((day,), "last")


def maybe_weekly(day: int) -> Weekdays:
    """`le lundi`, which may be one Monday or all."""
    return Weekdays((day,), habit="maybe")


def both(one: Any, more: Weekdays | None = None) -> Weekdays | None:  # noqa: ANN401 - a day or days
    """Several weekdays, each once."""
    first = one if isinstance(one, Weekdays) else Weekdays((one,))
    if more is None or set(first.days) & set(more.days):
        return None
    return Weekdays((*first.days, *more.days), joined="list")


def span_of_days(first: Weekdays, last: Weekdays) -> Weekdays | None:
    """Monday to Friday."""
    start, end = first.days[0], last.days[0]
    if start == end:
        return None
    days = tuple(day % 7 for day in range(start, start + (end - start) % 7 + 1))
    return Weekdays(days, joined="range")


def weekday_and_date(named: Weekdays, day: int) -> Item:
    """Monday 19."""
    days = days_of_month((day,))
    return (("weekday", named), ("date", days)) if days else None


def weekday_and_hour(named: Weekdays, value: int) -> Item:
    """Monday 9, where it may be an hour as well."""
    if not 0 < value <= DOZEN or named.which != "plain":
        return None
    return (("weekday", named), ("time", Clock(value)), ("or_date", DaysOfMonth((value,))))


def eve(found: Weekdays | Relative) -> Slots:
    """The night before Friday."""
    return (("weekday" if isinstance(found, Weekdays) else "date", found), ("eve", True))


def habitual(found: Weekdays) -> Item:
    """Mondays; Monday to Friday: a habit without `every`."""
    return (("weekday", replace(found, habit="yes")),)


def several(found: Weekdays) -> Item:
    """Two weekdays or more, which only a rule can be about."""
    return (("weekday", found),) if len(found.days) > 1 else None


# Periods


def period(unit: str, ahead: int | None) -> Period | None:
    """Next week, this month."""
    if unit in ("week", "month", "quarter", "year", "weekend"):
        return Period(unit, ahead)
    return None


def period_item(unit: str) -> Item:
    """Of the month, of the year."""
    found = period(unit, None)
    return (("period", found),) if found else None


def written_period(value: str) -> Period:
    """A period that has a word of its own: `week 1`."""
    unit, ahead = value.split()
    return Period(unit, int(ahead))


def one_month(month: int, other: int) -> int | None:
    """A month with its other name beside it."""
    return month if month == other else None


def named_month(month: int, year: int | None) -> Period:
    """November, November 2026."""
    return Period("month", None, month, year or 0)


def edged(edge: int, found: Period) -> Item:
    """The beginning, the middle, the end of a period."""
    return (("edge", edge), ("period", found))


def written_edge(value: str) -> Item:
    """An edge of a period that has a word of its own: `-1 month 0`."""
    edge, unit, ahead = value.split()
    return edged(int(edge), Period(unit, int(ahead)))


def countable(unit: str) -> str | None:
    """What a month has a first and a last of."""
    return unit if unit in ("day", "workday", "weekend") else None


def nth(ordinals: tuple[int, ...], what: int | str) -> Nth | None:
    """The first Monday, the last working day."""
    most = LAST_OF_MONTH if what == "day" else 23 if what == "workday" else 5
    if not all(-2 <= ordinal <= most and ordinal for ordinal in ordinals):  # noqa: PLR2004 - the last but one
        return None
    return Nth(ordinals, what)


# Times of day


def hour(value: int) -> Clock | None:
    """Nine, nine o'clock."""
    return Clock(value) if 0 <= value < HOURS else None


def noon(value: int) -> Clock | None:
    """Twelve noon."""
    return exact_clock(12) if value == DOZEN else None


def exact_clock(value: int) -> Clock:
    """An hour of the 24-hour clock that there is."""
    return Clock(value, style="exact")


def noon_today() -> Slots:
    """This noon."""
    return (("date", Relative(0)), ("time", exact_clock(DOZEN)))


def exact(value: int, minute: int = 0) -> Clock | Impossible:
    """9 h, of the 24-hour clock."""
    return Clock(value, minute, style="exact") if value < HOURS else Impossible(Reason.NO_SUCH_TIME)


def four(value: Clock | Impossible, *_: object) -> Clock | Impossible:
    """0900, 1430 hrs."""
    return value


def minutes(count: int, unit: str | None) -> int | None:
    """Ten, ten minutes."""
    return count if 0 < count < MINUTES and unit in (None, "minute") else None


def past(found: Clock | None, more: int) -> Clock | None:
    """Half past nine; with a negative number a quarter to nine."""
    if found is None:
        return None
    total = (found.hour * 60 + more) % (HOURS * MINUTES)
    return Clock(total // 60, total % 60, style=found.style)


def past_less(value: int, less: int) -> Clock | None:
    """Eleven hours less a quarter; with more it may be a length."""
    return past(hour(value), less) if less < 0 else None


def spelled(value: int, minute: int) -> Clock | None:
    """Nine thirty."""
    return Clock(value, minute) if value < HOURS and minute < MINUTES else None


def midnight(more: int) -> Clock:
    """Midnight, or a little later."""
    return Clock(0, more, style="midnight")


def sun(value: int, more: int = 0) -> Clock | None:
    """An hour counted from sunrise or sunset: saa tatu is nine."""
    if not 0 < value <= DOZEN:
        return Clock(value, more, style="exact") if DOZEN < value < HOURS and more >= 0 else None
    total = (value * 60 + more + 360) % (DOZEN * MINUTES)
    return Clock(total // 60, total % 60, style="sun")


def sun_clock(found: Clock | Impossible) -> Clock | Impossible | None:
    """`saa 3:30` counts from sunrise; `saa 14:30` cannot."""
    if isinstance(found, Impossible) or not 0 < found.hour <= DOZEN:
        return found
    counted = sun(found.hour, found.minute)
    return replace(counted, style="either") if counted else None


def time_item(found: Clock | Impossible | None) -> Item:
    """A time of day as a slot."""
    return (("time", found),) if found else None


def hour_item(value: int) -> Slots:
    """At nine; at 25 there is nothing."""
    return (("time", hour(value) or Impossible(Reason.NO_SUCH_TIME)),)


def bare_hour(value: int) -> Item:
    """An hour that needs a day before it."""
    found = hour(value)
    return (("time", replace(found, bare="after")),) if found else None


def bare_number(value: int) -> Item:
    """A number that is an hour if it stands behind a day, and not right behind its weekday."""
    found = hour(value)
    return (("time", replace(found, bare="number")),) if found else None


def hours_alone(value: int) -> Item:
    """15 heures, which is a time of day as well as a length."""
    return (("time", Clock(value)),) if DOZEN < value < HOURS else None


def bare_four(found: Clock | Impossible) -> Item:
    """Four figures that are a time if they stand next to a day."""
    return (("time", replace(found, bare="after")),) if isinstance(found, Clock) else None


def hours_near(found: Clock) -> Slots:
    """9 hours, which is a length unless it stands next to a day."""
    return (("time", replace(found, bare="near")),)


def hour_today(value: int, part: str) -> Slots:
    """9 tonight."""
    return (*hour_item(value), *part_today(part))


def zulu(found: Clock | Impossible) -> Slots:
    """0900Z."""
    return (("time", found), ("zone", "UTC"))


def part_today(part: str) -> Slots:
    """This evening."""
    return (("date", Relative(0)), ("part", (part,)))


def part_yesterday(part: str) -> Slots:
    """Last night."""
    return (("date", Relative(-1)), ("part", (part,)))


def part_item(part: str) -> Slots:
    """In the evening."""
    return (("part", (part,)),)


def hour_of_part(value: int, part: str) -> Slots:
    """Nine in the evening."""
    return (*hour_item(value), ("part", (part,)))


def zone(key: str) -> Slots:
    """In a zone, or in our own."""
    return () if key == "local" else (("zone", key),)


# Rules


def every(unit: str, count: int = 1) -> Every | Impossible | None:
    """Every so many units."""
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "semester":
        unit, count = "month", count * 6
    if count < 1:
        return Impossible(Reason.NEVER_FIRES)
    if unit in ("workday", "weekend") and count != 1:
        return None
    return Every(unit, count) if unit != "second" else Impossible(Reason.TOO_OFTEN)


def written_frequency(value: str) -> Every | Impossible | None:
    """Weekly, fortnightly: `week 2`."""
    unit, _, count = value.partition(" ")
    return every(unit, int(count or 1))


def every_fraction(unit: str, part: int) -> Every | None:
    """Every half hour."""
    return Every("minute", part) if unit == "hour" else None


def every_nth_unit(unit: str, nth: int) -> Every | Impossible | None:
    """Every second week, every third day."""
    return every(unit, nth) if nth > 1 and unit not in ("workday", "weekend") else None


def every_weekday(found: Weekdays) -> Slots:
    """Every Monday and Thursday."""
    return (("every", Every("week")), ("weekday", found))


def every_other(found: Weekdays) -> Slots:
    """Every other Friday."""
    return (("every", Every("week", 2)), ("weekday", found))


def every_weeks(count: int, day: int) -> Item:
    """Every 3 Thursdays."""
    return (("every", Every("week", count)), ("weekday", Weekdays((day,)))) if count > 1 else None


def every_nth_weekday(nth: int, day: int) -> Item:
    """Every 3rd Thursday, which may be one in three or the third of a month."""
    if nth <= 1:
        return None
    return (("every", Every("week", nth)), ("weekday", Weekdays((day,))), ("doubtful", True))


def every_in(count: int, again: int, unit: str) -> Every | Impossible | None:
    """De deux en deux jours."""
    return every(unit, count) if count == again else None


def every_edge(edge: int, unit: str) -> Item:
    """The end of every month."""
    found = period(unit, None)
    return (("every", Every(unit)), ("edge", edge), ("period", found)) if found else None


def every_month_nth(found: Nth | None) -> Item:
    """Every first Monday."""
    if found is None:
        return None
    return (("every", Every("month")), ("nth", found), ("loose", True))


def every_date(found: Date | Impossible) -> Item:
    """Every 12 December."""
    if isinstance(found, Impossible | Anniversary):
        return (("every", Every("year")), ("date", found))
    return None


def every_month_day(found: DaysOfMonth | tuple[int, ...] | None) -> Item:
    """Every 15th."""
    days = days_of_month(found) if isinstance(found, tuple) else found
    return (("every", Every("month")), ("date", days), ("loose", True)) if days else None


def every_part(part: str) -> Slots:
    """Every morning."""
    return (("every", Every("day")), ("part", (part,)), ("loose", True))


def together(one: Slots, more: Item) -> Item:
    """The slots of both, unless both say the same thing."""
    if more is None or {name for name, _ in one} & {name for name, _ in more}:
        return None
    return (*one, *more)


def left_unit(unit: str) -> tuple[str, Any] | None:
    """What is left out by the name of a kind of day."""
    return (unit, ()) if unit in ("weekend", "workday") else None


def left_frequency(value: str) -> tuple[str, Any] | None:
    """The same, where the plural is a word of frequency."""
    return left_unit(value)


def shift(nations: tuple[str, ...] | None, how: str) -> Slots:
    """If holiday: next."""
    return (("shift", Shift(how)), ("shifted", nations or ()))
