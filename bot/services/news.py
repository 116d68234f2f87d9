"""Telling people that something happened to a record they care for."""

from collections.abc import Iterable

from bot.model.followups import FollowUp
from bot.model.records import Record
from bot.model.rooms import Room
from bot.services.access import may_know
from bot.services.acting import Acting
from bot.services.posts import Manner, post
from bot.services.reaching import readable
from bot.store import directory, records
from bot.text.say import N_
from bot.views.base import Act, View
from bot.views.followups import FollowUpNews
from bot.views.incidents import IncidentNews


def tell(acting: Acting, record: Record, act: str, also: Iterable[int] = ()) -> None:
    """Nothing; whoever watches (and `also`), may know and can be reached alone hears it, but who did it."""
    people = dict.fromkeys([*records.watchers(acting.work, record), *also])
    for person_id in people:
        part = directory.part(acting.work, person_id, record.taskforce_id)
        room = _alone(acting, person_id)
        if person_id == acting.person.id or room is None or not may_know(part, record):
            continue
        view = _view(acting, record, act, room)
        key = f"{acting.event}:news:{record.key}:{record.version}:{person_id}"
        post(acting, room, view, Manner(key=key, to_id=person_id, press_by=person_id, urgent=False))


def _view(acting: Acting, record: Record, act: str, room: Room) -> View:
    return _followup(acting, record, act, room) if isinstance(record, FollowUp) else _incident(record, act)


def _incident(record: Record, act: str) -> IncidentNews:
    return IncidentNews(
        ref=record.ref,
        label=record.tlp,
        act=act,
        acts=(Act(N_("Read"), f"/{record.KIND} {record.ref}"),),
        record=record.key,
        version=record.version,
    )


def _followup(acting: Acting, followup: FollowUp, act: str, room: Room) -> FollowUpNews:
    """What happened to a follow-up; in words where the room is cleared for them."""
    shown = readable(acting.work, room, followup.taskforce_id, followup.tlp)
    acts = [Act(N_("Read"), f"/followup {followup.ref}")]
    if act == "done":
        acts.insert(0, Act(N_("Verify"), f"/followup verify {followup.ref}"))
    return FollowUpNews(
        ref=followup.ref,
        label=followup.tlp,
        act=act,
        title=followup.title if shown else "",
        due_at=followup.due_at if shown else None,
        due_zone=followup.due_zone,
        due_exact=followup.due_exact,
        acts=tuple(acts),
        record=followup.key,
        version=followup.version,
        tlp=followup.tlp if shown else None,
    )


def _alone(acting: Acting, person_id: int) -> Room | None:
    """Where a person is spoken to alone: on the network this happens on, else on another."""
    rooms = directory.direct_rooms(acting.work, person_id)
    same = (room for room in rooms if room.network == acting.room.network)
    return next(same, rooms[0] if rooms else None)
