"""Somebody doing something: the person, the room, the moment, and the transaction it happens in."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.model.markings import Tlp
from bot.model.organisations import Organisation
from bot.model.people import Person
from bot.model.refusals import (
    MandateOver,
    NotActive,
    NotMember,
    Refusal,
    RoleNeeded,
    RoomUnbound,
    UnknownPerson,
    WhichTaskForce,
)
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import LOWEST, Membership, Right, TaskForce, TaskForceStatus
from bot.services.access import Record, ceiling, cleared, readable
from bot.store import directory
from bot.store.directory import Audience
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Note:
    """One line for the audit log: the record, and the content that is only digested."""

    action: str
    record: str
    content: str


@dataclass(kw_only=True)
class Acting:
    """The scene of an act; `event` is the network's own id of what caused it.

    `account` is what the network calls whoever acts, `address` the id of their account there.

    `topic` is the address of the part of the room it happened in, where that part is no room of its own.
    """

    work: Work
    now: datetime
    room: Room
    account: str
    address: str
    event: str
    sent_at: datetime
    person_or_none: Person | None = None
    organisation_or_none: Organisation | None = None
    taskforce_or_none: TaskForce | None = None
    topic: str = ""
    fallback_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    fallback_language: str = "en"
    notes: list[Note] = field(default_factory=list)

    @property
    def person(self) -> Person:
        """Who acts; raises the refusal for strangers."""
        if self.person_or_none is None:
            raise Refusal(UnknownPerson(self.account, f"{self.room.network}:{self.address}"))
        return self.person_or_none

    @property
    def organisation(self) -> Organisation:
        """The organisation of who acts."""
        if self.organisation_or_none is None:
            raise Refusal(UnknownPerson(self.account, f"{self.room.network}:{self.address}"))
        return self.organisation_or_none

    @cached_property
    def taskforce(self) -> TaskForce:
        """The task force this is about: the room's, or the person's only one in a direct message."""
        if self.taskforce_or_none is not None:
            return self.taskforce_or_none
        if self.room.kind is not RoomKind.DIRECT:
            raise Refusal(RoomUnbound())
        parts = directory.parts(self.work, self.person.id or 0)
        if len(parts) != 1:
            raise Refusal(WhichTaskForce(tuple(found.code for _, found in parts)) if parts else RoomUnbound())
        return parts[0][1]

    @cached_property
    def _bound(self) -> TaskForce | None:
        """The task force whose zone and languages hold here: the room's, or the person's only one."""
        if self.taskforce_or_none is not None or self.room.kind is not RoomKind.DIRECT:
            return self.taskforce_or_none
        parts = directory.parts(self.work, self.person.id or 0) if self.person_or_none else []
        return parts[0][1] if len(parts) == 1 else None

    @cached_property
    def part(self) -> Membership | None:
        """The person's part in the task force; None for outsiders."""
        if self.person_or_none is None:
            return None
        found = directory.part(self.work, self.person.id or 0, self.taskforce.id or 0)
        return found if found is not None and found.until is None else None

    @cached_property
    def audience(self) -> Audience:
        """Who else reads the room."""
        if self.room.kind is RoomKind.DIRECT:
            return Audience()
        return directory.audience(self.work, self.room.id or 0, self.taskforce.id or 0)

    @property
    def ceiling(self) -> Tlp:
        """What may be said here now."""
        return ceiling(self.room, self.audience)

    @property
    def lowered(self) -> Tlp | None:
        """What may be said here, where that is less than the room is cleared for; else None."""
        return self.ceiling if self.ceiling is not cleared(self.room) else None

    @property
    def readable(self) -> tuple[Tlp, ...]:
        """The labels a list may draw from, for this person here."""
        return readable(self.part, self.room, self.audience) if self.part is not None else ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone times are read and shown in: the room's, else the person's, else the task force's."""
        bound = self._bound
        name = self.room.zone or (self.person_or_none.zone if self.person_or_none else None)
        return ZoneInfo(name or (bound.zone if bound else "")) if name or bound else self.fallback_zone

    @property
    def languages(self) -> tuple[str, ...]:
        """What is spoken here: the room's languages, else the person's, else the task force's first."""
        if self.room.languages:
            return tuple(self.room.languages)
        if self.person_or_none is not None and self.person_or_none.language:
            return (self.person_or_none.language,)
        bound = self._bound
        return (bound.languages[0],) if bound is not None and bound.languages else (self.fallback_language,)

    @property
    def language(self) -> str:
        """What the person writes: their own language, else the first that is spoken here."""
        own = self.person_or_none.language if self.person_or_none else None
        return own or self.languages[0]

    def may(self, right: Right) -> bool:
        """Whether the person has a right here."""
        if right is Right.ANYONE:
            return True
        if self.person_or_none is None or not self.person_or_none.active:
            return False
        if right in {Right.KNOWN, Right.ADMIN}:
            return right is Right.KNOWN or self.person.admin
        return self.part is not None and self.part.has(right)

    def require(self, right: Right) -> None:
        """Nothing, where the person has the right; else the refusal that says what is missing."""
        if self.may(right):
            return
        if self.person.active and right is Right.ADMIN:
            raise Refusal(RoleNeeded("admin", ""))
        if self.part is None:
            raise Refusal(NotMember(self.taskforce.code))
        raise Refusal(RoleNeeded(LOWEST[right].value, self.taskforce.code))

    def require_mandate(self) -> None:
        """Nothing, where the task force may take new records; else the refusal that says why not."""
        if self.taskforce.status is not TaskForceStatus.ACTIVE:
            raise Refusal(NotActive(self.taskforce.code, self.taskforce.status.value))
        if self.taskforce.expired(self.now.date()) and self.taskforce.review is not None:
            raise Refusal(MandateOver(self.taskforce.code, self.taskforce.review.isoformat()))

    def note(self, action: str, record: str, content: str) -> None:
        """An act for the audit log, written when everything else is."""
        self.notes.append(Note(action, record, content))

    def knows(self, record: Record) -> bool:
        """Whether the record may be shown to this person here (links, counts, neighbours)."""
        return record.tlp in self.readable and record.taskforce_id == self.taskforce.id
