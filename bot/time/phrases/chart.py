"""A chart: every meaning of every stretch of a phrase, grown by productions, and the ways to cover the whole.

The work is bounded: productions are applied in one fixed order, stretches are few, and covering has a budget.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Value = object
Edge = tuple[int, Value]
_MOST_ROUNDS = 8
_BUDGET = 4000


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a pattern: the categories that fit, and whether it may be left out."""

    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Production:
    """A pattern of categories, and what a stretch that follows it means; None: it does not fit after all."""

    makes: str
    steps: tuple[Step, ...]
    build: Callable[..., Value]
    needs: frozenset[str]


def production(makes: str, pattern: str, build: Callable[..., Value]) -> Production:
    """A production from its written pattern: `every? num unit|dual`."""
    steps = tuple(Step(tuple(word.rstrip("?").split("|")), word.endswith("?")) for word in pattern.split())
    needs = frozenset(step.names[0] for step in steps if not step.optional and len(step.names) == 1)
    return Production(makes, steps, build, needs)


@dataclass(slots=True)
class Chart:
    """The stretches found so far, by where they begin and what they are."""

    size: int
    edges: list[dict[str, list[Edge]]] = field(default_factory=list)
    present: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.edges = [{} for _ in range(self.size + 1)]

    def add(self, name: str, start: int, end: int, value: Value) -> bool:
        """Whether this stretch was new."""
        found = self.edges[start].setdefault(name, [])
        if (end, value) in found:
            return False
        found.append((end, value))
        self.present.add(name)
        return True

    def grow(self, productions: Sequence[Production]) -> None:
        """All that the productions, each in its turn, make of what is there."""
        for each in productions:
            if each.needs <= self.present:
                self._apply(each)

    def _apply(self, each: Production) -> None:
        again = _MOST_ROUNDS if any(each.makes in step.names for step in each.steps) else 1
        while again and self._apply_once(each):
            again -= 1

    def _apply_once(self, each: Production) -> bool:
        fresh = False
        for start in range(self.size):
            for end, values in list(self._matches(each.steps, 0, start)):
                value = each.build(*values)
                if value is not None and end > start:
                    fresh |= self.add(each.makes, start, end, value)
        return fresh

    def _matches(
        self, steps: tuple[Step, ...], index: int, at: int
    ) -> Iterator[tuple[int, tuple[Value, ...]]]:
        if index == len(steps):
            yield at, ()
            return
        step = steps[index]
        here = self.edges[at]
        for name in step.names:
            for end, value in here.get(name, ()):
                own = () if value is None else (value,)
                for last, rest in self._matches(steps, index + 1, end):
                    yield last, own + rest
        if step.optional:
            yield from self._matches(steps, index + 1, at)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch used in a cover."""

    name: str
    start: int
    end: int
    value: Value


Cover = tuple[Piece, ...]


def reach(chart: Chart, names: frozenset[str]) -> int:
    """How far the phrase can be covered from its beginning."""
    reached = {0}
    for start in range(chart.size):
        if start in reached:
            reached |= {end for name in names for end, _ in chart.edges[start].get(name, ())}
    return max(reached)


def covers(chart: Chart, names: frozenset[str]) -> list[Cover]:
    """Every way to cover the whole phrase with stretches of these categories, within a budget."""
    ends = _ends(chart, names)
    found: list[Cover] = []
    stack: list[tuple[int, Cover]] = [(0, ())]
    budget = _BUDGET
    while stack and budget:
        budget -= 1
        at, cover = stack.pop()
        if at == chart.size:
            found.append(cover)
            continue
        stack += [(piece.end, (*cover, piece)) for piece in _from(chart, names, at) if piece.end in ends]
    return found


def _from(chart: Chart, names: frozenset[str], at: int) -> Iterator[Piece]:
    for name, edges in chart.edges[at].items():
        if name in names:
            for end, value in edges:
                yield Piece(name, at, end, value)


def _ends(chart: Chart, names: frozenset[str]) -> set[int]:
    """The places from which the end can be reached."""
    good = {chart.size}
    for start in reversed(range(chart.size)):
        if any(piece.end in good for piece in _from(chart, names, start)):
            good.add(start)
    return good
