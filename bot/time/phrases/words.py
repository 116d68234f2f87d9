"""A phrase as a lattice: at every place the words that may begin there, and where each ends."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bot.time.letters import fold_tracked
from bot.time.phrases.figures import figures, offset
from bot.time.phrases.lexicon import END, Tree, prefixes, tree
from bot.time.phrases.places import cities, countries
from bot.time.zones import fixed, names

MOST_WORDS = 48  # no phrase of time has more
_ATOM = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_ZONE = re.compile(r"[a-z]+(?:/[a-z_+-]+)+\d*")
_CODE = 2  # letters of a country's code
_JOINERS = "'.-"
_ENDS = " .,!?;:؟¿¡'\"“”«»…"
_SEPARATORS = ',;()[]"“”«»|'
_PLACES = {"HOLIDAY": countries, "IF_HOLIDAY": countries, "TIME_WORD": cities, "ZONE_OF": cities, "ZONED": cities}


class TooManyWordsError(ValueError):
    """No phrase of time is so long."""


class Phrase:
    """The words of a phrase, cut once for every choice of languages."""

    def __init__(self, text: str, language: str) -> None:
        self.typed = text
        folded, self._places = fold_tracked(text)
        self.folded = folded.rstrip(_ENDS).lstrip(_ENDS.replace(".", ""))
        self._left = folded.find(self.folded) if self.folded else 0
        self._atoms = [(found.start(), found.end()) for found in _ATOM.finditer(self.folded)]
        if len(self._atoms) > MOST_WORDS:
            raise TooManyWordsError
        self._language = language
        self._split()

    def __len__(self) -> int:
        return len(self._atoms)

    def word(self, place: int) -> str:
        """The word at a place, as it was typed; the last one for the end."""
        if not self._atoms:
            return self.typed.strip()
        start, end = self._atoms[min(place, len(self._atoms) - 1)]
        first, last = self._places[self._left + start], self._places[self._left + end - 1]
        return self.typed[first : last + 1]

    def _split(self) -> None:
        """Nothing; what is written together with the next word (و) became a word of its own."""
        known = tree(self._language)
        cut: list[tuple[int, int]] = []
        for start, end in self._atoms:
            length = _prefix(self.folded[start:end], self._language, known)
            cut += [(start, start + length), (start + length, end)] if length else [(start, end)]
        self._atoms = cut
        self._texts = [self.folded[start:end] for start, end in cut]
        self._starts = {start: index for index, (start, _) in enumerate(cut)}
        self._next = {end: index + 1 for index, (_, end) in enumerate(cut)}

    def lattice(self, *languages: str) -> list[dict[str, list[tuple[int, Any]]]]:
        """At every place, by kind, the words that begin there: where they end, and their value."""
        root = tree(*languages)
        edges: list[dict[str, list[tuple[int, Any]]]] = [{} for _ in range(len(self) + 1)]
        self._walk_all(root, edges)
        for more in {more for kind, more in _PLACES.items() if any(kind in here for here in edges)}:
            self._walk_all(more(), edges)
        for place, (start, _) in enumerate(self._atoms):
            for kind, value, end in self._figures(start, edges[place], root):
                _add(edges[place], kind, end, value)
        return edges

    def _walk_all(self, root: Tree, edges: list[dict[str, list[tuple[int, Any]]]]) -> None:
        for place in range(len(self)):
            for (kind, value), end in self._walk(root, place):
                if kind != "COUNTRY" or self._names_country(place, end):
                    _add(edges[place], kind, end, value)

    def _walk(self, node: Tree, place: int) -> Iterator[tuple[tuple[str, Any], int]]:
        """The meanings of the words of the tree that begin at a place, and where each ends."""
        while place < len(self):
            below = node.get(self._texts[place])
            if below is None:
                return
            node, place = below, place + 1
            for meaning in node.get(END, ()):
                yield meaning, place
                if place < len(self) and self._texts[place] in ".'" and self._touches(place):
                    yield meaning, place + 1
            while place < len(self) and self._joins(place):
                place += 1

    def _names_country(self, place: int, end: int) -> bool:
        """Whether letters are a country's code or name, and not a small word such as `de` or `za`."""
        return end > place + 1 or len(self._texts[place]) > _CODE or self.word(place).isupper()

    def _joins(self, place: int) -> bool:
        """Whether this is a hyphen, a stop or an apostrophe within a word, as in `o'clock` and `a.m.`."""
        sign = self._texts[place]
        if sign not in _JOINERS:
            return False
        if sign == "'" or not self._touches(place) or place + 1 == len(self):
            return sign == "'"
        # Within a.m. a space is as good as none.
        return self._touches(place + 1) or (sign == "." and len(self._texts[place - 1]) == 1)

    def _touches(self, place: int) -> bool:
        """Whether there is no space before this place."""
        return place > 0 and self._atoms[place - 1][1] == self._atoms[place][0]

    def _figures(self, start: int, here: dict[str, Any], root: Tree) -> Iterator[tuple[str, Any, int]]:
        place = self._starts[start]
        text = self._texts[place]
        if text in _SEPARATORS:
            yield "SEPARATOR", None, place + 1
        elif text == "-":
            yield "DASH", None, place + 1
        elif text.isdecimal():
            yield from self._digits(text, place, root)
            for kind, value, end in figures(self.folded, start):
                if end in self._next:
                    yield kind, value, self._next[end]
        elif found := _ZONE.match(self.folded, start):
            key = names().get(found[0].replace("_", " "))
            if key and found.end() in self._next:
                yield "ZONE", key, self._next[found.end()]
        elif "ZONE" in here and (ahead := offset(self.folded, start)):
            zone = fixed(ahead[0], ahead[1])
            if zone and ahead[2] in self._next:
                yield "ZONE", zone.key, self._next[ahead[2]]

    def _digits(self, text: str, place: int, root: Tree) -> Iterator[tuple[str, Any, int]]:
        if len(text) > 6:  # noqa: PLR2004 - no count of anything here has more digits
            return
        number = int(text)
        if len(text) > 2 and text[0] == "0":  # noqa: PLR2004 - no count is written so
            return
        yield "NUM", number, place + 1
        yield "DIGITS", number, place + 1
        if len(text) == 4:  # noqa: PLR2004 - digits of a year
            yield "YEAR", number, place + 1
        elif len(text) == 2 and number > 24:  # noqa: PLR2004 - such a number is no hour
            yield "SHORT_YEAR", 2000 + number, place + 1
        yield from ((kind, number, end) for kind, end in self._suffix(place + 1, root))

    def _suffix(self, place: int, root: Tree) -> Iterator[tuple[str, int]]:
        """Where an ordinal ends whose figures end here, as in `1st`, `1.º`."""
        if place < len(self) and self._texts[place] in ".'" and self._touches(place):
            place += 1
        if place < len(self) and self._touches(place):
            for (kind, _), end in self._walk(root, place):
                if kind == "SUFFIX":
                    yield "ORD", end
                elif kind == "NTH_SUFFIX":
                    yield "NTH", end


def _add(here: dict[str, list[tuple[int, Any]]], kind: str, end: int, value: Any) -> None:  # noqa: ANN401 - of any kind
    here.setdefault(kind, []).append((end, value))


@lru_cache(1024)
def _known_words(language: str) -> frozenset[str]:
    found: set[str] = set()
    stack = [tree(language)]
    while stack:
        node = stack.pop()
        for word, below in node.items():
            if word != END:
                found.add(word)
                stack.append(below)
    return frozenset(found)


def _prefix(word: str, language: str, known: Tree) -> int:
    """How many letters of an unknown word are a prefix before a known one."""
    possible = prefixes(language)
    if not possible or word in _known_words(language):
        return 0
    for prefix in possible:
        rest = word[len(prefix) :]
        if rest and word.startswith(prefix) and (rest in known or rest.isdecimal()):
            return len(prefix)
    return 0
