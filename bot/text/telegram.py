"""Telegram: text and entities with UTF-16 offsets; no parse mode, so that nothing typed is markup."""

from dataclasses import dataclass

from bot.text.bidi import RLM
from bot.text.flow import Row, rows
from bot.text.nodes import Doc
from bot.text.say import Say

LIMIT = 4096
_TYPES = {"bold": "bold", "label": "bold", "code": "code", "mention": "text_mention"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled stretch of the text; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is sent."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def render(doc: Doc, say: Say) -> Rendered:
    """The document as text with entities."""
    text, entities, at = "", [], 0
    for index, row in enumerate(rows(doc, say)):
        if index:
            text, at = text + "\n", at + 1
        entities += _entities(row, at)
        text, at = text + row.text, at + units(row.text)
    return Rendered(text, tuple(entities))


def _entities(row: Row, at: int) -> list[Entity]:
    found = []
    start = at
    for run in row.runs:
        length = units(run.text)
        if run.style and length:
            found.append(Entity(_TYPES[run.style], at, length, run.address))
        at += length
    if row.kind == "quote" and row.text.strip(RLM):
        found.append(Entity("blockquote", start, at - start))
    return found
