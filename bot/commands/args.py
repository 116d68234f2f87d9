"""What a handler receives: the types of the things people type."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NewType, TypeVar

T = TypeVar("T")


class Ref(Generic[T]):
    """Annotation only: a record named by its reference; the handler receives the record itself."""


class Who:
    """Annotation only: a person named by `@handle`; the handler receives the Person."""


class Week:
    """Annotation only: working days such as `sun-thu`; the handler receives them as text."""


Text = NewType("Text", str)
Word = NewType("Word", str)
Severity = NewType("Severity", int)
EntryNumber = NewType("EntryNumber", int)


class Countries(tuple[str, ...]):
    """ISO codes of countries, in the order given."""

    __slots__ = ()


class Tags(tuple[str, ...]):
    """Tags without `#`; with `-` in front for one that is taken away."""

    __slots__ = ()


class Languages(tuple[str, ...]):
    """Codes of the bot's languages, in the order given."""

    __slots__ = ()


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
class PastMoment:
    """When something happened; `exact` when a time of day was named."""

    at: datetime
    phrase: str
    exact: bool = True


@dataclass(frozen=True, slots=True)
class FutureMoment:
    """When something is to happen."""

    at: datetime
    phrase: str
    exact: bool = True


class Code:
    """Annotation only: a task force or an organisation named by its code; the handler receives it."""


class Zone:
    """Annotation only: an IANA time zone; the handler receives the ZoneInfo."""


Day = date
