"""The book: a command by its words in six languages, by shortcut, by reference, by nearly its name."""

import itertools

import pytest
from world import World

from bot.commands.book import Book, FamilyOnly, Found, Unknown
from bot.commands.declare import Command
from bot.commands.grammar import addressed
from bot.text.catalogs import LANGUAGES, Catalogs
from handlers import COMMANDS, SHORTCUTS

WORDS = Catalogs().words("command word")
BOOK = Book(COMMANDS, WORDS, SHORTCUTS)
NAMES = ("lakesbot", "liaison")
REFS = (
    "42", "042", "#42", "٤٢", "#٤٢", "۴۲", "inc42", "INC-42", "INC_42", "INC.0042", "INC‑0042", "INC–42",
    "inc 42", "INC ٤٢", "INC #42", "incident 42", "incident-42", "Incident42",
)  # fmt: skip


def spoken(command: Command, language: str) -> list[str]:
    """Every way to say a command in a language."""
    said = [(word, *WORDS[language].get(word, ())) for word in command.path]
    return [" ".join(words) for words in itertools.product(*said)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_found_by_every_word_of_a_language(language: str) -> None:
    lost = [
        f"{said}: {found}"
        for command in COMMANDS
        for said in spoken(command, language)
        for found in (BOOK.find(f"{said} x y", language),)
        if found != Found(command, "x y")
    ]
    assert lost == []


def test_words_are_found_in_capitals_without_accents_and_with_vowel_signs() -> None:
    for line, name in (
        ("INCIDENTE NUEVO", "incident new"),
        ("reunir", ""),
        ("equipe", ""),
        ("grupo quem", "taskforce who"),
        ("حَادِث إِغْلاَق", "incident close"),
        ("حـــادث جديد", "incident new"),
        ("ÉQUIPE QUI", "taskforce who"),
        ("etat", "status"),
        ("undo\u00a0", "undo"),
    ):
        found = BOOK.find(line)
        assert (found.command.name if isinstance(found, Found) else "") == name, line


@pytest.mark.parametrize(("word", "meant"), SHORTCUTS.items())
def test_a_shortcut_is_the_command_it_stands_for(word: str, meant: str) -> None:
    rest = "" if " " in meant else " show 1"
    assert BOOK.find(f"{word}{rest}") == BOOK.find(f"{meant}{rest}") != Unknown(word)


def test_the_longest_command_wins_and_a_bare_family_is_one() -> None:
    found = {
        line: BOOK.find(line) for line in ("lang room en", "lang en", "tz room UTC", "taskforce org add A B")
    }
    names = [one.command.name for one in found.values() if isinstance(one, Found)]
    assert names == ["lang room", "lang", "tz room", "taskforce org add"]
    assert [BOOK.find(line) for line in ("incident", "tukio", "فرقة")] == [
        FamilyOnly("incident"),
        FamilyOnly("incident"),
        FamilyOnly("taskforce"),
    ]
    assert BOOK.find("") == Unknown("")


async def test_a_reference_is_forgiven_its_form(bot: World) -> None:
    await bot.hears("/incident new sev3 Boat")
    lines = (
        "/incident {}",
        "/incident show {}",
        "/حادث إغلاق {} outcome:resolved Over",
        "/incident merge 1 into {}",
    )
    for line in (line.format(ref) for ref in REFS for line in lines):
        assert await bot.hears(line) == "I found no record INC-42 that you may see here.", line


@pytest.mark.parametrize(
    "line", ["inc42", "INC-42", "INC‑42", "inc٤٢", "inc 42", "why INC ٤٢", "log incident 42 x"]
)
async def test_a_reference_leads_to_its_record_without_a_family(bot: World, line: str) -> None:
    assert await bot.hears(f"/{line}") == "I found no record INC-42 that you may see here."


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("incidnet 12", "incident 12"),
        ("incident clsoe 12 outcome:resolved x", "incident close 12 outcome:resolved x"),
        ("incident 12 close", ""),
        ("statsu", "status"),
        ("undoo", "undo"),
        ("حادت 12", "incident 12"),
        ("حادث جديدد سفينة", "incident new سفينة"),
        ("incidant nouvau Été", "incident nouvau Été"),
        ("incident nouvau Été", "incident new Été"),
        ("followup Send the list", "followup add Send the list"),
        ("xyzzy", ""),
    ],
)
def test_a_misspelt_command_is_only_suggested(line: str, near: str) -> None:
    found = BOOK.find(line)
    assert (found.near == ((near,) if near else ())) if isinstance(found, Unknown) else not near


def test_a_text_that_is_nearly_a_command_may_be_either() -> None:
    found = BOOK.find("suivi Envoyer la liste")
    assert found == Unknown("suivi Envoyer", ("followup return la liste", "followup add Envoyer la liste"))


async def test_a_suggestion_is_a_button_and_nothing_was_done(bot: World) -> None:
    said = await bot.hears("/incident nwe sev2 Boat")
    assert said == (
        "I do not know the command incident nwe. Nothing was done.\nDid you mean:\n/incident new sev2 Boat"
    )
    assert "No incidents" in await bot.hears("/incident list all")
    await bot.hears("/incident nwe sev2 Boat")
    assert "INC-1 is logged" in await bot.drives(":press 1")


@pytest.mark.parametrize(
    "line",
    [
        "/status", "!status", "//status", "！status", "／status", " /status", "/ status", "\u200f/status",
        "\u2067!status", "\ufeff/status", "/status@lakesbot", "/status@LakesBot_bot", "liaison status",
        "@liaison: status", "Liaison, status", "lakesbot /status", "@LAKESBOT !status", "\n/status",
        "/\u200fstatus", "!\u202e\u2067status",
    ],
)  # fmt: skip
@pytest.mark.parametrize("direct", [False, True])
def test_a_prefix_or_a_mention_makes_a_line_the_bots(line: str, direct: bool) -> None:  # noqa: FBT001 - both cases
    text = addressed(line, direct=direct, names=NAMES)
    assert text is not None
    assert BOOK.find(text) == Found(BOOK.named("status"), "")


@pytest.mark.parametrize(
    "line",
    [
        "status",
        "well/status",
        "12:30",
        "!",
        "!!",
        "/…",
        "liaisons status",
        "liaison",
        "-- status",
        "?status",
        "",
    ],
)
def test_other_lines_are_not_the_bots(line: str) -> None:
    assert addressed(line, direct=False, names=NAMES) is None
