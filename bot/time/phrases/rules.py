"""The rules that slots mean: RFC 5545, with the wall time of the first occurrence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.time.clock import resolve, wall_of
from bot.time.phrases.days import Day, Frame, counted, days_of
from bot.time.phrases.figures import Impossible
from bot.time.phrases.hours import Hour, hours_of
from bot.time.phrases.readings import Kind, Reading, Reason, Recurrence
from bot.time.phrases.scenes import RefusedError, Scene
from bot.time.phrases.slots import Anniversary, DaysOfMonth, Every, Nth, Period, Weekdays
from bot.time.recurrence import Rule, Shift, fault, occurrences

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 500
_FREQUENCIES = {
    "minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY",
    "quarter": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
_QUARTERS = {1: (1, 4, 7, 10), -1: (3, 6, 9, 12)}
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_WHOLE_DAY = time(23, 59, 59)

Meaning = tuple[Kind, Reading]
Bound = tuple[Kind | None, datetime | None]  # what sets it apart, and the wall time


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule while it is being drawn up: its frequency, and the parts that choose days."""

    frequency: str
    interval: int = 1
    parts: Mapping[str, tuple[int | str, ...]] = field(default_factory=dict)
    kind: Kind | None = None

    def limited(self, **parts: Iterable[int | str]) -> "Draft":
        """The same with further parts."""
        return replace(self, parts={**self.parts, **{name: tuple(value) for name, value in parts.items()}})

    def text(self, scene: Scene, until: datetime | None = None, *, interval: bool = True) -> str:
        """The value of an RRULE."""
        found = [f"FREQ={self.frequency}"]
        if interval and self.interval > 1:
            found.append(f"INTERVAL={self.interval}")
        found += [
            f"{name}={','.join(map(str, self.parts[name]))}"
            for name in ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS")
            if self.parts.get(name)
        ]
        if until is not None:
            found.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
        return ";".join([*found, f"WKST={NAMES[scene.week.first]}"])


def rules_of(frame: Frame, scene: Scene) -> Iterator[Meaning]:
    """The rules the slots of a frame can mean.

    Raises `RefusedError` for one that never comes, or too often, or that leaves out holidays of nowhere.
    """
    if "zone" in frame:
        scene = scene.within(frame["zone"])
    for name in ("by", "eve", "or_date", "lean"):
        if name in frame:
            raise RefusedError(Reason.TWO_DATES, name)
    hours: list[Hour | None] = [*hours_of(frame.get("time"), frame.get("part"))] or [None]
    starts = list(_bounds(frame.get("from"), scene))
    for start, hour in product(starts, hours):
        for draft in _drafts(frame, scene, start[1]):
            kind = draft.kind or start[0] or (hour.kind if hour else None)
            for end_kind, rule in _built(draft, hour, start, frame, scene):
                notes = (hour.note,) if hour and hour.note else ()
                yield kind or end_kind or Kind.OTHER, Recurrence(rule, notes)


def _bounds(slots: Any, scene: Scene, *, last: bool = False) -> Iterator[Bound]:  # noqa: ANN401 - slots or None
    """The wall times from which, or until which, a rule may run."""
    if slots is None:
        yield None, None
        return
    frame = dict(slots)
    if frame.pop("whole", False) and "date" not in frame:
        frame["edge"] = -1 if last else 1
    hours: list[Hour | None] = [*hours_of(frame.get("time"), None)] or [None]
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
    today = datetime.combine(scene.today, hour.at)
    return [Day(scene.today if today >= scene.here else scene.today + timedelta(days=1))]


# How often, and on which days


def _drafts(frame: Frame, scene: Scene, start: datetime | None) -> Iterator[Draft]:
    every: Every | Impossible = frame.get("every", Every("week"))
    if isinstance(every, Impossible):
        raise RefusedError(every.reason, "every")
    anchor = (start or scene.here).date()
    if "edge" in frame:
        found: Iterable[Draft] = [_on_edge(frame["edge"], every, frame.get("period"), scene)]
    elif "nth" in frame:
        found = [_on_nth(frame["nth"], every, frame.get("period"), scene)]
    elif "date" in frame:
        found = _on_date(frame["date"], every, frame)
    elif "period" in frame and not ("weekday" in frame and frame.get("doubtful")):
        raise RefusedError(Reason.TWO_DATES, "period")
    elif "weekday" in frame:
        found = _on_weekdays(frame["weekday"], every, frame)
    else:
        found = [_plain(every, anchor, scene)]
    for draft in found:
        yield _limited(draft, frame, scene)


def _draft(every: Every, **parts: Iterable[int | str]) -> Draft:
    count = every.count * (3 if every.unit == "quarter" else 1)
    return Draft(_FREQUENCIES[every.unit], count).limited(**parts)


def _plain(every: Every, anchor: date, scene: Scene) -> Draft:
    match every.unit:
        case "workday":
            return _draft(Every("week"), BYDAY=_codes(sorted(scene.week.days)))
        case "weekend":
            return _draft(Every("week"), BYDAY=_codes(day for day in range(7) if day not in scene.week.days))
        case "week":
            return _draft(every, BYDAY=_codes([anchor.weekday()]))
        case "month" | "quarter":
            return _draft(every, BYMONTHDAY=[anchor.day])
        case "year":
            return _draft(every, BYMONTH=[anchor.month], BYMONTHDAY=[anchor.day])
        case _:
            return _draft(every)


def _codes(days: Iterable[int]) -> list[str]:
    return [NAMES[day] for day in days]


def _on_weekdays(named: Weekdays, every: Every, frame: Frame) -> Iterator[Draft]:
    codes = _codes(sorted(named.days))
    if named.which != "plain" or every.unit not in ("week", "day", "hour", "minute", "workday"):
        raise RefusedError(Reason.TWO_DATES, "weekday")
    if every.unit in ("hour", "minute"):
        yield _draft(every, BYDAY=codes)
        return
    if every.unit in ("day", "workday") and (every.count > 1 or not named.joined):
        raise RefusedError(Reason.TWO_DATES, "weekday")
    weekly = Every("week", every.count)
    if not frame.get("doubtful"):
        yield _draft(weekly, BYDAY=codes)
        return
    if "period" not in frame:
        yield replace(_draft(weekly, BYDAY=codes), kind=Kind.EVERY_NTH_WEEK)
    elif frame["period"] != Period("month"):
        raise RefusedError(Reason.TWO_DATES, "period")
    if every.count <= 5:  # noqa: PLR2004 - weeks of a month
        nth = Draft("MONTHLY").limited(BYDAY=[f"{every.count}{code}" for code in codes])
        yield replace(nth, kind=Kind.NTH_OF_MONTH)


def _on_nth(named: Nth, every: Every, period: Period | None, scene: Scene) -> Draft:
    months: tuple[int, ...] = ()
    if period is not None:
        if period.ahead is not None or period.year or (period.unit, every.unit) not in _IN_PERIOD:
            raise RefusedError(Reason.TWO_DATES, "period")
        months = (period.month,) if period.month else ()
    if every.unit == "year" and not months:
        raise RefusedError(Reason.NEEDS_DAY, "nth")
    if every.unit not in ("month", "quarter", "year") or (months and every.unit != "year"):
        raise RefusedError(Reason.TWO_DATES, "nth")
    if every.unit == "quarter":
        months = _QUARTERS[-1 if named.ordinals[0] < 0 else 1]
        every = Every("month")
    draft = Draft(_FREQUENCIES[every.unit], every.count)
    draft = draft.limited(BYMONTH=months) if months else draft
    match named.what:
        case "day":
            return draft.limited(BYMONTHDAY=named.ordinals)
        case "workday":
            return draft.limited(BYDAY=_codes(sorted(scene.week.days)), BYSETPOS=named.ordinals)
        case "weekend":
            days = (day for day in range(7) if day not in scene.week.days)
            return draft.limited(BYDAY=_codes(days), BYSETPOS=named.ordinals)
        case day:
            return draft.limited(BYDAY=[f"{ordinal}{NAMES[int(day)]}" for ordinal in named.ordinals])


_IN_PERIOD = {("month", "month"), ("quarter", "quarter"), ("month", "year")}


def _on_edge(edge: int, every: Every, period: Period | None, scene: Scene) -> Draft:
    """The end of every month."""
    if period is None or period != Period(every.unit):
        raise RefusedError(Reason.TWO_DATES, "edge")
    match every.unit:
        case "month":
            return _draft(every, BYMONTHDAY=[edge])
        case "week" if abs(edge) == 1:
            order = sorted(scene.week.days, key=lambda day: (day - scene.week.first) % 7)
            return _draft(every, BYDAY=_codes([order[0 if edge == 1 else -1]]))
        case "quarter" if abs(edge) == 1:
            return _draft(Every("month"), BYMONTH=_QUARTERS[edge], BYMONTHDAY=[edge])
        case "year" if abs(edge) == 1:
            first = edge == 1
            return _draft(every, BYMONTH=[1 if first else 12], BYMONTHDAY=[1 if first else 31])
        case _:
            raise RefusedError(Reason.NEEDS_DAY, "edge")


def _on_date(found: Any, every: Every, frame: Frame) -> Iterator[Draft]:  # noqa: ANN401 - of many kinds
    period: Period | None = frame.get("period")
    if "weekday" in frame or (
        period and (period.ahead is not None or period.unit != "month" or period.month)
    ):
        raise RefusedError(Reason.TWO_DATES, "date")
    match found:
        case Impossible(reason):
            raise RefusedError(Reason.NEVER_FIRES if reason is Reason.NO_SUCH_DATE else reason, "date")
        case Anniversary(month, day) if every.unit == "year":
            yield _draft(every, BYMONTH=[month], BYMONTHDAY=[day])
        case DaysOfMonth(days) if every.unit == "month":
            yield from _on_days(days, every, frame.get("short"))
        case _:
            raise RefusedError(Reason.TWO_DATES, "date")


def _on_days(days: tuple[int, ...], every: Every, short: str | None) -> Iterator[Draft]:
    """Days by their number; the 31st may stand for the last day."""
    plain = _draft(every, BYMONTHDAY=days)
    if _LONGEST_MONTH not in days or len(days) > 1:
        yield plain
        return
    if short != "last":
        yield replace(plain, kind=Kind.SKIP_SHORT_MONTHS)
    if short != "skip":
        yield replace(_draft(every, BYMONTHDAY=[-1]), kind=Kind.LAST_DAY)


def _limited(draft: Draft, frame: Frame, scene: Scene) -> Draft:
    """The rule without the weekdays and months left out."""
    for what, value in frame.get("except", ()):
        match what:
            case "weekdays":
                draft = _without(draft, set(value.days))
            case "weekend":
                draft = _without(draft, set(range(7)) - scene.week.days)
            case "workday":
                draft = _without(draft, set(scene.week.days))
            case "month":
                left = [month for month in range(1, 13) if month != value]
                draft = draft.limited(
                    BYMONTH=[month for month in draft.parts.get("BYMONTH", left) if month in left]
                )
            case _:
                pass
    return draft


def _without(draft: Draft, days: set[int]) -> Draft:
    chosen = draft.parts.get("BYDAY", NAMES)
    if draft.frequency in ("MONTHLY", "YEARLY") and "BYDAY" in draft.parts:
        raise RefusedError(Reason.NEVER_FIRES, "except")
    left = [code for code in chosen if NAMES.index(str(code)) not in days]
    if not left or len(left) == len(chosen):
        raise RefusedError(Reason.NEVER_FIRES, "except")
    if draft.frequency == "DAILY" and draft.interval == 1:
        return replace(draft, frequency="WEEKLY").limited(BYDAY=left)
    return draft.limited(BYDAY=left)


# From when, until when


def _built(
    draft: Draft, hour: Hour | None, start: Bound, frame: Frame, scene: Scene
) -> Iterator[tuple[Kind | None, Rule]]:
    timed = hour is not None or draft.frequency in ("HOURLY", "MINUTELY")
    first = _first(draft, hour, start, scene)
    exceptions = dict(_exceptions(frame, scene))
    rule = Rule(
        text=scene.text,
        rrule=draft.text(scene),
        dtstart=first,
        zone=scene.zone.key,
        timed=timed,
        days=tuple(sorted(scene.week.days)),
        **exceptions,
    )
    for kind, end in _ends(rule, frame, scene):
        done = replace(rule, rrule=draft.text(scene, end))
        if (end is not None and end < first) or (why := fault(done, scene.now)) == "never_fires":
            raise RefusedError(Reason.NEVER_FIRES, "every")
        if why == "too_often":
            raise RefusedError(Reason.TOO_OFTEN, "every")
        yield kind, done


def _first(draft: Draft, hour: Hour | None, start: Bound, scene: Scene) -> datetime:
    """The first occurrence: the interval counts from it, so it is looked for without one."""
    base = start[1] or scene.here
    by_clock = draft.frequency in ("HOURLY", "MINUTELY")
    if hour is not None and not by_clock:
        begin = datetime.combine(base.date(), hour.at)
    elif by_clock:
        begin = base if start[1] is not None or hour is None else datetime.combine(base.date(), hour.at)
        begin = begin.replace(second=0, microsecond=0)
    else:
        begin = base = datetime.combine(base.date(), time())
    # A leap day is at most eight years away.
    limit = min(begin + timedelta(days=366 * 9), datetime(9999, 1, 1))  # noqa: DTZ001 - a wall time
    pattern = rrulestr(draft.text(scene, limit, interval=by_clock), dtstart=begin)
    found = pattern.after(base.replace(second=0, microsecond=0) if by_clock else base, inc=True)
    if found is None:
        raise RefusedError(Reason.NEVER_FIRES, "every")
    return datetime.combine(found.date(), found.time())


def _exceptions(frame: Frame, scene: Scene) -> Iterator[tuple[str, Any]]:
    left_out = frame.get("except", ())
    days = [_left_day(value, scene) for what, value in left_out if what == "date"]
    nations = [code for what, value in left_out if what == "holidays" for code in value]
    nations += frame.get("shifted", ())
    if ("shift" in frame or any(what == "holidays" for what, _ in left_out)) and not nations:
        raise RefusedError(Reason.NEEDS_COUNTRY, "shift" if "shift" in frame else "except")
    yield "exdates", tuple(sorted(days))
    yield "holidays", tuple(dict.fromkeys(nations))
    yield "ramadan", any(what == "ramadan" for what, _ in left_out)
    yield "shift", frame.get("shift", Shift.SKIP)


def _left_day(found: Any, scene: Scene) -> date:  # noqa: ANN401 - of many kinds
    days = days_of({"date": found}, scene)
    if len(days) > 1:
        raise RefusedError(Reason.TWO_DATES, "except")
    return days[0].day


def _ends(rule: Rule, frame: Frame, scene: Scene) -> Iterator[tuple[Kind | None, datetime | None]]:
    if sum(name in frame for name in ("until", "times", "span")) > 1:
        raise RefusedError(Reason.TWO_DATES, "until")
    if "times" in frame:
        yield None, _last_of(rule, frame["times"])
    elif "span" in frame:
        length = frame["span"]
        if length.working_days:
            raise RefusedError(Reason.NEEDS_DAY, "span")
        yield None, counted(length, rule.dtstart) - timedelta(seconds=1)
    else:
        yield from _bounds(frame.get("until"), scene, last=True)


def _last_of(rule: Rule, times: int) -> datetime:
    """The wall time of the last of so many occurrences."""
    if not 0 < times <= MOST_TIMES:
        raise RefusedError(Reason.TOO_FAR if times else Reason.NEVER_FIRES, "times")
    start = resolve(rule.dtstart, ZoneInfo(rule.zone)).instant - timedelta(seconds=1)
    found = list(islice(occurrences(rule, start), times))
    if not found:
        raise RefusedError(Reason.NEVER_FIRES, "times")
    last = found[-1]
    return datetime.combine(last.moved_from, last.wall.time()) if last.moved_from else last.wall
