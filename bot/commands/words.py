"""Words people may use instead of the English ones: families, verbs, keys and values in six languages."""

from functools import cache

from bot.text.catalogs import LANGUAGES, Catalogs
from bot.text.clean import fold


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
            found.add(fold(catalogs.of(language).pgettext(context, str(word))))
    return frozenset(found)


def table(words: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, str]:
    """From every folded word of every language to the English one it stands for."""
    return {
        fold(word): english for listed in words.values() for english, some in listed.items() for word in some
    }
