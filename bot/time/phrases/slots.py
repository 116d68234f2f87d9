"""What the parts of a phrase say, before anybody asked what day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from bot.time.phrases.readings import Duration

Which = Literal["plain", "this", "coming", "next", "after_next", "last"]
Style = Literal["exact", "spoken", "sun", "either", "midnight"]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was put.

    `exact` is the 24-hour clock, `spoken` has twelve hours unless the hour is beyond them, `sun` counts from
    six in the morning and in the evening, `either` does that or not, `midnight` is the end of a night.
    `bare` can only be an hour `after` a day or `near` one, a `number` not right behind a weekday.
    """

    hour: int
    minute: int = 0
    second: int = 0
    style: Style = "spoken"
    bare: Literal["", "number", "after", "near"] = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date with its year; in the moon's calendar, or in ours."""

    day: date
    lunar: bool = False


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day and a month of ours, without a year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Lunar:
    """A day and a month of the moon's calendar, without a year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class DaysOfMonth:
    """Days by their number in a month."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relative:
    """So many days from today; `still` at this time of day."""

    days: int
    still: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """So much later (or, with sign -1, earlier) than now or than a day; `still` at just this time of day."""

    length: Duration
    sign: int = 1
    anchor: "Anchor | None" = None
    still: bool = False


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Days of the week, Monday is 0.

    `habit` says whether the form is one of habits: `no`, `yes` (Mondays), or `maybe` (le lundi).
    """

    days: tuple[int, ...]
    which: Which = "plain"
    habit: Literal["no", "maybe", "yes"] = "no"
    joined: Literal["", "list", "beside", "range"] = ""


@dataclass(frozen=True, slots=True)
class Nth:
    """The first, third or last (-1) of something in a period: a weekday, `day`, `workday`, `weekend`."""

    ordinals: tuple[int, ...]
    what: int | str


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter or year so many ahead of the present one, or a named month.

    `ahead` is None for "the month", which may be this one or be any one.
    """

    unit: str
    ahead: int | None = None
    month: int = 0
    year: int = 0


@dataclass(frozen=True, slots=True)
class Every:
    """How often: every so many units."""

    unit: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Two ways to name one day: tomorrow, the 15th."""

    first: "Date"
    second: "Date"


Anchor: TypeAlias = "Weekdays | Date"  # what something is so much after, or before
Date = Agreeing | Fixed | Anniversary | Lunar | DaysOfMonth | Relative | Later
Value = object
Slots = tuple[tuple[str, Value], ...]
Item: TypeAlias = Slots | None  # what a part of a phrase says, or that it says nothing


def same(value: Value) -> Value:
    """The value as it was found."""
    return value


def slot(name: str) -> Callable[[Value], Slots]:
    """What puts a value that was found into a slot."""
    return lambda value: ((name, value),)
