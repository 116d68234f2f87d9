"""What people type in six languages, by the hundred; the held corpora were written apart from the tables."""

import pytest
from corpora import LANGUAGES, grade, lines

RIGHT = 0.95
RIGHT_HELD = 0.90


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("held", "bar"), [("", RIGHT), (".held", RIGHT_HELD)], ids=["known", "held"])
def test_phrases_are_understood_or_asked_about_and_never_misunderstood(
    language: str, held: str, bar: float
) -> None:
    grades = [(line, grade(line, language)) for line in lines(language + held)]
    assert [line for line, grade in grades if grade == "wrong"] == []
    missed = [(line, grade) for line, grade in grades if grade != "right"]
    assert len(missed) <= (1 - bar) * len(grades), missed
