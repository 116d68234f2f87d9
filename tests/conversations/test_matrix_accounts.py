"""People with accounts on Matrix: added, named, mentioned, and joined with what they have elsewhere."""

import asyncio
import re

from directly import Direct, said

from bot.model.delivery import Heard
from bot.services.sending import Post
from bot.store import inbox
from bot.text import matrix

CODE = re.compile(r"[!/]link ([A-Z0-9]{8})")


async def introduced(direct: Direct) -> None:
    """Nothing; the bot knows its own names on both networks."""
    for name, value in (("telegram:username", "LakesBot"), ("matrix:user", "@liaison:ke.example")):
        await asyncio.wrap_future(
            direct.liaison.write(lambda work, n=name, v=value: inbox.remember(work, n, v))  # type: ignore[misc]
        )


def mentions(posts: list[Post]) -> list[tuple[str, ...]]:
    return [matrix.render(doc, say, post.buttons).mentions for post in posts for say, doc in post.parts]


async def test_a_coordinator_adds_an_account_by_its_name(direct: Direct) -> None:
    told = await direct.hears("/me", by="wanjiru")
    assert "I do not know the account @wanjiru:ke.example yet." in told
    account = told.splitlines()[-1].rpartition(" ")[2]
    assert account == "account:matrix:@wanjiru:ke.example"
    added = await direct.hears(f"!taskforce add @wanjiru org:KE-CUS {account}")
    assert "@wanjiru" in added
    assert "matrix:@wanjiru:ke.example" in await direct.hears("/me", by="wanjiru", room="dm")


async def test_a_telegram_account_is_added_from_matrix_and_the_other_way_round(direct: Direct) -> None:
    await direct.hears("!taskforce add @wanjiru org:KE-CUS account:telegram:123")
    assert "telegram:123" in await direct.hears("/me", by="123", room="dm", network="telegram")
    await direct.hears("/taskforce add @you2 org:SEC account:matrix:@you2:ke.example role:coordinator")
    await direct.hears("/taskforce bind LAKES", room="group", by="you2", network="matrix")
    assert "matrix:@you2:ke.example" in await direct.hears("/me", by="you2", room="dm")


async def test_an_account_is_written_down_for_one_person_only(direct: Direct) -> None:
    said = await direct.hears("!taskforce add @double org:KE-CUS account:matrix:@amina:ke.example")
    assert "matrix:@amina:ke.example" in said
    assert "@amina" in await direct.hears("/me", by="amina", room="dm")


async def test_from_matrix_a_telegram_account_is_joined(direct: Direct) -> None:
    await introduced(direct)
    offered = await direct.hears("!link", room="dm")
    code = CODE.search(offered)
    assert code is not None
    assert f"https://t.me/LakesBot?start={code[1]}" in offered
    assert "(@you)" in await direct.hears(f"/start {code[1]}", by="123", room="dm", network="telegram")
    shown = await direct.hears("/me", by="123", room="dm", network="telegram")
    assert "matrix:@you:ke.example and telegram:123" in shown


async def test_from_telegram_a_matrix_account_is_joined(direct: Direct) -> None:
    await introduced(direct)
    await direct.hears("!taskforce add @wanjiru org:KE-CUS account:telegram:123")
    offered = await direct.hears("/link", by="123", room="dm", network="telegram")
    code = CODE.search(offered)
    assert code is not None
    line = f"!link {code[1]}"
    assert f"On Matrix, in a direct message to @liaison:ke.example: {line}" in offered
    assert "(@wanjiru)" in await direct.hears(line, by="wanjiru", room="dm")
    shown = await direct.hears("!me", by="wanjiru", room="dm")
    assert "telegram:123 and matrix:@wanjiru:ke.example" in shown


async def test_where_there_is_one_network_only_that_is_named(direct: Direct) -> None:
    offered = await direct.hears("/link", room="dm")
    assert "Telegram" not in offered
    assert "Matrix" not in offered


async def test_whom_something_is_given_to_is_told_where_they_read(direct: Direct) -> None:
    await direct.hears("Good morning", by="amina")
    (post,) = await direct.told(Heard.LINE, "!incident assign 10 lead @amina")
    assert "is led by Amina." in said([post])
    assert mentions([post]) == [("@amina:ke.example",)]
    await direct.hears("Good morning", by="omar", room="members")
    (post,) = await direct.told(Heard.LINE, "!incident assign 10 lead @omar")
    assert "is led by Omar." in said([post])
    assert mentions([post]) == [()], "who does not read the room is not named by their account there"


async def test_a_question_calls_whom_it_asks(direct: Direct) -> None:
    question = await direct.told(Heard.LINE, "!incident new", by="amina")
    assert mentions(question) == [("@amina:ke.example",)]
    assert "@amina" not in said(question)
    assert mentions(await direct.told(Heard.LINE, "!incident new", by="amina", room="dm")) == [()]
    assert mentions(await direct.told(Heard.LINE, "!incident list", by="amina")) == [()]
