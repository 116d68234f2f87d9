"""Reading a typed line: forgiving at the keyboard, and everything it cannot place is quoted back.

Matching is done on a copy of the line in which every character has its plain counterpart at the same
place (dashes, quotes, digits); what people wrote is always cut from the line itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice, takewhile
from typing import Any

from bot.commands.declare import Command, Field, Kind
from bot.commands.readers.base import ChoiceReader, Reader
from bot.commands.readers.people import WhosReader
from bot.commands.readers.records import SPACED, RefReader, numbered
from bot.commands.readers.times import MomentReader, TimeReader
from bot.commands.reading import Reading
from bot.commands.words import synonyms
from bot.model.refusals import Refusal, Several, Unclear
from bot.text.clean import fold, shorten

_PLAIN = str.maketrans("—–−‑‐“”«»„‟＂：＝،؛　\u00a0\u202f\u2009", '-----"""""""' + ":=,;    ")
_SIGNS = frozenset({"//", "/", "!", "！", "／"})
_INVISIBLE = " \t\r\n\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u061c"
_PREFIX = re.compile(rf"^\s*(?://|[/!！／])[\s{_INVISIBLE}]*(?=\w)")
_KEYED = re.compile(
    r"(?P<dash>--?)?(?P<key>[^\W\d_][\w\u064b-\u0652+-]*?)(?P<mark>[:=]|(?<=[\w])(?=>=))"
    r"""(?P<value>"[^"]*"|['‘](?:[^'‘’]|['’](?=\w))*['’](?!\S)|\S*)"""
)
_FLAG = re.compile(r'--?(?P<key>[^\W\d_]\w*)\s+(?P<value>"[^"]*"|\S+)')
_LATE = re.compile(r"[:=]|sev|tlp", re.IGNORECASE)
_WORD = re.compile(r'"[^"]*"|\S+')
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "«": "»", "„": "“", "”": "”", "'": "'", "‘": "’"}
NEAR_LENGTH = 4
GLIMPSE = 40
LONGEST_PHRASE = 8
_CLOCK = re.compile(r"\d[:h]\d")
_AND = frozenset({"", "&", "+", "and", "et", "y", "e", "و", "na"})
_SPOKEN_OF = """
about with by from of or on at via against without than like de du des d avec sur par contre chez ou sans del
con sobre por sin o do da com pelo pela sem kuhusu wa ya la juu au عن مع من في علي حول بشان ضد او بدون
"""
_OF = frozenset(_SPOKEN_OF.split())
"""Words before somebody's name that is part of a text, folded."""
_UNMISTAKABLE = {"tlp", "sev"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a line says: values for the handler, the texts they came from, and what is missing."""

    values: dict[str, Any]
    given: dict[str, str]
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Line:
    """A line on its way: the text, its plain copy, the fields that have a place, and what was found.

    `free` is where a free text begins that was given by its key.
    """

    command: Command
    text: str
    plain: str
    places: list[Field]
    free: int | None = None
    given: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def take(self, one: Field, start: int, end: int) -> None:
        """Nothing; the field was given by this part of the line."""
        if one.name in self.given:
            if not one.reader.several:
                raise Refusal(Unclear(one.key, self.text[start:end][:80], "twice"))
            self.given[one.name] += f" {self.text[start:end]}"
            return
        self.given[one.name], self.spans[one.name] = _unquoted(self.text[start:end]), (start, end)

    def fixed(self, start: int, end: int, instead: str) -> str:
        """The line with a part put right, ready to copy."""
        return f"/{self.command.name} {self.text[:start]}{instead}{self.text[end:]}"


def addressed(text: str, *, direct: bool, names: tuple[str, ...]) -> str | None:
    """The line without its prefix or mention of the bot; None for what is not a command.

    Among people a lone sign is not for the bot; said to it alone, it asks for help.
    """
    line = text.lstrip(_INVISIBLE)
    if direct and line.strip() in _SIGNS:
        return "help"
    if (found := _PREFIX.match(line)) is not None:
        return _without_bot(line[found.end() :], names)
    for name in names:
        found = re.match(rf"^\s*@?{re.escape(name)}\s*[:,]?\s+(?=\S)", line, re.IGNORECASE)
        if found is not None:
            rest = line[found.end() :]
            return addressed(rest, direct=direct, names=()) or rest
    return None


def _without_bot(line: str, names: tuple[str, ...]) -> str:
    """`/status@liaison_bot now` is `status now`."""
    first, blank, rest = line.partition(" ")
    word, at, bot = first.partition("@")
    return f"{word}{blank}{rest}" if at and any(name in bot.casefold() for name in names) else line


def plain(text: str) -> str:
    """The text with plain quotes, dashes, blanks and digits, each character in its place."""
    if text.isascii():
        return text
    text = text.translate(_PLAIN)
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def read(command: Command, text: str, reading: Reading) -> Parsed:
    """What a line after its command words says; raises `Refusal(Unclear)` for what cannot be placed."""
    line = _Line(command, text, plain(text), [one for one in command.fields if one.kind is Kind.WORD])
    rest = next((one for one in command.fields if one.kind is Kind.REST), None)
    start = _lead(line, reading)
    if start < len(line.text):
        _tail(line, rest, start, reading)
    return _values(command, line.given, reading, line)


def read_given(command: Command, given: dict[str, str], reading: Reading) -> Parsed:
    """As `read`, from texts that were given one by one."""
    return _values(command, dict(given), reading, None)


def _lead(line: _Line, reading: Reading) -> int:
    """Where the free text begins, after everything before it was placed."""
    at = 0
    while (found := _WORD.search(line.plain, at)) is not None:
        end = _placed(line, found, reading)
        if end is None:
            return found.start()
        at = end
    return len(line.text) if line.free is None else line.free


def _placed(line: _Line, found: re.Match[str], reading: Reading) -> int | None:
    """Where the next word begins, None where free text begins."""
    word = found[0]
    keyed = _KEYED.match(line.plain, found.start()) if ":" in word or "=" in word else None
    if keyed is not None:
        end = _keyed(line, keyed, reading)
        if end is not None:
            return end
    flag = _FLAG.match(line.plain, found.start()) if word[0] == "-" else None
    if flag is not None and (one := _field(line.command, flag["key"])) is not None:
        line.take(one, *flag.span("value"))
        return flag.end()
    return _bare(line, found)


def _phrase_end(line: _Line, reader: TimeReader, start: int, end: int, reading: Reading) -> int:
    """Where an unquoted phrase of time ends: `due:fri 17:00 call them` goes as far as it has figures."""
    best, known = end, reader.means(line.text[start:end], reading)
    for found in islice(_WORD.finditer(line.plain, end), LONGEST_PHRASE):
        added = line.plain[end : found.end()]
        if any(sign in added for sign in ":=@") and not _CLOCK.search(added):
            break
        longer = reader.means(line.text[start : found.end()], reading)
        if longer and (not known or any(map(str.isdigit, added))):
            best = found.end()
    return best


def _keyed(line: _Line, found: re.Match[str], reading: Reading) -> int | None:
    one = _field(line.command, found["key"])
    if one is None:
        _misspelt(line, found)
        return None
    start, end = found.span("value")
    if start == end and not found["mark"]:
        return None
    if isinstance(one.reader, TimeReader) and one.kind is Kind.KEY and found["value"][:1] not in _QUOTES:
        end = _phrase_end(line, one.reader, start, end, reading)
    if one.kind is Kind.REST and not found["value"].startswith('"'):
        line.free = start
        return len(line.text)
    if start == end:
        return None
    line.take(one, start, end)
    return end


def _misspelt(line: _Line, found: re.Match[str]) -> None:
    """A key that is nearly one of this command's is asked about, not taken for text."""
    key, value = fold(found["key"]), found["value"]
    if not value or value.startswith("//") or not found["mark"]:
        return
    keys = [one.key for one in line.command.fields] + [
        alias for one in line.command.fields for alias in one.aliases
    ]
    near = get_close_matches(key, keys, n=1, cutoff=0.75 if len(key) >= NEAR_LENGTH else 0.66)
    if near and len(near[0]) > 2:  # noqa: PLR2004 - keys of two letters are near to everything
        start, end = found.start("key"), found.end("key")
        fixed = line.fixed(start, end, near[0])
        raise Refusal(
            Unclear(near[0], line.text[start : found.end()], "unknown_key", (f"{near[0]}:",), fixed)
        )


def _bare(line: _Line, found: re.Match[str]) -> int | None:
    """Where the next word begins after a bare word, None where it begins the free text."""
    placed = _in_place(line, found)
    return placed if placed is not None else _by_shape(line, found)


def _in_place(line: _Line, found: re.Match[str]) -> int | None:
    """Where the next word begins after one that stands in the place of an argument, or leads to it."""
    start, end = found.span()
    word = line.plain[start:end]
    places = [one for one in line.places if one.name not in line.given]
    spaced = SPACED.match(line.plain, start)
    if spaced is not None and places and isinstance(places[0].reader, RefReader):
        line.take(places[0], *spaced.span())
        return spaced.end()
    for one in places:
        if isinstance(one.reader, RefReader) and not one.required and _perhaps_text(line, found):
            _ask_whether(line, one.reader, found)
        if _fits(one.reader, word, line, last=_nothing_fits(places[places.index(one) + 1 :], word)):
            line.take(one, start, end)
            return end
        if one.fillers and _fills(one, word):
            return end
    return None


def _by_shape(line: _Line, found: re.Match[str]) -> int | None:
    """Where the next word begins after one that is known by its shape, or stands between two of them."""
    start, end = found.span()
    word = line.plain[start:end]
    if _joins(line, found):
        return end
    for one in line.command.fields:
        if one.reader.shape(word) and (one.name not in line.given or one.reader.several):
            line.take(one, start, end)
            return end
    return None


def _perhaps_text(line: _Line, found: re.Match[str]) -> bool:
    """Whether a bare number may as well begin the free text, as in `3 boats to check`."""
    rest = next((one for one in line.command.fields if one.kind is Kind.REST), None)
    behind = _WORD.match(line.plain, found.end() + 1)
    if rest is None or isinstance(rest.reader, MomentReader) or behind is None or numbered(found[0]) is None:
        return False
    return behind[0][0].isalpha() and not _KEYED.match(behind[0]) and not _is_shaped(line, behind[0])


def _is_shaped(line: _Line, word: str) -> bool:
    fillers = any(one.fillers and _fills(one, word) for one in line.command.fields)
    return fillers or any(one.reader.shape(word) for one in line.command.fields)


def _ask_whether(line: _Line, reader: RefReader, found: re.Match[str]) -> None:
    """Nothing; a number that may name a record or begin the text is asked about."""
    start, end = found.span()
    ref, text = reader.named(found[0]), line.text[start:].strip()
    lines = (line.fixed(start, end, ref), line.fixed(start, len(line.text), f'"{text}"'))
    meanings = ((ref, ref), (shorten(text, GLIMPSE), text))
    raise Refusal(Several(reader.name, found[0], meanings, lines))


def _joins(line: _Line, found: re.Match[str]) -> bool:
    """Whether a word only stands between two people, as in `@amina and @jean`."""
    behind = _WORD.match(line.plain, found.end() + 1)
    return bool(line.given) and found[0].strip(",") in _AND and behind is not None and behind[0][0] == "@"


def _nothing_fits(behind: list[Field], word: str) -> bool:
    """Whether only references may come behind a place, and a word is none."""
    return all(isinstance(one.reader, RefReader) and not one.reader.fits(word) for one in behind)


def _fits(reader: Reader, word: str, line: _Line, *, last: bool) -> bool:
    """Whether a word in the place of a positional argument is that argument."""
    if isinstance(reader, RefReader):
        return reader.fits(word)
    if reader.shape(word):
        return True
    free = any(one.kind is Kind.REST for one in line.command.fields)
    if not last or (free and isinstance(reader, ChoiceReader)):
        return False
    waiting = [one for one in line.command.fields if one.name not in line.given]
    return not any(one.reader.shape(word) or fold(word) in one.fillers for one in waiting)


def _fills(one: Field, word: str) -> bool:
    """Whether a word only leads to an argument, as `into` does in `merge 5 into 3`."""
    folded = fold(word)
    return folded in one.fillers or any(folded in synonyms(filler) for filler in one.fillers)


def _tail(line: _Line, rest: Field | None, start: int, reading: Reading) -> None:
    """Nothing; the free text is placed, without the keys that were typed after it began."""
    if rest is None or rest.name in line.given:
        found = _WORD.search(line.plain, start)
        end = found.end() if found else len(line.text)
        raise Refusal(
            Unclear("", line.text[start:end][:80], "unplaced", (), line.fixed(start, end + 1, "").rstrip())
        )
    lead = _WORD.match(line.plain, start)
    if lead is not None and rest.fillers and _fills(rest, lead[0]):
        start = min(lead.end() + 1, len(line.text))
    text, at = "", start
    for begin, end in _late(line, start, reading):
        text, at = text + line.text[at:begin].rstrip(" "), end
    whole = _unquoted((text + line.text[at:]).strip())
    if whole:
        line.given[rest.name], line.spans[rest.name] = whole, (start, len(line.text))


def _late(line: _Line, start: int, reading: Reading) -> Iterator[tuple[int, int]]:
    """The parts of the free text that are arguments after all: a marking typed last must not be lost."""
    if not _LATE.search(line.plain, start) and "@" not in line.plain:
        return
    done = start
    for found in _WORD.finditer(line.plain, start):
        if found.start() < done:
            continue
        for span in _at(line, found, start, reading):
            done = span[1]
            yield span


def _at(line: _Line, found: re.Match[str], start: int, reading: Reading) -> Iterator[tuple[int, int]]:
    """The parts of the free text that are arguments, from this word on; nothing where it begins none."""
    keyed = _KEYED.match(line.plain, found.start())
    one = _field(line.command, keyed["key"]) if keyed else None
    if keyed is not None and one is not None and one.kind is Kind.KEY and _means(one, line, keyed, reading):
        begin, end = keyed.span("value")
        if isinstance(one.reader, TimeReader) and keyed["value"][:1] not in _QUOTES:
            end = _phrase_end(line, one.reader, begin, end, reading)
        line.take(one, begin, end)
        yield found.start(), max(end, found.end())
        return
    shaped = next((one for one in line.command.fields if _unmistakable(one, found[0])), None)
    if shaped is not None:
        line.take(shaped, *found.span())
        yield found.span()
    elif found[0][0] == "@":
        yield from _people_last(line, found, start, reading)


def _unmistakable(one: Field, word: str) -> bool:
    return one.kind is Kind.KEY and one.reader.name in _UNMISTAKABLE and one.reader.shape(word)


def _people_last(
    line: _Line, found: re.Match[str], start: int, reading: Reading
) -> Iterator[tuple[int, int]]:
    """The parts that name people behind the text, and perhaps the time: `Send it to @jean and @amina friday`.

    Nothing where other words follow: there somebody's name is part of the text.
    """
    who = next((one for one in line.command.fields if isinstance(one.reader, WhosReader)), None)
    before = list(_WORD.finditer(line.plain[: found.start()], start))
    if who is None or _given_before(line, who, start) or (before and _goes_on(who, before[-1][0])):
        return
    words = list(_WORD.finditer(line.plain, found.start()))
    people = list(takewhile(lambda word: word[0][0] in "@&" or _joins_people(who, word[0]), words))
    phrase = list(takewhile(lambda word: not _KEYED.match(word[0]), words[len(people) :]))
    rest = words[len(people) + len(phrase) :]
    due = _due_last(line, phrase, reading)
    if (phrase and due is None) or not all(_is_aside(word[0]) for word in rest):
        return
    if len(before) > 1 and _leads(who, before[-1][0]):
        yield before[-1].span()
    for word in people:
        if word[0][0] == "@":
            line.take(who, *word.span())
        yield word.span()
    if due is not None:
        span = phrase[0].start(), phrase[-1].end()
        line.take(due, *span)
        yield span


def _given_before(line: _Line, who: Field, start: int) -> bool:
    """Whether people were given before the text, so that those in it are spoken of."""
    return who.name in line.spans and line.spans[who.name][0] < start


def _goes_on(who: Field, word: str) -> bool:
    """Whether somebody named behind a word is spoken of: `Ask about @jean`, `Call omar and @jean`."""
    folded = fold(word)
    return (folded in _OF or folded in _AND or folded.removeprefix("و") in _OF) and not _leads(who, word)


def _joins_people(who: Field, word: str) -> bool:
    """Whether a word stands between two people, as in `to @jean and to @amina`."""
    return word in _AND or _leads(who, word) or _leads(who, fold(word).removeprefix("و"))


def _due_last(line: _Line, phrase: list[re.Match[str]], reading: Reading) -> Field | None:
    """The argument of a time that these words are, where it was not given otherwise."""
    for one in line.command.fields if phrase else ():
        if one.kind is Kind.KEY and isinstance(one.reader, TimeReader) and one.name not in line.given:
            text = _unquoted(line.text[phrase[0].start() : phrase[-1].end()])
            return one if one.reader.means(text, reading, perhaps=True) else None
    return None


def _is_aside(word: str) -> bool:
    """Whether a word names somebody, is a key, or only stands between two of them."""
    return word[0] in "@&" or bool(_KEYED.match(word)) or word in _AND


def _leads(one: Field, word: str) -> bool:
    """Whether a word behind the text leads to an argument, as `to` does in `Send it to @jean`."""
    folded = fold(word)
    return any(folded == alias or folded in synonyms(alias) for alias in one.aliases)


def _means(one: Field, line: _Line, found: re.Match[str], reading: Reading) -> bool:
    """Whether a late key has a value that can be read; markings and dates are never taken for text."""
    start, end = found.span("value")
    if one.name in line.given and not one.reader.insists:
        return False
    if one.reader.insists:
        return True
    try:
        one.reader.read(_unquoted(line.text[start:end]), reading)
    except Refusal:
        return False
    return True


def _field(command: Command, key: str) -> Field | None:
    return _keys(command).get(fold(key))


_KEYS: dict[tuple[str, ...], dict[str, Field]] = {}


def _keys(command: Command) -> dict[str, Field]:
    known = _KEYS.get(command.path)
    if known is None:
        known = _KEYS[command.path] = {}
        for one in command.fields:
            for key in (one.key, one.name, *one.aliases):
                known.setdefault(fold(key), one)
                for word in synonyms(key):
                    known.setdefault(word, one)
    return known


def _values(command: Command, given: dict[str, str], reading: Reading, line: _Line | None) -> Parsed:
    values: dict[str, Any] = {}
    missing: list[str] = []
    for one in command.fields:
        if one.name in given:
            values[one.name] = _value(one, given[one.name], reading, line)
        elif isinstance(one.reader, RefReader) and one.required:
            values[one.name] = record = reading.recent(one.reader.kind)
            given[one.name] = str(getattr(record, "ref", ""))
        elif one.required:
            missing.append(one.name)
        elif isinstance(one.reader, RefReader) and (replied := reading.replied(one.reader.wanted)):
            values[one.name] = replied
        else:
            values[one.name] = one.default
    return Parsed(values, given, tuple(missing))


def _value(one: Field, text: str, reading: Reading, line: _Line | None) -> Any:  # noqa: ANN401 - the reader's type
    try:
        return one.reader.read(text, reading)
    except Refusal as refusal:
        reason = refusal.reason
        if line is not None and isinstance(reason, Several) and one.name in line.spans:
            raise Refusal(replace(reason, lines=tuple(_chosen(line, one, reason)))) from None
        if line is None or not isinstance(reason, Unclear) or one.name not in line.spans:
            raise
        near = get_close_matches(fold(text), [fold(choice) for choice in reason.choices], n=1, cutoff=0.6)
        if not near:
            raise
        fixed = line.fixed(*line.spans[one.name], near[0])
        raise Refusal(Unclear(reason.field, reason.text, reason.reason, reason.choices, fixed)) from None


def _chosen(line: _Line, one: Field, reason: Several) -> Iterator[str]:
    """The line with each meaning of the doubtful phrase in its place, ready to run."""
    start, end = line.spans[one.name]
    doubtful = line.text[start:end]
    for _, phrase in reason.meanings:
        if one.kind is Kind.KEY:
            yield line.fixed(start, end, f'"{phrase}"')
        else:
            yield line.fixed(start, end, doubtful.replace(reason.text, phrase, 1))


def _unquoted(text: str) -> str:
    """The text without one pair of quotes around all of it."""
    close = _QUOTES.get(text[:1])
    if close is None or len(text) < 2:  # noqa: PLR2004 - a pair
        return text
    inside = text[1:-1]
    return inside.strip() if text[-1] in {close, '"', "”"} and not set(inside) & set('"“”«»„') else text
