"""Telling the people who watch a record that something happened to it."""

from bot.model.incidents import Incident
from bot.services.access import may_know
from bot.services.acting import Acting
from bot.services.cards import about
from bot.services.posts import Manner, post
from bot.store import directory
from bot.store import incidents as kept
from bot.text.say import N_
from bot.views.base import Act
from bot.views.incidents import IncidentNews


def tell(acting: Acting, incident: Incident, act: str) -> None:
    """Nothing; everybody who watches, may still know and can be reached alone hears of it, but who did it."""
    network = acting.room.network
    for person_id in kept.watchers(acting.work, incident.id or 0):
        part = directory.part(acting.work, person_id, incident.taskforce_id)
        room = directory.direct_room(acting.work, person_id, network)
        if person_id == acting.person.id or room is None or not may_know(part, incident):
            continue
        view = IncidentNews(
            ref=incident.ref,
            label=incident.tlp,
            act=act,
            acts=(Act(N_("Read"), f"/incident {incident.ref}"),),
            record=about(incident)["record"],
            version=incident.version,
        )
        key = f"{acting.event}:news:{incident.id}:{incident.version}:{person_id}"
        post(acting, room, view, Manner(key=key, to_id=person_id, press_by=person_id, urgent=False))
