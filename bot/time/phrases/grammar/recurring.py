"""What recurs: how often, and on which days."""

from dataclasses import replace

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.grammar.clocks import HOURS, clock_of_part
from bot.time.phrases.grammar.dates import days_of_month
from bot.time.phrases.grammar.periods import nth, period
from bot.time.phrases.grammar.weekdays import weekday
from bot.time.phrases.readings import Duration, Reason
from bot.time.phrases.slots import (
    Anniversary,
    Clock,
    Date,
    DaysOfMonth,
    Every,
    Item,
    Nth,
    Relative,
    Slots,
    Weekdays,
    slot,
)


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
    """Weekly, fortnightly: `week 2`; fifteen days (`day 14`) are weeks."""
    unit, _, count = value.partition(" ")
    weeks, days = divmod(int(count or 1), 7)
    return every("week", weeks) if unit == "day" and not days else every(unit, int(count or 1))


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


def next_weekdays(count: int, day: int) -> Item:
    """The next 3 Thursdays."""
    if count <= 1:
        return None
    start = (("date", Relative(1)),)  # today is not next
    return (
        ("every", Every("week")),
        ("weekday", Weekdays((day,))),
        ("span", Duration(days=7 * count)),
        ("from", start),
    )


def every_nth_weekday(nth: int, day: int) -> Item:
    """Every 3rd Thursday, which may be one in three or the third of a month."""
    if nth <= 1:
        return None
    return (("every", Every("week", nth)), ("weekday", Weekdays((day,))), ("doubtful", True))


def every_in(count: int, again: int, unit: str) -> Every | Impossible | None:
    """De deux en deux jours."""
    return every(unit, count) if count == again else None


def every_half_in(again: str | None, unit: str) -> Every | None:
    """De demi-heure en demi-heure, de meia em meia hora."""
    return every_fraction(unit, 30) if again in (None, unit) else None


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


def on_the_hour(unit: str) -> Item:
    """Every hour on the hour."""
    return (("every", Every("hour")), ("time", Clock(0, style="exact"))) if unit == "hour" else None


def daily_at(unit: str, hour: int) -> Item:
    """Todos los días 9, which may be every ninth of a month as well."""
    return (("every", Every("day")), ("time", Clock(hour))) if unit == "day" and 0 < hour < HOURS else None


def monthly_on(unit: str, day: int) -> Item:
    """The same as every ninth."""
    return every_month_day((day,)) if unit == "day" else None


def daily_in_part(found: Clock | Impossible, part: str) -> Slots:
    """Every 9 in the evening."""
    return (("every", Every("day")), *clock_of_part(found, part))


def every_part(part: str) -> Slots:
    """Every morning; beside weekdays, the mornings of these."""
    return (("every", Every("day")), ("part", (part,)), ("loose", True))


def every_nights(count: int, part: str) -> Item:
    """Every other night."""
    return (("every", Every("day", count)), ("part", (part,))) if count else None


def weekdays_parts(found: Weekdays, part: str) -> Slots:
    """Thursday mornings."""
    return (("weekday", replace(found, habit="yes")), ("part", (part,)))


def units_parts(unit: str, part: str) -> Item:
    """Weekend mornings."""
    return (("every", Every(unit)), ("part", (part,))) if unit in ("day", "workday", "weekend") else None


LINES: tuple[Line, ...] = (
    ("every", "EVERY (UNIT|ONE_BEFORE)", every),
    ("every", "ALL UNITS", every),
    ("every", "EVERY NUM unit", lambda count, unit: every(unit, count)),
    ("every", "(EVERY|EVERY_AFTER) UNIT_BEFORE NUM", every),
    ("every", "EVERY DUAL", lambda unit: every(unit, 2)),
    ("every", "(EVERY|EVERY_AFTER) LENGTH", written_frequency),
    ("every", "EVERY SUN", lambda: every("hour")),
    ("every", "(EVERY|EVERY_AFTER) SUN NUM", lambda count: every("hour", count)),
    ("every", "EVERY NUM H", lambda count: every("hour", count)),
    ("every", "(EVERY|EVERY_AFTER) HALF SUN", lambda: every_fraction("hour", 30)),
    ("every", "EVERY A? HALF DASH? A? unit", lambda unit: every_fraction(unit, 30)),
    ("every", "EVERY QUARTER OF? A? unit", lambda unit: every_fraction(unit, 15)),
    ("every", "EVERY ORD unit", lambda nth, unit: every_nth_unit(unit, nth)),
    ("every", "EVERY unit ORD_AFTER", every_nth_unit),
    ("every", "ALTERNATE unit", lambda unit: every(unit, 2)),
    ("every", "EVERY? A? unit alternately", lambda unit: every(unit, 2)),
    ("alternately", "ALTERNATELY", lambda: ()),
    ("alternately", "YES SEPARATOR? AND? (A|ANOTHER)? (unit|WEEKDAY)? NO", lambda _: ()),
    ("every", "out_of NUM IN NUM unit", every_in),
    ("every", "out_of NUM IN LENGTH", lambda _, value: written_frequency(value)),
    ("every", "out_of A? HALF DASH? unit? IN A? HALF DASH? unit", every_half_in),
    ("every", "out_of QUARTER IN QUARTER unit", lambda unit: every_fraction(unit, 15)),
    ("every", "(EVERY|EVERY_AFTER) EIGHT_DAYS", lambda: every("week")),
    ("every", "(EVERY|EVERY_AFTER) EIGHT_DAYS", lambda: every("day", 8)),
    ("every", "EVERY WEEKDAY_NOUN", lambda: every("workday")),
    ("every", "EVERY? FREQ", written_frequency),
    ("item", "OF? every", slot("every")),
    ("item", "ALL UNITS DIGITS", daily_at),
    ("item", "ALL UNITS DIGITS", monthly_on),
    ("item", "EVERY EACH_DAY DIGITS", lambda hour: daily_at("day", hour)),
    ("item", "ALL DIGITS", lambda day: every_month_day((day,))),
    ("item", "EVERY (UNIT|ONE_BEFORE) SHARP", on_the_hour),
    ("item", "EVERY several", every_weekday),
    ("item", "EVERY? A? WEEKDAY alternately", lambda day: every_other(weekday(day))),
    ("item", "ALTERNATE list", every_other),
    ("item", "EVERY NUM (WEEKDAY|WEEKDAYS)", every_weeks),
    ("item", "EVERY (ORD|NTH) (WEEKDAY|WEEKDAYS)", every_nth_weekday),
    ("item", "on? THE_MANY? MANY_NEXT NUM (WEEKDAY|WEEKDAYS)", next_weekdays),
    ("item", "on? THE_MANY? NUM MANY_NEXT (WEEKDAY|WEEKDAYS)", next_weekdays),
    ("item", "on? THE_MANY? NUM (WEEKDAY|WEEKDAYS) MANY_NEXT", next_weekdays),
    ("item", "EVERY mark? WEEKDAY ORD_AFTER", lambda day, nth: every_nth_weekday(nth, day)),
    ("item", "EVERY nth", every_month_nth),
    ("item", "EVERY (DAY_MARK|DATE_MARK)? date", every_date),
    ("item", "EVERY edge DASH? OF? unit", every_edge),
    ("item", "edge DASH? OF? EVERY unit", every_edge),
    (
        "item",
        "on? THE_MANY counted (WEEKDAY|WEEKDAYS)",
        lambda which, day: every_month_nth(nth(which, day)),
    ),
    ("item", "EVERY plain_days", every_month_day),
    ("item", "EVERY numbers OF THE? MONTH_WORD", every_month_day),
    ("item", "EVERY (PART|PARTS)", every_part),
    ("item", "EVERY clock PART", daily_in_part),
    ("item", "EVERY NUM PART", lambda hour, part: daily_in_part(Clock(hour), part) if hour < HOURS else None),
    ("item", "PART ALWAYS", every_part),
    ("item", "on? PARTS", every_part),
    ("item", "ALTERNATE (PART|PARTS)", lambda part: every_nights(2, part)),
    ("item", "EVERY NUM PARTS", every_nights),
    ("item", "several PARTS", weekdays_parts),
    ("item", "(UNIT|ONE_BEFORE) PARTS", units_parts),
    ("item", "WEEKDAY_NOUN PARTS", lambda part: units_parts("workday", part)),
    ("item", "SHORT_MONTHS", lambda: (("short", "skip"),)),
    ("item", "OR_LAST", lambda: (("short", "last"),)),
)
