"""How fast the bot may speak: windows over all chats, each chat, each group, with interactive replies first.

Telegram's limits are about 30 messages a second in all, one a second in a chat, 20 a minute in a group;
these are kept below. The windows are filled from the database at start, so that a restart is no burst.
"""

import asyncio
import heapq
import itertools
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """So many in so many seconds."""

    count: int
    seconds: float


OVERALL = (Window(25, 1.0), Window(5, 0.2))
"""The second keeps a burst apart, since what leaves at once need not arrive so."""
CHAT = (Window(1, 1.05),)
GROUP = (Window(1, 1.05), Window(18, 60.0))
LONGEST_SECONDS = 60.0
SHORT_SECONDS = 0.1


class Pace:
    """Turns to speak, granted so that no window overflows."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._overall: deque[float] = deque()
        self._chats: dict[str, deque[float]] = defaultdict(deque)
        self._one_by_one: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._queue: list[tuple[bool, int, asyncio.Event]] = []
        self._order = itertools.count()

    def spoke(self, chat: str, ago: float = 0.0) -> None:
        """Nothing; something was said in a chat so many seconds ago."""
        at = self._clock() - ago
        self._overall.append(at)
        self._chats[chat].append(at)

    async def turn(self, chat: str, *, urgent: bool = True) -> bool:
        """Whether it had to wait until the bot may speak in a chat; the turn is taken with it."""
        began = self._clock()
        async with self._one_by_one[chat]:
            if (wait := self._chat_wait(chat)) > 0:
                await asyncio.sleep(wait)
            await self._overall_turn(urgent=urgent)
            self.spoke(chat)
        return self._clock() > began + SHORT_SECONDS

    async def _overall_turn(self, *, urgent: bool) -> None:
        """Nothing, once it is this one's turn among all chats: the urgent first, then in order."""
        mine = (not urgent, next(self._order), asyncio.Event())
        heapq.heappush(self._queue, mine)
        try:
            while self._queue[0] is not mine or (wait := _wait(self._overall, OVERALL, self._clock())) > 0:
                if self._queue[0] is mine:
                    await asyncio.sleep(wait)
                else:
                    mine[2].clear()
                    await mine[2].wait()
        finally:
            self._queue.remove(mine)
            heapq.heapify(self._queue)
            if self._queue:
                self._queue[0][2].set()

    def _chat_wait(self, chat: str) -> float:
        return _wait(self._chats[chat], GROUP if chat.startswith("-") else CHAT, self._clock())


def _wait(said: deque[float], windows: tuple[Window, ...], now: float) -> float:
    """Seconds until one more fits into all windows; what is too old for any is forgotten."""
    while said and now - said[0] > LONGEST_SECONDS:
        said.popleft()
    full = [window for window in windows if len(said) >= window.count]
    return max((window.seconds - (now - said[-window.count]) for window in full), default=0.0)
