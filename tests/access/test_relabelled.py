"""Labels go up for everybody who works, down for the originator alone, and rooms follow at once."""

import sqlite3

import pytest
from world import World

from access.scene import played

LOWERED = "marking TLP:AMBER → TLP:GREEN"
CONTROLLED = "INC-11 is controlled by its originator (LY-CG)."
SCENE = (
    *(f"{name}@console> /lang en" for name in ("omar", "jean", "amina", "rui")),
    "you@console> /taskforce org add LY-NAV Navy",
    "you@console> /taskforce add @salma org:LY-CG",
    "omar@console> /incident new sev2 tlp:amber Heron",
)


@pytest.mark.parametrize("name", ["you", "amina", "jean", "rui"])
async def test_only_the_originator_lowers_a_label(demo: World, sqlite_url: str, name: str) -> None:
    await played(demo, SCENE)
    refused = await demo.drives(f"{name}@console> /incident tlp 11 green")
    assert refused.startswith(CONTROLLED)
    assert "/incident tlp INC-11 green" in refused
    assert "Heron" not in await demo.drives("you@members> /incident list")
    assert LOWERED in await demo.drives("salma@console> /incident tlp 11 green")
    assert "Heron" in await demo.drives("you@members> /incident list")
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        audited = database.execute("SELECT action FROM audit WHERE record = 'incident:11'").fetchall()
        denied = database.execute("SELECT count(*) FROM audit WHERE action = 'denied'").fetchone()
    database.close()
    assert ("incident tlp",) in audited
    assert denied == (1,)


@pytest.mark.parametrize("name", ["you", "amina", "omar", "jean"])
async def test_whoever_works_raises_a_label_and_lower_rooms_follow(demo: World, name: str) -> None:
    await played(demo, (*SCENE, "omar@console> /incident tlp 11 green", f"{name}@dm> hello"))
    assert "Heron" in await demo.drives("you@members> /incident 11")
    raised = await demo.drives(f"{name}@members> /incident tlp 11 amber")
    assert "INC-11 is logged as TLP:AMBER." in raised
    assert "This message was withdrawn" in raised
    assert "Heron" not in raised
    asked = ("/incident list", "/search heron", "/status", "/incident 11", "/why 11", "/incident log 11 x")
    for line in asked:
        assert "Heron" not in "".join(
            shown.text for shown in await demo.shown(f"you@members> {line}") if shown.room == "members"
        )
    assert "Heron" in await demo.drives("you@console> /incident 11")


@pytest.mark.parametrize("name", ["grace", "audrey"])
async def test_who_only_reads_changes_no_label(demo: World, name: str) -> None:
    await played(demo, (*SCENE, "omar@console> /incident tlp 11 green"))
    assert "reserved for the role “member”" in await demo.drives(f"{name}@console> /incident tlp 11 amber")
    assert (await demo.drives("you@members> /incident 11")).startswith("TLP:GREEN")


async def test_neither_a_merge_nor_its_reversal_lowers_a_label(demo: World) -> None:
    await played(demo, (*SCENE, "you@console> /incident new sev2 tlp:green Egret"))
    for line in ("/incident merge 11 into 12", "/incident unmerge 11", "/undo"):
        await demo.drives(f"you@console> {line}")
        assert (await demo.drives("you@console> /incident 12")).startswith("TLP:AMBER\n")
        assert (await demo.drives("you@console> /incident 11")).startswith("TLP:AMBER\n")
