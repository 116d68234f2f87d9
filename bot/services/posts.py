"""Putting something to be said into the outbox, in the transaction that caused it."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.model.delivery import Outbox
from bot.model.rooms import Room
from bot.services.acting import Acting
from bot.store import directory
from bot.text.say import packed
from bot.views.base import View
from bot.views.kinds import encode

PRESSABLE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How something is said: to whom, in answer to what, in place of what, and who may press its buttons."""

    key: str
    to_id: int | None = None
    reply_to: str = ""
    edit_of: str = ""
    press_by: int | None = None
    private: bool = False
    urgent: bool = True


def post(acting: Acting, room: Room, view: View, manner: Manner) -> int:
    """The key of the outbox row; the same thing said twice is said once."""
    acts = [[packed(act.label), act.line, act.literal] for act in view.acts]
    languages, zone = _speech(acting, room, manner)
    row = {
        "room_id": room.id,
        "key": manner.key,
        "kind": type(view).__name__,
        "facts": encode(replace(view, acts=()) if acts else view),
        "languages": languages,
        "zone": zone,
        "to_id": manner.to_id,
        "reply_to": manner.reply_to,
        "edit_of": manner.edit_of,
        "tlp": view.tlp,
        "record": view.record,
        "record_version": view.version,
        "acts": json.dumps(acts, ensure_ascii=False) if acts else "",
        "token": secrets.token_urlsafe(12) if acts else None,
        "press_by": manner.press_by,
        "press_until": acting.now + PRESSABLE if acts else None,
        "private": manner.private,
        "urgent": manner.urgent,
        "created_at": acting.now,
    }
    acting.work.touched.add(room.id or 0)
    return acting.work.insert(Outbox, row, once=True)


def _speech(acting: Acting, room: Room, manner: Manner) -> tuple[list[str], str]:
    if room.id == acting.room.id and (acting.person_or_none is not None or manner.to_id is None):
        return list(acting.languages), str(acting.zone)
    person = directory.person_by_id(acting.work, manner.to_id) if manner.to_id else None
    bound = acting.taskforce_or_none
    languages = room.languages or ([person.language] if person and person.language else None)
    zone = room.zone or (person.zone if person else None) or (bound.zone if bound else None)
    default = bound.languages[:1] if bound else []
    return languages or default or [acting.fallback_language], zone or str(acting.fallback_zone)
