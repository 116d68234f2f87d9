"""Dates as they are written: ISO, day month year, and with the month's name in six languages."""

from datetime import date

import pytest

from bot.time.letters import fold
from bot.time.phrases.dates import NoSuchDate, read_date

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-03", date(2026, 10, 3)),
        ("03/10/2026", date(2026, 10, 3)),
        ("3.10.2026", date(2026, 10, 3)),
        ("٣/١٠/٢٠٢٦", date(2026, 10, 3)),
        ("3/10", date(2026, 10, 3)),
        ("25/12", date(2025, 12, 25)),
        ("3 October 2026", date(2026, 10, 3)),
        ("3rd Oct", date(2026, 10, 3)),
        ("1er février 2026", date(2026, 2, 1)),
        ("3 de outubro de 2026", date(2026, 10, 3)),
        ("3 de octubre", date(2026, 10, 3)),
        ("3 Oktoba 2026", date(2026, 10, 3)),
        ("٣ أكتوبر", date(2026, 10, 3)),
        ("29 Feb", date(2024, 2, 29)),
        ("12 boats", None),
        ("October", None),
        ("", None),
    ],
)
def test_a_date_that_was(text: str, day: date | None) -> None:
    assert read_date(fold(text), TODAY, past=True) == day


def test_without_a_year_the_next_one_is_meant_where_the_future_is() -> None:
    assert read_date("3/10", TODAY, past=False) == date(2027, 10, 3)
    assert read_date("24/11", TODAY, past=False) == TODAY
    assert read_date("29 feb", TODAY, past=False) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["2026-02-31", "31/02/2026", "31 February", "32/01", "0/10", "1/13", "29 Feb 2026"]
)
def test_a_day_the_calendar_has_not_is_none(text: str) -> None:
    with pytest.raises(NoSuchDate):
        read_date(fold(text), TODAY, past=True)
