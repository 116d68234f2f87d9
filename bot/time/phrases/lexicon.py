"""The words of a language, looked up: from its table to the categories and values the grammar works with."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from bot.time.phrases.tokens import Token, cut

LANGUAGES = ("ar", "en", "fr", "es", "pt", "sw")


@dataclass(slots=True)
class Node:
    """A place in the tree of words: what may follow, and what the words so far mean."""

    after: dict[str, "Node"] = field(default_factory=dict)
    means: list[tuple[str, object]] = field(default_factory=list)

    def put(self, words: list[str], name: str, value: object) -> None:
        """The words mean this from now on, beside what they meant."""
        node = self
        for word in words:
            node = node.after.setdefault(word, Node())
        if (name, value) not in node.means:
            node.means.append((name, value))


def find(root: Node, tokens: tuple[Token, ...], start: int) -> Iterator[tuple[int, str, object]]:
    """Everything the table knows that begins here: where it ends, its category, its value.

    A word glued to a number before it is also looked up as `~word`; hyphens between words do not matter.
    """
    first = tokens[start]
    if first.glued and start and tokens[start - 1].is_number:
        yield from _walk(root.after.get("~" + first.text), tokens, start + 1)
    yield from _walk(root.after.get(first.text), tokens, start + 1)


def _walk(node: Node | None, tokens: tuple[Token, ...], at: int) -> Iterator[tuple[int, str, object]]:
    while node is not None:
        for name, value in node.means:
            yield at, name, value
        if at >= len(tokens):
            return
        if tokens[at].text == "-" and "-" not in node.after:
            at += 1
            if at >= len(tokens):
                return
        node = node.after.get(tokens[at].text)
        at += 1


@cache
def lexicon(language: str) -> Node:
    """The tree of all the words of a language."""
    root = Node()
    table: str = import_module(f"bot.time.phrases.words.{language}").TABLE
    for line in table.splitlines():
        _read_line(root, line.partition("#")[0].strip())
    return root


def _read_line(root: Node, line: str) -> None:
    if not line:
        return
    key, _, words = line.partition(" ")
    if key == "compound":
        _compound(root, *words.split("|"))
        return
    name, _, value = key.partition("=")
    for phrase in words.split(","):
        root.put(key_words(phrase), name, _value(value))


def key_words(phrase: str) -> list[str]:
    """A phrase of a table as the tokens it will be met as; `~` marks what is glued to a number."""
    clean = phrase.strip()
    words = [token.text for token in cut(clean.removeprefix("~")) if token.text != "-"]
    return ["~" + words[0], *words[1:]] if clean.startswith("~") else words


def _value(text: str) -> object:
    if not text:
        return None
    return int(text) if text.lstrip("-").isdecimal() else text


def _compound(root: Node, name: str, joint: str, tens: str, units: str) -> None:
    """Numbers such as twenty-one: every ten with every unit; `joint` says how they are written together."""
    for ten, ten_word in _numbered(tens):
        for unit, unit_word in _numbered(units):
            phrase = joint.strip().replace("T", ten_word).replace("U", unit_word)
            root.put(key_words(phrase), name.strip(), ten + unit)


def _numbered(words: str) -> Iterator[tuple[int, str]]:
    for entry in words.split(","):
        number, _, word = entry.strip().partition(":")
        yield int(number), word
