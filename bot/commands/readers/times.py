"""Times: moments, days, rules, zones, working weeks, hours of quiet."""

import re
from datetime import date
from typing import Any

from typing_extensions import override

from bot.commands import args
from bot.commands.declare import Arg
from bot.commands.readers.base import Reader
from bot.commands.reading import Option, Reading
from bot.commands.words import synonyms
from bot.model.refusals import Refusal, Several
from bot.text import plain
from bot.text.clean import clean, digits, fold, one_line, shorten
from bot.text.nodes import Doc
from bot.text.say import Say
from bot.time.clock import wall_of
from bot.time.hours import quiet_text, read_quiet
from bot.time.phrases import readings as phrases
from bot.time.phrases.reader import Prefer
from bot.time.phrases.reader import read as read_phrase
from bot.time.recurrence import next_after, to_json
from bot.time.weeks import read_week
from bot.time.zones import read_zone
from bot.views.times import rule_lines

LONGEST_PHRASE = 200
HOURS, MINUTES = 24, 60
_HOUR_OR_LENGTH = re.compile(r"(\d{1,2})h(\d{2})")


MEANT = frozenset(
    {
        phrases.Reason.NO_SUCH_DATE,
        phrases.Reason.NO_SUCH_TIME,
        phrases.Reason.MONTH_FIRST,
        phrases.Reason.WEEKDAY_MISMATCH,
        phrases.Reason.NEVER_FIRES,
        phrases.Reason.TOO_OFTEN,
        phrases.Reason.NEEDS_COUNTRY,
        phrases.Reason.TOO_FAR,
        phrases.Reason.TWO_TIMES,
        phrases.Reason.PART_MISMATCH,
    }
)
"""Reasons that show that a time was meant, though there is no such time; a part of it is not meant then."""


class TimeReader(Reader):
    """The base of what reads times: a phrase is understood, asked about, or refused with its reason."""

    def moment(self, text: str, reading: Reading, lean: Prefer) -> phrases.Understood:
        """What a phrase means; of several meanings one is asked for."""
        found = read_phrase(
            text,
            language=reading.language,
            now=reading.now,
            zone=reading.zone,
            prefer=lean,
            week=reading.week,
            off=reading.off,
        )
        if isinstance(found, phrases.Ambiguous):
            meanings = tuple((label(choice, reading), choice.phrase) for choice in found.choices)
            raise Refusal(Several(self.name, shorten(one_line(text), LONGEST_PHRASE), meanings))
        return found

    def when(self, text: str, reading: Reading, lean: Prefer) -> phrases.Instant:
        """The one moment a phrase means; a length of time counts from now."""
        found = self.moment(text, reading, lean)
        if isinstance(found, phrases.Duration):
            back = lean == "past" and not text.strip().startswith("+")
            count = found.before if back else found.after
            at = count(reading.now, reading.zone, week=reading.week, off=reading.off)
            return phrases.Instant(at, wall_of(at, reading.zone), reading.zone)
        if not isinstance(found, phrases.Instant):
            raise self.refused(text, found)
        return found

    def refused(self, text: str, found: phrases.Understood) -> Refusal:
        """The refusal of what is no moment: the word that was not understood, or the whole phrase."""
        if not isinstance(found, phrases.NotUnderstood):
            return self.unclear(text, "not_an_instant")
        return self.unclear(found.word or text, found.reason.value)

    def time(self, text: str, reading: Reading) -> args.Time:
        """A moment to come, or a series; what lies behind is refused."""
        found = self.moment(text, reading, "future")
        if not isinstance(found, phrases.Recurrence):
            return self.ahead(text, reading)
        first = next_after(found.rule, reading.now)
        if first is None:
            raise self.unclear(text, "never_fires")
        return args.Series(found.rule, _short(text), first.at, found.notes)

    def means(self, text: str, reading: Reading, *, perhaps: bool = False) -> bool:
        """Whether a text is a phrase of time, clear or not; `perhaps` one that cannot be, as 25:00."""
        try:
            found = self.moment(text, reading, "future")
        except Refusal:
            return True
        if isinstance(found, phrases.NotUnderstood):
            return perhaps and found.reason in MEANT
        return True

    def ahead(self, text: str, reading: Reading) -> args.FutureMoment:
        """A moment to come; a day may be today, what lies behind is refused."""
        found = self.when(text, reading, "future")
        today = wall_of(reading.now, found.zone).date()
        if found.at <= reading.now if exact(found) else found.wall.date() < today:
            raise self.unclear(text, "past")
        return args.FutureMoment(
            found.at, _short(text), exact(found), found.wall, found.zone.key, tuple(found.notes)
        )


def label(choice: phrases.Choice, reading: Reading) -> str:
    """A meaning as a button says it: the moment in the reader's language, a rule in plain words."""
    one, say = choice.reading, Say(reading.language, reading.zone)
    if isinstance(one, phrases.Recurrence):
        return one_line(clean(plain.render(Doc(tuple(rule_lines(say, to_json(one.rule)))), say)))
    if not isinstance(one, phrases.Instant):
        return choice.phrase
    day = say.day(one.wall.date()).text
    return f"{day}, {one.wall:%H:%M}" if exact(one) else day


def exact(found: phrases.Instant) -> bool:
    """Whether a time of day is meant: one that was named, or the usual one of a part of the day."""
    return found.exact_time or phrases.Note.PART_OF_DAY in found.notes


class MomentReader(TimeReader):
    """A moment, before or after now; what is doubtful is asked, never guessed."""

    def __init__(self, arg: Arg, name: str, *, past: bool) -> None:
        super().__init__(arg, name)
        self._past = past
        self.insists = not past

    @override
    def shape(self, token: str) -> bool:
        return not self._past and re.match(r"^\+\d+[hdwm]$", digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> args.PastMoment | args.FutureMoment:
        if not self._past:
            return self.ahead(text, reading)
        found = self.when(text, reading, "past")
        if found.at > reading.now:
            raise self.unclear(text, "future")
        return args.PastMoment(
            found.at, _short(text), exact(found), found.wall, found.zone.key, tuple(found.notes)
        )

    @override
    def sample(self) -> str:
        return "06:40" if self._past else "+14d"


def _short(phrase: str) -> str:
    return shorten(one_line(phrase), LONGEST_PHRASE)


class LaterReader(TimeReader):
    """How long or until when; of `1h30`, a length to some and an hour to others, both are offered."""

    @override
    def read(self, text: str, reading: Reading) -> args.Later:
        found = _HOUR_OR_LENGTH.fullmatch(digits(text.strip()))
        if found is not None and int(found[1]) < HOURS and int(found[2]) < MINUTES:
            length = f"{int(found[1]) * MINUTES + int(found[2])} minutes"
            hour = f"{int(found[1]):02d}:{found[2]}"
            raise Refusal(Several(self.name, text.strip(), ((f"+ {text.strip()}", length), (hour, hour))))
        moment = self.ahead(text, reading)
        return args.Later(moment.at, moment.phrase, moment.exact, moment.wall, moment.zone, moment.notes)


class PeriodReader(TimeReader):
    """From when until when, as `2026-11-02..2026-11-12`; or only until when."""

    @override
    def read(self, text: str, reading: Reading) -> args.Period:
        since, _, until = text.partition("..") if ".." in text else ("", "", text)
        first = self.ahead(since, reading) if since.strip() else None
        return args.Period(first, self.ahead(until, reading))

    @override
    def sample(self) -> str:
        return "2026-11-02..2026-11-12"


class DayReader(TimeReader):
    """A day."""

    @override
    def read(self, text: str, reading: Reading) -> date:
        return self.when(text, reading, "future").at.astimezone(reading.zone).date()

    @override
    def sample(self) -> str:
        return "2027-06-30"


class AnytimeReader(TimeReader):
    """One moment to come, or a series."""

    insists = True

    @override
    def read(self, text: str, reading: Reading) -> args.Anytime:
        return args.Anytime(self.time(text, reading))

    @override
    def sample(self) -> str:
        return '"every Monday at 09:00"'


class ZoneReader(Reader):
    """A time zone by its IANA name or its city."""

    @override
    def read(self, text: str, reading: Reading) -> Any:
        found = read_zone(text.strip())
        if found is None:
            raise self.unclear(text, choices=("Africa/Nairobi", "Africa/Tripoli", "UTC"))
        return found

    @override
    def sample(self) -> str:
        return "Africa/Nairobi"


class WeekReader(Reader):
    """Working days such as `sun-thu`."""

    @override
    def read(self, text: str, reading: Reading) -> str:
        found = read_week(fold(text))
        if found is None:
            raise self.unclear(text, choices=("mon-fri", "sun-thu", "sat-wed"))
        return found.text

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(week, week, literal=True) for week in ("mon-fri", "sun-thu", "sat-wed"))

    @override
    def sample(self) -> str:
        return "sun-thu"


class QuietReader(Reader):
    """Hours of quiet such as `22:00-06:00`, or `off`."""

    @override
    def read(self, text: str, reading: Reading) -> str:
        if fold(text) in {"off", "none", *synonyms("off")}:
            return ""
        found = read_quiet(digits(text))
        if found is None:
            raise self.unclear(text, choices=("22:00-06:00", "off"))
        return quiet_text(found)

    @override
    def sample(self) -> str:
        return "22:00-06:00"
