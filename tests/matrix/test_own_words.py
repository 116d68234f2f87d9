"""What the bot says itself it is not told, but where it comes in it knows what was said before."""

import json
from pathlib import Path

import pytest
from matrix_net import Net
from matrix_world import bot_on, human, logged_in
from synapse import Synapse

from bot.time.clock import SystemClock

pytestmark = pytest.mark.server


async def test_the_bot_hears_what_others_say_since_it_came(
    synapse: Synapse, sqlite_url: str, tmp_path: Path
) -> None:
    account = synapse.newcomer("bot")
    await logged_in(synapse, account, tmp_path / "bot")
    async with human(synapse, "amina") as amina, Net(synapse) as net:
        who = (f"matrix:{amina.id}",)
        async with bot_on(net.url, sqlite_url, tmp_path / "bot", SystemClock(), administrators=who):
            for _ in range(2):
                room = await amina.opens()
                early = await amina.says(room, "!me")
                await amina.server.ask(
                    "POST", f"/_matrix/client/v3/rooms/{room}/invite", {"user_id": account.user_id}
                )
                await amina.hears(room, "Liaison")
                asked = await amina.says(room, "!me")
                said = await amina.hears(room, "You are")
                assert said["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == asked
        assert early not in json.dumps([one.json for one in net.of("send")])
        told = [one.answer for one in net.of("sync", 200)]
    rooms = [one for answer in told for one in answer.get("rooms", {}).get("join", {}).values()]
    mine = [
        event["type"]
        for one in rooms
        for event in one["timeline"]["events"]
        if event["sender"] == account.user_id
    ]
    assert mine == ["m.room.member", "m.room.member"]
