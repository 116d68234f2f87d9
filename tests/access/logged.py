"""The console's bot with its logs at debug level on standard error: `python logged.py URL`, lines on stdin.

What is typed after the word `break` breaks the bot: the error carries the words. What is typed after
`mute` cannot be put into words.
"""

import asyncio
import sys
from typing import Any

from world import world

from bot.logs import set_up
from bot.services import incidents, relay


def breaking(*_: object, **__: object) -> Any:
    """Nothing; it fails as a bug would, with what somebody typed in its message."""
    words = "heronry in heronville"
    raise ValueError(words)


async def live(url: str) -> None:
    """Nothing; each line is answered, with faults put in and taken out on the way."""
    sound = incidents.grade, relay.compose
    async with world(url, records=True) as bot:
        for line in sys.stdin:
            words = line.rstrip("\n")
            incidents.grade = breaking if words.startswith("break ") else sound[0]
            relay.compose = breaking if words.startswith("mute ") else sound[1]
            sys.stdout.write(await bot.drives(words.removeprefix("break ").removeprefix("mute ")) + "\n")


if __name__ == "__main__":
    set_up("debug", "json")
    asyncio.run(live(sys.argv[1]), debug=True)
