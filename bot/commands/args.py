"""What a handler receives: the types of the things people type.

Most are a plain type with a mark that says how its words are read: `Ref[Incident]` is an Incident,
named by its reference.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from bot.model.people import Person

T = TypeVar("T")


class Mark(Enum):
    """How the words of an argument are read."""

    REF = "a record, by its reference"
    WHO = "a person, by @handle"
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
    """An instant, the words it came from, and whether a time of day was named."""

    at: datetime
    phrase: str
    exact: bool = True


class PastMoment(Moment):
    """When something happened."""


class FutureMoment(Moment):
    """When something is to happen."""
