"""What the bot says, as facts: frozen dataclasses that know how to become a document."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from bot.model.markings import Tlp
from bot.text.nodes import Doc
from bot.text.say import Say


@dataclass(frozen=True, slots=True)
class Act:
    """A button: what it says (a message id, or `literal` text) and the line it stands for."""

    label: str
    line: str
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with what is said; a picture is shown, others are offered. Its name has the label."""

    name: str
    content: bytes
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Of a record, in a room: whether it still asks for what is said, may be named, and its words be read."""

    asks: bool
    named: bool
    readable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Facts to be said in a room, with the record they are about and what can be done next.

    `tlp` is the label of what is said: above the ceiling of its room it is never sent.
    """

    tlp: Tlp | None = None
    record: str = ""
    version: int = 0
    acts: tuple[Act, ...] = ()

    in_place: ClassVar[bool] = False
    """Whether an answer to a button takes the place of the message the button was on."""

    personal: ClassVar[bool] = False
    """Whether it is the asker's business alone: in a group it goes to them where they can be reached."""

    withdraws: ClassVar[bool] = False
    """Whether it stands for a message that is taken back, and need not be said where that can be removed."""

    def doc(self, say: Say) -> Doc:
        """The facts in words."""
        raise NotImplementedError

    def still(self, look: Callable[[str], Known | None]) -> "View | None":
        """What of it is still true when it is about to be said; None for nothing.

        `look` tells of a record's key what is known of it in the room; None where there is no such record.
        """
        _ = look
        return self

    def files(self, say: Say) -> tuple[Attachment, ...]:
        """What goes with the words."""
        _ = say
        return ()
