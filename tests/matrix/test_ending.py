"""How the transport ends: what is not waited for is left out, and stops nothing."""

import asyncio

from bot.transports.matrix.transport import _spawned


async def test_while_it_ends_nothing_more_is_begun() -> None:
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()

    async with asyncio.TaskGroup() as group:
        _spawned(group, work())
    assert begun.is_set()
    begun.clear()
    _spawned(group, work())
    assert not begun.is_set()
