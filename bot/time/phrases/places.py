"""Countries and cities by their names in six languages, for holidays and for time zones."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global

from bot.time.letters import fold
from bot.time.phrases.lexicon import END, WORDS, Tree
from bot.time.zones import cities as zone_cities

_LOCALES = ("en", "fr", "ar", "pt_PT", "es", "sw")
_LETTERS = 2  # of a country's code
_OTHER_NAMES = {
    "CD": "dr congo, drc, rdc, rd congo, jk kongo, الكونغو الديمقراطية",
    "CI": "cote d'ivoire, ivory coast, costa do marfim, costa de marfil",
    "CV": "cape verde, cabo verde, cap vert",
    "EH": "sahrawi republic, western sahara",
    "GB": "uk, britain, great britain, england",
    "GQ": "guinea ecuatorial",
    "SZ": "swaziland",
    "TZ": "tanzania",
    "US": "usa",
}
_OTHER_CITIES = {"brasilia": "America/Sao_Paulo"}  # which tell the time of another


@cache
def countries() -> Tree:
    """The countries of the world by code and by name, as words of the kind COUNTRY."""
    root: Tree = {}
    for name, code in _named():
        _plant(root, name, "COUNTRY", code)
    return root


@cache
def cities() -> Tree:
    """The cities and the countries that have one time zone, as words of the kind CITY."""
    root: Tree = {}
    zones = get_global("territory_zones")
    for name, code in _named():
        if len(zones.get(code, ())) == 1 and len(name) > _LETTERS:
            _plant(root, name, "CITY", zones[code][0])
    for name, key in (zone_cities() | _OTHER_CITIES).items():
        _plant(root, name, "CITY", key)
    for name in _LOCALES:
        for key, known in Locale.parse(name).time_zones.items():
            if "city" in known:
                _plant(root, known["city"], "CITY", key)
    return root


def _named() -> Iterable[tuple[str, str]]:
    for name in _LOCALES:
        for code, country in Locale.parse(name).territories.items():
            if len(code) == _LETTERS and code.isalpha():
                yield country, code
                yield code, code
    for code, others in _OTHER_NAMES.items():
        yield from ((other, code) for other in others.split(","))


def _plant(root: Tree, name: str, kind: str, value: str) -> None:
    node = root
    for word in WORDS.findall(fold(name)):
        node = node.setdefault(word, {})
    meanings = node.setdefault(END, [])
    if (kind, value) not in meanings:
        meanings[:] = [(kind, value)]
