"""What a message is made of, before any network's markup: inline nodes, blocks, documents."""

from dataclasses import dataclass

from bot.model.markings import Tlp


@dataclass(frozen=True, slots=True)
class Text:
    """Words of the catalogue, in the message's language."""

    text: str


@dataclass(frozen=True, slots=True)
class User:
    """Anything a person typed: a title, a name, a place. Always isolated, never markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """Something for machines that reads left to right: an id, a label, a time, an amount."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A token that can be typed or copied."""

    text: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date as the message's language writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A person; `address` is the network's own user id where they shall be notified."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Bold:
    """Parts that stand out."""

    parts: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Span:
    """Parts that belong together."""

    parts: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message; inside another line, a part of it."""

    parts: "tuple[Inline, ...]"


Inline = Text | User | Token | Code | Date | Mention | Bold | Span | Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """One line each."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person wrote, perhaps on several lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line ready to copy."""

    text: str


Block = Line | Bullets | Quote | Command


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands first on every page: the label, a further restriction, a word such as EXERCISE."""

    tlp: Tlp
    caveat: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Doc:
    """A whole message."""

    blocks: tuple[Block, ...]
    marking: Marking | None = None
    mentions: tuple[Mention, ...] = ()
    page: tuple[int, int] | None = None
