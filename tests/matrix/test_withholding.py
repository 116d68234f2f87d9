"""What does not leave, whatever is asked for: the last word of the transport on what a room is."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from matrix_keys import ROOM, Device, KeyServer

from bot.model.markings import Tlp
from bot.model.rooms import Room as Place
from bot.services.sending import Post, Withheld
from bot.text.nodes import Doc, User
from bot.text.say import Say
from bot.time.clock import SystemClock
from bot.transports.matrix.listening import Listener
from bot.transports.matrix.rooms import Room
from bot.transports.matrix.sending import Sender
from bot.views.base import Attachment

WORDS = "Patrol boat silent"


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Device]:
    found = Device(KeyServer(), tmp_path, "bot", "ONE")
    yield found
    found.crypto.close()


def sender(bot: Device, room: Room) -> Sender:
    listener = Listener(bot.id, ("liaison",), bot.door, bot.crypto, SystemClock().now)
    listener.rooms[ROOM] = room
    found = Sender(bot.door, bot.crypto, listener)
    found.ready.set()
    return found


def post(tlp: Tlp | None, *files: Attachment) -> Post:
    say = Say("en", ZoneInfo("UTC"))
    where = Place(network="matrix", address=ROOM, created_at=SystemClock().now())
    doc = Doc((say.t("{words}", words=User(WORDS)),))
    return Post(key="p1", room=where, parts=((say, doc),), tlp=tlp, files=files)


@pytest.mark.parametrize(
    ("encrypted", "opened", "most"),
    [
        (True, False, Tlp.STRICT),
        (False, False, Tlp.GREEN),
        (True, True, Tlp.CLEAR),
        (False, True, Tlp.CLEAR),
    ],
)
async def test_what_is_above_a_room_as_it_is_now_is_withheld(
    bot: Device, most: Tlp, *, encrypted: bool, opened: bool
) -> None:
    """Whatever the bot was told last: it may have changed since the post was put into words."""
    await bot.begin()
    room = Room(ROOM, members={bot.id: "Liaison"}, encrypted=encrypted, open=opened)
    for tlp in (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.STRICT):
        if tlp.within(most):
            assert await sender(bot, room).send(post(tlp))
            continue
        before = len(bot.server.asked)
        with pytest.raises(Withheld):
            await sender(bot, room).send(post(tlp))
        assert len(bot.server.asked) == before
    assert await sender(bot, room).send(post(None))


async def test_where_it_was_encrypted_once_nothing_leaves_in_the_clear(bot: Device) -> None:
    await bot.begin()
    bot.crypto.mark_encrypted(ROOM)
    room = Room(ROOM, members={bot.id: "Liaison"})
    file = Attachment("chart.txt", WORDS.encode())
    await sender(bot, room).send(post(Tlp.GREEN, file))
    (uploaded,) = bot.door.uploaded
    assert WORDS.encode() not in uploaded
    assert WORDS not in str(bot.server.asked)
    kinds = {name.split("/")[-2] for name, _ in bot.server.asked if name.startswith("rooms/")}
    assert kinds == {"m.room.encrypted"}


async def test_a_server_cannot_take_back_that_a_room_is_encrypted(bot: Device) -> None:
    await bot.begin()
    bot.crypto.mark_encrypted(ROOM)
    bot.restart()
    listener = Listener(bot.id, ("liaison",), bot.door, bot.crypto, SystemClock().now)
    await listener.take({"rooms": {"join": {ROOM: {"state": {"events": []}}}}}, "")
    assert listener.rooms[ROOM].encrypted
