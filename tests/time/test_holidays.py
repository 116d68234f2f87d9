import subprocess
import sys
from datetime import date, timedelta

import holidays as library
import pytest
from hijridate import Gregorian

from bot.time.holidays import days_off, off, ramadan, unknown

MEMBERS = """
DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ NA
NE NG RW EH ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW
""".split()  # noqa: SIM905 - a page of quotation marks would hide them


def test_every_member_of_the_african_union_has_holidays() -> None:
    assert len(MEMBERS) == 55
    assert unknown(tuple(MEMBERS)) == ()
    assert all(len(days_off((country,), 2027)) >= 8 for country in MEMBERS)


def test_a_country_without_holidays_is_told_and_has_none() -> None:
    assert unknown(("KE", "ZZ", "", "KEN", "eg")) == ("ZZ", "", "KEN")
    assert days_off(("ZZ",), 2027) == {}
    assert off(("ZZ",), date(2027, 1, 1), date(2027, 12, 31)) == frozenset()


def test_a_holiday_is_named_in_the_languages_there_are() -> None:
    coptic = days_off(("EG",), 2027)[date(2027, 1, 7)]
    assert [coptic.name(language) for language in ("en", "fr", "ar", "sw")] == [
        "Coptic Christmas Day",
        "Fête de Noël",
        "عيد الميلاد المجيد",
        "Coptic Christmas Day",
    ]
    assert days_off(("TZ",), 2027)[date(2027, 7, 7)].name("sw") == "Sabasaba"
    assert days_off(("ZA",), 2027)[date(2027, 4, 27)].name("fr") == "Freedom Day"


def test_a_name_has_no_marks_and_latin_digits() -> None:
    assert days_off(("EG",), 2027)[date(2027, 7, 1)].name("ar") == "عيد ثورة 30 يونيو"
    eid = days_off(("EG",), 2027)[date(2027, 3, 9)]
    assert [eid.name(language) for language in ("en", "fr", "ar")] == [
        "Eid al-Fitr",
        "Aïd-Al-Fitr",
        "عيد الفطر المبارك",
    ]


@pytest.mark.parametrize("country", MEMBERS)
def test_estimates_are_those_the_library_marks(country: str) -> None:
    marked = library.country_holidays(country, years=2027, language="en_US")
    expected = {day for day, name in marked.items() if all("estimated" in part for part in name.split("; "))}
    assert {day for day, holiday in days_off((country,), 2027).items() if holiday.estimated} == expected
    assert all("estimated" not in holiday.name("en") for holiday in days_off((country,), 2027).values())


@pytest.mark.parametrize("countries", [("TZ", "RW"), ("RW", "TZ")])
def test_a_country_that_is_sure_speaks_for_the_day(countries: tuple[str, ...]) -> None:
    # The Prophet's Birthday, as computed for Tanzania, falls on Assumption Day, which Rwanda is sure of.
    day = date(2027, 8, 15)
    assert days_off(("TZ",), 2027)[day].estimated
    assert (days_off(countries, 2027)[day].country, days_off(countries, 2027)[day].estimated) == ("RW", False)
    assert set(days_off(countries, 2027)) == set(days_off(("TZ",), 2027)) | set(days_off(("RW",), 2027))


def test_days_off_are_told_from_a_day_to_a_day() -> None:
    christmas, boxing, new_year = date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)
    assert off(("KE",), christmas, new_year) == {christmas, boxing, new_year}
    assert off(("KE",), boxing, date(2026, 12, 31)) == {boxing}
    assert off((), christmas, new_year) == frozenset()
    assert off(("KE",), new_year, christmas) == frozenset()


def test_ramadan_comes_twice_in_2030() -> None:
    days = sorted(ramadan(2030))
    assert (days[0], days[-1]) == (date(2030, 1, 5), date(2030, 12, 31))
    assert [day for day in days if day - timedelta(days=1) not in ramadan(2030)] == [
        date(2030, 1, 5),
        date(2030, 12, 26),
    ]


@pytest.mark.parametrize("year", [1925, *range(2020, 2040), 2076])
def test_ramadan_is_the_ninth_month_of_umm_al_qura(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(365)]
    ninth = {day for day in days if Gregorian.fromdate(day).to_hijri().month == 9}
    assert {day for day in ramadan(year) if day in days} == ninth
    assert {type(day) for day in ramadan(year)} == {date}


@pytest.mark.parametrize("year", [1900, 2078, 2399])
def test_beyond_the_tables_there_is_no_ramadan(year: int) -> None:
    assert ramadan(year) == frozenset()


def test_the_library_is_loaded_by_the_first_question_only() -> None:
    program = "import sys, bot.time.recurrence, bot.time.holidays; print('holidays' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
