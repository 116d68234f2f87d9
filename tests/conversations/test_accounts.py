"""One person, several accounts: a code of one is brought by the other."""

import re

from world import World

CODE = re.compile(r"/link ([A-Z0-9]{8})")


async def code(demo: World, by: str = "jean") -> str:
    found = CODE.search(await demo.hears("/link", by=by, room="dm"))
    assert found is not None
    return found[1]


async def test_another_account_is_the_same_person(demo: World) -> None:
    given = await code(demo)
    joined = await demo.hears(f"/link {given.lower()}", by="jean-at-home", room="dm")
    assert "Ce compte est désormais l’un de ceux de Jean (@jean)." in joined
    shown = await demo.hears("/me", by="jean-at-home", room="dm")
    assert "console:jean et console:jean-at-home" in shown


async def test_the_link_of_a_network_brings_the_code_with_start(demo: World) -> None:
    joined = await demo.hears(f"/start {await code(demo)}", by="jean-at-home", room="dm")
    assert "(@jean)" in joined


async def test_a_code_opens_once_and_not_for_long(demo: World) -> None:
    given = await code(demo)
    await demo.hears(f"/link {given}", by="jean-at-home", room="dm")
    assert "not valid" in await demo.hears(f"/link {given}", by="somebody", room="dm")
    given = await code(demo)
    await demo.drives(":wait 16m")
    assert "not valid" in await demo.hears(f"/link {given}", by="somebody", room="dm")
    assert "not valid" in await demo.hears("/link AAAA2222", by="somebody", room="dm")


async def test_a_newer_code_ends_the_older(demo: World) -> None:
    old, new = await code(demo), await code(demo)
    assert "not valid" in await demo.hears(f"/link {old}", by="jean-at-home", room="dm")
    assert "(@jean)" in await demo.hears(f"/link {new}", by="jean-at-home", room="dm")


async def test_nobody_takes_an_account_that_is_somebodys(demo: World) -> None:
    assert "console:omar" in await demo.hears(f"/link {await code(demo)}", by="omar", room="dm")
    assert "@omar" in await demo.hears("/me", by="omar", room="dm")


async def test_codes_are_for_direct_messages(demo: World) -> None:
    assert "message privé" in await demo.hears("/link", by="jean")
    given = await code(demo)
    assert "direct message" in await demo.hears(f"/link {given}", by="you")


async def test_in_a_group_nobody_reads_where_else_somebody_takes_part(demo: World) -> None:
    shown = await demo.hears("/me", by="amina")
    assert "@amina" in shown
    assert "LAKES" not in shown
    assert "console:amina" not in shown


async def test_who_can_be_reached_alone_is_answered_alone(demo: World) -> None:
    assert "console:jean" in await demo.hears("/me", by="jean", room="dm")
    said = await demo.shown("jean@console> /me")
    assert [one.room for one in said if "console:jean" in one.text] == ["dm:jean"]
    assert ["message privé" in one.text for one in said if one.room == "console"] == [True]
