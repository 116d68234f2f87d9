"""Whatever is typed gets an answer: never an exception, never a wait."""

import time

import pytest
from corpora import LANGUAGES, said
from hypothesis import given
from hypothesis import strategies as st

from bot.time.phrases.lexicon import LANGUAGES as TABLES
from bot.time.phrases.lexicon import tree
from bot.time.phrases.reader import read_duration
from bot.time.phrases.readings import NotUnderstood, Reason

SLOWEST = 0.02  # seconds of work: twice what is promised, as machines differ
WORDS = tuple(word for language in TABLES for word in tree(language) if word.strip("+"))
HOSTILE = (
    "\x00", "\u202e", "\u2069", "\ufeff", "🚒", "۱۲", "１２", "½", "²", "Ⅷ", "ﷺ", "ẞ", "İ", "'",
    ".", "-", ":",
    "/", "24:00", "25:61", "30/02/2026", "0", "99999", "999999999999", "5/11", "utc+99",
    "africa/nowhere", "%s",
    "\n",
)  # fmt: skip
PIECE = st.one_of(st.sampled_from(WORDS), st.sampled_from(HOSTILE), st.integers(0, 3000).map(str))


@given(st.text(max_size=60), st.sampled_from(LANGUAGES), st.booleans())
def test_any_text_is_answered(text: str, language: str, past: bool) -> None:  # noqa: FBT001 - given
    assert said(text, language, past=past) is not None


@given(st.lists(PIECE, min_size=1, max_size=9), st.sampled_from(LANGUAGES), st.booleans())
def test_any_words_of_time_are_answered(words: list[str], language: str, past: bool) -> None:  # noqa: FBT001
    assert said(" ".join(words), language, past=past) is not None
    assert read_duration(" ".join(words), language) is not None


LONG = (
    "1 ", "every ", "mon ", "mon, ", "a ", "the ", "of the ", "1h ", "first ", "1st, ",
    "saa 1 ", "1 day ",
    "except ", "5/11 ", "9:00 ", "at ", "\x00", "x", "٣ ", "de la ", "para las ", "segunda ",
    "(", "-", "next ",
    "half ", "quarter to ", "na ", "و", "و ل ب ", "every day and ",
    "every mon tue wed thu fri sat sun ",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_long(language: str) -> None:
    said("every Monday except holidays KE at 9 Nairobi time", language)  # what is loaded once is loaded
    for piece in LONG:
        for text in ((piece * 500)[:500], (piece * 47)[:160]):
            took = min(_seconds(text, language) for _ in range(3))
            assert took < SLOWEST, text


def _seconds(text: str, language: str) -> float:
    start = time.process_time()
    said(text, language)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        ("", "", Reason.EMPTY),
        (" \n\t", "", Reason.EMPTY),
        ("tomorrow " * 2000, "tomorrow tomorrow tomorrow tomorrow tomo", Reason.TOO_LONG),
        ("wednesday fourteen " * 17, "wednesday fourteen wednesday fourteen we", Reason.TOO_LONG),
        ("tomorrow at the office", "office", Reason.UNKNOWN_WORD),
        ("Tomorrow À 9", "9", Reason.UNKNOWN_WORD),
        ("24:00", "24:00", Reason.NO_SUCH_TIME),
        ("25:61", "25:61", Reason.NO_SUCH_TIME),
        ("30 February", "30 February", Reason.NO_SUCH_DATE),
        ("1/1/0000", "1/1/0000", Reason.NO_SUCH_DATE),
        ("1/1/99999", "1/1/99999", Reason.TOO_FAR),
        ("in 99999 years", "in 99999 years", Reason.TOO_FAR),
        ("12/13/2026", "12/13/2026", Reason.MONTH_FIRST),
        ("Friday 15 October 2026", "Friday 15 October 2026", Reason.WEEKDAY_MISMATCH),
        ("tonight at 9am", "tonight at 9am", Reason.PART_MISMATCH),
        ("at 9 at 10", "at 10", Reason.TWO_TIMES),
        ("14:00-16:00", "14:00-16:00", Reason.TWO_TIMES),
        ("tomorrow 9am-11am", "9am-11am", Reason.TWO_TIMES),
        ("Friday between 9 and 10", "between 9 and 10", Reason.TWO_TIMES),
        ("every hour from 8:00 to 18:00", "every hour from 8:00 to 18:00", Reason.TWO_TIMES),
        ("2026-10-16 2026-10-17", "2026-10-17", Reason.TWO_DATES),
        ("tomorrow 15:00 IST", "IST", Reason.AMBIGUOUS_ZONE),
        ("every Monday at 9 cet", "cet", Reason.AMBIGUOUS_ZONE),
        ("every working day 10 12", "12", Reason.TWO_TIMES),
        ("every Friday 13", "13", Reason.UNKNOWN_WORD),
        ("in days", "days", Reason.UNKNOWN_WORD),
        ("every weeks", "weeks", Reason.UNKNOWN_WORD),
        ("0 days", "days", Reason.UNKNOWN_WORD),
        ("this month", "this month", Reason.NEEDS_DAY),
        ("every 0 days", "every 0 days", Reason.NEVER_FIRES),
        ("every 30 February", "every 30 February", Reason.NEVER_FIRES),
        ("every 5 minutes", "every 5 minutes", Reason.TOO_OFTEN),
        ("every day except holidays", "every day except holidays", Reason.NEEDS_COUNTRY),
        ("every day except holidays of Atlantis", "Atlantis", Reason.UNKNOWN_WORD),
    ],
)
def test_a_refusal_names_the_word_as_it_was_typed_and_the_reason(
    text: str, word: str, reason: Reason
) -> None:
    assert said(text) == NotUnderstood(word, reason)


def test_what_is_no_length_is_no_duration() -> None:
    assert read_duration("tomorrow", "en") == NotUnderstood("tomorrow", Reason.NOT_A_DURATION)
    assert read_duration("", "en") == NotUnderstood("", Reason.NOT_A_DURATION)
    assert read_duration("a " * 99, "en") == NotUnderstood(("a " * 99)[:40], Reason.NOT_A_DURATION)
