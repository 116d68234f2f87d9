"""What a room is: told by its network, said where it matters, and followed by what may be said in it."""

from typing import Any

import pytest
from directly import Direct, said
from looking import rows

from bot.model.delivery import Heard
from bot.model.markings import Tlp

COLUMNS = "kind, name, ceiling, cap"


async def becomes(direct: Direct, cap: Tlp | None, room: str = "console", **told: Any) -> str:
    extra = {**({"cap": cap.value} if cap else {}), **told}
    return said(await direct.told(Heard.STATE, room=room, extra=extra))


def kept(direct: Direct, address: str) -> tuple[Any, ...]:
    (found,) = rows(direct.url, f"SELECT {COLUMNS} FROM room WHERE address = '!{address}:ke.example'")  # noqa: S608 - a test's own
    return found


def audited(direct: Direct) -> int:
    ((count,),) = rows(direct.url, "SELECT count(*) FROM audit WHERE action = 'room state'")
    return int(count)


async def test_a_room_that_is_not_encrypted_goes_less_far_and_says_so(direct: Direct) -> None:
    before = await direct.hears("/incident 1")
    less = await becomes(direct, Tlp.GREEN, why="plain")
    assert less == (
        "From now on I go only up to TLP:GREEN here (before: TLP:AMBER+STRICT).\nThis room is not encrypted."
    )
    assert kept(direct, "console") == ("group", "console", Tlp.STRICT.value, Tlp.GREEN.value)
    assert "TLP:AMBER" in before
    assert before not in await direct.hears("/incident 1")
    assert await becomes(direct, Tlp.GREEN, why="plain") == ""
    assert audited(direct) == 1
    assert await becomes(direct, Tlp.STRICT) == (
        "I go up to TLP:AMBER+STRICT here again (before: TLP:GREEN)."
    )
    assert await direct.hears("/incident 1") == before
    assert audited(direct) == 2


@pytest.mark.parametrize(
    ("told", "lines"),
    [
        ({}, []),
        ({"why": "open"}, ["Anybody can join this room or read it without being let in."]),
        (
            {"why": "device", "accounts": ["@omar:ly.example", "@amina:ke.example"]},
            [
                "A device here is not verified by its owner: @omar:ly.example and @amina:ke.example",
                "They can verify it in the settings of their app, under sessions.",
            ],
        ),
    ],
)
async def test_it_says_why(direct: Direct, told: dict[str, Any], lines: list[str]) -> None:
    said = await becomes(direct, Tlp.CLEAR, **told)
    assert said.split("\n")[1:] == lines


async def test_nothing_is_said_where_nothing_changes_for_anybody(direct: Direct) -> None:
    assert await becomes(direct, Tlp.STRICT, room_name="The lake room") == ""
    assert kept(direct, "console")[1] == "The lake room"
    assert await becomes(direct, None, room_name="") == ""
    assert kept(direct, "console")[1] == "The lake room"
    assert await becomes(direct, Tlp.AMBER, room="members", why="device", accounts=["@a:x"]) == ""
    assert kept(direct, "members")[2:] == (Tlp.GREEN.value, Tlp.AMBER.value)


async def test_a_room_first_heard_of_is_written_down_in_silence(direct: Direct) -> None:
    assert await becomes(direct, Tlp.AMBER, room="new", room_name="Harbour", why="device") == ""
    assert kept(direct, "new") == ("group", "Harbour", Tlp.GREEN.value, Tlp.AMBER.value)
    assert await becomes(direct, Tlp.CLEAR, room="new", why="open") == ""
    assert rows(direct.url, "SELECT count(*) FROM occupant WHERE address = '@you:ke.example'") == [(0,)]


async def test_only_the_network_tells_what_a_room_is(direct: Direct) -> None:
    await direct.hears("/status", extra={"cap": Tlp.CLEAR.value, "why": "open"})
    assert kept(direct, "console")[3] == Tlp.STRICT.value


async def test_a_direct_message_goes_as_far_as_its_network_lets_it(direct: Direct) -> None:
    await becomes(direct, Tlp.STRICT, room="dm")
    assert kept(direct, "dm-you") == ("direct", "", Tlp.STRICT.value, Tlp.STRICT.value)
    await becomes(direct, Tlp.GREEN, room="dm", why="plain")
    assert kept(direct, "dm-you") == ("direct", "", Tlp.GREEN.value, Tlp.GREEN.value)
    await becomes(direct, Tlp.STRICT, room="dm")
    assert "TLP:GREEN" in await direct.hears("/taskforce ceiling green", room="dm")
    await becomes(direct, Tlp.AMBER, room="dm", why="device")
    assert kept(direct, "dm-you")[2:] == (Tlp.GREEN.value, Tlp.AMBER.value)


async def test_a_direct_message_others_come_into_is_a_group(direct: Direct) -> None:
    await becomes(direct, Tlp.STRICT, room="dm")
    await direct.hears("/taskforce bind LAKES", room="dm")
    room = "dm-you"
    assert await becomes(direct, Tlp.STRICT, room=room) == (
        "From now on I go only up to TLP:GREEN here (before: TLP:AMBER+STRICT)."
    )
    assert kept(direct, room) == ("group", "", Tlp.GREEN.value, Tlp.STRICT.value)
    assert await becomes(direct, Tlp.STRICT, room="dm") == ""
    assert kept(direct, room)[0] == "group", "what belongs to a task force stays a group"


async def test_an_unbound_group_of_two_is_a_direct_message(direct: Direct) -> None:
    await becomes(direct, Tlp.AMBER, room="dm-you")
    assert kept(direct, "dm-you")[::2] == ("group", Tlp.GREEN.value)
    await becomes(direct, Tlp.AMBER, room="dm")
    assert kept(direct, "dm-you") == ("direct", "", Tlp.AMBER.value, Tlp.AMBER.value)


async def test_who_could_not_be_read_is_told_in_their_language(direct: Direct) -> None:
    posts = await direct.told(Heard.UNREADABLE, about="$lost", sender_name="You")
    assert [post.reply_to for post in posts] == ["$lost"]
    assert said(posts) == (
        "You, I could not read what you wrote: your device did not send me its key.\n"
        "Please write it again. If that does not help, verify your session or sign in again."
    )
    (french,) = await direct.told(Heard.UNREADABLE, about="$lost", by="jean")
    assert [say.language for say, _ in french.parts] == ["fr"]
