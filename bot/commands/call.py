"""What a handler is given: the scene of the act, and how a typed line is read in it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.commands.book import Book
from bot.model.organisations import Organisation
from bot.model.people import Person
from bot.model.records import Record
from bot.model.refusals import NoSuch, Refusal
from bot.model.taskforces import TaskForce
from bot.services import calendars, records
from bot.services.acting import Acting
from bot.store import directory, outbox
from bot.store import records as kept
from bot.time.weeks import Week

NO_BOOK = Book((), {})


@dataclass(kw_only=True)
class Call(Acting):
    """One command by one person in one room; `about` is the network's id of what they replied to."""

    about: str = ""
    about_text: str = ""
    book: Book = NO_BOOK


class Choose(Exception):  # noqa: N818 - a question, not an error
    """A record was left out and several fit; they are offered."""

    def __init__(self, kind: type[Record], records: list[Record]) -> None:
        super().__init__()
        self.kind = kind
        self.records = records


class CallReading:
    """How words of a line are looked up for a call: each look-up goes through the gate."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self.language = call.language
        self.now: datetime = call.sent_at

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the line's times are meant."""
        return self._call.zone

    @cached_property
    def _days(self) -> tuple[Week, frozenset[date]]:
        return calendars.of_acting(self._call)

    @property
    def week(self) -> Week:
        """The working week of who speaks."""
        return self._days[0]

    @property
    def off(self) -> frozenset[date]:
        """The days off of who speaks."""
        return self._days[1]

    def record(self, kind: type[Record], number: int) -> object:
        """The record a person named, where they may see it here."""
        return records.found(self._call, kind, number)

    def recent(self, kind: type[Record]) -> object:
        """The record a left-out reference means: the replied-to one, else the only live one."""
        replied = self.replied(kind)
        if replied is not None:
            return replied
        some = records.recent(self._call, kind)
        if isinstance(some, list):
            raise Choose(kind, some)
        return some

    def replied(self, kind: type[Record]) -> object | None:
        """The record of this kind that the bot's message which was replied to is about, or None."""
        if not self._call.about:
            return None
        posted = outbox.shown(self._call.work, self._call.room.id or 0, self._call.about)
        found = kept.by_key(self._call.work, posted.record) if posted else None
        return self.record(type(found), found.number) if isinstance(found, kind) else None

    def person(self, handle: str) -> Person:
        """The person called `@handle`."""
        name = handle.removeprefix("@")
        found = directory.person(self._call.work, name)
        if found is None:
            raise Refusal(NoSuch("person", f"@{name}"))
        return found

    def organisation(self, code: str) -> Organisation:
        """The organisation with a code."""
        found = directory.organisation(self._call.work, code)
        if found is None:
            raise Refusal(NoSuch("organisation", code))
        return found

    def taskforce(self, code: str) -> TaskForce:
        """The task force with a code, of those the person takes part in (administrators see all)."""
        found = directory.taskforce(self._call.work, code)
        person = self._call.person
        part = directory.part(self._call.work, person.id or 0, found.id or 0) if found else None
        if found is None or not (person.admin or (part is not None and part.until is None)):
            raise Refusal(NoSuch("taskforce", code))
        return found
