"""The real process: the life of an incident in a group, a topic and a direct message, in three languages."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from telegram_net import Asked, Net, message, network, user
from telegram_process import prepared, process
from telegram_world import PEOPLE, ROOMS
from world import bare

pytestmark = pytest.mark.server
TOPIC = {"message_thread_id": 9, "is_topic_message": True}
Says = Callable[..., Awaitable[str]]


class Chat:
    """One person in one chat, waiting for each answer before they go on."""

    def __init__(self, net: Net, name: str, room: int, **more: Any) -> None:
        self.net, self.room, self.more = net, room, more
        self.person = user(PEOPLE[name], name)

    async def says(self, line: str, **more: Any) -> str:
        """The answer to a line."""
        told = message(self.net, self.room, self.person, line, **self.more, **more)
        return bare((await self._caused(message=told)).fields["text"])

    async def answers(self, line: str) -> str:
        """The answer to a reply to the bot's newest message here."""
        return await self.says(line, reply_to_message=self._newest().answer["result"] | {"date": 1})

    async def presses(self, label: str) -> str:
        """The answer to a press of a button of the bot's newest message here."""
        newest = self._newest()
        rows = newest.decoded("reply_markup")["inline_keyboard"]
        (data,) = [one["callback_data"] for row in rows for one in row if one["text"] == label]
        place = newest.answer["result"] | {"date": 1} | self.more
        query = {"id": str(self.net.number()), "from": self.person, "chat_instance": "1", "data": data}
        return bare((await self._caused(callback_query=query | {"message": place})).fields["text"])

    def _newest(self) -> Asked:
        return self.net.sent(self.room)[-1]

    async def _caused(self, **update: Any) -> Asked:
        before = len(self.net.sent(self.room))
        await self.net.update(**update)
        await self.net.until(lambda: len(self.net.sent(self.room)) > before)
        return self._newest()


async def typed(net: Net) -> None:
    """English, in a group, by typing."""
    chat = Chat(net, "you", ROOMS["console"])
    opened = await chat.says(
        "/incident new sev2 TRF.goods country:KE place:Moyale tlp:green src:B2 Truck stopped"
    )
    assert "is logged and open." in opened
    number = opened.split("INC-")[1].split(" ")[0]
    assert "entry #1 is logged" in await chat.says(f"/incident log {number} Second truck found")
    assert "severity 2 → 3" in await chat.says(f"/incident sev {number} 3 more trucks")
    assert f"INC-{number} is closed: resolved." in await chat.says(
        f"/incident close {number} outcome:resolved Road is open"
    )


async def pressed(net: Net) -> None:
    """French, in a direct message, by buttons."""
    chat = Chat(net, "jean", PEOPLE["jean"])
    assert "est enregistré" in await chat.says("/incident nouveau sev2 tlp:green Pirogue échouée")
    assert "Répondez ici" in await chat.presses("Ajouter à la chronologie")
    logged = await chat.says("Personne à bord")
    assert "l’entrée #1 est enregistrée." in logged
    assert "incident" in await chat.says("/incident liste miens")


async def asked(net: Net) -> None:
    """Arabic, in a topic, by questions; the answers of the bot stay in the topic."""
    chat = Chat(net, "omar", ROOMS["members"], **TOPIC)
    assert "ماذا حدث؟" in await chat.says("/حادث جديد")
    assert "ما درجة خطورته؟" in await chat.answers("قارب منجرف")
    assert "من أي نوع هو؟" in await chat.presses("منخفضة")
    assert "أين حدث؟" in await chat.presses("الأمن البحري والقرصنة")
    for _ in range(3):
        await chat.answers("-")
    assert "سُجّل" in await chat.presses("TLP:GREEN")
    sent = net.sent(ROOMS["members"])
    assert {str(one.fields.get("message_thread_id")) for one in sent} == {"9"}


async def test_three_people_three_languages_one_process(sqlite_url: str, tmp_path: Path) -> None:
    async with network() as net:
        config = prepared(tmp_path, sqlite_url, net)
        began = time.monotonic()
        async with process(config, tmp_path / "log"):
            await asyncio.gather(typed(net), pressed(net), asked(net))
        assert time.monotonic() - began < 60
    assert b"error" not in (tmp_path / "log").read_bytes()
