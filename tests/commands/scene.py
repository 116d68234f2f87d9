"""A scene to read lines in: no database, every record and person exists."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.book import Book
from bot.commands.grammar import Parsed, read
from bot.model.refusals import NoRecord, NoSuch, Refusal
from bot.text.catalogs import Catalogs
from handlers import COMMANDS, SHORTCUTS

BOOK = Book(COMMANDS, Catalogs().words("command word"), SHORTCUTS)


class Scene:
    """Nairobi, a Friday morning; a record is its reference, a person their handle."""

    now = datetime.fromisoformat("2026-10-16T09:00:00+03:00")
    zone = ZoneInfo("Africa/Nairobi")

    def __init__(self, language: str = "en") -> None:
        self.language = language

    def record(self, prefix: str, number: int) -> object:
        if prefix != "INC" or number == 0:
            raise Refusal(NoRecord(f"{prefix}-{number}"))
        return f"{prefix}-{number}"

    def recent(self, prefix: str) -> object:
        return f"{prefix}-recent"

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
