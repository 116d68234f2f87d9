"""Documents as lines of styled runs: the one walk that every renderer shares."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.text.bidi import RLM, token, user
from bot.text.clean import calm, clean
from bot.text.nodes import (
    Block,
    Bold,
    Bullets,
    Code,
    Command,
    Date,
    Doc,
    Inline,
    Line,
    Mention,
    Quote,
    Span,
    Text,
    Token,
    User,
)
from bot.text.say import Say


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style: plain, bold, code, mention, or label."""

    text: str
    style: str = ""
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of output, and the kind of block it belongs to: line, item, quote, command."""

    runs: tuple[Run, ...]
    kind: str = "line"

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(run.text for run in self.runs)


def rows(doc: Doc, say: Say) -> list[Row]:
    """Every line of the document; right-to-left ones start with their mark."""
    found = [*_head(doc)]
    for block in doc.blocks:
        found += _block(block)
    if not say.rtl:
        return found
    return [Row((Run(RLM), *row.runs), row.kind) for row in found]


def _head(doc: Doc) -> Iterator[Row]:
    numbered = f" ({doc.page[0]}/{doc.page[1]})" if doc.page else ""
    if doc.marking is None:
        if numbered:
            yield Row((Run(token(numbered.strip())),))
        return
    runs = [Run(token(doc.marking.tlp.value), "label")]
    if doc.marking.note:
        runs += [Run(" "), Run(doc.marking.note, "bold")]
    if doc.marking.caveat:
        runs += [Run(" "), Run(user(_held(doc.marking.caveat)), "bold")]
    if numbered:
        runs += [Run(" "), Run(token(numbered.strip()))]
    yield Row(tuple(runs))


def _block(block: Block) -> Iterator[Row]:
    match block:
        case Line():
            yield Row(tuple(runs(block)))
        case Bullets(items):
            for item in items:
                yield Row((Run("• "), *runs(item)), "item")
        case Quote(text):
            for line in text.split("\n"):
                yield Row((Run(user(_held(line.strip())) if line.strip() else ""),), "quote")
        case Command(text):
            for line in text.split("\n"):
                yield Row((Run(token(_held(line)), "code"),), "command")


def runs(node: Inline, style: str = "") -> Iterator[Run]:
    """The stretches of a node."""
    match node:
        case Bold(parts):
            for part in parts:
                yield from runs(part, "bold")
        case Line(parts) | Span(parts):
            for part in parts:
                yield from runs(part, style)
        case _:
            yield _run(node, style)


def _run(node: Text | User | Date | Token | Code | Mention, style: str) -> Run:
    match node:
        case Text(text):
            return Run(text, style)
        case User(text) | Date(text):
            return Run(user(_held(text)), style)
        case Mention(name, address):
            return Run(user(_held(name)), "mention" if address else style, address)
        case Token(text):
            return Run(token(_held(text)), style)
        case Code(text):
            return Run(token(_held(text)), "code")


def _held(text: str) -> str:
    """The text as an isolate can hold it: on one line, with no control of its own and few marks."""
    return calm(clean(text).replace("\n", " "))
