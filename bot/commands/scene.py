"""Who speaks where: the call made from a heard line, with rooms and readers noted on the way."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.commands.call import Call
from bot.model.delivery import Heard, Inbox
from bot.model.markings import Tlp
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import TaskForce
from bot.services.posts import Manner, post
from bot.store import directory
from bot.store.directory import Place
from bot.store.work import Work
from bot.text.catalogs import LANGUAGES
from bot.views.rooms import RoomLowered


def call_for(work: Work, line: Inbox, now: datetime, zone: ZoneInfo, language: str) -> Call:
    """The call of a heard line; a room heard of for the first time is written down, unbound."""
    place = _place(work, line) or Place(_enter(work, line, now), None, read=False)
    room, taskforce = place.room, place.taskforce
    came = _meet(work, line, place, now)
    known = directory.who(work, line.network, line.sender, (taskforce.id or 0) if taskforce else 0)
    person = known.person if known else None
    call = Call(
        work=work,
        now=now,
        room=room,
        account=line.sender_name or line.sender,
        address=line.sender,
        event=f"{line.network}:{line.event}",
        sent_at=min(line.sent_at, now),
        person_or_none=person,
        organisation_or_none=known.organisation if known else None,
        taskforce_or_none=taskforce,
        fallback_zone=zone,
        fallback_language=_spoken(line) or language,
        about=line.about,
        topic="" if room.parent_id else str(line.extra.get("topic", "")),
    )
    if known is not None and taskforce is not None:
        call.part = known.part  # known already; else it is looked up when it is asked for
    if came and person is None and taskforce is not None and room.kind is RoomKind.GROUP:
        _warn(call)
    return call


def _spoken(line: Inbox) -> str:
    """What the sender's own client speaks, where the network tells and we speak it too."""
    code = str(line.extra.get("language", "")).partition("-")[0]
    return code if code in LANGUAGES else ""


def _place(work: Work, line: Inbox) -> Place | None:
    """The topic it was said in, when that is bound on its own; else the room."""
    topic = line.extra.get("topic")
    found = directory.where(work, line.network, str(topic), line.sender) if topic else None
    if found is not None and found.taskforce is not None:
        return found
    return directory.where(work, line.network, line.room, line.sender)


def _warn(call: Call) -> None:
    """Nothing; where somebody unknown reads, the room hears that less is said from now on."""
    view = RoomLowered(account=call.account, ceiling=call.ceiling)
    post(call, call.room, view, Manner(key=f"{call.event}:lowered"))


def elsewhere(call: Call, room: Room, taskforce: TaskForce | None) -> Call:
    """The same call as if it had been made in another room."""
    return Call(
        work=call.work,
        now=call.now,
        room=room,
        account=call.account,
        address=call.address,
        event=call.event,
        sent_at=call.sent_at,
        person_or_none=call.person_or_none,
        organisation_or_none=call.organisation_or_none,
        taskforce_or_none=taskforce,
        fallback_zone=call.fallback_zone,
        fallback_language=call.fallback_language,
        notes=call.notes,
    )


def _enter(work: Work, line: Inbox, now: datetime) -> Room:
    cap = Tlp(line.extra.get("cap", Tlp.GREEN.value))
    return work.add(
        Room,
        network=line.network,
        address=line.room,
        kind=RoomKind.DIRECT if line.direct else RoomKind.GROUP,
        name=str(line.extra.get("room_name", ""))[:200],
        ceiling=cap if line.direct else Tlp.GREEN,
        cap=cap,
        created_at=now,
    )


def _meet(work: Work, line: Inbox, place: Place, now: datetime) -> bool:
    """Whether somebody new reads the room: whoever speaks in it reads it, whoever leaves does not."""
    room_id = place.room.parent_id or place.room.id or 0
    if line.kind is Heard.LEFT:
        directory.vacate(work, room_id, line.sender)
        return False
    if place.read or line.kind is Heard.STATE or line.extra.get("anonymous"):
        return False
    return directory.occupy(work, {"room_id": room_id, "address": line.sender, "seen_at": now})
