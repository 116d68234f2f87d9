"""People's own hours: working week, quiet, absences, deputies."""

from datetime import datetime
from typing import TypedDict

from bot.model.people import Absence, Person
from bot.model.refusals import Refusal, Unclear
from bot.model.taskforces import Right
from bot.services import calendars
from bot.services.acting import Acting
from bot.store import directory


class OwnHours(TypedDict):
    """When a person may be disturbed, as they see it themselves."""

    week: tuple[int, ...]
    quiet: str
    away_since: datetime | None
    away_until: datetime | None
    deputy: str


def own_hours(acting: Acting) -> OwnHours:
    """The person's working days in their order, quiet hours, present absence and deputy."""
    week, _ = calendars.of_acting(acting)
    absences = directory.absences(acting.work, acting.person.id or 0, acting.now)
    absence = absences[0] if absences else None
    stands_in = absence.deputy_id if absence is not None else None
    deputy = deputy_of(acting, directory.person_by_id(acting.work, stands_in) if stands_in else None)
    return {
        "week": tuple(sorted(week.days, key=lambda day: (day - week.first) % 7)),
        "quiet": acting.person.quiet,
        "away_since": absence.since if absence is not None and absence.since > acting.now else None,
        "away_until": absence.until if absence is not None else None,
        "deputy": deputy.name if deputy is not None else "",
    }


def work_on(acting: Acting, week: str) -> None:
    """Nothing; these are the person's working days."""
    acting.person.week = week
    acting.work.save(acting.person)
    acting.note("person week", f"person:{acting.person.id}", week)


def be_quiet(acting: Acting, hours: str) -> None:
    """Nothing; in these hours reminders wait (none for no such hours)."""
    acting.person.quiet = hours
    acting.work.save(acting.person)
    acting.note("person quiet", f"person:{acting.person.id}", hours)


def leave(acting: Acting, since: datetime, until: datetime, deputy: Person | None) -> None:
    """Nothing; the person is away, in place of whatever absence was set; the deputy hears what is due."""
    if deputy is not None:
        _can_stand_in(acting, deputy)
    directory.come_back(acting.work, acting.person.id or 0, acting.now)
    row = {
        "person_id": acting.person.id,
        "since": since,
        "until": until,
        "deputy_id": deputy.id if deputy else None,
    }
    acting.work.insert(Absence, row)
    acting.note("person away", f"person:{acting.person.id}", f"{since.isoformat()} {until.isoformat()}")


def come_back(acting: Acting) -> bool:
    """Whether the person was, or was going to be, away; they are not any more."""
    was = directory.come_back(acting.work, acting.person.id or 0, acting.now)
    if was:
        acting.note("person back", f"person:{acting.person.id}", "")
    return was


def appoint(acting: Acting, deputy: Person) -> None:
    """Nothing; somebody stands in for the person from now on."""
    _can_stand_in(acting, deputy)
    acting.person.deputy_id = deputy.id
    acting.work.save(acting.person)
    acting.note("person deputy", f"person:{acting.person.id}", deputy.handle)


def deputy_of(acting: Acting, named: Person | None) -> Person | None:
    """Who stands in: the one named, else the one who always does."""
    if named is not None:
        return named
    return directory.person_by_id(acting.work, acting.person.deputy_id) if acting.person.deputy_id else None


def _can_stand_in(acting: Acting, deputy: Person) -> None:
    """Nothing, where a deputy is somebody else who may work in every task force of the person."""
    if deputy.id == acting.person.id:
        raise Refusal(Unclear("deputy", f"@{deputy.handle}", "own_deputy"))
    for _, taskforce in directory.parts(acting.work, acting.person.id or 0):
        part = directory.part(acting.work, deputy.id or 0, taskforce.id or 0)
        if part is None or not part.has(Right.WORK):
            raise Refusal(Unclear("deputy", f"@{deputy.handle}", "not_member"))
