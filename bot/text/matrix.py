"""Matrix: a plain body, and HTML of the few tags every client keeps."""

from dataclasses import dataclass
from html import escape
from itertools import groupby

from bot.model.markings import Tlp
from bot.text.bidi import RLM
from bot.text.flow import Row, Run, rows
from bot.text.nodes import Doc
from bot.text.plain import render as plain
from bot.text.say import Say

COLOURS = {
    Tlp.RED: "#FF2B2B",
    Tlp.AMBER: "#FFC000",
    Tlp.STRICT: "#FFC000",
    Tlp.GREEN: "#33FF00",
    Tlp.CLEAR: "#FFFFFF",
}


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent; `mentions` are the user ids to notify."""

    body: str
    formatted_body: str
    mentions: tuple[str, ...] = ()


def render(doc: Doc, say: Say) -> Body:
    """The document as body and formatted body."""
    lines = rows(doc, say)
    label = doc.marking.tlp if doc.marking else None
    blocks = [_block(kind, list(group), label) for kind, group in groupby(lines, key=lambda row: row.kind)]
    mentions = tuple(
        run.address for row in lines for run in row.runs if run.style == "mention" and run.address
    )
    html = "".join(blocks).removesuffix("<br>")
    return Body(plain(doc, say), RLM + html if say.rtl and not html.startswith(RLM) else html, mentions)


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
