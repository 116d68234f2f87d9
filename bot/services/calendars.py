"""The hours of people: their own settings, else their organisation's, else the task force's."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.organisations import Organisation
from bot.model.people import Absence, Person
from bot.model.taskforces import TaskForce
from bot.services.acting import Acting
from bot.store import directory
from bot.store.work import Work
from bot.time.holidays import off
from bot.time.hours import Hours, read_quiet
from bot.time.weeks import MONDAY_TO_FRIDAY, Week, read_week

BEHIND, AHEAD = timedelta(days=31), timedelta(days=400)


def week_of(person: Person | None, organisation: Organisation | None, taskforce: TaskForce | None) -> Week:
    """The working week that holds for a person in a task force."""
    for one in (person, organisation, taskforce):
        found = read_week(one.week) if one is not None and one.week else None
        if found is not None:
            return found
    return MONDAY_TO_FRIDAY


def days_off(organisation: Organisation | None, today: date) -> frozenset[date]:
    """The public holidays of an organisation's country, from a month ago to a year ahead."""
    if organisation is None or organisation.country is None:
        return frozenset()
    return off((organisation.country,), today - BEHIND, today + AHEAD)


def hours_of(work: Work, person: Person, taskforce: TaskForce | None, now: datetime) -> Hours:
    """A person's hours in a task force."""
    organisation = directory.organisation_by_id(work, person.organisation_id)
    zone = person.zone or (taskforce.zone if taskforce else None) or "UTC"
    return Hours(
        zone=ZoneInfo(zone),
        week=week_of(person, organisation, taskforce),
        off=days_off(organisation, now.date()),
        quiet=read_quiet(person.quiet) if person.quiet else None,
    )


def of_acting(acting: Acting) -> tuple[Week, frozenset[date]]:
    """The working week and the days off by which somebody's words are read."""
    organisation = acting.organisation_or_none
    week = week_of(acting.person_or_none, organisation, acting.taskforce_or_none)
    return week, days_off(organisation, acting.now.date())


def away(work: Work, person_id: int, now: datetime) -> Absence | None:
    """The absence a person is in, or None."""
    current = (one for one in directory.absences(work, person_id, now) if one.since <= now)
    return next(current, None)
