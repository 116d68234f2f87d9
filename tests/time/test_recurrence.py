import json
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.time import holidays
from bot.time.clock import resolve
from bot.time.recurrence import (
    Occurrence,
    Rule,
    Shift,
    fault,
    from_json,
    missed,
    next_after,
    occurrences,
    to_json,
)

SUNDAY_TO_THURSDAY = (6, 0, 1, 2, 3)


def rule(rrule: str, start: str, zone: str = "Africa/Nairobi", **others: object) -> Rule:
    return Rule(text="", rrule=rrule, dtstart=datetime.fromisoformat(start), zone=zone, **others)


def walls(found: Iterable[Occurrence], count: int) -> list[str]:
    return [each.wall.isoformat(" ", "minutes") for each in islice(found, count)]


def days(found: Iterable[Occurrence], count: int) -> list[str]:
    return [each.wall.date().isoformat() for each in islice(found, count)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("MO", ["2026-10-04", "2026-10-13", "2026-10-18", "2026-10-27"]),
        ("SU", ["2026-10-04", "2026-10-06", "2026-10-18", "2026-10-20"]),
    ],
)
def test_every_two_weeks_depends_on_where_the_week_begins(first: str, expected: list[str]) -> None:
    fortnightly = rule(f"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST={first}", "2026-10-04 09:00")
    assert days(occurrences(fortnightly), 4) == expected
    for day in expected:
        assert next_after(fortnightly, utc(f"{day} 00:00")).wall.date().isoformat() == day


@pytest.mark.parametrize("first", ["MO", "SU", "SA"])
def test_alternate_weeks_stay_alternate_across_a_year_of_53_weeks(first: str) -> None:
    assert date(2026, 12, 28).isocalendar().week == 53
    mondays = rule(f"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST={first}", "2026-10-05 09:00")
    expected = [date(2026, 10, 5) + timedelta(weeks=2 * count) for count in range(15)]
    assert [each.wall.date() for each in islice(occurrences(mondays), 15)] == expected
    assert next_after(mondays, utc("2026-12-28 12:00")).wall.date() == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("rrule", "start", "expected"),
    [
        (
            "FREQ=MONTHLY;WKST=MO",
            "2026-10-31 09:00",
            ["2026-10-31", "2026-12-31", "2027-01-31", "2027-03-31"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1;WKST=MO",
            "2026-10-31 09:00",
            ["2026-10-31", "2026-11-30", "2026-12-31"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1;WKST=SU",
            "2026-10-29 09:00",
            ["2026-10-29", "2026-11-30", "2026-12-31", "2027-01-31"],
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO;WKST=MO",
            "2026-10-05 09:00",
            ["2026-10-05", "2027-01-04", "2027-04-05", "2027-07-05"],
        ),
        ("FREQ=MONTHLY;BYDAY=-1FR;WKST=MO", "2026-10-30 09:00", ["2026-10-30", "2026-11-27", "2026-12-25"]),
        ("FREQ=YEARLY;WKST=MO", "2024-02-29 09:00", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=DAILY;INTERVAL=3;WKST=MO", "2026-12-30 09:00", ["2026-12-30", "2027-01-02", "2027-01-05"]),
    ],
    ids=["31st", "last day", "last working day", "quarterly", "last Friday", "29 February", "third day"],
)
def test_months_and_years_are_counted_as_people_count_them(
    rrule: str, start: str, expected: list[str]
) -> None:
    counted = rule(rrule, start)
    assert days(occurrences(counted), len(expected)) == expected
    for before, after in pairwise(expected):
        assert next_after(counted, utc(f"{before} 12:00")).wall.date().isoformat() == after


def test_until_is_a_wall_time_and_included() -> None:
    ending = rule("FREQ=DAILY;WKST=MO;UNTIL=20261016T090000", "2026-10-14 09:00", "Africa/Cairo")
    assert days(occurrences(ending), 9) == ["2026-10-14", "2026-10-15", "2026-10-16"]
    assert next_after(ending, utc("2026-10-16 06:00")) is None


def test_strictly_after_is_strict_and_from_the_start_is_all() -> None:
    daily = rule("FREQ=DAILY;WKST=MO", "2026-10-14 09:00")
    first, second = islice(occurrences(daily), 2)
    assert next_after(daily, first.at) == second
    assert next_after(daily, first.at - timedelta(microseconds=1)) == first
    assert next_after(daily, utc("1999-01-01 00:00")) == first


def test_days_left_out_are_left_out() -> None:
    daily = rule("FREQ=DAILY;WKST=MO", "2026-10-14 09:00", exdates=(date(2026, 10, 14), date(2026, 10, 16)))
    assert days(occurrences(daily), 3) == ["2026-10-15", "2026-10-17", "2026-10-18"]


# Kenya 2026: Mazingira Day Sat 10 October, Mashujaa Day Tue 20 October, Jamhuri Day Sat 12 December,
# Christmas Fri 25 and Boxing Day Sat 26 December.
@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (Shift.SKIP, ["2026-10-13 09:00", "2026-10-27 09:00"]),
        (Shift.NEXT, ["2026-10-13 09:00", "2026-10-21 09:00", "2026-10-27 09:00"]),
        (Shift.PREVIOUS, ["2026-10-13 09:00", "2026-10-19 09:00", "2026-10-27 09:00"]),
    ],
)
def test_a_holiday_is_left_out_or_moved(shift: Shift, expected: list[str]) -> None:
    tuesdays = rule("FREQ=WEEKLY;BYDAY=TU;WKST=MO", "2026-10-13 09:00", holidays=("KE",), shift=shift)
    assert walls(occurrences(tuesdays), len(expected)) == expected
    moved = next((each for each in islice(occurrences(tuesdays), 3) if each.moved_from), None)
    if shift is Shift.SKIP:
        assert moved is None
    else:
        assert moved is not None
        assert (moved.moved_from, moved.key) == (date(2026, 10, 20), "2026-10-20T09:00:00")


@pytest.mark.parametrize(
    ("shift", "expected"), [(Shift.NEXT, "2026-12-28 09:00"), (Shift.PREVIOUS, "2026-12-24 09:00")]
)
def test_a_chain_of_days_off_is_crossed(shift: Shift, expected: str) -> None:
    # Friday and Saturday are holidays, Sunday is no working day.
    christmas = rule("FREQ=YEARLY;WKST=MO", "2026-12-25 09:00", holidays=("KE",), shift=shift)
    assert walls(occurrences(christmas), 1) == [expected]
    just_before = datetime.fromisoformat(expected).replace(tzinfo=UTC) - timedelta(hours=8)
    assert next_after(christmas, just_before).wall.isoformat(" ", "minutes") == expected


def test_a_chain_goes_by_the_working_days_of_the_rule_and_its_exceptions() -> None:
    christmas = rule(
        "FREQ=YEARLY;WKST=SU",
        "2026-12-25 09:00",
        holidays=("KE",),
        shift=Shift.NEXT,
        days=SUNDAY_TO_THURSDAY,
    )
    assert walls(occurrences(christmas), 1) == ["2026-12-27 09:00"]
    excepted = from_json(to_json(christmas) | {"exdates": ["2026-12-27"]})
    assert walls(occurrences(excepted), 1) == ["2026-12-28 09:00"]


def test_what_is_moved_onto_another_of_the_rule_is_one_with_it() -> None:
    daily = rule("FREQ=DAILY;WKST=MO", "2026-12-24 09:00", holidays=("KE",), shift=Shift.NEXT)
    found = list(islice(occurrences(daily), 4))
    assert walls(found, 3) == ["2026-12-24 09:00", "2026-12-27 09:00", "2026-12-28 09:00"]
    assert [each.moved_from for each in found] == [None] * 4


def test_two_moved_onto_one_day_are_one() -> None:
    both = rule("FREQ=WEEKLY;BYDAY=FR,SA;WKST=MO", "2026-12-25 09:00", holidays=("KE",), shift=Shift.NEXT)
    found = list(islice(occurrences(both), 2))
    assert walls(found, 2) == ["2026-12-28 09:00", "2027-01-02 09:00"]
    assert found[0].moved_from in {date(2026, 12, 25), date(2026, 12, 26)}


def test_what_is_moved_back_comes_before_what_is_not() -> None:
    # Jamhuri Day 2027 is a Sunday: it goes back to Friday, past a Saturday that stays.
    weekends = rule(
        "FREQ=WEEKLY;BYDAY=SA,SU;WKST=MO", "2027-12-05 09:00", holidays=("KE",), shift=Shift.PREVIOUS
    )
    assert days(occurrences(weekends), 4) == ["2027-12-05", "2027-12-10", "2027-12-11", "2027-12-18"]


def test_an_hour_later_on_the_day_it_was_moved_to_it_is_still_to_come() -> None:
    fridays = rule("FREQ=WEEKLY;BYDAY=FR;WKST=MO", "2026-12-18 15:00", holidays=("KE",), shift=Shift.NEXT)
    assert next_after(fridays, utc("2026-12-28 09:00")).wall == datetime.fromisoformat("2026-12-28 15:00")


def test_ramadan_is_left_out_by_umm_al_qura() -> None:
    daily = rule("FREQ=DAILY;WKST=MO", "2027-02-05 09:00", "Africa/Tripoli", ramadan=True)
    first, *between, last = list(islice(occurrences(daily), 5))
    assert [each.wall.date() for each in (first, *between, last)] == [
        date(2027, 2, 5),
        date(2027, 2, 6),
        date(2027, 2, 7),
        date(2027, 3, 9),
        date(2027, 3, 10),
    ]
    assert [each.estimated for each in (first, *between, last)] == [False, False, True, True, False]


def test_nothing_is_moved_into_ramadan() -> None:
    # Eid al-Fitr 2027 is estimated for 9 March; the day before is still Ramadan.
    tuesdays = rule(
        "FREQ=WEEKLY;BYDAY=TU;WKST=SU",
        "2027-03-09 09:00",
        "Africa/Cairo",
        holidays=("EG",),
        ramadan=True,
        shift=Shift.PREVIOUS,
        days=SUNDAY_TO_THURSDAY,
    )
    assert days(occurrences(tuesdays), 1) == ["2027-03-16"]


def test_what_rests_on_the_moon_says_so() -> None:
    tuesdays = rule(
        "FREQ=WEEKLY;BYDAY=TU;WKST=SU", "2027-03-02 09:00", holidays=("EG",), shift=Shift.NEXT,
        days=SUNDAY_TO_THURSDAY,
    )  # fmt: skip
    found = list(islice(occurrences(tuesdays), 3))
    assert [(each.wall.day, each.estimated) for each in found] == [(2, False), (11, True), (16, False)]


def test_a_rule_that_only_meets_days_off_ends() -> None:
    christmas = rule("FREQ=YEARLY;WKST=MO", "2026-12-25 09:00", holidays=("KE",))
    assert next_after(christmas, utc("2026-01-01 00:00")) is None
    nowhere = rule("FREQ=YEARLY;WKST=MO", "2026-12-25 09:00", holidays=("KE",), shift=Shift.NEXT, days=())
    assert next_after(nowhere, utc("2026-01-01 00:00")) is None


def test_a_country_without_known_holidays_has_none() -> None:
    daily = rule("FREQ=DAILY;WKST=MO", "2026-12-25 09:00", holidays=("ZZ",))
    assert days(occurrences(daily), 2) == ["2026-12-25", "2026-12-26"]


def test_missed_counts_and_keeps_the_last() -> None:
    hourly = rule("FREQ=HOURLY;WKST=MO", "2016-01-01 00:00", "UTC")
    count, last = missed(hourly, utc("2023-10-14 00:00"), utc("2026-10-14 00:30"))
    assert count == (date(2026, 10, 14) - date(2023, 10, 14)).days * 24
    assert last is not None
    assert last.at == utc("2026-10-14 00:00")
    assert missed(hourly, utc("2026-10-14 00:00"), utc("2026-10-14 00:59")) == (0, None)
    assert missed(hourly, utc("2026-10-14 00:00"), utc("2026-10-14 01:00"))[0] == 1


def test_years_of_hours_are_counted_quickly() -> None:
    hourly = rule("FREQ=HOURLY;WKST=MO", "2016-01-01 00:00", "Africa/Cairo")
    start = time.perf_counter()
    missed(hourly, utc("2023-10-14 00:00"), utc("2026-10-14 00:00"))
    assert time.perf_counter() - start < 1


def test_an_old_rule_is_not_walked_from_its_start() -> None:
    hourly = rule("FREQ=HOURLY;INTERVAL=5;WKST=MO", "1990-01-01 00:00")
    start = time.perf_counter()
    for hour in range(100):
        next_after(hourly, utc("2026-10-14 00:00") + timedelta(hours=hour))
    assert time.perf_counter() - start < 1  # a walk takes ten


@pytest.mark.parametrize(
    ("rrule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;WKST=MO", "never_fires"),
        ("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31;WKST=MO", "never_fires"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;WKST=MO", "never_fires"),
        ("FREQ=HOURLY;INTERVAL=2;BYHOUR=1;WKST=MO", "never_fires"),
        ("FREQ=DAILY;UNTIL=20261013T090000;WKST=MO", "never_fires"),
        ("FREQ=DAILY;INTERVAL=999999999999;WKST=MO", "never_fires"),
        ("FREQ=SECONDLY;WKST=MO", "too_often"),
        ("FREQ=MINUTELY;INTERVAL=14;WKST=MO", "too_often"),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0,10;WKST=MO", "too_often"),
        ("FREQ=DAILY;BYHOUR=0,23;BYMINUTE=0,50;WKST=MO", "too_often"),
        ("FREQ=MINUTELY;INTERVAL=15;WKST=MO", ""),
        ("FREQ=HOURLY;BYMINUTE=0,15,30,45;WKST=MO", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;WKST=MO", ""),
    ],
)
def test_a_rule_that_cannot_be_kept_is_found_out_at_once(rrule: str, expected: str) -> None:
    start = time.perf_counter()
    assert fault(rule(rrule, "2026-10-12 00:00"), utc("2026-10-14 07:07")) == expected
    assert time.perf_counter() - start < 2


def test_a_rule_survives_its_column() -> None:
    full = rule(
        "FREQ=DAILY;WKST=SU",
        "2026-10-14 09:00",
        exdates=(date(2026, 12, 1),),
        holidays=("KE", "UG"),
        ramadan=True,
        shift=Shift.PREVIOUS,
        days=SUNDAY_TO_THURSDAY,
        timed=False,
    )
    stored = json.loads(json.dumps(to_json(full)))
    assert from_json(stored) == full
    assert (stored["dtstart"], stored["exdates"], stored["shift"]) == (
        "2026-10-14T09:00:00",
        ["2026-12-01"],
        "previous",
    )


def test_a_column_written_before_a_field_was_added_is_read() -> None:
    short = {"text": "", "rrule": "FREQ=DAILY;WKST=MO", "dtstart": "2026-10-14T09:00:00", "zone": "UTC"}
    assert from_json(short) == rule("FREQ=DAILY;WKST=MO", "2026-10-14 09:00", "UTC")


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
numbers = st.integers
some_days = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=5, unique=True).map(",".join)
numbered_days = st.builds("{}{}".format, st.sampled_from([1, 2, 4, 5, -1, -2]), st.sampled_from(WEEKDAYS))
month_days = numbers(1, 31) | numbers(-5, -1)
PARTS = {
    "YEARLY": [
        st.just(""),
        st.builds("BYMONTH={};BYMONTHDAY={}".format, numbers(1, 12), month_days),
        st.builds("BYMONTH={};BYDAY={}".format, numbers(1, 12), numbered_days),
        st.builds("BYDAY={}".format, numbered_days),
        st.builds("BYWEEKNO={};BYDAY=MO".format, st.sampled_from([1, 20, 52, 53])),
        st.builds("BYYEARDAY={}".format, st.sampled_from([1, 60, 366, -1])),
    ],
    "MONTHLY": [
        st.just(""),
        st.builds("BYMONTHDAY={}".format, month_days),
        st.builds("BYDAY={}".format, numbered_days),
        st.builds("BYDAY={};BYSETPOS={}".format, some_days, st.sampled_from([1, 3, -1])),
        st.builds("BYDAY={};BYHOUR=6,18".format, some_days),
    ],
    # No BYSETPOS by the week: in the first week dateutil counts from the start, and not from the week's.
    "WEEKLY": [st.just(""), some_days.map("BYDAY={}".format), st.just("BYDAY=MO;BYHOUR=0,23;BYMINUTE=5")],
    "DAILY": [st.just(""), some_days.map("BYDAY={}".format), st.just("BYHOUR=1,13;BYMINUTE=0,30")],
    "HOURLY": [
        st.just(""),
        some_days.map("BYDAY={}".format),
        st.just("BYMINUTE=0,20"),
        st.just("BYHOUR=4,5,6,7,8,9,10"),
    ],
    "MINUTELY": [st.just(""), some_days.map("BYDAY={}".format)],
}
INTERVALS = {"HOURLY": 30, "MINUTELY": 100}
EARLIEST = datetime.fromisoformat("2014-01-01")


@st.composite
def patterns(draw: st.DrawFn, *frequencies: str) -> Rule:
    frequency = draw(st.sampled_from(frequencies))
    interval = draw(numbers(1, INTERVALS.get(frequency, 5)))
    parts = draw(st.one_of(PARTS[frequency]))
    first = draw(st.sampled_from(WEEKDAYS))
    start = EARLIEST + timedelta(minutes=draw(numbers(0, 5 * 366 * 24 * 60)))
    text = f"FREQ={frequency};INTERVAL={interval};WKST={first};{parts}".rstrip(";")
    zone = draw(st.sampled_from(["UTC", "Africa/Cairo", "Africa/Casablanca", "America/Nuuk"]))
    return Rule(text="", rrule=text, dtstart=start, zone=zone)


def walked(pattern: Rule) -> Iterator[datetime]:
    """What dateutil finds by walking from the start, as far as any of our rules go."""
    return takewhile(lambda wall: wall.year < 2399, rrulestr(pattern.rrule, dtstart=pattern.dtstart))


@pytest.mark.parametrize("frequency", PARTS)
@given(data=st.data())
def test_a_jump_finds_what_a_walk_finds(frequency: str, data: st.DataObject) -> None:
    pattern = data.draw(patterns(frequency))
    zone = ZoneInfo(pattern.zone)
    try:
        steps = list(islice(walked(pattern), 400))
    except ValueError:  # dateutil knows at once that it has none
        assert fault(pattern, utc("2014-01-01 00:00")) == "never_fires"
        return
    if not steps:
        assert next_after(pattern, utc("2014-01-01 00:00")) is None
        return
    at = data.draw(numbers(0, len(steps) - 1))
    after = resolve(steps[at], zone).instant - timedelta(
        minutes=data.draw(numbers(0, 3000) | numbers(0, 600_000))
    )
    expected = sorted({resolve(step, zone).instant for step in steps})
    expected = [instant for instant in expected if instant > after][:5]
    assert [each.at for each in islice(occurrences(pattern, after), len(expected))] == expected


@given(
    pattern=patterns("MONTHLY", "WEEKLY", "DAILY"),
    shift=st.sampled_from(Shift),
    ramadan=st.booleans(),
    week=st.sampled_from([(0, 1, 2, 3, 4), SUNDAY_TO_THURSDAY, (2,)]),
    offset=numbers(-10_000, 600_000),
)
def test_moving_in_passing_is_moving_all_and_sorting(
    pattern: Rule, shift: Shift, *, ramadan: bool, week: tuple[int, ...], offset: int
) -> None:
    resting = from_json(
        to_json(pattern)
        | {"holidays": ("EG", "TZ"), "shift": shift, "ramadan": ramadan, "days": week, "zone": "UTC"}
    )
    end = pattern.dtstart + timedelta(days=800)
    nominal = takewhile(lambda wall: wall < end, walked(pattern))
    expected = sorted({wall for wall in (moved(resting, wall) for wall in nominal) if wall})
    after = pattern.dtstart + timedelta(minutes=offset)
    expected = [wall for wall in expected if after < wall < end - timedelta(days=40)]
    found = [each.wall for each in islice(occurrences(resting, after.replace(tzinfo=UTC)), len(expected))]
    assert found == expected


def moved(resting: Rule, wall: datetime) -> datetime | None:
    """Where an occurrence goes, told the long way."""

    def fasting(day: date) -> bool:
        return resting.ramadan and day in holidays.ramadan(day.year)

    def resting_on(day: date) -> bool:
        return bool(holidays.off(resting.holidays, day, day))

    if fasting(wall.date()):
        return None
    if not resting_on(wall.date()):
        return wall
    if resting.shift is Shift.SKIP:
        return None
    step = timedelta(days=1 if resting.shift is Shift.NEXT else -1)
    goal = wall + step
    while resting_on(goal.date()) or goal.weekday() not in resting.days:
        goal += step
    return None if fasting(goal.date()) else goal


@given(pattern=patterns(*PARTS), minutes=numbers(0, 3_000_000), span=numbers(0, 100_000))
def test_missed_is_what_occurrences_tell(pattern: Rule, minutes: int, span: int) -> None:
    after = pattern.dtstart.replace(tzinfo=UTC) + timedelta(minutes=minutes)
    until = after + timedelta(minutes=span)
    try:
        told = list(takewhile(lambda each: each.at <= until, occurrences(pattern, after)))
    except ValueError:
        return
    assert missed(pattern, after, until) == (len(told), told[-1] if told else None)
    assert all(a.at < b.at for a, b in pairwise(told))
