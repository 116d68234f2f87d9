"""The parser: every way in which the words of a phrase make up a grammar's symbols.

A production is a line such as `IN length FROM_NOW?`: names in capitals are kinds of words, the others are
symbols; `?` marks what may be absent, `(A|B)` a choice. What has a value is handed to the production's
function, in order, with None for what is absent; a function that answers None rejects the reading.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Edges = Mapping[str, Sequence[tuple[int, Any]]]  # at a place, by kind: where a word ends, and its value
Found = tuple[tuple[int, Any, int], ...]  # where a symbol ends, what it means, of how many words it is made

_PART = re.compile(r"(\([\w|]+\)|\w+)(\?)?")


MOST_WORK = 2400
"""How much reading a phrase may take: a share of ten milliseconds. No phrase of the corpora takes 1,000."""


class TooMuchError(ValueError):
    """No phrase of time is so long, or can be cut up in so many ways."""


class Part(NamedTuple):
    """One place of a production: kinds of words and symbols that may stand there."""

    kinds: tuple[str, ...]
    symbols: tuple[str, ...]
    optional: bool
    valued: bool


class Production(NamedTuple):
    """One way to make a symbol.

    `firsts` has for each part the kinds of words with which it and what follows can begin, and `ends` whether
    nothing need follow; both have one more than there are parts.
    """

    parts: tuple[Part, ...]
    make: Callable[..., Any]
    firsts: tuple[frozenset[str], ...]
    ends: tuple[bool, ...]


class Symbol(NamedTuple):
    """All ways to make a symbol; `first` are the kinds of words it can begin with."""

    productions: tuple[Production, ...]
    first: frozenset[str]


Grammar = Mapping[str, Symbol]
Line = tuple[str, str, Callable[..., Any]]  # a symbol, one pattern of it, and what is made of its values


def compiled(lines: Iterable[Line], plain: frozenset[str]) -> Grammar:
    """The grammar of such lines; words of the kinds in `plain`, and symbols in it, have no value."""
    split: dict[str, list[tuple[tuple[Part, ...], Callable[..., Any]]]] = {}
    for symbol, pattern, make in lines:
        split.setdefault(symbol, []).append((_parts(pattern, plain), make))
    patterns = {symbol: [parts for parts, _ in made] for symbol, made in split.items()}
    grammar = {}
    for symbol, made in split.items():
        productions = tuple(_production(symbol, parts, make, patterns) for parts, make in made)
        first = frozenset().union(*(production.firsts[0] for production in productions))
        grammar[symbol] = Symbol(productions, first)
    return grammar


def _production(
    symbol: str,
    parts: tuple[Part, ...],
    make: Callable[..., Any],
    patterns: Mapping[str, Sequence[tuple[Part, ...]]],
) -> Production:
    tails = [parts[place:] for place in range(len(parts) + 1)]
    firsts = (
        frozenset(_first(tail, patterns, frozenset({symbol} if tail == parts else ()))) for tail in tails
    )
    return Production(
        parts, make, tuple(firsts), tuple(all(part.optional for part in tail) for tail in tails)
    )


def _parts(pattern: str, plain: frozenset[str]) -> tuple[Part, ...]:
    parts = []
    for names, optional in _PART.findall(pattern):
        choice = names.strip("()").split("|")
        kinds = tuple(name for name in choice if name.isupper())
        symbols = tuple(name for name in choice if not name.isupper())
        parts.append(Part(kinds, symbols, bool(optional), not plain.issuperset(choice)))
    return tuple(parts)


def _first(
    parts: Sequence[Part], patterns: Mapping[str, Sequence[tuple[Part, ...]]], seen: frozenset[str]
) -> Iterator[str]:
    for part in parts:
        yield from part.kinds
        for symbol in part.symbols:
            if symbol not in seen:
                for inner in patterns[symbol]:
                    yield from _first(inner, patterns, seen | {symbol})
        if not part.optional:
            return


@dataclass(slots=True)
class Chart:
    """What has been found in one phrase: each symbol once at each place, in as few words as may be."""

    edges: Sequence[Edges]
    grammar: Grammar
    furthest: int = 0
    _spent: int = 0
    _known: dict[tuple[str, int], Found] = field(default_factory=dict)

    def spend(self, work: int) -> None:
        """Nothing; raises `TooMuchError` when too much of it was done."""
        self._spent += work
        if self._spent > MOST_WORK:
            raise TooMuchError

    def find(self, symbol: str, place: int) -> Found:
        """Where the symbol ends that begins at a place, and what it means; every different way once."""
        key = (symbol, place)
        known = self._known.get(key)
        if known is None:
            self._known[key] = ()  # a symbol that begins with itself would be looked for without end
            kinds = self.edges[place].keys()
            found: dict[tuple[int, Any], int] = {}
            for production in self.grammar[symbol].productions:
                if not production.firsts[0].isdisjoint(kinds):
                    for end, value, words in self._made(production, place):
                        found[end, value] = min(words, found.get((end, value), words))
            known = self._known[key] = tuple((*way, words) for way, words in found.items())
        return known

    def _made(self, production: Production, place: int) -> Iterator[tuple[int, Any, int]]:
        """What a production makes of the words from a place on: its end, its value, and its words."""
        ways: list[tuple[int, tuple[Any, ...], int]] = [(place, (), 0)]
        for index, part in enumerate(production.parts, 1):
            further = []
            for at, values, words in ways:
                if part.optional and self._may(production, index, at):
                    further.append((at, (*values, None) if part.valued else values, words))
                for end, value, more in self._ends(part, at):
                    if self._may(production, index, end):
                        further.append((end, (*values, value) if part.valued else values, words + more))
            ways = further
            self.spend(len(ways))
        for end, values, words in ways:
            made = production.make(*values)
            if made is not None:
                yield end, made, words

    def _may(self, production: Production, index: int, place: int) -> bool:
        """Whether the parts from one on can stand at a place, as far as its words tell."""
        return production.ends[index] or not production.firsts[index].isdisjoint(self.edges[place])

    def _ends(self, part: Part, place: int) -> Iterator[tuple[int, Any, int]]:
        here = self.edges[place]
        for kind in part.kinds:
            for end, value in here.get(kind, ()):
                self.furthest = max(self.furthest, end)
                yield end, value, 1
        for symbol in part.symbols:
            if not self.grammar[symbol].first.isdisjoint(here):
                yield from self.find(symbol, place)
