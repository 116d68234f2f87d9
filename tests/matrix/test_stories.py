"""Matrix as people know it: prefixes, mentions, replies, threads, edits, reactions, redactions, files."""

import asyncio
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from matrix_stories import MatrixWorld, Said
from nio.crypto import decrypt_attachment
from sqlalchemy import text as sql
from world import START, bare

from bot.model.markings import Tlp
from bot.model.rooms import Room
from bot.services.sending import Button, Post
from bot.store.work import Query
from bot.text.bidi import RLM
from bot.text.nodes import Bullets, Doc, Line, Marking, Text, User
from bot.text.say import Say
from bot.transports.matrix.homeserver import CLIENT, part

pytestmark = pytest.mark.server

OVER = Query(sql("UPDATE incident SET live = 0, status = 'closed'"))
GREEN = "!incident new sev2 TRF.goods country:KE place:Moyale at:06:40 tlp:green src:B2 Truck stopped"


def texts(said: list[Said]) -> list[str]:
    return [one.text for one in said]


def notice(said: list[Said]) -> dict[str, Any]:
    (one,) = said
    return one.content


async def sees(world: MatrixWorld, room: str, event: str, *, by: str = "you") -> dict[str, Any]:
    """An event as the server has it."""
    place = world.town.rooms.get(room, room)
    path = f"{CLIENT}/rooms/{part(place)}/event/{part(event)}"
    return await world.human(by).server.ask("GET", path)


async def redacts(world: MatrixWorld, event: str, *, by: str = "you") -> str:
    """The id of the redaction with which somebody takes a message back."""
    path = f"{CLIENT}/rooms/{part(world.town.rooms['console'])}/redact/{part(event)}/{event[1:9]}"
    return str((await world.human(by).server.ask("PUT", path, {}))["event_id"])


# ── what is meant for the bot ────────────────────────────────────────────────────────────────────────────


async def test_a_command_by_prefix_or_by_name(on_matrix: MatrixWorld) -> None:
    for line in ("!status", "/status", "//status", "Liaison: status", "liaison, status"):
        (said,) = await on_matrix.shown(line)
        assert said.room == on_matrix.town.rooms["console"]
        assert "LAKES: what is going on" in said.text
    assert await on_matrix.shown("status") == []


async def test_a_mention_at_the_start_of_a_line_is_a_command(on_matrix: MatrixWorld) -> None:
    bot = on_matrix.town.bot.user_id
    room = on_matrix.matrix.listener.rooms[on_matrix.town.rooms["console"]]
    mentioned = {"m.mentions": {"user_ids": [bot]}}
    for called in (room.members[bot], f"@{room.members[bot]}", bot, bot[1:].partition(":")[0], "Liaison"):
        (said,) = await on_matrix.shown(f"{called}: status", **mentioned)
        assert "LAKES: what is going on" in said.text
        (helped,) = await on_matrix.shown(called, **mentioned)
        assert "!incident" in helped.text
        assert await on_matrix.shown(f"I asked {called} about the status", **mentioned) == []
        assert (await on_matrix.shown(f"{called}: status") == []) is (called != "Liaison"), "only a mention"


async def test_alone_with_the_bot_no_prefix_is_needed(on_matrix: MatrixWorld) -> None:
    (said,) = await on_matrix.shown("status", room="dm")
    assert "what is going on" in said.text
    assert said.room not in on_matrix.town.rooms.values()


async def test_what_is_not_said_by_people_is_ignored(on_matrix: MatrixWorld) -> None:
    for kind in ("m.notice", "m.emote", "m.file"):
        assert await on_matrix.shown("!status", msgtype=kind) == []
    assert await on_matrix.shown("good morning") == []


async def test_a_quotation_above_an_answer_is_no_part_of_it(on_matrix: MatrixWorld) -> None:
    (asked,) = await on_matrix.shown("!incident new", by="amina")
    quoted = f"> <{on_matrix.town.bot.user_id}> !status\n> more\n\n"
    (said,) = await on_matrix.shown(f"{quoted}!status", answers=asked.event)
    assert "LAKES: what is going on" in said.text
    answer = await on_matrix.hears(f"{quoted}Boti inaelea", by="amina", answers=asked.event)
    assert "Lina uzito gani?" in answer
    await on_matrix.hears("!ghairi", by="amina")
    assert await on_matrix.shown(f"{quoted}!status") == [], "without a reply it is what somebody wrote"


# ── answers, threads, edits ──────────────────────────────────────────────────────────────────────────────


async def test_only_a_reply_to_the_question_is_an_answer(on_matrix: MatrixWorld) -> None:
    (asked,) = await on_matrix.shown("!incident new")
    assert on_matrix.town.people["you"].user_id in asked.content["m.mentions"]["user_ids"]
    assert await on_matrix.shown("Just talking to the others") == []
    (elsewhere,) = await on_matrix.shown("!status", by="amina")
    assert (
        await on_matrix.shown("Just answering amina", answers=elsewhere.related["m.in_reply_to"]["event_id"])
        == []
    )
    assert "How grave is it?" in await on_matrix.hears("Boat adrift", answers=asked.event)


async def test_what_is_asked_in_a_thread_is_answered_there(on_matrix: MatrixWorld) -> None:
    (first,) = await on_matrix.shown("!status")
    root = first.event
    thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
    asked = await on_matrix.shown("!incident new", **_in(thread, root))
    related = notice(asked)["m.relates_to"]
    assert (related["rel_type"], related["event_id"], related["is_falling_back"]) == ("m.thread", root, False)
    question = asked[0].event
    graded = await on_matrix.shown("Boat adrift", **_in(thread, question))
    assert "How grave is it?" in graded[0].text
    assert notice(graded)["m.relates_to"]["event_id"] == root
    aside = await on_matrix.shown(
        "Who has seen it?", **_in(thread, first.related["m.in_reply_to"]["event_id"])
    )
    assert aside == []
    explicit = {"rel_type": "m.thread", "event_id": root}
    kind = await on_matrix.shown("sev3", **_in(explicit, graded[0].event))
    assert "What kind of thing is it?" in kind[0].text


def _in(thread: dict[str, Any], answered: str) -> dict[str, Any]:
    """What a client writes under a message in a thread."""
    return {"m.relates_to": {**thread, "m.in_reply_to": {"event_id": answered}}}


async def test_an_edited_message_is_no_command_and_that_is_said_once(on_matrix: MatrixWorld) -> None:
    (mistyped,) = await on_matrix.shown("!incident nwe sev3 tlp:green Boat")
    event = mistyped.related["m.in_reply_to"]["event_id"]
    assert texts(await edits(on_matrix, event, "!incident new sev3 tlp:green Boat")) == [
        "An edited message is not a new command. To run it, send it again:\n!incident new sev3 tlp:green Boat"
    ]
    assert await edits(on_matrix, event, "!incident new sev3 tlp:green Goat") == []
    assert await edits(on_matrix, event, "just words") == []
    assert "INC-11" in await on_matrix.hears("!incident new sev3 tlp:green Boat")


async def edits(world: MatrixWorld, event: str, line: str) -> list[Said]:
    """The messages shown because somebody changes what they wrote."""
    content = {
        "msgtype": "m.text",
        "body": f"* {line}",
        "m.new_content": {"msgtype": "m.text", "body": line},
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }
    return await world.caused("m.room.message", content, by="you", room="console")


async def test_a_command_taken_back_before_it_was_read_is_not_run(on_matrix: MatrixWorld) -> None:
    away = asyncio.Event()

    async def held(*_: object) -> None:
        await away.wait()

    written = await writes(on_matrix, "good morning", by="you")
    on_matrix.net.faults["sync"].append(held)
    await on_matrix.reacts("👍", written)
    you, room = on_matrix.human("you"), on_matrix.town.rooms["console"]
    readers = (on_matrix.town.bot.user_id,) if on_matrix.town.encrypted else ()
    event = await you.says(room, "!incident new sev3 tlp:green Boat", readers=readers)
    kept = await you.says(room, "!status", readers=readers)
    last = await redacts(on_matrix, event)
    away.set()
    await on_matrix.read(last)
    (said,) = on_matrix.said()
    assert said.related["m.in_reply_to"]["event_id"] == kept
    assert "INC-11" in await on_matrix.hears("!incident new sev3 tlp:green Boat")


# ── reactions ────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_pin_files_what_somebody_wrote(on_matrix: MatrixWorld) -> None:
    await asyncio.wrap_future(on_matrix.liaison.write(lambda work: work.run(OVER)))
    await on_matrix.hears("!incident new sev3 tlp:green Boat")
    event = await writes(on_matrix, "Second boat, l’eau monte <b>", by="amina")
    (filed,) = await on_matrix.reacts("📌", event)
    assert "INC-11: entry #1 is logged." in filed.text
    assert "Second boat, l’eau monte <b>" in filed.text
    assert "<b>" not in filed.content["formatted_body"]
    assert await on_matrix.reacts("👍", event) == []
    assert await on_matrix.reacts("📌", event, by="grace") == [], "who only reads files nothing"


async def writes(world: MatrixWorld, text: str, *, by: str) -> str:
    """The id of a message that is not for the bot."""
    room = await world.enters(by, "console")
    readers = (world.town.bot.user_id,) if world.town.encrypted else ()
    event = await world.human(by).says(room, text, readers=readers)
    await world.read(event)
    return event


async def test_keycaps_are_placed_and_press_for_those_who_may(on_matrix: MatrixWorld) -> None:
    (opened,) = await on_matrix.shown(GREEN)
    assert on_matrix.buttons() == ["Add to the timeline", "Give a follow-up", "Monitor", "Close", "Watch"]
    assert "\n1️⃣ Add to the timeline — !incident log INC-11\n" in opened.text
    await on_matrix.net.until(lambda: len(on_matrix.reactions()) == 5)
    assert [one.related["key"] for one in on_matrix.reactions()] == ["1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣"]
    assert {one.related["event_id"] for one in on_matrix.reactions()} == {opened.event}
    (refused,) = await on_matrix.reacts("4️⃣", opened.event, by="jean")
    assert "coordonnateur" in refused.text
    assert await on_matrix.reacts("9️⃣", opened.event) == []
    (closing,) = await on_matrix.reacts("4️⃣", opened.event)
    assert "How did it end?" in closing.text
    assert await on_matrix.reacts("1️⃣", closing.event, by="amina") == [], "it is not her question"
    assert "What is known now?" in await on_matrix.presses("resolved")
    assert await on_matrix.reacts("5️⃣", opened.event, by="stranger") == []


async def test_a_list_is_turned_in_place(on_matrix: MatrixWorld) -> None:
    await on_matrix.hears("!incident new sev1 tlp:green One more")
    (overview,) = await on_matrix.shown("!help")
    first = next(iter(overview.choices()))
    await on_matrix.presses(first)
    turned = on_matrix.said()[-1]
    assert turned.related == {"rel_type": "m.replace", "event_id": overview.event}
    assert turned.content["body"] == f"* {turned.shown['body']}"
    assert turned.content["m.mentions"] == {}
    again = next(label for label, key in turned.choices().items() if key == "3️⃣")
    assert again not in overview.choices()
    await on_matrix.presses(again)
    listed = on_matrix.said()[-1]
    assert listed.place == overview.event, "a keycap presses what stands there now"
    assert "INC-11" in listed.text


# ── taking back ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_raised_marking_takes_back_what_was_said_below_it(on_matrix: MatrixWorld) -> None:
    (opened,) = await on_matrix.shown("!incident new sev2 tlp:green Canary adrift", room="members")
    (other,) = await on_matrix.shown("!incident new sev2 tlp:green Egret", room="members")
    (logged,) = await on_matrix.shown("!incident log 11 It sings", room="members")
    raised = await on_matrix.shown("!incident tlp 11 amber")
    taken = [one for one in raised if one.kind == "m.room.redaction"]
    assert [one.content["redacts"] for one in taken] == [opened.event, logged.event]
    assert all("Canary" not in one.text for one in raised if one.room != on_matrix.town.rooms["console"])
    for said in (opened, logged):
        assert (await sees(on_matrix, "members", said.event))["content"] == {}
    assert (await sees(on_matrix, "members", other.event))["content"] != {}


async def test_what_a_message_was_changed_into_is_taken_back_with_it(on_matrix: MatrixWorld) -> None:
    (first,) = await on_matrix.shown("!incident new sev2 tlp:green Canary adrift", room="members")
    edit = await given(
        on_matrix, "members", "e1", Doc((Line((Text("Canary, changed"),)),)), edit_of=first.event
    )
    assert edit[0] == first.event
    forged = {
        "msgtype": "m.text",
        "body": "* forged",
        "m.new_content": {"msgtype": "m.text", "body": "forged"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": first.event},
    }
    await on_matrix.caused("m.room.message", forged, by="amina", room="members")
    changed = next(one for one in on_matrix.said() if one.related.get("rel_type") == "m.replace")
    raised = await on_matrix.shown("!incident tlp 11 amber")
    taken = {one.content["redacts"] for one in raised if one.kind == "m.room.redaction"}
    assert taken == {first.event, changed.event}
    assert (await sees(on_matrix, "members", changed.event))["content"] == {}
    assert "is going on" in await on_matrix.hears("!status", room="members"), "the room is served on"


# ── how it is said ───────────────────────────────────────────────────────────────────────────────────────


async def given(world: MatrixWorld, room: str, key: str, *docs: Doc, **more: Any) -> tuple[str, ...]:
    """What the network says to a post that no command makes."""
    place = Room(network="matrix", address=world.town.rooms[room], created_at=START)
    say = Say(more.pop("language", "en"), ZoneInfo("UTC"), None, world.liaison.catalogs)
    return await world.matrix.sender.send(
        Post(key=f"{key}-{world.net.url[-5:]}", room=place, parts=tuple((say, doc) for doc in docs), **more)
    )


async def downloaded(world: MatrixWorld, content: dict[str, Any]) -> bytes:
    """What is in a file, once it is decrypted where it is encrypted."""
    sealed = content.get("file")
    address = (sealed or content)["url"].removeprefix("mxc://")
    url = f"{world.town.synapse.url}/_matrix/client/v1/media/download/{address}"
    token = {"Authorization": f"Bearer {world.town.people['you'].access_token}"}
    async with aiohttp.ClientSession() as session, session.get(url, headers=token) as found:
        body = await found.read()
    if sealed is None:
        return body
    opened: bytes = decrypt_attachment(body, sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"])
    assert opened not in body
    return opened


@pytest.mark.parametrize("character", ["\\", '"', "ح", "🚒"])
@pytest.mark.parametrize("edits", [False, True], ids=["new", "edit"])
async def test_what_is_too_long_is_one_event_and_a_file(
    on_matrix: MatrixWorld, character: str, *, edits: bool
) -> None:
    (status,) = await on_matrix.shown("!status")
    text = character.join(f"word {number}" for number in range(9_000))
    doc = Doc((Bullets((Line((User(text),)), Line((User("the end"),)))),), Marking(Tlp.GREEN))
    buttons = tuple(Button(character * 400, f"x:{one}", f"/incident {character * 4000}") for one in range(9))
    before = len(on_matrix.said())
    edit_of = status.event if edits else ""
    events = await given(on_matrix, "console", "long", doc, edit_of=edit_of, buttons=buttons, tlp=Tlp.GREEN)
    message, file = on_matrix.said()[before:]
    assert events == (status.event if edits else message.event, file.event)
    assert message.shown["msgtype"] == "m.notice"
    assert 5_000 < len(message.asked.body) < 63_000
    assert message.text.startswith("TLP:GREEN")
    assert "word 1" in message.text
    assert "9️⃣" in message.text
    assert (file.content["msgtype"], "file" in file.content) == ("m.file", on_matrix.town.encrypted)
    assert file.content["body"].startswith("TLP-GREEN ")
    assert bare((await downloaded(on_matrix, file.content)).decode()).endswith("the end")


async def test_as_much_as_people_may_write_is_answered(on_matrix: MatrixWorld) -> None:
    long = "قارب " * 1500
    (which,) = await on_matrix.shown(f"!incident log {long}")
    assert "Which one?" in which.text
    assert len(which.choices()) >= 4
    (near,) = await on_matrix.shown(f"!incidnt new {long}")
    assert "I do not know the command" in near.text
    (opened, *_) = await on_matrix.shown(f"!incident new sev3 tlp:green {long}")
    assert "INC-11" in opened.text


async def test_who_is_asked_is_mentioned_and_nobody_else(on_matrix: MatrixWorld) -> None:
    (status,) = await on_matrix.shown("!status")
    assert (status.content["msgtype"], status.content["m.mentions"]) == ("m.notice", {})
    (asked,) = await on_matrix.shown("!incident new", by="jean")
    assert asked.content["msgtype"] == "m.text"
    assert asked.content["m.mentions"] == {"user_ids": [on_matrix.town.people["jean"].user_id]}
    await on_matrix.hears("!annuler", by="jean")
    amina = on_matrix.town.people["amina"].user_id
    line = f"!incident new sev3 tlp:green @room {amina} <a href='https://matrix.to/#/{amina}'>x</a> @amina"
    (opened,) = await on_matrix.shown(line)
    assert (opened.content["msgtype"], opened.content["m.mentions"]) == ("m.notice", {})
    assert "@room" in opened.text
    assert "<a " not in opened.content["formatted_body"]


async def test_arabic_is_laid_out_from_the_right(on_matrix: MatrixWorld) -> None:
    (said,) = await on_matrix.shown("!حادث جديد خ:٣ tlp:green قارب منجرف", by="omar")
    body, html = said.content["body"], said.content["formatted_body"]
    assert "سُجّل" in body
    assert all(line.startswith(RLM) for line in body.split("\n"))
    assert html.startswith(RLM)
    (english,) = await on_matrix.shown("!status")
    assert RLM not in english.content["formatted_body"]
