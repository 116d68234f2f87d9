"""What each role may do, command by command, and what people learn of each other."""

import sqlite3

import pytest
from world import World

from access.scene import COAST, played
from bot.commands.usage import usage
from bot.model.taskforces import Right
from handlers import COMMANDS

EVERYBODY = {Right.ANYONE}
KNOWN = EVERYBODY | {Right.KNOWN}
READS = KNOWN | {Right.READ}
WORKS = READS | {Right.WORK}
LEADS = WORKS | {Right.COORDINATE}
MAY = {
    "nobody": EVERYBODY,
    "zoe": KNOWN,
    "grace": READS,
    "audrey": READS,
    "omar": WORKS,
    "ken": LEADS,
    "amina": LEADS | {Right.CHAIR},
    "boss": KNOWN | {Right.ADMIN},
    "you": LEADS | {Right.ADMIN},
}
SCENE = (
    *COAST,
    "you@console> /taskforce add @ken org:KE-CUS role:coordinator",
    "you@console> /taskforce add @boss org:SEC",
    "you@console> /taskforce remove @boss reason:moved",
    "omar@console> /lang en",
    "amina@console> /lang en",
    "nobody@console> hello",
)
INSIDE = ("grace", "audrey", "omar", "ken")
REFUSED = ("This action is reserved for", "Only people who take part", "I do not know the account")
# These name a task force, so they are allowed or refused by the asker's part in that one.
WITHIN = {
    "/taskforce bind LAKES": Right.COORDINATE,
    "/taskforce suspend LAKES": Right.CHAIR,
    "/taskforce activate LAKES": Right.COORDINATE,
    "/taskforce close LAKES": Right.CHAIR,
}


@pytest.fixture
async def staff(demo: World, sqlite_url: str) -> World:
    """The sample task force with somebody in every role, and an administrator outside of it."""
    await played(demo, SCENE)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE person SET admin = 1 WHERE handle = 'boss'")
    database.close()
    return demo


@pytest.mark.parametrize("name", MAY)
async def test_a_role_may_what_the_table_says_and_nothing_else(staff: World, name: str) -> None:
    last = {"taskforce unbind"}
    ordered = sorted(COMMANDS, key=lambda command: command.name in last)
    allowed = {}
    for command in ordered:
        staff.console.screen.shown.clear()
        said = await staff.drives(f"{name}@console> /{command.name}")
        allowed[command.name] = not said.startswith(REFUSED)
    assert allowed == {command.name: command.may in MAY[name] for command in ordered}


@pytest.mark.parametrize("name", MAY)
async def test_an_act_on_a_task_force_is_a_matter_of_the_part_in_it(staff: World, name: str) -> None:
    allowed = {}
    for line in WITHIN:
        said = await staff.drives(f"{name}@console> {line}")
        allowed[line] = not said.startswith((*REFUSED, "I know no task force"))
    admin = Right.ADMIN in MAY[name]
    assert said.startswith("This action is reserved for the role “chair”") == (name in INSIDE)
    assert allowed == {line: admin or right in MAY[name] for line, right in WITHIN.items()}


@pytest.mark.parametrize("name", [name for name in MAY if Right.READ in MAY[name]])
async def test_help_names_what_the_reader_may_do_and_nothing_else(staff: World, name: str) -> None:
    said = await staff.drives(f"{name}@console> /help incident")
    family = [command for command in COMMANDS if command.path[0] == "incident"]
    listed = {command.name for command in family if usage(command) in said}
    assert listed == {command.name for command in family if command.may in MAY[name]}


async def test_only_a_chair_or_an_administrator_names_chairs_and_auditors(staff: World) -> None:
    for role in ("chair", "auditor"):
        refused = await staff.drives(f"ken@console> /taskforce role @omar {role}")
        assert refused == "This action is reserved for the role “chair” in LAKES."
        assert f"is {role} in LAKES" in await staff.drives(f"amina@console> /taskforce role @omar {role}")


async def test_a_task_force_keeps_one_who_leads_it(staff: World) -> None:
    for name in ("ken", "you"):
        assert "no longer takes part" in await staff.drives(
            f"you@console> /taskforce remove @{name} reason:left"
        )
    left = "LAKES would be left without a coordinator. Name another one first."
    for line in ("remove @amina reason:left", "role @amina member"):
        assert await staff.drives(f"amina@console> /taskforce {line}") == left


async def test_what_an_auditor_reads_is_on_record_wherever_it_is_answered(
    demo: World, sqlite_url: str
) -> None:
    await played(demo, ("audrey@dm> hello", "you@console> /incident new sev2 tlp:amber Heron"))
    await demo.drives("nobody@console> hello")
    said = await demo.shown("audrey@console> /incident 11")
    assert {one.room for one in said if "Heron" in one.text} == {"dm:audrey"}
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        read = database.execute("SELECT record FROM audit WHERE action = 'incident read'").fetchall()
    database.close()
    assert read == [("incident:11",)]


async def test_accounts_are_shown_to_their_owner_alone(demo: World) -> None:
    await played(demo, ("you@console> /taskforce add @wanjiru org:KE-CUS account:console:heronry", *COAST))
    reads = [f"/{command.name}" for command in COMMANDS if not command.changes] + ["/help", "/taskforce who"]
    for name in ("you", "amina", "omar", "grace", "audrey", "zoe", "nobody"):
        for line in reads:
            assert "heronry" not in await demo.drives(f"{name}@members> {line}"), (name, line)
    assert "console:heronry" in await demo.drives("heronry@dm> /me")
    assert "heronry" not in await demo.drives("you@console> /taskforce add @other org:KE-CUS")


async def test_who_did_not_agree_to_be_listed_is_named_to_nobody_else(demo: World, sqlite_url: str) -> None:
    assert "@omar" in await demo.drives("you@console> /taskforce who")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE person SET listed = 0 WHERE handle = 'omar'")
    database.close()
    assert "omar" not in (await demo.drives("you@console> /taskforce who")).casefold()
    assert "@omar" in await demo.drives("omar@console> /taskforce who")
