"""The audit log's hash chain: adding to it, and finding what was altered, removed or cut off."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update

from bot.model.audit import GENESIS, AuditEvent, ChainHead, salted
from bot.model.base import table
from bot.store.work import Query, Work

_chain = table(ChainHead)
_log = table(AuditEvent)
_LENGTHEN = Query(
    update(_chain)
    .where(_chain.c.id == 1)
    .values(count=_chain.c.count + 1)
    .returning(_chain.c.count, _chain.c.hash)
)
_SET_HEAD = Query(update(_chain).where(_chain.c.id == 1).values(hash=bindparam("head")))
_HEAD = Query(select(_chain.c.count, _chain.c.hash))
_PAGE = Query(select(_log).where(_log.c.seq > bindparam("after")).order_by(_log.c.seq).limit(1000))


@dataclass(frozen=True, slots=True)
class Deed:
    """What is written into the log: who did what to which record, where; `content` is only digested."""

    at: datetime
    action: str
    content: str
    actor_id: int | None = None
    room_id: int | None = None
    taskforce_id: int | None = None
    record: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the chain found; `broken_at` is the first event that is wrong, with why."""

    count: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing was altered, removed or cut off."""
        return self.broken_at is None


def append(work: Work, deed: Deed) -> int:
    """The number of a new event at the end of the chain; taken late, it makes writers wait in line."""
    found = work.row(_LENGTHEN)
    seq, prev = (int(found[0]), str(found[1])) if found else (1, GENESIS)
    salt = secrets.token_hex(8)
    values = {
        "seq": seq,
        "at": deed.at,
        "actor_id": deed.actor_id,
        "room_id": deed.room_id,
        "taskforce_id": deed.taskforce_id,
        "action": deed.action,
        "record": deed.record,
        "event": deed.event,
        "digest": salted(salt, deed.content),
    }
    hashed = hash_of(prev, values)
    work.insert(AuditEvent, {**values, "salt": salt, "prev": prev, "hash": hashed})
    work.run(_SET_HEAD, head=hashed)
    return seq


_HASHED = ("seq", "at", "actor_id", "room_id", "taskforce_id", "action", "record", "event", "digest")


def hash_of(prev: str, values: dict[str, object]) -> str:
    """SHA-256 (hex) over the hash before and the event's own columns, each with its length."""
    parts = [prev]
    for name in _HASHED:
        text = _told(values[name])
        parts.append(f"{len(text)}:{text}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _told(value: object) -> str:
    """A column's value as it is hashed; an instant is the same in every zone."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return "" if value is None else str(value)


def verify(work: Work, anchor: tuple[int, str] | None = None) -> Verdict:
    """Whether the chain is whole, also against an `anchor` (count, start of the hash) kept elsewhere."""
    seq, prev = 0, GENESIS
    for event in _events(work):
        why = _fault(event, seq + 1, prev)
        if why:
            return Verdict(seq, prev, seq + 1, why)
        seq, prev = event.seq, event.hash
        if anchor and anchor[0] == seq and not prev.startswith(anchor[1]):
            return Verdict(seq, prev, seq, "differs from the anchor")
    return _ending(work, seq, prev, anchor)


def _events(work: Work) -> Iterator[AuditEvent]:
    after = 0
    while page := work.all(AuditEvent, _PAGE, after=after):
        yield from page
        after = page[-1].seq


def _fault(event: AuditEvent, seq: int, prev: str) -> str:
    if event.seq != seq:
        return "removed"
    if event.prev != prev:
        return "not linked to the one before"
    return "" if hash_of(prev, event.__dict__) == event.hash else "altered"


def _ending(work: Work, seq: int, prev: str, anchor: tuple[int, str] | None) -> Verdict:
    found = work.row(_HEAD)
    count, head = (int(found[0]), str(found[1])) if found else (0, GENESIS)
    expected = max(count, anchor[0] if anchor else 0)
    if seq < expected:
        return Verdict(seq, prev, seq + 1, f"cut off: {expected} events were written")
    if head != prev:
        return Verdict(seq, prev, seq or 1, "the head of the chain was altered")
    return Verdict(seq, prev)
