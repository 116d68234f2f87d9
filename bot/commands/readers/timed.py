"""A phrase of time together with a text: `tomorrow 09:00 call the port`, `call the port at 9 tomorrow`."""

import re
from collections.abc import Callable, Iterator

from typing_extensions import override

from bot.commands import args
from bot.commands.readers.times import MEANT, TimeReader, exact, label
from bot.commands.reading import Reading
from bot.model.refusals import Refusal, Several
from bot.time.hours import MORNING
from bot.time.phrases import readings as phrases
from bot.time.phrases.canonical import canonical

MOST_WORDS = 16
_EDGES = " ,;:،؛"
_GOES_ON = """
or before after till of ou avant après apres o u antes después despues depois au kabla baada أو او قبل بعد
"""
_MORE = frozenset(_GOES_ON.split())
"""Words behind a phrase of time that show that it goes on in a way that was not understood."""
_LIMITING = """
until except excluding starting from between unless jusqu'à jusqu'au jusque sauf hormis dès entre hasta
salvo excepto menos desde até ate exceto hadi mpaka isipokuwa ila kuanzia kati حتى حتي لغاية إلا الا ماعدا ما
ابتداء بين
"""
_LIMITS = frozenset(_LIMITING.split())
"""Words behind a rule, or before a time at the end of a line, that are of a limit that was not understood."""
_AND = frozenset({"and", "et", "y", "e", "na", "و", "&", "+"})
_IN = frozenset({"in", "during", "en", "em", "dans", "pendant", "durante", "katika", "mwezi", "في", "خلال"})
_NEAR = 9  # words before a time at the end in which a rule may be
_NUMBER_LAST = re.compile(r"(.*\S)\s+(\d{1,2})")
_NUMBER = re.compile(r"\d{1,2}")
_PERHAPS = frozenset({phrases.Reason.AMBIGUOUS_ZONE})
"""The same, where the word is one in capitals: `tomorrow 09:00 EST call`, and not `met the governor`."""


class TimedTextReader(TimeReader):
    """The longest beginning that is a phrase of time, else the longest end; the rest is the text.

    A day at the beginning takes an hour from the end: `tomorrow call the port at 10:00`.
    """

    @override
    def read(self, text: str, reading: Reading) -> args.TimedText:
        if not text.strip():
            raise self.unclear(text, "missing")
        self.within(text)
        troubles: dict[str, Refusal] = {}
        for phrase, rest in _splits(text):
            found = self._found(phrase, reading)
            if not isinstance(found, phrases.NotUnderstood):
                self._raise_for_more(phrase, troubles)
                ends = not text.lstrip().startswith(phrase)
                return self._timed(text, phrase, rest, found, reading, ends=ends)
            if found.reason in MEANT or (found.reason in _PERHAPS and found.word.isupper()):
                troubles[phrase] = self.refused(phrase, found)
        self._raise_for_more("", troubles)
        return args.TimedText(None, text)

    def _found(self, phrase: str, reading: Reading) -> phrases.Understood | Several:
        try:
            return self.moment(phrase, reading, "future")
        except Refusal as refusal:
            if isinstance(refusal.reason, Several):
                return refusal.reason
            raise

    @staticmethod
    def _raise_for_more(phrase: str, troubles: dict[str, Refusal]) -> None:
        """Nothing, unless a phrase is only a part of one that was refused: `tomorrow` of `tomorrow 25:00`.

        The weekday in `tomorrow 09:00 Friday report` is one of the text.
        """
        for longer, trouble in troubles.items():
            apart = getattr(trouble.reason, "reason", "") == phrases.Reason.WEEKDAY_MISMATCH.value
            if not (apart and phrase) and (longer.startswith(phrase) or longer.endswith(phrase)):
                raise trouble

    def _raise_before(self, words: list[str], phrase: str, reading: Reading) -> None:
        """Nothing, unless the phrase at the end goes on what is before it: `every Monday until` Christmas."""
        if _bare(words[-1]) in _MORE | _LIMITS | _AND:
            raise self.unclear(f"{words[-1]} {phrase}", phrases.Reason.UNKNOWN_WORD.value)
        for place in range(max(0, len(words) - _NEAR), len(words) - 1):
            if isinstance(self._found(" ".join(words[place : place + 2]), reading), phrases.Recurrence):
                raise self.unclear(" ".join([*words[place:], phrase]), phrases.Reason.TWO_DATES.value)

    def _raise_behind(
        self, words: list[str], phrase: str, found: phrases.Understood | Several, reading: Reading
    ) -> None:
        """Nothing, unless the phrase at the beginning goes on behind itself: `tomorrow` and Friday."""
        first, rule = _bare(words[0]), isinstance(found, phrases.Recurrence)
        if first in _MORE or (rule and first in _LIMITS):
            raise self.unclear(words[0], phrases.Reason.UNKNOWN_WORD.value)
        twice = [self._found(" ".join(words[:count]), reading) for count in (2, 3)]
        if any(isinstance(one, phrases.Instant) and exact(one) for one in twice) and not _is_whole_day(found):
            raise self.unclear(" ".join([phrase, *words[:2]]), phrases.Reason.TWO_TIMES.value)
        more = words[1:] if first in _AND or (rule and first in _IN) else []
        if first[:1] == "و" and first not in _AND:
            more = [first[1:], *words[1:]]
        if more and self._is_of_time(more, reading):
            whole = " ".join([phrase, *words[: len(words) - len(more) + 1]])
            raise self.unclear(whole, phrases.Reason.TWO_DATES.value)

    def _is_of_time(self, words: list[str], reading: Reading) -> bool:
        """Whether a text begins with a time, be it one that cannot be, or with a number."""
        if words[0][:1].isdecimal():
            return True
        begun = (" ".join(words[:count]) for count in (1, 2, 3))
        found = [self._found(text, reading) for text in (f"1 {words[0]}", *begun)]  # a month, or by itself
        vague = {phrases.Reason.UNKNOWN_WORD, phrases.Reason.TOO_LONG}
        return any(not isinstance(one, phrases.NotUnderstood) or one.reason not in vague for one in found)

    def _ask_whose_number(
        self,
        text: str,
        apart: tuple[str, Callable[[str], str]],
        rest: str,
        found: phrases.Understood | Several,
        reading: Reading,
    ) -> None:
        """Nothing, unless a number in a text may be an hour, or a word of what is said: `tomorrow 12 boxes`.

        `apart` is the phrase without the number, and how the line is put where it is one of the text.
        """
        day = self._found(apart[0], reading)
        match found:
            case Several(_, _, meanings):
                hours = meanings
            case phrases.Instant():
                hours = (_meaning(found, reading),)
            case _:
                return
        if isinstance(day, phrases.Instant):
            said, on = _meaning(day, reading)
            if _is_whole_day(day):  # and so that the number is not asked about again
                on = on.replace(" tz:", f" {MORNING:%H:%M} tz:")
            lines = [(label, f"{one} {rest}") for label, one in hours if label != said]
            lines.append((said, apart[1](on)))
            raise Refusal(Several(self.name, text, tuple(lines)))

    def _timed(
        self,
        text: str,
        phrase: str,
        rest: str,
        found: phrases.Understood | Several,
        reading: Reading,
        *,
        ends: bool,
    ) -> args.TimedText:
        words = rest.split()
        if words and ends:
            self._raise_before(words, phrase, reading)
        elif words:
            self._raise_behind(words, phrase, found, reading)
            if rest[0].isalpha() and (bare := _NUMBER_LAST.fullmatch(phrase)) is not None:
                own = bare[2]
                self._ask_whose_number(
                    text, (bare[1], lambda day: f"{own} {rest} {day}"), rest, found, reading
                )
        if _is_whole_day(found) and (hour := self._hour_behind(text, phrase, rest, reading)) is not None:
            return hour
        return args.TimedText(self.time(phrase, reading), rest)

    def _hour_behind(self, text: str, phrase: str, rest: str, reading: Reading) -> args.TimedText | None:
        """The day together with an hour that stands behind the text, or None."""
        words = list(re.finditer(r"\S+", rest))
        for word in words[1:][-4:]:
            whole, said = f"{phrase} {rest[word.start() :]}", rest[: word.start()].strip(_EDGES)
            found = self._found(whole, reading)
            if _NUMBER.fullmatch(rest, word.start()):
                if _bare(said.split()[-1]) in _AND:
                    raise self.unclear(rest, phrases.Reason.TWO_TIMES.value)
                self._ask_whose_number(text, (phrase, lambda day: f"{day} {rest}"), said, found, reading)
            match found:
                case Several(field, _, meanings):
                    lines = tuple((label, f"{one} {said}") for label, one in meanings)
                    raise Refusal(Several(field, text, lines))
                case phrases.Instant() | phrases.Recurrence() if not _is_whole_day(found):
                    if self._is_of_time(said.split()[-1:], reading):
                        raise self.unclear(whole, phrases.Reason.TWO_DATES.value)
                    return args.TimedText(self.time(whole, reading), said)
        return None

    @override
    def sample(self) -> str:
        return "tomorrow 09:00 TEXT…"


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The text as phrase and rest: beginnings from long to short, then ends."""
    words = list(re.finditer(r"\S+", text))
    for word in words[MOST_WORDS - 1 :: -1]:
        yield text[: word.end()].strip(_EDGES), text[word.end() :].strip(_EDGES)
    for word in words[-MOST_WORDS:]:
        yield text[word.start() :].strip(_EDGES), text[: word.start()].strip(_EDGES)


def _bare(word: str) -> str:
    return word.strip(_EDGES).casefold()


def _meaning(found: phrases.Instant, reading: Reading) -> tuple[str, str]:
    """A moment as a button says it, and as it can be typed."""
    said = canonical(found)
    return label(phrases.Choice(phrases.Kind.OTHER, found, said), reading), said


def _is_whole_day(found: phrases.Understood | Several) -> bool:
    """Whether a day was named and no time of it."""
    match found:
        case phrases.Instant():
            return not exact(found)
        case phrases.Recurrence(rule, _):
            return not rule.timed
        case _:
            return False
