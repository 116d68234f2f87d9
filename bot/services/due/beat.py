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
from bot.services.due.asking import Asking
from bot.services.due.telling import Defaults, Moment, Telling, tell
from bot.store import schedule
from bot.store.database import is_trouble
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
    rows, ask, planned = schedule.due(work, now), Asking(work), work.planned
    tellings = _done(work, [Moment(work, row, now, defaults, ask) for row in rows])
    tell(work, tellings, now, defaults)
    work.planned = planned  # whoever beats asks what comes next when all is done, and need not be told
    return len(rows)


def _done(work: Work, moments: list[Moment]) -> list[Telling]:
    """What all of it comes to; only where something breaks the bot is each done in a savepoint of its own."""
    try:
        with work.savepoint():
            return [one for moment in moments for one in _act(moment)]
    except Exception as error:
        if _passes(error):
            raise
        # Whose fault it is, is found out by doing each alone.
        return [one for moment in moments for one in _apart(moment)]


def _apart(moment: Moment) -> list[Telling]:
    """What one row comes to; one that breaks the bot is set aside, and the rest goes on."""
    try:
        with moment.work.savepoint():
            return _act(moment)
    except Exception as error:
        if _passes(error):
            raise
        reference = new_reference()
        log.exception("something due was set aside", schedule=moment.row.id, reference=reference)
        schedule.end(moment.work, moment.row.key, moment.now, f"trouble {reference}")
        return []


def _passes(error: Exception) -> bool:
    """Whether it is no fault of the row: somebody else was faster, or the database is in trouble."""
    return isinstance(error, Conflict) or is_trouble(error)


def _act(moment: Moment) -> list[Telling]:
    act = KINDS.get(moment.row.kind)
    if act is not None:
        return act(moment)
    schedule.end(moment.work, moment.row.key, moment.now, "unknown")
    return []
