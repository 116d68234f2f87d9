"""R0: a record somebody may not know of answers byte for byte like one that does not exist."""

import pytest
from world import World

from access.scene import COAST, NUMBER, answers, kept, naming, played

LINES = naming(NUMBER)
SECRET = f"you@console> /incident new sev5 tlp:amber tag:+border Heron\nA heron on the roof at {'x' * 40}"
R0 = f"I found no record INC-{NUMBER} that you may see here."

# who asks, where, and what the scene needs before
ASKERS = {
    "a stranger": ("nobody@console", ()),
    "a stranger, alone": ("nobody@dm", ()),
    "somebody of another task force": ("zoe@console", ()),
    "somebody of another task force, in its room": ("zoe@coast", ()),
    "somebody of another task force, alone": ("zoe@dm", ()),
    "a member, in the room of another task force": ("you@coast", ()),
    "an observer, in a room": ("grace@members", ()),
    "an observer, in a room cleared for it": ("grace@console", ()),
    "an observer, alone": ("grace@dm", ()),
    "a former member, in a room": ("rui@console", ("you@console> /taskforce remove @rui reason:left",)),
    "a former member, alone": ("rui@dm", ("you@console> /taskforce remove @rui reason:left",)),
}


def test_every_command_that_names_a_record_is_asked() -> None:
    assert len(LINES) > 20
    assert f"/why INC-{NUMBER}" in LINES
    assert f"/incident merge INC-1 INC-{NUMBER}" in LINES


@pytest.mark.parametrize(("asker", "scene"), ASKERS.values(), ids=ASKERS)
async def test_hidden_answers_as_absent_and_writes_nothing(
    demo: World, sqlite_url: str, asker: str, scene: tuple[str, ...]
) -> None:
    await played(demo, (*COAST, *scene, f"{asker}> /start"))
    absent = await answers(demo, asker, LINES)
    assert f"INC-{NUMBER} is logged" in await demo.drives(SECRET)
    before = kept(sqlite_url)
    hidden = await answers(demo, asker, LINES)
    assert hidden == absent
    assert all(hidden), "every line is answered"
    assert kept(sqlite_url) == before


async def test_who_has_every_right_but_this_is_told_r0_and_no_more(demo: World) -> None:
    await played(demo, (*COAST, SECRET))
    assert [text for shown in await answers(demo, "you@coast", LINES) for _, text, _ in shown] == [R0] * len(
        LINES
    )


async def test_the_same_lines_are_done_where_the_record_may_be_known(demo: World) -> None:
    await played(demo, (SECRET, f"you@console> /incident log {NUMBER} First"))
    shown = await answers(demo, "you@console", LINES)
    assert [line for line, ((_, text, _),) in zip(LINES, shown, strict=True) if R0 in text] == []


@pytest.mark.parametrize(
    "spelt", ["INC-11", "inc 11", "#11", "INC-0011", "INC ١١", "INC‑11", "INC-4294967307"]
)
async def test_however_it_is_spelt(demo: World, spelt: str) -> None:
    absent = await answers(demo, "grace@members", [f"/incident {spelt}", f"/why {spelt}"])
    await demo.drives(SECRET)
    assert await answers(demo, "grace@members", [f"/incident {spelt}", f"/why {spelt}"]) == absent


@pytest.mark.parametrize("asker", ["grace@members", "grace@dm", "you@coast"])
async def test_a_command_without_a_number_knows_nothing_of_it(demo: World, asker: str) -> None:
    await played(demo, COAST)
    lines = ["/incident show", "/why", "/incident watch", "/incident log", "/incident list", "/status"]
    lines += ["/search heron", "/incident list all tag:border", "/incident list sev5", "/help", "/me"]
    absent = await answers(demo, asker, lines)
    await demo.drives(SECRET)
    assert await answers(demo, asker, lines) == absent
