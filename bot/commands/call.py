"""What a handler is given: the scene of the act, and how a typed line is read in it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.book import Book
from bot.model.incidents import PREFIX, Incident
from bot.model.organisations import Organisation
from bot.model.people import Person
from bot.model.refusals import NoRecord, NoSuch, Refusal
from bot.model.taskforces import TaskForce
from bot.services import incidents
from bot.services.acting import Acting
from bot.store import directory, outbox
from bot.store import incidents as kept

NO_BOOK = Book((), {})


@dataclass(kw_only=True)
class Call(Acting):
    """One command by one person in one room; `about` is the network's id of what they replied to."""

    about: str = ""
    about_text: str = ""
    book: Book = NO_BOOK


class Choose(Exception):  # noqa: N818 - a question, not an error
    """A record was left out and several fit; they are offered."""

    def __init__(self, records: list[Incident]) -> None:
        super().__init__()
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

    def record(self, prefix: str, number: int) -> object:
        """The record a person named, where they may see it here."""
        if prefix.upper() != PREFIX:
            raise Refusal(NoRecord(f"{prefix.upper()}-{number}"[:40]))
        return incidents.found(self._call, number)

    def recent(self, prefix: str) -> object:
        """The record a left-out reference means: the replied-to one, else the room's only open one."""
        replied = self._replied()
        if replied is not None:
            return self.record(prefix, replied.number)
        some = incidents.recent(self._call)
        if isinstance(some, list):
            raise Choose(some)
        return some

    def _replied(self) -> Incident | None:
        if not self._call.about:
            return None
        posted = outbox.shown(self._call.work, self._call.room.id or 0, self._call.about)
        if posted is None or not posted.record.startswith("incident:"):
            return None
        return kept.by_id(self._call.work, int(posted.record.partition(":")[2]))

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
