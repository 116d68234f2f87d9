"""Every "no" the bot can give, as data; the words are in bot/views/refusals."""

from dataclasses import dataclass

from bot.model.markings import Tlp


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A no to the person who asked; `reason` is one of the dataclasses of this module."""

    def __init__(self, reason: object) -> None:
        super().__init__(type(reason).__name__)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NoRecord:
    """R0: there is no such record, or the person may not know of it. One answer for both."""

    ref: str


@dataclass(frozen=True, slots=True)
class AboveCeiling:
    """R1: the person may know the record, this room may not."""

    ref: str
    tlp: Tlp
    ceiling: Tlp


@dataclass(frozen=True, slots=True)
class OriginatorOnly:
    """R2: only the organisation the record comes from may do this."""

    ref: str
    organisation: str
    command: str


@dataclass(frozen=True, slots=True)
class RoleNeeded:
    """R3: the act is reserved for a role."""

    role: str
    taskforce: str


@dataclass(frozen=True, slots=True)
class RedContent:
    """R4: TLP:RED content is neither stored nor posted."""


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    """The account that speaks belongs to nobody the bot knows; `address` is what a coordinator adds."""

    account: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class NotMember:
    """The person has no part in the task force of this room."""

    taskforce: str


@dataclass(frozen=True, slots=True)
class RoomUnbound:
    """The room belongs to no task force yet."""


@dataclass(frozen=True, slots=True)
class WhichTaskForce:
    """A direct message of somebody in several task forces."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MandateOver:
    """The review date of the task force has passed, so it takes nothing new."""

    taskforce: str
    review: str


@dataclass(frozen=True, slots=True)
class NotActive:
    """The task force is not active (yet, or any more)."""

    taskforce: str
    status: str


@dataclass(frozen=True, slots=True)
class Anonymous:
    """It was written in the name of the group or a channel, so that nobody answers for it."""


@dataclass(frozen=True, slots=True)
class AlreadySo:
    """The record is already in the state that was asked for; nothing was written.

    `of` names whose word the status is: a kind of record, `task force` or `role`; else it is shown as it
    stands.
    """

    ref: str
    status: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class WrongState:
    """The act does not fit the state of the record; `of` is the kind of record."""

    ref: str
    status: str
    act: str
    of: str = "incident"


@dataclass(frozen=True, slots=True)
class AssigneeOnly:
    """Only those who have a follow-up may do this; `names` are theirs, none when nobody has it."""

    ref: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignerOnly:
    """Only who gave a follow-up, or a coordinator, may do this."""

    ref: str


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Who did something does not verify it."""

    ref: str


@dataclass(frozen=True, slots=True)
class Several:
    """A phrase of time with several meanings, as (in words, ready to type); `lines` have one each in it."""

    field: str
    text: str
    meanings: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part of the line that could not be placed; `fixed` is the corrected line when there is one."""

    field: str
    text: str
    reason: str
    choices: tuple[str, ...] = ()
    fixed: str = ""


@dataclass(frozen=True, slots=True)
class TooLong:
    """More text than a record keeps."""

    limit: int
    length: int


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A command word nobody declared; `near` are lines that may have been meant, the nearest first."""

    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedCommand:
    """An edited message is not a new command; `line` is ready to copy."""

    line: str


@dataclass(frozen=True, slots=True)
class StaleButton:
    """A button that was pressed before, has expired, or was not this person's."""


@dataclass(frozen=True, slots=True)
class CeilingTooHigh:
    """A room cannot be cleared higher than its network and state allow."""

    asked: Tlp
    cap: Tlp


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """Nothing the person did in the last minutes can be reversed."""


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Somebody else changed the record after the act that was to be reversed or repeated."""

    ref: str


@dataclass(frozen=True, slots=True)
class NoDialog:
    """There is no question waiting for an answer."""


@dataclass(frozen=True, slots=True)
class OnlyAlone:
    """Something for a direct message, asked for in a group."""


@dataclass(frozen=True, slots=True)
class NotQuoted:
    """A line that was not understood, and whose marking forbids repeating it in this room."""


@dataclass(frozen=True, slots=True)
class BadCode:
    """A code nobody was given, or one that is used or too old."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A name that must be unique is in use."""

    text: str


@dataclass(frozen=True, slots=True)
class NoSuch:
    """A name that nobody has: a person, an organisation, a task force."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LastCoordinator:
    """A task force keeps at least one coordinator."""

    taskforce: str


@dataclass(frozen=True, slots=True)
class Late:
    """A line that was written long before it arrived; asked about instead of run."""

    line: str
    written: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the bot did wrong; the log has the rest under this reference."""

    reference: str
