"""Pieces of text that break what was not made for them, and what may never be seen in a message."""

import re
import unicodedata

from hypothesis import strategies as st

from bot.model.markings import Tlp
from bot.text.bidi import FSI, LRI, PDI, RLM
from bot.text.catalogs import LANGUAGES
from bot.text.nodes import (
    Block,
    Bold,
    Bullets,
    Code,
    Command,
    Date,
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

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff"
    "\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
FAMILY, FIRE, FLAG = "👨‍👩‍👧‍👦", "👩🏽‍🚒", "🇱🇾"
PIECES = (
    *("<b>", "</a>", "<script>", "&lt;", "&", '"', "'", "{ref}", "{", "}", "%s", "*", "_", "`", "• "),
    *("\u2066", "\u2068", "\u2069", "\u202e", "\u200f", "\u200e", "\u061c", "\ufeff", "\u200b", "\u2028"),
    *("\n", "\r\n", "\t", "\x00", "\x85", "\ue000", "\U000e0041", "\ud800"),
    *("אב", "حادث", "٣", "𞤀𞤣𞤤𞤢𞤥", "می\u200cخواهم", "🚒", FAMILY, FIRE, FLAG, "\U0001fae8"),
    *(
        "e",
        "\u0301",
        "\u0344",
        "\u0301" * 6,
        "\u0301\u200d" * 6,
        "\u0958",
        "ᄀ",
        "\u0600",
        "(",
        "! ",
        "INC-1",
    ),
)
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=8).map("".join)
languages = st.sampled_from(LANGUAGES)
ADDRESSES = (None, "@amina:example.org", '@"><b>:x', "42")

leaves: st.SearchStrategy[Inline] = st.one_of(
    st.builds(User, hostile),
    st.builds(Mention, hostile, st.sampled_from(ADDRESSES)),
    st.builds(Code, hostile),
    st.builds(Token, hostile),
    st.builds(Date, st.just("5 March 2026")),
    st.builds(Text, st.sampled_from((" · ", "Place: ", "المكان: "))),
)
several = st.lists(leaves, min_size=1, max_size=4).map(tuple)
inlines = st.one_of(leaves, st.builds(Bold, several), st.builds(Span, several))
lines = st.builds(Line, st.lists(inlines, max_size=4).map(tuple))
blocks: st.SearchStrategy[Block] = st.one_of(
    lines,
    st.builds(Bullets, st.lists(lines, min_size=1, max_size=3).map(tuple)),
    st.builds(Quote, hostile),
    st.builds(Command, hostile),
)
markings = st.builds(Marking, st.sampled_from(Tlp), hostile, st.sampled_from(("", "EXERCISE")))
docs = st.builds(
    Doc,
    st.lists(blocks, min_size=1, max_size=4).map(tuple),
    st.one_of(st.none(), markings),
    page=st.one_of(st.none(), st.just((1, 2))),
)


def most_marks(text: str) -> int:
    """The greatest number of combining marks that stand on one letter."""
    most = count = 0
    for char in text:
        if unicodedata.category(char).startswith("M"):
            count += 1
        elif char not in "\u200c\u200d":
            count = 0
        most = max(most, count)
    return most


def unlawful(text: str, *, rtl: bool) -> list[str]:
    """The lines that do not start as their direction asks, leave an isolate open, or hold a control."""
    return [line for line in text.split("\n") if not _lawful(line, rtl=rtl)]


def _lawful(line: str, *, rtl: bool) -> bool:
    if line.startswith(RLM) != rtl:
        return False
    depth = 0
    for char in line.removeprefix(RLM) if rtl else line:
        depth += (char in (LRI, FSI)) - (char == PDI)
        if not 0 <= depth <= 2 or (char not in (LRI, FSI, PDI) and HIDDEN.match(char)):
            return False
    return depth == 0
