"""Names of days and months with one letter wrong: left out, put in, changed, or changed about."""

from collections.abc import Iterator
from functools import cache

from bot.time.phrases.lexicon import END, Meaning, tree

SHORTEST = 6  # letters of a name; shorter ones are too near to each other and to other words
_KINDS = frozenset({"WEEKDAY", "WEEKDAYS", "MONTH", "DAY"})


def meant(word: str, languages: tuple[str, ...]) -> Meaning | None:
    """The one name that an unknown word is a letter away from, None where there is none or there are two."""
    if len(word) < SHORTEST - 1:
        return None
    known = _shortened(languages)
    near = {name for form in (word, *_shorter(word)) for name in known.get(form, ())}
    found = {meaning for name, meaning in near if _one_away(word, name)}
    return found.pop() if len(found) == 1 else None


@cache
def _shortened(languages: tuple[str, ...]) -> dict[str, set[tuple[str, Meaning]]]:
    """The names by what is left of them without one of their letters, and whole."""
    found: dict[str, set[tuple[str, Meaning]]] = {}
    for name, below in tree(*languages).items():
        for kind, value in below.get(END, ()) if len(name) >= SHORTEST else ():
            if kind in _KINDS:
                for form in (name, *_shorter(name)):
                    found.setdefault(form, set()).add((name, (kind, value)))
    return found


def _shorter(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _one_away(word: str, name: str) -> bool:
    """Whether one letter more, less, other, or two that changed places make the difference."""
    if len(word) != len(name):
        return word in _shorter(name) or name in _shorter(word)
    wrong = [place for place, letter in enumerate(word) if letter != name[place]]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2  # noqa: PLR2004 - that changed places
        and wrong[1] == wrong[0] + 1
        and word[wrong[0]] == name[wrong[1]]
        and word[wrong[1]] == name[wrong[0]]
    )
