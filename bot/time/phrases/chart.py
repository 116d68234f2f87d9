"""The parser: every way in which the words of a phrase make up a grammar's symbols.

A production is a line such as `IN length FROM_NOW?`: names in capitals are kinds of words, the others are
symbols; `?` marks what may be absent, `(A|B)` a choice. What has a value is handed to the production's
function, in order, with None for what is absent; a function that answers None rejects the reading.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Edges = Sequence[Mapping[str, Sequence[tuple[int, Any]]]]  # at a place, by kind: where a word ends, its value
Found = tuple[tuple[int, Any, int], ...]  # where a symbol ends, what it means, of how many words it is made

_PART = re.compile(r"(\([\w|]+\)|\w+)(\?)?")


class Part(NamedTuple):
    """One place of a production."""

    names: tuple[str, ...]
    optional: bool
    valued: bool


@dataclass(frozen=True, slots=True)
class Production:
    """One way to make a symbol; `first` are the kinds of words it can begin with."""

    parts: tuple[Part, ...]
    make: Callable[..., Any]
    first: frozenset[str]


Grammar = Mapping[str, Sequence[Production]]
Line = tuple[str, str, Callable[..., Any]]


def compiled(lines: Iterable[Line], plain: frozenset[str]) -> Grammar:
    """The grammar of such lines; words of the kinds in `plain` have no value."""
    split = [(symbol, _parts(pattern, plain), make) for symbol, pattern, make in lines]
    grammar: dict[str, list[Production]] = {}
    for symbol, parts, make in split:
        first = frozenset(_first(parts, split, frozenset({symbol})))
        grammar.setdefault(symbol, []).append(Production(parts, make, first))
    return grammar


def _parts(pattern: str, plain: frozenset[str]) -> tuple[Part, ...]:
    parts = []
    for names, optional in _PART.findall(pattern):
        choice = tuple(names.strip("()").split("|"))
        parts.append(Part(choice, bool(optional), not plain.issuperset(choice)))
    return tuple(parts)


def _first(
    parts: Sequence[Part], split: Sequence[tuple[str, tuple[Part, ...], Any]], seen: frozenset[str]
) -> Iterator[str]:
    for part in parts:
        for name in part.names:
            if name.isupper():
                yield name
            elif name not in seen:
                for symbol, inner, _ in split:
                    if symbol == name:
                        yield from _first(inner, split, seen | {name})
        if not part.optional:
            return


@dataclass(slots=True)
class Chart:
    """What has been found in one phrase: each symbol once at each place, in as few words as may be."""

    edges: Edges
    grammar: Grammar
    furthest: int = 0
    _known: dict[tuple[str, int], Found] = field(default_factory=dict)

    def find(self, symbol: str, place: int) -> Found:
        """Where the symbol ends that begins at a place, and what it means; every different way once."""
        key = (symbol, place)
        known = self._known.get(key)
        if known is None:
            self._known[key] = ()  # a symbol that begins with itself would be looked for without end
            kinds = self.edges[place].keys()
            found: dict[tuple[int, Any], int] = {}
            for production in self.grammar[symbol]:
                if not production.first.isdisjoint(kinds):
                    for end, value, words in self._made(production.parts, production.make, place):
                        found[end, value] = min(words, found.get((end, value), words))
            known = self._known[key] = tuple((*way, words) for way, words in found.items())
        return known

    def _made(
        self,
        parts: Sequence[Part],
        make: Callable[..., Any],
        place: int,
        values: tuple[Any, ...] = (),
        words: int = 0,
    ) -> Iterator[tuple[int, Any, int]]:
        if not parts:
            made = make(*values)
            if made is not None:
                yield place, made, words
            return
        part, rest = parts[0], parts[1:]
        if part.optional:
            absent = (*values, None) if part.valued else values
            yield from self._made(rest, make, place, absent, words)
        for end, value, more in self._ends(part, place):
            taken = (*values, value) if part.valued else values
            yield from self._made(rest, make, end, taken, words + more)

    def _ends(self, part: Part, place: int) -> Iterator[tuple[int, Any, int]]:
        here = self.edges[place]
        for name in part.names:
            if name.isupper():
                for end, value in here.get(name, ()):
                    self.furthest = max(self.furthest, end)
                    yield end, value, 1
            else:
                yield from self.find(name, place)
