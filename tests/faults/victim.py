"""The real bot on a network of pipes, to be killed: `python victim.py URL [BREAK]`.

Each line of standard input is something heard, with the network's own event id; each line of standard
output says what was acknowledged and what was shown. With BREAK one of the promises is broken on
purpose, so that the harness can show that it notices: `dedupe`, `transaction`, `acknowledgement`.
"""

import asyncio
import json
import os
import sys
import threading
from datetime import UTC, datetime
from typing import Any

from bot.app import Liaison
from bot.commands import dispatch
from bot.config import Config
from bot.model.delivery import Heard
from bot.services.sample import seed
from bot.services.sending import Post
from bot.store import inbox
from bot.store.database import Database
from bot.store.work import Work
from bot.time.clock import SystemClock
from bot.transports.base import heard


def say(**words: object) -> None:
    """Nothing; one line is written, whole."""
    os.write(1, (json.dumps(words) + "\n").encode())


class Pipes:
    """A network that forgets what it showed, and knows repetitions by their key."""

    network = "console"
    keyed = True

    async def send(self, post: Post) -> tuple[str, ...]:
        """One message, named for its key."""
        say(shown=post.key.partition("-")[0], room=post.room.address, reply_to=post.reply_to)
        return (f"m{post.key}",)


async def live(url: str) -> None:
    """Nothing; lines are heard until standard input ends."""
    liaison = Liaison(Config().trying(url), SystemClock(), [Pipes()], Database(url))
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        await liaison.run(group)
        now = datetime.now(UTC)  # noqa: TID251 - the network's clock
        await asyncio.wrap_future(liaison.writer.submit(lambda work: seed(work, now)))
        say(ready=True)
        reader = asyncio.to_thread(read, lines, loop)
        task = group.create_task(reader)
        while (line := await lines.get()) is not None:
            group.create_task(hear(liaison, json.loads(line)))
        await task
        await asyncio.sleep(0.05)
        await liaison.settled()
        liaison.stop()
    liaison.close()
    say(done=True)


def read(lines: "asyncio.Queue[str | None]", loop: asyncio.AbstractEventLoop) -> None:
    """Nothing; standard input is passed on, line by line."""
    for line in sys.stdin:
        loop.call_soon_threadsafe(lines.put_nowait, line)
    loop.call_soon_threadsafe(lines.put_nowait, None)


async def hear(liaison: Liaison, line: dict[str, Any]) -> None:
    """Nothing; the line is stored, then acknowledged."""
    now = datetime.now(UTC)  # noqa: TID251 - the network's clock
    row = heard(
        network="console",
        event=line["event"],
        kind=Heard.LINE,
        room=line["room"],
        sender="you",
        text=line["text"],
        sent_at=now,
        heard_at=now,
        extra={"cap": "TLP:AMBER+STRICT"},
    )
    if BREAK == "acknowledgement":
        say(heard=line["event"])
    await asyncio.wrap_future(liaison.hear([row]))
    if BREAK != "acknowledgement":
        say(heard=line["event"])


BREAK = sys.argv[2] if len(sys.argv) > 2 else ""


def break_dedupe() -> None:
    """Nothing; every delivery is a new event."""
    store = inbox.store

    def forgetful(work: Work, rows: list[dict[str, Any]], cursor: tuple[str, str] | None = None) -> list[int]:
        return store(
            work, [{**row, "event": f"{row['event']}~{os.urandom(4).hex()}"} for row in rows], cursor
        )

    inbox.store = forgetful  # type: ignore[assignment]


def break_transaction() -> None:
    """Nothing; a line is marked as done in a transaction of its own, after the one it was acted on in."""
    mark, act, process = inbox.done, dispatch.Dispatcher.act, Liaison._process
    inbox.done = lambda *_: None  # type: ignore[assignment]

    def twice(self: Liaison, key: int, lane: int) -> None:
        process(self, key, lane)
        later = threading.Timer(0.02, lambda: self.writer.submit(lambda work: mark(work, key, "done"), lane))
        later.daemon = True
        later.start()

    def keyless(self: dispatch.Dispatcher, work: Work, key: int, now: datetime) -> str:
        line = inbox.claim(work, key)
        if line is not None:
            work.run(UNKEY, key=f"console:{line.event}:reply")
        return act(self, work, key, now)

    Liaison._process = twice  # type: ignore[method-assign]
    dispatch.Dispatcher.act = keyless  # type: ignore[method-assign]


if __name__ == "__main__":
    from sqlalchemy import bindparam, func, update

    from bot.model.base import table
    from bot.model.delivery import Outbox
    from bot.store.work import Query

    outbox = table(Outbox)
    UNKEY = Query(
        update(outbox).where(outbox.c.key == bindparam("key")).values(key=func.hex(func.randomblob(8)))
    )
    if BREAK == "dedupe":
        break_dedupe()
    if BREAK == "transaction":
        break_transaction()
    asyncio.run(live(sys.argv[1]))
