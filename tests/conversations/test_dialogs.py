"""Questions and buttons: one thing at a time, kept over a restart, answered by whom it was asked."""

import re

import pytest
from looking import nothing_saved, rows
from world import World, bare

from bot.model.delivery import Heard
from bot.text.catalogs import LANGUAGES, Catalogs
from bot.transports.base import heard
from bot.transports.console.world import CAP, Shown

STALE = "This button is no longer valid, or it is not for you."
NO_QUESTION = "There is no question waiting for your answer."
QUESTIONS = (
    ("/incident new", "What happened?", "Boat adrift"),
    (None, "How grave is it?", "sev4"),
    (None, "What kind of thing is it?", "MAR"),
    (None, "Where did it happen?", "Port Sudan"),
    (None, "When did it happen?", "07:30"),
    (None, "How good is the source (A1 to F6)?", "B2"),
    (None, "Who may know of it?", "green"),
)
OPENED = (
    "TLP:GREEN\nINC-1 is logged and open.\nBoat adrift\nSeverity: 4 (high)\n"
    "Category: MAR maritime security and piracy\nStatus: open\nPlace: Port Sudan\n"
    "Happened: Fri 16 Oct 2026, 07:30 (UTC+3, Nairobi) · 04:30 UTC\n"
    "Reported: Fri 16 Oct 2026, 09:00 (UTC+3, Nairobi) · 06:00 UTC\n"
    "Source: B2 (usually reliable; probably true)\nReported by: You, SEC"
)


async def presses(bot: World, shown: Shown, label: str | int, *, by: str = "you") -> str:
    """What the bot says to a button of a message that may long have scrolled away."""
    bot.console.screen.name = by
    before = len(bot.console.screen.shown)
    data = next(one.data for at, one in enumerate(shown.buttons, 1) if label in {at, one.label})
    await bot.session._hear(Heard.PRESS, bot.session._event(), data, about=shown.message)
    return "\n".join(bare(one.text) for one in bot.console.screen.shown[before:])


def newest(bot: World) -> Shown:
    """The newest message."""
    return bot.console.screen.shown[-1]


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("room", ["console", "dm"])
async def test_everything_missing_is_asked_one_by_one(
    bot: World,
    sqlite_url: str,
    restart: bool,  # noqa: FBT001
    room: str,
) -> None:
    said, answers = await bot.hears("/incident new", room=room), [answer for *_, answer in QUESTIONS]
    for (_, question, _), answer in zip(QUESTIONS, answers, strict=True):
        assert said.splitlines()[0] == question or said.startswith(question)
        assert "/cancel" in said
        assert bot.buttons()[-1] == "Cancel"
        if restart:
            await bot.drives(":restart")
        with nothing_saved(sqlite_url) if answer != "green" else pytest.MonkeyPatch.context():
            said = await bot.hears(answer, room=room)
    assert said == OPENED
    assert await bot.hears("/cancel", room=room) == NO_QUESTION


async def test_what_was_given_is_not_asked_again(bot: World) -> None:
    assert "What happened?" in await bot.hears("/incident new sev5 TRF place:Moyale")
    opened = await bot.hears("sev1 is not a key here: a “boat”, l’eau")
    assert "INC-1 is logged" in opened
    assert "\nsev1 is not a key here: a “boat”, l’eau\nSeverity: 5 (critical)\n" in opened
    assert "How did it end?" in await bot.hears("/incident close 1 Road is open")
    assert "INC-1 is closed: not resolved." in await bot.drives(":press not resolved")


async def test_a_wrong_answer_is_said_and_asked_again(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new Boat")
    with nothing_saved(sqlite_url):
        for answer in ("sev9", "grave", "<b>", "{0}", "\u202e", "x" * 9000):
            said = await bot.hears(answer)
            assert "Nothing was saved" in said, answer[:20]
    assert "How grave is it?" in await bot.hears("sev 0")
    assert "Severity: 2 (low)" in await bot.hears("sev٢")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_asked_and_answered_in_every_language(bot: World, language: str) -> None:
    say = Catalogs().of(language).gettext
    await bot.hears(f"/lang {language}")
    assert say("How grave is it?") in await bot.hears("/incident new Boat")
    high = Catalogs().of(language).pgettext("severity", "high")
    assert high in bot.buttons()
    said = await bot.hears(high.upper())
    assert f"4 ({high})" in said
    assert say("How did it end?") in await bot.hears("/incident close 1 Over")
    assert "1" in await bot.drives(":press 1")
    assert say("What happened? One sentence is enough.") in await bot.hears("/incident new")
    skip, cancel = say("Skip"), say("Cancel")
    await bot.hears("Boat")
    await bot.hears("high")
    assert bot.buttons()[-2:] == [skip, cancel]
    assert "/incident new" in await bot.drives(f":press {cancel}")
    assert say(NO_QUESTION) == await bot.hears("/cancel")


async def test_skipped_questions_are_left_out(bot: World) -> None:
    await bot.hears("/incident new")
    for line in ("Boat", ":press 3", ":press Skip", "-", ":press Skip", "-"):
        await bot.drives(line)
    opened = await bot.drives(":press Skip")
    assert "Severity: 3 (medium)\nCategory: OTH other\n" in opened
    assert opened.startswith("TLP:AMBER\n")


@pytest.mark.parametrize("leave", ["/cancel", ":press Cancel", "/إلغاء", "!annuler"])
async def test_a_question_is_left(bot: World, sqlite_url: str, leave: str) -> None:
    await bot.hears("/incident new sev3")
    assert await bot.drives(leave) == "/incident new is cancelled. Nothing was saved."
    with nothing_saved(sqlite_url):
        assert await bot.hears("Boat adrift") == ""
    assert rows(sqlite_url, "SELECT count(*) FROM incident") == [(0,)]


async def test_another_command_takes_the_place_of_a_question(bot: World) -> None:
    await bot.hears("/incident new sev3")
    old = newest(bot)
    assert "0 open incidents" in await bot.hears("/status")
    assert await bot.hears("Boat adrift") == ""
    assert "What happened?" in await bot.hears("/incident new sev2")
    assert "INC-1 is logged" in await bot.hears("Goat astray")
    assert await presses(bot, old, "Cancel") == NO_QUESTION


async def test_a_question_waits_half_an_hour(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new Boat")
    await bot.drives(":wait 29m")
    assert "INC-1 is logged" in await bot.hears("sev3")
    await bot.hears("/incident new Goat")
    asked = newest(bot)
    await bot.drives(":wait 31m")
    with nothing_saved(sqlite_url):
        assert await bot.hears("sev3") == ""
        assert await presses(bot, asked, "medium") == STALE


async def test_nobody_else_answers_a_question(demo: World, sqlite_url: str) -> None:
    await demo.hears("/incident new Boat", by="grace", room="console")
    await demo.hears("/incident new Boat", by="jean")
    asked = newest(demo)
    with nothing_saved(sqlite_url):
        assert await demo.hears("sev5", by="you") == ""
        for button in (4, 6):
            assert await presses(demo, asked, button, by="you") == STALE
    assert "INC-11" in await presses(demo, asked, 4, by="jean")
    assert rows(sqlite_url, "SELECT severity FROM incident WHERE number = 11") == [(4,)]


async def test_two_people_and_two_rooms_have_their_own_questions(demo: World) -> None:
    await demo.hears("/incident new sev2", by="lucia")
    await demo.hears("/incident new sev3", by="rui")
    await demo.hears("/incident new sev4 tlp:green", by="rui", room="members")
    assert "INC-11" in await demo.hears("Barco", by="rui")
    assert "INC-12" in await demo.hears("Barca", by="lucia")
    assert "INC-13" in await demo.hears("Navio", by="rui", room="members")


async def test_a_button_of_an_answered_question_is_stale(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new")
    await bot.hears("Boat")
    grave = newest(bot)
    assert "What kind of thing" in await presses(bot, grave, "high")
    assert await presses(bot, grave, "low") == STALE
    await bot.hears("MAR")
    assert await presses(bot, grave, "high") == STALE, "it does not answer where it happened"
    for _ in range(4):
        await bot.hears("-")
    with nothing_saved(sqlite_url):
        assert await presses(bot, grave, "high") == STALE
    assert rows(sqlite_url, "SELECT severity, place FROM incident") == [(4, "")]


@pytest.mark.parametrize("restart", [False, True])
async def test_a_button_runs_its_line_once(bot: World, sqlite_url: str, restart: bool) -> None:  # noqa: FBT001
    await bot.hears("/incident new sev3 Boat")
    opened = newest(bot)
    await bot.hears("/incident close 1 outcome:resolved Over")
    closed = newest(bot)
    await bot.hears("/incident reopen 1 reason:again")
    if restart:
        await bot.drives(":restart")
    assert "You will be told" in await presses(bot, opened, "Watch")
    assert "How did it end?" in await presses(bot, opened, "Close")
    how = newest(bot)
    assert "What is known now?" in await presses(bot, how, "resolved")
    assert await presses(bot, how, "resolved") == STALE
    assert "INC-1 is closed" in await bot.hears("Over")
    with nothing_saved(sqlite_url):
        assert await presses(bot, how, "resolved") == STALE
    assert "Why?" in await presses(bot, closed, "Reopen")


@pytest.mark.parametrize(
    "data", ["", "x", "x:0", "{token}", "{token}:", "{token}:99", "{token}:-1", "{token}:0:0"]
)
async def test_a_forged_button_is_stale(bot: World, data: str) -> None:
    await bot.hears("/incident new sev3 Boat")
    token = newest(bot).buttons[0].data.partition(":")[0]
    await bot.session._hear(Heard.PRESS, bot.session._event(), data.format(token=token))
    assert newest(bot).text == STALE


async def test_a_button_is_stale_in_another_room_and_after_a_week(demo: World) -> None:
    await demo.hears("/incident new sev3 tlp:green Boat", room="members")
    opened = newest(demo)
    demo.console.screen.room = "console"
    assert await presses(demo, opened, "Watch") == STALE
    demo.console.screen.room = "members"
    await demo.drives(":wait 6d")
    assert "You will be told" in await presses(demo, opened, "Watch")
    await demo.drives(":wait 2d")
    assert await presses(demo, opened, "Watch") == STALE


async def test_a_button_gives_nobody_more_rights(demo: World) -> None:
    await demo.hears("/incident new sev3 Boat")
    opened = newest(demo)
    assert "coordonnateur" in await presses(demo, opened, "Close", by="jean")
    assert "أعرف الحساب" not in await presses(demo, opened, "Watch", by="omar")
    assert "I do not know the account stranger" in await presses(demo, opened, "Watch", by="stranger")


async def test_an_edited_line_is_said_once_and_never_run(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident nwe sev3 Boat")
    with nothing_saved(sqlite_url):
        said = await bot.drives(":edit /incident new sev3 Boat")
        assert said == (
            "An edited message is not a new command. To run it, send it again:\n/incident new sev3 Boat"
        )
        assert await bot.drives(":edit !incident new sev3 Boat again") == ""
        await bot.hears("/status")
        assert await bot.drives(":edit just words") == ""
        assert await bot.drives(":edit /xyzzy") == ""


async def test_a_pin_files_a_message_once(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new sev3 Boat")
    assert await bot.hears("Second boat, l’eau monte <b>") == ""
    with nothing_saved(sqlite_url):
        assert await bot.drives(":react 👍") == ""
    said = await bot.drives(":react 📌")
    assert "INC-1: entry #1 is logged." in said
    assert "Second boat, l’eau monte <b>" in said
    with nothing_saved(sqlite_url):
        assert "INC-1 is already #1." in await bot.drives(":react 📌")


async def test_a_pin_asks_which_incident_and_obeys_rights(demo: World, sqlite_url: str) -> None:
    with nothing_saved(sqlite_url):
        await demo.hears("Quelque chose")
        assert "Which one?" in await demo.drives(":react 📌")
        assert re.match(r"INC-\d+ ", demo.buttons()[0])
        await demo.hears("Quelque chose", by="grace")
        assert await demo.drives(":react 📌") == ""


@pytest.mark.parametrize(("minutes", "asked"), [(9, False), (11, True), (60 * 24 * 3, True)])
async def test_a_late_line_is_asked_about_first(
    bot: World,
    sqlite_url: str,
    minutes: int,
    asked: bool,  # noqa: FBT001
) -> None:
    now = bot.session.clock.now()
    await bot.drives(f":wait {minutes}m")
    for line in ("/incident new sev3 Boat", "/incident list all"):
        late = heard(
            network="console", event=f"late:{line}", kind=Heard.LINE, room="console", sender="you", text=line,
            sent_at=now, heard_at=bot.session.clock.now(), extra={"cap": CAP.value},
        )  # fmt: skip
        await bot.bot.hear([late])
    first, second = (bare(one.text) for one in bot.console.screen.shown[-2:])
    assert rows(sqlite_url, "SELECT count(*) FROM incident") == [(0 if asked else 1,)]
    assert (
        first.startswith("You wrote this at 2026-10-16 06:00 UTC. Shall I still do it?\n/incident new")
        is asked
    )
    assert ("No incidents" in second) is asked, "what only reads is answered"


async def test_records_chosen_one_after_the_other_keep_their_places(demo: World) -> None:
    """`/incident merge`, then 8, then 9: the eighth goes into the ninth."""
    asked = await demo.hears("/incident merge")
    assert "/incident merge INC-…" in asked
    asked = await demo.drives(f":press {next(one for one in demo.buttons() if one.startswith('INC-8 '))}")
    assert "/incident merge INC-8 INC-…" in asked
    merged = await demo.drives(f":press {next(one for one in demo.buttons() if one.startswith('INC-9 '))}")
    assert "INC-8 is now part of INC-9." in merged
