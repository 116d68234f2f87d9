"""Every example of every command, typed to the whole bot."""

import pytest
from world import World

from bot.commands.declare import Example
from handlers import COMMANDS

CASES = [example for command in COMMANDS for example in command.examples]


@pytest.mark.parametrize("example", CASES, ids=[example.line[:60] for example in CASES])
async def test_an_example_is_answered_as_it_says(bot: World, example: Example) -> None:
    for line in example.after:
        await bot.hears(line)
    assert example.shows in await bot.hears(example.line)


def test_every_command_has_an_example() -> None:
    assert [command.name for command in COMMANDS if not command.examples and not command.hidden] == []
