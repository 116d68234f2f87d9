from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.time.clock import SystemClock, WorldClock, read_zone, resolve, tzdata_version


@pytest.mark.parametrize(
    ("zone", "wall", "kind", "instant"),
    [
        ("Africa/Cairo", "2026-04-24 00:30", "gap", "2026-04-23T22:00"),
        ("Africa/Cairo", "2026-10-29 23:30", "overlap", "2026-10-29T20:30"),
        ("Africa/Casablanca", "2026-03-22 02:30", "gap", "2026-03-22T02:00"),
        ("Africa/El_Aaiun", "2026-02-15 02:30", "overlap", "2026-02-15T01:30"),
        ("Atlantic/Azores", "2026-03-29 00:30", "gap", "2026-03-29T01:00"),
        ("Pacific/Apia", "2011-12-30 09:00", "gap", "2011-12-30T10:00"),
        ("Africa/Nairobi", "2026-10-14 10:07", "exact", "2026-10-14T07:07"),
    ],
)
def test_a_wall_time_means_one_instant_and_doubt_is_told(
    zone: str, wall: str, kind: str, instant: str
) -> None:
    found = resolve(datetime.fromisoformat(wall), ZoneInfo(zone))
    assert (found.kind, found.instant) == (kind, datetime.fromisoformat(instant).replace(tzinfo=UTC))
    assert (found.other is not None) == (kind == "overlap")


def test_the_second_of_an_overlap_is_an_hour_later() -> None:
    found = resolve(datetime.fromisoformat("2026-10-29 23:30"), ZoneInfo("Africa/Cairo"))
    assert found.other == found.instant + timedelta(hours=1)


def test_the_clock_of_a_world_moves_when_told() -> None:
    clock = WorldClock(datetime(2026, 10, 14, 10, 7, tzinfo=ZoneInfo("Africa/Nairobi")))
    assert clock.now() == datetime(2026, 10, 14, 7, 7, tzinfo=UTC)
    assert clock.advance(timedelta(hours=2)).isoformat() == "2026-10-14T09:07:00+00:00"
    clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    assert clock.now().year == 2026


def test_the_clock_of_the_machine_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("africa/nairobi", "Africa/Nairobi"),
        ("NAIROBI", "Africa/Nairobi"),
        ("El Aaiún", "Africa/El_Aaiun"),
        ("addis ababa", "Africa/Addis_Ababa"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt-3", "Etc/GMT+3"),
        ("utc", "UTC"),
        ("EAT", "Africa/Nairobi"),
        ("UTC+99", None),
        ("CET", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_is_read_as_people_write_it(text: str, key: str | None) -> None:
    zone = read_zone(text)
    assert (zone.key if zone else None) == key


def test_the_rules_in_use_have_an_edition() -> None:
    assert tzdata_version().startswith("20")
