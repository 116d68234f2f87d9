"""The bot and a client that reads, and is read by, only devices their owners signed, as Element is today."""

import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from js_client import JsClient, js_client
from matrix_net import Net
from matrix_world import bot_on, logged_in
from synapse import Account, Synapse
from world import bare

from bot.app import Liaison
from bot.model.markings import Tlp
from bot.model.rooms import Room
from bot.services.sending import Post
from bot.text.nodes import Doc, User
from bot.text.say import Say
from bot.time.clock import SystemClock
from bot.transports.matrix.transport import Matrix

pytestmark = [pytest.mark.server, pytest.mark.usefixtures("node")]
VERSIONS = pytest.mark.parametrize("version", ["11", "12"])
HELD = "From now on I go only up to"
ABOVE = "!incident new sev2 tlp:amber Patrol boat silent"
WITHIN = "!incident new sev2 tlp:green Canary adrift"
LOGGED = "is logged and open"


class Party:
    """An administrator on a strict client, and the bot, which can be started several times."""

    def __init__(
        self, net: Net, synapse: Synapse, database: str, folder: Path, stack: AsyncExitStack
    ) -> None:
        self.net = net
        self.synapse = synapse
        self.folder = folder
        self._database = database
        self._stack = stack
        self.account = synapse.newcomer("bot")
        self.alices = synapse.newcomer("alice")

    async def begin(self) -> None:
        await logged_in(self.synapse, self.account, self.folder / "bot")
        self.alice = await self.client(self.alices)

    async def client(self, account: Account, *, sign: bool = True) -> JsClient:
        """A new device of somebody; a first one that signs itself unless told not to."""
        client = await self._stack.enter_async_context(js_client(self.net.url))
        await client.login(account, sign=sign)
        return client

    def bot(self) -> AbstractAsyncContextManager[tuple[Liaison, Matrix]]:
        """The bot, on the same account and database each time."""
        admins = (f"matrix:{self.alices.user_id}",)
        return bot_on(self.net.url, self._database, self.folder / "bot", SystemClock(), administrators=admins)

    async def room(self, *, version: str = "12", **more: Any) -> str:
        """A new encrypted room in which the bot is, and has said who it is."""
        invited = [self.account.user_id]
        made = await self.alice.call("create_room", version=version, encrypted=True, invite=invited, **more)
        room: str = made["room"]
        await self.heard(self.alice, room, "I am")
        return room

    async def founded(self, ceiling: str = "amber", *, version: str = "12") -> str:
        """A room that belongs to a task force."""
        room = await self.room(version=version)
        await self.asks(room, "!taskforce new LAKES review:2028-06-30 Joint patrols", "is founded")
        await self.asks(room, "!taskforce activate LAKES", "is active")
        await self.asks(room, f"!taskforce bind LAKES ceiling:{ceiling}", "is cleared up to")
        return room

    async def heard(self, client: JsClient, room: str, words: str, **more: Any) -> dict[str, Any]:
        """What the bot says, readable and without a shield."""
        said = await client.hears(room, words, self.account.user_id, **more)
        assert (said["decrypted"], said["shield"]) == (True, None)
        return said

    async def asks(
        self, room: str, line: str, words: str, *, by: JsClient | None = None, **more: Any
    ) -> dict[str, Any]:
        """The bot's answer to a line, which must have these words."""
        client = by or self.alice
        asked = await client.call("send", room=room, text=line)
        said = await self.heard(client, room, words, after=asked["event_id"], **more)
        assert said["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == asked["event_id"]
        return said

    async def lets_in(self, client: JsClient, room: str) -> None:
        await self.alice.call("invite", room=room, user=client.user_id)
        await client.call("join", room=room)

    async def adds(self, client: JsClient, room: str) -> None:
        """Nothing; the bot knows that account as @bob."""
        await self.asks(room, "!taskforce org add KE-POL Kenya Police", "is known now")
        account = f"account:matrix:{client.user_id}"
        await self.asks(room, f"!taskforce add @bob org:KE-POL {account}", "@bob")

    async def heard_reaction(self, room: str, key: str, event: str) -> None:
        """Nothing, once the bot has put this under a message."""
        said = await self.alice.hears(room, key, self.account.user_id, type="m.reaction", after=event)
        assert said["content"]["m.relates_to"]["event_id"] == event

    def sessions(self) -> list[str]:
        """The megolm session of each event that the bot sent, in their order."""
        sent = [one.json for one in self.net.of("send") if "m.room.encrypted" in one.path]
        return [one["session_id"] for one in sent if one["device_id"] == self.account.device_id]

    def forge(self, room: str, text: str) -> str:
        """The id of a message in Alice's name that is not encrypted."""
        path = f"matrix/client/v3/rooms/{room}/send/m.room.message/{os.urandom(6).hex()}"
        body = {"msgtype": "m.text", "body": text}
        return str(self.synapse.call("PUT", path, self.alice.access_token, body)["event_id"])

    def in_the_clear(self) -> set[str]:
        """What kinds of events were sent, by anybody, that were not encrypted."""
        kinds = {one.path.split("/")[-2] for one in self.net.of("send")}
        return kinds - {"m.room.encrypted", "m.reaction"}


def post(room: str, text: str, tlp: Tlp) -> Post:
    """Something to say that was ready before the bot knew what the room is now."""
    say = Say("en", ZoneInfo("UTC"))
    where = Room(network="matrix", address=room, created_at=SystemClock().now())
    return Post(
        key=os.urandom(6).hex(),
        room=where,
        parts=((say, Doc((say.t("{words}", words=User(text)),))),),
        tlp=tlp,
    )


@pytest.fixture
async def party(synapse: Synapse, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Party]:
    async with Net(synapse) as net, AsyncExitStack() as stack:
        running = Party(net, synapse, sqlite_url, tmp_path, stack)
        await running.begin()
        yield running


@VERSIONS
async def test_it_reads_and_is_read_also_after_it_restarts(party: Party, version: str) -> None:
    async with party.bot():
        room = await party.founded(version=version)
        await party.asks(room, ABOVE, LOGGED)
    missed = await party.alice.call("send", room=room, text="!incident 1")
    async with party.bot():
        said = await party.heard(party.alice, room, "Patrol boat silent", after=missed["event_id"])
        await party.asks(room, "!incident new sev3 tlp:amber Second one", "INC-2")
    assert said["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == missed["event_id"]
    assert party.in_the_clear() == set()


async def test_a_further_device_that_was_signed_reads_and_is_read(party: Party) -> None:
    async with party.bot():
        room = await party.founded()
        tablet = await party.client(party.alices)
        await party.alice.signs(tablet)
        logged = await party.asks(room, ABOVE, LOGGED, by=tablet)
        await party.heard(party.alice, room, LOGGED)
        await party.asks(room, "!incident 1", "Patrol boat silent")
        await party.heard(tablet, room, "Patrol boat silent", after=logged["event_id"])


async def test_a_device_that_was_not_signed_reads_nothing_above_green(party: Party) -> None:
    async with party.bot() as (_, matrix):
        room = await party.founded()
        tablet = await party.client(party.alices)
        held = await party.heard(party.alice, room, HELD)
        assert party.alice.user_id in held["body"]
        await party.heard(tablet, room, HELD)
        logged = await party.asks(room, WITHIN, LOGGED)
        await party.heard(tablet, room, LOGGED)
        secret = await party.asks(room, ABOVE, "is logged as")
        assert "nothing of it is repeated here" in secret["body"]
        overtaken = post(room, "What was on its way", Tlp.AMBER)
        (event,) = await matrix.sender.send(overtaken)
        await party.heard(party.alice, room, "What was on its way")
        unread = await tablet.hears(
            room, "", party.account.user_id, unreadable=True, after=logged["event_id"]
        )
        assert unread["event_id"] == event
        (event,) = await matrix.sender.send(post(room, "For everybody", Tlp.GREEN))
        assert (await party.heard(tablet, room, "For everybody"))["event_id"] == event
        await party.alice.signs(tablet)
        await party.heard(party.alice, room, "I go up to")
        await party.asks(room, "!incident new sev2 tlp:amber Signed now", LOGGED)
        await party.heard(tablet, room, "Signed now")


async def test_who_comes_reads_what_is_said_after_and_is_read_when_known(party: Party) -> None:
    async with party.bot():
        room = await party.founded("green")
        before = await party.asks(room, WITHIN, LOGGED)
        bob = await party.client(party.synapse.newcomer("bob"))
        await party.lets_in(bob, room)
        first = await party.asks(room, "!me", "I do not know the account", by=bob)
        await party.adds(bob, room)
        await party.heard(bob, room, "@bob", after=first["event_id"])
        await party.asks(room, "!me", "You are", by=bob)
        await party.asks(room, "!incident new sev3 tlp:green Second", "INC-2", by=bob)
        assert (await bob.call("event", room=room, event=before["event_id"]))["decrypted"] is False


async def test_who_left_gets_no_key_of_what_is_said_after(party: Party) -> None:
    async with party.bot():
        room = await party.founded("green")
        bob = await party.client(party.synapse.newcomer("bob"))
        await party.adds(bob, room)
        await party.lets_in(bob, room)
        await party.asks(room, WITHIN, LOGGED)
        await party.heard(bob, room, LOGGED)
        (*_, before) = party.sessions()
        sent = len(party.net.of("sendToDevice"))
        await bob.call("leave", room=room)
        await party.alice.call("members", room=room, left=bob.user_id)
        await party.asks(room, "!incident 1", "Canary adrift")
    (*_, after) = party.sessions()
    told = {user for one in party.net.of("sendToDevice")[sent:] for user in one.json["messages"]}
    assert after != before
    assert party.alice.user_id in told
    assert bob.user_id not in told


async def test_the_key_is_made_anew_after_a_hundred_messages(party: Party) -> None:
    async with party.bot():
        room = await party.room()
        for _ in range(110):
            await party.asks(room, "!me", "You are")
    counts = Counter(party.sessions())
    assert sum(counts.values()) > 110
    assert max(counts.values()) == 100


async def test_alone_with_it_no_prefix_is_needed(party: Party) -> None:
    async with party.bot():
        invited = [party.account.user_id]
        made = await party.alice.call(
            "create_room", encrypted=True, invite=invited, preset="trusted_private_chat", is_direct=True
        )
        room = made["room"]
        await party.alice.call("members", room=room, joined=party.account.user_id)
        profile = await party.asks(room, "!me", "You are")
        assert f"matrix:{party.alice.user_id}" in bare(profile["body"]), "what is told alone only"
        await party.asks(room, "good morning", "I am")
    async with party.bot():
        await party.asks(room, "good morning", "I am")
    assert party.in_the_clear() == set()


async def test_keycaps_are_placed_and_press(party: Party) -> None:
    async with party.bot():
        room = await party.founded()
        helped = await party.asks(room, "!help", "1️⃣")
        await party.heard_reaction(room, "2️⃣", helped["event_id"])
        await party.alice.call("react", room=room, event=helped["event_id"], key="1️⃣")
        turned = await party.heard(party.alice, room, "1️⃣", after=helped["event_id"])
        assert turned["content"]["m.relates_to"]["rel_type"] == "m.replace"
        assert turned["content"]["m.relates_to"]["event_id"] == helped["event_id"]
        assert turned["body"] != helped["body"]


async def test_a_pin_files_what_somebody_said(party: Party) -> None:
    async with party.bot():
        room = await party.founded()
        await party.asks(room, WITHIN, LOGGED)
        said = await party.alice.call("send", room=room, text="Smoke from the engine room")
        await party.alice.call("react", room=room, event=said["event_id"], key="📌")
        filed = await party.heard(party.alice, room, "Smoke from the engine room", after=said["event_id"])
        assert "entry #1 is logged" in bare(filed["body"])


async def test_what_is_said_in_the_clear_in_an_encrypted_room_is_not_heard(party: Party) -> None:
    """No client does that, but a server could, in anybody's name."""
    async with party.bot():
        room = await party.founded()
        forged = party.forge(room, text=WITHIN)
        await party.alice.hears(room, WITHIN, party.alice.user_id)
        await party.alice.call("react", room=room, event=forged, key="📌")
        listed = await party.asks(room, "!incident list", "")
        assert "Canary" not in listed["body"]
        asked = await party.alice.call("send", room=room, text="!incident new sev3 tlp:green Second")
        logged = await party.heard(party.alice, room, LOGGED, after=asked["event_id"])
        assert "INC-1" in logged["body"]


async def test_an_edit_is_no_command(party: Party) -> None:
    async with party.bot():
        room = await party.founded()
        asked = await party.alice.call("send", room=room, text="!me")
        await party.heard(party.alice, room, "You are", after=asked["event_id"])
        edited = await party.alice.call("edit", room=room, event=asked["event_id"], text=WITHIN)
        said = await party.heard(party.alice, room, "An edited message", after=edited["event_id"])
        assert WITHIN in bare(said["body"])
        listed = await party.asks(room, "!incident list", "")
        assert "Canary" not in listed["body"]


async def test_a_reply_answers_a_question(party: Party) -> None:
    async with party.bot():
        room = await party.founded()
        question = await party.asks(room, "!incident new", "?")
        replied = await party.alice.call("reply", room=room, to=question["event_id"], text="Truck stopped")
        severity = await party.heard(party.alice, room, "How grave is it?", after=replied["event_id"])
        await party.alice.call("react", room=room, event=severity["event_id"], key="3️⃣")
        await party.heard(party.alice, room, "What kind of thing is it?", after=severity["event_id"])
        await party.alice.call("react", room=room, event=severity["event_id"], key="2️⃣")
        stale = await party.heard(party.alice, room, "no longer valid", after=severity["event_id"])
        assert stale["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == severity["event_id"]
