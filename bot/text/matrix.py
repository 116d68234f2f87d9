"""Matrix: a plain body, and HTML of the few tags every client keeps.

Clients there keep lines that begin with a slash for themselves, so commands are printed with `!`; and
there are no buttons, so each is a line with the keycap to react with and the command to type instead.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Protocol

from bot.model.markings import Tlp
from bot.text.bidi import RLM
from bot.text.flow import Row, Run, rows
from bot.text.nodes import (
    Block,
    Bold,
    Bullets,
    Code,
    Command,
    Doc,
    Inline,
    Line,
    Quote,
    Span,
    Text,
    Token,
    User,
)
from bot.text.plain import render as plain
from bot.text.say import Say

COLOURS = {
    Tlp.RED: "#FF2B2B",
    Tlp.AMBER: "#FFC000",
    Tlp.STRICT: "#FFC000",
    Tlp.GREEN: "#33FF00",
    Tlp.CLEAR: "#FFFFFF",
}

MOST_BUTTONS = 9
LONGEST_LINE = 120
_COMMAND = re.compile(r"/(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent; `mentions` are the user ids to notify."""

    body: str
    formatted_body: str
    mentions: tuple[str, ...] = ()


class Choice(Protocol):
    """A button: what it says, and the line it stands for."""

    @property
    def label(self) -> str:
        """What it says."""
        ...

    @property
    def line(self) -> str:
        """What can be typed instead."""
        ...


def render(doc: Doc, say: Say, buttons: Sequence[Choice] = ()) -> Body:
    """The document as body and formatted body, with its buttons below."""
    doc = replace(doc, blocks=(*map(_block_here, doc.blocks), *_numbered(buttons)))
    lines = rows(doc, say)
    label = doc.marking.tlp if doc.marking else None
    blocks = [_block(kind, list(group), label) for kind, group in groupby(lines, key=lambda row: row.kind)]
    named = [run.address for row in lines for run in row.runs if run.style == "mention" and run.address]
    mentions = tuple(dict.fromkeys([*named, *(one.address for one in doc.mentions if one.address)]))
    html = "".join(blocks).removesuffix("<br>")
    return Body(plain(doc, say), RLM + html if say.rtl and not html.startswith(RLM) else html, mentions)


def command(line: str) -> str:
    """A line as it is typed on Matrix: a command begins with `!`."""
    return f"!{line[1:]}" if _COMMAND.match(line) else line


def keycap(number: int) -> str:
    """The reaction that presses a button, 1 to 9."""
    return f"{number}\ufe0f\u20e3"


def _numbered(buttons: Sequence[Choice]) -> list[Line]:
    """One line a button: its keycap, what it says, and what can be typed instead."""
    return [_button(number, one) for number, one in enumerate(buttons[:MOST_BUTTONS], 1)]


def _button(number: int, button: Choice) -> Line:
    """What it says and what can be typed; only the latter where that says it as well."""
    label, line = command(button.label), command(button.line)
    head = Text(f"{keycap(number)} ")
    if line.casefold().endswith(label.casefold()):
        return Line((head, Code(_cut(line))))
    typed = (Text(" — "), Code(line)) if len(line) <= LONGEST_LINE else ()
    return Line((head, User(_cut(label)), *typed))


def _cut(text: str) -> str:
    """The text as far as a button shows it; what is longer is pressed, not typed."""
    return text if len(text) <= LONGEST_LINE else f"{text[: LONGEST_LINE - 1]}…"


def _block_here(block: Block) -> Block:
    """The block with its commands as they are typed on Matrix."""
    match block:
        case Command(text):
            return Command(command(text))
        case Bullets(items):
            return Bullets(tuple(map(_line_here, items)))
        case Line():
            return _line_here(block)
        case Quote():
            return block


def _line_here(line: Line) -> Line:
    return Line(tuple(map(_here, line.parts)))


def _here(node: Inline) -> Inline:
    match node:
        case Token(text) | Code(text):
            return type(node)(command(text))
        case Line(parts) | Bold(parts) | Span(parts):
            return type(node)(tuple(map(_here, parts)))
        case _:
            return node


def _block(kind: str, lines: list[Row], label: Tlp | None) -> str:
    inside = [_row(row, label) for row in lines]
    match kind:
        case "item":
            return f"<ul>{''.join(f'<li>{line}</li>' for line in inside)}</ul>"
        case "quote":
            return f"<blockquote>{'<br>'.join(inside)}</blockquote>"
        case _:
            return "".join(f"{line}<br>" for line in inside)


def _row(row: Row, label: Tlp | None) -> str:
    runs = row.runs
    if row.kind == "item":
        runs = tuple(run for run in runs if run.text != "• ")
    return "".join(_run(run, label) for run in runs)


def _run(run: Run, label: Tlp | None) -> str:
    text = escape(run.text)
    match run.style:
        case "bold":
            return f"<strong>{text}</strong>"
        case "code":
            return f"<code>{text}</code>"
        case "label" if label is not None:
            colours = f'data-mx-bg-color="#000000" data-mx-color="{COLOURS[label]}"'
            return f"<strong><span {colours}>{text}</span></strong>"
        case "mention" if run.address:
            return f'<a href="https://matrix.to/#/{escape(run.address)}">{text}</a>'
        case _:
            return text
