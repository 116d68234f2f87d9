"""What is to be said: rows with a state, said in order, room by room."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.model.base import table
from bot.model.delivery import Outbox, OutboxState, Posted
from bot.model.rooms import Room
from bot.store.work import Query, Work

AT_ONCE = 50
_outbox = table(Outbox)
_posted = table(Posted)
_room = table(Room)
_NEXT = Query(
    select(_outbox)
    .where(_outbox.c.state == OutboxState.WAITING, _outbox.c.room_id == bindparam("room"))
    .order_by(_outbox.c.id)
    .limit(AT_ONCE)
)
_LANES = Query(select(_outbox.c.room_id).where(_outbox.c.state == OutboxState.WAITING).distinct())
_SET = Query(
    update(_outbox)
    .where(_outbox.c.id == bindparam("key"))
    .values(
        state=bindparam("now", type_=_outbox.c.state.type),
        sent_at=bindparam("at", type_=_outbox.c.sent_at.type),
    )
)
_TRY = Query(
    update(_outbox)
    .where(_outbox.c.id == bindparam("key"))
    .values(
        attempts=_outbox.c.attempts + bindparam("more"),
        sent_at=bindparam("at", type_=_outbox.c.sent_at.type),
    )
)
_RECENT = Query(
    select(_room.c.address, _outbox.c.sent_at)
    .join_from(_outbox, _room)
    .where(
        _room.c.network == bindparam("network"),
        _outbox.c.sent_at > bindparam("since", type_=_outbox.c.sent_at.type),
    )
    .order_by(_outbox.c.sent_at)
)
_PRESSED = Query(select(_outbox).where(_outbox.c.token == bindparam("token")))
_SHOWS = Query(
    select(_outbox)
    .join_from(_outbox, _posted)
    .where(
        _posted.c.room_id == bindparam("room"),
        _posted.c.message == bindparam("message"),
        _posted.c.withdrawn_at.is_(None),
    )
)
_REPLACED = Query(
    update(_posted)
    .where(_posted.c.room_id == bindparam("room"), _posted.c.message == bindparam("old"))
    .values(
        outbox_id=bindparam("by"),
        record=bindparam("about"),
        record_version=bindparam("version"),
        tlp=bindparam("label", type_=_posted.c.tlp.type),
        at=bindparam("since", type_=_posted.c.at.type),
    )
)
_STANDING = Query(
    select(_posted)
    .where(_posted.c.record == bindparam("record"), _posted.c.withdrawn_at.is_(None))
    .order_by(_posted.c.id)
)
_WITHDRAW = Query(
    update(_posted)
    .where(_posted.c.id == bindparam("key"))
    .values(withdrawn_at=bindparam("at", type_=_posted.c.at.type))
)
_SHOWN = Query(
    select(_posted).where(_posted.c.room_id == bindparam("room"), _posted.c.message == bindparam("message"))
)


def waiting(work: Work, room_id: int) -> list[Outbox]:
    """The next things to say in a room, oldest first."""
    return work.all(Outbox, _NEXT, room=room_id)


def lanes(work: Work) -> list[int]:
    """The rooms in which something waits to be said."""
    return [int(room) for (room,) in work.rows(_LANES)]


def settle(work: Work, row: Outbox, state: OutboxState, at: datetime, messages: tuple[str, ...] = ()) -> None:
    """The row's new state; `messages` are the network's ids of what was shown."""
    work.run(_SET, key=row.id, now=state, at=at)
    if row.edit_of in messages:
        _replace(work, row, at)
    for message in messages:
        shown = {
            "outbox_id": row.id,
            "room_id": row.room_id,
            "message": message,
            "record": row.record,
            "record_version": row.record_version,
            "tlp": row.tlp,
            "at": at,
        }
        work.insert(Posted, shown, once=True)


def _replace(work: Work, row: Outbox, at: datetime) -> None:
    """Nothing; where the row took the place of a message, that message is about what the row says."""
    work.run(
        _REPLACED,
        room=row.room_id,
        old=row.edit_of,
        by=row.id,
        about=row.record,
        version=row.record_version,
        label=row.tlp,
        since=at,
    )


def attempt(work: Work, row: Outbox, at: datetime) -> None:
    """The row is about to be shown: should the answer be lost, it may have been."""
    work.run(_TRY, key=row.id, more=1, at=at)


def spare(work: Work, row: Outbox) -> None:
    """The row was certainly not shown after all."""
    work.run(_TRY, key=row.id, more=-1, at=None)


def recent(work: Work, network: str, since: datetime) -> list[tuple[str, datetime]]:
    """Where and when something was shown on a network lately, oldest first; attempts count."""
    return [(str(address), at) for address, at in work.rows(_RECENT, network=network, since=since)]


def standing(work: Work, record: str) -> list[Posted]:
    """What was shown of a record and not taken back, oldest first."""
    return work.all(Posted, _STANDING, record=record)


def withdraw(work: Work, shown: Posted, at: datetime) -> None:
    """Nothing; the message is noted as taken back."""
    work.run(_WITHDRAW, key=shown.id, at=at)


def pressed(work: Work, token: str) -> Outbox | None:
    """The post a button belongs to, or None."""
    return work.one(Outbox, _PRESSED, token=token)


def shown(work: Work, room_id: int, message: str) -> Posted | None:
    """What the bot showed in a room under a network's message id, or None."""
    return work.one(Posted, _SHOWN, room=room_id, message=message)


def showing(work: Work, room_id: int, message: str) -> Outbox | None:
    """The post that a message of the bot shows now, or None; what was taken back shows none."""
    return work.one(Outbox, _SHOWS, room=room_id, message=message)
