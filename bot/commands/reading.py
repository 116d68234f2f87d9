"""What reading a line needs to know of the world; look-ups go through the gate of whoever provides them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.model.records import Record
from bot.time.weeks import Week


class Reading(Protocol):
    """The scene in which a line was typed."""

    language: str
    now: datetime

    @property
    def week(self) -> Week:
        """The working week of who speaks."""
        ...

    @property
    def off(self) -> frozenset[date]:
        """The days off of who speaks."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are meant."""
        ...

    def record(self, kind: type[Record], number: int) -> object:
        """The record of a kind that a person named; raises a Refusal."""
        ...

    def recent(self, kind: type[Record]) -> object:
        """The record a left-out reference means; raises when there is none, or several."""
        ...

    def replied(self, kind: type[Record]) -> object | None:
        """The record that what was replied to is about, where it is of a kind; else None."""
        ...

    def person(self, handle: str) -> object:
        """The person called `@handle`; raises a Refusal."""
        ...

    def organisation(self, code: str) -> object:
        """The organisation with a code; raises a Refusal."""
        ...

    def taskforce(self, code: str) -> object:
        """The task force with a code; raises a Refusal."""
        ...


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a question: what its button says, and what it stands for."""

    label: str
    value: str
    literal: bool = False
