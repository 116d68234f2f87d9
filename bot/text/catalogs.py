"""The catalogues: `.po` files compiled in memory, so that a checkout and a wheel speak alike."""

import gettext
import io
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("ar", "en", "fr", "pt", "es", "sw")
ENDONYMS = {
    "ar": "العربية",
    "en": "English",
    "fr": "français",
    "pt": "português",
    "es": "español",
    "sw": "Kiswahili",
}
DOMAIN = "liaison"


def folder() -> Path:
    """Where the catalogues are: inside the installed package, else beside it in a checkout."""
    packed = Path(__file__).parents[1] / "locales"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "locales"


class Catalogs:
    """The catalogues of every language, each read when it is first spoken."""

    def __init__(self, where: Path | None = None) -> None:
        self._where = where or folder()
        self._read: dict[str, gettext.NullTranslations] = {}

    def has(self, language: str) -> bool:
        """Whether there is a catalogue for a language."""
        return self._path(language).is_file()

    def of(self, language: str) -> gettext.NullTranslations:
        """The catalogue of a language; one that says every message as it is where there is none."""
        if language not in self._read:
            self._read[language] = _compiled(self._path(language))
        return self._read[language]

    def words(self, context: str) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each language, the comma lists that translate the words of a context."""
        return {language: _words(self._path(language), context) for language in LANGUAGES}

    def _path(self, language: str) -> Path:
        return self._where / language / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def _compiled(path: Path) -> gettext.NullTranslations:
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, _catalog(path))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _catalog(path: Path) -> Any:  # noqa: ANN401 - Babel's Catalog
    with path.open("rb") as file:
        return read_po(file, domain=DOMAIN)


@cache
def _words(path: Path, context: str) -> dict[str, tuple[str, ...]]:
    if not path.is_file():
        return {}
    return {
        str(message.id): tuple(word.strip() for word in str(message.string).split(",") if word.strip())
        for message in _catalog(path)
        if message.context == context and message.string
    }
