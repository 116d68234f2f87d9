"""The phrase a button carries is read back as exactly the meaning it stands for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from corpora import LANGUAGES, ZONES, lines, now, said, week
from hypothesis import given
from hypothesis import strategies as st

from bot.time.phrases.canonical import canonical
from bot.time.phrases.reader import read
from bot.time.phrases.readings import Ambiguous, Duration, Instant, NotUnderstood, Reading, Recurrence

SOMETIME = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - walls
ZONE = st.sampled_from(["Africa/Nairobi", "Africa/Cairo", "Africa/Casablanca", "UTC", "Atlantic/Azores"])
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _same(one: Reading, other: object) -> bool:
    """The same meaning; notes are about the phrase, and so is the sentence of a rule."""
    match one, other:
        case Instant(), Instant():
            still = one.wall.time() == datetime(2026, 10, 14, 10, 7).time()  # noqa: DTZ001 - "in 3 days"
            return (one.at, one.zone) == (other.at, other.zone) and (
                still or one.exact_time == other.exact_time
            )
        case Recurrence(), Recurrence():
            return replace(one.rule, text="") == replace(other.rule, text="")
        case _:
            return one == other


def _back(phrase: str, language: str = "en") -> object:
    return read(
        phrase,
        language=language,
        now=now(language),
        zone=ZONES[language],
        week=week(language),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_understood_or_offered_has_a_phrase_that_means_it(language: str) -> None:
    for line in lines(language):
        found = said(line.phrase, language, past=line.past)
        match found:
            case NotUnderstood():
                continue
            case Ambiguous(choices):
                assert [choice.phrase for choice in choices] == [
                    canonical(choice.reading) for choice in choices
                ]
                readings = [choice.reading for choice in choices]
            case _:
                readings = [found]
        for reading in readings:
            assert _same(reading, _back(canonical(reading), language)), (line.phrase, canonical(reading))


@given(SOMETIME, ZONE)
def test_any_instant_is_read_back_even_where_the_clocks_change(wall: datetime, zone: str) -> None:
    at = wall.replace(tzinfo=UTC, microsecond=0)
    there = ZoneInfo(zone)
    moment = Instant(at, at.astimezone(there).replace(tzinfo=None), there)
    found = _back(canonical(moment))
    assert isinstance(found, Instant)
    assert found.at == at


@given(st.integers(0, 30), st.integers(0, 400), st.integers(0, 10**6), st.integers(0, 30))
def test_any_length_is_read_back(months: int, days: int, seconds: int, working_days: int) -> None:
    length = Duration(months, days, seconds, working_days)
    if length != Duration():
        assert _back(canonical(length)) == length


TIMES = st.sampled_from(
    ["", "at 9", "at 14:30", "in the evening", "at midnight", "at 9 and 17", "at 8:30, 12:30 and 16:30"]
)
HOW_OFTEN = st.one_of(
    st.sampled_from(
        ["every day", "every 3 days", "every week", "every month", "every quarter", "every year"]
    ),
    st.sampled_from(["every working day", "every weekend", "every day except Fridays", "Monday to Thursday"]),
    st.sampled_from(["first Monday of every month", "last working day of every month", "every 5 November"]),
    st.sampled_from(
        ["every 1st and 15th", "end of every quarter", "end of every month", "end of every week"]
    ),
    st.sampled_from(["penultimate Friday of every month", "first Monday of November every year"]),
    st.sampled_from(["every 2 months on the 31st skipping short months", "first Monday of every quarter"]),
    st.builds("every {} weeks on {} and Sunday".format, st.integers(1, 9), st.sampled_from(DAYS[:6])),
)
TAILS = st.lists(
    st.sampled_from(
        [
            "from 2 November 2026",
            "until 1 December 2030",
            "except holidays KE, UG",
            "except holidays KE, if holiday: next",
            "except Ramadan",
            "except in August",
            "except 25 December 2026",
            "tz:Africa/Lagos",
        ]
    ),
    unique_by=lambda tail: tail.split()[0] + tail.split()[-1][:1],
    max_size=3,
)


@given(HOW_OFTEN, TIMES, TAILS)
def test_any_rule_is_read_back(how_often: str, at: str, tails: list[str]) -> None:
    found = said(" ".join(filter(None, [how_often, at, *tails])))
    if isinstance(found, Recurrence):
        assert _same(found, _back(canonical(found))), canonical(found)


def test_the_times_of_a_clock_that_goes_back_are_told_apart() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    first = datetime(2026, 10, 29, 20, 30, tzinfo=UTC)
    for at in (first, first + timedelta(hours=1)):
        found = _back(canonical(Instant(at, datetime(2026, 10, 29, 23, 30), cairo)))  # noqa: DTZ001 - a wall
        assert isinstance(found, Instant)
        assert found.at == at


def test_what_buttons_say() -> None:
    found = said("every 3rd Thursday at 9")
    assert isinstance(found, Ambiguous)
    assert [choice.phrase for choice in found.choices] == [
        "every 3 weeks on Thursday at 09:00 from 2026-10-15 tz:Africa/Nairobi",
        "every month on the 3rd Thursday at 09:00 from 2026-10-15 tz:Africa/Nairobi",
    ]
    assert date.fromisoformat("2026-10-15").weekday() == DAYS.index("Thursday")
