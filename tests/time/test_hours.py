"""When a person may be disturbed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.time.hours import Hours, quiet_text, read_quiet

CAIRO = ZoneInfo("Africa/Cairo")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22:00-06:00", (time(22), time(6))),
        ("22-6", (time(22), time(6))),
        ("13:30 - 14:15", (time(13, 30), time(14, 15))),
        ("22:00 to 06:00", (time(22), time(6))),
        ("22:00-22:00", None),
        ("25:00-06:00", None),
        ("10:61-11:00", None),
        ("off", None),
        ("", None),
    ],
)
def test_hours_of_quiet_are_read_as_people_write_them(text: str, hours: tuple[time, time] | None) -> None:
    assert read_quiet(text) == hours
    if hours is not None:
        assert read_quiet(quiet_text(hours)) == hours


@pytest.mark.parametrize(
    ("wall", "free"),
    [
        ("2026-10-16 21:59", "2026-10-16 21:59"),
        ("2026-10-16 22:00", "2026-10-17 06:00"),
        ("2026-10-17 00:30", "2026-10-17 06:00"),
        ("2026-10-17 05:59", "2026-10-17 06:00"),
        ("2026-10-17 06:00", "2026-10-17 06:00"),
    ],
)
def test_quiet_over_midnight_ends_in_the_morning(wall: str, free: str) -> None:
    hours = Hours(zone=CAIRO, quiet=(time(22), time(6)))
    found = hours.free(datetime.fromisoformat(wall).replace(tzinfo=CAIRO))
    assert found.astimezone(CAIRO).replace(tzinfo=None) == datetime.fromisoformat(free)


def test_a_morning_that_the_clocks_skip_is_the_first_moment_after() -> None:
    hours = Hours(zone=CAIRO, quiet=(time(22), time(0, 30)))
    late = datetime(2026, 4, 23, 23, 30, tzinfo=CAIRO)
    assert hours.free(late) == datetime(2026, 4, 23, 22, tzinfo=UTC), "00:00 to 00:59 do not exist that night"


def test_the_nearest_working_morning_passes_weekends_and_holidays() -> None:
    hours = Hours(zone=CAIRO, off=frozenset({date(2026, 10, 19)}))
    assert hours.day(hours.working_morning(date(2026, 10, 17))) == date(2026, 10, 20)
    assert hours.day(hours.working_morning(date(2026, 10, 19), -1)) == date(2026, 10, 16)
