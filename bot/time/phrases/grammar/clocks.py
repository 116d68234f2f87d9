"""Times of day, parts of the day and time zones."""

from dataclasses import replace

from bot.time.phrases.chart import Line
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Reason
from bot.time.phrases.slots import Clock, Every, Item, Slots, same

HOURS, MINUTES, DOZEN = 24, 60, 12
_FIRST_CERTAIN = 8  # spoken hours that are hardly a length


def hour(value: int) -> Clock | None:
    """Nine, nine o'clock."""
    return Clock(value) if 0 <= value < HOURS else None


def noon(value: int) -> Clock | None:
    """Twelve noon."""
    return exact_clock(12) if value == DOZEN else None


def exact_clock(value: int) -> Clock:
    """An hour of the 24-hour clock that there is."""
    return Clock(value, style="exact")


def exact(value: int, minute: int = 0) -> Clock | Impossible:
    """9 h, of the 24-hour clock."""
    return Clock(value, minute, style="exact") if value < HOURS else Impossible(Reason.NO_SUCH_TIME)


def four(value: Clock | Impossible, *_: object) -> Clock | Impossible:
    """0900, 1430 hrs."""
    return value


def minutes(count: int, unit: str | None) -> int | None:
    """Ten, ten minutes."""
    return count if 0 < count < MINUTES and unit in (None, "minute") else None


def five_and_twenty(five: int, twenty: int, unit: str | None) -> int | None:
    """Five and twenty, as it was said of old."""
    return minutes(five + twenty, unit) if (five, twenty) == (5, 20) else None


def past(found: Clock | None, more: int) -> Clock | None:
    """Half past nine; with a negative number a quarter to nine."""
    if found is None:
        return None
    total = (found.hour * 60 + more) % (HOURS * MINUTES)
    return Clock(total // 60, total % 60, style=found.style)


def past_fives(found: Clock | None, more: int) -> Clock | None:
    """A las 10 y 20; other minutes are rather a second hour."""
    return past(found, more) if more % 5 == 0 and 0 < more < MINUTES else None


def till(count: int, unit: str | None, found: Clock) -> Clock | None:
    """Ten to nine; 10 to 9 may be from ten to nine."""
    less = minutes(count, unit)
    return past(found, -less) if less else None


def past_less(value: int, less: int) -> Clock | None:
    """Eleven hours less a quarter; with more it may be a length."""
    return past(hour(value), less) if less < 0 else None


def spelled(value: int, minute: int) -> Clock | None:
    """Nine thirty; a single minute is rather the one of something else."""
    return Clock(value, minute) if value < HOURS and 1 < minute < MINUTES else None


def spelled_apart(value: int, minute: int) -> Clock | None:
    """Nine thirty; two numbers that could be a day and a month are no time of day by themselves."""
    return spelled(value, minute) if minute > DOZEN else None


def spelled_item(value: int, minute: int) -> Item:
    """At nine ten."""
    return time_item(spelled(value, minute))


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


def bare_sun(value: int) -> Item:
    """The same number counted from sunrise, where people count so."""
    found = sun(value) if value <= DOZEN else None
    return (("time", replace(found, bare="number")),) if found else None


def hours_alone(value: int, more: int | None) -> Item:
    """15 horas, which is a time of day as well as a length."""
    return (
        (("time", Clock(value, more or 0)),) if _FIRST_CERTAIN <= value < HOURS and (more or 0) >= 0 else None
    )


def spoken_hours(value: int, more: int | None) -> Item:
    """Neuf heures et demie: a time of day, and a length as well while it is short, or half a day."""
    found = past(hour(value), more or 0)
    if found is None or not value or (more or 0) < 0:
        return None
    certain = value >= _FIRST_CERTAIN and (value != DOZEN or more is not None)
    return (("time", found), ("certain", True)) if certain else (("time", found),)


def bare_four(found: Clock | Impossible) -> Item:
    """Four figures that are a time if they stand next to a day."""
    return (("time", replace(found, bare="after")),) if isinstance(found, Clock) else None


def hours_near(found: Clock) -> Slots:
    """9 hours, which is a length unless it stands next to a day."""
    return (("time", replace(found, bare="near")),)


def zulu(found: Clock | Impossible) -> Slots:
    """0900Z."""
    return (("time", found), ("zone", "UTC"))


def part_item(part: str) -> Slots:
    """In the evening."""
    return (("part", (part,)),)


def hour_of_part(value: int, part: str) -> Slots:
    """Nine in the evening."""
    return (*hour_item(value), ("part", (part,)))


def clock_of_part(found: Clock | Impossible, part: str) -> Slots:
    """9:30 in the evening."""
    return (("time", found), ("part", (part,)))


def several_times(found: Slots, rest: tuple[Slots, ...]) -> Slots:
    """At 9:00 and 17:00: of a rule."""
    return (("clocks", (found, *rest)),)


def twice_daily(found: Slots, rest: tuple[Slots, ...]) -> Item:
    """Twice a day, at 9:00 and 17:00."""
    return (("every", Every("day")), *several_times(found, rest)) if len(rest) == 1 else None


def sun_of_part(value: int, part: str) -> Item:
    """3 asubuhi, which is nine where hours count from sunrise; those of am and pm do not."""
    found = sun(value) if value <= DOZEN and part not in ("am", "pm") else None
    return (("time", found), ("part", (part,))) if found else None


LINES: tuple[Line, ...] = (
    ("at", "AT THE?", lambda: ()),
    ("at", "(AT|TIME_LABEL) COLON AT?", lambda: ()),
    ("at", "(BY|BEFORE) AT?", lambda: ()),
    ("hour", "(NUM|HOUR) (OCLOCK|H)?", hour),
    ("hours", "(NUM|HOUR) HRS", hour),
    ("hours", "(NUM|HOUR) HRS MORE", lambda value, more: past(hour(value), more)),
    ("hours", "(NUM|HOUR) HRS AND_MINUTES? minutes", lambda value, more: past(hour(value), more)),
    ("clock", "(NUM|HOUR) HRS LESS minutes", lambda value, less: past(hour(value), -less)),
    ("clock", "(NUM|HOUR) HRS MORE", past_less),
    ("clock", "(NUM|HOUR) HRS AND_MINUTES? NUM", spelled),
    ("hour", "NOON", lambda: hour(12)),
    ("minutes", "NUM unit?", minutes),
    ("minutes", "A? FRACTION", same),
    ("said_minutes", "SPELT unit?", minutes),
    ("said_minutes", "NUM unit", minutes),
    ("said_minutes", "A? FRACTION", same),
    ("minutes", "SPELT AND SPELT unit?", five_and_twenty),
    ("clock", "CLOCK (H|HRS|OCLOCK)?", same),
    ("clock", "(FOUR|ZERO_FOUR|YEAR_FOUR) (HRS|H)", four),
    ("clock", "ZERO_FOUR", four),
    ("clock", "ZERO? NUM HUNDRED HRS?", exact),
    ("clock", "DIGITS H", exact),
    ("clock", "(NUM|HOUR) OCLOCK", hour),
    ("clock", "NUM NOON", noon),
    ("clock", "hour MORE", past),
    ("clock", "hour MORE MORE", lambda hour, more, again: past(hour, more + again)),
    ("clock", "hour MORE AND_MINUTES said_minutes", lambda hour, more, count: past(hour, more + count)),
    ("clock", "hour MORE LESS minutes", lambda hour, more, count: past(hour, more - count)),
    ("clock", "hour AND A? HALF", lambda hour: past(hour, 30)),
    ("clock", "hour AND_MINUTES said_minutes", past),
    ("clock", "hour AND_FIGURES DIGITS", past_fives),
    ("clock", "hour LESS minutes", lambda hour, count: past(hour, -count)),
    ("clock", "(NUM|HOUR) OCLOCK NUM", spelled),
    ("clock", "HALF_PAST hour", lambda hour: past(hour, 30)),
    ("clock", "HALF_OF hour", lambda hour: past(hour, 30)),
    ("clock", "minutes PAST_HOUR hour", lambda more, hour: past(hour, more)),
    ("clock", "TO_GO? minutes TO_HOUR hour", lambda less, hour: past(hour, -less)),
    ("clock", "A? FRACTION TILL_HOUR hour", lambda less, hour: past(hour, -less)),
    ("clock", "SPELT unit? TILL_HOUR hour", till),
    ("clock", "DIGITS unit TILL_HOUR hour", till),
    ("clock", "SPELT DASH? SPELT", spelled_apart),
    ("clock", "SPELT SPELT HRS", spelled),
    ("clock", "(NUM|HOUR) HRS ZERO NUM", spelled),
    ("clock", "NOON SPELT", lambda more: past_fives(hour(DOZEN), more)),
    ("clock", "SPELT ZERO SPELT", spelled),
    ("clock", "NOON", lambda: exact(12)),
    ("clock", "NOON half", lambda half: past(hour(12), half)),
    ("clock", "MIDNIGHT", lambda: midnight(0)),
    ("clock", "NUM MIDNIGHT", lambda hour: midnight(0) if hour == DOZEN else None),
    ("clock", "MIDNIGHT half", midnight),
    ("sun_mark", "SUN COLON?", lambda: ()),
    ("clock", "sun_mark NUM", sun),
    ("clock", "sun_mark NUM MORE", sun),
    ("clock", "sun_mark NUM AND_MINUTES minutes", sun),
    ("clock", "sun_mark NUM LESS minutes", lambda hour, less: sun(hour, -less)),
    ("clock", "sun_mark CLOCK", sun_clock),
    ("item", "at? clock SHARP?", time_item),
    ("item", "at hours SHARP?", time_item),
    ("item", "at (NUM|HOUR) SHARP?", hour_item),
    ("item", "at (FOUR|YEAR_FOUR)", lambda found: time_item(four(found))),
    ("item", "at SPELT DASH? SPELT SHARP?", spelled_item),
    ("item", "NUM", bare_number),
    ("item", "NUM SHARP", bare_hour),
    ("item", "SUN_NUM", bare_sun),
    ("item", "HOUR SHARP?", bare_hour),
    ("item", "NUM HRS24 half?", hours_alone),
    ("item", "(NUM|HOUR) SPOKEN half?", spoken_hours),
    ("item", "(NUM|HOUR) SPOKEN AND_MINUTES? minutes", spoken_hours),
    ("item", "AT_CLOCK clock SHARP?", time_item),
    ("item", "AT_CLOCK HOUR SHARP?", hour_item),
    ("item", "AT_CLOCK HOUR PART", hour_of_part),
    ("item", "TIME_LABEL clock SHARP?", time_item),
    ("some_time", "at? clock", lambda _: ()),
    ("some_time", "at? (NUM|HOUR|FOUR) H?", lambda _: ()),
    ("some_time", "at? NUM PART", lambda *_: ()),
    ("some_time", "clock PART", lambda *_: ()),
    ("told", "at? clock", time_item),
    ("told", "at (NUM|HOUR)", hour_item),
    ("told", "at (FOUR|YEAR_FOUR)", lambda found: time_item(four(found))),
    ("told", "at? NUM PART", hour_of_part),
    ("told", "SUN_NUM PART", sun_of_part),
    ("told", "at? clock PART", clock_of_part),
    ("more_told", "told", lambda found: (found,)),
    ("more_told", "one_more", lambda found: (found,)),
    ("more_told", "(told|one_more) (AND|SEPARATOR) AND? more_told", lambda found, rest: (found, *rest)),
    ("one_more", "NUM", hour_item),
    ("one_more", "SUN_NUM", lambda value: time_item(sun(value))),
    ("one_more", "(FOUR|YEAR_FOUR)", lambda found: time_item(four(found))),
    ("item", "told (AND|SEPARATOR) AND? more_told", several_times),
    ("item", "TWICE_DAILY SEPARATOR? told (AND|SEPARATOR) AND? more_told", twice_daily),
    ("two_times", "told (AND|SEPARATOR) AND? told", lambda *_: ()),
    ("two_times", "BETWEEN some_time (AND|TO|DASH) some_time", lambda: ()),
    ("two_times", "out_of? some_time (TO|DASH) some_time", lambda: ()),
    ("item", "hours SHARP?", hours_near),
    ("item", "FOUR", bare_four),
    ("item", "(FOUR|ZERO_FOUR|YEAR_FOUR|CLOCK) ZULU", zulu),
    ("item", "(on|at)? THE? PART", part_item),
    ("item", "at? (NUM|HOUR) HRS? OF? PART SHARP?", hour_of_part),
    ("item", "at? clock OF? PART SHARP?", clock_of_part),
    ("item", "SUN_NUM OF? PART", sun_of_part),
    ("due", "PART", part_item),
)
