"""Dates as they are written: ISO, day month year, and with the month's name in six languages."""

from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from bot.time.phrases.reader import read
from bot.time.phrases.readings import Instant, NotUnderstood, Reason

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _day(text: str, language: str, prefer: Literal["future", "past"] = "past") -> date | None:
    found = read(text, language=language, now=NOW, zone=ZoneInfo("UTC"), prefer=prefer)
    return found.wall.date() if isinstance(found, Instant) and not found.exact_time else None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("2026-10-03", "en", date(2026, 10, 3)),
        ("03/10/2026", "en", date(2026, 10, 3)),
        ("3.10.2026", "fr", date(2026, 10, 3)),
        ("3-10-26", "es", date(2026, 10, 3)),
        ("3-X-2026", "es", date(2026, 10, 3)),
        ("٣/١٠/٢٠٢٦", "ar", date(2026, 10, 3)),
        ("3/10", "pt", date(2026, 10, 3)),
        ("25/12", "sw", date(2025, 12, 25)),
        ("3 October 2026", "en", date(2026, 10, 3)),
        ("3rd Oct", "en", date(2026, 10, 3)),
        ("October 3, 2026", "en", date(2026, 10, 3)),
        ("1er février 2026", "fr", date(2026, 2, 1)),
        ("3 de outubro de 2026", "pt", date(2026, 10, 3)),
        ("3 de octubre", "es", date(2026, 10, 3)),
        ("3 Oktoba 2026", "sw", date(2026, 10, 3)),
        ("tarehe 3 mwezi wa kumi", "sw", date(2026, 10, 3)),
        ("٣ أكتوبر", "ar", date(2026, 10, 3)),
        ("3 تشرين الأول/أكتوبر 2026", "ar", date(2026, 10, 3)),
        ("29 Feb", "en", date(2024, 2, 29)),
        ("12 boats", "en", None),
        ("October", "en", None),
        ("2 set 2026", "en", None),
        ("2 set 2026", "pt", date(2026, 9, 2)),
    ],
)
def test_a_date_that_was(text: str, language: str, day: date | None) -> None:
    assert _day(text, language) == day


def test_without_a_year_the_next_one_is_meant_where_the_future_is() -> None:
    assert _day("3/10", "en", "future") == date(2027, 10, 3)
    assert _day("24/11", "en", "future") == NOW.date()
    assert _day("29 feb", "en", "future") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text", ["2026-02-31", "31/02/2026", "31 February", "32/01", "0/10", "1/0", "29 Feb 2026", "31/9"]
)
def test_a_day_the_calendar_has_not_is_refused(text: str) -> None:
    found = read(text, language="en", now=NOW, zone=ZoneInfo("UTC"), prefer="past")
    assert found == NotUnderstood(text, Reason.NO_SUCH_DATE)


@pytest.mark.parametrize("text", ["12/13/2026", "1/13", "11-30-2026"])
def test_the_month_does_not_come_first(text: str) -> None:
    found = read(text, language="en", now=NOW, zone=ZoneInfo("UTC"))
    assert found == NotUnderstood(text, Reason.MONTH_FIRST)
