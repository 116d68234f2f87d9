"""Whatever people typed, every network gets a lawful message: isolates closed, nothing taken for markup."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import accumulate
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hostile import HIDDEN, PIECES, docs, languages, most_marks, unlawful
from hypothesis import example, given

from bot.model.markings import Tlp
from bot.text import matrix, plain, telegram
from bot.text.bidi import FSI, LRI, PDI, RLM, bare
from bot.text.catalogs import LANGUAGES
from bot.text.clean import graphemes
from bot.text.nodes import (
    Bold,
    Bullets,
    Code,
    Command,
    Doc,
    Inline,
    Line,
    Marking,
    Mention,
    Quote,
    Span,
    Text,
    Token,
    User,
)
from bot.text.say import Say
from bot.text.telegram import Entity, Rendered, units

NAIROBI = ZoneInfo("Africa/Nairobi")
SAYS = {language: Say(language, NAIROBI) for language in LANGUAGES}
ALLOWED = {
    "a": {"href"},
    "span": {"data-mx-bg-color", "data-mx-color"},
    **{tag: set() for tag in ("strong", "code", "br", "ul", "li", "blockquote")},
}
EVERY = Doc(
    tuple(
        Line((Text("· "), User(piece), Bold((User(piece), Code(piece))), Mention(piece, piece)))
        for piece in PIECES
    )
    + tuple(kind(piece * 2) for piece in PIECES for kind in (Quote, Command)),
    Marking(Tlp.AMBER, caveat="".join(PIECES), note="EXERCISE"),
    page=(1, 2),
)


class Page(HTMLParser):
    """What a client makes of formatted text: its words, its links, and every tag it would not keep."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.links, self.refused = "", [], []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED or {name for name, _ in attrs} != ALLOWED[tag]:
            self.refused.append((tag, attrs))
        if tag == "a":
            self.links.append(dict(attrs)["href"])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.refused.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.refused.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@given(docs, languages)
@example(EVERY, "ar")
@example(EVERY, "en")
def test_every_line_is_lawful_on_every_network(doc: Doc, language: str) -> None:
    say = SAYS[language]
    body = matrix.render(doc, say)
    assert telegram.render(doc, say).text == plain.render(doc, say)
    assert same(body.body) == same(plain.render(here(doc), say))
    assert not unlawful(body.body, rtl=say.rtl)
    assert most_marks(body.body) <= 4


@given(docs, languages)
@example(EVERY, "ar")
def test_files_hold_no_controls_and_the_same_words(doc: Doc, language: str) -> None:
    said = plain.render(doc, SAYS[language], controls=False)
    assert not HIDDEN.search(said)
    assert said == bare(plain.render(doc, SAYS[language]))


@given(docs, languages)
@example(EVERY, "ar")
@example(EVERY, "fr")
def test_what_is_typed_is_no_markup_on_matrix(doc: Doc, language: str) -> None:
    say = SAYS[language]
    body = matrix.render(doc, say)
    page = Page(body.formatted_body)
    assert not page.refused
    assert not page.open
    assert body.formatted_body.startswith(RLM) == say.rtl
    assert same(page.words) == same(body.body)
    linked = list(dict.fromkeys(page.links))
    assert linked == [f"https://matrix.to/#/{address}" for address in body.mentions]
    assert len(page.links) == len(mentions(doc))


@dataclass(frozen=True)
class Button:
    label: str
    line: str


BUTTONS = (
    Button("Add to the timeline", "/incident log 11"),
    Button("/incident show", "/incident show"),
    Button("INC-7 <b>شاحنة", "/incident INC-7"),
    Button("TLP:AMBER", "TLP:AMBER"),
    Button("Passer", "-"),
    Button("Annuler", "/cancel"),
    *(Button(f"word {n}", f"{n}") for n in range(7, 12)),
)


def here(doc: Doc) -> Doc:
    """The document with its commands as Matrix prints them."""
    return replace(doc, blocks=tuple(typed(block) for block in doc.blocks))


def typed(node: Any) -> Any:
    match node:
        case Command(text) | Code(text) | Token(text):
            return type(node)(re.sub(r"^/(?=[^\W\d_])", "!", text))
        case Bullets(parts) | Line(parts) | Bold(parts) | Span(parts):
            return type(node)(tuple(typed(part) for part in parts))
        case _:
            return node


@given(docs, languages)
@example(EVERY, "ar")
@example(EVERY, "en")
def test_buttons_are_lawful_lines_below_the_rest(doc: Doc, language: str) -> None:
    say = SAYS[language]
    alone, body = matrix.render(doc, say), matrix.render(doc, say, BUTTONS)
    assert body.body.startswith(alone.body)
    assert not unlawful(body.body, rtl=say.rtl)
    page = Page(body.formatted_body)
    assert not page.refused
    assert not page.open
    assert same(page.words) == same(body.body)
    assert body.mentions == alone.mentions


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_button_is_a_keycap_and_what_can_be_typed_instead(language: str) -> None:
    body = matrix.render(Doc((Line((Text("?"),)),)), SAYS[language], BUTTONS)
    first = RLM if language == "ar" else ""
    assert body.body.split("\n")[1:] == [
        f"{first}1️⃣ {FSI}Add to the timeline{PDI} — {LRI}!incident log 11{PDI}",
        f"{first}2️⃣ {LRI}!incident show{PDI}",
        f"{first}3️⃣ {FSI}INC-7 <b>شاحنة{PDI} — {LRI}!incident INC-7{PDI}",
        f"{first}4️⃣ {LRI}TLP:AMBER{PDI}",
        f"{first}5️⃣ {FSI}Passer{PDI} — {LRI}-{PDI}",
        f"{first}6️⃣ {FSI}Annuler{PDI} — {LRI}!cancel{PDI}",
        f"{first}7️⃣ {FSI}word 7{PDI} — {LRI}7{PDI}",
        f"{first}8️⃣ {FSI}word 8{PDI} — {LRI}8{PDI}",
        f"{first}9️⃣ {FSI}word 9{PDI} — {LRI}9{PDI}",
    ]
    assert bare(body.formatted_body).split("<br>")[1:4] == [
        "1️⃣ Add to the timeline — <code>!incident log 11</code>",
        "2️⃣ <code>!incident show</code>",
        "3️⃣ INC-7 &lt;b&gt;شاحنة — <code>!incident INC-7</code>",
    ]
    assert [matrix.keycap(number) for number in (1, 9)] == ["1️⃣", "9️⃣"]


COMMANDED: tuple[tuple[Callable[[str], Any], str, str], ...] = (
    (Command, "/incident new", "!incident new"),
    (lambda text: Line((Text("x "), Token(text))), "/lang ar en", "x !lang ar en"),
    (lambda text: Bullets((Line((Bold((Span((Code(text),)),)),)),)), "/help", "• !help"),
    (Command, "/incident new one\n/two", "!incident new one\n/two"),
    (Command, "/9 and /x", "/9 and /x"),
    (Quote, "/help", "/help"),
    (lambda text: Line((User(text), Text(" /x"))), "/help", "/help /x"),
    (lambda text: Line((Token(text),)), "a/b", "a/b"),
)


@pytest.mark.parametrize(("block", "given_", "wanted"), COMMANDED)
def test_on_matrix_commands_begin_as_they_are_typed_there(
    block: Callable[[str], Any], given_: str, wanted: str
) -> None:
    doc = Doc((block(given_),))
    body = matrix.render(doc, SAYS["en"])
    assert bare(body.body) == wanted
    assert bare(Page(body.formatted_body).words) == wanted.replace("\n", "").replace("• ", "")
    assert bare(plain.render(doc, SAYS["en"])) == wanted.replace("!", "/")


def test_who_is_told_of_a_message_need_not_stand_in_it() -> None:
    asked = (Mention("you", "@you:x"), Mention("amina", "@amina:x"), Mention("nobody"))
    doc = Doc((Line((Mention("Amina", "@amina:x"),)),), mentions=asked)
    assert matrix.render(doc, SAYS["en"]).mentions == ("@amina:x", "@you:x")
    assert bare(matrix.render(doc, SAYS["en"]).body) == "Amina"


def same(text: str) -> str:
    """The text without what the two forms write each in its own way: line breaks, bullets, first marks."""
    return text.replace("\n", "").replace(RLM, "").replace("• ", "")


def mentions(doc: Doc) -> list[str]:
    lines = [
        line for block in doc.blocks for line in (block.items if isinstance(block, Bullets) else (block,))
    ]
    return [address for line in lines if isinstance(line, Line) for address in addresses(line)]


def addresses(node: Inline) -> list[str]:
    match node:
        case Mention(_, address):
            return [address] if address else []
        case Line(parts) | Bold(parts) | Span(parts):
            return [address for part in parts for address in addresses(part)]
        case _:
            return []


@given(docs, languages)
@example(EVERY, "ar")
@example(EVERY, "sw")
def test_telegram_is_told_whole_characters_and_whole_isolates(doc: Doc, language: str) -> None:
    shown = telegram.render(doc, SAYS[language])
    edges = {0, *accumulate(map(units, graphemes(shown.text)))}
    for entity in shown.entities:
        assert entity.length > 0
        assert {entity.offset, entity.offset + entity.length} <= edges
        text = marked(shown, entity)
        assert "\n" not in text
        if entity.type in ("code", "text_mention"):
            assert (text[0], text[-1]) == (FSI if entity.user_id else LRI, PDI)
        assert bool(entity.user_id) == (entity.type == "text_mention")
    assert [entity.user_id for entity in shown.entities if entity.user_id] == mentions(doc)


def marked(shown: Rendered, entity: Entity) -> str:
    """The text an entity covers, as Telegram counts."""
    raw = shown.text.encode("utf-16-le")
    return raw[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


STYLED = Doc(
    (
        Line((Text("🚒 "), Bold((User("👩🏽‍🚒 & <b>"), Text(" x"))), Text(" 𞤀 "), Code("/incident 7"))),
        Bullets((Line((Mention("Amina 🌊", "@amina:example.org"), Text(" · "), Mention("Jean"))),)),
        Quote("🇱🇾 one\n\ntwo"),
        Command("/help"),
        Line((Text("End"),)),
    ),
    Marking(Tlp.GREEN, caveat="KE 🌍", note="EXERCISE"),
    page=(1, 2),
)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_telegram_entities_cover_what_is_styled(language: str) -> None:
    shown = telegram.render(STYLED, SAYS[language])
    first = RLM if language == "ar" else ""
    assert [(entity.type, marked(shown, entity)) for entity in shown.entities] == [
        ("bold", f"{LRI}TLP:GREEN{PDI}"),
        ("bold", "EXERCISE"),
        ("bold", f"{FSI}KE 🌍{PDI}"),
        ("bold", f"{FSI}👩🏽‍🚒 & <b>{PDI}"),
        ("bold", " x"),
        ("code", f"{LRI}/incident 7{PDI}"),
        ("text_mention", f"{FSI}Amina 🌊{PDI}"),
        ("blockquote", f"{first}{FSI}🇱🇾 one{PDI}"),
        ("blockquote", f"{first}{FSI}two{PDI}"),
        ("code", f"{LRI}/help{PDI}"),
    ]


def test_matrix_says_the_same_in_tags_every_client_keeps() -> None:
    body = matrix.render(STYLED, SAYS["en"])
    assert bare(body.formatted_body) == (
        '<strong><span data-mx-bg-color="#000000" data-mx-color="#33FF00">TLP:GREEN</span></strong> '
        "<strong>EXERCISE</strong> <strong>KE 🌍</strong> (1/2)<br>"
        "🚒 <strong>👩🏽‍🚒 &amp; &lt;b&gt;</strong><strong> x</strong> 𞤀 <code>!incident 7</code><br>"
        '<ul><li><a href="https://matrix.to/#/@amina:example.org">Amina 🌊</a> · Jean</li></ul>'
        "<blockquote>🇱🇾 one<br><br>two</blockquote><code>!help</code><br>End"
    )
    assert body.mentions == ("@amina:example.org",)


@pytest.mark.parametrize(
    "first", [Bullets((Line((Text("أ"),)),)), Quote("a"), Command("/help"), Line((Text("أ"),))]
)
def test_an_arabic_message_on_matrix_begins_with_its_mark_whatever_comes_first(first: Line) -> None:
    html = matrix.render(Doc((first,)), SAYS["ar"]).formatted_body
    assert html.startswith(RLM)
    assert not html.startswith(RLM * 2)


@pytest.mark.parametrize(
    ("tlp", "colour"),
    list(zip(Tlp, ("#FFFFFF", "#33FF00", "#FFC000", "#FFC000", "#FF2B2B"), strict=True)),
)
def test_a_label_has_the_colour_of_the_standard(tlp: Tlp, colour: str) -> None:
    html = matrix.render(Doc((), Marking(tlp)), SAYS["en"]).formatted_body
    assert f'data-mx-bg-color="#000000" data-mx-color="{colour}"' in html
    assert bare(Page(html).words) == tlp.value
