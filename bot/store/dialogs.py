"""Questions that wait for an answer: one per person and room, kept over restarts."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.model.base import table
from bot.model.delivery import Dialog
from bot.store.work import Query, Work

_dialog = table(Dialog)
_GET = Query(
    select(_dialog).where(_dialog.c.room_id == bindparam("room"), _dialog.c.person_id == bindparam("person"))
)
_DROP = Query(
    delete(_dialog).where(_dialog.c.room_id == bindparam("room"), _dialog.c.person_id == bindparam("person"))
)


def waiting(work: Work, room_id: int, person_id: int, now: datetime) -> Dialog | None:
    """The question that waits for this person here, or None; an old one is forgotten."""
    found = work.one(Dialog, _GET, room=room_id, person=person_id)
    return found if found is not None and found.expires_at > now else None


def drop(work: Work, room_id: int, person_id: int) -> None:
    """Nothing; whatever question waited is forgotten."""
    work.run(_DROP, room=room_id, person=person_id)


def leave(work: Work, room_id: int, person_id: int) -> Dialog | None:
    """The question that waited, which is forgotten; None when there was none."""
    found = work.one(Dialog, _GET, room=room_id, person=person_id)
    if found is not None:
        drop(work, room_id, person_id)
    return found


def keep(work: Work, values: dict[str, Any]) -> None:
    """Nothing; the question waits, in place of any other of the same person here."""
    drop(work, values["room_id"], values["person_id"])
    work.insert(Dialog, values)
