"""A line marked above its room is not said there again, whatever was wrong with it (DOMAIN.md, T3)."""

import pytest
from world import World


@pytest.mark.parametrize(
    "line",
    [
        "/incidnt new tlp:amber sev2 Canary adrift",
        "/incident new tlp:amber sev9 Canary adrift",
        "/incident new sev2 country:Narnia TLP:AMBER+STRICT Canary adrift",
        "/incident new sev2 tlp:green tlp:amber at:25:99 Canary adrift",
    ],
)
async def test_a_line_marked_above_the_room_is_not_quoted(line: str, demo: World) -> None:
    said = await demo.hears(line, room="members")
    assert said
    assert "Canary" not in said
    assert "Canary" not in "".join(demo.buttons())
    assert "Canary" not in await demo.drives(f":edit {line} again")


async def test_a_line_the_room_may_read_is_quoted_back(demo: World) -> None:
    said = await demo.hears("/incidnt new tlp:green sev2 Canary adrift", room="members")
    assert "/incident new tlp:green sev2 Canary adrift" in said
