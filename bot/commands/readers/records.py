"""Records by their references, and entries by their numbers."""

import re
from typing import Any

from typing_extensions import override

from bot.commands.declare import Arg
from bot.commands.readers.base import Reader
from bot.commands.reading import Reading
from bot.model.followups import FollowUp
from bot.model.incidents import Incident
from bot.model.records import Record
from bot.model.refusals import NoRecord, Refusal
from bot.model.reminders import Reminder
from bot.text.clean import digits, fold

NUMBER = 2**31
LONGEST_REF = 40


def _names(kind: type[Record]) -> tuple[str, ...]:
    """How a kind of record is written before its number: its prefix and its whole word."""
    return kind.PREFIX.casefold(), kind.KIND


KINDS: tuple[type[Record], ...] = (Incident, FollowUp, Reminder)
_KIND = {name: kind for kind in KINDS for name in _names(kind)}
_WORDS = "|".join(sorted(_KIND, key=len, reverse=True))
_NUMBERED = re.compile(r"#?0*(\d+)")
_NAMED = re.compile(rf"({_WORDS})[\s_.-]*#?0*(\d+)")
SPACED = re.compile(rf"(?:{_WORDS})\s+#?\d+(?!\S)", re.IGNORECASE)
"""A reference written in two words, such as `inc 12`."""


def named(text: str) -> tuple[type[Record], int] | None:
    """The kind and the number of a reference that says its kind, such as `inc12` or `FUP-7`; else None."""
    found = _NAMED.fullmatch(fold(text))
    return (_KIND[found[1]], int(found[2])) if found else None


def numbered(text: str) -> int | None:
    """The number of a reference that is only a number, such as `#12`; else None."""
    found = _NUMBERED.fullmatch(fold(text))
    return int(found[1]) if found else None


class RefReader(Reader):
    """A record by its number, however it is written; a number alone is one of the first kind."""

    def __init__(self, arg: Arg, name: str, kind: type[Record]) -> None:
        super().__init__(arg, name)
        self.wanted = kind
        self.kinds = tuple(one for one in KINDS if issubclass(one, kind))

    @property
    def kind(self) -> type[Record]:
        """What is meant where no kind is named: the kind that is asked for, of any kind an incident."""
        return self.kinds[0]

    @override
    def shape(self, token: str) -> bool:
        found = named(token)
        return found is not None and found[0] in self.kinds

    @override
    def read(self, text: str, reading: Reading) -> Any:
        number = numbered(text)
        found = named(text) if number is None else (self.kind, number)
        if found is None or found[0] not in self.kinds:
            raise self.unclear(text)
        kind, number = found
        if number >= NUMBER:
            raise Refusal(NoRecord(f"{kind.PREFIX}-{number}"[:LONGEST_REF]))
        return reading.record(kind, number)

    def named(self, text: str) -> str:
        """The reference as it is shown, such as `FUP-7`."""
        number, found = numbered(text), named(text)
        kind = self.kind if found is None else found[0]
        return f"{kind.PREFIX}-{number if found is None else found[1]}"

    def fits(self, token: str) -> bool:
        """Whether a word in the reference's place can be one."""
        return numbered(token) is not None or self.shape(token)

    @override
    def sample(self) -> str:
        return f"{self.kind.PREFIX}-12"


class EntryReader(Reader):
    """The number of an entry."""

    @override
    def shape(self, token: str) -> bool:
        return re.match(r"^#\d{1,6}$", digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> int:
        found = re.match(r"^#?(\d{1,6})$", digits(text.strip()))
        if found is None:
            raise self.unclear(text)
        return int(found[1])

    @override
    def sample(self) -> str:
        return "#4"
