"""Finding incidents and what they are linked to."""

from sqlalchemy import and_, bindparam, func, or_, select

from bot.model.base import table
from bot.model.incidents import Incident
from bot.model.links import Link
from bot.model.markings import Tlp
from bot.store.work import Query, Work

KIND = Incident.KIND

_incident, _link = table(Incident), table(Link)
_NUMBER = Query(
    select(_incident).where(
        _incident.c.taskforce_id == bindparam("taskforce"), _incident.c.number == bindparam("number")
    )
)
_ID = Query(select(_incident).where(_incident.c.id == bindparam("key")))
_LINKS = Query(
    select(_link).where(
        or_(
            and_(_link.c.from_kind == KIND, _link.c.from_id == bindparam("key")),
            and_(_link.c.to_kind == KIND, _link.c.to_id == bindparam("key")),
        )
    )
)
_DUPLICATES = Query(select(_incident).where(_incident.c.duplicate_of == bindparam("key")))
_COUNTS = Query(
    select(_incident.c.tlp, _incident.c.status, _incident.c.severity, func.count())
    .where(_incident.c.taskforce_id == bindparam("taskforce"), _incident.c.live)
    .group_by(_incident.c.tlp, _incident.c.status, _incident.c.severity)
)


def by_number(work: Work, taskforce_id: int, number: int) -> Incident | None:
    """The incident with a number in a task force, or None."""
    return work.one(Incident, _NUMBER, taskforce=taskforce_id, number=number)


def by_id(work: Work, key: int) -> Incident | None:
    """An incident by its key."""
    return work.one(Incident, _ID, key=key)


def links(work: Work, key: int) -> list[Link]:
    """Links from and to an incident."""
    return work.all(Link, _LINKS, key=key)


def duplicates(work: Work, key: int) -> list[Incident]:
    """The incidents merged into this one."""
    return work.all(Incident, _DUPLICATES, key=key)


def counts(work: Work, taskforce_id: int) -> list[tuple[Tlp, str, int, int]]:
    """Live incidents as (label, status, severity, how many); the caller leaves out what may not be known."""
    return [
        (Tlp(tlp), str(status), int(sev), int(n))
        for tlp, status, sev, n in work.rows(_COUNTS, taskforce=taskforce_id)
    ]
