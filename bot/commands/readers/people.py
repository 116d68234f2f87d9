"""People, organisations, task forces, languages, names."""

import re
from typing import Any

from typing_extensions import override

from bot.commands.declare import Arg
from bot.commands.readers.base import Reader
from bot.commands.reading import Option, Reading
from bot.model.taskforces import TaskForce
from bot.text.catalogs import ENDONYMS, LANGUAGES
from bot.text.clean import fold

_CODE = re.compile(r"^[A-Za-z][A-Za-z0-9_-]{1,31}$")


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


class WhosReader(WhoReader):
    """People by `@handle`, one after the other."""

    several = True

    @override
    def read(self, text: str, reading: Reading) -> Any:
        handles = [one.strip("@,،;:&") for one in re.split(r"[,،\s]+", text) if one.strip("@,،;:&")]
        if not handles:
            raise self.unclear(text)
        return tuple(reading.person(handle) for handle in dict.fromkeys(handles))

    @override
    def sample(self) -> str:
        return "@amina @jean"


class CodesReader(Reader):
    """Organisations by their codes, with commas between."""

    several = True

    @override
    def read(self, text: str, reading: Reading) -> Any:
        codes = [one for one in re.split(r"[,،\s]+", text.strip()) if one]
        if not codes:
            raise self.unclear(text)
        return tuple(reading.organisation(code) for code in dict.fromkeys(codes))

    @override
    def sample(self) -> str:
        return "KE-CUS"
