"""What is above a room's label is never said in it, whatever is typed, pressed or due there."""

import asyncio
import random
import re
import sqlite3

import pytest
from world import World, bare

from access.scene import COAST, NUMBER, answers, kept, played
from bot.model.delivery import Heard
from bot.model.markings import Tlp
from bot.services.sending import Later, Post
from bot.transports.console.world import Console, Shown

NONE = -1
ROOMS = {"console": Tlp.STRICT.rank, "members": Tlp.GREEN.rank, "partners": Tlp.CLEAR.rank, "coast": NONE}
ALONE = {"you": 3, "amina": 3, "omar": 3, "audrey": 3, "grace": 1, "zoe": NONE, "nobody": NONE}
READS = {**ROOMS, **{f"dm:{name}": rank for name, rank in ALONE.items()}}
SPEAKERS = {
    "console": ("you", "amina", "omar", "audrey"),
    "members": ("you", "amina", "omar", "grace"),
    "partners": ("you", "amina", "zoe", "nobody"),
    "coast": ("you", "zoe"),
    "dm": ("you", "amina", "omar", "audrey", "grace", "zoe", "nobody"),
}
ENGLISH = tuple(f"{name}@dm> /lang en" for name in ("amina", "omar"))
ENTER = tuple(f"{name}@{room}> /start" for room, names in SPEAKERS.items() for name in names)
LABELS = ("clear", "green", "amber", "amber+strict")
LINES = (
    "/incident {a}", "/incident show {a}", "/why {a}", "/status", "/search zq", "/incident list all", "/help",
    "/incident list tag:border", "/incident", "/incident log {a} zq{a}z more", "/incident log", "/undo",
    "/incident correct {a} #1 zq{a}z right", "/incident tlp {a} amber", "/incident tlp {a} amber+strict",
    "/incident tlp {a} green", "/incident link {a} {b}", "/incident link {b} {a} caused_by", "/taskforce",
    "/incident merge {a} into {b}", "/incident unmerge {a}", "/incident set {a} place:zq{a}z-town",
    '/incident set {a} title:"zq{a}z other"', "/incident sev {a} 5 zq{a}z", "/incident tag {a} +zq{a}z",
    "/incident close {a} outcome:resolved zq{a}z", "/incident reopen {a} reason:zq{a}z",
    "/incident monitor {a} review:+2d", "/incident watch {a}", "/incident assign {a} @you", "/incident close",
    "/incidnt {a}", "/incident shwo {a}", "/incident close {a} outcome:resolvd words",
    "/incident list before:{a}", "/incident list mine", "/incident time {a} started:06:40", "/cancel",
    "/incident drill {a}", "/incident {a} extra words",
    ":press 1", ":press 2", ":press 3", ":press 4", ":edit /incident {a}", ":wait 3d",
)  # fmt: skip


def leaks(shown: list[Shown], labels: dict[int, int], reads: dict[str, int]) -> list[str]:
    """Every message with a word of a record above its room, or above the label it stands under."""
    found = []
    for one in shown:
        words = " ".join([bare(one.text), *(f"{button.label} {button.line}" for button in one.buttons)])
        said = max((labels.get(int(number), NONE) for number in re.findall(r"zq(\d+)z", words)), default=NONE)
        marked = re.match(r"TLP:[A-Z+]+", bare(one.text))
        under = Tlp(marked[0]).rank if marked else NONE
        if said > min(reads[one.room], under):
            found.append(f"{one.room}: {words[:200]}")
    return found


def marked(url: str) -> dict[int, int]:
    """The rank of each record's label, by its number in the task force of the canaries."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as database:
        rows = database.execute(
            "SELECT number, tlp FROM incident WHERE taskforce_id = 1 AND number > 1"
        ).fetchall()
    database.close()
    return {number: Tlp(tlp).rank for number, tlp in rows}


def line(chance: random.Random, numbers: list[int]) -> str:
    """A line somebody types somewhere, about records the room may or may not be told of."""
    room = chance.choice([*SPEAKERS, "console"])
    asker = f"{chance.choice(SPEAKERS[room])}@{room}"
    a, b = chance.choice(numbers), chance.choice(numbers)
    if chance.random() < 0.2 and not asker.startswith("zoe@") and room != "coast":
        new = max(numbers) + 1
        where = f"place:zq{new}z tag:zq{new}z,border tlp:{chance.choice(LABELS)}"
        return f"{asker}> /incident new sev{chance.randint(1, 5)} {where} zq{new}z seen\nzq{new}z body"
    words = chance.choice(LINES).format(a=a, b=b)
    return words if words.startswith(":wait") else f"{asker}> {words}"


@pytest.mark.parametrize("seed", range(2))
async def test_no_room_ever_reads_a_word_above_its_label(demo: World, sqlite_url: str, seed: int) -> None:
    chance, seen = random.Random(seed), 0
    await played(demo, (*COAST, *ENGLISH, *ENTER))
    for typed in (line(chance, sorted(marked(sqlite_url))) for _ in range(150)):
        demo.console.screen.shown[:-40] = []
        asker, _, words = typed.partition("> ")
        if words.startswith(":"):
            await demo.drives(f":as {asker}")
        shown = await demo.shown(words if words.startswith(":") else typed)
        assert leaks(shown, marked(sqlite_url), READS) == [], typed
        seen += sum("zq" in one.text for one in shown)
    assert seen > 20, "records are shown where they may be"


async def left(world: World, name: str, room: str) -> None:
    """Nothing; the network says that somebody is no longer in a room."""
    await world.drives(f":as {name}@{room}")
    await world.session._hear(Heard.LEFT, f"left-{name}", "")


STRANGER, OUTSIDER, OBSERVER = "nobody", "zoe", "grace"
EACH = tuple(f"you@console> /incident new sev5 tlp:{label} heron{rank}" for rank, label in enumerate(LABELS))
ASKED = ("/incident list all sev5", "/search heron")


def herons(text: str) -> list[int]:
    """The ranks of the labels whose records are named."""
    return sorted(map(int, re.findall(r"heron(\d)", text)))


@pytest.mark.parametrize(("reader", "rank"), [(STRANGER, 0), (OUTSIDER, 0), (OBSERVER, 1)])
async def test_who_enters_lowers_the_room_at_once_and_who_leaves_restores_it(
    demo: World, reader: str, rank: int
) -> None:
    await played(demo, (*COAST, *EACH))
    whole = [await demo.drives(f"you@console> {line}") for line in (*ASKED, "/status")]
    assert [herons(said) for said in whole[:2]] == [[0, 1, 2, 3]] * 2
    entering = await demo.drives(f"{reader}@console> hello")
    assert ("TLP:CLEAR" in entering) == (reader == STRANGER), "the room hears of somebody unknown"
    for line in ASKED:
        assert herons(await demo.drives(f"you@console> {line}")) == list(range(rank + 1))
    assert max(herons(await demo.drives("you@console> /status"))) == rank
    for number, label in enumerate(LABELS, NUMBER):
        shown = await answers(demo, "you@console", [f"/incident {number}"])
        alone = label not in LABELS[: rank + 1]
        assert [room for room, _, _ in shown[0] if "heron" in str(shown[0])] == ["console"] * (not alone)
    await left(demo, reader, "console")
    assert [await demo.drives(f"you@console> {line}") for line in (*ASKED, "/status")] == whole


class Slow:
    """A network in front of the console that answers in its own time."""

    network, keyed = "console", True

    def __init__(self, console: Console, later: set[int]) -> None:
        self._console, self._later = console, later
        self._calls = 0
        self.asked: asyncio.Queue[int] = asyncio.Queue()
        self.answers: asyncio.Queue[None] = asyncio.Queue()

    async def send(self, post: Post) -> tuple[str, ...]:
        """What the console shows, once this call is let through; some calls are told to come again."""
        self._calls += 1
        call = self._calls
        await self.asked.put(call)
        await self.answers.get()
        if call in self._later:
            raise Later(0)
        return await self._console.send(post)


@pytest.mark.parametrize("reader", [STRANGER, OUTSIDER, OBSERVER])
@pytest.mark.parametrize("later", [set(), {2}])
async def test_what_waits_is_not_said_to_who_entered_meanwhile(
    demo: World, sqlite_url: str, reader: str, later: set[int]
) -> None:
    await played(demo, (*COAST, "you@console> /incident new sev2 tlp:amber Heron"))
    demo.console.screen.shown.clear()
    relay = demo.bot.liaison.relay
    network = Slow(demo.console, later)
    relay._senders = {"console": network}
    spoken = len(kept(sqlite_url, ("inbox",))["inbox"])
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        lines = [group.create_task(demo.drives("you@console> /incident 11"))]
        assert await network.asked.get() == 1
        lines += [group.create_task(demo.drives("you@console> /incident 11")) for _ in range(3)]
        await acted(sqlite_url, spoken + len(lines))
        network.answers.put_nowait(None)
        assert await network.asked.get() == 2, "the rest waits behind the second"
        lines.append(group.create_task(demo.drives(f"{reader}@console> hello")))
        await acted(sqlite_url, spoken + len(lines))
        for _ in range(9):
            network.answers.put_nowait(None)
    texts = [one.text for one in demo.console.screen.shown if "Heron" in one.text]
    assert len(texts) == 2 - len(later), "only what was being shown when they came"


async def acted(url: str, spoken: int) -> None:
    """Nothing, once so many lines are acted on, though not yet answered on the network."""
    while sum("'done'" in row for row in (await asyncio.to_thread(kept, url, ("inbox",)))["inbox"]) < spoken:
        pass


async def test_counts_lists_and_hits_leave_out_what_is_hidden(demo: World) -> None:
    asked = ["/status", "/incident list", "/incident list all sev5", "/search heron", "/incident", "/why"]
    seen = "you@members> /incident new sev5 tlp:green heron"
    await played(demo, (seen, seen))
    rooms = ("you@members", "grace@dm", "you@partners")
    before = [await answers(demo, room, asked) for room in rooms]
    await played(
        demo,
        tuple(
            f"you@console> /incident new sev5 tlp:{('amber', 'amber+strict')[n % 2]} heron" for n in range(12)
        ),
    )
    assert [await answers(demo, room, asked) for room in rooms] == before
    assert "There are more." in await demo.drives("you@console> /search heron")
    assert "More" in (await demo.drives("you@console> /incident list all sev5"), demo.buttons())[1]


async def test_a_link_shows_where_both_ends_may_be_known_and_under_the_higher_label(demo: World) -> None:
    await played(
        demo, tuple(f"you@console> /incident new sev2 tlp:{label} Heron" for label in ("green", "amber"))
    )
    asked = ["/incident 11", "/why 11", "/incident list all"]
    before = await answers(demo, "you@members", asked[1:])
    linked = await demo.drives("you@console> /incident link 11 12")
    assert linked.startswith("TLP:AMBER\nINC-11 is linked.")
    assert (await demo.drives("you@console> /incident 11")).startswith("TLP:AMBER\nINC-11\n")
    shown = await answers(demo, "you@members", asked)
    assert shown[1:] == before
    assert shown[0][0][1].startswith("TLP:GREEN\nINC-11\n")
    assert "INC-12" not in str(shown)
