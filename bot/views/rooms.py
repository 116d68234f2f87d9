"""What is said about rooms."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from bot.model.markings import Tlp
from bot.text.nodes import Block, Command, Doc, Token, User
from bot.text.say import N_, Say
from bot.views.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(View):
    """Who the bot is, which task force the room belongs to, how to begin."""

    bot: str
    taskforce: str = ""
    mandate: str = ""
    ceiling: Tlp | None = None
    person: str = ""
    direct: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """Four lines and a first command."""
        lines: list[Block] = [
            say.t(
                "I am {bot}. I keep the task force's incidents, follow-ups, meetings and decisions.",
                bot=User(self.bot),
            )
        ]
        if self.taskforce:
            lines.append(say.t("This room belongs to {tf}.", tf=Token(self.taskforce)))
            if self.mandate:
                lines.append(say.t("Mandate: {mandate}", mandate=User(self.mandate)))
            if self.ceiling is not None:
                lines.append(say.t("It is cleared up to {ceiling}.", ceiling=Token(self.ceiling.value)))
        elif not self.direct:
            lines += [say.t("This room belongs to no task force yet. A coordinator can bind it:")]
            lines += [Command("/taskforce bind CODE ceiling:green")]
        if not self.person:
            lines.append(say.t("I do not know you yet. Ask a coordinator of your task force to add you."))
            return Doc(tuple(lines))
        lines += [say.t("Log what happened:"), Command("/incident new")]
        return Doc((*lines, say.t("Your language: {command}", command=Token("/lang ar en es fr pt sw"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWithdrawn(View):
    """What stands where a message was that may not be read here any more."""

    withdraws: ClassVar[bool] = True

    @override
    def doc(self, say: Say) -> Doc:
        """That it was, and why it is not."""
        return Doc((say.t("This message was withdrawn: its marking was raised."),))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBound(View):
    """A room that belongs to a task force from now on."""

    taskforce: str
    ceiling: Tlp
    cap: Tlp

    @override
    def doc(self, say: Say) -> Doc:
        """The task force and the ceiling."""
        return Doc(
            (
                say.t(
                    "This room now belongs to {tf} and is cleared up to {ceiling}.",
                    tf=Token(self.taskforce),
                    ceiling=Token(self.ceiling.value),
                ),
                say.t("Everybody who reads here reads what I say here."),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomUnbound(View):
    """A room that belongs to no task force any more."""

    taskforce: str

    @override
    def doc(self, say: Say) -> Doc:
        """That nothing more is said here."""
        return Doc(
            (
                say.t(
                    "This room no longer belongs to {tf}; I say nothing more of it here.",
                    tf=Token(self.taskforce),
                ),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingSet(View):
    """A room's new ceiling."""

    ceiling: Tlp
    before: Tlp

    @override
    def doc(self, say: Say) -> Doc:
        """Old and new."""
        return Doc(
            (
                say.t(
                    "This room is cleared up to {ceiling} (before: {before}).",
                    ceiling=Token(self.ceiling.value),
                    before=Token(self.before.value),
                ),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLanguagesSet(View):
    """The languages spoken in a room; every post carries each, in this order."""

    languages: tuple[str, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """Their names."""
        if not self.languages:
            return Doc((say.t("In this room I answer everybody in their own language."),))
        names = say.join([User(name) for name in self.languages])
        return Doc((say.t("In this room I speak: {languages}", languages=names),))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomZoneSet(View):
    """The zone in which a room reads and is told times."""

    zone: str
    now: str

    @override
    def doc(self, say: Say) -> Doc:
        """The zone and what time it is there."""
        words = say.t(
            "Times in this room are in {zone}; it is {time} there.",
            zone=Token(self.zone),
            time=Token(self.now),
        )
        return Doc((words,))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLowered(View):
    """Somebody reads here who is not known, so less may be said."""

    account: str
    ceiling: Tlp

    @override
    def doc(self, say: Say) -> Doc:
        """Who, what follows, and what a coordinator can do."""
        return Doc(
            (
                say.t("{account} reads here, and I do not know them.", account=User(self.account)),
                say.t(
                    "Until a coordinator adds them or they leave, I go only up to {ceiling} here.",
                    ceiling=Token(self.ceiling.value),
                ),
            )
        )


WHY = {
    "plain": N_("This room is not encrypted."),
    "device": N_("A device here is not verified by its owner: {accounts}"),
    "open": N_("Anybody can join this room or read it without being let in."),
}
HOW = {"device": N_("They can verify it in the settings of their app, under sessions.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomHeld(View):
    """How far a room goes since its network told what it is now; `why` it goes no further."""

    ceiling: Tlp
    before: Tlp
    why: str = ""
    accounts: tuple[str, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """Less or more than before, and why."""
        less = N_("From now on I go only up to {ceiling} here (before: {before}).")
        more = N_("I go up to {ceiling} here again (before: {before}).")
        labels = {"ceiling": Token(self.ceiling.value), "before": Token(self.before.value)}
        lines: list[Block] = [say.t(less if self.ceiling.rank < self.before.rank else more, **labels)]
        if self.why in WHY:
            lines.append(say.t(WHY[self.why], accounts=say.join([User(one) for one in self.accounts])))
        if self.why in HOW:
            lines.append(say.t(HOW[self.why]))
        return Doc(tuple(lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable(View):
    """A message that reached the bot without the key to read it."""

    account: str

    @override
    def doc(self, say: Say) -> Doc:
        """Whose it was, and what they can do."""
        return Doc(
            (
                say.t(
                    "{account}, I could not read what you wrote: your device did not send me its key.",
                    account=User(self.account),
                ),
                say.t("Please write it again. If that does not help, verify your session or sign in again."),
            )
        )


def lowered(say: Say, ceiling: Tlp | None) -> list[Block]:
    """Why less is said here than the room is cleared for, when it is less."""
    if ceiling is None:
        return []
    words = say.t(
        "Not everybody here may know everything, so I go only up to {ceiling}.", ceiling=Token(ceiling.value)
    )
    return [words]
