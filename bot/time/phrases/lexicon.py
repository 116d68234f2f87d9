"""The words of the tables in one tree for each choice of languages, folded as the phrases are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import product
from types import ModuleType
from typing import Any

from bot.time.letters import fold

LANGUAGES = ("ar", "en", "es", "fr", "pt", "sw")
_AND = "و"
_UNMIXED = frozenset({"A"})  # `a` is an article, and in other languages a preposition
END = ""  # the key of what a path through the tree means

# A tree of words: what follows a word, and under END the kinds and values of what ends there.
Tree = dict[str, Any]
Meaning = tuple[str, Any]

WORDS = re.compile(r"\d+|[^\W\d_]+|[^\s'.\-]")
_TENS = range(20, 100, 10)


@cache
def tree(*languages: str) -> Tree:
    """The words of some languages, and the signs common to all."""
    root: Tree = {}
    for name in ("neutral", *languages):
        for words, meaning in _planted(name):
            if len(languages) == 1 or meaning[0] not in _UNMIXED:
                _plant(root, words, meaning)
    return root


@cache
def _planted(name: str) -> tuple[tuple[tuple[str, ...], Meaning], ...]:
    """The words of each spelling in a table, and their meaning."""
    entries = _entries(import_module(f"bot.time.phrases.tables.{name}"))
    planted = [(tuple(keys(spelling)), (kind, value)) for kind, value, spelling in entries]
    first = frozenset(words[0] for words, _ in planted)
    return tuple((tuple(_apart(words, first)), meaning) for words, meaning in planted)


def _apart(words: tuple[str, ...], first: frozenset[str]) -> Iterator[str]:
    """The words as a phrase is cut: an `and` written together with the next word (و) is a word of its own."""
    for place, word in enumerate(words):
        if place and word[0] == _AND and word not in first and word[1:] in first:
            yield from (_AND, word[1:])
        else:
            yield word


def keys(spelling: str) -> Iterator[str]:
    """The words of a folded spelling; `+` is before one that is written together with figures before it."""
    for found in WORDS.finditer(spelling):
        start = found.start()
        together = start > 0 and spelling[start - 1].isdecimal() != found[0][0].isdecimal()
        yield f"+{found[0]}" if together and spelling[start - 1].isalnum() else found[0]


def _plant(root: Tree, words: Iterable[str], meaning: Meaning) -> None:
    node = root
    for word in words:
        node = node.setdefault(word, {})
    meanings = node.setdefault(END, [])
    if meaning not in meanings:
        meanings.append(meaning)


@cache
def prefixes(language: str) -> tuple[str, ...]:
    """What is written together with the word behind it (Arabic و, ب, ل), longest first."""
    found = getattr(import_module(f"bot.time.phrases.tables.{language}"), "PREFIXES", "")
    return tuple(sorted(fold(found).split(), key=len, reverse=True))


def _entries(table: ModuleType) -> Iterator[tuple[str, Any, str]]:
    """Each kind and value with one of its spellings, folded."""
    words: Mapping[str, str] = table.WORDS
    article: str = getattr(table, "ARTICLE", "")
    defined: frozenset[str] = getattr(table, "DEFINED", frozenset())
    spelled = {key: [fold(word) for word in words[key].split(",")] for key in words}
    for key, spellings in spelled.items():
        kind, value = _meaning(key)
        for spelling in filter(None, spellings):
            yield kind, value, spelling
            if kind in defined and not spelling.startswith(article):
                yield kind, value, article + spelling
    for kind, patterns in (("NUM", "TENS_AND_ONES"), ("ORD", "ORDINAL_TENS")):
        for _, value, spelling in _compounds(spelled, kind, getattr(table, patterns, ())):
            yield kind, value, spelling
            if kind in defined:
                yield kind, value, article + spelling


def _meaning(key: str) -> tuple[str, Any]:
    """The kind and the value of a key such as `PART night`, `NUM 3`, `AT`."""
    kind, _, value = key.partition(" ")
    return kind, int(value) if value.lstrip("-").isdecimal() else value or None


def _compounds(
    spelled: Mapping[str, list[str]], kind: str, patterns: Iterable[str]
) -> Iterator[tuple[str, int, str]]:
    """The numbers from 21 to 99 by their tens and ones."""
    for pattern, tens, one in product(patterns, _TENS, range(1, 10)):
        wanted = spelled.get(f"ONE {one}", []) + spelled.get(f"{kind} {one}", [])
        for first, second in product(spelled.get(f"NUM {tens}", ()), wanted):
            yield kind, tens + one, fold(pattern.format(ten=first, one=second))
