"""When people may be disturbed: working weeks, quiet hours, absences, deputies."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.commands.args import FutureMoment, Period, Quiet, Week, Who
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.model.refusals import Refusal, Unclear
from bot.model.taskforces import Right
from bot.services import absences, calendars
from bot.text.say import N_
from bot.time.clock import resolve
from bot.time.hours import MORNING
from bot.views.base import View
from bot.views.hours import AwaySet, BackSet, DeputySet, QuietSet, WeekSet


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """What /week is told."""

    week: Annotated[Week | None, Arg(N_("working days, such as sun-thu"), Kind.WORD)] = None


@command(
    "week",
    may=Right.KNOWN,
    summary=N_("Your working week"),
    examples=(Example("/week sun-thu", "Sunday"), Example("/week", "Your working days")),
)
def set_week(call: Call, args: WorkingWeek) -> View:
    """The working days that hold for the person from now on; without any, those that hold now."""
    if args.week:
        absences.work_on(call, str(args.week))
    week, _ = calendars.of_acting(call)
    return WeekSet(
        days=tuple(sorted(week.days, key=lambda day: (day - week.first) % 7)), changed=bool(args.week)
    )


@dataclass(frozen=True, slots=True)
class QuietHours:
    """What /quiet is told."""

    quiet: Annotated[Quiet | None, Arg(N_("from and until when, such as 22:00-06:00, or off"), Kind.REST)] = (
        None
    )


@command(
    "quiet",
    may=Right.KNOWN,
    summary=N_("Hours in which reminders wait"),
    examples=(Example("/quiet 22:00-06:00", "22:00-06:00"), Example("/quiet off", "at any hour")),
)
def set_quiet(call: Call, args: QuietHours) -> View:
    """The hours of quiet that hold from now on; without any, those that hold now."""
    if args.quiet is not None:
        absences.be_quiet(call, str(args.quiet))
    return QuietSet(hours=call.person.quiet, zone=str(call.zone), changed=args.quiet is not None)


@dataclass(frozen=True, slots=True)
class Leave:
    """What /away is told."""

    until: Annotated[
        Period,
        Arg(
            N_("until when, or from when until when: 2026-11-02..2026-11-12"),
            Kind.REST,
            ask=N_("When will you be back?"),
            fillers=("until", "to"),
        ),
    ]
    since: Annotated[FutureMoment | None, Arg(N_("the first day away"), key="from")] = None
    deputy: Annotated[Who | None, Arg(N_("who stands in for you, such as @jean"))] = None


@command(
    "away",
    may=Right.KNOWN,
    summary=N_("Say that you are away, until when, and who stands in for you"),
    examples=(
        Example("/away 2026-11-02..2026-11-12 deputy:@you", "cannot stand in for themselves"),
        Example("/away until:2026-11-09", "You are away until"),
    ),
)
def go_away(call: Call, args: Leave) -> View:
    """From when to when, and who hears what is due meanwhile."""
    back, first = args.until.until, args.since or args.until.since
    until = _morning(back, days=1 if args.until.since else 0)
    since = _start(first) if first else call.now
    if until <= max(since, call.now):
        raise Refusal(Unclear("until", back.phrase, "ends_before"))
    absences.leave(call, since, until, args.deputy)
    deputy = absences.deputy_of(call, args.deputy)
    return AwaySet(
        since=since if since > call.now else None,
        until=until,
        deputy=deputy.name if deputy else "",
        handle=deputy.handle if deputy else "",
    )


def _morning(moment: FutureMoment, *, days: int) -> datetime:
    """When somebody is back: at a time, or in the morning of a day, or of so many days later.

    Of 2026-11-02..2026-11-12 the last day is one away, too.
    """
    if moment.exact:
        return moment.at
    wall = moment.wall.replace(hour=MORNING.hour, minute=0) + timedelta(days=days)
    return resolve(wall, ZoneInfo(moment.zone)).instant


def _start(moment: FutureMoment) -> datetime:
    """When somebody goes: at a time, or at the beginning of a day."""
    if moment.exact:
        return moment.at
    return resolve(moment.wall.replace(hour=0, minute=0), ZoneInfo(moment.zone)).instant


@command(
    "away off",
    may=Right.KNOWN,
    summary=N_("Say that you are back"),
    examples=(
        Example("/away off", "You are not away"),
        Example("/away off", "Welcome back", after=("/away until:2026-11-09",)),
    ),
)
def come_back(call: Call) -> View:
    """That the person is back, or was not away."""
    return BackSet(was_away=absences.come_back(call))


@dataclass(frozen=True, slots=True)
class Deputised:
    """What /deputy is told."""

    deputy: Annotated[Who | None, Arg(N_("who stands in for you, such as @jean"), Kind.WORD)] = None


@command(
    "deputy",
    may=Right.KNOWN,
    summary=N_("Who stands in for you when you are away or do not answer"),
    examples=(Example("/deputy", "Nobody stands in for you"),),
)
def set_deputy(call: Call, args: Deputised) -> View:
    """Who stands in for the person; without a name, who does now."""
    if args.deputy is not None:
        absences.appoint(call, args.deputy)
    deputy = absences.deputy_of(call, None)
    return DeputySet(name=deputy.name if deputy else "", handle=deputy.handle if deputy else "")
