"""Letters as people type them, brought to one form: marks, widths, digits and accents removed."""

import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ی": "ي", "ک": "ك",
        "ء": None, "ـ": None, "ı": "i",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "ʻ": "'", "،": ",", "؛": ",", ";": ",",
        "：": ":", "؍": "/",
    }
)  # fmt: skip
_DROPPED = frozenset({"Mn", "Me", "Cf"})


def fold(text: str) -> str:
    """The text without what does not change its meaning: accents, marks, case, kinds of digit, of space.

    Letters of every script are kept; Arabic loses its vocalisation, tatweel and the seats of hamza.
    """
    plain = text.lower() if text.isascii() else _fold_letters(text)
    return " ".join(plain.split())


def _fold_letters(text: str) -> str:
    seated = text.translate(_SAME)
    parts = unicodedata.normalize("NFKD", seated).translate(_SAME)
    return "".join(map(_fold_letter, parts)).casefold()


@lru_cache(4096)
def _fold_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in _DROPPED:
        return ""
    return str(unicodedata.digit(letter)) if kind == "Nd" else letter


def fold_tracked(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text with its spaces as they were, and for each of its letters the place it was typed at."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = letter.lower() if letter.isascii() else _fold_letters(letter)
        letters.append(plain)
        places.extend([place] * len(plain))
    return "".join(letters), tuple(places)
