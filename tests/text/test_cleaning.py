"""What is typed comes in without what harms unseen, is found again, and is cut where readers would."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hostile import FAMILY, FIRE, FLAG, HIDDEN, hostile, most_marks
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text.clean import calm, clean, digits, fold, graphemes, one_line, shorten
from bot.text.telegram import units

SAMPLES: list[dict[str, Any]] = json.loads(
    Path(__file__).parents[1].joinpath("data/samples.json").read_text(encoding="utf-8")
)
DROPPED = (
    *"\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    *"\x00\x07\x0b\x0c\x1b\x7f\x85\x9f\ue000\uf8ff\ud800\udfff",
    *"\U000e0000\U000e0041\U000e007f\U000f0000\U0010fffd",
)
KEPT = "\u200c\u200d\n\t\u00a0\u202f\u00ad\ufe0f\U0001fae8\ufb01﴾"


@pytest.mark.parametrize("char", DROPPED, ids=lambda char: f"U+{ord(char):04X}")
def test_what_is_invisible_and_harmful_is_dropped(char: str) -> None:
    assert clean(f"{char}a{char}{char}b{char}") == "ab"


@pytest.mark.parametrize("char", KEPT, ids=lambda char: f"U+{ord(char):04X}")
def test_what_words_and_emoji_need_is_kept(char: str) -> None:
    assert clean(f"ب{char}ب") == f"ب{char}ب"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("e\u0301te\u0301", "été"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (f"{FAMILY}{FIRE}{FLAG}", f"{FAMILY}{FIRE}{FLAG}"),
        ("gpj.exe\u2069\u202e", "gpj.exe"),
        ("q" + "\u0301" * 40, "q" + "\u0301" * 8),
    ],
)
def test_text_is_stored_composed_and_whole(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@given(hostile)
@example("\u0344" * 9)
@example("\u0958" + "\u0301" * 8)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not HIDDEN.search(once)


def test_a_title_is_one_line_that_keeps_its_typographic_spaces() -> None:
    assert one_line(" Fin\t\n : \r\n 40\u00a0cartons\u202f! ") == "Fin : 40\u00a0cartons\u202f!"


@pytest.mark.parametrize(
    ("typed", "read"), [("٤٢", "42"), ("۴۲", "42"), ("４２", "42"), ("४२", "42"), ("x²", "x²"), ("፲፪", "፲፪")]
)
def test_digits_of_every_script_are_read_and_other_numbers_left(typed: str, read: str) -> None:
    assert digits(typed) == read


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("أإآٱ ىة ؤئ یک", "اااا يه وي يك"),
        ("a‐b‑c–d—e−f", "a-b-c-d-e-f"),
        ("l’e ʼn", "l'e 'n"),
        ("التقريـــر", "التقرير"),
        ("حَادِثَةٍ", "حادثه"),
        ("ﻻئحة التﻨسيق", "لايحه التنسيق"),
        ("مدرﺳﺔ", "مدرسه"),
        ("RÉUNION re\u0301union", "reunion reunion"),
        ("Ìpàdé ọ̀sọ̀ọ̀sẹ̀", "ipade osoose"),
        ("می\u200cخواهم", "ميخواهم"),
        ("INC ٠٠٠٧ ４２", "inc 0007 42"),
        ("STRASSE straße", "strasse strasse"),
        ("  A \n\t b\u00a0 ", "a b"),
        ("N’Ko ߒߞߏ", "n'ko ߒߞߏ"),
        ("𞤀𞤁 Ⴀ", "𞤢𞤣 ⴀ"),
        ("", ""),
    ],
)
def test_search_sees_letters_without_case_accents_and_variants(typed: str, found: str) -> None:
    assert fold(typed) == found


@given(st.one_of(hostile, st.text()))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == once


def test_lengths_are_counted_as_readers_and_telegram_count_them() -> None:
    for sample in SAMPLES:
        title = sample["title"]
        counted = {"codepoints": len(title), "utf16": units(title), "graphemes": len(graphemes(title))}
        assert counted == sample["lengths"], sample["n"]


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Flood drill", 11, "Flood drill"),
        ("Flood drill", 10, "Flood dri…"),
        ("Flood drill", 7, "Flood…"),
        (f"{FAMILY}{FIRE}{FLAG}", 16, f"{FAMILY}{FIRE}{FLAG}"),
        (f"{FLAG}{FLAG}{FLAG}", 2, f"{FLAG}…"),
        (f"a{FIRE}b", 2, "a…"),
        (f"a{FAMILY}bcdefghijk", 10, f"a{FAMILY}bcdefgh…"),
        ("e\u0323\u0302e\u0323\u0302x", 2, "e\u0323\u0302…"),
        (FAMILY * 9, 8, f"{FAMILY}{FAMILY}…"),
        ("ᄀ" * 99, 40, "ᄀ" * 64 + "…"),
        ("ab", 1, "…"),
    ],
)
def test_a_long_text_is_cut_between_visible_characters(text: str, limit: int, shown: str) -> None:
    assert shorten(text, limit) == shown


@given(st.one_of(hostile, st.text(min_size=9)), st.integers(1, 12))
def test_what_is_cut_fits_begins_as_the_text_and_says_so(text: str, limit: int) -> None:
    shown = shorten(text, limit)
    assert len(graphemes(shown)) <= limit
    assert len(shown) <= max(2 * limit, limit)
    if shown != text:
        assert shown.endswith("…")
        ends = ["".join(graphemes(text)[:count]).rstrip() for count in range(limit)]
        assert shown.removesuffix("…") in ends


@given(hostile)
@example("a" + "\u0301\u200d" * 9)
def test_no_letter_is_shown_with_more_than_four_marks(text: str) -> None:
    shown = calm(text)
    assert most_marks(shown) <= 4
    assert calm(shown) == shown
    if most_marks(text) <= 4:
        assert shown == text


def test_marks_that_words_need_are_shown() -> None:
    assert calm("ت\u0651\u064e ❤\ufe0f\u200d🔥 q\u0301\u0302\u0303\u0304") == (
        "ت\u0651\u064e ❤\ufe0f\u200d🔥 q\u0301\u0302\u0303\u0304"
    )
