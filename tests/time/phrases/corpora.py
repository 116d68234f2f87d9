"""What people type, with what they mean by it: read from `tests/time/corpora`, and graded.

A line is PHRASE, EXPECTED and perhaps PAST, with tabs between; the forms of EXPECTED are those of `_means`,
`? A | B` for a question that must offer these at least, and `!` for what must be refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from bot.time.clock import wall_of
from bot.time.phrases.reader import read
from bot.time.phrases.readings import (
    Ambiguous,
    Duration,
    Instant,
    Note,
    NotUnderstood,
    Reading,
    Recurrence,
    Understood,
)
from bot.time.recurrence import occurrences
from bot.time.weeks import MONDAY_TO_FRIDAY, SUNDAY_TO_THURSDAY, Week

FOLDER = Path(__file__).parents[1] / "corpora"
ZONES = {
    "ar": ZoneInfo("Africa/Tripoli"),
    "en": ZoneInfo("Africa/Nairobi"),
    "es": ZoneInfo("Africa/Malabo"),
    "fr": ZoneInfo("Africa/Dakar"),
    "pt": ZoneInfo("Africa/Luanda"),
    "sw": ZoneInfo("Africa/Nairobi"),
}
LANGUAGES = tuple(ZONES)
HERE = datetime(2026, 10, 14, 10, 7)  # noqa: DTZ001 - a Wednesday, by the clocks of every scene
PARTS = {
    "dawn": (time(3), time(7)),
    "morning": (time(6), time(11, 59)),
    "noon": (time(12), time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(16), time(21)),
    "night": (time(19), time(23, 59)),
}

Grade = Literal["right", "asked", "refused", "wrong"]


@dataclass(frozen=True, slots=True)
class Line:
    """One phrase of a corpus."""

    phrase: str
    expected: str
    past: bool = False


def lines(name: str) -> Iterator[Line]:
    """The lines of a corpus such as `en` or `en.held`."""
    for line in (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            phrase, expected, *past = line.split("\t")
            yield Line(phrase, expected.strip(), past == ["PAST"])


def now(language: str) -> datetime:
    """The instant of the scene."""
    return HERE.replace(tzinfo=ZONES[language]).astimezone(UTC)


def week(language: str) -> Week:
    """The working week of the scene."""
    return SUNDAY_TO_THURSDAY if language == "ar" else MONDAY_TO_FRIDAY


def said(phrase: str, language: str = "en", *, past: bool = False) -> Understood:
    """What a phrase means in the scene of a language."""
    return read(
        phrase,
        language=language,
        now=now(language),
        zone=ZONES[language],
        prefer="past" if past else "future",
        week=week(language),
    )


def grade(line: Line, language: str) -> Grade:
    """How a phrase is understood: `wrong` is an answer that is not the one expected."""
    found = said(line.phrase, language, past=line.past)
    if _fits(line.expected, found, language):
        return "right"
    match found:
        case Ambiguous():
            return "asked"
        case NotUnderstood():
            return "refused"
        case _:
            return "wrong"


def _fits(expected: str, found: Understood, language: str) -> bool:
    match found:
        case NotUnderstood():
            return expected == "!"
        case Ambiguous(choices):
            wanted = [one.strip() for one in expected.removeprefix("?").split("|")]
            offered = [choice.reading for choice in choices]
            return expected[0] == "?" and all(
                any(_means(one, reading, language) for reading in offered) for one in wanted
            )
        case _:
            return expected[0] not in "!?" and _means(expected, found, language)


def _means(expected: str, found: Reading, language: str) -> bool:
    if expected.startswith("every "):
        return isinstance(found, Recurrence) and _recurs(expected, found, language)
    if isinstance(found, Duration):
        at = found.after(now(language), ZONES[language], week=week(language))
        found = Instant(at, wall_of(at, ZONES[language]), ZONES[language], exact_time=bool(found.seconds))
    if isinstance(found, Recurrence):
        return False
    still = found.wall.time() == HERE.time()  # "in 3 days", at this time
    if "~" in expected:
        day, part = expected.split("~")
        first, last = PARTS[part]
        return found.wall.date().isoformat() == day and first <= found.wall.time() <= last
    if re.search(r"[+-]\d\d:\d\d$", expected):
        return found.at == datetime.fromisoformat(expected)
    if "T" in expected:
        exact = found.exact_time or still or bool(found.notes)
        return found.wall.isoformat(timespec="minutes") == expected and exact
    whole = (not found.exact_time or still) and Note.PART_OF_DAY not in found.notes
    return found.wall.date().isoformat() == expected and whole


def _recurs(expected: str, found: Recurrence, language: str) -> bool:
    """Whether the first occurrences are these; with `end`, these and no more."""
    wanted = [one.strip() for one in expected.removeprefix("every ").removesuffix(" end").split(",")]
    start = HERE if found.rule.timed else datetime.combine(HERE, time())
    after = start.replace(tzinfo=ZONES[language]) - timedelta(seconds=1)
    walls = [one.wall for one in islice(occurrences(found.rule, after), len(wanted) + 1)]
    told = [
        wall.isoformat(timespec="minutes") if found.rule.timed else wall.date().isoformat() for wall in walls
    ]
    return told[: len(wanted)] == wanted and not (expected.endswith(" end") and told[len(wanted) :])
