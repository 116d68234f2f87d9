"""The grammar and its tables fit together."""

import inspect

import pytest

from bot.time.letters import fold
from bot.time.phrases.grammar.whole import GRAMMAR, PLAIN
from bot.time.phrases.lexicon import END, LANGUAGES, Tree, tree

FIGURES = {
    "CLOCK", "DATE", "DECIMAL", "DIGITS", "FOUR", "SEPARATOR", "DASH", "SHORT_YEAR", "SPAN",
    "SPAN_OR_CLOCK", "SPELT", "QUARTERS", "DASHED", "SUN_NUM",
    "STAMP", "HALF_SIGN", "YEAR_FOUR", "ZERO_FOUR", "CITY", "COUNTRY",
}  # fmt: skip


def _kinds(node: Tree) -> set[tuple[str, bool]]:
    found = {(kind, value is not None) for kind, value in node.get(END, ())}
    return found.union(*(_kinds(below) for word, below in node.items() if word != END))


def test_each_line_hands_its_function_what_it_takes() -> None:
    for name, symbol in GRAMMAR.items():
        for production in symbol.productions:
            values = [part for part in production.parts if part.valued]
            try:
                inspect.signature(production.make).bind(*values)
            except TypeError as error:
                pytest.fail(f"{name}: {production.parts}: {error}")


def test_every_kind_of_word_in_a_table_is_used_and_every_kind_used_is_in_one() -> None:
    used = {
        kind
        for symbol in GRAMMAR.values()
        for way in symbol.productions
        for part in way.parts
        for kind in part.kinds
    }
    written = {kind for language in LANGUAGES for kind, _ in _kinds(tree(language))}
    assert written - used <= {"SUFFIX", "NTH_SUFFIX", "ONE"}
    assert used - written <= FIGURES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_of_word_has_values_or_has_none(language: str) -> None:
    for kind, valued in _kinds(tree(language)):
        assert valued == (kind not in PLAIN) or kind.endswith("SUFFIX"), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_table_are_folded(language: str) -> None:
    for word in tree(language):
        assert word.lstrip("+") == fold(word).lstrip("+"), word
