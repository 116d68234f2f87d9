"""When something is said about a follow-up: planned from what is true, without a database or a clock."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.services.plans import Duty, Slot, Step, climbing, interval, next_slot
from bot.time.hours import Hours
from bot.time.weeks import SUNDAY_TO_THURSDAY

NAIROBI = ZoneInfo("Africa/Nairobi")
HOURS = Hours(zone=NAIROBI)


def at(text: str, zone: ZoneInfo = NAIROBI) -> datetime:
    """An instant by its wall time in a zone."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def duty(due: str, given_at: str, *, exact: bool = True, critical: bool = False) -> Duty:
    """What is due when, given when."""
    instant = at(due) if exact else at(f"{due} 23:59")
    day = date.fromisoformat(due[:10])
    return Duty(at=instant, day=day, exact=exact, given=at(given_at), climbs_from=instant, critical=critical)


def slots(work: Duty, hours: Hours, count: int) -> list[tuple[str, str]]:
    """The first things that are said, as (wall time, why)."""
    found, after = [], work.given
    for _ in range(count):
        slot = next_slot(work, hours, after)
        found.append((f"{slot.at.astimezone(hours.zone):%Y-%m-%d %H:%M}", slot.step.value))
        after = slot.at
    return found


@pytest.mark.parametrize(
    ("work", "hours", "expected"),
    [
        (
            duty("2026-10-21 17:00", "2026-10-16 09:00"),
            HOURS,
            [
                ("2026-10-20 17:00", "before"),
                ("2026-10-21 17:00", "due"),
                ("2026-10-22 09:00", "daily"),
                ("2026-10-23 09:00", "daily"),
                ("2026-10-26 09:00", "daily"),
            ],
        ),
        (
            duty("2026-10-16 17:00", "2026-10-16 09:00"),
            HOURS,
            [("2026-10-16 16:00", "before"), ("2026-10-16 17:00", "due"), ("2026-10-19 09:00", "daily")],
        ),
        (
            duty("2026-10-16 10:00", "2026-10-16 09:00"),
            HOURS,
            [("2026-10-16 10:00", "due"), ("2026-10-19 09:00", "daily")],
        ),
        (
            duty("2026-10-19", "2026-10-14 09:00", exact=False),
            HOURS,
            [("2026-10-16 09:00", "before"), ("2026-10-19 09:00", "due"), ("2026-10-20 09:00", "daily")],
        ),
        (
            duty("2026-10-16", "2026-10-16 10:00", exact=False),
            HOURS,
            [("2026-10-16 15:00", "due"), ("2026-10-19 09:00", "daily")],
        ),
        (
            duty("2026-10-19 17:00", "2026-10-16 09:00"),
            HOURS,
            [("2026-10-19 16:00", "before"), ("2026-10-19 17:00", "due")],
        ),
        (
            duty("2026-10-22 10:00", "2026-10-14 09:00"),
            Hours(zone=NAIROBI, week=SUNDAY_TO_THURSDAY, off=frozenset({date(2026, 10, 25)})),
            [("2026-10-21 10:00", "before"), ("2026-10-22 10:00", "due"), ("2026-10-26 09:00", "daily")],
        ),
        (
            duty("2026-10-16 23:00", "2026-10-16 12:00"),
            Hours(zone=NAIROBI, quiet=(time(20), time(7))),
            [("2026-10-17 07:00", "due"), ("2026-10-19 09:00", "daily")],
        ),
        (
            duty("2026-10-16 23:00", "2026-10-16 12:00", critical=True),
            Hours(zone=NAIROBI, quiet=(time(20), time(7))),
            [
                ("2026-10-16 22:00", "before"),
                ("2026-10-16 23:00", "due"),
                ("2026-10-17 09:00", "daily"),
                ("2026-10-18 09:00", "daily"),
            ],
        ),
        (
            duty("2026-10-24 10:00", "2026-10-14 09:00"),
            HOURS,
            [("2026-10-23 10:00", "before"), ("2026-10-24 10:00", "due"), ("2026-10-26 09:00", "daily")],
        ),
    ],
    ids=[
        "a day ahead, then every working day",
        "an hour ahead where there is no day",
        "not ahead where there is no time",
        "a day, ahead on the working day before",
        "a day given too late for its morning",
        "an hour ahead where the day ahead is gone",
        "another week, and a holiday",
        "quiet hours hold",
        "lives at stake",
        "a weekend that was asked for",
    ],
)
def test_what_is_said_when(work: Duty, hours: Hours, expected: list[tuple[str, str]]) -> None:
    assert slots(work, hours, len(expected)) == expected


def test_an_assignee_elsewhere_is_told_in_their_own_morning() -> None:
    tripoli = Hours(zone=ZoneInfo("Africa/Tripoli"), week=SUNDAY_TO_THURSDAY)
    work = duty("2026-10-20", "2026-10-14 09:00", exact=False)
    assert slots(work, tripoli, 2) == [("2026-10-19 09:00", "before"), ("2026-10-20 09:00", "due")]


@given(
    due_in=some.integers(min_value=1, max_value=60 * 24 * 40),
    exact=some.booleans(),
    critical=some.booleans(),
    quiet=some.sampled_from([None, (time(22), time(6)), (time(12), time(14)), (time(0), time(23, 59))]),
    zone=some.sampled_from(["Africa/Cairo", "Africa/Casablanca", "Africa/Nairobi", "Atlantic/Azores"]),
)
def test_what_comes_next_is_always_later_and_once_a_day_at_most_when_overdue(
    *, due_in: int, exact: bool, critical: bool, quiet: tuple[time, time] | None, zone: str
) -> None:
    hours = Hours(zone=ZoneInfo(zone), quiet=quiet)
    given_at = datetime(2026, 10, 14, 7, tzinfo=UTC)
    due = given_at + timedelta(minutes=due_in)
    work = Duty(at=due, day=hours.day(due), exact=exact, given=given_at, climbs_from=due, critical=critical)
    said: list[Slot] = []
    for _ in range(8):
        said.append(next_slot(work, hours, said[-1].at if said else given_at))
    assert all(one.at < two.at for one, two in pairwise(said))
    daily = [hours.day(slot.at) for slot in said if slot.step is Step.DAILY]
    assert len(set(daily)) == len(daily)
    if not critical:
        assert all(hours.free(slot.at) == slot.at for slot in said)


def test_climbing_has_three_steps_and_ends() -> None:
    work = duty("2026-10-16 09:00", "2026-10-15 09:00")
    due = work.climbs_from
    assert [climbing(work, 5, step) for step in (1, 3)] == [
        due + timedelta(hours=1),
        due + timedelta(hours=3),
    ]
    assert climbing(work, 5, 4) is None
    assert interval(4) == interval(0) == timedelta(hours=4)
