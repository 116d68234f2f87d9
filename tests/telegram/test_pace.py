"""No window ever overflows, the urgent go first, who gives up holds up nobody, and a restart is no burst."""

import asyncio
import selectors
from collections import defaultdict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_net import TOKEN
from typing_extensions import override
from world import START

from bot.config import TelegramSection
from bot.model.delivery import Outbox, OutboxState
from bot.model.rooms import Room
from bot.store.database import Database
from bot.store.work import Work
from bot.store.writer import Writer
from bot.text.catalogs import Catalogs
from bot.transports.telegram.pace import CHAT, GROUP, OVERALL, Pace, Window
from bot.transports.telegram.transport import Telegram

A_HAIR = 1e-6
about = partial(pytest.approx, abs=1e-3)
GROUPS, DIRECT = ("-1", "-2"), ("1", "2", "3")


class Hurry(selectors.DefaultSelector):  # type: ignore[misc,valid-type] # chosen by the platform
    """Whoever waits for a moment has waited for it at once; looking takes a nanosecond."""

    now = 0.0

    @override
    def select(self, timeout: float | None = None) -> list[Any]:
        self.now += (timeout or 0.0) + 1e-9
        return super().select(0)


class FakeTime(asyncio.SelectorEventLoop):
    """A loop on a clock of its own."""

    def __init__(self) -> None:
        self._hurry = Hurry()
        super().__init__(self._hurry)

    @override
    def time(self) -> float:
        return self._hurry.now


class Wish(NamedTuple):
    """Somebody who wants to speak: when, where, how urgently, and when they give up."""

    at: float
    chat: str
    urgent: bool = True
    patience: float | None = None


class Said(NamedTuple):
    """Who spoke when."""

    at: float
    wish: Wish


def timed(story: Callable[[Pace], Coroutine[Any, Any, list[Said]]]) -> list[Said]:
    """What a story on a clock of its own comes to."""

    async def told() -> list[Said]:
        return await story(Pace(asyncio.get_running_loop().time))

    with asyncio.Runner(loop_factory=FakeTime) as runner:
        return runner.run(told())


async def spoken(pace: Pace, wishes: list[Wish]) -> list[Said]:
    """Who spoke when, in that order."""
    loop, said = asyncio.get_running_loop(), list[Said]()

    async def speaks(wish: Wish) -> None:
        await asyncio.sleep(wish.at)
        with suppress(TimeoutError):
            async with asyncio.timeout(wish.patience):
                await pace.turn(wish.chat, urgent=wish.urgent)
                said.append(Said(loop.time(), wish))

    async with asyncio.TaskGroup() as group:
        for wish in wishes:
            group.create_task(speaks(wish))
    return said


def at(wishes: list[Wish]) -> list[Said]:
    return timed(lambda pace: spoken(pace, wishes))


def overflows(times: list[float], window: Window) -> list[float]:
    """The starts of stretches as long as the window in which too much was said."""
    pairs = zip(times, times[window.count :], strict=False)
    return [first for first, last in pairs if last - first < window.seconds - A_HAIR]


WISHES = st.lists(
    st.builds(
        Wish,
        st.one_of(st.just(0.0), st.floats(0, 90)),
        st.sampled_from((*GROUPS, *DIRECT, *(str(chat) for chat in range(10, 60)))),
        st.booleans(),
        st.one_of(st.none(), st.none(), st.floats(0, 10)),
    ),
    max_size=150,
)


def crowd(chance: Any, wishes: list[Wish]) -> list[Wish]:
    """The wishes, and so many in one group that its own window counts."""
    return [*wishes, *(Wish(0.0, chance.choice(GROUPS)) for _ in range(chance.randint(0, 50)))]


@given(st.builds(crowd, st.randoms(use_true_random=False), WISHES))
def test_no_window_ever_overflows_and_everybody_who_waits_speaks(wishes: list[Wish]) -> None:
    said = at(wishes)
    chats: dict[str, list[float]] = defaultdict(list)
    for one in said:
        chats[one.wish.chat].append(one.at)
    assert [window for window in OVERALL if overflows([one.at for one in said], window)] == []
    assert [chat for chat, times in chats.items() if overflows(times, CHAT[0])] == []
    assert [chat for chat in GROUPS if overflows(chats[chat], GROUP[1])] == []
    patient = [wish for wish in wishes if wish.patience is None]
    assert sorted(one.wish for one in said if one.wish.patience is None) == sorted(patient)


@pytest.mark.parametrize(("chat", "last"), [("-1", 60.0 + 1.05), ("1", 19 * 1.05)], ids=["group", "direct"])
def test_twenty_messages_in_one_chat_take_no_longer_than_they_must(chat: str, last: float) -> None:
    said = at([Wish(0.0, chat)] * 20)
    assert [one.at for one in said[:18]] == about([number * 1.05 for number in range(18)])
    assert said[-1].at == about(last)


def test_chats_that_have_nothing_to_wait_for_do_not_wait() -> None:
    said = at([*[Wish(0.0, "-1")] * 30, *(Wish(5.5, str(chat)) for chat in range(4))])
    assert [one.at for one in said if one.wish.chat != "-1"] == about([5.5] * 4)


def test_the_urgent_speak_first_each_in_order() -> None:
    before = [Wish(0.0, str(chat)) for chat in range(25)]
    plain = [Wish(chat / 1000, str(chat), urgent=False) for chat in range(30, 50)]
    late = [Wish(chat / 1000, str(chat)) for chat in range(60, 80)]
    order = [one.wish for one in at([*before, *plain, *late])]
    assert order == [*before, *late, *plain]


@pytest.mark.parametrize("first", [Wish(0.0, "40"), Wish(0.0, "40", patience=0.3)], ids=["stays", "goes"])
@pytest.mark.parametrize("patience", [0.3, 0.95])
def test_who_gives_up_holds_up_nobody(first: Wish, patience: float) -> None:
    before = [Wish(0.0, str(chat)) for chat in range(25)]
    impatient = [Wish(0.0, "50", patience=patience)] * 2
    after = [Wish(0.1, "50"), Wish(0.1, "60", urgent=False)]
    patient = [wish for wish in (first, *after) if wish.patience is None]
    said = at([*before, first, *impatient, *after])[25:]
    assert said == [(about(1.0), wish) for wish in patient]


def test_what_was_said_before_counts() -> None:
    async def story(pace: Pace) -> list[Said]:
        for ago in range(59, 41, -1):
            pace.spoke("-1", ago)
        return await spoken(pace, [Wish(0.0, "-1"), Wish(0.0, "-2")])

    assert [(one.at, one.wish.chat) for one in timed(story)] == [(about(0.0), "-2"), (about(1.0), "-1")]


def remembered(work: Work, rows: list[tuple[str, str, float | None]]) -> None:
    """Nothing; something was shown in these rooms so many seconds before the start."""
    rooms: dict[tuple[str, str], int] = {}
    for index, (network, address, ago) in enumerate(rows):
        if (network, address) not in rooms:
            room = work.add(Room, network=network, address=address, created_at=START)
            rooms[network, address] = room.id or 0
        shown = None if ago is None else START - timedelta(seconds=ago)
        values = {"room_id": rooms[network, address], "key": f"{index}", "kind": "Done", "facts": "{}"}
        state = OutboxState.WAITING if ago is None else OutboxState.SENT
        work.insert(Outbox, {**values, "state": state, "sent_at": shown, "created_at": START})


NEW = [*(("telegram", "-1", ago) for ago in range(50, 33, -1)), ("telegram", "-1", 20.0)]


@pytest.mark.parametrize(
    ("rows", "wait"),
    [
        (NEW, 10.0),
        ([*NEW[:-1], ("telegram", "-1/5", 20.0)], 10.0),
        (NEW[1:], 0.0),
        ([("telegram", "-1", 61.0), *NEW[1:]], 0.0),
        ([("matrix", "-1", 50.0), *NEW[1:]], 0.0),
        ([("telegram", "-2", 50.0), *NEW[1:]], 0.0),
        ([*NEW[1:], ("telegram", "-1", None)], 0.0),
        ([("telegram", "-1", 0.25)], 0.8),
        ([("telegram", "-1", -3600.0)], 1.05),
    ],
    ids=[
        "full",
        "a topic is its group",
        "one less",
        "one too old",
        "elsewhere",
        "another room",
        "unsaid",
        "just now",
        "a clock set back",
    ],
)
def test_a_restart_is_no_burst(
    rows: list[tuple[str, str, float | None]], wait: float, sqlite_url: str, tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    writer = Writer(Database(sqlite_url))
    try:
        writer.do(lambda work: remembered(work, rows))

        async def story(pace: Pace) -> list[Said]:
            settings = TelegramSection(token_file=str(token))
            writer.do(Telegram(settings, lambda: START, (), Catalogs(), pace).recall)
            return await spoken(pace, [Wish(0.0, "-1")])

        assert [one.at for one in timed(story)] == [about(wait)]
    finally:
        writer.close()
