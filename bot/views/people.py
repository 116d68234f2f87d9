"""What is said about people and their settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from bot.text.nodes import Block, Code, Command, Doc, Token, User
from bot.text.say import N_, Say
from bot.views.base import View
from bot.views.times import days_of
from bot.views.words import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(View):
    """What the bot knows of the person who asks."""

    personal: ClassVar[bool] = True

    handle: str
    name: str
    organisation: str
    organisation_name: str
    language: str
    zone: str
    week: tuple[int, ...] = ()
    quiet: str = ""
    away_since: datetime | None = None
    away_until: datetime | None = None
    deputy: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    accounts: tuple[str, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """Name, organisation, settings, and the part in each task force."""
        roles = [
            say.t("{tf}: {role}", tf=Token(taskforce), role=say.words(ROLES[role]))
            for taskforce, role in self.parts
        ]
        several = say.join([Token(account) for account in self.accounts])
        accounts = [say.t("Accounts: {accounts}", accounts=several)] if self.accounts else []
        return Doc(
            (
                say.t("You are {name} ({handle}).", name=User(self.name), handle=Code(f"@{self.handle}")),
                say.t(
                    "Organisation: {organisation}, {name}",
                    organisation=Token(self.organisation),
                    name=User(self.organisation_name),
                ),
                say.t("Language: {language}", language=User(self.language)),
                say.t("Time zone: {zone}", zone=Token(self.zone)),
                *self._hours(say),
                *roles,
                *accounts,
            )
        )

    def _hours(self, say: Say) -> list[Block]:
        lines: list[Block] = []
        if self.week:
            lines.append(say.t("Your working days: {days}", days=days_of(say, self.week)))
        if self.quiet:
            lines.append(say.t("Quiet hours: {hours}", hours=Token(self.quiet)))
        if self.away_since is not None and self.away_until is not None:
            since, until = say.when(self.away_since), say.when(self.away_until)
            lines.append(say.t("You are away from {since} until {until}.", since=since, until=until))
        elif self.away_until is not None:
            lines.append(say.t("You are away until {until}.", until=say.when(self.away_until)))
        if self.deputy:
            lines.append(say.t("{person} stands in for you.", person=User(self.deputy)))
        return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOffered(View):
    """A code for another account of the person, and how to bring it."""

    code: str
    minutes: int
    telegram: str = ""
    matrix: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """The line to send, and where: on Telegram a link does it, on Matrix commands begin otherwise."""
        how = say.t(
            "From your other account, send me this in a direct message within {minutes} minutes:",
            minutes=say.number(self.minutes),
        )
        blocks: list[Block] = [how, Command(f"/link {self.code}")]
        if self.telegram:
            link = f"https://t.me/{self.telegram}?start={self.code}"
            blocks.append(say.t("On Telegram: {link}", link=Token(link)))
        if self.matrix:
            words = N_("On Matrix, in a direct message to {account}: {command}")
            blocks.append(say.t(words, account=Token(self.matrix), command=Code(f"!link {self.code}")))
        return Doc(tuple(blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked(View):
    """An account that is somebody's from now on."""

    name: str
    handle: str

    @override
    def doc(self, say: Say) -> Doc:
        """Whose it is."""
        name, handle = User(self.name), Token(f"@{self.handle}")
        return Doc((say.t("This account is now one of {name} ({handle}).", name=name, handle=handle),))


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSet(View):
    """The person's language, as it is from now on (or is, when it was only asked for)."""

    language: str
    changed: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """The language, in that language."""
        head = (
            say.t("From now on I answer you in {language}.", language=User(self.language))
            if self.changed
            else say.t("I answer you in {language}.", language=User(self.language))
        )
        return Doc((head, say.t("A room's own languages come first in that room.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSet(View):
    """The person's time zone."""

    zone: str
    now: str
    changed: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """The zone and what time it is there."""
        head = (
            say.t(
                "Your time zone is now {zone}; it is {time} there.",
                zone=Token(self.zone),
                time=Token(self.now),
            )
            if self.changed
            else say.t(
                "Your time zone is {zone}; it is {time} there.", zone=Token(self.zone), time=Token(self.now)
            )
        )
        return Doc((head, say.t("To change it:"), Command("/tz Africa/Nairobi")))
