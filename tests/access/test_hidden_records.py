"""R0: a record somebody may not know of answers byte for byte like one that does not exist."""

import pytest
from world import World

from access.scene import COAST, NUMBER, NUMBERS, answers, kept, naming, played

NAMING = {prefix: naming(prefix, number) for prefix, number in NUMBERS.items()}
LINES = [line for lines in NAMING.values() for line in lines]
SECRET = f"you@console> /incident new sev5 tlp:amber tag:+border Heron\nA heron on the roof at {'x' * 40}"
SECRETS = (
    SECRET,
    "you@console> /followup add @you @amina due:2026-11-05 tlp:amber Heron on the roof",
    "you@console> /remind room on:2026-11-05 tlp:amber Heron on the roof",
)
R0 = "I found no record {} that you may see here."

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
    assert {f"/why {prefix}-{number}" for prefix, number in NUMBERS.items()} <= set(LINES)
    assert f"/incident merge INC-1 INC-{NUMBER}" in LINES


@pytest.mark.parametrize(("asker", "scene"), ASKERS.values(), ids=ASKERS)
async def test_hidden_answers_as_absent_and_writes_nothing(
    demo: World, sqlite_url: str, asker: str, scene: tuple[str, ...]
) -> None:
    await played(demo, (*COAST, *scene, f"{asker}> /start"))
    absent = await answers(demo, asker, LINES)
    said = await played(demo, SECRETS)
    assert all(f"{prefix}-{number}" in said for prefix, number in NUMBERS.items())
    before = kept(sqlite_url)
    hidden = await answers(demo, asker, LINES)
    assert hidden == absent
    assert all(hidden), "every line is answered"
    assert kept(sqlite_url) == before


async def test_who_has_every_right_but_this_is_told_r0_and_no_more(demo: World) -> None:
    await played(demo, (*COAST, *SECRETS))
    for prefix, lines in NAMING.items():
        told = [text for shown in await answers(demo, "you@coast", lines) for _, text, _ in shown]
        assert told == [R0.format(f"{prefix}-{NUMBERS[prefix]}")] * len(lines)


async def test_the_same_lines_are_done_where_the_record_may_be_known(demo: World) -> None:
    first = (f"you@console> /incident log {NUMBER} First", "you@console> /followup log 1 First")
    await played(demo, (*SECRETS, *first))
    shown = await answers(demo, "you@console", LINES)
    absent = "I found no record"
    refused = [line for line, some in zip(LINES, shown, strict=True) if any(absent in one[1] for one in some)]
    assert refused == []


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
