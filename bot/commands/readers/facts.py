"""Facts of an incident: severity, marking, category, source, countries, tags."""

import re

from typing_extensions import override

from bot.commands import args
from bot.commands.declare import Kind
from bot.commands.readers.base import Reader
from bot.commands.reading import Option, Reading
from bot.commands.words import synonyms
from bot.model.markings import Tlp
from bot.model.taxonomy import CATEGORIES
from bot.text.clean import digits, fold
from bot.text.countries import read_country
from bot.views import words

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

    insists = True

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

    several = True

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
