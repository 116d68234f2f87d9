"""The reader: a phrase in, its meaning out."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.time.clock import wall_of
from bot.time.phrases.canonical import canonical
from bot.time.phrases.chart import Chart, TooMuchError
from bot.time.phrases.days import Frame
from bot.time.phrases.frames import Frames
from bot.time.phrases.grammar.whole import GRAMMAR
from bot.time.phrases.lexicon import LANGUAGES
from bot.time.phrases.meanings import Meaning, meanings
from bot.time.phrases.readings import (
    Ambiguous,
    Choice,
    Duration,
    Instant,
    Kind,
    Note,
    NotUnderstood,
    Reading,
    Reason,
    Understood,
)  # fmt: skip
from bot.time.phrases.scenes import Prefer, RefusedError, Scene
from bot.time.phrases.words import Edges, Phrase
from bot.time.weeks import MONDAY_TO_FRIDAY, Week

__all__ = ["Prefer", "read", "read_duration", "read_instant"]

LONGEST = 500  # characters
MOST_CHOICES = 6
_SPANNING = {"AND", "BETWEEN", "DASH", "SEPARATOR", "TO"}  # kinds of words between two times


def read(
    text: str,
    *,
    language: str,
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = "future",
    week: Week = MONDAY_TO_FRIDAY,
    off: frozenset[date] = frozenset(),
) -> Understood:
    """What a phrase means for somebody in a zone at an instant; `off` are days that are no working days."""
    if not text.strip():
        return NotUnderstood("", Reason.EMPTY)
    if len(text) > LONGEST:
        return NotUnderstood(text[:40], Reason.TOO_LONG)
    scene = Scene(now.replace(microsecond=0), zone, prefer == "past", week, off, text)
    try:
        phrase = Phrase(text, language if language in LANGUAGES else "en")
        return _read(phrase, dict.fromkeys((language, "en")), scene)
    except TooMuchError:
        return NotUnderstood(text[:40], Reason.TOO_LONG)


def read_instant(
    text: str,
    *,
    language: str,
    now: datetime,
    zone: ZoneInfo,
    prefer: Prefer = "future",
    week: Week = MONDAY_TO_FRIDAY,
    off: frozenset[date] = frozenset(),
) -> Understood:
    """The same where only an instant will do: a duration counts from now, backwards for the past."""
    found = read(text, language=language, now=now, zone=zone, prefer=prefer, week=week, off=off)
    if not isinstance(found, Duration):
        return found
    move = found.before if prefer == "past" else found.after
    at = move(now, zone, week=week, off=off)
    return Instant(at, wall_of(at, zone), zone, exact_time=bool(found.seconds))


def read_duration(text: str, language: str) -> Duration | NotUnderstood:
    """The length of time a phrase names."""
    if not text.strip() or len(text) > LONGEST:
        return NotUnderstood(text[:40], Reason.NOT_A_DURATION)
    found: Duration | None = None
    with suppress(TooMuchError):
        phrase = Phrase(text, language if language in LANGUAGES else "en")
        lengths = (_length(phrase, languages) for languages in _tiers(dict.fromkeys((language, "en"))))
        found = next(filter(None, lengths), None)
    return found or NotUnderstood(text[:40], Reason.NOT_A_DURATION)


def _length(phrase: Phrase, languages: tuple[str, ...]) -> Duration | None:
    """The one length of time that all of a phrase is, in words of some languages."""
    chart = Chart(phrase.lattice(*languages), GRAMMAR)
    found: set[Duration] = {
        slots[0][1]
        for end, slots, _ in chart.find("item", 0)
        if end == len(phrase) and slots[0][0] == "length"
    }
    return found.pop() if len(found) == 1 else None


def _tiers(languages: Mapping[str, None]) -> Iterator[tuple[str, ...]]:
    """The sender's language alone, English alone, and words of both."""
    names = tuple(languages)
    yield from ((name,) for name in names)
    if len(names) > 1:
        yield names


def _read(phrase: Phrase, languages: Mapping[str, None], scene: Scene) -> Understood:
    failure = NotUnderstood(phrase.word(0), Reason.UNKNOWN_WORD)
    twice: NotUnderstood | None = None
    understood = False  # all its words, if not what they say together
    for tier in _tiers(languages):
        if understood and len(tier) > 1:
            break  # words of two languages would only be guessed at
        edges = phrase.lattice(*tier)
        unknown = _unknown(edges[: len(phrase)])
        if unknown is not None:
            failure = NotUnderstood(phrase.word(unknown), Reason.UNKNOWN_WORD)
            continue
        understood = True
        chart = Chart(edges, GRAMMAR)
        frames = Frames(chart, len(phrase))
        found, refused = _meanings(frames, scene)
        if found:
            return _answer(found)
        twice = twice or _two_times(chart, phrase, edges)
        if refused is not None:
            if twice and refused.reason is Reason.NEEDS_DAY:
                return twice
            # The sender's own language has read all of it; another would only guess.
            return NotUnderstood(_quoted(refused.reason, phrase, edges), refused.reason)
        failure = _failure(phrase, chart, frames)
    return failure if twice is None or failure.reason is Reason.TWO_DATES else twice


def _meanings(frames: Frames, scene: Scene) -> tuple[list[Meaning], RefusedError | None]:
    found: list[Meaning] = []
    refused: RefusedError | None = None
    for level in frames:
        for frame in _certain(level):
            try:
                found += meanings(frame, scene)
            except RefusedError as error:
                refused = refused or error
            except (OverflowError, ValueError):
                refused = refused or RefusedError(Reason.TOO_FAR)
        if found:
            break
    return found, refused


def _certain(level: list[Frame]) -> list[Frame]:
    """The readings of a level; without lengths, where the hours are certainly a time of day."""
    if any("certain" in frame for frame in level):
        return [frame for frame in level if "length" not in frame]
    return level


def _quoted(reason: Reason, phrase: Phrase, edges: list[Edges]) -> str:
    """What a refusal is about: the zone that means several, else the whole phrase."""
    if reason is Reason.AMBIGUOUS_ZONE:
        return next(phrase.word(place) for place, here in enumerate(edges) if "ZONE_MANY" in here)
    return phrase.typed.strip()


def _answer(found: list[Meaning]) -> Understood:
    """One meaning as it is, several as a question."""
    told_apart: dict[object, Meaning] = {}
    for kind, reading in found:
        known = told_apart.setdefault(_key(reading), (kind, reading))
        if known[0] is Kind.OTHER:
            told_apart[_key(reading)] = (kind, reading)
    distinct = [*told_apart.values()]
    # Today at 3, said at ten: what has gone by already cannot be meant where the other has not.
    distinct = [meaning for meaning in distinct if not _on_the_other_side(meaning)] or distinct
    if len(distinct) == 1:
        return distinct[0][1]
    distinct.sort(key=_order)
    choices = (Choice(kind, reading, canonical(reading)) for kind, reading in distinct)
    return Ambiguous(tuple(choices)[:MOST_CHOICES])


def _on_the_other_side(meaning: Meaning) -> bool:
    """Whether a reading lies in the past where the future was meant, or the other way round."""
    return bool({Note.PAST, Note.FUTURE} & set(getattr(meaning[1], "notes", ())))


def _order(meaning: Meaning) -> tuple[bool, float]:
    """Instants by time, before lengths and rules as they came."""
    reading = meaning[1]
    return (False, reading.at.timestamp()) if isinstance(reading, Instant) else (True, 0)


def _key(reading: Reading) -> object:
    """What makes two readings the same for whoever asked."""
    if isinstance(reading, Instant):
        return reading.at, reading.zone.key, reading.exact_time
    return reading


def _two_times(chart: Chart, phrase: Phrase, edges: list[Edges]) -> NotUnderstood | None:
    """The span of time in a phrase, from nine to eleven."""
    if not any(_SPANNING & here.keys() for here in edges):
        return None
    for place in range(len(phrase)):
        if found := chart.find("two_times", place):
            return NotUnderstood(phrase.words(place, max(end for end, *_ in found)), Reason.TWO_TIMES)
    return None


def _unknown(edges: list[Edges]) -> int | None:
    """The first place that no word covers."""
    reached = 0
    for place, here in enumerate(edges):
        if not here and place >= reached:
            return place
        reached = max(reached, *(end for ends in here.values() for end, _ in ends)) if here else reached
    return None


def _failure(phrase: Phrase, chart: Chart, frames: Frames) -> NotUnderstood:
    """What was said twice, else the word at which all readings end."""
    if frames.clash is not None:
        place, end, reason = frames.clash
        return NotUnderstood(phrase.words(place, end), reason)
    return NotUnderstood(phrase.word(chart.furthest), Reason.UNKNOWN_WORD)
