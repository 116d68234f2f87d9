"""Leases: who alone may do something now, such as read a network's updates."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, update

from bot.model.base import table
from bot.model.delivery import Lease
from bot.store.work import Query, Work

_lease = table(Lease)
_moment = _lease.c.until.type
_RENEW = Query(
    update(_lease)
    .where(
        _lease.c.name == bindparam("name"),
        or_(_lease.c.holder == bindparam("mine"), _lease.c.until < bindparam("now", type_=_moment)),
    )
    .values(holder=bindparam("mine"), until=bindparam("then", type_=_moment))
)


def take(work: Work, name: str, holder: str, now: datetime, lasting: timedelta) -> bool:
    """Whether `holder` has the lease from now on, for so long unless renewed."""
    work.insert(Lease, {"name": name, "holder": holder, "until": now + lasting}, once=True)
    return work.run(_RENEW, name=name, mine=holder, now=now, then=now + lasting) > 0
