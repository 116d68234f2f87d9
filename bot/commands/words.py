"""Words people may use instead of the English ones: families, verbs, keys and values in six languages."""

import re
from collections.abc import Container
from functools import cache

from bot.text.catalogs import LANGUAGES, Catalogs
from bot.text.clean import fold

_GENDERS = re.compile(r" / |\(.*\)")
"""What stands between or behind the forms of a word: coordonnateur / coordonnatrice, coordinador(a)."""


@cache
def synonyms(word: str) -> frozenset[str]:
    """The folded words of every language for an English word: typed values are accepted in any of them."""
    catalogs = Catalogs()
    context = getattr(word, "context", None)
    found: set[str] = set()
    for language in LANGUAGES:
        listed = catalogs.words("command word")[language].get(str(word), ())
        found.update(fold(one) for one in listed)
        if context:
            shown = catalogs.of(language).pgettext(context, str(word))
            found |= {fold(one) for one in (shown, *_GENDERS.split(shown))} - {""}
    return frozenset(found)


def table(words: dict[str, dict[str, tuple[str, ...]]], spoken: Container[str]) -> dict[str, str]:
    """From every folded word of every language to the English one it stands for, of those spoken here."""
    return {
        fold(word): english
        for listed in words.values()
        for english, some in listed.items()
        if english in spoken
        for word in some
    }
