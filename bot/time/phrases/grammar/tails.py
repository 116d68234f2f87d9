"""From when a rule runs, until when, how often, and what it leaves out."""

from typing import Any

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.grammar.clocks import hour_item, hour_of_part, part_item, time_item
from bot.time.phrases.grammar.dates import named_date
from bot.time.phrases.grammar.weekdays import weekday_and_date
from bot.time.phrases.readings import Duration
from bot.time.phrases.slots import Anniversary, Date, Every, Fixed, Item, Slots, same, slot
from bot.time.recurrence import Shift


def _same_month(day: int, other: Date | Impossible) -> Date | Impossible | None:
    """A day of the month that another date is in."""
    match other:
        case Fixed(found):
            return named_date(day, found.month, found.year)
        case Anniversary(month):
            return named_date(day, month, None)
        case _:
            return None


def days_between(first: int, last: Date | Impossible) -> Item:
    """From 1 to 5 November."""
    start = _same_month(first, last)
    return (("from", (("date", start),)), ("until", (("date", last),))) if start else None


def together(one: Slots, more: Item) -> Item:
    """The slots of both, unless both say the same thing."""
    if more is None or {name for name, _ in one} & {name for name, _ in more}:
        return None
    return (*one, *more)


def left_days(first: int, last: Date | Impossible) -> tuple[tuple[str, Any], ...] | None:
    """21 and 28 October."""
    start = _same_month(first, last)
    return (("date", start), ("date", last)) if start else None


def left_too(found: tuple[str, Any], rest: tuple[tuple[str, Any], ...]) -> tuple[Any, ...] | None:
    """One more thing left out; weekdays that follow each other are a list of their own."""
    return None if found[0] == rest[0][0] == "weekdays" else (found, *rest)


def left_unit(unit: str) -> tuple[str, Any] | None:
    """What is left out by the name of a kind of day."""
    return (unit, ()) if unit in ("weekend", "workday") else None


def left_frequency(value: str) -> tuple[str, Any] | None:
    """The same, where the plural is a word of frequency."""
    return left_unit(value)


def in_a_row(found: Duration) -> Slots:
    """Five days in a row, which are days one after the other; three weeks in a row, of whatever it is."""
    daily = found == Duration(days=found.days) and found.days % 7
    return (("every", Every("day")), ("span", found), ("in_a_row", True)) if daily else (("span", found),)


def shift(nations: tuple[str, ...] | None, how: str) -> Slots:
    """If holiday: next."""
    return (("shift", Shift(how)), ("shifted", nations or ()))


LINES: tuple[Line, ...] = (
    ("when", "on? article? mark? date", slot("date")),
    ("when", "on? mark? reldate", slot("date")),
    ("when", "later", slot("date")),
    ("when", "on? weekday", slot("weekday")),
    ("when", "on? weekday NUM", weekday_and_date),
    ("when", "on? days", slot("date")),
    ("when", "on? period", slot("period")),
    ("when", "edged", same),
    ("when", "nth", slot("nth")),
    ("when", "THE? month", lambda found: (("period", found), ("whole", True))),
    ("whens", "when", same),
    ("whens", "when (SEPARATOR|OF)? when", together),
    ("point", "whens", same),
    ("point", "AT? clock", time_item),
    ("point", "AT NUM", hour_item),
    ("point", "AT? clock PART", lambda clock, part: together(time_item(clock) or (), part_item(part))),
    ("point", "AT? NUM PART", hour_of_part),
    ("point", "whens SEPARATOR? at? clock", lambda day, clock: together(day, time_item(clock))),
    ("point", "whens at (NUM|HOUR)", lambda day, hour: together(day, hour_item(hour))),
    ("item", "FROM point", slot("from")),
    ("item", "UNTIL point INCLUSIVE?", slot("until")),
    ("item", "out_of point SEPARATOR? TO point", lambda first, last: (("from", first), ("until", last))),
    ("item", "out_of number (TO|UNTIL|DASH) date", days_between),
    ("item", "FOR? NUM TIMES", lambda count: (("times", count),)),
    ("item", "FOR? TWICE", lambda: (("times", 2),)),
    ("item", "TIMES NUM", lambda count: (("times", count),)),
    ("item", "FOR some", slot("span")),
    ("item", "FOR? length IN_A_ROW", in_a_row),
    ("item", "EXCEPT left_out", slot("except")),
    ("item", "ONLY (ON|OF)? several", slot("only")),
    ("item", "ONLY (ON|OF)? months", slot("months")),
    ("months", "month_name", lambda month: (month,)),
    ("months", "month_name (AND|SEPARATOR) months", lambda month, rest: (month, *rest)),
    ("left_out", "THE_DAY? number (AND|SEPARATOR) on? THE_DAY? date", left_days),
    ("left_out", "left", lambda found: (found,)),
    ("left_out", "left (AND|SEPARATOR) AND? EXCEPT? left_out", left_too),
    ("left", "(EVERY|THE_MANY)? several", lambda found: ("weekdays", found)),
    ("left", "on? (THE|THE_MANY|THIS)? unit", left_unit),
    ("left", "FREQ", left_frequency),
    ("left", "on? article? mark? date", lambda found: ("date", found)),
    ("left", "on? reldate", lambda found: ("date", found)),
    ("left", "(OF|ON)? THE? MONTH_WORD? MONTH", lambda month: ("month", month)),
    ("left", "(OF|ON|IN)? THE? MONTH_WORD? OF? RAMADAN", lambda: ("ramadan", ())),
    ("left", "on? (THE|THE_MANY)? HOLIDAY", lambda: ("holidays", ())),
    (
        "left",
        "on? (THE|THE_MANY)? HOLIDAY (OF|ON|IN|COLON|FOR)? THE? nations",
        lambda found: ("holidays", found),
    ),
    ("left", "nations HOLIDAY", lambda found: ("holidays", found)),
    ("nations", "COUNTRY", lambda code: (code,)),
    ("nations", "COUNTRY also? OF? THE? nations", lambda code, rest: (code, *rest)),
    ("item", "AND? IF_HOLIDAY (OF|IN|ON|COLON)? nations? (COLON|SEPARATOR|AND)? SHIFT", shift),
    ("item", "PLEASE", lambda: ()),
)
