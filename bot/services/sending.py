"""What the relay asks of a network: one post shown, or one of three ways to fail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.model.markings import Tlp
from bot.model.rooms import Room
from bot.text.nodes import Doc
from bot.text.say import Say
from bot.views.base import Attachment


@dataclass(frozen=True, slots=True)
class Button:
    """A button as it is shown; `data` is what comes back when it is pressed, `line` what it stands for."""

    label: str
    data: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One thing to show: the same facts in each language of the room, in order.

    `key` makes a repetition harmless where the network has such keys; `repeated` says that an
    earlier attempt may have been shown. `asks`: an answer is waited for. `to_address` is set where only
    that account should see it, if the network can do that inside a room. A network that lets a post wait
    asks `still` before it shows it: the room's readers may be others by then. What `withdraws` takes the
    message `edit_of` back: where a network can remove it, it does that instead.
    """

    key: str
    room: Room
    parts: tuple[tuple[Say, Doc], ...]
    buttons: tuple[Button, ...] = ()
    tlp: Tlp | None = None
    to: str = ""
    to_address: str = ""
    files: tuple[Attachment, ...] = ()
    asks: bool = False
    urgent: bool = True
    reply_to: str = ""
    edit_of: str = ""
    withdraws: bool = False
    repeated: bool = False
    still: Callable[[], bool] = lambda: True


class Later(Exception):  # noqa: N818 - an answer of the network
    """Not shown; try again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Never(Exception):  # noqa: N818 - an answer of the network
    """Not shown, and trying again will not help."""


class Unsure(Exception):  # noqa: N818 - an answer of the network
    """Perhaps shown: the answer was lost."""


class Withheld(Exception):  # noqa: N818 - an answer of the network
    """Not shown: it waited, and the room may not read it any more."""


class Gone(Exception):  # noqa: N818 - an answer of the network
    """Not shown: the bot is not let into the room; what is to be said there waits until it is."""


class Moved(Exception):  # noqa: N818 - an answer of the network
    """Not shown: the room has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class Sender(Protocol):
    """A network to show things on."""

    network: str
    keyed: bool

    async def send(self, post: Post) -> tuple[str, ...]:
        """The network's ids of the messages shown; raises one of the answers above."""
        ...
