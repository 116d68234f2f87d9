"""How often a rule recurs, and on which days: the parts of an RRULE but its beginning and its end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.time.phrases.days import Frame
from bot.time.phrases.figures import Impossible
from bot.time.phrases.readings import Kind, Reason
from bot.time.phrases.scenes import RefusedError, Scene
from bot.time.phrases.slots import Anniversary, DaysOfMonth, Every, Nth, Period, Weekdays

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {
    "minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY",
    "quarter": "MONTHLY", "year": "YEARLY",
}  # fmt: skip
_QUARTERS = {1: (1, 4, 7, 10), -1: (3, 6, 9, 12)}  # the first months, and the last
_LONGEST_MONTH = 31
_WEEK = frozenset(range(7))
_WEEKS_OF_MONTH = 5


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

    @property
    def by_clock(self) -> bool:
        """Whether it recurs within a day."""
        return self.frequency in ("HOURLY", "MINUTELY")

    def text(self, scene: Scene, until: datetime | None = None, *, interval: bool = True) -> str:
        """The value of an RRULE."""
        found = [f"FREQ={self.frequency}"]
        if interval and self.interval > 1:
            found.append(f"INTERVAL={self.interval}")
        found += [
            f"{name}={','.join(map(str, self.parts[name]))}"
            for name in ("BYMONTH", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYSETPOS")
            if self.parts.get(name)
        ]
        if until is not None:
            found.append(f"UNTIL={until:%Y%m%dT%H%M%S}")
        return ";".join([*found, f"WKST={NAMES[scene.week.first]}"])


def drafts_of(frame: Frame, scene: Scene, start: datetime | None) -> Iterator[Draft]:
    """How often and on which days the slots of a frame may mean; raises `RefusedError` for nonsense."""
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
        found = _plain(every, anchor, scene)
    for draft in found:
        yield _limited(draft, frame, scene)


def _draft(every: Every, **parts: Iterable[int | str]) -> Draft:
    count = every.count * (3 if every.unit == "quarter" else 1)
    return Draft(_FREQUENCIES[every.unit], count).limited(**parts)


def _plain(every: Every, anchor: date, scene: Scene) -> Iterator[Draft]:
    """Every so many units from a day on."""
    match every.unit:
        case "workday":
            yield _draft(Every("week"), BYDAY=_codes(scene.week.days))
        case "weekend":
            yield _draft(Every("week"), BYDAY=_codes(_WEEK - scene.week.days))
        case "week":
            yield _draft(every, BYDAY=_codes([anchor.weekday()]))
        case "month" | "quarter":
            yield from _on_days((anchor.day,), every, None)
        case "year":
            yield _draft(every, BYMONTH=[anchor.month], BYMONTHDAY=[anchor.day])
        case _:
            yield _draft(every)


def _codes(days: Iterable[int]) -> list[str]:
    return [NAMES[day] for day in sorted(days)]


def _on_weekdays(named: Weekdays, every: Every, frame: Frame) -> Iterator[Draft]:
    if named.which != "plain" or not _goes_with_weekdays(named, every, loose="loose" in frame):
        raise RefusedError(Reason.TWO_DATES, "weekday")
    codes = _codes(named.days)
    if every.unit in ("hour", "minute"):
        yield _draft(every, BYDAY=codes)
        return
    weekly = _draft(Every("week", every.count), BYDAY=codes)
    if not frame.get("doubtful"):
        yield weekly
        return
    if "period" not in frame:
        yield replace(weekly, kind=Kind.EVERY_NTH_WEEK)
    elif frame["period"] != Period("month"):
        raise RefusedError(Reason.TWO_DATES, "period")
    if every.count <= _WEEKS_OF_MONTH:
        nth = Draft("MONTHLY").limited(BYDAY=[f"{every.count}{code}" for code in codes])
        yield replace(nth, kind=Kind.NTH_OF_MONTH)


def _goes_with_weekdays(named: Weekdays, every: Every, *, loose: bool) -> bool:
    """Whether weekdays can be those of the frequency: `every day` has several of them, or a span.

    The mornings of a single one are a rule of every day that gives way.
    """
    if every.unit in ("day", "workday"):
        return every.count == 1 and (named.joined != "" or loose)
    return every.unit in ("week", "hour", "minute")


def _on_nth(named: Nth, every: Every, period: Period | None, scene: Scene) -> Draft:
    """The first Monday of every month, or of every November."""
    draft = _with_nth(every, period, last=named.ordinals[0] < 0)
    match named.what:
        case "day":
            return draft.limited(BYMONTHDAY=named.ordinals)
        case "workday":
            return draft.limited(BYDAY=_codes(scene.week.days), BYSETPOS=named.ordinals)
        case "weekend":
            return draft.limited(BYDAY=_codes(_WEEK - scene.week.days), BYSETPOS=named.ordinals)
        case day:
            return draft.limited(BYDAY=[f"{ordinal}{NAMES[int(day)]}" for ordinal in named.ordinals])


def _with_nth(every: Every, period: Period | None, *, last: bool) -> Draft:
    """The months of which something is the first or the last."""
    if every.unit == "month" and period in (None, Period("month")):
        return Draft("MONTHLY", every.count)
    if every.unit == "quarter" and period in (None, Period("quarter")):
        return Draft("MONTHLY").limited(BYMONTH=_QUARTERS[-1 if last else 1])
    if every.unit == "year" and period is not None and period == Period("month", month=period.month):
        return Draft("YEARLY", every.count).limited(BYMONTH=[period.month])
    raise RefusedError(Reason.TWO_DATES, "nth")


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


def _on_date(found: object, every: Every, frame: Frame) -> Iterator[Draft]:
    if "weekday" in frame or frame.get("period") not in (None, Period("month")):
        raise RefusedError(Reason.TWO_DATES, "date")
    match found:
        case Impossible(reason):
            raise RefusedError(Reason.NEVER_FIRES if reason is Reason.NO_SUCH_DATE else reason, "date")
        case Anniversary(month, day) if every.unit == "year":
            yield _draft(every, BYMONTH=[month], BYMONTHDAY=[day])
        case DaysOfMonth(days) if every.unit == "month":
            yield from _on_days(days, every, frame.get("short"))
        case DaysOfMonth(days) if every == Every("quarter"):
            yield Draft("MONTHLY").limited(BYMONTH=_QUARTERS[1], BYMONTHDAY=days)
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
                draft = _without(draft, frozenset(value.days))
            case "weekend":
                draft = _without(draft, _WEEK - scene.week.days)
            case "workday":
                draft = _without(draft, scene.week.days)
            case "month":
                draft = draft.limited(BYMONTH=[month for month in _months(draft) if month != value])
            case _:
                pass
    if "only" in frame:
        draft = _only_on(draft, frame["only"])
    if "months" in frame:
        draft = draft.limited(BYMONTH=[month for month in _months(draft) if month in frame["months"]])
    return draft


def _only_on(draft: Draft, named: Weekdays) -> Draft:
    """The rule on these of its days."""
    if "BYDAY" in draft.parts:
        raise RefusedError(Reason.TWO_DATES, "only")
    return draft.limited(BYDAY=_codes(named.days))


def _months(draft: Draft) -> Iterable[int | str]:
    return draft.parts.get("BYMONTH", range(1, 13))


def _without(draft: Draft, days: frozenset[int]) -> Draft:
    """The rule on its other days; leaving out none or all of them cannot be meant."""
    chosen = draft.parts.get("BYDAY", NAMES)
    left = [code for code in chosen if str(code)[-2:] not in _codes(days)]
    numbered = any(code not in NAMES for code in chosen)
    if numbered or not left or len(left) == len(chosen):
        raise RefusedError(Reason.NEVER_FIRES, "except")
    if draft.frequency == "DAILY" and draft.interval == 1:
        return replace(draft, frequency="WEEKLY").limited(BYDAY=left)
    return draft.limited(BYDAY=left)
