"""Every catalogue is complete, means what the program says, and can be typed without doubt."""

import csv
import re
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from pathlib import Path

import polib
import pytest

from bot.cli.catalogues import CONTEXT, PLURALS, main, template
from bot.commands.declare import Command
from bot.text.catalogs import LANGUAGES, Catalogs, folder
from bot.text.clean import fold
from handlers import COMMANDS, SHORTCUTS

TERMS = Path(__file__).parents[1] / "data" / "terms.csv"
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
FIELD = re.compile(r"\{[^}]*\}")
LABEL = re.compile(r"TLP:[A-Z+]+")
OTHERS = tuple(language for language in LANGUAGES if language != "en")
BUTTON = 64


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(folder() / language / "LC_MESSAGES" / "liaison.po"))


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


CATALOGUES = {language: catalogue(language) for language in LANGUAGES}
EACH = pytest.mark.parametrize("language", LANGUAGES)


def test_the_catalogues_are_up_to_date_with_the_program() -> None:
    assert main(["--check"]) == 0, "run `make catalogues` and translate what is new"


@EACH
def test_every_message_is_translated_in_every_plural_form(language: str) -> None:
    wanted = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in template() if m.id}
    found = CATALOGUES[language]
    assert {(entry.msgctxt, entry.msgid) for entry in found} == wanted
    assert not found.fuzzy_entries()
    assert not found.obsolete_entries()
    count = 6 if language == "ar" else 2
    for entry in found:
        assert len(forms(entry)) == (count if entry.msgid_plural else 1), entry.msgid
        assert all(forms(entry)), entry.msgid


def test_the_plural_rules_are_those_of_the_language() -> None:
    assert CATALOGUES["ar"].metadata["Plural-Forms"] == PLURALS["ar"]
    counted = Catalogs().of("ar")
    one = "{n} incident", "{n} incidents"
    said = [counted.ngettext(*one, n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 1000)]
    few, many, other = "{n} حوادث", "{n} حادثاً", "{n} حادث"
    assert said == [
        *("لا حوادث", "حادث واحد", "حادثان", few, few, many, many, other, other, few, other),
    ]


@EACH
def test_a_translation_keeps_the_fields_of_its_message(language: str) -> None:
    for entry in CATALOGUES[language]:
        wanted = set(FIELD.findall(entry.msgid + entry.msgid_plural))
        for index, said in enumerate(forms(entry)):
            found = set(FIELD.findall(said))
            may_leave_out_the_count = bool(entry.msgid_plural) and (index < 3)
            assert found == wanted or (may_leave_out_the_count and found == wanted - {"{n}"}), said


@EACH
def test_a_translation_is_clean_text(language: str) -> None:
    for entry in CATALOGUES[language]:
        for said in forms(entry):
            assert unicodedata.is_normalized("NFC", said), said
            assert not CONTROLS.search(said), said
            assert said == said.strip(), said
            if entry.msgctxt != CONTEXT:
                ends = entry.msgid.endswith((".", ":", "?"))
                assert said.endswith((".", ":", "?", "؟")) == ends, said


@EACH
def test_labels_are_never_translated(language: str) -> None:
    for entry in CATALOGUES[language]:
        for said in forms(entry):
            assert LABEL.findall(said) == LABEL.findall(entry.msgid), said


@EACH
def test_buttons_fit_a_small_screen(language: str) -> None:
    shown = [
        entry for entry in CATALOGUES[language] if any("cards.py" in name for name, _ in entry.occurrences)
    ]
    assert shown
    for entry in shown:
        assert len(entry.msgstr) <= BUTTON, entry.msgstr


def test_no_word_of_the_command_line_has_two_meanings() -> None:
    """Whatever the language, a typed word leads to one command, and before a colon to one argument."""
    words = Catalogs().words(CONTEXT)
    spoken = {word for command in COMMANDS for word in command.path} | set(SHORTCUTS)
    assert not doubtful(words, spoken)
    for command in COMMANDS:
        assert not doubtful(words, keys(command), same=groups(command)), command.path


def keys(command: Command) -> set[str]:
    return {key for one in command.fields for key in (one.key, one.name, *one.aliases)}


def groups(command: Command) -> dict[str, str]:
    return {key: one.name for one in command.fields for key in (one.key, one.name, *one.aliases)}


def doubtful(
    words: dict[str, dict[str, tuple[str, ...]]], spoken: set[str], same: dict[str, str] | None = None
) -> dict[str, set[str]]:
    """Folded words that stand for more than one of the English ones."""
    meant: dict[str, set[str]] = defaultdict(set)
    for english in spoken:
        meant[fold(english)].add((same or {}).get(english, english))
        for listed in words.values():
            for word in listed.get(english, ()):
                meant[fold(word)].add((same or {}).get(english, english))
    return {word: some for word, some in meant.items() if len(some) > 1}


@pytest.mark.parametrize("language", OTHERS)
def test_a_typed_word_is_one_word(language: str) -> None:
    for listed in Catalogs().words(CONTEXT)[language].values():
        for word in listed:
            assert not re.search(r"[\s:]", word), word


@pytest.mark.parametrize("language", OTHERS)
def test_the_words_of_the_field_are_those_of_the_glossary(language: str) -> None:
    """A message that is a term of the glossary says the glossary's term; its field is one of a few."""
    with TERMS.open(encoding="utf-8", newline="") as file:
        terms = {row["en"]: row[language] for row in csv.DictReader(file) if row["key"].startswith("cat.")}
    said = {entry.msgid: entry.msgstr for entry in CATALOGUES[language] if entry.msgctxt == "category"}
    assert said == {english: terms[english] for english in said}
    assert len(said) == 12


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="msgfmt is missing: apt-get install gettext")
@EACH
def test_gettext_itself_finds_no_fault(language: str) -> None:
    path = folder() / language / "LC_MESSAGES" / "liaison.po"
    done = subprocess.run(
        ["msgfmt", "--check-format", "--check-header", "-o", "/dev/null", str(path)],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
