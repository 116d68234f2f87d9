"""Cleaning what people type, folding it for search, and cutting it where a reader would."""

import unicodedata
from functools import lru_cache

import regex

MAX_INPUT = 8000
MARKS_SHOWN = 4
MARKS_KEPT = 8

_BIDI = dict.fromkeys(
    [
        *map(
            ord,
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u2060\u2028\u2029",
        ),
        *range(0xE0000, 0xE0080),
    ]
)
_DROPPED = frozenset({"Cc", "Cs", "Co"})
_SPACES = regex.compile(r"[ \t\r\n\v\f]+")
_FLOOD = regex.compile(rf"(\p{{M}}{{{MARKS_KEPT}}})\p{{M}}+")
_OVERDONE = regex.compile(rf"(\p{{M}}{{{MARKS_SHOWN}}})\p{{M}}+")
_GRAPHEME = regex.compile(r"\X")


def clean(text: str) -> str:
    """The text without what is invisible and harmful (LANGUAGES B6), in NFC; joiners and new emoji stay."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BIDI)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _DROPPED)
    return unicodedata.normalize("NFC", _FLOOD.sub(r"\1", kept))


def one_line(text: str) -> str:
    """The text on one line: runs of blanks and line breaks become one space; typographic spaces stay."""
    return _SPACES.sub(" ", text).strip(" ")


def digits(text: str) -> str:
    """The text with every decimal digit of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "’": "'", "ʼ": "'", "ـ": "",
    }
)  # fmt: skip


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """One character as search sees it."""
    whole = unicodedata.normalize("NFKD", char.translate(_LETTERS)).translate(_LETTERS)
    kept = "".join(c for c in whole if unicodedata.category(c) not in {"Mn", "Cf"})
    return digits(kept).casefold()


def fold(text: str) -> str:
    """The text as search and aliases see it: no case, accents, vowel signs or script of digits."""
    if text.isascii():
        return " ".join(text.casefold().split())
    return " ".join("".join(map(_folded, unicodedata.normalize("NFC", text))).split())


def graphemes(text: str) -> list[str]:
    """What a reader sees as single characters."""
    return _GRAPHEME.findall(text)


def shorten(text: str, limit: int) -> str:
    """At most `limit` visible characters, the last an ellipsis when some were left out."""
    if len(text) <= limit:
        return text
    seen = graphemes(text)
    return text if len(seen) <= limit else "".join(seen[: limit - 1]).rstrip() + "…"


def calm(text: str) -> str:
    """The text with at most four combining marks on one letter, for showing."""
    return text if text.isascii() else _OVERDONE.sub(r"\1", text)
