"""A phrase as a lattice: at every place the words that may begin there, and where each ends."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.time.letters import fold_tracked
from bot.time.phrases.chart import TooMuchError
from bot.time.phrases.figures import figures, offset_at
from bot.time.phrases.lexicon import END, Tree, prefixes, tree
from bot.time.phrases.places import cities, countries
from bot.time.phrases.spelling import meant
from bot.time.zones import fixed, names

MOST_WORDS = 56  # no phrase of time has more
_ATOM = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_ZONE = re.compile(r"[a-z]+(?:/[a-z_+-]+)+\d*")
_CODE = 2  # letters of a country's code
_JOINERS = "'.-"
_ENDS = " .,!?;:؟¿¡'\"“”«»…"
_SIGNS = {"-": "DASH", **dict.fromkeys(',;()[]"“”«»|', "SEPARATOR")}
_SUFFIXES = {"SUFFIX": "ORD", "NTH_SUFFIX": "NTH"}
_BY_SUN = frozenset({"sw"})  # the languages of those whose hours count from sunrise
_OF_DAY = 2  # figures of a day of a month
_PLACES = {
    "HOLIDAY": countries,
    "IF_HOLIDAY": countries,
    "TIME_WORD": cities,
    "ZONE_OF": cities,
    "ZONED": cities,
}


Edges = dict[str, list[tuple[int, Any]]]  # by kind: where a word ends, and its value


class Phrase:
    """The words of a phrase, cut once for every choice of languages."""

    def __init__(self, text: str, language: str) -> None:
        self.typed = text
        folded, self._places = fold_tracked(text)
        self.folded = folded.rstrip(_ENDS).lstrip(_ENDS.replace(".", ""))
        self._left = folded.find(self.folded) if self.folded else 0
        self._atoms = [(found.start(), found.end()) for found in _ATOM.finditer(self.folded)]
        if len(self._atoms) > MOST_WORDS:
            raise TooMuchError
        self._language = language
        self._split()

    def __len__(self) -> int:
        return len(self._atoms)

    def word(self, place: int) -> str:
        """The word at a place, as it was typed; the last one for the end."""
        if not self._atoms:
            return self.typed.strip()
        last = min(place, len(self._atoms) - 1)
        return self.words(last, last + 1)

    def words(self, place: int, end: int) -> str:
        """The words from one place to another, as they were typed."""
        start = self._places[self._left + self._atoms[place][0]]
        if end == len(self._atoms):
            return self.typed[start:].rstrip(_ENDS)
        return self.typed[start : self._places[self._left + self._atoms[end][0]]].rstrip()

    def _split(self) -> None:
        """Nothing; what is written together with the next word (و) became a word of its own."""
        known = tree(self._language)
        cut: list[tuple[int, int]] = []
        for start, end in self._atoms:
            length = _prefix(self.folded[start:end], self._language, known)
            cut += [(start, start + length), (start + length, end)] if length else [(start, end)]
        self._atoms = cut
        self._texts = [self.folded[start:end] for start, end in cut]
        self._next = {end: index + 1 for index, (_, end) in enumerate(cut)}

    def lattice(self, *languages: str) -> list[Edges]:
        """At every place, by kind, the words that begin there: where they end, and their value."""
        root = tree(*languages)
        known = _known_words(languages)
        edges: list[Edges] = [{} for _ in range(len(self) + 1)]
        self._walk_all(root, edges)
        for more in {more for kind, more in _PLACES.items() if any(kind in here for here in edges)}:
            self._walk_all(more(), edges)
        for place in range(len(self)):
            if not edges[place] and self._texts[place] not in known:
                misspelt = meant(self._texts[place], languages)
                if misspelt is not None:
                    _add(edges[place], misspelt[0], place + 1, misspelt[1])
            for kind, value, end in self._signs(place, edges[place], root):
                _add(edges[place], kind, end, value)
            if languages[0] in _BY_SUN:
                edges[place] |= {"SUN_NUM": here} if (here := edges[place].get("NUM")) else {}
        return edges

    def _walk_all(self, root: Tree, edges: list[Edges]) -> None:
        for place in range(len(self)):
            for (kind, value), end in self._walk(root, place):
                if kind != "COUNTRY" or self._names_country(place, end):
                    _add(edges[place], kind, end, value)
                if kind == "NUM":
                    _add(edges[place], "SPELT", end, value)

    def _walk(self, node: Tree, place: int) -> Iterator[tuple[tuple[str, Any], int]]:
        """The meanings of the words of the tree that begin at a place, and where each ends."""
        while place < len(self):
            below = node.get(f"+{self._texts[place]}") if self._touches(place) else None
            below = below or node.get(self._texts[place])
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

    def _signs(self, place: int, here: Edges, root: Tree) -> Iterator[tuple[str, Any, int]]:
        """What is no word: signs between words, figures, ordinals such as 1st, zones such as Africa/Lagos."""
        text, start = self._texts[place], self._atoms[place][0]
        if text in _SIGNS:
            yield _SIGNS[text], None, place + 1
        elif text.isdecimal():
            found = [*figures(self.folded, start)]
            yield from ((kind, value, self._next[end]) for kind, value, end in found if end in self._next)
            if len(text) <= _OF_DAY:
                yield from ((kind, int(text), end) for kind, end in self._suffix(place + 1, root))
        elif (zone := _zone(self.folded, start, offset="ZONE" in here)) and zone[1] in self._next:
            yield "ZONE", zone[0], self._next[zone[1]]

    def _suffix(self, place: int, root: Tree) -> Iterator[tuple[str, int]]:
        """The kind of an ordinal whose figures end here, as in `1st`, `1.º`, and where it ends."""
        if place < len(self) and self._texts[place] in ".'" and self._touches(place):
            place += 1
        if place < len(self) and (self._touches(place) or len(self._texts[place]) > 1):
            for (kind, _), end in self._walk(root, place):
                if kind in _SUFFIXES:
                    yield _SUFFIXES[kind], end


def _zone(text: str, start: int, *, offset: bool) -> tuple[str, int] | None:
    """The zone written at a place, by its IANA name or by its offset, and where it ends."""
    if found := _ZONE.match(text, start):
        key = names().get(found[0].replace("_", " "))
        return (key, found.end()) if key else None
    ahead = offset_at(text, start) if offset else None
    zone = fixed(ahead[0], ahead[1]) if ahead else None
    return (zone.key, ahead[2]) if zone and ahead else None


def _add(here: Edges, kind: str, end: int, value: object) -> None:
    here.setdefault(kind, []).append((end, value))


@cache
def _known_words(languages: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    stack = [tree(*languages)]
    while stack:
        node = stack.pop()
        for word, below in node.items():
            if word != END:
                found.add(word.removeprefix("+"))
                stack.append(below)
    return frozenset(found)


def _prefix(word: str, language: str, known: Tree) -> int:
    """How many letters of an unknown word are a prefix before a known one."""
    possible = prefixes(language)
    if not possible or word in _known_words((language,)):
        return 0
    for prefix in possible:
        rest = word[len(prefix) :]
        if rest and word.startswith(prefix) and (rest in known or rest.isdecimal()):
            return len(prefix)
    return 0
