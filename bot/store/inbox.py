"""What was heard: stored with the network's cursor, acted on once, in order."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.model.base import table
from bot.model.delivery import Cursor, Inbox, InboxState
from bot.store.work import Query, Work

_inbox = table(Inbox)
_cursor = table(Cursor)
_GET = Query(select(_inbox).where(_inbox.c.id == bindparam("key"), _inbox.c.state == InboxState.NEW))
_DONE = Query(
    update(_inbox)
    .where(_inbox.c.id == bindparam("key"), _inbox.c.state == InboxState.NEW)
    .values(state=bindparam("now", type_=_inbox.c.state.type), result=bindparam("said"))
)
_FORGET = Query(
    update(_inbox)
    .where(
        _inbox.c.network == bindparam("network"),
        _inbox.c.room == bindparam("place"),
        _inbox.c.sender == bindparam("by"),
        _inbox.c.heard_at >= bindparam("since", type_=_inbox.c.heard_at.type),
        _inbox.c.state != InboxState.SEALED,
    )
    .values(text="", extra={})
)
_WAITING = Query(
    select(_inbox.c.id, _inbox.c.room).where(_inbox.c.state == InboxState.NEW).order_by(_inbox.c.id)
)
_SEALED = Query(
    select(_inbox)
    .where(_inbox.c.state == InboxState.SEALED, _inbox.c.network == bindparam("name"))
    .order_by(_inbox.c.id)
)
_SEAL = Query(select(_inbox).where(_inbox.c.id == bindparam("key"), _inbox.c.state == InboxState.SEALED))
_READ = Query(select(_cursor.c.value).where(_cursor.c.network == bindparam("name")))
_MOVE = Query(update(_cursor).where(_cursor.c.network == bindparam("name")).values(value=bindparam("to")))
_FIND = Query(
    select(_inbox).where(_inbox.c.network == bindparam("network"), _inbox.c.event == bindparam("event"))
)


def store(work: Work, heard: Sequence[dict[str, Any]], cursor: tuple[str, str] | None = None) -> list[int]:
    """The keys of what was new among `heard` and is not sealed; the cursor moves in the same commit."""
    new = [(key, values) for values in heard if (key := work.insert(Inbox, values, once=True))]
    keys = [key for key, values in new if values.get("state") is not InboxState.SEALED]
    if cursor is not None:
        remember(work, *cursor)
    work.heard.extend(keys)
    return keys


def remember(work: Work, name: str, value: str) -> None:
    """Nothing; a network's word about itself is kept beside its cursor."""
    if work.run(_MOVE, name=name, to=value) == 0:
        work.insert(Cursor, {"network": name, "value": value})


def claim(work: Work, key: int) -> Inbox | None:
    """A heard line that nobody acted on yet, or None."""
    return work.one(Inbox, _GET, key=key)


def done(work: Work, key: int, result: str, state: InboxState = InboxState.DONE) -> None:
    """The line is acted on; a replay of it does nothing."""
    work.run(_DONE, key=key, now=state, said=result[:64])


def forget(work: Work, line: Inbox, since: datetime) -> None:
    """Nothing; no word is kept of what the sender of a line said in its room since then."""
    work.run(_FORGET, network=line.network, place=line.room, by=line.sender, since=since)


def waiting(work: Work) -> list[tuple[int, str]]:
    """Keys and rooms of what was heard and not yet acted on, oldest first."""
    return [(int(key), str(room)) for key, room in work.rows(_WAITING)]


def sealed(work: Work, network: str) -> list[Inbox]:
    """What was heard on a network and could not be decrypted yet, oldest first."""
    return work.all(Inbox, _SEALED, name=network)


def unseal(work: Work, key: int, values: Mapping[str, Any]) -> None:
    """Nothing; a sealed row has what it says now, and is acted on after the commit."""
    row = work.one(Inbox, _SEAL, key=key)
    if row is None:
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.state = InboxState.NEW
    work.save(row)
    work.heard.append(key)


def discard(work: Work, key: int) -> None:
    """Nothing; a sealed row is given up, and nothing is kept of what it held."""
    row = work.one(Inbox, _SEAL, key=key)
    if row is not None:
        row.state, row.result, row.text, row.extra = InboxState.DONE, "unread", "", {}
        work.save(row)


def cursor(work: Work, name: str) -> str | None:
    """How far a network was read, or None when it never was."""
    found = work.row(_READ, name=name)
    return str(found[0]) if found else None


def find(work: Work, network: str, event: str) -> Inbox | None:
    """What was heard under a network's event id, or None."""
    return work.one(Inbox, _FIND, network=network, event=event)
