"""Series across changes of the clocks: the zones of tzdata for ten years, and ours by name."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice, pairwise, product, takewhile
from random import sample
from zoneinfo import ZoneInfo

import pytest

from bot.time.clock import Wall, resolve, wall_of
from bot.time.recurrence import Occurrence, Rule, missed, next_after, occurrences

DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
FIRST, LAST = date(2010, 1, 1), date(2019, 12, 31)
DAYS = [FIRST + count * DAY for count in range((LAST - FIRST).days + 1)]
TIMES = [time(0), time(0, 30), time(2, 30), time(23, 30)]
CHUNKS = 12
SAMPLED = 12  # zones outside Africa; `make soak` takes all
# Days that were left out of the calendar where people crossed the date line.
NEVER_WAS = {"Pacific/Apia": date(2011, 12, 30), "Pacific/Fakaofo": date(2011, 12, 30)}


def daily(zone: str, start: datetime, rrule: str = "FREQ=DAILY;WKST=MO") -> Rule:
    return Rule(text="", rrule=rrule, dtstart=start, zone=zone)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return wall(text).replace(tzinfo=UTC)


def shown(found: Iterator[Occurrence], zone: str, count: int) -> list[str]:
    """What the clocks of a zone show, with the offset, as each of some occurrences comes."""
    return [each.at.astimezone(ZoneInfo(zone)).isoformat(" ", "minutes") for each in islice(found, count)]


@cache
def zones() -> list[str]:
    """One of all zones whose clocks show the same, to half an hour, for the ten years."""
    found: dict[object, str] = {}
    for key in sorted(files("tzdata").joinpath("zones").read_text("utf-8").split()):
        found.setdefault(tuple(offsets(ZoneInfo(key))), key)
    found |= {key: key for key in NEVER_WAS}
    return sorted(set(found.values()))


def offsets(zone: ZoneInfo) -> Iterator[object]:
    midnights = [datetime.combine(day, time.min) for day in DAYS]
    for day, after in pairwise(midnights):
        yield zone.utcoffset(day)
        if zone.utcoffset(day) != zone.utcoffset(after):
            yield from (zone.utcoffset(day + half * HOUR / 2) for half in range(48))


def sampled() -> list[str]:
    """All zones of Africa and some of the others, which are other ones in every run."""
    african = [key for key in zones() if key.startswith("Africa/")]
    return [*african, *NEVER_WAS, *sample(sorted({*zones()} - {*african, *NEVER_WAS}), SAMPLED)]


def test_a_daily_rule_comes_once_a_day() -> None:
    for key, at in product(sampled(), TIMES):
        comes_once_a_day(key, at)


@pytest.mark.soak
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_daily_rule_comes_once_a_day_in_every_zone(chunk: int) -> None:
    for key, at in product(zones()[chunk::CHUNKS], TIMES):
        comes_once_a_day(key, at)


def comes_once_a_day(key: str, at: time) -> None:
    rule = daily(key, datetime.combine(FIRST, at))
    found = list(takewhile(lambda each: each.wall.date() <= LAST, occurrences(rule)))
    assert all(a.at < b.at for a, b in pairwise(found)), (key, at)
    assert [each.wall.date() for each in found] == days_of(key, at), (key, at)
    assert all(kept(each, ZoneInfo(key)) for each in found), (key, at)


def days_of(key: str, at: time) -> list[date]:
    """All days; what was due on one that never was comes as the next begins, and is one with its midnight."""
    joined = NEVER_WAS[key] + DAY if key in NEVER_WAS and at == time.min else None
    return [day for day in DAYS if day != joined]


def kept(each: Occurrence, zone: ZoneInfo) -> bool:
    """Whether the clock shows the wall time; or if it never does, has just jumped over it."""
    if each.kind == "gap":
        return wall_of(each.at - SECOND, zone) < each.wall < wall_of(each.at, zone)
    return wall_of(each.at, zone) == each.wall


def test_a_wall_time_near_a_change_is_resolved_as_far_from_one() -> None:
    for key in sampled():
        is_resolved_as_far_from_a_change(key)


@pytest.mark.soak
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_wall_time_near_a_change_is_resolved_as_far_from_one_in_every_zone(chunk: int) -> None:
    for key in zones()[chunk::CHUNKS]:
        is_resolved_as_far_from_a_change(key)


def is_resolved_as_far_from_a_change(key: str) -> None:
    zone = ZoneInfo(key)
    midnights = [datetime.combine(day, time.min) for day in DAYS]
    changes = [a for a, b in pairwise(midnights) if zone.utcoffset(a) != zone.utcoffset(b)]
    walls = [day + count * HOUR for day in changes for count in range(-48, 73)]
    assert [resolve(each, zone).kind for each in walls] == [kind(each, zone) for each in walls], key
    exact = [each for each in walls if kind(each, zone) != "gap"]
    assert [resolve(each, zone).instant for each in exact] == [
        each.replace(tzinfo=zone).astimezone(UTC) for each in exact
    ], key


def kind(naive: datetime, zone: ZoneInfo) -> str:
    first, second = (naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return "exact" if first == second else "overlap" if first < second else "gap"


def test_cairo_springs_forward_at_midnight_and_no_day_is_lost() -> None:
    found = list(islice(occurrences(daily("Africa/Cairo", wall("2026-04-23 00:30"))), 3))
    assert [(each.wall, each.kind) for each in found] == [
        (wall("2026-04-23 00:30"), "exact"),
        (wall("2026-04-24 00:30"), "gap"),
        (wall("2026-04-25 00:30"), "exact"),
    ]
    assert shown(iter(found), "Africa/Cairo", 3) == [
        "2026-04-23 00:30+02:00",
        "2026-04-24 01:00+03:00",
        "2026-04-25 00:30+03:00",
    ]


def test_cairo_falls_back_before_midnight_and_nothing_comes_twice() -> None:
    rule = daily("Africa/Cairo", wall("2026-10-28 23:30"))
    assert shown(occurrences(rule), "Africa/Cairo", 3) == [
        "2026-10-28 23:30+03:00",
        "2026-10-29 23:30+03:00",
        "2026-10-30 23:30+02:00",
    ]
    twice = next_after(rule, utc("2026-10-29 20:00"))
    assert twice is not None
    assert twice.kind == "overlap"
    # Asked between the first 23:30 and the second, the next is tomorrow's.
    assert next_after(rule, utc("2026-10-29 21:15")).wall == wall("2026-10-30 23:30")


def test_whole_days_of_cairo_begin_when_the_day_does() -> None:
    rule = Rule(
        text="", rrule="FREQ=WEEKLY;WKST=MO", dtstart=wall("2026-04-17"), zone="Africa/Cairo", timed=False
    )
    assert shown(occurrences(rule), "Africa/Cairo", 2) == ["2026-04-17 00:00+02:00", "2026-04-24 01:00+03:00"]


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Africa/El_Aaiun"])
def test_morocco_changes_its_clocks_for_ramadan_and_nine_stays_nine(zone: str) -> None:
    weekly = daily(zone, wall("2026-02-11 09:00"), "FREQ=WEEKLY;WKST=MO")
    assert shown(occurrences(weekly), zone, 7) == [
        "2026-02-11 09:00+01:00",
        *(f"2026-{day} 09:00+00:00" for day in ("02-18", "02-25", "03-04", "03-11", "03-18")),
        "2026-03-25 09:00+01:00",
    ]
    gap, overlap = daily(zone, wall("2026-03-22 02:30")), daily(zone, wall("2026-02-15 02:30"))
    assert shown(occurrences(gap), zone, 2) == ["2026-03-22 03:00+01:00", "2026-03-23 02:30+01:00"]
    assert shown(occurrences(overlap), zone, 2) == ["2026-02-15 02:30+01:00", "2026-02-16 02:30+00:00"]


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Africa/El_Aaiun"])
def test_the_two_ramadans_of_2030_leave_every_morning_at_nine(zone: str) -> None:
    # Whether the clocks change for them is for the edition of tzdata to say: until 2026 they would have.
    rule = daily(zone, wall("2029-12-30 09:00"), "FREQ=DAILY;WKST=MO;UNTIL=20310101T090000")
    found = list(occurrences(rule))
    assert len(found) == 368
    assert {wall_of(each.at, ZoneInfo(zone)).time() for each in found} == {time(9)}
    fasting = Rule(text="", rrule=rule.rrule, dtstart=rule.dtstart, zone=zone, ramadan=True)
    pauses = [
        (a.wall.date(), b.wall.date()) for a, b in pairwise(occurrences(fasting)) if b.at - a.at > 2 * DAY
    ]
    assert pauses == [(date(2030, 1, 4), date(2030, 2, 4))]
    assert list(occurrences(fasting))[-1].wall.date() == date(2030, 12, 25)


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Africa/Tripoli", "+02:00"),
        ("Africa/Nairobi", "+03:00"),
        ("Africa/Lagos", "+01:00"),
        ("Africa/Kinshasa", "+01:00"),
        ("Africa/Lubumbashi", "+02:00"),
    ],
)
def test_where_the_clocks_never_change_the_hour_never_does(zone: str, offset: str) -> None:
    monthly = daily(zone, wall("2026-01-05 00:30"), "FREQ=MONTHLY;WKST=MO")
    assert {each[-12:] for each in shown(occurrences(monthly), zone, 60)} == {f" 00:30{offset}"}


def test_one_country_has_two_hours() -> None:
    west, east = (
        next_after(daily(f"Africa/{city}", wall("2026-10-14 09:00")), utc("2026-10-13 12:00"))
        for city in ("Kinshasa", "Lubumbashi")
    )
    assert west is not None
    assert east is not None
    assert west.at - east.at == HOUR


def test_the_azores_change_their_clocks_just_after_midnight() -> None:
    zone = "Atlantic/Azores"
    assert shown(occurrences(daily(zone, wall("2026-03-28 00:30"))), zone, 3) == [
        "2026-03-28 00:30-01:00",
        "2026-03-29 01:00+00:00",
        "2026-03-30 00:30+00:00",
    ]
    assert shown(occurrences(daily(zone, wall("2026-10-24 00:30"))), zone, 3) == [
        "2026-10-24 00:30+00:00",
        "2026-10-25 00:30+00:00",
        "2026-10-26 00:30-01:00",
    ]


def test_hours_in_a_gap_come_as_one_and_in_an_overlap_once() -> None:
    zone = "Africa/Cairo"
    hourly = daily(zone, wall("2026-01-01 00:00"), "FREQ=HOURLY;WKST=MO")
    assert shown(occurrences(hourly, utc("2026-04-23 20:30")), zone, 3) == [
        "2026-04-23 23:00+02:00",
        "2026-04-24 01:00+03:00",
        "2026-04-24 02:00+03:00",
    ]
    assert shown(occurrences(hourly, utc("2026-10-29 19:30")), zone, 3) == [
        "2026-10-29 23:00+03:00",
        "2026-10-30 00:00+02:00",
        "2026-10-30 01:00+02:00",
    ]
    assert missed(hourly, utc("2026-04-23 20:30"), utc("2026-04-23 23:30"))[0] == 3


def test_the_key_of_an_occurrence_is_the_wall_time_even_where_there_is_none() -> None:
    found = next_after(daily("Africa/Cairo", wall("2026-04-24 00:30")), utc("2026-04-23 12:00"))
    assert found is not None
    assert found.key == "2026-04-24T00:30:00"


def test_a_wall_in_a_steady_week_is_exact() -> None:
    assert resolve(wall("2026-07-01 09:00"), ZoneInfo("Africa/Cairo")) == Wall(utc("2026-07-01 06:00"))
