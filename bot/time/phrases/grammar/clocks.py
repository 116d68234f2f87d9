"""Times of day, parts of the day and time zones."""

from dataclasses import replace

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Reason
from bot.time.phrases.slots import Clock, Item, Relative, Slots, same

HOURS, MINUTES, DOZEN = 24, 60, 12


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


def till(count: int, unit: str | None, found: Clock) -> Clock | None:
    """Ten to nine; 10 to 9 may be from ten to nine."""
    less = minutes(count, unit)
    return past(found, -less) if less else None


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


LINES: tuple[Line, ...] = (
    ("at", "AT", lambda: ()),
    ("at", "(BY|BEFORE) AT?", lambda: ()),
    ("hour", "(NUM|HOUR) (OCLOCK|H)?", hour),
    ("hours", "(NUM|HOUR) HRS", hour),
    ("hours", "(NUM|HOUR) HRS MORE", lambda value, more: past(hour(value), more)),
    ("hours", "(NUM|HOUR) HRS AND_MINUTES? minutes", lambda value, more: past(hour(value), more)),
    ("clock", "(NUM|HOUR) HRS LESS minutes", lambda value, less: past(hour(value), -less)),
    ("clock", "(NUM|HOUR) HRS MORE", past_less),
    ("clock", "(NUM|HOUR) HRS AND_MINUTES? NUM", spelled),
    ("hour", "NOON", lambda: hour(12)),
    ("minutes", "NUM UNIT?", minutes),
    ("minutes", "A? FRACTION", same),
    ("clock", "CLOCK (H|HRS|OCLOCK)?", same),
    ("clock", "(FOUR|ZERO_FOUR|YEAR_FOUR) (HRS|H)", four),
    ("clock", "ZERO_FOUR", four),
    ("clock", "ZERO? NUM HUNDRED HRS?", exact),
    ("clock", "DIGITS H", exact),
    ("clock", "(NUM|HOUR) OCLOCK", hour),
    ("clock", "NUM NOON", noon),
    ("clock", "hour MORE", past),
    ("clock", "hour MORE MORE", lambda hour, more, again: past(hour, more + again)),
    ("clock", "hour MORE AND_MINUTES minutes", lambda hour, more, count: past(hour, more + count)),
    ("clock", "hour MORE LESS minutes", lambda hour, more, count: past(hour, more - count)),
    ("clock", "hour AND A? HALF", lambda hour: past(hour, 30)),
    ("clock", "hour AND_MINUTES minutes", past),
    ("clock", "hour LESS minutes", lambda hour, count: past(hour, -count)),
    ("clock", "(NUM|HOUR) OCLOCK NUM", spelled),
    ("clock", "HALF_PAST hour", lambda hour: past(hour, 30)),
    ("clock", "HALF_OF hour", lambda hour: past(hour, 30)),
    ("clock", "minutes PAST_HOUR hour", lambda more, hour: past(hour, more)),
    ("clock", "TO_GO? minutes TO_HOUR hour", lambda less, hour: past(hour, -less)),
    ("clock", "A? FRACTION TILL_HOUR hour", lambda less, hour: past(hour, -less)),
    ("clock", "SPELT UNIT? TILL_HOUR hour", till),
    ("clock", "DIGITS UNIT TILL_HOUR hour", till),
    ("clock", "NUM NUM", spelled),
    ("clock", "NUM ZERO NUM", spelled),
    ("clock", "NOON", lambda: exact(12)),
    ("clock", "NOON half", lambda half: past(hour(12), half)),
    ("clock", "MIDNIGHT", lambda: midnight(0)),
    ("clock", "NUM MIDNIGHT", lambda hour: midnight(0) if hour == DOZEN else None),
    ("clock", "MIDNIGHT half", midnight),
    ("clock", "SUN NUM", sun),
    ("clock", "SUN NUM MORE", sun),
    ("clock", "SUN NUM AND_MINUTES minutes", sun),
    ("clock", "SUN NUM LESS minutes", lambda hour, less: sun(hour, -less)),
    ("clock", "SUN CLOCK", sun_clock),
    ("item", "at? clock SHARP?", time_item),
    ("item", "at hours SHARP?", time_item),
    ("item", "at (NUM|HOUR) SHARP?", hour_item),
    ("item", "at (FOUR|YEAR_FOUR)", lambda found: time_item(four(found))),
    ("item", "NUM SHARP?", bare_number),
    ("item", "HOUR SHARP?", bare_hour),
    ("item", "NUM HRS24", hours_alone),
    ("item", "hours SHARP?", hours_near),
    ("item", "(NUM|HOUR) on? TODAY_PART", hour_today),
    ("item", "(NUM|HOUR) on? THIS PART", hour_today),
    ("item", "FOUR", bare_four),
    ("item", "(FOUR|ZERO_FOUR|YEAR_FOUR|CLOCK) ZULU", zulu),
    ("item", "(on|at)? THE? PART", part_item),
    ("item", "at? (NUM|HOUR) HRS? OF? PART", hour_of_part),
    ("due", "TODAY_PART", part_today),
    ("due", "THIS PART", part_today),
    ("due", "PART", part_item),
    ("item", "THIS NOON", noon_today),
    ("item", "on? TODAY_PART", part_today),
    ("item", "on? THIS PART", part_today),
    ("item", "PART THIS", part_today),
    ("item", "THE? PREV PART", part_yesterday),
    ("item", "YESTERDAY_PART", part_yesterday),
    ("item", "PART PREV", part_yesterday),
    ("item", "(ZONED|ZONE_OF)? COLON? ZONE", zone),
    ("item", "(ZONE_OF|ZONED) COLON? CITY", lambda key: (("zone", key),)),
    ("item", "CITY TIME_WORD", lambda key: (("zone", key),)),
)
