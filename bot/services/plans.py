"""When something is to be said about a follow-up: pure planning, from what is true to the next instant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.time.hours import Hours

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LATE = timedelta(minutes=10)
CRITICAL = 5
LAST_STEP = 3


class Step(StrEnum):
    """Why something is said now."""

    BEFORE = "before"
    DUE = "due"
    DAILY = "daily"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody has to do by when; without `exact` a day is meant (`day`), until its end (`at`).

    It climbs from an instant on that is no worse than this: nobody is woken at the end of a day.
    """

    at: datetime
    day: date
    exact: bool
    given: datetime
    climbs_from: datetime
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing to be said: when, and why."""

    at: datetime
    step: Step


def next_slot(duty: Duty, hours: Hours, after: datetime) -> Slot:
    """The first thing to be said after an instant: before it is due, when it is, then every working morning.

    What falls into quiet hours waits for their end, unless lives are at stake; a reminder before the date
    that would come after it, or before the follow-up was given, is left out.
    """
    return next(slot for slot in _slots(duty, hours, after) if slot.at > after)


def _slots(duty: Duty, hours: Hours, after: datetime) -> Iterator[Slot]:
    due = Slot(_held(_due(duty, hours), duty, hours), Step.DUE)
    before = next((at for at in _before(duty, hours) if duty.given < at < due.at), None)
    if before is not None:
        yield Slot(before, Step.BEFORE)
    if due.at > duty.given:
        yield due
    day = max(duty.day, hours.day(max(after, due.at)) - DAY)
    while True:
        day += DAY
        morning = hours.morning(day)
        if morning > due.at and (duty.critical or hours.works(day)):
            yield Slot(_held(morning, duty, hours), Step.DAILY)


def _due(duty: Duty, hours: Hours) -> datetime:
    """When it is due: at its time, or in the morning of its day, in the afternoon where it is given later."""
    if duty.exact:
        return duty.at
    morning = hours.morning(duty.day)
    return morning if morning > duty.given else hours.afternoon(duty.day)


def _before(duty: Duty, hours: Hours) -> Iterator[datetime]:
    """When it may be said ahead: the working day before where there is time, else an hour before."""
    if not duty.exact:
        yield _held(hours.working_morning(duty.day - DAY, -1), duty, hours)
        return
    if duty.at - duty.given >= 2 * DAY:
        ahead = duty.at - DAY
        day = hours.day(ahead)
        yield _held(ahead if hours.works(day) else hours.working_morning(day, -1), duty, hours)
    if duty.at - duty.given >= 2 * HOUR:
        yield _held(duty.at - HOUR, duty, hours)


def _held(at: datetime, duty: Duty, hours: Hours) -> datetime:
    return at if duty.critical else hours.free(at)


def climbing(duty: Duty, severity: int, step: int) -> datetime | None:
    """When an unacknowledged follow-up climbs to a step (1 to 3); None when it climbs no higher."""
    return duty.climbs_from + step * interval(severity) if step <= LAST_STEP else None


def interval(severity: int) -> timedelta:
    """How long each step of climbing waits: an hour where it is critical, four where it is grave."""
    return HOUR if severity >= CRITICAL else 4 * HOUR
