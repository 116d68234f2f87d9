"""A phrase cut into folded pieces, each of which still knows the word it was typed as."""

import re
from dataclasses import dataclass

from bot.time.letters import fold

_PIECE = re.compile(r"\d+|(?:[^\W\d_]\.){2,}|[^\W\d_]+|[^\s_]")
_LETTERS = re.compile(r"[^\W\d_]")
_SILENT = frozenset("'\"()[]!?…“”«»*_<>")
_APART = str.maketrans({"'": " ", "_": " ", "(": " ", ")": " "})


@dataclass(frozen=True, slots=True)
class Token:
    """One number, one word or one sign: folded, the word it stood in, whether it touches its neighbour."""

    text: str
    raw: str
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return self.text.isdecimal()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


def cut(text: str) -> tuple[Token, ...]:
    """The tokens of a text, without quotes, brackets and the stops of sentences and abbreviations."""
    return tuple(_without_stops([token for word in text.split() for token in _cut_word(word)]))


def _cut_word(word: str) -> list[Token]:
    tokens: list[Token] = []
    for part in fold(word).translate(_APART).split():
        for index, piece in enumerate(_PIECE.findall(part)):
            if piece not in _SILENT:
                tokens.append(Token(_joined(piece), word, glued=index > 0))
    return tokens


def _joined(piece: str) -> str:
    return piece.replace(".", "") if len(piece) > 1 else piece


def _without_stops(tokens: list[Token]) -> list[Token]:
    return [
        token
        for index, token in enumerate(tokens)
        if token.text != "." or (index + 1 < len(tokens) and _between_numbers(tokens[index - 1 : index + 2]))
    ]


def _between_numbers(around: list[Token]) -> bool:
    match around:
        case [left, stop, right]:
            return left.is_number and right.is_number and stop.glued and right.glued
        case _:
            return False
