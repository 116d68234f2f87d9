"""From an invitation to the first incident, in plain and in encrypted rooms."""

from pathlib import Path

import pytest
from matrix_net import Net
from matrix_world import bot_on, human, logged_in
from synapse import Synapse
from world import bare

from bot.time.clock import SystemClock

pytestmark = pytest.mark.server


@pytest.mark.parametrize("version", ["11", "12"])
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
async def test_a_new_room(
    synapse: Synapse, sqlite_url: str, tmp_path: Path, version: str, *, encrypted: bool
) -> None:
    account = synapse.newcomer("bot")
    await logged_in(synapse, account, tmp_path / "bot")
    async with human(synapse, "amina", tmp_path if encrypted else None) as amina, Net(synapse) as net:
        who = (f"matrix:{amina.id}",)
        async with bot_on(net.url, sqlite_url, tmp_path / "bot", SystemClock(), administrators=who):
            room = await amina.opens(account.user_id, version=version, encrypted=encrypted)
            readers = (account.user_id,) if encrypted else ()
            hello = await amina.hears(room, "Liaison")
            assert hello.get("was_encrypted", False) is encrypted
            assert hello["content"]["msgtype"] == "m.notice"
            for line, answer in (
                ("!taskforce new LAKES review:2028-06-30 Joint patrols", "is founded"),
                ("!taskforce activate LAKES", "is active"),
                ("!taskforce bind LAKES", "cleared up to TLP:GREEN"),
                ("!incident new sev2 tlp:green Boat adrift", "INC-1 is logged and open."),
            ):
                asked = await amina.says(room, line, readers=readers)
                said = await amina.hears(room)
                assert answer in bare(said["content"]["body"])
                assert said["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == asked
        kinds = {one.path.split("/")[-2] for one in net.of("send")} - {"m.reaction"}
        assert kinds == {"m.room.encrypted" if encrypted else "m.room.message"}
