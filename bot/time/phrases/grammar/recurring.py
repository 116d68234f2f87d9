"""What recurs: how often, and on which days."""

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.grammar.dates import days_of_month
from bot.time.phrases.grammar.periods import nth, period
from bot.time.phrases.grammar.weekdays import weekday
from bot.time.phrases.readings import Reason
from bot.time.phrases.slots import Anniversary, Date, DaysOfMonth, Every, Item, Nth, Slots, Weekdays, slot


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


LINES: tuple[Line, ...] = (
    ("every", "EVERY unit", every),
    ("every", "EVERY NUM unit", lambda count, unit: every(unit, count)),
    ("every", "EVERY UNIT_BEFORE NUM", every),
    ("every", "EVERY DUAL", lambda unit: every(unit, 2)),
    ("every", "EVERY LENGTH", written_frequency),
    ("every", "EVERY SUN", lambda: every("hour")),
    ("every", "EVERY SUN NUM", lambda count: every("hour", count)),
    ("every", "EVERY NUM H", lambda count: every("hour", count)),
    ("every", "EVERY HALF SUN", lambda: every_fraction("hour", 30)),
    ("every", "EVERY A? HALF DASH? A? unit", lambda unit: every_fraction(unit, 30)),
    ("every", "EVERY QUARTER OF? A? unit", lambda unit: every_fraction(unit, 15)),
    ("every", "EVERY ORD unit", lambda nth, unit: every_nth_unit(unit, nth)),
    ("every", "EVERY unit ORD_AFTER", every_nth_unit),
    ("every", "ALTERNATE unit", lambda unit: every(unit, 2)),
    ("every", "EVERY? A? unit alternately", lambda unit: every(unit, 2)),
    ("alternately", "ALTERNATELY", lambda: ()),
    ("alternately", "YES SEPARATOR? AND? (A|ANOTHER)? (unit|WEEKDAY)? NO", lambda _: ()),
    ("every", "FROM NUM IN NUM unit", every_in),
    ("every", "FROM NUM IN LENGTH", lambda _, value: written_frequency(value)),
    ("every", "EVERY WEEKDAY_NOUN", lambda: every("workday")),
    ("every", "EVERY? FREQ", written_frequency),
    ("item", "OF? every", slot("every")),
    ("item", "EVERY several", every_weekday),
    ("item", "EVERY? A? WEEKDAY alternately", lambda day: every_other(weekday(day))),
    ("item", "ALTERNATE list", every_other),
    ("item", "EVERY NUM (WEEKDAY|WEEKDAYS)", every_weeks),
    ("item", "EVERY (ORD|NTH) (WEEKDAY|WEEKDAYS)", every_nth_weekday),
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
    ("item", "EVERY days", every_month_day),
    ("item", "EVERY numbers OF THE? MONTH_WORD", every_month_day),
    ("item", "EVERY PART", every_part),
    ("item", "PART ALWAYS", every_part),
    ("item", "PARTS", every_part),
    ("item", "SHORT_MONTHS", lambda: (("short", "skip"),)),
    ("item", "OR_LAST", lambda: (("short", "last"),)),
)
