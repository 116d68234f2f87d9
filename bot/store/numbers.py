"""Gap-free numbers for the records of a task force."""

from sqlalchemy import bindparam, update

from bot.model.base import table
from bot.model.delivery import Counter
from bot.store.work import Query, Work

_counter = table(Counter)
_NEXT = Query(
    update(_counter)
    .where(_counter.c.taskforce_id == bindparam("taskforce"), _counter.c.prefix == bindparam("kind"))
    .values(last=_counter.c.last + 1)
    .returning(_counter.c.last)
)


def take(work: Work, taskforce_id: int, prefix: str) -> int:
    """The next number of a kind of record; given back when the work is undone."""
    found = work.row(_NEXT, taskforce=taskforce_id, kind=prefix)
    if found is None:
        work.insert(Counter, {"taskforce_id": taskforce_id, "prefix": prefix}, once=True)
        found = work.row(_NEXT, taskforce=taskforce_id, kind=prefix)
    return int(found[0]) if found else 0
