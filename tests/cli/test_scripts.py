"""The console from a pipe: people speak, lines drive the world, and every line is answered."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import Result
from world import World, bare

ROOT = Path(__file__).parents[2]
Liaison = Callable[..., Result]
PAGE = ROOT.joinpath("docs/reference/console.md").read_text(encoding="utf-8")


def test_a_script_is_answered_line_by_line(liaison: Liaison) -> None:
    result = liaison(
        "console --memory",
        ":time 2026-10-16T09:00+03:00\n"
        "/incident new sev2 at:06:40 🚒 Barge à la dérive قارب\r\n"
        ":mark logged\n"
        "omar@members> /status\n"
        "amina@dm> /me\n"
        ":as you@console\n"
        "/lang ar\n"
        "/incident 11\n"
        "\n"
        ":frobnicate now\n",
    )
    assert (result.exit_code, result.stderr) == (0, "console: I do not know :frobnicate; try :help\n")
    text = bare(result.stdout)
    logged, marked, rest = text.partition("mark logged\n")
    assert marked
    for line in ("TLP:AMBER", "INC-11 is logged and open.", "🚒 Barge à la dérive قارب"):
        assert f"console< {line}\n" in logged
    assert "Fri 16 Oct 2026, 06:40" in logged
    assert "console< [1] Add to the timeline  [2] Give a follow-up" in logged
    assert "members< TLP:GREEN\n" in rest
    assert "dm:amina< Wewe ni Amina (@amina).\n" in rest
    assert "console< 🚒 Barge à la dérive قارب\n" in rest
    assert "console< درجة الخطورة: 2 (منخفضة)\n" in rest
    assert not list(Path().iterdir()), "--memory keeps nothing"


def test_every_line_of_jsonl_is_an_object_with_the_keys_of_the_page(liaison: Liaison) -> None:
    told = PAGE.rpartition("one JSON object:")[2]
    keys = re.findall(r"`(\w+)`", told)
    result = liaison(
        "console --memory --jsonl", "/status\n:mark قارب\namina@dm> /me\n:restart\n/incident list\n"
    )
    assert result.exit_code == 0
    status, mark, me, listed = map(json.loads, result.stdout.splitlines())
    assert mark == {"mark": "قارب"}
    for shown in (status, me, listed):
        assert list(shown) == keys
        assert isinstance(shown["text"], str)
        assert shown["html"]
    assert status["buttons"] == ["List", "Follow-ups", "Log an incident", "Refresh"]
    assert (me["room"], me["to"]) == ("dm:amina", "amina")


@pytest.mark.parametrize("flag", ["", "--jsonl"])
def test_bytes_that_are_no_text_do_not_end_the_console(liaison: Liaison, flag: str) -> None:
    typed = (
        b"\xff\xfe\n\x00\n:mark \xff\n:frob\xff\n/incident new sev2 Boat \xed\xa0\x80 adrift\n"
        b"/incident \xff\n:mark end\n"
    )
    result = liaison(f"console --memory {flag}", typed)
    assert result.exit_code == 0, result.exception
    assert "\ufffd" in result.stderr
    assert result.stdout.splitlines()[0] == ('{"mark": "\ufffd"}' if flag else "mark \ufffd")
    assert result.stdout.splitlines()[-1] == ('{"mark": "end"}' if flag else "mark end")
    assert "INC-11" in result.stdout
    assert "adrift" in result.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (":time never", "console: not an ISO time: never\n"),
        (":wait banana", "console: not a time to wait: banana\n"),
        (":wait yesterday 08:00", "console: not a time to wait: yesterday 08:00\n"),
        (":press 7", "console: there is no button 7\n"),
        (":press", "console: there is no button \n"),
        (":lang xx", "console: not one of ar en fr pt es sw: xx\n"),
        (":", "console: I do not know :; try :help\n"),
        (":help", "Speak: /help"),
    ],
)
async def test_a_drive_that_cannot_be_done_says_so(
    bot: World, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    assert await bot.drives(line) == ""
    assert capsys.readouterr().err.startswith(words)


async def test_help_and_page_name_every_drive(bot: World, capsys: pytest.CaptureFixture[str]) -> None:
    await bot.drives(":help")
    words = capsys.readouterr().err
    drives = {"time", "wait", "press", "edit", "react", "restart", "lang", "as", "mark"}
    assert set(re.findall(r"(?<!\S):(\w+)", words)) == drives
    assert set(re.findall(r"^\| `:(\w+)", PAGE, re.MULTILINE)) == drives


async def test_the_clock_stands_where_it_was_set_and_moves_when_told(bot: World) -> None:
    await bot.drives(":time 2026-10-16T09:00+03:00")
    assert "09:00" in await bot.hears("/incident new sev2 One")
    await bot.drives(":wait 2h")
    assert "11:00" in await bot.hears("/incident new sev2 Two")
    assert bot.session.clock.now() == datetime.fromisoformat("2026-10-16T11:00:00+03:00")


@pytest.mark.parametrize("press", ["1", ":press 1", ":press List", ":press list"])
async def test_a_button_is_pressed_by_number_or_label(demo: World, press: str) -> None:
    await demo.hears("/status")
    assert "10 incidents" in await demo.drives(press)


@pytest.mark.parametrize(
    ("line", "press", "answer"),
    [
        ("/incident new", "Cancel", "/incident new is cancelled. Nothing was saved."),
        ("/incident accept", "INC-10 Boya meteorológica a la", "INC-10 is open."),
        ("/incdent list", "/incident list", "10 incidents"),
    ],
)
async def test_a_button_does_what_it_says(demo: World, line: str, press: str, answer: str) -> None:
    await demo.hears(line)
    assert press in demo.buttons()
    assert answer in await demo.drives(f":press {press}")


async def test_a_button_outlives_a_restart_and_works_for_its_room_alone(demo: World) -> None:
    await demo.hears("/status")
    await demo.drives(":restart")
    await demo.drives(":as you@members")
    assert await demo.drives("1") == ""
    await demo.drives(":as you@console")
    assert "10 incidents" in await demo.drives(":press List")


async def test_as_changes_who_speaks_and_a_named_line_too(demo: World) -> None:
    for line in ("jean@console> /me", "/me", ":as amina", "/me", ":as @dm", "/me", ":as jean@members", "/me"):
        said = await demo.drives(line)
        if line == "/me":
            assert f"@{demo.console.screen.name}" in said
    assert (demo.console.screen.name, demo.console.screen.room) == ("jean", "members")


async def test_an_edit_is_about_the_last_line_and_is_not_obeyed(bot: World) -> None:
    await bot.hears("/incident new sev2 Boat")
    said = await bot.drives(":edit /incident new sev2 Barge")
    assert "/incident new sev2 Barge" in said
    assert "1 incident" in await bot.hears("/incident list")


@pytest.mark.parametrize("line", [":edit x", ":react 📌", ":react 🚒", "1", "x@y>", "x@y> ", " "])
async def test_nothing_is_said_where_nothing_was_meant(bot: World, line: str) -> None:
    await bot.drives(":as nobody@nowhere")
    assert await bot.drives(line) == ""


def test_the_first_commands_of_the_readme_work(liaison: Liaison) -> None:
    readme = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^/.+$", readme, re.MULTILINE)
    assert any(line.startswith("/incident new ") for line in lines)
    asked = [f":mark {line}\n{line}\n" for line in [*lines, *re.findall(r"`(\w+@\w+> .+?)`", readme)]]
    result = liaison("console --memory", ":time 2026-11-24T09:00+03:00\n" + "".join(asked))
    answers = [part.partition("\n") for part in bare(result.stdout).split("mark ")[1:]]
    assert [line for line, _, _ in answers] == [
        line.partition("\n")[0].removeprefix(":mark ") for line in asked
    ]
    assert all(answer for _, _, answer in answers)
    assert "INC-11 is logged and open." in answers[0][2]
    assert "Truck with 40 jerrycans stopped" in answers[0][2]
    assert "do not know" not in result.stdout
    assert "members< " in answers[-1][2]
