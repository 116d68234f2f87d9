"""Days of the week: one, several, and those that are a habit."""

from dataclasses import replace

from bot.time.phrases.chart import Line
from bot.time.phrases.grammar.clocks import DOZEN, HOURS, sun
from bot.time.phrases.grammar.dates import days_of_month, feast
from bot.time.phrases.slots import Clock, Date, DaysOfMonth, Item, Slots, Weekdays, same, slot


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


def after_next(day: int) -> Weekdays:
    """The Friday after next."""
    return Weekdays((day,), "after_next")


def written_days(value: str) -> Weekdays:
    """Days of the week that have a word of their own: `0-4`."""
    first, last = map(int, value.split("-"))
    return Weekdays(tuple(range(first, last + 1)), habit="yes", joined="range")


def last_weekday(day: int) -> Weekdays:
    """Last Friday."""
    return Weekdays((day,), "last")


def maybe_weekly(day: int) -> Weekdays:
    """`le lundi`, which may be one Monday or all."""
    return Weekdays((day,), habit="maybe")


def both(one: Weekdays | int, more: Weekdays | None = None) -> Weekdays | None:
    """Several weekdays, each once."""
    first = one if isinstance(one, Weekdays) else Weekdays((one,))
    if more is None or set(first.days) & set(more.days):
        return None
    return Weekdays((*first.days, *more.days), joined="list")


def beside(one: Weekdays, more: Weekdays) -> Weekdays | None:
    """Weekdays with nothing between them, unless something is between others: lun mie y vie."""
    found = both(one, more)
    return replace(found, joined=more.joined or "beside") if found else None


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
    if not 0 < value < HOURS or named.which != "plain":
        return None
    return (("weekday", named), ("time", Clock(value)), ("or_date", DaysOfMonth((value,))))


def weekday_and_sun_hour(named: Weekdays, value: int) -> Item:
    """The same with the hour counted from sunrise."""
    slots, found = weekday_and_hour(named, value), sun(value)
    return (*slots, ("time", found)) if slots and found and value <= DOZEN else None


def eve(found: Weekdays | Date) -> Slots:
    """The night before Friday."""
    return (("weekday" if isinstance(found, Weekdays) else "date", found), ("eve", True))


def night_of(found: Weekdays | Date) -> Slots:
    """The night of Friday: that of the day, or by the moon's days that before it."""
    return (("weekday" if isinstance(found, Weekdays) else "date", found), ("part", ("night",)))


def night_before(found: Weekdays | Date) -> Slots:
    """The night that Friday begins with by the moon's days."""
    return (*night_of(found), ("eve", True))


def habitual(found: Weekdays) -> Item:
    """Mondays; Monday to Friday: a habit without `every`."""
    return (("weekday", replace(found, habit="yes")),)


def several(found: Weekdays) -> Item:
    """Two weekdays or more, which only a rule can be about."""
    return (("weekday", found),) if len(found.days) > 1 else None


LINES: tuple[Line, ...] = (
    ("one_weekday", "THE? mark? WEEKDAY", weekday),
    ("one_weekday", "THE? mark? THIS mark? WEEKDAY", this_weekday),
    ("one_weekday", "THE? mark? WEEKDAY THIS", this_weekday),
    ("one_weekday", "THE? mark? WEEKDAY THIS_ONE", this_weekday),
    ("one_weekday", "THE? mark? COMING mark? WEEKDAY", coming),
    ("one_weekday", "THE? mark? WEEKDAY COMING", coming),
    ("one_weekday", "THE? mark? NEXT mark? WEEKDAY", next_weekday),
    ("one_weekday", "THE? mark? WEEKDAY OF? NEXT", next_weekday),
    ("one_weekday", "THE? mark? WEEKDAY AFTER_NEXT", after_next),
    ("one_weekday", "THE? mark? PREV mark? WEEKDAY", last_weekday),
    ("one_weekday", "THE? mark? WEEKDAY OF? PREV", last_weekday),
    ("weekday", "one_weekday", same),
    ("weekday", "HABITUAL mark? WEEKDAY", maybe_weekly),
    ("item", "on? weekday", slot("weekday")),
    ("item", "on? weekday NUM", weekday_and_date),
    ("item", "on? weekday NUM", weekday_and_hour),
    ("item", "on? weekday SUN_NUM", weekday_and_sun_hour),
    ("item", "on? EVE THE? (weekday|reldate|date)", eve),
    ("item", "on? EVE THE? FEAST", lambda value: eve(feast(value))),
    ("item", "on? NIGHT_OF THE? (weekday|date|reldate)", night_of),
    ("item", "on? NIGHT_OF THE? (weekday|date)", night_before),
    ("also", "(AND|SEPARATOR|SLASH) AND? (ON|OF|EVERY)?", lambda: ()),
    ("named", "on? (THE|THE_MANY|HABITUAL)? mark? WEEKDAY", weekday),
    ("named", "on? (THE|THE_MANY)? mark? WEEKDAYS", weekday),
    ("list", "named", same),
    ("list", "named also list", both),
    ("list", "named list", beside),
    ("range", "out_of? named (TO|DASH|UNTIL) named", span_of_days),
    ("several", "list", same),
    ("several", "range", same),
    ("several", "range also list", both),
    ("habit", "on? (THE|THE_MANY)? mark? WEEKDAYS", weekday),
    ("habit", "on? (THE|THE_MANY)? mark? WEEKDAYS also? habit", both),
    ("habit", "on? THE_MANY mark? list", same),
    ("habit", "list ALWAYS", same),
    ("habit", "on? range", same),
    ("item", "habit", habitual),
    ("item", "DAYS", lambda value: slot("weekday")(written_days(value))),
    ("item", "several", several),
)
