"""Two task forces, their people and rooms, and every line that names a record."""

from collections.abc import Iterator
from typing import Any

from world import World, bare

from bot.commands.declare import Command, Field, Kind
from bot.commands.readers.records import RefReader
from bot.commands.readers.timed import TimedTextReader
from bot.commands.readers.times import MomentReader
from bot.store.database import Database
from handlers import COMMANDS

NUMBER = 11
NUMBERS: dict[str, int] = {"INC": NUMBER, "FUP": 1, "REM": 1}
"""What the next record of each kind is called in the sample task force."""
COAST = (
    "you@console> /taskforce new COAST review:2028-06-30 Joint sea patrols",
    "you@console> /taskforce activate COAST",
    "you@coast> /taskforce bind COAST ceiling:amber+strict",
    "you@coast> /taskforce org add KE-POL Kenya Police",
    "you@coast> /taskforce add @zoe org:KE-POL",
    "you@coast> /incident new sev2 tlp:clear Harmless",
)
RECORDS = (
    "incident",
    "followup",
    "assignee",
    "reminder",
    "entry",
    "link",
    "watch",
    "act",
    "schedule",
    "counter",
    "dialog",
)
Answer = tuple[str, str, tuple[tuple[str, str], ...]]


async def played(world: World, lines: tuple[str, ...]) -> str:
    """What the bot says to a scene: lines of the form `NAME@ROOM> text`."""
    return "\n".join([await world.drives(line) for line in lines])


async def answers(world: World, asker: str, lines: list[str]) -> list[tuple[Answer, ...]]:
    """Everything that is shown because of each line, buttons included."""
    found = []
    for line in lines:
        world.console.screen.shown.clear()
        shown = await world.shown(f"{asker}> {line}")
        found.append(
            tuple(
                (one.room, bare(one.text), tuple((button.label, button.line) for button in one.buttons))
                for one in shown
            )
        )
    return found


def naming(prefix: str, number: int, *, beside: int = 1) -> list[str]:
    """A line for each place in which a command takes a record of a kind; others it takes are `beside`."""
    return [
        f"/{command.name} {_words(command, place, f'{prefix}-{number}', beside)}"
        for command in COMMANDS
        for place in command.fields
        if isinstance(place.reader, RefReader) and prefix in {kind.PREFIX for kind in place.reader.kinds}
    ]


def _words(command: Command, place: Field, ref: str, beside: int) -> str:
    order = {Kind.WORD: 0, Kind.KEY: 1, Kind.REST: 2}
    asked = sorted(command.fields, key=lambda one: order[one.kind])
    words = [_given(one, ref) if one is place else _word(one, beside) for one in asked]
    return " ".join(word for word in words if word)


def _given(one: Field, ref: str) -> str:
    return f"{one.key}:{ref}" if one.kind is Kind.KEY else ref


def _word(one: Field, number: int) -> str:
    if isinstance(one.reader, RefReader):
        return f"INC-{number}" if one.required else ""
    if one.kind is Kind.REST:
        return "tomorrow 10:00 words" if isinstance(one.reader, TimedTextReader) else _rest(one)
    sample = (
        one.reader.sample()
        .partition("|")[0]
        .replace("…", "words")
        .replace("#4", "#1")
        .replace("@amina", "@you")
    )
    return sample if one.kind is Kind.WORD or sample.startswith(one.key) else f"{one.key}:{sample}"


def _rest(one: Field) -> str:
    return "+2d" if isinstance(one.reader, MomentReader) else "words"


def kept(url: str, tables: tuple[str, ...] = RECORDS) -> dict[str, list[Any]]:
    """Every row of some tables."""
    link = Database(url).connect(reading=True)
    try:
        return {name: sorted(map(repr, link.raw.execute(f"SELECT * FROM {name}"))) for name in tables}  # noqa: S608 - names of our own
    finally:
        link.close()


def said(world: World) -> Iterator[tuple[str, str]]:
    """Every line that was ever shown, as (room, words)."""
    for line in world.console._out.getvalue().splitlines():  # type: ignore[attr-defined]
        room, _, words = line.partition("< ")
        yield room, bare(words)
