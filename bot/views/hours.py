"""What is said about when people may be disturbed."""

from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from bot.text.nodes import Block, Command, Doc, Token
from bot.text.say import N_, Say
from bot.views.base import View
from bot.views.times import days_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSet(View):
    """The person's working days (Monday is 0), as they are from now on or are."""

    days: tuple[int, ...]
    changed: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """The days by name."""
        words = N_("Your working days are now: {days}") if self.changed else N_("Your working days: {days}")
        return Doc(
            (say.t(words, days=days_of(say, self.days)), say.t("To change it:"), Command("/week sun-thu"))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietSet(View):
    """The person's hours of quiet, as they are from now on or are."""

    hours: str
    zone: str
    changed: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """The hours, and what breaks them."""
        if not self.hours:
            return Doc(
                (
                    say.t("Reminders reach you at any hour."),
                    say.t("To change it:"),
                    Command("/quiet 22:00-06:00"),
                )
            )
        head = say.t("From {hours} ({zone}) reminders wait.", hours=Token(self.hours), zone=Token(self.zone))
        return Doc((head, say.t("Only severity 5 does not wait.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaySet(View):
    """From when to when somebody is away, and who stands in."""

    until: datetime
    since: datetime | None = None
    deputy: str = ""
    handle: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """The days, and who hears what is due meanwhile."""
        head = (
            say.t(
                "You are away from {since} until {until}.",
                since=say.when(self.since),
                until=say.when(self.until),
            )
            if self.since
            else say.t("You are away until {until}.", until=say.when(self.until))
        )
        blocks: list[Block] = [head]
        if self.deputy:
            blocks.append(
                say.t(
                    "{person} hears what is due for you meanwhile.",
                    person=say.person(self.deputy, self.handle),
                )
            )
        else:
            blocks.append(say.t("What is due for you waits. To have somebody hear it:"))
            blocks.append(Command("/deputy @jean"))
        return Doc((*blocks, say.t("When you are back:"), Command("/away off")))


@dataclass(frozen=True, slots=True, kw_only=True)
class BackSet(View):
    """Somebody who is back."""

    was_away: bool

    @override
    def doc(self, say: Say) -> Doc:
        """The welcome, or that they were not away."""
        return Doc((say.t("Welcome back.") if self.was_away else say.t("You are not away."),))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputySet(View):
    """Who stands in for the person."""

    name: str = ""
    handle: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """The name, and how to name another."""
        if not self.name:
            return Doc((say.t("Nobody stands in for you."), Command("/deputy @jean")))
        return Doc((say.t("{person} stands in for you.", person=say.person(self.name, self.handle)),))
