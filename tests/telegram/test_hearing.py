"""What an update says: lines, presses, edits, readers, moves; and what says nothing, or is set aside."""

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram_net import USERNAME, chat, user
from telegram_world import PEOPLE, TelegramWorld
from world import bare

from bot.model.delivery import Heard, InboxState
from bot.transports.telegram.hearing import Ears, rows

NOW = datetime(2026, 10, 16, 6, 0, tzinfo=UTC)
EARS = Ears(USERNAME, NOW)
STAMP = 1_792_130_000
GROUP, DIRECT, ANA = -1001, 102, user(102, "Ana", last_name="Lopes")
TOPIC = {"message_thread_id": 5, "is_topic_message": True}
CHANNEL = {"id": -1009, "type": "channel", "title": "News"}
BOT = {"id": 9, "is_bot": True, "first_name": "Other"}
ANONYMOUS = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": chat(GROUP)}
FORWARD = {"forward_origin": {"type": "user", "date": STAMP, "sender_user": user(7)}}
HOSTILE = "/incident new \x00\ud800\u202e<b>{ref}\u2069 אב 🚒 \udfff end"
COMMAND = "/status"


def said(text: str | None = COMMAND, room: int = GROUP, **more: Any) -> dict[str, Any]:
    """A message as Telegram brings it."""
    whole = {"message_id": 77, "date": STAMP, "chat": chat(room), "from": ANA, "text": text, **more}
    return {name: value for name, value in whole.items() if value is not None}


def heard(**update: Any) -> list[dict[str, Any]]:
    return rows({"update_id": 1, **update}, EARS)


def kinds(**update: Any) -> list[tuple[Heard, str, InboxState]]:
    return [(row["kind"], row["sender"], row.get("state", InboxState.NEW)) for row in heard(**update)]


def reply(number: int, **more: Any) -> dict[str, Any]:
    return {"reply_to_message": said("Boat adrift", message_id=number, **more)}


@pytest.mark.parametrize(
    ("message", "event", "topic"),
    [
        (said(), "-1001:77", None),
        (said(**TOPIC), "-1001/5:77", "-1001/5"),
        (said(message_thread_id=5), "-1001:77", None),
        (said(room=DIRECT), "102:77", None),
    ],
    ids=["group", "topic", "thread", "direct"],
)
def test_a_line_is_heard_where_it_was_said(message: dict[str, Any], event: str, topic: str | None) -> None:
    (row,) = heard(message=message)
    assert row["kind"] is Heard.LINE
    assert (row["network"], row["room"], row["event"]) == ("telegram", str(message["chat"]["id"]), event)
    assert row["direct"] is (message["chat"]["id"] > 0)
    assert (row["sender"], row["sender_name"]) == ("102", "Ana Lopes (telegram:102)")
    assert (row["text"], row["about"]) == (COMMAND, "")
    assert (row["sent_at"], row["heard_at"]) == (datetime.fromtimestamp(STAMP, UTC), NOW)
    assert row["extra"].get("topic") == topic
    assert row["extra"]["cap"] == "TLP:GREEN"
    assert "anonymous" not in row["extra"]


@pytest.mark.parametrize(
    ("more", "about"),
    [
        (reply(40), "-1001:40"),
        (reply(40) | {"message_thread_id": 40}, "-1001:40"),
        (reply(40, **TOPIC) | TOPIC, "-1001/5:40"),
        (reply(5, **TOPIC) | TOPIC, ""),
    ],
    ids=["reply", "reply that begins a thread", "reply in a topic", "the root of the topic"],
)
def test_a_reply_is_about_what_it_answers(more: dict[str, Any], about: str) -> None:
    (row,) = heard(message=said(**more))
    assert row["about"] == about
    assert row["extra"].get("about_text", "") == ("Boat adrift" if about else "")


def test_what_is_answered_may_be_a_picture_with_words() -> None:
    (row,) = heard(message=said(reply_to_message=said(None, message_id=4, caption="Truck at the gate")))
    assert (row["about"], row["extra"]["about_text"]) == ("-1001:4", "Truck at the gate")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"/status@{USERNAME}", "/status"),
        (f"/status@{USERNAME.upper()} now", "/status now"),
        (f"!status@{USERNAME}\nnow", "!status\nnow"),
        (f"/حالة@{USERNAME}", "/حالة"),
        (f"@{USERNAME} status", "/status"),
        (f"@{USERNAME.title()}: /status", "/status"),
        (f"@{USERNAME}y status", f"@{USERNAME}y status"),
        (f"status for @{USERNAME}", f"status for @{USERNAME}"),
        ("root@server is down", "root@server is down"),
    ],
)
def test_a_line_for_the_bot_has_its_name_taken_out(text: str, line: str) -> None:
    (row,) = heard(message=said(text))
    assert (row["kind"], row["text"]) == (Heard.LINE, line)


@pytest.mark.parametrize("more", [{}, TOPIC, {"caption": None}])
@pytest.mark.parametrize("text", ["/status@other_bot", "!حالة@other_bot now", f"/status@{USERNAME}2"])
def test_a_command_for_another_bot_is_none_for_this_one(text: str, more: dict[str, Any]) -> None:
    (row,) = heard(message=said(text, **more))
    assert (row["kind"], row["text"], row["sender"]) == (Heard.JOINED, "", "102")
    assert heard(message=said(text, **more, **ANONYMOUS)) == []
    assert heard(edited_message=said(text, edit_date=STAMP + 9, **more)) == []


@pytest.mark.parametrize(
    "more",
    [
        FORWARD,
        {"via_bot": BOT},
        {"text": None},
        {"text": None, "pinned_message": said("x", message_id=3)},
        {"text": None, "photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    ],
    ids=["forward", "via bot", "nothing said", "service", "picture"],
)
def test_what_was_not_said_to_the_bot_only_tells_of_a_reader(more: dict[str, Any]) -> None:
    (row,) = heard(message=said(**more))
    assert (row["kind"], row["sender"], row["text"]) == (Heard.JOINED, "102", "")
    assert row["event"] == "-1001:77:joined:102"


def test_a_caption_is_a_line() -> None:
    (row,) = heard(message=said(None, caption=f"/incident@{USERNAME} log 11 Boat"))
    assert (row["kind"], row["text"]) == (Heard.LINE, "/incident log 11 Boat")


@pytest.mark.parametrize("sender", [chat(GROUP), CHANNEL], ids=["anonymous admin", "channel"])
def test_who_writes_as_a_group_or_a_channel_is_nobody(sender: dict[str, Any]) -> None:
    (row,) = heard(message=said(**ANONYMOUS | {"sender_chat": sender}))
    assert (row["kind"], row["sender"]) == (Heard.LINE, f"chat{sender['id']}")
    assert row["extra"]["anonymous"] is True
    assert heard(message=said(**ANONYMOUS, **FORWARD)) == []


@pytest.mark.parametrize(
    "update",
    [
        {"message": said(**{"from": BOT})},
        {"message": said(**{"from": None})},
        {"message": said(is_automatic_forward=True, sender_chat=CHANNEL)},
        {"message": said(None, new_chat_members=[BOT])},
        {"message": said(None, left_chat_member=BOT)},
        {"edited_message": said(**{"from": BOT})},
        {"edited_message": said(**ANONYMOUS)},
        {"edited_message": said(**FORWARD)},
        {"edited_message": said(via_bot=BOT)},
        {"channel_post": said(**{"from": None}, sender_chat=CHANNEL)},
        {"inline_query": {"id": "1", "from": ANA, "query": "x", "offset": ""}},
        {"poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["a"], "user": ANA}},
        {"callback_query": {"id": "1", "from": ANA, "chat_instance": "1", "inline_message_id": "i"}},
        {"callback_query": {"id": "1", "from": BOT, "chat_instance": "1", "message": said()}},
        {"something_new": {"what": ["ever"]}},
        {},
    ],
    ids=lambda update: next(iter(update), "nothing"),
)
def test_what_says_nothing_is_not_even_set_aside(update: dict[str, Any]) -> None:
    assert heard(**update) == []


def test_unknown_fields_and_values_change_nothing() -> None:
    odd = said(brand_new={"x": 1}, entities=[{"type": "glitter", "offset": 0, "length": 3}])
    odd["chat"] = odd["chat"] | {"colour": "green"}
    assert heard(message=odd) == heard(message=said())


def test_an_edit_is_about_its_message_and_each_edit_is_its_own() -> None:
    first, second = (heard(edited_message=said(**TOPIC, edit_date=STAMP + n))[0] for n in (1, 2))
    assert (first["kind"], first["text"], first["about"]) == (Heard.EDIT, COMMAND, "-1001/5:77")
    assert first["event"] == f"-1001/5:77:{STAMP + 1}"
    assert first["event"] != second["event"]


@pytest.mark.parametrize(
    ("place", "about"),
    [
        (said(**{"from": BOT}), "-1001:77"),
        (said(**{"from": BOT}, **TOPIC), "-1001/5:77"),
        ({"message_id": 77, "date": 0, "chat": chat(GROUP)}, "-1001:77"),
    ],
    ids=["group", "topic", "inaccessible"],
)
def test_a_press_is_about_the_message_with_the_button(place: dict[str, Any], about: str) -> None:
    query = {"id": "q1", "from": ANA, "chat_instance": "1", "message": place, "data": "token:0"}
    (row,) = heard(callback_query=query)
    assert (row["kind"], row["event"], row["sender"]) == (Heard.PRESS, "press:q1", "102")
    assert (row["about"], row["text"], row["room"]) == (about, "token:0", "-1001")
    (empty,) = heard(callback_query={name: query[name] for name in query if name != "data"})
    assert empty["text"] == ""


MAY = ("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls")
ELSE = ("add_web_page_previews", "change_info", "invite_users", "pin_messages", "manage_topics", "edit_tag")
RIGHTS = {
    **{f"can_send_{what}": False for what in (*MAY, "other_messages")},
    **{f"can_{what}": False for what in (*ELSE, "react_to_messages")},
}


@pytest.mark.parametrize(
    ("status", "inside"),
    [
        ({"status": "member"}, True),
        ({"status": "creator", "is_anonymous": False}, True),
        ({"status": "restricted", "is_member": True, "until_date": 0, **RIGHTS}, True),
        ({"status": "restricted", "is_member": False, "until_date": 0, **RIGHTS}, False),
        ({"status": "left"}, False),
        ({"status": "kicked", "until_date": 0}, False),
    ],
    ids=["member", "owner", "restricted", "restricted outside", "left", "kicked"],
)
def test_who_is_in_the_room_is_known_from_its_memberships(status: dict[str, Any], *, inside: bool) -> None:
    def changed(who: dict[str, Any]) -> dict[str, Any]:
        old, new = {"status": "left", "user": who}, {**status, "user": who}
        return {
            "chat": chat(GROUP),
            "from": user(7),
            "date": STAMP,
            "old_chat_member": old,
            "new_chat_member": new,
        }

    assert kinds(my_chat_member=changed(BOT)) == [
        (Heard.ENTERED if inside else Heard.REMOVED, "7", InboxState.NEW)
    ]
    assert kinds(chat_member=changed(ANA)) == [
        (Heard.JOINED if inside else Heard.LEFT, "102", InboxState.NEW)
    ]
    assert kinds(chat_member=changed(BOT)) == []


def test_members_who_come_and_go_by_message_are_told_apart() -> None:
    came = heard(message=said(None, new_chat_members=[ANA, BOT, user(103)]))
    assert [(row["kind"], row["sender"]) for row in came] == [(Heard.JOINED, "102"), (Heard.JOINED, "103")]
    assert len({row["event"] for row in came}) == 2
    (left,) = heard(message=said(None, left_chat_member=user(103)))
    assert (left["kind"], left["sender"], left["event"]) == (Heard.LEFT, "103", "-1001:77:left:103")


def reacted(old: str, new: str, **who: Any) -> dict[str, Any]:
    given = {
        name: [{"type": "emoji", "emoji": one} for one in emoji]
        for name, emoji in (("old_reaction", old), ("new_reaction", new))
    }
    return {"chat": chat(GROUP), "message_id": 40, "date": STAMP, **given, **(who or {"user": ANA})}


@pytest.mark.parametrize(
    ("reaction", "texts"),
    [
        (reacted("", "✍"), ["📌"]),
        (reacted("", "👍✍"), ["📌", "👍"]),
        (reacted("✍", "✍👍"), ["👍"]),
        (reacted("✍", ""), []),
        (reacted("", "✍", actor_chat=chat(GROUP)), []),
        (reacted("", "✍", user=BOT), []),
        (reacted("", "") | {"new_reaction": [{"type": "custom_emoji", "custom_emoji_id": "5"}]}, []),
    ],
    ids=["added", "two", "another", "removed", "anonymous", "bot", "custom"],
)
def test_only_a_new_reaction_of_a_person_is_heard(reaction: dict[str, Any], texts: list[str]) -> None:
    found = heard(message_reaction=reaction)
    assert [row["text"] for row in found] == texts
    assert all((row["kind"], row["about"]) == (Heard.REACTION, "-1001:40") for row in found)
    assert len({row["event"] for row in found}) == len(texts)


def test_a_move_told_twice_is_one_event() -> None:
    (told_there,) = heard(message=said(None, room=-5, migrate_to_chat_id=GROUP))
    (told_here,) = heard(message=said(None, message_id=1, migrate_from_chat_id=-5))
    for row in (told_there, told_here):
        assert (row["kind"], row["room"], row["about"]) == (Heard.MOVED, "-5", "-1001")
    assert told_there["event"] == told_here["event"]


POISON = ({"date": "yesterday"}, {"chat": None}, {"from": {"id": 5}}, {"chat": "x"})


@pytest.mark.parametrize("wrong", POISON, ids=lambda wrong: next(iter(wrong)))
def test_a_poison_update_is_set_aside_with_its_content(wrong: dict[str, Any]) -> None:
    poison = {"update_id": 31, "message": {**said("hidden\ud800 words\x00"), **wrong}}
    (row,) = rows(poison, EARS)
    assert (row["state"], row["event"]) == (InboxState.POISON, "update:31")
    assert row["extra"]["update"]["message"]["text"] == "hidden words"
    assert fits(row)


async def test_a_poison_update_hides_no_other_of_its_batch(on_telegram: TelegramWorld) -> None:
    good = said("/status@" + USERNAME, date=int(on_telegram.clock.now().timestamp()), **{"from": user(101)})
    batch: list[dict[str, Any]] = [
        {"update_id": 900 + index, "message": {**said("\ud800\x00"), **wrong}}
        for index, wrong in enumerate(POISON)
    ]
    await on_telegram.telegram.store([*batch, {"update_id": 950, "message": good}])
    await on_telegram.liaison.settled()
    assert "LAKES: what is going on" in bare(on_telegram.net.sent()[-1].fields["text"])


def fits(row: dict[str, Any]) -> bool:
    """Whether every database can keep a row."""
    whole = json.dumps(row, ensure_ascii=False, default=str).encode()
    return b"\\u0000" not in whole


@pytest.mark.parametrize("size", [1, 60_000])
def test_hostile_text_is_heard_as_far_as_it_can_be_kept(size: int) -> None:
    text = HOSTILE + "x" * (size - 1)
    who = user(102, "A\x00\ud800na")
    (row,) = heard(message=said(text, **{"from": who}, **reply(40) | {"chat": chat(GROUP, "Ro\udfffom\x00")}))
    assert row["text"] == text.replace("\x00", "").replace("\ud800", "").replace("\udfff", "")
    assert row["sender_name"] == "Ana (telegram:102)"
    assert row["extra"]["room_name"] == "Room"
    assert fits(row)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["", HOSTILE]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "text"]), inner),
    max_leaves=4,
)
UPDATES = (
    {"message": said(**reply(40), **TOPIC)},
    {"edited_message": said(edit_date=STAMP)},
    {"callback_query": {"id": "1", "from": ANA, "chat_instance": "1", "message": said(), "data": "t:0"}},
    {"message_reaction": reacted("✍", "👍")},
    {"message": said(None, migrate_to_chat_id=-9)},
)


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, one in inner for path in paths(one, (*at, key)))]


@given(st.data())
def test_whatever_stands_anywhere_in_an_update_the_rest_is_heard(data: st.DataObject) -> None:
    update = copy.deepcopy(data.draw(st.sampled_from(UPDATES)))
    *way, last = data.draw(st.sampled_from([path for path in paths(update) if path]))
    place: Any = update
    for key in way:
        place = place[key]
    place[last] = data.draw(JSON)
    assert all(fits(row) for row in heard(**update))


async def test_a_command_of_nobody_is_refused_and_lowers_nothing(on_telegram: TelegramWorld) -> None:
    shown = await on_telegram.hears("/incident 1")
    for sender in (chat(-1001), CHANNEL):
        nobody = ANONYMOUS | {"sender_chat": sender}
        refused = await on_telegram.hears("/incident new sev2 tlp:green Boat adrift", **nobody)
        assert refused == (
            "I cannot tell who wrote this. Please write as yourself, not as the group or a channel."
        )
        assert await on_telegram.hears("just talking", **nobody) == ""
    assert await on_telegram.hears("/incident 1") == shown
    assert "INC-11 is logged" in await on_telegram.hears("/incident new sev2 tlp:green Boat adrift")


@pytest.mark.parametrize("more", [FORWARD, {"via_bot": BOT}], ids=["forward", "via bot"])
async def test_a_stranger_who_only_forwards_is_a_reader(
    more: dict[str, Any], on_telegram: TelegramWorld
) -> None:
    warned = await on_telegram.hears("/incident list", by="stranger", **more)
    assert "reads here, and I do not know them" in warned
    assert f"telegram:{PEOPLE['stranger']}" in warned
    assert "INC-" not in warned
