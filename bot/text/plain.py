"""Plain text: for the console, logs, files and fallbacks."""

from bot.text.bidi import bare
from bot.text.flow import rows
from bot.text.nodes import Doc
from bot.text.say import Say


def render(doc: Doc, say: Say, *, controls: bool = True) -> str:
    """The document as lines of text; without `controls` for files, names and logs (B10)."""
    text = "\n".join(row.text for row in rows(doc, say))
    return text if controls else bare(text)
