"""Cleaning what people type, folding it for search, and cutting it where a reader would."""

import unicodedata
from functools import lru_cache
from itertools import accumulate, takewhile

import regex

MAX_INPUT = 8000
MARKS_SHOWN = 4
MARKS_KEPT = 8

CLUSTER = 32

_HIDDEN = regex.compile(
    r"""(?V1)[\p{Cc}\p{Cs}\p{Co}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"""
    r"""\U000e0000-\U000e007f--\n\t]"""
)
_SPACES = regex.compile(r"[ \t\r\n\v\f]+")
_FLOOD = regex.compile(rf"(\p{{M}}{{{MARKS_KEPT}}})\p{{M}}+")
_OVERDONE = regex.compile(rf"((?:\p{{M}}[\u200c\u200d]*){{{MARKS_SHOWN}}})[\p{{M}}\u200c\u200d]*\p{{M}}")
_GRAPHEME = regex.compile(r"\X")
_CLUSTERS = regex.compile(rf"(?s).{{1,{CLUSTER}}}")


def clean(text: str) -> str:
    """The text without what is invisible and harmful (LANGUAGES B6), in NFC; joiners and new emoji stay."""
    if text.isascii() and text.isprintable():
        return text
    kept = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _FLOOD.sub(r"\1", unicodedata.normalize("NFC", kept))


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
    """What a reader sees as single characters; one of more than 32 code points is cut."""
    found: list[str] = _GRAPHEME.findall(text)
    if all(len(one) <= CLUSTER for one in found):
        return found
    return [piece for one in found for piece in _CLUSTERS.findall(one)]


def shorten(text: str, limit: int) -> str:
    """At most `limit` visible characters and twice as many code points, the last an ellipsis if cut."""
    if len(text) <= limit:
        return text
    seen = graphemes(text)
    if len(seen) <= limit and len(text) <= 2 * limit:
        return text
    ends = takewhile(lambda end: end < 2 * limit, accumulate(map(len, seen[: limit - 1])))
    return text[: max(ends, default=0)].rstrip() + "…"


def calm(text: str) -> str:
    """The text with at most four combining marks on one letter, for showing."""
    return text if text.isascii() else _OVERDONE.sub(r"\1", text)
