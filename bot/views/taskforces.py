"""What is said about task forces, their people and organisations."""

from dataclasses import dataclass

from typing_extensions import override

from bot.text.nodes import Block, Bullets, Code, Doc, Token, User
from bot.text.say import Say
from bot.views.base import View
from bot.views.words import ROLES, TASKFORCE_STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForceShown(View):
    """A task force: its mandate, legal basis, review date, people and rooms."""

    code: str
    status: str
    mandate: str = ""
    basis: str = ""
    review: str = ""
    default_tlp: str = ""
    zone: str = ""
    week: str = ""
    members: int = 0
    rooms: int = 0

    @override
    def doc(self, say: Say) -> Doc:
        """One fact a line."""
        lines: list[Block] = [
            say.t("{tf}: {status}", tf=Token(self.code), status=say.words(TASKFORCE_STATUSES[self.status]))
        ]
        if self.mandate:
            lines.append(say.t("Mandate: {mandate}", mandate=User(self.mandate)))
        if self.basis:
            lines.append(say.t("Legal basis: {basis}", basis=User(self.basis)))
        if self.review:
            lines.append(say.t("Review date: {day}", day=Token(self.review)))
        lines += [
            say.t("New records are {tlp} unless marked otherwise.", tlp=Token(self.default_tlp)),
            say.t("Time zone: {zone}", zone=Token(self.zone)),
            say.t("Working week: {week}", week=Token(self.week)),
            say.n("{n} person", "{n} people", self.members),
            say.n("{n} room", "{n} rooms", self.rooms),
        ]
        return Doc(tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForceChanged(View):
    """A task force that was founded or whose state changed."""

    code: str
    act: str
    value: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """What is true now and what comes next."""
        code = Token(self.code)
        match self.act:
            case "new":
                return Doc(
                    (
                        say.t("{tf} is founded; you are its coordinator.", tf=code),
                        say.t(
                            "It takes records once it is active: {command}",
                            command=Code(f"/taskforce activate {self.code}"),
                        ),
                        say.t(
                            "Bind this room to it: {command}", command=Code(f"/taskforce bind {self.code}")
                        ),
                    )
                )
            case "activate":
                return Doc((say.t("{tf} is active.", tf=code),))
            case "close":
                return Doc((say.t("{tf} is closed; its rooms are unbound.", tf=code),))
            case "suspend":
                return Doc((say.t("{tf} is suspended.", tf=code),))
            case _:
                return Doc((say.t("{tf}: the working week is {week}.", tf=code, week=Token(self.value)),))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdded(View):
    """A person who takes part from now on, or in another role."""

    taskforce: str
    handle: str
    organisation: str
    role: str
    account: str = ""
    again: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """Who, from where, as what."""
        words = say.t(
            "{handle} ({organisation}) is {role} in {tf}.",
            handle=Code(f"@{self.handle}"),
            organisation=Token(self.organisation),
            role=say.words(ROLES[self.role]),
            tf=Token(self.taskforce),
        )
        return Doc((words,))


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRemoved(View):
    """A person whose part is over."""

    taskforce: str
    handle: str

    @override
    def doc(self, say: Say) -> Doc:
        """Who, from what."""
        return Doc(
            (
                say.t(
                    "{handle} no longer takes part in {tf}.",
                    handle=Code(f"@{self.handle}"),
                    tf=Token(self.taskforce),
                ),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One person in a list."""

    handle: str
    name: str
    organisation: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Members(View):
    """Who takes part in a task force, of those who agreed to be listed."""

    taskforce: str
    people: tuple[MemberLine, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """One person a line."""
        lines = tuple(
            say.line(
                Code(f"@{one.handle}"), " ", User(one.name), " · ", Token(one.organisation), " · ",
                say.words(ROLES[one.role]),
            )
            for one in self.people
        )  # fmt: skip
        head = say.n("{n} person in {tf}", "{n} people in {tf}", len(lines), tf=Token(self.taskforce))
        return Doc((head, Bullets(lines)) if lines else (head,))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAdded(View):
    """A new organisation."""

    code: str
    name: str

    @override
    def doc(self, say: Say) -> Doc:
        """Its code and name, and how to add its people."""
        return Doc(
            (
                say.t("{code} is known now: {name}", code=Token(self.code), name=User(self.name)),
                say.t(
                    "Add its people: {command}",
                    command=Code(f"/taskforce add @NAME org:{self.code} role:member"),
                ),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationWeek(View):
    """An organisation's working week, and the one that is usual in its country."""

    code: str
    week: str
    usual: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """Both; sources disagree, so the usual one is only a proposal."""
        head = say.t("{code}: the working week is {week}.", code=Token(self.code), week=Token(self.week))
        if not self.usual or self.usual == self.week:
            return Doc((head,))
        return Doc((head, say.t("Usual in its country: {week}. Please check it.", week=Token(self.usual))))
