"""The rules that slots mean: RFC 5545, with the wall time of the first occurrence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from math import prod
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from bot.time.clock import resolve, wall_of
from bot.time.holidays import unknown
from bot.time.phrases.days import Frame, days_of
from bot.time.phrases.drafts import Draft, drafts_of
from bot.time.phrases.hours import Hour, hours_of
from bot.time.phrases.readings import Duration, Kind, Reading, Reason, Recurrence
from bot.time.phrases.scenes import Day, RefusedError, Scene
from bot.time.phrases.slots import Fixed, Slots
from bot.time.phrases.spans import extent
from bot.time.recurrence import Rule, Shift, fault, occurrences

MOST_TIMES = 500
_MOST_HOURS = 8  # combinations of the hours of a day that may be meant
_SHORT = frozenset({"minute", "hour", "day", "workday", "week", "weekend"})  # what a period has many of
_WHOLE_DAY = time(23, 59, 59)
_LEAP = timedelta(days=366 * 9)  # a 29 February is at most eight years away

Meaning = tuple[Kind, Reading]
Bound = tuple[Kind | None, datetime | None]  # what sets it apart, and the wall time


def rules_of(frame: Frame, scene: Scene) -> Iterator[Meaning]:
    """The rules the slots of a frame can mean.

    Raises `RefusedError` for one that never comes, or too often, or that leaves out holidays of nowhere.
    """
    scene = scene.within(frame.get("zone"))
    frame = _within(frame, scene)
    for name in ("by", "eve", "or_date", "lean", "dashed", "unmarked"):
        if name in frame and not (name == "unmarked" and "part" in frame):
            raise RefusedError(Reason.TWO_DATES, name)
    exceptions = dict(_exceptions(frame, scene))
    for (start_kind, start), (hour, by_hour) in product(_bounds(frame.get("from"), scene), _hours(frame)):
        notes = (hour.note,) if hour and hour.note else ()
        for found in drafts_of(frame, scene, start):
            draft = found.limited(BYHOUR=by_hour)
            if draft.by_clock and _spans_hours(frame):
                raise RefusedError(Reason.TWO_TIMES, "every")
            if by_hour and (draft.by_clock or "BYSETPOS" in draft.parts):
                raise RefusedError(Reason.TWO_TIMES, "clocks")  # BYSETPOS would choose among the hours, too
            kind = draft.kind or start_kind or (hour.kind if hour else None)
            begun = replace(_begun(draft, hour, start, scene), **exceptions)
            for end_kind, rule in _ended(begun, draft, frame, scene):
                yield kind or end_kind or Kind.OTHER, Recurrence(rule, notes)


def _within(frame: Frame, scene: Scene) -> Frame:
    """The frame with the period that holds a whole rule as its bounds: every Friday of November."""
    elsewhere = ("nth", "edge", "date", "doubtful", "from", "until")
    unit = getattr(frame.get("every"), "unit", "week")
    if "period" not in frame or unit not in _SHORT or any(name in frame for name in elsewhere):
        return frame
    first, last = extent(frame["period"], scene)
    rest = {name: value for name, value in frame.items() if name != "period"}
    since = Fixed(max(first, scene.today))
    return {**rest, "from": (("date", since),), "until": (("date", Fixed(last)),)}


def _hours(frame: Frame) -> Iterator[tuple[Hour | None, tuple[int, ...]]]:
    """The time of day of a rule; if it comes several times a day the first of them, and all their hours."""
    if "clocks" not in frame:
        possible: list[Hour | None] = [*hours_of(frame.get("time"), frame.get("part"))] or [None]
        yield from ((hour, ()) for hour in possible)
        return
    told = [dict(slots) for slots in frame["clocks"]]
    each = [hours_of(one.get("time"), one.get("part") or frame.get("part")) for one in told]
    if "time" in frame:
        raise RefusedError(Reason.TWO_TIMES, "clocks")
    if prod(map(len, each)) > _MOST_HOURS:
        raise RefusedError(Reason.NEEDS_PART_OF_DAY, "clocks")
    found = [sorted(hours, key=lambda hour: hour.at) for hours in product(*each)]
    apart = [hours for hours in found if len({hour.at for hour in hours}) == len(hours)]
    if not apart or any(len({(hour.at.minute, hour.at.second) for hour in hours}) > 1 for hours in apart):
        raise RefusedError(Reason.TWO_TIMES, "clocks")
    yield from ((hours[0], tuple(hour.at.hour for hour in hours)) for hours in apart)


def _spans_hours(frame: Frame) -> bool:
    """Whether a rule of hours has hours of the day it is limited to, which no rule here can say."""
    bare = [{name for name, _ in frame.get(bound, ())} & {"time", "part"} for bound in ("from", "until")]
    return "part" in frame or all(bare) or ("from" in frame and "time" in frame)


def _bounds(slots: Slots | None, scene: Scene, *, last: bool = False) -> Iterator[Bound]:
    """The wall times from which, or until which, a rule may run."""
    if slots is None:
        yield None, None
        return
    frame: dict[str, Any] = dict(slots)
    if frame.pop("whole", False) and "date" not in frame:
        frame["edge"] = -1 if last else 1
    hours: list[Hour | None] = [*hours_of(frame.get("time"), frame.get("part"))] or [None]
    for day, hour in product(_bound_days(frame, hours[0], scene), hours):
        kind = day.kind or (hour.kind if hour else None)
        if day.moment is not None:
            yield kind, wall_of(day.moment, scene.zone)
        elif hour is not None:
            yield kind, datetime.combine(day.day, hour.at)
        else:
            yield kind, datetime.combine(day.day, _WHOLE_DAY if last else time())


def _bound_days(frame: Frame, hour: Hour | None, scene: Scene) -> list[Day]:
    found = days_of(frame, scene)
    if found:
        return found
    if hour is None:
        raise RefusedError(Reason.NEEDS_DAY, "from")
    if datetime.combine(scene.today, hour.at) >= scene.here:
        return [Day(scene.today)]
    # Every four hours from six: of this day, so that two is next, or of tomorrow.
    return [Day(scene.today, Kind.THIS), Day(scene.today + timedelta(days=1), Kind.FOLLOWING)]


def _begun(draft: Draft, hour: Hour | None, start: datetime | None, scene: Scene) -> Rule:
    """The rule from its first occurrence on."""
    return Rule(
        text=scene.text,
        rrule=draft.text(scene),
        dtstart=_first(draft, hour, start, scene),
        zone=scene.zone.key,
        timed=hour is not None or draft.by_clock,
        days=tuple(sorted(scene.week.days)),
    )


def _first(draft: Draft, hour: Hour | None, start: datetime | None, scene: Scene) -> datetime:
    """The first occurrence: an interval of days counts from it, so it is looked for without one."""
    base = (start or scene.here).replace(second=0, microsecond=0)
    midnight = datetime.combine(base.date(), time())
    if draft.by_clock:
        begin = datetime.combine(base.date(), hour.at) if hour and not start else base
    elif hour is not None:
        begin = datetime.combine(base.date(), hour.at)
    else:
        begin = base = midnight
    pattern = rrulestr(draft.text(scene, begin + _LEAP, interval=draft.by_clock), dtstart=begin)
    found: datetime | None = pattern.after(base, inc=True)
    if found is None:
        raise RefusedError(Reason.NEVER_FIRES, "every")
    return found


def _exceptions(frame: Frame, scene: Scene) -> Iterator[tuple[str, Any]]:
    left_out = frame.get("except", ())
    days = [_left_day(value, scene) for what, value in left_out if what == "date"]
    nations = [code for what, value in left_out if what == "holidays" for code in value]
    nations += frame.get("shifted", ())
    asked = "shift" in frame or any(what == "holidays" for what, _ in left_out)
    if asked and (not nations or unknown(tuple(nations))):
        raise RefusedError(Reason.NEEDS_COUNTRY, "shift" if "shift" in frame else "except")
    yield "exdates", tuple(sorted(days))
    yield "holidays", tuple(dict.fromkeys(nations))
    yield "ramadan", any(what == "ramadan" for what, _ in left_out)
    yield "shift", frame.get("shift", Shift.SKIP)


def _left_day(found: object, scene: Scene) -> date:
    days = days_of({"date": found}, scene)
    if len(days) > 1:
        raise RefusedError(Reason.TWO_DATES, "except")
    return days[0].day


def _ended(rule: Rule, draft: Draft, frame: Frame, scene: Scene) -> Iterator[tuple[Kind | None, Rule]]:
    """The rule with its end, if it has one; with each, where two may be meant."""
    for kind, end in _ends(rule, draft, frame, scene):
        done = replace(rule, rrule=draft.text(scene, end))
        if end is not None and end < rule.dtstart:
            raise RefusedError(Reason.NEVER_FIRES, "every")
        if why := _fault(done, draft, scene):
            raise RefusedError(Reason(why), "every")
        yield kind, done


def _fault(rule: Rule, draft: Draft, scene: Scene) -> str:
    """What is wrong with a rule; one that recurs once a day at most cannot recur too often."""
    if draft.by_clock:
        return fault(rule, scene.now)
    return "" if next(occurrences(rule), None) else "never_fires"


def _ends(rule: Rule, draft: Draft, frame: Frame, scene: Scene) -> Iterator[Bound]:
    if sum(name in frame for name in ("until", "times", "span")) > 1:
        raise RefusedError(Reason.TWO_DATES, "until")
    if "times" in frame:
        yield None, _last_of(rule, frame["times"], scene)
    elif "span" in frame:
        yield None, _span_end(frame["span"], rule, by_clock=draft.by_clock)
    else:
        yield from _bounds(frame.get("until"), scene, last=True)


def _span_end(length: Duration, rule: Rule, *, by_clock: bool) -> datetime:
    """The last instant of so much time from the first occurrence on; of whole days the last day."""
    end = _after(length, rule.dtstart)
    whole = not by_clock and not length.seconds
    return (
        datetime.combine(end.date() - timedelta(days=1), _WHOLE_DAY) if whole else end - timedelta(seconds=1)
    )


def _after(length: Duration, start: datetime) -> datetime:
    """The wall time so much later."""
    if length.working_days:
        raise RefusedError(Reason.NEEDS_DAY, "span")
    return start + relativedelta(months=length.months) + length.delta


def _last_of(rule: Rule, times: int, scene: Scene) -> datetime:
    """The wall time of the last of so many occurrences to come."""
    if not 0 < times <= MOST_TIMES:
        raise RefusedError(Reason.TOO_FAR if times else Reason.NEVER_FIRES, "times")
    start = resolve(rule.dtstart, ZoneInfo(rule.zone)).instant - timedelta(seconds=1)
    start = max(start, scene.now) if rule.timed else start
    found = list(islice(occurrences(rule, start), times))
    if not found:
        raise RefusedError(Reason.NEVER_FIRES, "times")
    last = found[-1]
    day = last.moved_from or last.wall.date()
    return datetime.combine(day, last.wall.time() if rule.timed else _WHOLE_DAY)
