"""Whole phrases: their parts in any order, each said once."""

from collections.abc import Iterator
from dataclasses import replace
from heapq import heappop, heappush
from itertools import groupby
from operator import itemgetter
from typing import Any

from bot.time.phrases.chart import Chart
from bot.time.phrases.days import Frame, recurs
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Reason
from bot.time.phrases.scenes import RefusedError
from bot.time.phrases.slots import Agreeing, Anniversary, Clock, Every, Lunar, Relative, Slots

_TWICE = {
    "time": Reason.TWO_TIMES, "stamp": Reason.TWO_TIMES, "part": Reason.TWO_TIMES, "zone": Reason.TWO_TIMES,
    "date": Reason.TWO_DATES, "weekday": Reason.TWO_DATES, "nth": Reason.TWO_DATES, "edge": Reason.TWO_DATES,
    "period": Reason.TWO_DATES, "clocks": Reason.TWO_TIMES,
}  # fmt: skip
_NEXT_TO_HOUR = ("date", "weekday", "period", "nth", "edge", "part", "every")
_MARKS = ("part", "zone")  # what makes a number a time of day
_OF_RULES = (
    "clocks",
    "from",
    "until",
    "times",
    "span",
    "except",
    "shift",
    "short",
    "loose",
    "only",
    "months",
    "in_a_row",
)
_BETWEEN = ("SEPARATOR", "DASH")
_STEP = 10  # what it takes to look at one beginning of a phrase


class Frames:
    """The complete readings of a phrase, and where the others came to grief."""

    def __init__(self, chart: Chart, size: int) -> None:
        self._chart = chart
        self._size = size
        self.clash: tuple[int, int, Reason] | None = None  # what was said twice: from where, to where

    def __iter__(self) -> Iterator[list[Frame]]:
        """The readings of the fewest parts, those of the fewest words first.

        What hangs together as one part is not also read as two: `in 3 days` is no `in a day, at 3`.
        """
        heap: list[tuple[int, int, int, int, dict[str, Any]]] = [(0, 0, 0, 0, {})]
        seen: set[tuple[int, frozenset[tuple[str, Any]]]] = set()
        complete: list[tuple[int, Frame]] = []
        fewest, order = 0, 0
        while heap:
            parts, words, _, place, frame = heappop(heap)
            if complete and parts > fewest:
                break
            key = (place, frozenset(frame.items()))
            if key in seen:
                continue
            seen.add(key)
            self._chart.spend(_STEP)
            if place == self._size:
                if frame and _complete(frame):
                    fewest = parts
                    complete.append((words, frame))
                continue
            for end, merged, more in self._further(place, frame):
                order += 1
                heappush(heap, (parts + (more > 0), words + more, order, end, merged))
        for _, level in groupby(complete, key=itemgetter(0)):
            yield [frame for _, frame in level]

    def _further(self, place: int, frame: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], int]]:
        here = self._chart.edges[place]
        if frame:
            for kind in _BETWEEN:
                yield from ((end, frame, 0) for end, _ in here.get(kind, ()))
        for end, slots, words in self._chart.find("item", place):
            try:
                merged = _merged(frame, slots)
            except RefusedError as clash:
                if self.clash is None or (place, end) > self.clash[:2]:
                    self.clash = (place, end, clash.reason)
                continue
            if merged is not None:
                yield end, merged, words


def _complete(frame: Frame) -> bool:
    """Whether what needs a day beside it has one, and what belongs to a rule a rule."""
    bare: str = getattr(frame.get("time"), "bare", "")
    if bare and not any(near in frame for near in _NEXT_TO_HOUR):
        return False
    if "dashed" in frame and not _dated(frame):
        return False
    if "in_a_row" in frame and not {"from", "time"} & set(frame):
        return False
    if not recurs(frame):
        return not any(name in frame for name in _OF_RULES)
    by_clock = "clocks" in frame or getattr(frame.get("every"), "unit", "") in ("hour", "minute")
    starts_at, ends_at = (
        any(name == "time" for name, _ in frame.get(bound, ())) for bound in ("from", "until")
    )
    return by_clock or not (starts_at or (ends_at and "time" not in frame))


def _dated(frame: Frame) -> bool:
    """Whether 5-11 is rather a date than a span of hours."""
    return isinstance(frame["date"], Anniversary) and ("time" in frame or "weekday" in frame)


def _merged(frame: dict[str, Any], slots: Slots) -> dict[str, Any] | None:
    """The frame with further slots, None for an hour that stands next to no day; raises `RefusedError`."""
    merged = dict(frame)
    for name, value in slots:
        if isinstance(value, Clock) and value.bare in ("after", "number"):
            if not _beside(frame, value.bare):
                return None
            if value.bare == "number" and not _plainly(frame):
                merged["unmarked"] = True
            merged_value: Any = replace(value, bare="") if value.bare == "after" else value
        else:
            merged_value = value
        merged[name] = _joined(name, frame, merged_value, dict(slots)) if name in frame else merged_value
    return merged


def _beside(frame: dict[str, Any], bare: str) -> bool:
    """Whether the parts so far have a day that a bare number can be the hour of."""
    if isinstance(frame.get("date"), Lunar):
        return False
    if bare == "number" and "weekday" in frame and not {"date", "part", "period"} & set(frame):
        return False
    return any(near in frame for near in _NEXT_TO_HOUR)


def _plainly(frame: Frame) -> bool:
    """Whether all there is before a bare number is a day such as `tomorrow`, or says that it is an hour."""
    days = {name for name in _NEXT_TO_HOUR if name in frame}
    bare = days == {"date"} and isinstance(frame["date"], Relative)
    return bare or any(mark in frame for mark in _MARKS)


def _joined(name: str, frame: dict[str, Any], value: Any, slots: dict[str, Any]) -> Any:  # noqa: ANN401 - of any slot
    """What a slot says that is filled twice: both parts of the day, the more definite frequency."""
    before = frame[name]
    if before == value:
        return value
    if name == "part" and len(before) == 1:
        return (*before, *value)
    if name == "date" and any(isinstance(one, Relative | Impossible) for one in (before, value)):
        return Agreeing(before, value)
    if name == "except":
        return (*before, *value)
    if name == "every" and isinstance(value, Every):
        if "loose" in slots:
            return before
        if "loose" in frame:
            return value
    raise RefusedError(_TWICE.get(name, Reason.UNKNOWN_WORD), name)
