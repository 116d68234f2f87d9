"""Weeks, months and years: their edges, and the first, third or last of something in them."""

from bot.time.phrases.chart import Line
from bot.time.phrases.grammar.clocks import DOZEN
from bot.time.phrases.grammar.dates import LAST_OF_MONTH
from bot.time.phrases.slots import Item, Nth, Period, same, slot

_LAST_BUT_ONE = -2
_WEEKS_OF_MONTH = 5
_MOST: dict[int | str, int] = {"day": LAST_OF_MONTH, "workday": 23}  # in a month


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


def weekend(unit: str) -> Item:
    """At the weekend."""
    return (("period", Period(unit, 0)),) if unit == "weekend" else None


def named_month(month: int, year: int | None) -> Period:
    """November, November 2026."""
    return Period("month", None, month, year or 0)


def edged(edge: int, found: Period | None) -> Item:
    """The beginning, the middle, the end of a period."""
    return (("edge", edge), ("period", found)) if found else None


def written_edge(value: str) -> Item:
    """An edge of a period that has a word of its own: `-1 month 0`."""
    edge, unit, ahead = value.split()
    return edged(int(edge), Period(unit, int(ahead)))


def countable(unit: str) -> str | None:
    """What a month has a first and a last of."""
    return unit if unit in ("day", "workday", "weekend") else None


def nth(ordinals: tuple[int, ...], what: int | str) -> Nth | None:
    """The first Monday, the last working day."""
    most = _MOST.get(what, _WEEKS_OF_MONTH)
    if not all(_LAST_BUT_ONE <= ordinal <= most and ordinal for ordinal in ordinals):
        return None
    return Nth(ordinals, what)


LINES: tuple[Line, ...] = (
    ("period", "PERIOD", written_period),
    ("period", "THE? NEXT unit", lambda unit: period(unit, 1)),
    ("period", "THE? unit OF? NEXT", lambda unit: period(unit, 1)),
    ("period", "THE? unit AFTER_NEXT", lambda unit: period(unit, 2)),
    ("period", "THE? COMING unit", lambda unit: period(unit, 1)),
    ("period", "THE? unit COMING", lambda unit: period(unit, 1)),
    ("period", "THIS unit", lambda unit: period(unit, 0)),
    ("period", "THE? unit THIS", lambda unit: period(unit, 0)),
    ("period", "THE? PREV unit", lambda unit: period(unit, -1)),
    ("period", "THE? unit OF? PREV", lambda unit: period(unit, -1)),
    ("month", "MONTH_WORD? OF? month_name year?", named_month),
    ("month_name", "MONTH", same),
    ("month_name", "MONTH_NUMBER NUM", lambda number: number if 0 < number <= DOZEN else None),
    ("month_name", "MONTH SLASH MONTH", one_month),
    ("month_name", "MONTH SEPARATOR MONTH SEPARATOR", one_month),
    ("item", "on? period", slot("period")),
    ("item", "THIS_MONTH", lambda: period_item("month")),
    ("item", "OF THE? unit", period_item),
    ("item", "(on|AT)? (THE|THE_DAY)? unit", weekend),
    ("item", "OF THE? month", slot("period")),
    ("edge", "on? THE? START", lambda: 1),
    ("edge", "on? THE? MID", lambda: 15),
    ("edge", "on? THE? END", lambda: -1),
    ("within", "OF? THE? unit", lambda unit: period(unit, None)),
    ("within", "OF? period", same),
    ("within", "OF? THE? month", same),
    ("edged", "edge DASH? within", edged),
    ("edged", "(on|AT)? THE? unit DASH? ENDS", lambda unit: edged(-1, period(unit, None))),
    ("edged", "on? CLOSE_OF", lambda unit: edged(-1, period(unit, None))),
    ("edged", "on? EDGE", written_edge),
    ("item", "edged", same),
    ("what", "WEEKDAY", same),
    ("what", "WEEKDAYS", same),
    ("what", "DAY_MARK", lambda: "day"),
    ("what", "unit", countable),
    ("what", "WEEKDAY_NOUN", lambda: "workday"),
    ("nth", "on? THE? counted mark? what", nth),
    ("nth", "on? THE? mark? what ORD_AFTER", lambda what, ordinal: nth((ordinal,), what)),
    ("nth", "on? THE? DAY_MARK ORD_AFTER WORKING", lambda which: nth((which,), "workday")),
    ("nth", "on? THE? mark? what ORD_AFTER AND ORD_AFTER", lambda what, *both: nth(both, what)),
    ("item", "nth", slot("nth")),
)
