"""Days by their date, or by their distance from today."""

from dataclasses import replace
from datetime import date

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible, anniversary, fixed
from bot.time.phrases.grammar.lengths import length, relative
from bot.time.phrases.moon import moon_date
from bot.time.phrases.readings import Duration, Reason
from bot.time.phrases.slots import (
    Anniversary,
    Date,
    DaysOfMonth,
    Every,
    Fixed,
    Item,
    Later,
    Lunar,
    Period,
    Relative,
    Slots,
    same,
    slot,
)

LAST_OF_MONTH = 31


def next_unit(unit: str) -> Item:
    """Next working day."""
    return (("date", Later(Duration(working_days=1), 1, Relative(0))),) if unit == "workday" else None


def now() -> Item:
    """This very moment."""
    return (("date", Later(Duration())),)


def still(days: int) -> Relative:
    """Tomorrow at this time."""
    return Relative(days, still=True)


def same_day(found: Period) -> Later | None:
    """The day of next week that today is of this one."""
    one = length(abs(found.ahead or 0), found.unit)
    return Later(one, 1 if (found.ahead or 0) > 0 else -1) if one and found.ahead else None


def still_period(found: Period) -> Later | None:
    """This time next week."""
    day = same_day(found)
    return replace(day, still=True) if day else None


def named_date(day: int, month: int, year: int | None) -> Date | Impossible | None:
    """A day of a named month."""
    if not 0 < day <= 99:  # noqa: PLR2004 - more figures are those of a year
        return None
    return fixed(year, month, day) if year else anniversary(month, day)


def feast(value: str, year: int | None = None) -> Fixed | Anniversary:
    """Christmas, New Year's Day: `12-25`."""
    month, day = map(int, value.split("-"))
    return Fixed(date(year, month, day)) if year else Anniversary(month, day)


def on_feast(value: str, year: int | None = None) -> Slots:
    """On Christmas: beside a weekday it may be somebody's Christmas party, and is no date."""
    return (("date", feast(value, year)), ("feast", True))


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


def many_days(day: int, rest: tuple[int, ...]) -> DaysOfMonth | None:
    """The 5 and 20: two days or more."""
    return days_of_month((day, *rest))


def date_to_come(found: Date | Impossible) -> Slots:
    """The 30th of October next."""
    return (("date", found), ("lean", 1))


def date_gone_by(found: Date | Impossible) -> Slots:
    """The 5th of October last."""
    return (("date", found), ("lean", -1))


def dashed(found: Date | Impossible) -> Slots:
    """5-11, which may be from five to eleven unless a time or a weekday is named with it."""
    return (("date", found), ("dashed", True))


def day_of_period(day: int, found: Period) -> Item:
    """5 of next month."""
    days = days_of_month((day,)) if found.unit == "month" else None
    return (("date", days), ("period", found)) if days else None


def days_of_every(numbers: tuple[int, ...], unit: str) -> Item:
    """15 of every month; 5 and 20 of every month."""
    days = days_of_month(numbers) if unit == "month" else None
    return (("date", days), ("every", Every("month"))) if days else None


LINES: tuple[Line, ...] = (
    ("article", "(THE|THIS)", lambda: ()),
    ("mark", "(DAY_MARK|DATE_MARK) OF?", lambda: ()),
    ("date_mark", "DATE_MARK", lambda: ()),
    ("on", "(ON|OF)", lambda: ()),
    ("out_of", "(FROM|OUT_OF)", lambda: ()),
    ("year", "YEAR AD?", same),
    ("year", "(SEPARATOR|DASH|SLASH|OF)? SHORT_YEAR", same),
    ("year", "(SEPARATOR|DASH|SLASH|OF) YEAR_WORD? YEAR", same),
    ("year", "OF? YEAR_WORD YEAR", same),
    ("number", "NUM", same),
    ("number", "(THE|THE_DAY)? ORD", same),
    ("date", "DATE AD?", same),
    ("anchor", "FEAST", feast),
    ("reldate", "DAY", relative),
    ("reldate", "STILL OF? DAY", still),
    ("reldate", "DAY SEPARATOR? AT? STILL", still),
    ("reldate", "J PLUS NUM", relative),
    ("reldate", "STILL OF? period", still_period),
    ("reldate", "period SEPARATOR? AT? STILL", still_period),
    ("reldate", "SAME_DAY OF? period", same_day),
    ("date", "START OF? MONTH_WORD? MOON lunar_year?", lambda month, year: lunar_date(1, month, year)),
    ("date", "number mark? (OF|DASH|SLASH|SEPARATOR)? MONTH_WORD? month_name year?", named_date),
    (
        "date",
        "month_name (THE|DATE_MARK)? number year?",
        lambda month, day, year: named_date(day, month, year),
    ),
    (
        "date",
        "THE? YEAR_WORD YEAR (AND|SEPARATOR)? article? number mark? OF? MONTH_WORD? OF? month_name",
        lambda year, day, month: named_date(day, month, year),
    ),
    ("date", "number mark? (OF|DASH)? MONTH_WORD? MOON lunar_year?", lunar_date),
    ("date", "MONTH_WORD number MOON lunar_year?", lunar_date),
    ("date", "number OF_MONTH NUM year?", named_date),
    ("lunar_year", "(OF|SEPARATOR)? YEAR_WORD? YEAR MOON_YEAR?", same),
    ("ordinals", "ORD", lambda day: (day,)),
    ("ordinals", "ORD (AND|SEPARATOR) on? (THE|THE_DAY)? ordinals", lambda day, rest: (day, *rest)),
    ("numbers", "number", lambda day: (day,)),
    (
        "numbers",
        "number (AND|SEPARATOR) on? (THE|THE_DAY)? date_mark? numbers",
        lambda day, rest: (day, *rest),
    ),
    ("counted", "(ORD|NTH)", lambda nth: (nth,)),
    ("counted", "(ORD|NTH) (AND|SEPARATOR) on? THE? counted", lambda nth, rest: (nth, *rest)),
    ("days", "plain_days", same),
    ("days", "(THE|THE_DAY)? ordinals DAY_MARK", days_of_month),
    ("plain_days", "(THE|THE_DAY)? ordinals", days_of_month),
    ("plain_days", "date_mark ORD_AFTER", lambda day: days_of_month((day,))),
    ("plain_days", "THE_DAY numbers", days_of_month),
    ("plain_days", "THE_MANY number AND (THE|THE_DAY)? numbers", many_days),
    ("plain_days", "(THE|THE_DAY|THE_MANY)? date_mark numbers", days_of_month),
    ("item", "on? article? mark? date", slot("date")),
    ("item", "on? article? FEAST year?", on_feast),
    ("due", "FEAST", on_feast),
    ("item", "DASHED", dashed),
    ("item", "(THE|THE_DAY) mark? DASHED", slot("date")),
    ("item", "on? date_mark DASHED", slot("date")),
    ("item", "on? mark? reldate", slot("date")),
    ("item", "on? THE? NEXT mark? (date|days)", date_to_come),
    ("item", "on? THE? PREV mark? (date|days)", date_gone_by),
    ("item", "on? article? mark? date NEXT", date_to_come),
    ("item", "on? article? mark? date PREV", date_gone_by),
    ("item", "on? NUM OF? THE? period", day_of_period),
    ("item", "on? (THE_DAY|THE_MANY)? numbers OF? EVERY unit", days_of_every),
    ("item", "on? days", slot("date")),
    ("item", "later", slot("date")),
    ("item", "BY due", lambda found: (*found, ("by", True))),
    ("item", "BEFORE due", lambda found: (*found, ("by", True), ("before", True))),
    ("due", "article? mark? date", slot("date")),
    ("due", "mark? reldate", slot("date")),
    ("due", "days", slot("date")),
    ("due", "weekday", slot("weekday")),
    ("due", "period", slot("period")),
    ("item", "(BY|BEFORE) edged", lambda found: (*found, ("by", True))),
    ("due", "nth", slot("nth")),
    ("item", "BY later", lambda found: (("date", found), ("by", True))),
    ("item", "on? THE? NEXT unit", next_unit),
    ("item", "on? THE? unit NEXT", next_unit),
    ("item", "NOW", now),
    ("item", "LABEL COLON", lambda: ()),
    ("item", "AT_LATEST", lambda: (("by", True),)),
    ("item", "STAMP", slot("stamp")),
)
