"""What reading a line needs to know of the world; look-ups go through the gate of whoever provides them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Reading(Protocol):
    """The scene in which a line was typed."""

    language: str
    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are meant."""
        ...

    def record(self, prefix: str, number: int) -> object:
        """The record a person named; raises a Refusal."""
        ...

    def recent(self, prefix: str) -> object:
        """The record a left-out reference means; raises when there is none, or several."""
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
