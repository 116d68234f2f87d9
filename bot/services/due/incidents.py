"""Incidents under monitoring: their reviews."""

from bot.model.incidents import Incident, Status
from bot.services.due.telling import Moment, Telling, clockwork
from bot.services.posts import Manner, post
from bot.services.records import about
from bot.store import directory, records, schedule
from bot.text.say import N_
from bot.views.base import Act
from bot.views.incidents import IncidentReviewDue


def review(moment: Moment) -> list[Telling]:
    """Nothing for the common message; a review that is still to be made is asked for in its own."""
    work, row = moment.work, moment.row
    incident, room = records.by_key(work, row.record), directory.room(work, int(row.payload["room"]))
    wanted = isinstance(incident, Incident) and incident.status is Status.MONITORING
    if not isinstance(incident, Incident) or room is None or not wanted or incident.review_at != row.due_at:
        schedule.end(work, row.key, moment.now, "no longer")
        return []
    view = IncidentReviewDue(
        ref=incident.ref,
        label=incident.tlp,
        due_at=row.due_at,
        acts=(
            Act(N_("Read"), f"/incident {incident.ref}"),
            Act(N_("Monitor"), f"/incident monitor {incident.ref}"),
            Act(N_("Close"), f"/incident close {incident.ref}"),
        ),
        **about(incident),
    )
    acting = clockwork(work, room, moment.now, row.key, moment.defaults)
    post(acting, room, view, Manner(key=row.key, to_id=row.payload.get("person"), urgent=False))
    schedule.end(work, row.key, moment.now, "said")
    return []
