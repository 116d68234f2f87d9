"""A scene to read lines in: no database, every record and person exists."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.commands.book import Book
from bot.commands.grammar import Parsed, read
from bot.model.records import Record
from bot.model.refusals import NoRecord, NoSuch, Refusal
from bot.text.catalogs import Catalogs
from bot.time.weeks import MONDAY_TO_FRIDAY
from handlers import COMMANDS, SHORTCUTS

BOOK = Book(COMMANDS, Catalogs().words("command word"), SHORTCUTS)


class Scene:
    """Nairobi, a Friday morning; a record is its reference, a person their handle."""

    now = datetime.fromisoformat("2026-10-16T09:00:00+03:00")
    zone = ZoneInfo("Africa/Nairobi")

    def __init__(self, language: str = "en") -> None:
        self.language = language

    week = MONDAY_TO_FRIDAY
    off: frozenset[date] = frozenset()

    def record(self, kind: type[Record], number: int) -> object:
        if number == 0:
            raise Refusal(NoRecord(f"{kind.PREFIX}-{number}"))
        return f"{kind.PREFIX}-{number}"

    def recent(self, kind: type[Record]) -> object:
        return f"{kind.PREFIX}-recent"

    def replied(self, kind: type[Record]) -> object | None:
        _ = kind
        return None

    def person(self, handle: str) -> object:
        return f"@{handle}"

    def organisation(self, code: str) -> object:
        return code.upper()

    def taskforce(self, code: str) -> object:
        if code.upper() != "LAKES":
            raise Refusal(NoSuch("taskforce", code))
        return code.upper()


def told(line: str, *, language: str = "en") -> Parsed:
    """What a line without its prefix tells its command."""
    command, _, rest = line.partition("| ")
    return read(BOOK.named(command), rest, Scene(language))
