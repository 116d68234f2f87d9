"""Rules that recur: stored as a sentence, an RRULE, a wall time and a zone."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rule:
    """A series, as it was typed and as it is understood."""

    text: str
    rrule: str
    dtstart: datetime
    zone: str
