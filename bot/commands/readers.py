"""One small reader for each type of argument: which shapes are its own, and what they mean."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from typing_extensions import override

from bot.commands import args
from bot.commands.args import Mark
from bot.commands.declare import Arg, Kind
from bot.commands.reading import Option, Reading
from bot.commands.words import synonyms
from bot.model.incidents import PREFIX, Outcome
from bot.model.links import Relation
from bot.model.markings import Tlp
from bot.model.refusals import NoRecord, Refusal, TooLong, Unclear
from bot.model.taskforces import Role, TaskForce
from bot.model.taxonomy import CATEGORIES
from bot.text.catalogs import ENDONYMS, LANGUAGES
from bot.text.clean import digits, fold, one_line, shorten
from bot.text.countries import read_country
from bot.time.phrases import readings as phrases
from bot.time.phrases.reader import Prefer
from bot.time.phrases.reader import read as read_phrase
from bot.time.zones import read_zone
from bot.views import words

NUMBER = 2**31
LONGEST_REF = 40
LONGEST_PHRASE = 200

_REF = re.compile(r"^(?:(?:inc|incident)[\s_.-]*)?#?0*(\d+)$", re.IGNORECASE)
_NAMED_REF = re.compile(r"^(?:inc|incident)[\s_.-]*0*(\d+)$", re.IGNORECASE)
_SEVERITY = re.compile(r"^(?:sev|severity)?\s*(?:>=|=|:)?\s*([1-5])\+?$", re.IGNORECASE)
_SEVERITY_SHAPE = re.compile(r"^sev(?:>=|=|:)?\d+\+?$", re.IGNORECASE)
_SOURCE = re.compile(r"^([A-Fa-f])([1-6])$")
_TLP = {"clear": Tlp.CLEAR, "white": Tlp.CLEAR, "green": Tlp.GREEN, "amber": Tlp.AMBER, "red": Tlp.RED}
_TLP |= {
    "amber+strict": Tlp.STRICT,
    "amber-strict": Tlp.STRICT,
    "amberstrict": Tlp.STRICT,
    "strict": Tlp.STRICT,
}
_CATEGORY = re.compile(r"^([A-Za-z]{3})(?:[./]([A-Za-z-]+))?$")
_CODE = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{1,31}$")


class Reader:
    """The base: text as it is."""

    def __init__(self, arg: Arg, name: str) -> None:
        self.arg = arg
        self.name = arg.key or name

    def shape(self, token: str) -> bool:
        """Whether a bare word is unmistakably this argument."""
        _ = token
        return False

    def read(self, text: str, reading: Reading) -> Any:  # noqa: ANN401 - each reader's own type
        """What the text means; raises `Refusal(Unclear)`."""
        _ = reading
        return text

    def options(self, reading: Reading) -> tuple[Option, ...]:
        """Answers to offer when this is asked for."""
        _ = reading
        return ()

    def sample(self) -> str:
        """How it looks in a usage line."""
        return "…"

    def within(self, text: str) -> str:
        """The text, where it is not longer than is kept; raises `Refusal(TooLong)`."""
        if len(text) > self.arg.limit:
            raise Refusal(TooLong(self.arg.limit, len(text)))
        return text

    def moment(self, text: str, reading: Reading, lean: Prefer) -> phrases.Understood:
        """What a phrase of time means; raises for what no calendar holds."""
        try:
            return read_phrase(
                text, language=reading.language, now=reading.now, zone=reading.zone, prefer=lean
            )
        except OverflowError:
            raise self.unclear(text, "no_such_date") from None

    def unclear(self, text: str, reason: str = "not_understood", choices: tuple[str, ...] = ()) -> Refusal:
        """The refusal of a text this reader cannot read."""
        reason = reason if text.strip() else "missing"
        return Refusal(Unclear(self.name, text[:200], reason, choices))


class TextReader(Reader):
    """Free text; an empty one is as good as none."""

    @override
    def read(self, text: str, reading: Reading) -> str:
        if not text.strip():
            raise self.unclear(text, "missing")
        return self.within(text)

    @override
    def sample(self) -> str:
        return self.name.upper() if self.arg.kind is not Kind.REST else "TEXT…"


class ChoiceReader(Reader):
    """One of a few words."""

    @override
    def shape(self, token: str) -> bool:
        return fold(token) in self.arg.choices

    @override
    def read(self, text: str, reading: Reading) -> str:
        word = fold(text)
        for choice in self.arg.choices:
            if word == choice or word in synonyms(choice):
                return choice
        raise self.unclear(text, choices=self.arg.choices)

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(choice, choice, literal=True) for choice in self.arg.choices)

    @override
    def sample(self) -> str:
        return "|".join(self.arg.choices)


class RefReader(Reader):
    """A record by its number, however it is written."""

    @override
    def shape(self, token: str) -> bool:
        return _NAMED_REF.match(digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> Any:
        found = _REF.match(fold(text))
        if found is None:
            raise self.unclear(text)
        number = found[1]
        if len(number) > len(str(NUMBER)) or int(number) >= NUMBER:
            raise Refusal(NoRecord(f"{PREFIX}-{number}"[:LONGEST_REF]))
        return reading.record(PREFIX, int(number))

    def fits(self, token: str) -> bool:
        """Whether a word in the reference's place can be one."""
        return _REF.match(digits(token)) is not None

    @override
    def sample(self) -> str:
        return "INC-12"


class SeverityReader(Reader):
    """1 to 5, by figure or by name."""

    @override
    def shape(self, token: str) -> bool:
        return _SEVERITY_SHAPE.match(digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> int:
        found = _SEVERITY.match(digits(text.strip()))
        if found:
            return int(found[1])
        for level, word in words.SEVERITIES.items():
            if fold(text) in {fold(word), *synonyms(word)}:
                return level
        raise self.unclear(text, choices=("1", "2", "3", "4", "5"))

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(words.SEVERITIES[level], str(level)) for level in sorted(words.SEVERITIES))

    @override
    def sample(self) -> str:
        return "sev3" if self.arg.kind is not Kind.WORD else "3"


class TlpReader(Reader):
    """A TLP 2.0 label, with or without `TLP:`."""

    @override
    def shape(self, token: str) -> bool:
        return fold(token).startswith("tlp:") and fold(token)[4:] in _TLP

    @override
    def read(self, text: str, reading: Reading) -> Tlp:
        word = fold(text).removeprefix("tlp:").replace(" ", "")
        if word not in _TLP:
            raise self.unclear(text, choices=("clear", "green", "amber", "amber+strict"))
        return _TLP[word]

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(label.value, label.value, literal=True) for label in Tlp if label is not Tlp.RED)

    @override
    def sample(self) -> str:
        return "amber"


class CategoryReader(Reader):
    """A category code, perhaps with its sub-code."""

    @override
    def shape(self, token: str) -> bool:
        found = _CATEGORY.match(token)
        return (
            found is not None
            and token[:3].isupper()
            and found[1] in CATEGORIES
            and self._sub(found) is not None
        )

    @staticmethod
    def _sub(found: re.Match[str]) -> str | None:
        sub = (found[2] or "").casefold()
        return sub if not sub or sub in CATEGORIES[found[1].upper()] else None

    @override
    def read(self, text: str, reading: Reading) -> args.Category:
        found = _CATEGORY.match(text.strip())
        if found is not None and found[1].upper() in CATEGORIES:
            sub = self._sub(found)
            if sub is None:
                raise self.unclear(
                    text, choices=tuple(f"{found[1].upper()}.{one}" for one in CATEGORIES[found[1].upper()])
                )
            return args.Category(found[1].upper(), sub)
        for code, word in words.CATEGORIES.items():
            if fold(text) in {fold(word), *synonyms(word)}:
                return args.Category(code)
        raise self.unclear(text, choices=tuple(CATEGORIES))

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(word, code) for code, word in words.CATEGORIES.items())

    @override
    def sample(self) -> str:
        return "TRF.goods"


class SourceReader(Reader):
    """An Admiralty grade such as B2."""

    @override
    def shape(self, token: str) -> bool:
        return token[:1].isupper() and _SOURCE.match(digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> args.Source:
        found = _SOURCE.match(digits(text.strip()))
        if found is None:
            raise self.unclear(text, choices=("A1", "B2", "C3", "F6"))
        return args.Source(found[1].upper(), int(found[2]))

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(grade, grade, literal=True) for grade in ("A1", "B2", "C3", "D4", "F6"))

    @override
    def sample(self) -> str:
        return "B2"


class CountriesReader(Reader):
    """Countries by code or name, with commas between."""

    @override
    def read(self, text: str, reading: Reading) -> tuple[str, ...]:
        found: list[str] = []
        for part in re.split(r"[,،;+]", text):
            code = read_country(part.strip())
            if code is None:
                raise self.unclear(part.strip() or text)
            if code not in found:
                found.append(code)
        return tuple(found)

    @override
    def sample(self) -> str:
        return "KE,UG"


class TagsReader(Reader):
    """Tags: `#trucks`, `+border -drill`, or words with commas between."""

    @override
    def shape(self, token: str) -> bool:
        return len(token) > 1 and token[0] in "#+-" and token[1].isalpha()

    @override
    def read(self, text: str, reading: Reading) -> tuple[str, ...]:
        found = [part for part in re.split(r"[,،\s]+", text) if part.strip("#+-")]
        if not found:
            raise self.unclear(text)
        return tuple(("-" if part[0] == "-" else "") + fold(part.lstrip("#+-"))[:32] for part in found)

    @override
    def sample(self) -> str:
        return "+border"


class MomentReader(Reader):
    """A moment, before or after now; what is doubtful is asked, never guessed."""

    def __init__(self, arg: Arg, name: str, *, past: bool) -> None:
        super().__init__(arg, name)
        self._past = past

    @override
    def shape(self, token: str) -> bool:
        return not self._past and re.match(r"^\+\d+[hdwm]$", digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> args.PastMoment | args.FutureMoment:
        kind = args.PastMoment if self._past else args.FutureMoment
        lean: Prefer = "past" if self._past else "future"
        found = self.moment(text, reading, lean)
        if isinstance(found, phrases.Duration):
            move = found.before if self._past and not text.strip().startswith("+") else found.after
            return kind(move(reading.now, reading.zone), _short(text), exact=True)
        if isinstance(found, phrases.Instant):
            if self._past and found.at > reading.now:
                raise self.unclear(text, "future")
            return kind(found.at, _short(text), exact=found.exact_time)
        raise self.unclear(text, _why(found))

    @override
    def sample(self) -> str:
        return "06:40" if self._past else "+14d"


def _short(phrase: str) -> str:
    return shorten(one_line(phrase), LONGEST_PHRASE)


def _why(found: Any) -> str:  # noqa: ANN401 - any reading that is no moment
    if isinstance(found, phrases.NotUnderstood):
        return found.reason.value
    return "ambiguous" if isinstance(found, phrases.Ambiguous) else "not_an_instant"


class DayReader(Reader):
    """A day."""

    @override
    def read(self, text: str, reading: Reading) -> date:
        found = self.moment(text, reading, "future")
        if isinstance(found, phrases.Duration):
            return found.after(reading.now, reading.zone).astimezone(reading.zone).date()
        if isinstance(found, phrases.Instant):
            return found.at.astimezone(reading.zone).date()
        raise self.unclear(text, _why(found))

    @override
    def sample(self) -> str:
        return "2027-06-30"


class WhoReader(Reader):
    """A person by `@handle`."""

    @override
    def shape(self, token: str) -> bool:
        return len(token) > 1 and token[0] == "@"

    @override
    def read(self, text: str, reading: Reading) -> Any:
        return reading.person(text.strip().removeprefix("@"))

    @override
    def sample(self) -> str:
        return "@amina"


class EntryReader(Reader):
    """The number of an entry."""

    @override
    def shape(self, token: str) -> bool:
        return re.match(r"^#\d{1,6}$", digits(token)) is not None

    @override
    def read(self, text: str, reading: Reading) -> int:
        found = re.match(r"^#?(\d{1,6})$", digits(text.strip()))
        if found is None:
            raise self.unclear(text)
        return int(found[1])

    @override
    def sample(self) -> str:
        return "#4"


class NumberReader(Reader):
    """A whole number."""

    @override
    def read(self, text: str, reading: Reading) -> int:
        number = digits(text.strip())
        if not re.fullmatch(r"\d{1,9}", number):
            raise self.unclear(text)
        return int(number)

    @override
    def sample(self) -> str:
        return "12"


class YesReader(Reader):
    """Yes or no."""

    @override
    def read(self, text: str, reading: Reading) -> bool:
        word = fold(text)
        if word in {"yes", "y", "true", "1", *synonyms("yes")}:
            return True
        if word in {"no", "n", "false", "0", *synonyms("no")}:
            return False
        raise self.unclear(text, choices=("yes", "no"))

    @override
    def sample(self) -> str:
        return "yes"


_ENUM_WORDS: dict[type[StrEnum], dict[Any, Any]] = {
    Outcome: words.OUTCOMES,
    Relation: words.RELATIONS,
    Role: words.ROLES,
}


class EnumReader(Reader):
    """One of a declared set of values, also by its words."""

    def __init__(self, arg: Arg, name: str, kind: type[StrEnum]) -> None:
        super().__init__(arg, name)
        self._kind = kind
        self._words = _ENUM_WORDS.get(kind, {})

    @override
    def shape(self, token: str) -> bool:
        return self.arg.kind is Kind.WORD and fold(token) in set(self._kind)

    @override
    def read(self, text: str, reading: Reading) -> StrEnum:
        word = fold(text).replace(" ", "_").replace("-", "_")
        for member in self._kind:
            said = self._words.get(member, self._words.get(member.value, member.value))
            if word == member.value or fold(text) in {fold(said), *synonyms(said)}:
                return member
        raise self.unclear(text, choices=tuple(member.value for member in self._kind))

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(
            Option(self._words.get(member, self._words.get(member.value, member.value)), member.value)
            for member in self._kind
        )

    @override
    def sample(self) -> str:
        return next(iter(self._kind)).value


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


class LanguagesReader(Reader):
    """Languages by code or by name, with commas between; `none` for none."""

    @override
    def read(self, text: str, reading: Reading) -> tuple[str, ...]:
        if fold(text) == "none":
            return ()
        found = [self._one(part, text) for part in re.split(r"[,،\s]+", text.strip()) if part]
        return tuple(dict.fromkeys(found))

    def _one(self, part: str, text: str) -> str:
        word = fold(part)
        for code, name in ENDONYMS.items():
            if word in {code, fold(name)}:
                return code
        raise self.unclear(text, choices=LANGUAGES)

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(name, code, literal=True) for code, name in ENDONYMS.items())

    @override
    def sample(self) -> str:
        return "en,fr"


class CodeReader(Reader):
    """A task force or an organisation by its code."""

    def __init__(self, arg: Arg, name: str, kind: type) -> None:
        super().__init__(arg, name)
        self._taskforce = kind is TaskForce

    @override
    def read(self, text: str, reading: Reading) -> Any:
        return reading.taskforce(text.strip()) if self._taskforce else reading.organisation(text.strip())

    @override
    def sample(self) -> str:
        return "LAKES" if self._taskforce else "KE-CUS"


class WordReader(Reader):
    """One word that becomes a name: letters, figures, hyphens."""

    @override
    def shape(self, token: str) -> bool:
        return token[:1] == "@"

    @override
    def read(self, text: str, reading: Reading) -> str:
        if not _CODE.match(text.strip().removeprefix("@")):
            raise self.unclear(text)
        return self.within(text.strip())

    @override
    def sample(self) -> str:
        return self.name.upper()


class WeekReader(Reader):
    """Working days such as `sun-thu`."""

    _DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

    @override
    def read(self, text: str, reading: Reading) -> str:
        first, _, last = fold(text).replace(" ", "").partition("-")
        if first[:3] not in self._DAYS or last[:3] not in self._DAYS:
            raise self.unclear(text, choices=("mon-fri", "sun-thu", "sat-wed"))
        return f"{first[:3]}-{last[:3]}"

    @override
    def sample(self) -> str:
        return "sun-thu"


_MARKED: dict[Mark, Callable[[Arg, str], Reader]] = {
    Mark.REF: RefReader,
    Mark.WHO: WhoReader,
    Mark.ZONE: ZoneReader,
    Mark.SEVERITY: SeverityReader,
    Mark.ENTRY: EntryReader,
    Mark.TEXT: TextReader,
    Mark.WORD: WordReader,
    Mark.WEEK: WeekReader,
    Mark.COUNTRIES: CountriesReader,
    Mark.TAGS: TagsReader,
    Mark.LANGUAGES: LanguagesReader,
}
_TYPED: dict[type, Callable[[Arg, str], Reader]] = {
    args.Category: CategoryReader,
    args.Source: SourceReader,
    args.Day: DayReader,
    args.PastMoment: lambda arg, name: MomentReader(arg, name, past=True),
    args.FutureMoment: lambda arg, name: MomentReader(arg, name, past=False),
    Tlp: TlpReader,
    int: NumberReader,
    bool: YesReader,
    str: TextReader,
}


def reader_for(kind: type, mark: Mark | None, arg: Arg, name: str) -> Reader:
    """The reader of a type and its mark."""
    if mark is Mark.CODE:
        return CodeReader(arg, name, kind)
    if arg.choices:
        return ChoiceReader(arg, name)
    if mark is not None:
        return _MARKED[mark](arg, name)
    if issubclass(kind, StrEnum) and kind is not Tlp:
        return EnumReader(arg, name, kind)
    return _TYPED[kind](arg, name)
