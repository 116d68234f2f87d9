"""Parts of the day by themselves, and time zones."""

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.grammar.clocks import DOZEN, exact_clock, hour_item
from bot.time.phrases.readings import Reason
from bot.time.phrases.slots import Relative, Slots


def noon_today() -> Slots:
    """This noon."""
    return (("date", Relative(0)), ("time", exact_clock(DOZEN)))


def hour_today(value: int, part: str) -> Slots:
    """9 tonight."""
    return (*hour_item(value), *part_today(part))


def part_today(part: str) -> Slots:
    """This evening."""
    return (("date", Relative(0)), ("part", (part,)))


def part_yesterday(part: str) -> Slots:
    """Last night."""
    return (("date", Relative(-1)), ("part", (part,)))


def part_before_last(part: str) -> Slots:
    """The night before last."""
    return (("date", Relative(-2)), ("part", (part,)))


def zone(key: str) -> Slots:
    """In a zone, or in our own."""
    return () if key == "local" else (("zone", key),)


def zone_of_many() -> Slots:
    """IST, which is the time of several countries."""
    return (("zone", Impossible(Reason.AMBIGUOUS_ZONE)),)


LINES: tuple[Line, ...] = (
    ("item", "ZONE_MANY", zone_of_many),
    ("item", "(NUM|HOUR) on? TODAY_PART", hour_today),
    ("item", "(NUM|HOUR) on? THIS PART", hour_today),
    ("due", "TODAY_PART", part_today),
    ("due", "THIS PART", part_today),
    ("item", "THIS NOON", noon_today),
    ("item", "on? TODAY_PART", part_today),
    ("item", "on? THIS PART", part_today),
    ("item", "PART THIS", part_today),
    ("item", "THE? PREV PART", part_yesterday),
    ("item", "YESTERDAY_PART", part_yesterday),
    ("item", "BEFORE_LAST_PART", part_before_last),
    ("item", "PART PREV", part_yesterday),
    ("item", "(ZONED|ZONE_OF)? COLON? ZONE", zone),
    ("item", "(ZONE_OF|ZONED) COLON? CITY", lambda key: (("zone", key),)),
    ("item", "CITY TIME_WORD", lambda key: (("zone", key),)),
)
