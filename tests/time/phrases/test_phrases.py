"""What a phrase means depends on who says it, when and where; what is doubtful is said."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from corpora import said

from bot.time.phrases.reader import read, read_duration, read_instant
from bot.time.phrases.readings import Ambiguous, Duration, Instant, Kind, Note, NotUnderstood, Recurrence
from bot.time.recurrence import Shift
from bot.time.weeks import SUNDAY_TO_THURSDAY

CAIRO = ZoneInfo("Africa/Cairo")
LAGOS = ZoneInfo("Africa/Lagos")


def _kinds(found: object) -> list[Kind]:
    assert isinstance(found, Ambiguous)
    return [choice.kind for choice in found.choices]


def _notes(found: object) -> tuple[Note, ...]:
    assert isinstance(found, Instant | Recurrence)
    return found.notes


@pytest.mark.parametrize(
    ("phrase", "language", "wall"),
    [
        ("mar 14:00", "es", "2026-10-20T14:00"),
        ("mar 14:00", "fr", "2026-10-20T14:00"),
        ("mar 14", "en", "2027-03-14T00:00"),
        ("sep 5", "en", "2027-09-05T00:00"),
        ("tomorrow at 9am", "sw", "2026-10-15T09:00"),
        ("kesho at 9am", "sw", "2026-10-15T09:00"),
        ("demain 9h", "fr", "2026-10-15T09:00"),
        ("mercredy 15h", "fr", "2026-10-14T15:00"),
        ("Septmber 5", "en", "2027-09-05T00:00"),
    ],
)
def test_the_senders_language_comes_before_english(phrase: str, language: str, wall: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Instant)
    assert found.wall.isoformat(timespec="minutes") == wall


def test_a_language_is_not_guessed() -> None:
    assert isinstance(said("demain 9h", "en"), NotUnderstood)
    assert isinstance(said("2 set 2027", "fr"), NotUnderstood)


@pytest.mark.parametrize(
    ("phrase", "language", "kinds"),
    [
        ("at 3", "en", [Kind.AFTERNOON, Kind.NIGHT]),
        ("saa 3", "sw", [Kind.NIGHT, Kind.MORNING]),
        ("next Friday", "en", [Kind.THIS, Kind.FOLLOWING]),
        ("Friday midnight", "en", [Kind.DAY_START, Kind.DAY_END]),
        ("before Friday", "en", [Kind.DAY_BEFORE, Kind.THIS]),
        ("next week", "en", [Kind.WEEK_START, Kind.SAME_WEEKDAY]),
        ("next month", "en", [Kind.MONTH_START, Kind.SAME_DAY]),
        ("every 3rd Thursday", "en", [Kind.EVERY_NTH_WEEK, Kind.NTH_OF_MONTH]),
        ("every month on the 31st", "en", [Kind.SKIP_SHORT_MONTHS, Kind.LAST_DAY]),
        ("le lundi", "fr", [Kind.ONCE, Kind.WEEKLY]),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked(phrase: str, language: str, kinds: list[Kind]) -> None:
    assert _kinds(said(phrase, language)) == kinds


def test_a_weekday_that_is_today_is_today_while_there_is_time() -> None:
    walls = [said(phrase) for phrase in ("Wednesday", "Wednesday at 8am", "Wednesday at 3pm")]
    assert [found.wall.day for found in walls if isinstance(found, Instant)] == [21, 21, 14]


def test_what_lies_on_the_other_side_is_noted_and_not_refused() -> None:
    assert _notes(said("yesterday")) == (Note.PAST,)
    assert _notes(said("tomorrow", past=True)) == (Note.FUTURE,)
    assert _notes(said("this morning at 8")) == (Note.PAST,)
    assert _notes(said("27 Ramadan")) == (Note.HIJRI,)
    assert _notes(said("tomorrow evening")) == (Note.PART_OF_DAY,)
    assert _notes(said("every evening")) == (Note.PART_OF_DAY,)
    assert _notes(said("today")) == ()


def test_a_wall_time_the_clocks_skip_or_show_twice_is_noted() -> None:
    at = datetime(2026, 4, 20, 12, tzinfo=UTC)
    gap = read("24 April at 00:30", language="en", now=at, zone=CAIRO)
    assert _notes(gap) == (Note.GAP,)
    overlap = read("29 October at 23:30", language="en", now=at, zone=CAIRO)
    assert _notes(overlap) == (Note.OVERLAP,)


def test_where_it_is_another_day_in_the_zone_named_both_days_are_offered() -> None:
    late = datetime(2026, 10, 14, 22, 30, tzinfo=UTC)  # the 15th in Nairobi, the 14th in Dakar
    found = read("tomorrow 15:00 Africa/Dakar", language="en", now=late, zone=ZoneInfo("Africa/Nairobi"))
    assert isinstance(found, Ambiguous)
    assert [choice.phrase[:10] for choice in found.choices] == ["2026-10-15", "2026-10-16"]


def test_working_days_are_those_of_the_week_but_the_days_off() -> None:
    thursday = datetime(2026, 10, 15, 9, tzinfo=UTC)
    found = read(
        "in 2 working days",
        language="en",
        now=thursday,
        zone=LAGOS,
        week=SUNDAY_TO_THURSDAY,
        off=frozenset({date(2026, 10, 18)}),
    )
    assert isinstance(found, Instant)
    assert found.wall == datetime(2026, 10, 20, 10)  # noqa: DTZ001 - a wall
    two = Duration(working_days=2)
    assert two.before(thursday, LAGOS).day == 13
    assert two.before(thursday, LAGOS, week=SUNDAY_TO_THURSDAY, off=frozenset({date(2026, 10, 14)})).day == 12


def test_a_rule_has_all_that_its_tail_says() -> None:
    found = said(
        "every Monday at 9 from 2 November until 30 November except holidays KE, UG, if holiday: next"
    )
    assert isinstance(found, Recurrence)
    rule = found.rule
    assert rule.rrule == "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130T235959;WKST=MO"
    assert rule.dtstart == datetime(2026, 11, 2, 9)  # noqa: DTZ001 - a wall
    assert (rule.holidays, rule.shift, rule.zone) == (("KE", "UG"), Shift.NEXT, "Africa/Nairobi")
    assert rule.text.startswith("every Monday at 9 from")


@pytest.mark.parametrize(
    ("phrase", "language", "countries"),
    [
        ("cada lunes salvo festivos de España", "es", ("ES",)),
        ("cada lunes salvo festivos ES, GQ", "es", ("ES", "GQ")),
        ("kila Jumatatu isipokuwa sikukuu za KE", "sw", ("KE",)),
        ("كل اثنين ما عدا عطل ليبيا", "ar", ("LY",)),
        ("tous les lundis sauf jours fériés de Côte d’Ivoire", "fr", ("CI",)),
    ],
)
def test_small_words_are_no_codes_of_countries(
    phrase: str, language: str, countries: tuple[str, ...]
) -> None:
    found = said(phrase, language)
    assert isinstance(found, Recurrence)
    assert found.rule.holidays == countries


def test_so_many_times_are_times_it_comes() -> None:
    found = said("every Tuesday except holidays KE, 3 times")  # 20 October is a holiday
    assert isinstance(found, Recurrence)
    assert "UNTIL=20261110T235959" in found.rule.rrule


def test_a_length_counts_from_now_where_an_instant_is_wanted() -> None:
    at = datetime(2026, 10, 14, 9, tzinfo=UTC)
    later = read_instant("3 working days", language="en", now=at, zone=LAGOS)
    earlier = read_instant("2h", language="en", now=at, zone=LAGOS, prefer="past")
    assert isinstance(later, Instant)
    assert isinstance(earlier, Instant)
    assert (later.wall.day, later.exact_time) == (19, False)
    assert (earlier.wall.hour, earlier.exact_time) == (8, True)


@pytest.mark.parametrize(
    ("phrase", "language", "length"),
    [
        ("2h", "en", Duration(seconds=7200)),
        ("3mo", "en", Duration(months=3)),
        ("ساعتين ونصف", "ar", Duration(seconds=9000)),
        ("siku tatu", "sw", Duration(days=3)),
        ("une heure et demie", "fr", Duration(seconds=5400)),
        ("2 weeks 3 days", "pt", Duration(days=17)),
    ],
)
def test_a_length_by_itself(phrase: str, language: str, length: Duration) -> None:
    assert read_duration(phrase, language) == length
