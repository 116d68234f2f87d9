"""From Matrix events to things heard: what counts as a line, who said it, where, about what.

What people say to each other is not handed in: only lines for the bot, and answers to what it said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from bot.commands.dispatch import PIN
from bot.commands.grammar import addressed
from bot.model.delivery import Heard
from bot.model.markings import Tlp
from bot.transports.base import heard, storable_whole
from bot.transports.matrix.rooms import Room

NETWORK = "matrix"
KEYCAP = re.compile("[1-9]\ufe0f?\u20e3")
_QUOTED = re.compile(r"(?:>[^\n]*\n)+\n")

Json = dict[str, Any]


class Target(Enum):
    """What must be known of the message that something is about before it is handed in."""

    NOTHING = "nothing"
    OURS = "it counts only if that message is the bot's"
    TEXT = "its text"


@dataclass(frozen=True, slots=True)
class Ears:
    """What is needed to hear in a room."""

    me: str
    names: tuple[str, ...]
    room: Room
    direct: bool
    cap: Tlp
    now: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """An inbox row, and what must be known before it is handed in."""

    row: Json
    target: Target = Target.NOTHING


def hear(event: Json, ears: Ears) -> Said | None:
    """What a decrypted event says to the bot, None when nothing; odd shapes raise whatever they raise."""
    event = storable_whole(event)
    if event["sender"] == ears.me or "state_key" in event:
        return None
    match event["type"]:
        case "m.room.message":
            return _message(event, ears)
        case "m.reaction":
            return _reaction(event, ears)
    return None


def _message(event: Json, ears: Ears) -> Said | None:
    content = event["content"]
    related = content.get("m.relates_to") or {}
    if related.get("rel_type") == "m.replace":
        return _edit(event, content["m.new_content"], str(related["event_id"]), ears)
    if content.get("msgtype") != "m.text":
        return None
    threaded = related.get("rel_type") == "m.thread"
    about = str((related.get("m.in_reply_to") or {}).get("event_id", ""))
    text = to_us(content, ears, replied=bool(about))
    for_us = ears.direct or addressed(text, direct=False, names=ears.names) is not None
    if not for_us and not about:
        return None
    fell_back = threaded and bool(related.get("is_falling_back"))
    row = _row(event, ears, Heard.LINE, text, "" if for_us and fell_back else about)
    if threaded:
        row["event"] = f"{row['event']}|{related['event_id']}"
    return Said(row, (Target.TEXT if row["about"] else Target.NOTHING) if for_us else Target.OURS)


def _edit(event: Json, content: Json, about: str, ears: Ears) -> Said | None:
    """An edit; that it was one is all that is needed where it is no command."""
    if content.get("msgtype") != "m.text":
        return None
    text = to_us(content, ears, replied=False)
    if not ears.direct and addressed(text, direct=False, names=ears.names) is None:
        return None
    return Said(_row(event, ears, Heard.EDIT, text, about))


def _reaction(event: Json, ears: Ears) -> Said | None:
    related = event["content"]["m.relates_to"]
    key, about = str(related["key"]), str(related["event_id"])
    if key.startswith(PIN):
        return Said(_row(event, ears, Heard.REACTION, PIN, about), Target.TEXT)
    if KEYCAP.fullmatch(key):
        return Said(_row(event, ears, Heard.REACTION, key, about), Target.OURS)
    return None


def to_us(content: Json, ears: Ears, *, replied: bool) -> str:
    """The text without a quotation of what it answers; what begins by mentioning the bot is a command."""
    text = str(content["body"])
    if replied:
        text = _QUOTED.sub("", text, count=1) if text.startswith(">") else text
    mentions = content.get("m.mentions") or {}
    if ears.me not in (mentions.get("user_ids") or []):
        return text
    mine = ears.room.members.get(ears.me, "")
    for name in (ears.me, mine, ears.me[1:].partition(":")[0], *ears.names):
        found = re.match(rf"\s*@?{re.escape(name)}(?!\w)[\s:,!/]*", text, re.IGNORECASE) if name else None
        if found is not None:
            return f"!{text[found.end() :] or 'help'}"
    return text


def _row(event: Json, ears: Ears, kind: Heard, text: str, about: str) -> Json:
    sender = event["sender"]
    name = ears.room.members.get(sender, sender)
    return heard(
        network=NETWORK,
        event=event["event_id"],
        kind=kind,
        room=ears.room.id,
        direct=ears.direct,
        sender=sender,
        sender_name=f"{name} ({NETWORK}:{sender})"[:200],
        text=text,
        about=about,
        sent_at=at(event),
        heard_at=ears.now,
        extra={"cap": ears.cap.value, "room_name": ears.room.name},
    )


def at(event: Mapping[str, Any]) -> datetime:
    """When the sender's server says that an event was sent."""
    return datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC)
