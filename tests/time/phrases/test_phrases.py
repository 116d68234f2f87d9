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


@pytest.mark.parametrize(
    ("phrase", "language", "rrule"),
    [
        ("Thursday mornings at 8", "en", "FREQ=WEEKLY;BYDAY=TH"),
        ("weekday mornings", "en", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("nightly", "en", "FREQ=DAILY"),
        ("lundis soirs", "fr", "FREQ=WEEKLY;BYDAY=MO"),
        ("por las noches a las 9", "es", "FREQ=DAILY"),
        ("segunda-feira às noites", "pt", "FREQ=WEEKLY;BYDAY=MO"),
        ("Jumatatu asubuhi zote", "sw", "FREQ=WEEKLY;BYDAY=MO"),
        ("كل ليلة الساعة 11", "ar", "FREQ=DAILY"),
        ("les 5 et 20 de chaque mois", "fr", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
        ("يوم 5 ويوم 20 من كل شهر", "ar", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
        ("5 y 20 de cada mes", "es", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
        ("de meia em meia hora", "pt", "FREQ=MINUTELY;INTERVAL=30"),
        ("tous les jours de la semaine sauf le week-end", "fr", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("L-V 8:00", "es", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("kila saa 4 usiku", "sw", "FREQ=DAILY"),
        ("every quarter on the 1st at 9", "en", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1"),
        ("every hour 3 times", "en", "FREQ=HOURLY;UNTIL=20261014T130700"),
        ("Mon, Wed and Fri 9am", "en", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("every Friday in November", "en", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261130T235959"),
        ("todos los viernes de noviembre", "es", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261130T235959"),
        (
            "chaque jour ouvrable de la semaine prochaine",
            "fr",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261025T235959",
        ),
        ("kila Jumatatu mwezi ujao", "sw", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130T235959"),
        ("كل أحد في نوفمبر", "ar", "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261130T235959"),
        ("todos los días a las 9 y 17", "es", "FREQ=DAILY;BYHOUR=9,17"),
        ("كل يوم الساعة 9 و17", "ar", "FREQ=DAILY;BYHOUR=9,17"),
        ("tous les lundis à 8h30, 12h30 et 16h30", "fr", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8,12,16"),
        ("kila siku saa kumi na moja jioni", "sw", "FREQ=DAILY"),
        ("todos os dias às vinte e duas da noite", "pt", "FREQ=DAILY"),
        ("kila siku saa mbili asubuhi na saa mbili usiku", "sw", "FREQ=DAILY;BYHOUR=8,20"),
        ("the next 3 Fridays", "en", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261105T235959"),
        ("Ijumaa kwa wiki tatu mfululizo", "sw", "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261105T235959"),
        (
            "de lunes a viernes a las 8:00 del 1 de noviembre al 30 de noviembre salvo festivos GQ",
            "es",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261130T235959",
        ),
    ],
)
def test_habits_are_rules(phrase: str, language: str, rrule: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Recurrence)
    assert found.rule.rrule.rpartition(";WKST")[0] == rrule


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("in days", "en"), ("dans jours", "fr"), ("en días", "es"), ("em dias", "pt"), ("daqui a dias", "pt"),
        ("بعد أيام", "ar"), ("baada ya siku", "sw"), ("every days", "en"), ("chaque jours", "fr"),
        ("kila baada ya siku", "sw"), ("in 0 days", "en"), ("après 17h", "fr"), ("todo o dia", "pt"),
        ("every day at 9:00 and 17:30", "en"), ("tomorrow at 9 and 17", "en"), ("lun mer ven 9h", "fr"),
        ("every hour at 9 and 17", "en"),
        ("15:00 de la mañana", "es"), ("baada ya saa 11", "sw"), ("saa 12 usiku", "sw"), ("9-11", "en"),
    ],
)  # fmt: skip
def test_what_lacks_a_number_or_says_two_things_is_refused(phrase: str, language: str) -> None:
    assert isinstance(said(phrase, language), NotUnderstood)


@pytest.mark.parametrize(
    ("phrase", "language", "choices"),
    [
        ("mon 12", "en", ["2026-10-19 12:00", "2026-11-12"]),
        ("fri 13", "en", ["2026-10-16 13:00", "2026-11-13"]),
        ("deux heures", "fr", ["2026-10-14 14:00", "2026-10-15 02:00", "2 hours"]),
        ("2h 30m", "en", ["2026-10-15 02:30", "2 hours 30 minutes"]),
        ("ليلة الجمعة", "ar", ["2026-10-15 night", "2026-10-16 night"]),
        ("الساعة 12 مساء", "ar", ["2026-10-14 12:00", "2026-10-15 00:00"]),
        ("this weekend", "en", ["2026-10-17", "2026-10-18"]),
        ("el finde", "es", ["2026-10-17", "2026-10-18"]),
        ("mwisho wa wiki", "sw", ["2026-10-16", "2026-10-17", "2026-10-18"]),
    ],
)
def test_what_natives_mean_in_two_ways_is_offered(phrase: str, language: str, choices: list[str]) -> None:
    found = said(phrase, language)
    assert isinstance(found, Ambiguous)
    assert [choice.phrase.partition(" tz:")[0] for choice in found.choices] == choices


@pytest.mark.parametrize(
    ("phrase", "language"),
    [("now", "en"), ("asap", "en"), ("maintenant", "fr"), ("ahora", "es"), ("agora", "pt"), ("الآن", "ar"),
     ("sasa", "sw")],
)  # fmt: skip
def test_now_is_an_exact_instant(phrase: str, language: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Instant)
    assert (found.exact_time, found.wall.isoformat()) == (True, "2026-10-14T10:07:00")


@pytest.mark.parametrize(
    ("phrase", "language", "wall"),
    [
        ("Date : 5/11/2026 Heure : 14h30", "fr", "2026-11-05T14:30"),
        ("Data: 5/11/2026 Hora: 9h", "pt", "2026-11-05T09:00"),
        ("التاريخ: 5 نوفمبر الساعة: 9 صباحا", "ar", "2026-11-05T09:00"),
        ("Tarehe: 5/11/2026 Saa: 3:30 asubuhi", "sw", "2026-11-05T09:30"),
        ("onze heures et demie", "fr", "2026-10-14T11:30"),
        ("في الثالثة عصرا", "ar", "2026-10-14T15:00"),
        ("saa edashara jioni", "sw", "2026-10-14T17:00"),
        ("in 2½ hours", "en", "2026-10-14T12:37"),
        ("de hoje a três semanas", "pt", "2026-11-04T00:00"),
        ("de hoy en ocho", "es", "2026-10-21T00:00"),
    ],
)
def test_labels_and_spoken_hours(phrase: str, language: str, wall: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Instant)
    assert found.wall.isoformat(timespec="minutes") == wall


@pytest.mark.parametrize(
    ("phrase", "language"),
    [
        ("same time tomorrow", "en"), ("tomorrow at this time", "en"), ("amanhã a esta hora", "pt"),
        ("mañana a esta misma hora", "es"), ("à la même heure demain", "fr"), ("نفس الوقت غدا", "ar"),
        ("kesho wakati kama huu", "sw"),
    ],
)  # fmt: skip
def test_this_time_on_a_day_is_exact(phrase: str, language: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Instant)
    assert (found.exact_time, found.wall.isoformat()) == (True, "2026-10-15T10:07:00")
    assert isinstance(said(f"{phrase} 9:00", language), NotUnderstood)


@pytest.mark.parametrize(
    ("phrase", "language", "day"),
    [
        ("الثلاثاء ٢٠-١٠", "ar", "2026-10-20"), ("tuesday 20-10", "en", "2026-10-20"),
        ("martes 20 - 10", "es", "2026-10-20"), ("le 5-11", "fr", "2026-11-05"),
        ("terça 20-10", "pt", "2026-10-20"), ("tarehe 5-11", "sw", "2026-11-05"),
        ("20-10", "en", "2026-10-20"), ("thu 5-11", "en", "2026-11-05"), ("1er/12/2026", "fr", "2026-12-01"),
        ("el 2 del 11", "es", "2026-11-02"), ("no dia dois do onze", "pt", "2026-11-02"),
    ],
)  # fmt: skip
def test_a_day_and_a_month_by_number_are_a_date_and_no_hour(phrase: str, language: str, day: str) -> None:
    found = said(phrase, language)
    assert isinstance(found, Instant)
    assert (found.exact_time, found.wall.date().isoformat()) == (False, day)


@pytest.mark.parametrize(
    "phrase", ["9-11", "tomorrow 9-11", "thu 10-12", "9-5", "at 20-10", "9 - 11", "in 3-5 days"]
)
def test_what_may_be_a_span_of_hours_is_no_date(phrase: str) -> None:
    assert isinstance(said(phrase), NotUnderstood)


@pytest.mark.parametrize(
    ("phrase", "language", "choices"),
    [
        ("يوم خمسة حداشر", "ar", ["2026-11-05", "2026-11-05 11:00"]),
        ("the 5th 11", "en", ["2026-11-05", "2026-11-05 11:00"]),
        ("el cinco once", "es", ["2026-11-05", "2026-11-05 11:00"]),
        ("mardi 20 10", "fr", ["2026-10-20", "2026-10-20 10:00"]),
        ("5 nov 15", "en", ["2026-11-05", "2026-11-05 15:00"]),
        ("next month 9", "en", ["2026-11-01 09:00", "2026-11-09", "2026-11-14 09:00"]),
        ("lundi neuf", "fr", ["2026-10-19 09:00", "2026-11-09"]),
        ("kesho 2 usiku", "sw", ["2026-10-15 02:00", "2026-10-15 20:00", "2026-10-16 02:00"]),
        ("kesho tisa", "sw", ["2026-10-15 03:00", "2026-10-15 09:00", "2026-10-15 15:00"]),
        ("jumatatu 5", "sw", ["2026-10-19 05:00", "2026-10-19 11:00", "2026-10-19 17:00", "2026-10-19 23:00",
                              "2026-11-05"]),
    ],
)  # fmt: skip
def test_a_number_that_nothing_makes_an_hour_is_asked_about(
    phrase: str, language: str, choices: list[str]
) -> None:
    found = said(phrase, language)
    assert isinstance(found, Ambiguous)
    assert [choice.phrase.partition(" tz:")[0] for choice in found.choices] == choices


@pytest.mark.parametrize("phrase", ["the 15th 14", "five eleven", "every day 9", "tue 20 11", "31st 11"])
def test_a_number_that_can_be_no_month_is_refused(phrase: str) -> None:
    assert isinstance(said(phrase), NotUnderstood)


@pytest.mark.parametrize("phrase", ["5 nov 9am", "5 nov 9 in the morning", "5 nov at 9", "5 nov 9 sharp"])
def test_a_number_that_something_makes_an_hour_is_one(phrase: str) -> None:
    found = said(phrase)
    assert isinstance(found, Instant)
    assert found.wall.isoformat() == "2026-11-05T09:00:00"
