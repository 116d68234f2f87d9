"""What is said about times: an instant spelled out, a rule in words, what a phrase can mean."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names
from typing_extensions import override

from bot.text.nodes import Block, Bullets, Code, Date, Doc, Line, Text, Token, User
from bot.text.say import N_, Placed, Say
from bot.time.recurrence import Rule, Shift, from_json
from bot.views.base import View

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = 7
SHOWN = 3
LONG_WEEK = 4
HALF_YEAR = 6
BY_CLOCK = ("HOURLY", "MINUTELY")

NOTES = {
    "gap": N_("The clocks skip this time on that day, so the first time after it is meant."),
    "overlap": N_("The clocks show this time twice on that day; the first is meant."),
    "hijri": N_("A date of the moon's calendar: it may be a day earlier or later."),
    "past": N_("This lies in the past."),
    "future": N_("This lies in the future."),
    "estimated": N_("Some holidays are only estimated, so a date may still change."),
    "part_of_day": N_("No hour was named, so the usual one for this part of the day is meant."),
}


def iso(at: datetime, zone: ZoneInfo) -> Token:
    """An instant as machines and careful people write it, with the offset of its zone."""
    return Token(at.astimezone(zone).isoformat(timespec="minutes"))


def by_when(say: Say, at: datetime, zone: str, *, exact: bool) -> Placed:
    """A date by which something is due: a moment, or a day where no time was named."""
    if exact:
        return say.when(at)
    return say.day(at.astimezone(ZoneInfo(zone or "UTC")).date())


def notes(say: Say, names: tuple[str, ...]) -> list[Block]:
    """What the reader must know about an instant."""
    return [say.t(NOTES[name]) for name in names if name in NOTES]


def rule_lines(say: Say, kept: dict[str, Any]) -> list[Block]:
    """A rule in words: how often and at what time, then where it begins and ends and what it leaves out."""
    rule = from_json(kept)
    parts = dict(part.split("=", 1) for part in rule.rrule.split(";"))
    often = _often(say, rule, parts)
    if rule.timed and parts["FREQ"] not in BY_CLOCK:
        place = Token(rule.zone.rpartition("/")[2].replace("_", " "))
        times = say.join([Token(f"{at:%H:%M}") for at in rule.clocks])
        often = say.t("{often}, at {time} ({zone})", often=often, time=times, zone=place)
    lines: list[Block] = [often, *_only(say, parts)]
    if "UNTIL" in parts:
        lines.append(say.t("Until {day}", day=say.day(date.fromisoformat(parts["UNTIL"][:8]))))
    return lines + _left_out(say, rule)


def _only(say: Say, parts: dict[str, str]) -> list[Block]:
    """Which days and months a rule is limited to, where its frequency does not say it."""
    lines: list[Block] = []
    if "BYDAY" in parts and (parts["FREQ"] in (*BY_CLOCK, "DAILY") or "BYMONTHDAY" in parts):
        days = tuple(DAYS.index(code) for code in parts["BYDAY"].split(","))
        lines.append(say.t("Only on {days}", days=days_of(say, days)))
    if "BYMONTH" in parts and parts["FREQ"] != "YEARLY":
        chosen = {int(month) for month in parts["BYMONTH"].split(",")}
        few = len(chosen) <= HALF_YEAR
        months = chosen if few else set(range(1, 13)) - chosen
        head = N_("Only in {months}") if few else N_("Not in {months}")
        lines.append(say.t(head, months=say.join([month_name(say, month) for month in sorted(months)])))
    return lines


def _left_out(say: Say, rule: Rule) -> list[Block]:
    lines: list[Block] = []
    if rule.exdates:
        lines.append(say.t("Not on {days}", days=say.join([say.day(day) for day in rule.exdates])))
    if rule.holidays:
        countries = say.join([say.country(code) for code in rule.holidays])
        lines.append(say.t(_SHIFTS[rule.shift], countries=countries))
    if rule.ramadan:
        lines.append(say.t("Not in Ramadan"))
    return lines


_SHIFTS = {
    Shift.SKIP: N_("Not on public holidays: {countries}"),
    Shift.NEXT: N_("On public holidays, the next working day instead: {countries}"),
    Shift.PREVIOUS: N_("On public holidays, the last working day before instead: {countries}"),
}


def _often(say: Say, rule: Rule, parts: dict[str, str]) -> Line:
    """How often: every so many hours, days, weeks, months or years."""
    every = int(parts.get("INTERVAL", "1"))
    match parts["FREQ"]:
        case "MINUTELY":
            return say.n("every minute", "every {n} minutes", every)
        case "HOURLY":
            return say.n("every hour", "every {n} hours", every)
        case "DAILY":
            return say.n("every day", "every {n} days", every)
        case "WEEKLY":
            return _weekly(say, rule, parts, every)
        case "MONTHLY":
            return _monthly(say, rule, parts, every)
        case _:
            return _yearly(say, rule, parts, every)


def _weekly(say: Say, rule: Rule, parts: dict[str, str], every: int) -> Line:
    days = [DAYS.index(code) for code in parts.get("BYDAY", DAYS[rule.dtstart.weekday()]).split(",")]
    if len(days) == WEEK and every == 1:
        return say.n("every day", "every {n} days", 1)
    names = say.join([weekday(say, day) for day in days])
    if every == 1 and set(days) == set(rule.days) and len(days) >= LONG_WEEK:
        ends = {"first": weekday(say, days[0]), "last": weekday(say, days[-1])}
        return say.t("every working day ({first} to {last})", **ends)
    return say.n("every week on {days}", "every {n} weeks on {days}", every, days=names)


def _monthly(say: Say, rule: Rule, parts: dict[str, str], every: int) -> Line:
    months = say.n("every month", "every {n} months", every)
    if "BYMONTHDAY" in parts or "BYDAY" not in parts:
        days = parts.get("BYMONTHDAY", str(rule.dtstart.day)).split(",")
        if days == ["-1"]:
            return say.t("{months}, on the last day", months=months)
        return say.t("{months}, on day {day}", months=months, day=say.join([Token(day) for day in days]))
    return _nth(say, rule, parts, months)


def _nth(say: Say, rule: Rule, parts: dict[str, str], months: Line) -> Line:
    """Which of some days of a month, each place by itself: the first Monday, and the third."""
    codes = parts["BYDAY"].split(",")
    if "BYSETPOS" not in parts:
        return say.line(say.join([_nth_day(say, code, months) for code in codes]))
    days = [DAYS.index(code) for code in codes]
    names = say.join([weekday(say, day) for day in days])
    words = _WORKING if set(days) == set(rule.days) else _OF_DAYS
    return say.line(
        say.join(
            [
                say.t(words.get(int(place), words[0]), months=months, n=Token(place), weekdays=names)
                for place in parts["BYSETPOS"].split(",")
            ]
        )
    )


def _nth_day(say: Say, code: str, months: Line) -> Line:
    place = int(code[:-2] or "1")
    words = _NTH.get(place, N_("{months}, on {weekday} number {n}"))
    return say.t(words, months=months, weekday=weekday(say, DAYS.index(code[-2:])), n=Token(str(place)))


_OF_DAYS = {
    0: N_("{months}, on number {n} of {weekdays}"),
    1: N_("{months}, on the first of {weekdays}"),
    -1: N_("{months}, on the last of {weekdays}"),
}
_WORKING = {
    0: N_("{months}, on working day {n}"),
    1: N_("{months}, on the first working day"),
    -1: N_("{months}, on the last working day"),
}
_NTH = {
    1: N_("{months}, on the first {weekday}"),
    2: N_("{months}, on the second {weekday}"),
    3: N_("{months}, on the third {weekday}"),
    4: N_("{months}, on the fourth {weekday}"),
    -1: N_("{months}, on the last {weekday}"),
}


def _yearly(say: Say, rule: Rule, parts: dict[str, str], every: int) -> Line:
    years = say.n("every year", "every {n} years", every)
    month = int(parts.get("BYMONTH", str(rule.dtstart.month)))
    day = parts.get("BYMONTHDAY", str(rule.dtstart.day))
    name = month_name(say, month)
    if "BYDAY" in parts:
        return _nth(say, rule, parts, say.t("{years} in {month}", years=years, month=name))
    return say.t("{years}, on {day} {month}", years=years, day=Token(day), month=name)


def month_name(say: Say, month: int) -> Text:
    """The name of a month (January is 1)."""
    return Text(str(get_month_names("wide", "format", say.locale)[month]))


def weekday(say: Say, day: int) -> Date:
    """The name of a day of the week (Monday is 0)."""
    return Date(str(get_day_names("wide", "format", say.locale)[day]))


def days_of(say: Say, days: tuple[int, ...]) -> Placed:
    """The names of several days of the week."""
    return say.join([weekday(say, day) for day in days])


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a phrase means: an instant, or a rule with what comes next; `phrase` says it without doubt."""

    phrase: str = ""
    at: datetime | None = None
    exact: bool = True
    zone: str = "UTC"
    notes: tuple[str, ...] = ()
    rule: dict[str, Any] | None = None
    coming: tuple[datetime, ...] = ()


def meaning(say: Say, one: Meaning) -> list[Block]:
    """A meaning spelled out: for people, and in ISO with its offset."""
    zone = ZoneInfo(one.zone)
    lines: list[Block] = []
    if one.at is not None:
        spelled: Placed = say.when(one.at, zone) if one.exact else say.day(one.at.astimezone(zone).date())
        lines += [say.line(iso(one.at, zone)), say.line(spelled), *notes(say, one.notes)]
        if not one.exact:
            lines.append(say.t("No time of day was named."))
    if one.rule is not None:
        timed = from_json(one.rule).timed
        lines += rule_lines(say, one.rule) + notes(say, one.notes)
        lines.append(coming(say, one.coming, zone, timed=timed))
    return lines


def coming(say: Say, instants: tuple[datetime, ...], zone: ZoneInfo, *, timed: bool = True) -> Block:
    """The next occurrences, in ISO and in words; of whole days only the days."""
    local = [at.astimezone(zone) for at in instants]
    return Bullets(tuple(_coming(say, at, zone, timed=timed) for at in local))


def _coming(say: Say, at: datetime, zone: ZoneInfo, *, timed: bool) -> Line:
    if not timed:
        return say.line(Token(f"{at:%Y-%m-%d}"), " · ", say.day(at.date()))
    return say.line(iso(at, zone), " · ", say.day(at.date()), say.comma, Token(f"{at:%H:%M}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseShown(View):
    """How a phrase of time is understood; nothing is saved. Several meanings are offered."""

    text: str
    meanings: tuple[Meaning, ...]

    @override
    def doc(self, say: Say) -> Doc:
        """The phrase, its meaning, or all of its meanings."""
        if len(self.meanings) == 1:
            return Doc((say.line(User(self.text)), *meaning(say, self.meanings[0])))
        blocks: list[Block] = [
            say.t("{text} can mean several things. Please choose one.", text=User(self.text))
        ]
        for number, one in enumerate(self.meanings, 1):
            blocks.append(say.line(Token(f"{number})"), " ", Code(one.phrase)))
            blocks += meaning(say, replace(one, coming=one.coming[:SHOWN]))
        return Doc(tuple(blocks))


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichTime(View):
    """A phrase with several meanings inside a command: each is a button with the whole line."""

    text: str
    meanings: tuple[str, ...]

    @override
    def doc(self, say: Say) -> Doc:
        """The question; the choices are the buttons."""
        question = say.t("{text} can mean several things. Please choose one.", text=User(self.text))
        return Doc(
            (
                question,
                Bullets(tuple(say.line(User(one)) for one in self.meanings)),
                say.t("Nothing was saved."),
            )
        )
