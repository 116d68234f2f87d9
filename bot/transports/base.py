"""What every network hands in: things heard, in the shape of inbox rows."""

from datetime import datetime
from typing import Any

from bot.model.delivery import Heard


def heard(
    *,
    network: str,
    event: str,
    kind: Heard,
    room: str,
    sender: str,
    text: str,
    sent_at: datetime,
    heard_at: datetime,
    sender_name: str = "",
    direct: bool = False,
    about: str = "",
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """An inbox row; what no text may hold (NUL, lone surrogates) is left out."""
    return {
        "network": network,
        "event": event,
        "kind": kind,
        "room": room,
        "direct": direct,
        "sender": sender,
        "sender_name": sender_name or sender,
        "text": storable(text),
        "about": about,
        "extra": extra or {},
        "sent_at": sent_at,
        "heard_at": heard_at,
    }


def storable(text: str) -> str:
    """The text as every database can keep it: without NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
