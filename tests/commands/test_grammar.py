"""Reading a typed line: keys in any order and language, any keyboard's quotes and dashes, nothing guessed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scene import BOOK, Scene, told

from bot.commands.args import Category, Source
from bot.commands.book import Found
from bot.commands.declare import Command, Kind
from bot.commands.grammar import read
from bot.model.incidents import Outcome
from bot.model.markings import Tlp
from bot.model.refusals import Refusal, Unclear
from bot.text.catalogs import LANGUAGES, Catalogs
from bot.text.clean import clean
from handlers import COMMANDS

WORDS = Catalogs().words("command word")
KEYS = (
    "sev2",
    "TRF.goods",
    "country:KE,UG",
    "place:Moyale",
    "at:06:40",
    "tlp:amber",
    "src:B2",
    "tag:fuel,night",
)
HOSTILE = (
    "<b>", "</a>", "&lt;", '"', "'", "“", "»", "’", "\u2069", "\u202e", "אב", "🚒", "{ref}", "%s", "%(n)d",
    "=1+1",
    "sev2", "sev9", "sev:", "tlp:", "tlp:red", "TLP:GREEN", "tlp:purple", "place:", 'place:"', "place:'x",
    "at:25:99",
    "INC", "12", "#4", "٤٢", "+14d", "-drill", "--", "—place", "@", "@amina", "B2", "TRF.goods", ":", "=",
    "a=b",
    "outcome:resolvd", "reason:", "plcae:x", "مكان:", "خ:٢", "，", "：", " ", "\n", "\x00", "\ud800", "", "/",
    "²",
    "country:,", "country:Narnia", "tag:#", "lead", "into", "12:30", "http://x/y?a=b:c",
    "review:31.02.2027", "᠐",
)  # fmt: skip
pieces = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=12).map(" ".join)
lines = pieces | st.text(max_size=60)


def unclear(line: str) -> Unclear:
    """What could not be placed of a line that must not be understood."""
    with pytest.raises(Refusal) as refused:
        told(line)
    assert isinstance(refused.value.reason, Unclear)
    return refused.value.reason


def why_not(command: Command, rest: str) -> object:
    """Why a line is refused; None when it is not."""
    try:
        read(command, rest, Scene())
    except Refusal as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize("turn", range(len(KEYS)))
@pytest.mark.parametrize("back", [False, True])
def test_keys_stand_in_any_order(turn: int, back: bool) -> None:  # noqa: FBT001 - both directions
    keys = [*KEYS[turn:], *KEYS[:turn]]
    values = told(f"incident new| {' '.join(reversed(keys) if back else keys)} Truck stopped").values
    assert values["at"].at.isoformat() == "2026-10-16T03:40:00+00:00"
    assert {name: value for name, value in values.items() if value and name != "at"} == {
        "title": "Truck stopped",
        "severity": 2,
        "category": Category("TRF", "goods"),
        "country": ("KE", "UG"),
        "place": "Moyale",
        "tlp": Tlp.AMBER,
        "src": Source("B", 2),
        "tag": ("fuel", "night"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translated_key_is_the_key(language: str) -> None:
    lost = [
        (command.name, word)
        for command in COMMANDS
        for field in command.fields
        if field.kind is Kind.KEY
        for key in (field.key, field.name)
        for word in (key, *WORDS[language].get(key, ()))
        if read(command, f"{word}:{field.reader.sample()}", Scene(language)).given.get(field.name) is None
    ]
    assert lost == []


@pytest.mark.parametrize(
    "typed",
    [
        'place:"Port Sudan"', "place:“Port Sudan”", "place:«Port Sudan»", "place:« Port Sudan »",
        "place:„Port Sudan“",
        "place:«\u00a0Port Sudan\u202f»", "place:'Port Sudan'", "place:‘Port Sudan’", "place：＂Port Sudan＂",
        "place=“Port Sudan”", 'place="Port Sudan"', "—place “Port Sudan”", "--place:“Port Sudan”",
        "–place «Port Sudan»",
        'lieu:"Port Sudan"', "مكان:«Port Sudan»", "PLACE:”Port Sudan”",
    ],
)  # fmt: skip
def test_quotes_dashes_and_colons_of_any_keyboard(typed: str) -> None:
    for line in (f"sev2 {typed} Boat", f"{typed} sev2 Boat"):
        assert told(f"incident new| {line}").given == {
            "severity": "sev2",
            "place": "Port Sudan",
            "title": "Boat",
        }


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("country:KE،UG", {"country": ("KE", "UG")}),
        ("country:KE，UG", {}),
        ("country:Kenya;UG", {"country": ("KE", "UG")}),
        ("البلد:كينيا،ليبيا", {"country": ("KE", "LY")}),
        ("خ:٢", {"severity": 2}),
        ("grav=4", {"severity": 4}),
        ("sev٥", {"severity": 5}),
        ("تداول:green", {"tlp": Tlp.GREEN}),
        ("TLP：AMBER‑STRICT", {"tlp": Tlp.STRICT}),
        ("src:b٢", {"src": Source("B", 2)}),
        ("+border —night #fuel", {"tag": ("border", "-night", "fuel")}),
    ],
)  # fmt: skip
def test_values_of_any_keyboard(typed: str, value: dict[str, object]) -> None:
    if not value:
        assert unclear(f"incident new| {typed} x").field == "country"
        return
    values = told(f"incident new| {typed} x").values
    assert {name: values[name] for name in value} == value


@pytest.mark.parametrize(
    "text",
    [
        "L’été à l’usine d'Abidjan", "l'été", "d’ici 12:30: l’eau", "“Boat” and “goat”",
        "c'est l'un 'ou' l'autre",
        "note: a=b, see http://x.y/z?a=b&place", "=1+1", "{title} %s", "<b>x</b>", "5 trucks", "— et puis",
        "place",
        "وقع: شيء", "price:12", "sevrage", "the tag: none",
    ],
)  # fmt: skip
def test_free_text_comes_last_and_stays_as_it_is(text: str) -> None:
    assert told(f"incident new| sev2 place:d’Abidjan {text}").given == {
        "severity": "sev2",
        "place": "d’Abidjan",
        "title": text,
    }
    assert told(f"incident log| 12 {text}").values["text"] == text


@pytest.mark.parametrize(
    ("line", "summary"),
    [
        ("12 outcome:resolved Road is open", "Road is open"),
        ("12 Road is open outcome:resolved", "Road is open"),
        ("12 Road outcome:resolved is open", "Road is open"),
        ("outcome:resolved 12 Road is open", "Road is open"),
        ("outcome:resolved 12 summary:Road is open", "Road is open"),
        ("نتيجة:resolved 12 ملخص:Road is open", "Road is open"),
        ('12 outcome:resolved "Road is open"', "Road is open"),
        ("12 outcome:maybe? Road", ""),
    ],
)
def test_keys_may_follow_the_free_text(line: str, summary: str) -> None:
    if not summary:
        assert unclear(f"incident close| {line}").field == "outcome"
        return
    values = told(f"incident close| {line}").values
    assert values == {"incident": "INC-12", "outcome": Outcome.RESOLVED, "summary": summary}


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.permutations(("sev2", "sev:3", "severity:4"), 2))
)  # fmt: skip
def test_a_key_given_twice_is_refused(first: str, second: str) -> None:
    assert unclear(f"incident new| {first} {second} Boat").reason == "twice"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("incident new| sev2 place:A lieu:B Boat", "B"),
        ("incident new| sev2 tlp:green Boat tlp:amber", "amber"),
        ("incident new| sev2 TLP:GREEN tlp:clear Boat", "clear"),
        ("incident new| sev2 Boat tlp:green TLP:AMBER", "AMBER"),
        ("incident new| cat:TRF sev2 cat:MAR x", "MAR"),
    ],
)
def test_what_is_said_twice_is_quoted(line: str, text: str) -> None:
    found = unclear(line)
    assert (found.reason, found.text) == ("twice", text)


@pytest.mark.parametrize(
    ("line", "text", "fixed"),
    [
        ("incident list| bananas", "bananas", ""),
        ("incident list| open bananas sev>=3", "bananas", "/incident list open sev>=3"),
        ("incident accept| 12 now please", "now", "/incident accept 12 please"),
        ("lang| fr s’il vous plaît", "s’il", "/lang fr vous plaît"),
        ("incident new| sev2 plcae:“A B” Boat", "plcae:“A B”", "/incident new sev2 place:“A B” Boat"),
        ("incident close| 12 outcome:resolvd Road", "resolvd", "/incident close 12 outcome:resolved Road"),
        ("incident close| 12 outcom:referred x", "outcom:referred", "/incident close 12 outcome:referred x"),
        ("incident new| sev2 tlp:ambre Boat", "ambre", "/incident new sev2 tlp:amber Boat"),
        ("incident new| Boat tlp:gren", "gren", "/incident new Boat tlp:green"),
        ("taskforce add| @wanjiru role:membre", "membre", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_placed_is_quoted_with_the_corrected_line(line: str, text: str, fixed: str) -> None:
    if line.endswith("membre"):
        assert told(line).values["role"] == "member"
        return
    found = unclear(line)
    assert (found.text, found.fixed) == (text, fixed)


@given(st.sampled_from(COMMANDS), lines, st.sampled_from(LANGUAGES))
def test_any_line_is_read_or_refused(command: Command, line: str, language: str) -> None:
    try:
        parsed = read(command, clean(line), Scene(language))
    except Refusal:
        return
    assert set(parsed.given) <= {field.name for field in command.fields}
    typed = {*clean(line).split(), "INC-recent"}
    for word in " ".join(parsed.given.values()).split():
        assert any(word in one for one in typed), "only what was typed is taken"


@given(st.sampled_from(COMMANDS), lines)
def test_a_corrected_line_is_a_step_forward(command: Command, line: str) -> None:
    refused = why_not(command, clean(line))
    if isinstance(refused, Unclear) and refused.fixed:
        found = BOOK.find(refused.fixed.removeprefix("/"))
        assert isinstance(found, Found)
        assert why_not(found.command, found.rest) != refused


@given(lines)
def test_any_line_is_found_or_not(line: str) -> None:
    found = BOOK.find(clean(line))
    assert getattr(found, "rest", "") in clean(line)
