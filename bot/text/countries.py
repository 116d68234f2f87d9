"""Names of countries: the African Union's short names first, CLDR's for the rest."""

from functools import cache

from babel import Locale

from bot.text.clean import fold

ALPHA_2 = 2

_OURS = {
    "CV": {"en": "Cabo Verde", "fr": "Cabo Verde", "sw": "Cabo Verde"},
    "CD": {
        "en": "DR Congo",
        "fr": "RD Congo",
        "pt": "RD Congo",
        "es": "RD Congo",
        "ar": "الكونغو الديمقراطية",
        "sw": "JK Kongo",
    },
    "CG": {"en": "Congo", "fr": "Congo", "pt": "Congo", "es": "Congo", "ar": "الكونغو", "sw": "Kongo"},
    "CI": {"en": "Côte d’Ivoire", "fr": "Côte d’Ivoire"},
    "SZ": {"en": "Eswatini", "fr": "Eswatini"},
    "EH": {
        "en": "Sahrawi Republic",
        "fr": "République sahraouie",
        "pt": "República Saraui",
        "es": "República Saharaui",
        "ar": "الجمهورية الصحراوية",
        "sw": "Jamhuri ya Sahara",
    },
}


def name_of(code: str, locale: Locale) -> str:
    """The short name of a country in a language, or its code where there is none."""
    ours = _OURS.get(code, {}).get(locale.language)
    return ours or str(locale.territories.get(code, code))


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("en_KE", "fr_SN", "ar_LY", "pt_AO", "es_GQ", "sw_KE"):
        locale = Locale.parse(name)
        for code in _known():
            found.setdefault(fold(name_of(code, locale)), code)
            found.setdefault(fold(str(locale.territories.get(code, code))), code)
    return found


@cache
def _known() -> frozenset[str]:
    codes = map(str, Locale.parse("en").territories)
    return frozenset(code for code in codes if len(code) == ALPHA_2 and code.isalpha())


def read_country(text: str) -> str | None:
    """The ISO code of a country given by code or by name in any of the six languages."""
    code = text.strip().upper()
    if code in _known():
        return code
    return _codes().get(fold(text))
