"""Days and moments in six languages, and translations that do not fit their message."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.text.bidi import FSI, LRI, PDI, RLM
from bot.text.catalogs import LANGUAGES, Catalogs
from bot.text.nodes import Bold, Doc, Inline, Line, Token, User
from bot.text.plain import render
from bot.text.say import P_, Say

TRIPOLI, UTC = ZoneInfo("Africa/Tripoli"), ZoneInfo("UTC")
MOMENT = datetime.fromisoformat("2026-03-05T12:07:09+00:00")


def said(say: Say, node: Inline) -> str:
    """The node as it is read, without the controls that order it."""
    return render(Doc((Line((node,)),)), say, controls=False)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "الخميس 5 مارس 2026، 14:07"),
        ("en", "Thu 5 Mar 2026, 14:07"),
        ("fr", "jeu. 5 mars 2026, 14:07"),
        ("sw", "Alhamisi 5 Mac 2026, 14:07"),
        ("pt", "quinta 5 mar. 2026, 14:07"),
        ("es", "jue 5 mar 2026, 14:07"),
    ],
)
def test_a_moment_is_written_with_the_month_by_name_and_24_hours(language: str, written: str) -> None:
    say = Say(language, TRIPOLI)
    assert said(say, say.short(MOMENT)) == written
    day = written[: -len(", 14:07")]
    assert said(say, say.day(date(2026, 3, 5))) == day
    shown = render(Doc((Line((say.short(MOMENT),)),)), say)
    assert shown.removeprefix(RLM) == f"{FSI}{day}{PDI}{say.comma}{LRI}14:07{PDI}"
    assert said(say, say.when(MOMENT)) == f"{written} (UTC+2, Tripoli) · 12:07 UTC"


@pytest.mark.parametrize(
    ("language", "territory", "written", "number"),
    [
        ("ar", "EG", "الخميس 5 مارس 2026، 14:07", "1,234,567"),
        ("ar", "SD", "الخميس 5 مارس 2026، 14:07", "1,234,567"),
        ("ar", "MA", "الخميس 5 مارس 2026، 14:07", "1.234.567"),
        ("ar", "DZ", "الخميس 5 مارس 2026، 14:07", "1.234.567"),
        ("en", "ZA", "Thu 5 Mar 2026, 14:07", "1\u00a0234\u00a0567"),
        ("fr", "DZ", "jeu. 5 mars 2026, 14:07", "1\u202f234\u202f567"),
        ("pt", "MZ", "quinta 5 mar. 2026, 14:07", "1\u00a0234\u00a0567"),
    ],
)
def test_a_territory_changes_grouping_but_no_digit_nor_order(
    language: str, territory: str, written: str, number: str
) -> None:
    say = Say(language, TRIPOLI, territory)
    assert said(say, say.short(MOMENT)) == written
    assert (said(say, say.number(1234567)), said(say, say.number(999))) == (number, "999")


def test_months_are_those_of_the_territory() -> None:
    august = date(2026, 8, 3)
    written = [
        said(say, say.day(august)) for say in (Say("ar", UTC), Say("ar", UTC, "DZ"), Say("ar", UTC, "MA"))
    ]
    assert written == ["الاثنين 3 أغسطس 2026", "الاثنين 3 أوت 2026", "الاثنين 3 غشت 2026"]


def test_what_is_said_about_people_is_isolated_and_what_is_counted_is_not() -> None:
    say = Say("en", UTC)
    place, count = say.t("Place: {place}", place="7 <b> {place}"), say.t("{n} left", n=7)
    assert render(Doc((place, count)), say) == f"Place: {FSI}7 <b> {{place}}{PDI}\n7 left"


@pytest.mark.parametrize(
    ("instant", "zone", "written"),
    [
        (
            "2026-03-05T23:30:00+00:00",
            "Africa/Tripoli",
            "Fri 6 Mar 2026, 01:30 (UTC+2, Tripoli) · 2026-03-05 23:30 UTC",
        ),
        ("2026-03-05T12:07:00+00:00", "Africa/Accra", "Thu 5 Mar 2026, 12:07 UTC"),
        (
            "2026-03-05T12:07:00+00:00",
            "America/St_Johns",
            "Thu 5 Mar 2026, 08:37 (UTC-3:30, St Johns) · 12:07 UTC",
        ),
        ("2026-06-05T12:07:00+00:00", "Africa/Cairo", "Fri 5 Jun 2026, 15:07 (UTC+3, Cairo) · 12:07 UTC"),
    ],
)
def test_a_moment_says_its_zone_and_the_same_in_utc(instant: str, zone: str, written: str) -> None:
    say = Say("en", TRIPOLI)
    assert said(say, say.when(datetime.fromisoformat(instant), ZoneInfo(zone))) == written


@pytest.mark.parametrize(
    ("language", "listed"),
    [
        ("ar", "INC-1 وINC-2 وINC-3"),
        ("en", "INC-1, INC-2 and INC-3"),
        ("fr", "INC-1, INC-2 et INC-3"),
        ("sw", "INC-1, INC-2 na INC-3"),
        ("pt", "INC-1, INC-2 e INC-3"),
        ("es", "INC-1, INC-2 y INC-3"),
    ],
)
def test_a_list_is_joined_as_the_language_joins(language: str, listed: str) -> None:
    say = Say(language, TRIPOLI)
    assert said(say, say.join([Token(f"INC-{n}") for n in (1, 2, 3)])) == listed
    assert said(say, say.join(["{0}", "7", "<b>"])) == re.sub(
        r"INC-(.)", lambda found: ("{0}", "7", "<b>")[int(found[1]) - 1], listed
    )
    assert said(say, say.join([])) == ""


PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "{id} is open."
msgstr "{idd} est ouvert."

msgid "Place: {place}"
msgstr "Lieu : {place"

msgid "Lead: {person}"
msgstr "Chef : {}"

msgid "Tags: {tags}"
msgstr "Mots : {tags.x}"

msgid "Summary: {text}"
msgstr "Résumé : {text"

msgid "{n} incident"
msgid_plural "{n} incidents"
msgstr[0] "{m} incident"
msgstr[1] "{m} incidents"

msgctxt "incident"
msgid "Closed: {id}"
msgstr "Clos : {0}"

msgid "By {person}"
msgstr "Par {person}, {person}"

#, fuzzy
msgid "Draft: {id}"
msgstr "Brouillon : {id}"

msgid "Empty: {id}"
msgstr ""
"""


@pytest.fixture
def broken(tmp_path: Path) -> Say:
    """French from a catalogue whose translator slipped."""
    path = tmp_path / "fr" / "LC_MESSAGES" / "liaison.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    return Say("fr", TRIPOLI, catalogs=Catalogs(tmp_path))


@pytest.mark.parametrize(
    ("message", "field", "written"),
    [
        ("{id} is open.", "id", "X is open."),
        ("Place: {place}", "place", "Place: X"),
        ("Lead: {person}", "person", "Lead: X"),
        ("Tags: {tags}", "tags", "Tags: X"),
        ("Summary: {text}", "text", "Summary: X"),
        (P_("incident", "Closed: {id}"), "id", "Closed: X"),
    ],
)
def test_a_translation_that_does_not_fit_is_said_in_english_and_logged(
    broken: Say, message: str, field: str, written: str
) -> None:
    with capture_logs() as logs:
        assert said(broken, broken.t(message, **{field: User("X")})) == written
        assert said(broken, broken.line(Bold((broken.t(message, **{field: "X"}),)), "!")) == f"{written}!"
    assert [log["language"] for log in logs] == ["fr", "fr"]


def test_a_count_that_does_not_fit_is_said_in_english(broken: Say) -> None:
    with capture_logs() as logs:
        counted = [said(broken, broken.n("{n} incident", "{n} incidents", n)) for n in (0, 1, 2)]
        assert said(broken, broken.p("incident", "Closed: {id}", id=Token("X"))) == "Closed: X"
    assert counted == ["0 incidents", "1 incident", "2 incidents"]
    assert len(logs) == 4


def test_a_translation_unfinished_or_missing_is_said_in_english_without_complaint(broken: Say) -> None:
    with capture_logs() as logs:
        assert said(broken, broken.t("Draft: {id}", id="X")) == "Draft: X"
        assert said(broken, broken.t("Empty: {id}", id="X")) == "Empty: X"
        assert said(broken, broken.t("Unheard of: {id}", id="{id}")) == "Unheard of: {id}"
        assert said(broken, broken.t("By {person}", person="A {n}")) == "Par A {n}, A {n}"
        assert broken.word("Never") == "Never"
    assert not logs


def test_a_language_without_a_catalogue_speaks_english(tmp_path: Path) -> None:
    catalogs = Catalogs(tmp_path)
    for language in LANGUAGES:
        assert not catalogs.has(language)
        say = Say(language, TRIPOLI, catalogs=catalogs)
        assert said(say, say.t("Place: {place}", place="X")) == "Place: X"
    assert catalogs.words("command alias")["ar"] == {}
