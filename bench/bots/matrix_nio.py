"""The simplest possible bot on matrix-nio: `matrix_nio.py URL KEYS FOLDER`; it has one answer to everything.

Where a folder is given it reads and writes encrypted there, for whoever has a device.
"""

import asyncio
import json
import logging
import sys
from pathlib import Path

from nio import AsyncClient, AsyncClientConfig, MatrixRoom, RoomMessageText

ANSWER = {"msgtype": "m.notice", "body": "pong"}

logging.getLogger("nio").setLevel(logging.CRITICAL + 1)


async def main(url: str, keys: str, folder: str = "") -> None:
    """Never returns; `keys` is what its login left, as JSON."""
    account = json.loads(keys)
    config = AsyncClientConfig(encryption_enabled=bool(folder), store_sync_tokens=bool(folder))
    client = AsyncClient(url, account["user_id"], store_path=folder, config=config)
    client.restore_login(account["user_id"], account["device_id"], account["access_token"])

    async def answered(room: MatrixRoom, event: RoomMessageText) -> None:
        if event.sender != client.user_id:
            await client.room_send(room.room_id, "m.room.message", ANSWER, ignore_unverified_devices=True)

    if folder and client.should_upload_keys:
        await client.keys_upload()
    if not client.loaded_sync_token:
        await client.sync(timeout=0, full_state=True)
    client.add_event_callback(answered, RoomMessageText)
    await client.sync_forever(timeout=30_000, full_state=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]).read_text(), *sys.argv[3:]))
