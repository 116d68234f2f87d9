"""What comes next in a series ten years old: `python bench/recurrence.py`.

Ours, dateutil walking from the start, and APScheduler's triggers are asked the same question at the same
instants of a year. The middle of some rounds is printed: ours in microseconds, the others as multiples of
ours in the same run. `-` is a rule they cannot say, `!` one that came at another instant at least once.
Then: how long it takes to count the hours missed in three years.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.calendarinterval import CalendarIntervalTrigger
from apscheduler.triggers.cron import CronTrigger
from dateutil.rrule import rrulestr

from bot.time.clock import resolve, wall_of
from bot.time.recurrence import Rule, Shift, missed, next_after

ZONE = ZoneInfo("Africa/Cairo")
START = datetime.fromisoformat("2016-10-31 09:00")
NOW = datetime(2026, 10, 14, 7, 7, tzinfo=UTC)
ASKED = [NOW + timedelta(hours=97 * count) for count in range(90)]
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A rule as each of them says it: an RRULE, fields of cron, an interval of the calendar."""

    name: str
    rrule: str
    cron: dict[str, str | int] | None = None
    interval: dict[str, int] | None = None


CASES = (
    Case("every hour", "FREQ=HOURLY", {"hour": "*"}),
    Case("every 5 hours", "FREQ=HOURLY;INTERVAL=5"),
    Case("every day", "FREQ=DAILY", {"hour": 9}, {"days": 1}),
    Case("Monday and Thursday", "FREQ=WEEKLY;BYDAY=MO,TH", {"day_of_week": "mon,thu", "hour": 9}),
    Case("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, {"weeks": 2}),
    Case("the 31st", "FREQ=MONTHLY;BYMONTHDAY=31", {"day": 31, "hour": 9}, {"months": 1}),
    Case("last Friday", "FREQ=MONTHLY;BYDAY=-1FR", {"day": "last fri", "hour": 9}),
    Case("last working day", "FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH;BYSETPOS=-1"),
    Case("quarterly, first Monday", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"),
    Case("every year", "FREQ=YEARLY", {"month": 10, "day": 31, "hour": 9}, {"years": 1}),
)
Ask = Callable[[datetime], datetime | None]


def rule(case: Case) -> Rule:
    """The rule of a case, without days off."""
    return Rule(text=case.name, rrule=f"{case.rrule};WKST=MO", dtstart=START, zone=ZONE.key)


def resting(case: Case) -> Rule:
    """The rule of a case that leaves out Ramadan and moves what falls on holidays of two countries."""
    return replace(rule(case), holidays=("EG", "KE"), ramadan=True, shift=Shift.NEXT, days=(6, 0, 1, 2, 3))


def ours(asked: Rule) -> Ask:
    """Our answer: from the period the instant is in."""

    def ask(now: datetime) -> datetime | None:
        found = next_after(asked, now)
        return found.at if found else None

    return ask


def walking(case: Case) -> Ask:
    """What dateutil answers, walking from the start."""
    walk = rrulestr(f"{case.rrule};WKST=MO", dtstart=START)

    def ask(now: datetime) -> datetime | None:
        found = walk.after(wall_of(now, ZONE))
        return resolve(found, ZONE).instant if found else None

    return ask


def firing(trigger: BaseTrigger, case: Case) -> Ask:
    """What a trigger answers; an interval is told the occurrence before, as a scheduler does."""
    before = {now: previous(case, now) if case.interval else None for now in ASKED}

    def ask(now: datetime) -> datetime | None:
        found: datetime | None = trigger.get_next_fire_time(before[now], now.astimezone(ZONE))
        return found

    return ask


def previous(case: Case, now: datetime) -> datetime:
    """The occurrence before an instant."""
    found = rrulestr(f"{case.rrule};WKST=MO", dtstart=START).before(wall_of(now, ZONE), inc=True)
    return found.replace(tzinfo=ZONE)


def timed(ask: Ask) -> tuple[float, list[datetime | None]]:
    """The seconds of one question, in the middle of some rounds, and the answers."""
    answers: list[datetime | None] = []
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answers = [ask(now) for now in ASKED]
        took.append((time.perf_counter() - start) / len(ASKED))
    return statistics.median(took), answers


def told(ask: Ask | None, base: float, right: list[datetime | None]) -> str:
    """A multiple of our time, and whether an answer differed from ours."""
    if ask is None:
        return "-"
    took, answers = timed(ask)
    return f"{took / base:,.1f}x{'' if answers == right else ' !'}"


def others(case: Case) -> list[Ask | None]:
    """The same question to the others, where they can be asked it."""
    cron = CronTrigger(**case.cron, timezone=ZONE) if case.cron else None
    interval = (
        CalendarIntervalTrigger(**case.interval, hour=9, start_date=START.date(), timezone=ZONE)
        if case.interval
        else None
    )
    plain = Case(case.name, case.rrule)
    return [
        walking(case),
        firing(cron, plain) if cron else None,
        firing(interval, case) if interval else None,
    ]


def main() -> None:
    """Nothing; every figure is printed."""
    print(f"{'':24}{'ours':>9}{'days off':>10}{'walking':>12}{'cron':>10}{'interval':>10}")
    for case in CASES:
        base, right = timed(ours(rule(case)))
        resting_took = timed(ours(resting(case)))[0]
        figures = [told(ask, base, right) for ask in others(case)]
        print(
            f"{case.name:24}{base * 1e6:6.0f} µs{resting_took / base:9.1f}x"
            f"{figures[0]:>12}{figures[1]:>10}{figures[2]:>10}"
        )
    start = time.perf_counter()
    count, _ = missed(rule(CASES[0]), NOW - timedelta(days=3 * 365), NOW)
    print(f"{count:,} hours missed in three years, counted in {(time.perf_counter() - start) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
