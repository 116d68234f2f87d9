"""What a handler receives: the types of the things people type.

Most are a plain type with a mark that says how its words are read: `Ref[Incident]` is an Incident,
named by its reference.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from bot.model.organisations import Organisation
from bot.model.people import Person
from bot.time.phrases.readings import Note
from bot.time.recurrence import Rule

T = TypeVar("T")


class Mark(Enum):
    """How the words of an argument are read."""

    REF = "a record, by its reference"
    WHO = "a person, by @handle"
    WHOS = "people, by @handle, one after the other"
    CODES = "organisations, by their codes"
    CODE = "a task force or an organisation, by its code"
    ZONE = "a time zone, by its IANA name or city"
    SEVERITY = "1 to 5, by figure or by name"
    ENTRY = "the number of a timeline entry"
    TEXT = "free text"
    WORD = "one word that becomes a name"
    WEEK = "working days"
    COUNTRIES = "countries, by code or name"
    TAGS = "tags, with - in front for those taken away"
    LANGUAGES = "languages, by code or name"
    QUIET = "hours of quiet"


Ref = Annotated[T, Mark.REF]
Code = Annotated[T, Mark.CODE]
Who = Annotated[Person, Mark.WHO]
Zone = Annotated[ZoneInfo, Mark.ZONE]
Severity = Annotated[int, Mark.SEVERITY]
EntryNumber = Annotated[int, Mark.ENTRY]
Text = Annotated[str, Mark.TEXT]
Word = Annotated[str, Mark.WORD]
Week = Annotated[str, Mark.WEEK]
Countries = Annotated[tuple[str, ...], Mark.COUNTRIES]
Tags = Annotated[tuple[str, ...], Mark.TAGS]
Languages = Annotated[tuple[str, ...], Mark.LANGUAGES]
Whos = Annotated[tuple[Person, ...], Mark.WHOS]
Organisations = Annotated[tuple[Organisation, ...], Mark.CODES]
Quiet = Annotated[str, Mark.QUIET]
Day = date


@dataclass(frozen=True, slots=True)
class Category:
    """A category and, perhaps, its sub-code."""

    code: str
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An Admiralty grade: reliability A to F, credibility 1 to 6."""

    reliability: str
    credibility: int


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, the words it came from, and whether a time of day was named.

    `wall` is what the clocks of `zone` (an IANA name) show then: what was meant.
    """

    at: datetime
    phrase: str
    exact: bool = True
    wall: datetime = datetime.min  # noqa: DTZ901 - a wall time
    zone: str = "UTC"
    notes: tuple[Note, ...] = ()


class PastMoment(Moment):
    """When something happened."""


class FutureMoment(Moment):
    """When something is to happen."""


class Later(FutureMoment):
    """How long, or until when, something waits."""


@dataclass(frozen=True, slots=True)
class Series:
    """A rule by which something comes again and again, the words it came from, and the first instant."""

    rule: Rule
    phrase: str
    at: datetime
    notes: tuple[Note, ...] = ()


Time = FutureMoment | Series


@dataclass(frozen=True, slots=True)
class Anytime:
    """One moment to come, or a series of them."""

    time: Time


@dataclass(frozen=True, slots=True)
class Period:
    """From when (where that was said) until when."""

    since: FutureMoment | None
    until: FutureMoment


@dataclass(frozen=True, slots=True)
class TimedText:
    """A phrase of time, and the words it stands before or after; without a phrase, only words."""

    time: Time | None
    text: str
