"""One beat: everything that is due by now is planned on and said, in one transaction.

Rows are read in the order they came due. Each moves on, or is over, in the transaction that says it, so that
a beat that is cut off is as if it had not been, and a second one finds nothing.
"""

from collections.abc import Callable
from datetime import datetime

import structlog

from bot.logs import new_reference
from bot.services import planning
from bot.services.due import followups, incidents, reminders, zones
from bot.services.due.telling import Defaults, Moment, Telling, tell
from bot.store import schedule
from bot.store.work import Conflict, Work

log = structlog.get_logger()

KINDS: dict[str, Callable[[Moment], list[Telling]]] = {
    "incident.review": incidents.review,
    planning.REMIND: followups.remind,
    planning.CLIMB: followups.climb,
    planning.CLIMBED: followups.climbed,
    planning.REMINDER: reminders.remind,
    planning.SNOOZED: reminders.again,
    planning.MOON: reminders.ask_the_moon,
    zones.KIND: zones.recompute,
}


def due(work: Work, now: datetime, defaults: Defaults) -> int:
    """How many things were due; each is done and said in this transaction, and never again."""
    rows = schedule.due(work, now)
    tellings = [one for row in rows for one in _done(Moment(work, row, now, defaults))]
    tell(work, tellings, now, defaults)
    return len(rows)


def _done(moment: Moment) -> list[Telling]:
    """What one row comes to; one that breaks the bot is set aside, and the rest goes on."""
    act = KINDS.get(moment.row.kind)
    if act is None:
        schedule.end(moment.work, moment.row.key, moment.now, "unknown")
        return []
    try:
        with moment.work.savepoint():
            return act(moment)
    except Conflict:
        raise
    except Exception:
        reference = new_reference()
        log.exception("something due was set aside", schedule=moment.row.id, reference=reference)
        schedule.end(moment.work, moment.row.key, moment.now, f"trouble {reference}")
        return []
