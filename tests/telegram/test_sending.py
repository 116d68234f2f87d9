"""What Telegram answers to a message, and what becomes of the message then."""

from typing import Any

import pytest
from aiohttp.test_utils import unused_port
from telegram.request import RequestData
from telegram_net import Asked, Fault, chat, failing, lost, saying, user
from telegram_world import PEOPLE, ROOMS, TelegramWorld
from typing_extensions import override
from world import bare

from bot.model.delivery import OutboxState
from bot.model.markings import Tlp
from bot.model.rooms import Room
from bot.services.sending import Later, Post
from bot.store import directory
from bot.text.nodes import Doc, Line, Marking, Mention
from bot.text.nodes import User as UserText
from bot.text.say import Say
from bot.transports.telegram.request import Request
from bot.views.base import Attachment

GROUP = ROOMS["console"]
LONG = "/incident log 11 " + "𝄞 notes of the crew. " * 350
REPEATED = "(perhaps repeated)"
BAD = failing(400, "Bad Request: message text is empty")


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for longer than a moment."""
    monkeypatch.setattr("bot.services.relay.PAUSE", 0.02)
    monkeypatch.setattr("bot.transports.telegram.sending.PAUSE", 0.02)


async def passing(_: Any, __: Asked) -> None:
    """No fault."""


def after(count: int, *faults: Fault) -> list[Fault]:
    """The faults, once so many requests have passed."""
    return [*[passing] * count, *faults]


def rows(world: TelegramWorld) -> list[tuple[str, int]]:
    """The state and the attempts of everything said or to be said, in order."""
    link = world.liaison.database.connect(reading=True)
    try:
        found = link.raw.execute("SELECT state, attempts FROM outbox ORDER BY id").fetchall()
        return [(str(state), int(attempts)) for state, attempts in found]
    finally:
        link.close()


def states(world: TelegramWorld) -> list[str]:
    return [state for state, _ in rows(world)]


def texts(sent: list[Asked]) -> list[str]:
    return [bare(one.fields["text"]) for one in sent]


def tries(world: TelegramWorld, method: str = "sendMessage") -> int:
    return sum(one.method == method for one in world.net.asked)


async def test_what_is_already_so_counts_as_shown(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident new sev1 tlp:green One more")
    await on_telegram.hears("/incident list")
    same = "Bad Request: message is not modified: specified new message content is exactly the same"
    on_telegram.net.faults["editMessageText"].append(failing(400, same))
    assert await on_telegram.presses("More") == ""
    assert tries(on_telegram, "editMessageText") == 1
    assert "LAKES: what is going on" in await on_telegram.hears("/status")
    assert set(states(on_telegram)) == {OutboxState.SENT}


async def test_an_edit_that_cannot_be_is_parked(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident new sev1 tlp:green One more")
    await on_telegram.hears("/incident list")
    on_telegram.net.faults["editMessageText"].append(failing(400, "Bad Request: message to edit not found"))
    assert await on_telegram.presses("More") == ""
    assert states(on_telegram)[-1] == OutboxState.PARKED


async def test_a_post_that_is_refused_is_parked_and_the_next_goes_on(on_telegram: TelegramWorld) -> None:
    on_telegram.net.faults["sendMessage"].append(BAD)
    assert await on_telegram.shown("/status") == []
    assert "What you can do" in await on_telegram.hears("/help")
    assert states(on_telegram) == [OutboxState.PARKED, OutboxState.SENT]
    assert tries(on_telegram) == 2


async def test_a_page_whose_answer_was_lost_is_the_only_one_repeated(on_telegram: TelegramWorld) -> None:
    await on_telegram.hears("/incident new sev2 tlp:green Boat adrift")
    await on_telegram.hears(LONG)
    await on_telegram.hears(LONG)
    count = len(await on_telegram.shown("/incident 11"))
    before = tries(on_telegram)
    on_telegram.net.faults["sendMessage"].extend(after(1, lost(on_telegram.net)))
    assert len(await on_telegram.shown("/incident 11")) == count
    assert tries(on_telegram) == before + count + 1


async def test_a_room_that_moved_is_spoken_to_where_it_is_now(on_telegram: TelegramWorld) -> None:
    new = -100888
    moved = failing(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
    on_telegram.net.faults["sendMessage"].append(moved)
    (sent,) = await on_telegram.shown("/status", room="members")
    assert (int(sent.fields["chat_id"]), REPEATED in bare(sent.fields["text"])) == (new, False)
    assert "LAKES: what is going on" in bare(sent.fields["text"])
    (there,) = await on_telegram.shown("/status", room="members", chat=chat(new))
    (late,) = await on_telegram.shown("/status", room="members")
    assert [int(one.fields["chat_id"]) for one in (there, late)] == [new, new]
    assert rows(on_telegram) == [(OutboxState.SENT, 1)] * 3


def let_in(status: str) -> dict[str, Any]:
    return {
        "chat": chat(GROUP),
        "from": user(PEOPLE["you"]),
        "date": 1_792_130_000,
        "old_chat_member": {"status": "left", "user": user(7)},
        "new_chat_member": {"status": status, "user": user(7)},
    }


@pytest.mark.parametrize(
    "fault",
    [
        failing(403, "Forbidden: bot was kicked from the supergroup chat"),
        failing(400, "Bad Request: not enough rights to send text messages to the chat"),
        failing(400, "Bad Request: chat not found"),
    ],
    ids=["kicked", "no rights", "not found"],
)
async def test_a_room_that_is_shut_keeps_what_is_to_be_said_in_order(
    fault: Fault, on_telegram: TelegramWorld
) -> None:
    on_telegram.net.faults["sendMessage"].append(fault)
    lines = [f"/incident new sev2 tlp:green Boat {number}" for number in range(3)]
    for line in lines:
        assert await on_telegram.shown(line) == []
    assert tries(on_telegram) == 1
    assert rows(on_telegram) == [(OutboxState.WAITING, 0)] * 3
    assert "LAKES: what is going on" in await on_telegram.hears("/status", room="members")
    sent = await on_telegram.caused(my_chat_member=let_in("member"))
    assert [f"INC-1{number + 1}" in text for number, text in enumerate(texts(sent))] == [True] * 3
    assert not any(REPEATED in text for text in texts(sent))


UNSURE = {
    "500": failing(500, "Internal Server Error"),
    "502": saying(b"<html>502 Bad Gateway</html>", 502),
    "cut off": saying(b'{"ok": true, "resu'),
    "not an answer": saying(b"[]"),
}


@pytest.mark.parametrize(
    ("name", "times"),
    [("lost", 1), ("lost", 3), ("500", 2), ("502", 1), ("cut off", 1), ("not an answer", 1)],
)
async def test_what_may_have_been_shown_is_sent_once_more_at_most(
    name: str, times: int, on_telegram: TelegramWorld
) -> None:
    fault = UNSURE.get(name) or lost(on_telegram.net)
    on_telegram.net.faults["sendMessage"].extend([fault] * times)
    said = texts([one for one in await on_telegram.shown("/status") if one.answer])
    assert tries(on_telegram) == 2
    assert [REPEATED in text for text in said] == [True] * (times == 1)
    assert rows(on_telegram) == [(OutboxState.SENT if times == 1 else OutboxState.UNSURE, 2)]
    on_telegram.net.faults["sendMessage"].clear()
    assert REPEATED not in await on_telegram.hears("/status")


class Refused(Request):
    """A network that refuses so many connections."""

    left = 4

    @override
    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *rest: Any, **more: Any
    ) -> tuple[int, bytes]:
        if self.left and url.endswith("/sendMessage"):
            self.left -= 1
            url = f"http://127.0.0.1:{unused_port()}/"
        return await super().do_request(url, method, request_data, *rest, **more)


async def test_what_certainly_was_not_sent_is_sent_until_it_is_and_without_a_doubt(
    on_telegram: TelegramWorld,
) -> None:
    bot, refused = on_telegram.telegram.bot, Refused(5)
    await refused.initialize()
    polling, sending = bot._request
    bot._request = (polling, refused)
    try:
        said = await on_telegram.hears("/status")
    finally:
        bot._request = (polling, sending)
        await refused.shutdown()
    assert refused.left == 0
    assert said.count("LAKES: what is going on") == 1
    assert REPEATED not in said
    assert rows(on_telegram) == [(OutboxState.SENT, 1)]


@pytest.mark.parametrize(
    ("ephemeral", "line", "by", "room", "alone"),
    [
        (True, "/incident 99", "amina", "console", PEOPLE["amina"]),
        (True, "/incident new sev2 tlp:clear Drifting", "audrey", "members", PEOPLE["audrey"]),
        (True, "/incident 99", "amina", "dm", None),
        (True, "/status", "amina", "console", None),
        (True, "/incident new sev2 tlp:green Boat adrift", "amina", "console", None),
        (False, "/incident 99", "amina", "console", None),
    ],
    ids=["refusal", "denial", "direct", "answer", "record", "not possible"],
)
async def test_a_refusal_in_a_group_is_for_one_alone_where_that_is_possible(
    *, ephemeral: bool, line: str, by: str, room: str, alone: int | None, on_telegram: TelegramWorld
) -> None:
    on_telegram.telegram.sender._ephemeral = ephemeral
    (sent,) = await on_telegram.shown(line, by=by, room=room)
    told = sent.decoded("ephemeral_message_parameters")
    assert told == (None if alone is None else {"receiver_user_id": alone})


async def test_a_stranger_has_no_account_to_be_told_alone(on_telegram: TelegramWorld) -> None:
    on_telegram.telegram.sender._ephemeral = True
    for sent in await on_telegram.shown("/incident new sev2 tlp:clear Boat", by="stranger"):
        assert "ephemeral_message_parameters" not in sent.fields


def room_of(world: TelegramWorld) -> Room:
    link = world.liaison.database.connect(reading=True)
    with link.reading() as work:
        place = directory.where(work, "telegram", str(GROUP), "")
    link.close()
    assert place is not None
    return place.room


def spoken(world: TelegramWorld, *lines: str) -> tuple[tuple[Say, Doc], ...]:
    say = Say("en", world.clock.zone, catalogs=world.liaison.catalogs)
    return ((say, Doc(tuple(Line((UserText(line),)) for line in lines), Marking(Tlp.GREEN))),)


async def test_files_and_pictures_follow_the_words(on_telegram: TelegramWorld) -> None:
    files = (
        Attachment("GREEN-incidents.csv", b"tlp,number\n"),
        Attachment("GREEN-week.ics", b"BEGIN:VCALENDAR"),
        Attachment("GREEN-trend.png", b"\x89PNG", picture=True),
    )
    said = spoken(on_telegram, "Incidents")
    post = Post(key="f", room=room_of(on_telegram), parts=said, files=files, tlp=Tlp.GREEN)
    shown = await on_telegram.telegram.sender.send(post)
    assert len(shown) == len(set(shown)) == 4
    sent = [one for one in on_telegram.net.asked if one.method.startswith("send")]
    assert [one.method for one in sent] == ["sendMessage", "sendDocument", "sendDocument", "sendPhoto"]
    for one, file in zip(sent[1:], files, strict=True):
        kind = "photo" if file.picture else "document"
        assert one.fields["caption"] == "TLP:GREEN"
        assert str(one.fields["protect_content"]).lower() == "true"
        assert one.uploads[kind] == (file.name, file.content)


async def test_pages_shown_before_a_wait_are_not_shown_again(on_telegram: TelegramWorld) -> None:
    net, sender = on_telegram.net, on_telegram.telegram.sender
    said = spoken(on_telegram, *("𝄞 notes of the crew. " * 90 for _ in range(5)))
    post = Post(key="p", room=room_of(on_telegram), parts=said, tlp=Tlp.GREEN)
    net.faults["sendMessage"].extend(after(2, failing(429, "Too Many Requests", retry_after=1)))
    with pytest.raises(Later):
        await sender.send(post)
    shown = await sender.send(post)
    texts = [one.fields["text"] for one in net.sent(GROUP)]
    assert len(shown) == len(texts) == len(set(texts)) > 2
    assert [f"({n}/{len(texts)})" in bare(text) for n, text in enumerate(texts, 1)] == [True] * len(texts)


async def test_people_are_named_by_account_where_the_text_has_them(on_telegram: TelegramWorld) -> None:
    room = room_of(on_telegram)
    say = Say("en", on_telegram.clock.zone, catalogs=on_telegram.liaison.catalogs)
    doc = Doc((Line((Mention("🚒 Amina", str(PEOPLE["amina"])), Mention("Nobody", ""))),))
    shown = await on_telegram.telegram.sender.send(Post(key="x", room=room, parts=((say, doc),)))
    (sent,) = on_telegram.net.sent(GROUP)
    assert shown == (f"{GROUP}:{sent.answer['result']['message_id']}",)
    (named,) = [one for one in sent.decoded("entities") if one["type"] == "text_mention"]
    text = sent.fields["text"].encode("utf-16-le")
    inside = text[2 * named["offset"] : 2 * (named["offset"] + named["length"])].decode("utf-16-le")
    assert bare(inside) == "🚒 Amina"
    assert named["user"]["id"] == PEOPLE["amina"]


@pytest.mark.parametrize(
    ("line", "protected"),
    [
        ("/incident new sev2 tlp:green Boat adrift", True),
        ("/incident new sev2 tlp:clear Boat adrift", False),
        ("/help", False),
        ("/incident 99", False),
    ],
    ids=["green", "clear", "nothing marked", "refusal"],
)
async def test_only_what_is_not_for_everybody_is_kept_from_being_passed_on(
    line: str, *, protected: bool, on_telegram: TelegramWorld
) -> None:
    (sent,) = await on_telegram.shown(line)
    assert sent.fields.get("protect_content", "false") == ("true" if protected else "false")
