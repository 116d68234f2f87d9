"""Phrases of time, read by the bot and by dateparser: `python bench/phrases.py`.

Both read the same corpora in the same run, each phrase in its own language. For each language: how many are
right, asked about or refused, and silently wrong; and the time for a phrase, ours as a share of dateparser's.
dateparser knows no rules and asks nothing: of those lines it can only be wrong, or refuse.
"""

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import dateparser

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/time/phrases"))

from corpora import FOLDER, HERE, LANGUAGES, PARTS, Grade, Line, grade, lines

OURS = f"{'bot':>7}{'asked':>7}{'wrong':>7}{'ms':>7}"
THEIRS = f"{'dateparser':>10}{'refused':>9}{'wrong':>7}{'ms':>7}"


def corpus(language: str) -> Iterator[Line]:
    """The lines of a language, those held back too."""
    for name in (language, f"{language}.held"):
        if (FOLDER / f"{name}.tsv").exists():
            yield from lines(name)


def theirs(line: Line, language: str) -> Grade:
    """How dateparser does with a phrase."""
    found = dateparser.parse(
        line.phrase,
        languages=[language],
        settings={
            "RELATIVE_BASE": HERE,
            "PREFER_DATES_FROM": "past" if line.past else "future",
            "DATE_ORDER": "DMY",
        },
    )
    if found is None:
        return "right" if line.expected == "!" else "refused"
    return "right" if means(line.expected, found) else "wrong"


def means(expected: str, found: datetime) -> bool:
    """Whether a wall time or an instant is the one expected; of a day, any time of it."""
    if expected[0] in "!?" or expected.startswith("every"):
        return False
    if "~" in expected:
        day, part = expected.split("~")
        first, last = PARTS[part]
        return found.date().isoformat() == day and first <= found.time() <= last
    if "T" not in expected:
        return found.date().isoformat() == expected
    wanted = datetime.fromisoformat(expected)
    if wanted.tzinfo is not None and found.tzinfo is not None:
        return found == wanted
    return found.replace(tzinfo=None) == wanted.replace(tzinfo=None)


def graded(language: str, how: Callable[[Line, str], Grade]) -> tuple[Counter[Grade], float]:
    """The grades of a language, and the milliseconds in the middle of those its phrases took."""
    count: Counter[Grade] = Counter()
    took = []
    for line in corpus(language):
        how(line, language)
        start = time.perf_counter()
        count[how(line, language)] += 1
        took.append((time.perf_counter() - start) * 1000)
    return count, statistics.median(took)


def main() -> None:
    """Nothing; a row for each language is printed."""
    print(f"{'':4}{OURS}   {THEIRS}")
    for language in LANGUAGES:
        ours, quick = graded(language, grade)
        their, slow = graded(language, theirs)
        print(
            f"{language:4}{ours['right']:7}{ours['asked'] + ours['refused']:7}{ours['wrong']:7}{quick:7.2f}"
            f"   {their['right']:10}{their['refused']:9}{their['wrong']:7}{slow:7.2f}   x {slow / quick:.1f}"
        )


if __name__ == "__main__":
    main()
