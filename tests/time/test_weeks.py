from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.time.weeks import (
    FRI,
    MON,
    MONDAY_TO_FRIDAY,
    SAT,
    SUN,
    SUNDAY_TO_THURSDAY,
    TUE,
    WED,
    Week,
    nearest_working_day,
    proposed,
    read_week,
    working_day_after,
    working_day_before,
)

WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 10, day) for day in range(14, 19))
MONDAY = date(2026, 10, 19)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("mon-fri", MONDAY_TO_FRIDAY),
        ("sun-thu", SUNDAY_TO_THURSDAY),
        ("sun,mon,tue,wed,thu", SUNDAY_TO_THURSDAY),
        (" Sunday - Thursday ", SUNDAY_TO_THURSDAY),
        ("SUN–THU", SUNDAY_TO_THURSDAY),
        ("sat-wed", Week(frozenset({SAT, SUN, MON, TUE, WED}), SAT)),
        ("mon-wed,fri", Week(frozenset({MON, TUE, WED, FRI}), MON)),
        ("tues", Week(frozenset({TUE}), TUE)),
        ("mon-sun", Week(frozenset(range(7)), MON)),
        ("", None),
        ("mo-fr", None),
        ("mon-", None),
        ("-fri", None),
        ("mon,,tue", None),
        ("mon-tue-wed", None),
        ("monkey", None),
        ("every day", None),
    ],
)
def test_a_week_is_read_as_it_is_typed(text: str, week: Week | None) -> None:
    assert read_week(text) == week


@pytest.mark.parametrize(
    "text", ["mon-fri", "sun-thu", "sat-wed", "mon,tue,wed,fri", "tue", "mon-sun", "fri,sun"]
)
def test_a_week_is_written_as_it_is_read(text: str) -> None:
    week = read_week(text)
    assert week is not None
    assert week.text == text


@given(days=st.frozensets(st.integers(0, 6), min_size=1), data=st.data())
def test_every_week_is_read_back_from_its_text(days: frozenset[int], data: st.DataObject) -> None:
    week = Week(days, data.draw(st.sampled_from(sorted(days))))
    assert read_week(week.text) == week


@pytest.mark.parametrize("days", [frozenset(), frozenset({7}), frozenset({-1, 0})])
def test_a_week_without_working_days_is_none(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="at least one day of seven"):
        Week(days)


def test_working_days_are_counted_forwards_and_back() -> None:
    assert working_day_after(THURSDAY, MONDAY_TO_FRIDAY) == FRIDAY
    assert working_day_after(FRIDAY, MONDAY_TO_FRIDAY) == MONDAY
    assert working_day_after(THURSDAY, SUNDAY_TO_THURSDAY, 2) == MONDAY
    assert working_day_after(FRIDAY, MONDAY_TO_FRIDAY, 0) == FRIDAY
    assert working_day_before(MONDAY, MONDAY_TO_FRIDAY) == FRIDAY
    assert working_day_before(MONDAY, MONDAY_TO_FRIDAY, 2) == THURSDAY
    assert working_day_before(SUNDAY, SUNDAY_TO_THURSDAY) == THURSDAY


def test_days_off_do_not_count() -> None:
    assert working_day_after(THURSDAY, MONDAY_TO_FRIDAY, off=frozenset({FRIDAY})) == MONDAY
    assert working_day_before(MONDAY, MONDAY_TO_FRIDAY, off=frozenset({FRIDAY})) == THURSDAY


def test_a_year_of_days_off_is_crossed() -> None:
    year = frozenset(date(2026, 1, 1) + timedelta(days=count) for count in range(365))
    assert working_day_after(date(2025, 12, 31), MONDAY_TO_FRIDAY, off=year) == date(2027, 1, 1)
    assert working_day_before(date(2027, 1, 1), MONDAY_TO_FRIDAY, off=year) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "off", "expected"),
    [
        (THURSDAY, set(), THURSDAY),
        (SATURDAY, set(), FRIDAY),
        (SUNDAY, set(), MONDAY),
        (THURSDAY, {THURSDAY}, FRIDAY),
        (THURSDAY, {THURSDAY, FRIDAY}, WEDNESDAY),
    ],
    ids=["itself", "nearer before", "nearer after", "as near either way", "off on one side"],
)
def test_the_nearest_working_day(day: date, off: set[date], expected: date) -> None:
    assert nearest_working_day(day, MONDAY_TO_FRIDAY, frozenset(off)) == expected


@pytest.mark.parametrize(
    ("country", "text"),
    [
        ("KE", "mon-fri"),
        ("ke", "mon-fri"),
        ("EG", "sun-thu"),
        ("LY", "sun-thu"),
        ("UG", "mon-sat"),
        ("IR", "sat-thu"),
        ("ZZ", "mon-fri"),
        ("EU", "mon-fri"),
        ("419", "mon-fri"),
        ("", "mon-fri"),
        ("\N{SNOWMAN}/", "mon-fri"),
    ],
)
def test_a_week_is_proposed_for_a_country(country: str, text: str) -> None:
    assert proposed(country).text == text
