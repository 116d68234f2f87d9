"""Long messages: pages that every network takes, each with its label, cut where readers would."""

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hostile import FAMILY, FIRE, FLAG, blocks, hostile, unlawful
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.markings import Tlp
from bot.text import matrix, plain
from bot.text.bidi import RLM, bare
from bot.text.clean import calm, clean, graphemes
from bot.text.nodes import Block, Bold, Bullets, Command, Doc, Line, Marking, Quote, Span, Text, Token, User
from bot.text.pages import by_utf16, pages
from bot.text.say import Say
from bot.text.telegram import LIMIT, Rendered, render, units

ARABIC, ENGLISH = (Say(language, ZoneInfo("Africa/Nairobi")) for language in ("ar", "en"))
AMBER = Marking(Tlp.AMBER, caveat="KE, UG")
BODY = json.loads(Path(__file__).parents[1].joinpath("data/samples.json").read_text(encoding="utf-8"))[7][
    "body"
]
BOTH = pytest.mark.parametrize("say", [ARABIC, ENGLISH], ids=["ar", "en"])


def shown(doc: Doc, say: Say, limit: int = LIMIT) -> list[Rendered]:
    """The pages as Telegram shows them, each lawful and within the limit."""
    found = [render(page, say) for page in pages(doc, by_utf16(say, limit))]
    for page in found:
        assert len(page.text.encode("utf-16-le")) // 2 <= limit
        assert not unlawful(page.text, rtl=say.rtl)
    return found


def contents(found: list[Rendered]) -> list[str]:
    """What stands on each page below its label."""
    return [bare(page.text).partition("\n")[2] for page in found]


WORDS = (
    "x" * 9000,
    "🚒" * 5000,
    "𞤀" * 5000,
    FAMILY * 900,
    FIRE * 1500,
    f"a{FLAG}" * 1500,
    "ب\u064e\u0651" * 3000,
)


@BOTH
@pytest.mark.parametrize("word", WORDS, ids=lambda word: f"U+{ord(word[0]):04X}")
@pytest.mark.parametrize(
    "block",
    [
        Quote,
        Command,
        lambda word: Line((Text("> "), Bold((User(word),)), Text(""))),
        lambda word: Bullets((Line((Span((User(word),)),)),)),
    ],
    ids=["quote", "command", "line", "bullet"],
)
def test_one_endless_word_is_cut_between_visible_characters(
    say: Say, word: str, block: Callable[[str], Block]
) -> None:
    found = contents(shown(Doc((block(word),), AMBER), say))
    pieces = [page.removeprefix("> \n").removeprefix("> ").removeprefix("• ") for page in found]
    assert [one for piece in pieces for one in graphemes(piece)] == graphemes(word)
    assert len(found) <= units(word) // 3900 + 2


@BOTH
@pytest.mark.parametrize("cluster", ["ᄀ" * 9000, "a" + "\u200d" * 9000, "\u0600" * 9000, "👩\u200d" * 3000])
def test_a_character_without_end_is_cut_all_the_same(say: Say, cluster: str) -> None:
    assert "".join(contents(shown(Doc((Quote(cluster),), AMBER), say))) == cluster


@BOTH
def test_every_page_begins_with_the_label_and_its_number(say: Say) -> None:
    doc = Doc((Quote(BODY), Bullets((Line((User("x" * 3000),)),) * 4), Command("/help")), AMBER)
    found = shown(doc, say)
    assert len(found) == 6
    heads = [bare(page.text).partition("\n")[0] for page in found]
    assert heads == [f"TLP:AMBER KE, UG ({n}/6)" for n in range(1, 7)]
    for page in pages(doc, by_utf16(say)):
        assert bare(matrix.render(page, say).body) == bare(plain.render(page, say)).replace("/help", "!help")
        assert (
            bare(matrix.render(page, say).formatted_body)
            .removeprefix(RLM)
            .startswith("<strong><span data-mx")
        )


def test_a_text_is_cut_after_its_sentences() -> None:
    found = contents(shown(Doc((Quote(BODY),), AMBER), ENGLISH))
    assert len(found) == 2
    assert all(page.endswith(".") for page in found)
    assert " ".join(" ".join(found).split()) == " ".join(BODY.split())


@pytest.mark.parametrize("stop", [". ", "! ", "؟ ", "۔ ", "። ", "\n"])
def test_sentences_end_as_their_script_ends_them(stop: str) -> None:
    sentence = "abc de fgh" + stop
    found = contents(shown(Doc((Quote((sentence * 20).strip()),)), ENGLISH, 100))
    assert all(page.endswith(sentence.strip()) for page in found)


def test_a_message_that_just_fits_is_one_page_without_a_number() -> None:
    label = len("<TLP:AMBER>\n")
    fits, over = (
        Doc((Line((Text("x" * (LIMIT - label - 2 + more)),)), Line((Text("y"),))), Marking(Tlp.AMBER))
        for more in (0, 1)
    )
    (page,) = shown(fits, ENGLISH)
    assert units(page.text) == LIMIT
    assert "(1/" not in page.text
    found = pages(over, by_utf16(ENGLISH))
    assert [(page.page, page.blocks) for page in found] == [
        ((1, 2), over.blocks[:1]),
        ((2, 2), over.blocks[1:]),
    ]


def test_where_nothing_fits_there_is_still_an_end() -> None:
    found = pages(Doc((Quote("ab c"),)), lambda _: False)
    assert [page.blocks for page in found] == [(Quote("a"),), (Quote("b"),), (Quote("c"),)]


def test_a_list_that_fits_on_a_page_is_not_torn() -> None:
    items = Bullets(tuple(Line((User(f"item {n} " + "x" * 60),)) for n in range(30)))
    found = pages(Doc((Quote("y" * 3000), items), AMBER), by_utf16(ENGLISH))
    assert [page.blocks for page in found] == [(Quote("y" * 3000),), (items,)]


def test_a_line_is_broken_between_its_parts_first() -> None:
    bold = Bold((Span(tuple(User(letter * 70) for letter in "abc")),))
    found = shown(Doc((Line((Text("Tags: "), bold, Token("14:00"))),)), ENGLISH, 100)
    assert contents(found) == ["Tags: " + "a" * 70, "b" * 70, "c" * 70 + "14:00"]
    assert [[entity.type for entity in page.entities] for page in found] == [["bold"]] * 3


def test_a_bullet_counts() -> None:
    item = Line((User("a" * 43), User("b" * 43)))
    found = contents(shown(Doc((Bullets((item,)), Quote("c" * 70))), ENGLISH, 100))
    assert found == ["• " + "a" * 43, "• " + "b" * 43, "c" * 70]


@given(st.lists(blocks, min_size=1, max_size=6), st.sampled_from([ARABIC, ENGLISH]))
@example([Quote("a" + FAMILY * 9), Command("/x " * 99)], ARABIC)
def test_every_page_of_anything_fits_and_nothing_is_lost(some: list[Block], say: Say) -> None:
    doc = Doc(tuple(some), AMBER)
    found = shown(doc, say, 130)
    whole = bare(plain.render(doc, say)).partition("\n")[2]
    assert dense("".join(contents(found) if len(found) > 1 else [whole])) == dense(whole)
    assert all(before.text for before, _ in pairwise(found))


def dense(text: str) -> str:
    """The text without the blanks and bullets at which it may be broken."""
    return "".join(text.split()).replace("•", "")


@given(hostile)
def test_a_quote_is_cut_as_it_will_be_shown(text: str) -> None:
    found = contents(shown(Doc((Quote(text * 9),)), ENGLISH, 80))
    assert dense("".join(found)) == dense(calm(clean(text * 9))) or len(found) == 1
