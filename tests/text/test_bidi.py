"""What is seen on a screen, as the Unicode algorithm orders it: the table of right-to-left lines.

Capitals stand for Arabic letters, as in the literature: `rtl("OPEN")` is typed, `seen` gives `NEPO`.
The algorithm leaves brackets as typed: it is the font that mirrors those of a right-to-left run.
"""

import string
from zoneinfo import ZoneInfo

import pytest
from bidi import get_display

from bot.model.markings import Tlp
from bot.text.bidi import balanced, bare, token, user
from bot.text.nodes import (
    Bold,
    Bullets,
    Code,
    Command,
    Date,
    Doc,
    Line,
    Marking,
    Mention,
    Quote,
    Text,
    Token,
    User,
)
from bot.text.plain import render
from bot.text.say import Say

LETTERS = dict(zip(string.ascii_uppercase, "ابتثجحخدذرزسشصضطظعغفقكلمنو", strict=True))
BACK = {arabic: capital for capital, arabic in LETTERS.items()}
ARABIC, ENGLISH = (Say(language, ZoneInfo("Africa/Tripoli")) for language in ("ar", "en"))


def rtl(capitals: str) -> str:
    """The text with Arabic letters for its capitals."""
    return "".join(LETTERS.get(char, char) for char in capitals)


def seen(doc: Doc, say: Say = ARABIC) -> list[str]:
    """The lines as they stand on the screen from left to right, Arabic letters as capitals."""
    shown = (bare(str(get_display(line))) for line in render(doc, say).split("\n"))
    return ["".join(BACK.get(char, char) for char in line).strip() for line in shown]


def words(capitals: str) -> Text:
    return Text(rtl(capitals))


def ids(*numbers: str) -> list[Token]:
    return [Token(number) for number in numbers]


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([Token("inc-0042"), words(": STATUS OPEN, DUE TOMORROW")], "WORROMOT EUD ,NEPO SUTATS :inc-0042"),
        ([Text("🔴 "), Token("inc-0042"), words(": OPEN")], "NEPO :inc-0042 🔴"),
        ([Text("- "), Token("inc-0042"), words(": OPEN")], "NEPO :inc-0042 -"),
        ([Text("1. "), Token("inc-0042"), words(": OPEN")], "NEPO :inc-0042 .1"),
        (
            [
                words("LINKED TO "),
                Token("inc-0042"),
                Text(", "),
                Token("inc-0043"),
                Text(", "),
                Token("trn-7"),
            ],
            "trn-7 ,inc-0043 ,inc-0042 OT DEKNIL",
        ),
        ([words("DUE "), Token("2026-03-05 14:00")], "2026-03-05 14:00 EUD"),
        ([words("DUE "), Date(rtl("5 MARS 2026")), Text(", "), Token("14:00")], "14:00 ,2026 SRAM 5 EUD"),
        ([words("FROM "), Token("14:00-16:00")], "14:00-16:00 MORF"),
        ([words("OFFSET "), Token("+02:00 utc")], "+02:00 utc TESFFO"),
        ([words("TEL "), Token("+218-91-000-0000")], "+218-91-000-0000 LET"),
        ([words("CHANGE "), Token("-12%")], "-12% EGNAHC"),
        (
            [words("ASSIGNED TO "), Code("@amina.k:tf.example"), words(", THANKS")],
            "SKNAHT ,@amina.k:tf.example OT DENGISSA",
        ),
        (
            [words("ASSIGNED TO "), Mention("@amina.k", "42"), words(", THANKS")],
            "SKNAHT ,@amina.k OT DENGISSA",
        ),
        (
            [words("USE "), Code(rtl('/incident new "TITLE" sev:high')), words(" NOW")],
            'WON /incident new "ELTIT" sev:high ESU',
        ),
        ([words("USE "), Code(rtl("!INC 5 sev:2"))], "!5 CNI sev:2 ESU"),
        (
            [words("REPORT: "), User("smuggling @ port (3 arrests)!"), words(" ADDED BY")],
            "YB DEDDA smuggling @ port (3 arrests)! :TROPER",
        ),
        ([words("TITLE: "), Bold((User("x\u2069\u202eevil\u2069"),)), words(" END")], "DNE xevil :ELTIT"),
        ([words("REPORT: "), User("\u2066smuggling\n(3)!"), words(" BY")], "YB smuggling (3)! :TROPER"),
        ([words("LINKED TO "), ARABIC.join(ids("inc-2", "inc-3", "trn-7"))], "trn-7Z inc-3Z inc-2 OT DEKNIL"),
    ],
)
def test_an_arabic_line_is_seen_in_reading_order(parts: list[Text], wanted: str) -> None:
    line = Line(tuple(parts))
    assert seen(Doc((line,))) == [wanted]
    assert seen(Doc((Bullets((line,)),))) == [f"{wanted} •"]


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (
            [Token("inc-0042"), Text(" "), User(rtl("SMUGGLING AT PORT (3)")), Text(": open")],
            "inc-0042 )3( TROP TA GNILGGUMS: open",
        ),
        ([Mention(rtl("AMINA")), Text(" 3 days")], "ANIMA 3 days"),
        ([User(rtl("A")), Text(", 14:00, "), User(rtl("B"))], "A, 14:00, B"),
    ],
)
def test_what_people_typed_stays_in_its_place_in_a_latin_line(parts: list[Text], wanted: str) -> None:
    assert seen(Doc((Line(tuple(parts)),)), ENGLISH) == [wanted]


def test_every_line_of_an_arabic_message_starts_at_the_right() -> None:
    doc = Doc(
        (Command("/help"), Quote(rtl("sms FROM PORT (2)\n\n+5 MORE")), Command("/in a\n/in b")),
        Marking(Tlp.STRICT, caveat="KE (2) only!", note=rtl("EXERCISE")),
        page=(1, 2),
    )
    assert seen(doc) == [
        "(1/2) KE (2) only! ESICREXE TLP:AMBER+STRICT",
        "/help",
        "sms )2( TROP MORF",
        "",
        "EROM 5+",
        "/in a",
        "/in b",
    ]
    assert all(line.startswith("\u200f") for line in render(doc, ARABIC).split("\n"))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (token("a") + user("b"), True),
        (token(user("a")), True),
        ("\u2069\u2068", False),
        ("\u2068a\nb\u2069", False),
        ("\u2066", False),
        ("a\u2069", False),
        ("", True),
    ],
)
def test_isolates_are_balanced_line_by_line(text: str, *, whole: bool) -> None:
    assert balanced(text) == whole
