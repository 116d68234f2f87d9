"""Times: moments, days, rules, zones, working weeks, hours of quiet."""

import re
from datetime import date
from typing import Any

from babel import Locale
from typing_extensions import override

from bot.commands import args
from bot.commands.declare import Arg
from bot.commands.readers.base import Reader
from bot.commands.reading import Option, Reading
from bot.commands.words import synonyms
from bot.model.refusals import Refusal, Several
from bot.text import dates
from bot.text.clean import digits, fold, one_line, shorten
from bot.text.say import LOCALES
from bot.time.clock import wall_of
from bot.time.hours import quiet_text, read_quiet
from bot.time.phrases import readings as phrases
from bot.time.phrases.reader import Prefer
from bot.time.phrases.reader import read as read_phrase
from bot.time.recurrence import next_after
from bot.time.weeks import read_week
from bot.time.zones import read_zone

LONGEST_PHRASE = 200


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
            raise self.unclear(text, _why(found))
        return found

    def time(self, text: str, reading: Reading) -> args.Time:
        """A moment to come, or a series; what lies behind is refused."""
        found = self.moment(text, reading, "future")
        if not isinstance(found, phrases.Recurrence):
            return self.ahead(text, reading)
        first = next_after(found.rule, reading.now)
        if first is None:
            raise self.unclear(text, "never_fires")
        return args.Series(found.rule, _short(text), first.at, found.notes)

    def ahead(self, text: str, reading: Reading) -> args.FutureMoment:
        """A moment to come."""
        found = self.when(text, reading, "future")
        return args.FutureMoment(
            found.at, _short(text), _exact(found), found.wall, found.zone.key, tuple(found.notes)
        )


def label(choice: phrases.Choice, reading: Reading) -> str:
    """A meaning as a button says it: the moment in the reader's language, a rule in plain words."""
    one = choice.reading
    if not isinstance(one, phrases.Instant):
        return choice.phrase
    day = dates.day(one.wall.date(), Locale.parse(LOCALES.get(reading.language, reading.language)))
    return f"{day}, {one.wall:%H:%M}" if _exact(one) else day


def _exact(found: phrases.Instant) -> bool:
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
            found.at, _short(text), _exact(found), found.wall, found.zone.key, tuple(found.notes)
        )

    @override
    def sample(self) -> str:
        return "06:40" if self._past else "+14d"


def _short(phrase: str) -> str:
    return shorten(one_line(phrase), LONGEST_PHRASE)


def _why(found: phrases.Understood) -> str:
    return found.reason.value if isinstance(found, phrases.NotUnderstood) else "not_an_instant"


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


class TimedTextReader(TimeReader):
    """A phrase of time with words behind it, or before it; without any phrase, only words.

    The longest beginning that is a phrase of time is the time; else the longest end.
    """

    @override
    def read(self, text: str, reading: Reading) -> args.TimedText:
        if not text.strip():
            raise self.unclear(text, "missing")
        self.within(text)
        words = list(re.finditer(r"\S+", text))
        spans = [(0, one.end()) for one in words[MOST_WORDS - 1 :: -1]]
        spans += [(one.start(), len(text)) for one in words[-MOST_WORDS:]]
        worst: Refusal | None = None
        for start, end in spans:
            phrase = text[start:end].strip(" ,;:")
            said = (text[:start] + text[end:]).strip(" ,;:")
            found = self.moment_or_none(phrase, reading)
            if found is True:
                if worst is not None and start == 0 and _twice(worst):
                    raise worst
                return args.TimedText(self.time(phrase, reading), said)
            worst = worst or (found if isinstance(found, Refusal) else None)
        if worst is not None:
            raise worst
        return args.TimedText(None, text)

    def moment_or_none(self, phrase: str, reading: Reading) -> "Refusal | bool":
        """Whether words are a phrase of time: a refusal where they are one that no clock or calendar has."""
        found = self.moment(phrase, reading, "future")
        if not isinstance(found, phrases.NotUnderstood):
            return True
        return self.unclear(phrase, found.reason.value) if found.reason in _TIMELY else False

    @override
    def sample(self) -> str:
        return "tomorrow 09:00 TEXT…"


def _twice(refusal: Refusal) -> bool:
    """Whether a longer beginning was refused because it names two times of day."""
    return getattr(refusal.reason, "reason", "") == phrases.Reason.TWO_TIMES.value


MOST_WORDS = 16
_TIMELY = frozenset(
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
    }
)
"""Reasons that show that a time was meant."""


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
