"""A phrase of time together with a text: `tomorrow 09:00 call the port`, `call the port at 9 tomorrow`."""

import re
from collections.abc import Iterator

from typing_extensions import override

from bot.commands import args
from bot.commands.readers.times import TimeReader, exact
from bot.commands.reading import Reading
from bot.model.refusals import Refusal, Several
from bot.time.phrases import readings as phrases

MOST_WORDS = 16
_EDGES = " ,;:،؛"
_MORE = frozenset(
    (
        *("or", "before", "after", "till", "ou", "avant", "après", "apres", "o", "u", "antes", "después"),
        *("despues", "depois", "au", "kabla", "baada", "أو", "او", "قبل", "بعد"),
    )
)
"""Words behind a phrase of time that show that it goes on in a way that was not understood."""
_ANOTHER = re.compile(r"(?:(?:and|et|y|e|na)\s+|و\s*|[&+,،]\s*)\d", re.IGNORECASE)
"""What is behind a phrase of time that names another time: `tomorrow at 9 and 17`."""
_MEANT = frozenset(
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
                return self._timed(phrase, rest, found, reading)
            if found.reason in _MEANT or (found.reason in _PERHAPS and found.word.isupper()):
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

    def _timed(
        self, phrase: str, rest: str, found: phrases.Understood | Several, reading: Reading
    ) -> args.TimedText:
        first = rest.partition(" ")[0].strip(_EDGES).casefold()
        if first in _MORE:
            raise self.unclear(first, phrases.Reason.UNKNOWN_WORD.value)
        if _ANOTHER.match(rest):
            raise self.unclear(f"{phrase} {rest}", phrases.Reason.TWO_TIMES.value)
        if _is_whole_day(found) and (hour := self._hour_behind(phrase, rest, reading)) is not None:
            return hour
        return args.TimedText(self.time(phrase, reading), rest)

    def _hour_behind(self, phrase: str, rest: str, reading: Reading) -> args.TimedText | None:
        """The day together with an hour that stands behind the text, or None."""
        words = list(re.finditer(r"\S+", rest))
        for word in words[1:][-4:]:
            whole, said = f"{phrase} {rest[word.start() :]}", rest[: word.start()].strip(_EDGES)
            found = self._found(whole, reading)
            match found:
                case Several(field, _, meanings):
                    lines = tuple((label, f"{one} {said}") for label, one in meanings)
                    raise Refusal(Several(field, f"{phrase} {rest}", lines))
                case phrases.Instant() | phrases.Recurrence() if not _is_whole_day(found):
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


def _is_whole_day(found: phrases.Understood | Several) -> bool:
    """Whether a day was named and no time of it."""
    match found:
        case phrases.Instant():
            return not exact(found)
        case phrases.Recurrence(rule, _):
            return not rule.timed
        case _:
            return False
