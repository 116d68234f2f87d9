"""What goes wrong at the keyboard: a clear sentence in the person's language, and nothing is saved."""

import re

import pytest
from looking import nothing_saved, rows
from world import World, world

from bot.text.catalogs import Catalogs

OTHERWISE = "I do not understand {text} for {field}."
UNKNOWN = "I do not know the command {text}. Nothing was done."
NO_RECORD = "I found no record {id} that you may see here."
TOO_LONG = "That is too long: {length} characters, {limit} at most. Nothing was saved."
MISSING = "{field} is missing."
NO_DATE = "There is no such date: {text}"
TWICE = "{field} is given twice: {text}"
RED = (
    "This bot does not store or post TLP:RED content. Record only a reference and share the "
    "content in person or through an approved channel."
)
CASES = {
    "/incident new sev9 Boat": OTHERWISE,
    "/incident new sev:٩ Boat": OTHERWISE,
    "/incident new sev3 tlp:purple Boat": OTHERWISE,
    "/incident new sev3 Boat tlp:purple": OTHERWISE,
    "/incident new sev3 tlp: Boat": MISSING,
    "/incident new sev3 tlp:red Boat": RED,
    "/incident tlp 1 red": RED,
    "/incident new sev3 country:Narnia Boat": OTHERWISE,
    "/incident new sev3 country:KE,أطلانطس Boat": OTHERWISE,
    "/incident new sev3 cat:zebra Boat": OTHERWISE,
    "/incident new sev3 cat:TRF.zebra Boat": OTHERWISE,
    "/incident new sev3 src:Z9 Boat": OTHERWISE,
    "/incident new sev3 at:25:99 Boat": "There is no such time: {text}",
    "/incident new sev3 at:0001-01-01 Boat": NO_DATE,
    '/incident new sev3 at:"31 February" Boat': NO_DATE,
    "/incident new sev3 at:2027-02-31 Boat": NO_DATE,
    "/incident monitor 1 review:31.02.2027": NO_DATE,
    "/incident monitor 1 review:2026-10-15": "{text} lies in the past.",
    "/incident time 1 started:2027-10-15": "{text} lies in the future.",
    "/incident time 1": "when it started",
    "/incident new sev3 tlp:green tlp:amber Boat": TWICE,
    "/incident new sev3 sev4 Boat": TWICE,
    "/incident new sev3 plcae:Moyale Boat": "I do not know {text} here.",
    "/incident accept 1 <b>now</b>": "I could not place this: {text}",
    "/incident close 1 outcome:%(n)d x": OTHERWISE,
    "/incident link 1 1": "{text} cannot be linked to itself.",
    "/incident merge 1 into 1": "That does not fit: {ref} is {status}.",
    "/incident sev 1 3": "{ref} is already {status}.",
    "/incident sev 1 9": OTHERWISE,
    "/incident INC-99999999999999999999": NO_RECORD,
    "/incident 0": NO_RECORD,
    "/incident close 2147483648 outcome:resolved x": NO_RECORD,
    "/incident correct 1 #999999 x": NO_RECORD,
    "/incident log 1 \x00\u202e\u2066\ud800": "What is known now? One sentence is enough.",
    "/incident log 1 {long}": TOO_LONG,
    "/incident new sev3 {words}": TOO_LONG,
    "/incident frobnicate {ref} %s": UNKNOWN,
    "/xyzzy=1+1 <a href=x>{0}</a>": UNKNOWN,
    "/\u202exyzzy\u202c": UNKNOWN,
    "/taskforce role @nobody chair": "I know nobody called {name}.",
    "/taskforce who org:NOPE": "I know no organisation {name}.",
    "/taskforce activate NOPE": "I know no task force {name}.",
    "/taskforce remove @you reason:x": "{tf} would be left without a coordinator. Name another one first.",
    "/taskforce week foo-bar": OTHERWISE,
    "/taskforce org add KE-POL country:Narnia x": OTHERWISE,
    "/tz Mars/Olympus": OTHERWISE,
    "/lang room klingon": OTHERWISE,
    "/undo now": "I could not place this: {text}",
    "/cancel": "There is no question waiting for your answer.",
}  # fmt: skip
LITERAL = (
    "<b>bold</b> &lt; </a><script>", "{ref} {0} {title!r} %s %(n)d %%", "=1+1", "+SUM(A1)", "@cmd|x", "-2+3",
    "``` _x_ *y* [z](http://x)", "אב 🚒 \\u2069 \\", "'; DROP TABLE incident; --", "$(reboot) `id`",
)  # fmt: skip
LONG = "x" * 3000
TOO_MUCH = (
    f"/incident new sev2 place:{LONG} Boat", f"/incident new sev2 caveat:{LONG} Boat",
    "/incident set 1 title:" + LONG,
    f"/incident new sev2 tag:{LONG} driver:{LONG} Boat", f"/incident set 1 place:{LONG}",
    "/incident close 1 outcome:resolved " + "y" * 7900, "/incident reject 1 reason:" + "y" * 7900,
    "/incident sev 1 5 " + "y" * 7900, "/incident log 1 " + "z" * 7600, "/incident log 1 " + "z" * 7999,
    "/taskforce new ABCDEFGHIJKLMNOPQ review:2028-01-01 x", f"/taskforce new ABC review:2028-01-01 {LONG}",
    f"/taskforce new ABC review:2028-01-01 basis:{LONG} x", f"/taskforce org add KE-P {LONG}",
    f"/taskforce org add {LONG} x", f"/taskforce org add KE-P country:{LONG} x",
    f"/taskforce add @qq org:SEC account:console:{LONG}", f"/taskforce add @qq org:SEC account:{'n' * 17}:x",
    f"/taskforce remove @you reason:{LONG}", f"/taskforce set mandate:{LONG}", f"/taskforce set basis:{LONG}",
    f"/incident monitor 1 review:{LONG}", "/incident monitor 1 review:0001-01-01", f"/lang {LONG}",
    f"/tz {LONG}",
    f"/help {LONG}", f"/{LONG}", f"/incident {LONG}",
    "/incident " + "9" * 3000, "/incident list before:99999999999",
    "/taskforce set review:0001-01-01", "/taskforce ceiling red", f"/incident assign 1 lead @{LONG}",
    "/incident tag 1 " + "-" * 3000, f"/taskforce role @{LONG} chair",
    "/incident correct 1 #99999999999999999 x",
)  # fmt: skip


def phrase(language: str, messages: str) -> re.Pattern[str]:
    """One of some messages in a language, whatever stands in their places."""
    said = [Catalogs().of(language).gettext(message) for message in messages.split("|")]
    assert language == "en" or said != messages.split("|"), "the message is translated"
    return re.compile("|".join(re.sub(r"\\\{\w+\\\}", "(?s:.+)", re.escape(one)) for one in said))


def typed(line: str) -> str:
    """The line with what is too much to write down."""
    return line.replace("{long}", "x" * 60_000).replace("{words}", "word " * 10_000)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
async def test_bad_input_is_answered_clearly_and_saves_nothing(
    bot: World, sqlite_url: str, language: str
) -> None:
    await bot.hears("/incident new sev3 Boat")
    await bot.hears(f"/lang {language}")
    glance = await bot.hears("/incident 1")
    for line, message in CASES.items():
        with nothing_saved(sqlite_url):
            said = await bot.hears(typed(line))
        assert phrase(language, message).search(said), f"{line[:80]}: {said}"
        assert "Traceback" not in said
        assert len(said) < 1500
    assert await bot.hears("/incident 1") == glance


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_bare_family_and_a_bare_prefix_help(bot: World, sqlite_url: str, language: str) -> None:
    await bot.hears(f"/lang {language}")
    helped = phrase(language, "Log an incident")
    with nothing_saved(sqlite_url):
        for line in ("/incident", "/حادث", "!INCIDENTE", "//tukio", "/help incident"):
            said = await bot.hears(line)
            assert helped.search(said), line
            assert "/incident close" in said
        assert await bot.hears("/") == await bot.hears("!") == "", (
            "a lone sign among people is not for the bot"
        )
        for line in ("/", "!", " ／ "):
            assert phrase(language, "What you can do here").search(await bot.hears(line, room="dm")), line


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_hostile_text_is_kept_and_said_as_it_is(bot: World, language: str) -> None:
    await bot.hears(f"/lang {language}")
    for number, text in enumerate(LITERAL, 1):
        opened = await bot.hears(f"/incident new sev2 place:“{text}” Boat {text}")
        assert f"\nBoat {text}\n" in opened
        assert f": {text}\n" in opened
        logged = await bot.hears(f"/incident log {number} text:{text}")
        assert f"\n{text}" in logged
        shown = await bot.hears(f"/incident {number}")
        assert f"\nBoat {text}\n" in shown
        assert shown.rstrip().endswith(text)
        assert text in await bot.hears("/incident list")


async def test_the_invisible_is_left_out(bot: World, sqlite_url: str) -> None:
    await bot.hears(
        "/incident new sev2 place:\u202eMoyale\u202c Bo\x00at \ud800a\u2066drift\u200b\ue000\x1b[31m"
    )
    assert rows(sqlite_url, "SELECT title, place FROM incident") == [("Boat adrift[31m", "Moyale")]


async def test_nothing_is_too_long_or_too_far_for_its_column(database_url: str) -> None:
    async with world(database_url) as bot:
        await bot.hears("/incident new sev3 Boat")
        glance = await bot.hears("/incident 1")
        with nothing_saved(database_url):
            for line in TOO_MUCH:
                said = await bot.hears(line)
                assert said, line[:80]
                assert "Something went wrong" not in said, line[:80]
        assert await bot.hears("/incident 1") == glance


async def test_what_just_fits_is_kept_on_every_database(database_url: str) -> None:
    async with world(database_url) as bot:
        fits = f"place:{'é' * 200} caveat:{'🚒' * 200} tag:{'t' * 500} at:today{' ' * 400}06:40"
        assert "INC-1 is logged" in await bot.hears(f"/incident new sev2 {fits.replace('at:today', 'Boat ')}")
        assert "INC-2 is logged" in await bot.hears(
            f'/incident new sev2 at:"today{" " * 400}06:40" {"w" * 7400}'
        )
        assert "INC-2 is closed" in await bot.hears(f"/incident close 2 outcome:resolved {'🚒' * 7500}")
        assert "is known now" in await bot.hears(f"/taskforce org add {'A' * 32} {'n' * 200}")
        assert "SSD is known now" in await bot.hears("/taskforce org add SSD country:“South Sudan” Police")
        assert "is founded" in await bot.hears(f"/taskforce new {'T' * 16} review:2099-12-31 {'m' * 2000}")
    assert rows(database_url, "SELECT country FROM organisation WHERE code = 'SSD'") == [("SS",)]
