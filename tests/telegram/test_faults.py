"""Whatever the network does: nothing is lost, nothing is done twice, and everybody else goes on."""

import asyncio
import random
import signal
import sqlite3
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from telegram_net import TOKEN, Net, chat, failing, lost, message, network, saying, user
from telegram_process import prepared, process
from telegram_world import PEOPLE, ROOMS, TelegramWorld, bot_on
from world import bare

from bot.store.chain import verify
from bot.store.database import Database
from bot.text.catalogs import LANGUAGES, Catalogs
from bot.time.clock import SystemClock

pytestmark = pytest.mark.server
HTML = b"<html>502 Bad Gateway</html>"


@pytest.mark.parametrize(
    "fault",
    [
        failing(401, "Unauthorized"),
        failing(404, "Not Found"),
        failing(409, "Conflict: terminated by other getUpdates request"),
        failing(429, "Too Many Requests: retry after 1", retry_after=1),
        failing(500, "Internal Server Error"),
        saying(HTML, 502),
        saying(b'{"ok": true, "resu'),
        saying(b"[]"),
        saying(b""),
    ],
    ids=["401", "404", "409", "429", "500", "502", "truncated", "list", "empty"],
)
async def test_polling_goes_on_after(fault: object, on_telegram: TelegramWorld) -> None:
    on_telegram.net.faults["getUpdates"].append(fault)  # type: ignore[arg-type]
    assert "LAKES: what is going on" in await on_telegram.hears("/status")
    assert "LAKES: what is going on" in await on_telegram.hears("/status")


async def test_a_token_that_is_refused_for_a_while_stops_nothing(on_telegram: TelegramWorld) -> None:
    on_telegram.net.faults["getUpdates"].extend([failing(401, "Unauthorized")] * 3)
    assert "INC-11 is logged" in await on_telegram.hears("/incident new sev2 tlp:green Boat adrift")


async def test_one_chat_that_must_wait_does_not_hold_the_others(on_telegram: TelegramWorld) -> None:
    net = on_telegram.net
    net.faults["sendMessage"].append(failing(429, "Too Many Requests: retry after 2", retry_after=2))
    first = message(
        net, ROOMS["console"], user(PEOPLE["you"]), "/status", date=on_telegram.clock.now().timestamp()
    )
    second = first | {"message_id": net.number(), "chat": chat(ROOMS["members"])}
    began = time.monotonic()
    await net.update(message=first)
    await net.until(lambda: any(one.status == 429 for one in net.asked))
    await net.update(message=second)
    await net.until(lambda: bool(net.sent(ROOMS["members"])))
    assert time.monotonic() - began < 1.5
    assert not net.sent(ROOMS["console"])
    await net.until(lambda: bool(net.sent(ROOMS["console"])))
    assert time.monotonic() - began >= 2
    assert "perhaps repeated" not in net.sent(ROOMS["console"])[0].fields["text"]


async def test_a_lost_answer_is_sent_once_more_and_says_so(on_telegram: TelegramWorld) -> None:
    net = on_telegram.net
    net.faults["sendMessage"].append(lost(net))
    (sent,) = await on_telegram.shown("/status")
    assert "(perhaps repeated)" in bare(sent.fields["text"])
    net.faults["sendMessage"].extend([lost(net), lost(net)])
    assert await on_telegram.shown("/status") == []
    assert sum(one.answer == "lost" for one in net.asked) == 3
    assert "perhaps" not in await on_telegram.hears("/status")


async def test_a_group_that_becomes_a_supergroup_keeps_everything(on_telegram: TelegramWorld) -> None:
    net, old, new = on_telegram.net, ROOMS["members"], -100777
    stamp = int(on_telegram.clock.now().timestamp())
    base = {"message_id": net.number(), "date": stamp, "from": user(PEOPLE["you"])}
    await on_telegram.caused(message=base | {"chat": chat(old), "migrate_to_chat_id": new})
    await on_telegram.caused(message=base | {"chat": chat(new), "migrate_from_chat_id": old})
    for room in (new, old):
        told = message(net, room, user(PEOPLE["you"]), "/start", date=stamp)
        (sent,) = await on_telegram.caused(message=told)
        assert int(sent.fields["chat_id"]) == new
        assert "This room belongs to LAKES." in bare(sent.fields["text"])


async def test_a_send_that_hears_of_the_move_moves_the_room(on_telegram: TelegramWorld) -> None:
    net = on_telegram.net
    moved = failing(
        400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100888
    )
    net.faults["sendMessage"].append(moved)
    (sent,) = await on_telegram.shown("/start", room="members")
    assert int(sent.fields["chat_id"]) == -100888


async def test_put_out_and_let_back_in_nothing_is_forgotten(on_telegram: TelegramWorld) -> None:
    net, room = on_telegram.net, ROOMS["members"]
    net.faults["sendMessage"].append(failing(403, "Forbidden: bot was kicked from the supergroup chat"))
    assert await on_telegram.shown("/status", room="members") == []
    assert await on_telegram.shown("/help", room="members") == []
    stamp = int(on_telegram.clock.now().timestamp())
    change = {
        "chat": chat(room),
        "from": user(PEOPLE["you"]),
        "date": stamp,
        "old_chat_member": {"status": "kicked", "user": user(7), "until_date": 0},
        "new_chat_member": {"status": "member", "user": user(7)},
    }
    sent = await on_telegram.caused(my_chat_member=change)
    assert [
        "what is going on" in bare(sent[0].fields["text"]),
        "What you can do" in sent[1].fields["text"],
    ] == [
        True,
        True,
    ]


async def test_a_poison_update_does_not_hide_the_others(on_telegram: TelegramWorld) -> None:
    net = on_telegram.net
    await net.update(poison={"nobody": "knows"})
    await net.update(callback_query={"id": "1"})
    assert "LAKES: what is going on" in await on_telegram.hears("/status")


async def test_what_came_while_the_bot_was_down_is_answered_in_order_at_the_pace(sqlite_url: str) -> None:
    """300 updates of 100 people: the overall limit of 25 a second rules, 3 each in order."""
    people = {2000 + index: f"p{index}" for index in range(100)}
    async with network() as net:
        for turn in range(3):
            for number in people:
                told = message(net, number, user(number), f"/mark{turn}x{number}")
                await net.update(message=told)
        async with bot_on(net, sqlite_url, SystemClock()):
            await net.until(lambda: len(net.sent()) == 300, 60)
        sent = net.sent()
        times = [one.at for one in sent]
        for index, at in enumerate(times):
            assert sum(1 for other in times[index:] if other < at + 1.0) <= 30
        assert times[-1] - times[0] < 300 / 25 * 1.25
        for number in people:
            told = [bare(one.fields["text"]) for one in net.sent(number)]
            assert [f"mark{turn}x{number}" in text for turn, text in enumerate(told)] == [True] * 3, told


KILLS = 20
WRITERS = [name for name in PEOPLE if name not in {"stranger", "grace", "audrey"}]
REPEATED = [Catalogs().of(language).gettext("(perhaps repeated)") for language in LANGUAGES]
COMMANDS = 3


async def killed_meanwhile(net: Net, config: Path, log: Path) -> list[str]:
    """The words of what was asked of a process that was killed and started again all the time."""
    chance = random.Random(7)
    wanted, last = list[str](), 0
    for turn in range(KILLS):
        async with process(config, log):
            for _ in range(COMMANDS):
                name = chance.choice(WRITERS)
                wanted.append(f"mark{len(wanted):03d}x")
                line = f"/incident new sev2 tlp:green {wanted[-1]}"
                last = await net.update(message=message(net, PEOPLE[name], user(PEOPLE[name]), line))
            await asyncio.sleep(chance.uniform(0.6, 1.9) if turn else 3.0)
    async with process(config, log):
        await net.until(lambda: net.offset > last, 60)
        async with asyncio.timeout(60):
            while _waiting(config):  # noqa: ASYNC110
                await asyncio.sleep(0.2)  # another process settles it
    return wanted


async def test_killed_at_any_instant_every_update_is_acted_on_exactly_once(
    sqlite_url: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    async with network() as net:
        wanted = await killed_meanwhile(net, prepared(tmp_path, sqlite_url, net), log)
    rows = sqlite3.connect(sqlite_url.removeprefix("sqlite:///")).execute(
        "SELECT number, title FROM incident WHERE title LIKE 'mark%' ORDER BY number"
    )
    found = rows.fetchall()
    assert sorted(title for _, title in found) == wanted
    assert [number for number, _ in found] == list(range(11, 11 + len(wanted)))
    for name in WRITERS:
        _in_order(net, PEOPLE[name])
    doubtful = _count(sqlite_url, "SELECT count(*) FROM outbox WHERE state = 'unsure'")
    assert sum(not _answers(net, mark) for mark in wanted) <= doubtful
    for mark in wanted:
        said = _answers(net, mark)
        assert len(said) <= 2, said
        assert all(any(words in text for words in REPEATED) for text in said[1:]), said
    assert Counter(len(_answers(net, mark)) for mark in wanted)[2] <= KILLS
    _whole(sqlite_url)
    assert TOKEN.encode() not in log.read_bytes()
    assert TOKEN.partition(":")[2].encode() not in log.read_bytes()
    assert b"mark" not in log.read_bytes()


def _count(url: str, query: str) -> int:
    link = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return int(link.execute(query).fetchone()[0])
    finally:
        link.close()


def _waiting(config: Path) -> int:
    """How much is to be acted on or said."""
    url = str(tomllib.loads(config.read_text())["database"]["url"])
    heard = _count(url, "SELECT count(*) FROM inbox WHERE state = 'new'")
    return heard + _count(url, "SELECT count(*) FROM outbox WHERE state = 'waiting'")


def _answers(net: Net, mark: str) -> list[str]:
    """What was shown of a report: also messages whose answer the killed process never read."""
    asked = [one for one in net.asked if one.method == "sendMessage"]
    return [text for one in asked if mark in (text := bare(one.fields["text"]))]


def _in_order(net: Net, number: int) -> None:
    marks = []
    for one in net.asked:
        if one.method == "sendMessage" and int(one.fields["chat_id"]) == number:
            found = [word for word in one.fields["text"].split() if "mark" in word]
            marks += [word.strip("\u2068\u2069") for word in found[:1]]
    assert [mark for index, mark in enumerate(marks) if mark not in marks[:index]] == sorted(set(marks))


def _whole(url: str) -> None:
    link = Database(url).connect(reading=True)
    with link.reading() as work:
        assert verify(work).whole
    link.close()


def shown(pid: int) -> bytes:
    """What everybody on the machine sees of a process."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


async def test_the_token_is_in_no_process_list(sqlite_url: str, tmp_path: Path) -> None:
    async with network() as net:
        config = prepared(tmp_path, sqlite_url, net)
        async with process(config, tmp_path / "log") as bot:
            await net.until(lambda: any(one.method == "getUpdates" for one in net.asked))
            assert TOKEN.encode() not in shown(bot.pid)
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), 10) == 0
