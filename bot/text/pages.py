"""Pages: a document broken between blocks, each page with its label and number."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import regex

from bot.text.clean import graphemes
from bot.text.nodes import Block, Bold, Bullets, Command, Doc, Inline, Line, Quote, Span, User
from bot.text.say import Say
from bot.text.telegram import LIMIT, render, units

Fits = Callable[[Doc], bool]
_NUMBER = (99, 99)
_PIECE = regex.compile(r"\n|(?<=[.!?؟۔。።])\s+")


def by_utf16(say: Say, limit: int = LIMIT) -> Fits:
    """Whether a document fits in so many UTF-16 units as Telegram counts them."""
    return lambda doc: units(render(doc, say).text) <= limit


def pages(doc: Doc, fits: Fits) -> list[Doc]:
    """The document on as few pages as fit, broken at the same places in every form."""
    if fits(doc):
        return [doc]
    found: list[list[Block]] = [[]]
    for block in _small(doc, fits):
        if found[-1] and not fits(_page(doc, [*found[-1], block])):
            found.append([])
        found[-1].append(block)
    count = len(found)
    return [replace(doc, blocks=tuple(blocks), page=(n, count)) for n, blocks in enumerate(found, 1)]


def _page(doc: Doc, blocks: list[Block]) -> Doc:
    return replace(doc, blocks=tuple(blocks), page=_NUMBER)


def _small(doc: Doc, fits: Fits) -> list[Block]:
    """The blocks in pieces that each fit on a page of their own."""

    def alone(block: Block) -> bool:
        return fits(_page(doc, [block]))

    return [piece for block in doc.blocks for piece in ([block] if alone(block) else _cut(block, alone))]


def _cut(block: Block, fits: Callable[[Block], bool]) -> list[Block]:
    match block:
        case Bullets(items):
            return [Bullets((line,)) for item in items for line in _lines(item, fits)]
        case Line():
            return [*_lines(block, fits)]
        case Quote(text) | Command(text):
            make = type(block)
            return [make(piece) for piece in _pieces(text, lambda part: fits(make(part)))]


def _lines(line: Line, fits: Callable[[Block], bool]) -> list[Line]:
    """The line as a few: broken between its parts, and inside what people typed."""
    found: list[list[Inline]] = [[]]
    for part in _parts(line, fits):
        if found[-1] and not fits(Bullets((Line((*found[-1], part)),))):
            found.append([])
        found[-1].append(part)
    return [Line(tuple(parts)) for parts in found]


def _parts(node: Inline, fits: Callable[[Block], bool]) -> Iterator[Inline]:
    match node:
        case Line(parts) | Span(parts):
            for part in parts:
                yield from _parts(part, fits)
        case Bold(parts):
            for part in parts:
                yield from (Bold((one,)) for one in _parts(part, fits))
        case User(text):
            yield from map(User, _pieces(text, lambda part: fits(Bullets((Line((User(part),)),)))))
        case _:
            yield node


def _pieces(text: str, fits: Callable[[str], bool]) -> list[str]:
    """The text cut at paragraphs and sentences, and inside a sentence between graphemes."""
    found: list[str] = []
    rest = text
    while rest and not fits(rest):
        end = _longest([*(match.end() for match in _PIECE.finditer(rest)), len(rest)], rest, fits)
        if not end:
            whole = graphemes(rest)
            ends = [0]
            for one in whole:
                ends.append(ends[-1] + len(one))
            end = _longest(ends[1:], rest, fits) or ends[1]
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, rest] if rest else found


def _longest(ends: list[int], text: str, fits: Callable[[str], bool]) -> int:
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[: ends[middle - 1]].rstrip()):
            low = middle
        else:
            high = middle - 1
    return ends[low - 1] if low else 0
