"""Where a network has no buttons, a keycap put on a message presses one."""

import pytest
from directly import Direct, said

from bot.model.delivery import Heard
from bot.services.sending import Post

PRESS = Heard.REACTION


async def shown(net: Direct, line: str, **more: str) -> Post:
    (post,) = await net.told(Heard.LINE, line, **more)
    return post


async def puts(net: Direct, keycap: str, on: Post | str, **more: str) -> list[Post]:
    about = on if isinstance(on, str) else on.edit_of or f"${on.key}"
    return await net.told(PRESS, keycap, about=about, **more)


@pytest.mark.parametrize("keycap", ["2️⃣", "2⃣", "2⃣️"])
async def test_a_keycap_presses_the_button_with_its_number(direct: Direct, keycap: str) -> None:
    card = await shown(direct, "/incident 10")
    lines = [button.line for button in card.buttons]
    assert f"2️⃣ {card.buttons[1].label} — !{lines[1][1:]}" in said([card])
    (pressed,) = await puts(direct, keycap, card)
    assert said([pressed]) == await direct.hears(lines[1])


async def test_an_answer_takes_the_place_of_the_message_and_is_pressed_itself(direct: Direct) -> None:
    overview = await shown(direct, "/help")
    (family,) = await puts(direct, "1️⃣", overview)
    assert family.edit_of == f"${overview.key}"
    assert family.buttons != overview.buttons
    assert family.buttons[2].line == "/incident list"
    (listed,) = await puts(direct, "3️⃣", family)
    assert listed.edit_of == f"${overview.key}"
    (card,) = await puts(direct, "1️⃣", listed)
    assert said([card]).splitlines()[0] == said([await shown(direct, listed.buttons[0].line)]).splitlines()[0]
    assert listed.buttons[0].line not in {button.line for button in overview.buttons + family.buttons}


async def test_what_is_typed_in_reply_takes_the_place_of_nothing(direct: Direct) -> None:
    overview = await shown(direct, "/help")
    assert (await shown(direct, "/help", about=f"${overview.key}")).edit_of == ""


async def test_a_choice_of_a_question_is_answered(direct: Direct) -> None:
    asked = await shown(direct, "/incident new")
    severity = await shown(direct, "Truck stopped", about=f"${asked.key}")
    assert "1️⃣" in said([severity])
    assert [button.line for button in severity.buttons][-1] == "/cancel"
    (after,) = await puts(direct, "3️⃣", severity)
    assert said([after]) != said([severity])
    assert after.asks
    (stale,) = await puts(direct, "3️⃣", severity)
    assert said([stale]) == said(await direct.told(PRESS, "3️⃣", about=f"${severity.key}"))
    assert not stale.asks


async def test_other_people_and_other_things_are_met_with_silence(direct: Direct) -> None:
    question = await shown(direct, "/incident new")
    card = await shown(direct, "/incident 10", by="amina")
    assert await puts(direct, "1️⃣", question, by="amina") == []
    assert await puts(direct, "9️⃣", card) == []
    assert await puts(direct, "1️⃣", "$in1") == []
    assert await puts(direct, "1️⃣", card, room="members") == []
    assert await puts(direct, "👍", card) == []
    assert await puts(direct, "0️⃣", card) == []
    assert await puts(direct, "1", card) == []
    await direct.hears("good morning", by="stranger")
    assert await puts(direct, "1️⃣", card, by="stranger") == []
    assert await puts(direct, "1️⃣", card, by="you") != []


async def test_what_was_taken_back_has_no_buttons(direct: Direct) -> None:
    logged = await shown(direct, "/incident new sev2 tlp:green Canary adrift", room="members")
    raised = await direct.told(Heard.LINE, "/incident tlp 11 amber")
    (taken,) = [post for post in raised if post.withdraws]
    assert (taken.edit_of, [post.withdraws for post in raised].count(True)) == (f"${logged.key}", 1)
    assert logged.buttons
    assert await puts(direct, "1️⃣", logged, room="members") == []


async def test_a_week_later_a_keycap_presses_nothing(direct: Direct) -> None:
    card = await shown(direct, "/incident 10")
    direct.waits(24 * 8)
    (stale,) = await puts(direct, "1️⃣", card)
    assert said([stale]) == said(await direct.told(Heard.PRESS, card.buttons[0].data, about=f"${card.key}"))


async def test_a_pin_still_files_what_somebody_wrote(direct: Direct) -> None:
    await direct.hears("Three boats without flags")
    assert "Which one?" in said(await puts(direct, "📌", "$in1"))
