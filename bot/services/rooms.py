"""Rooms as their network tells of them: what may be said in them follows what they are."""

from bot.model.markings import Tlp, lowest
from bot.model.rooms import Room, RoomKind
from bot.services.access import cleared
from bot.services.acting import Acting


def become(acting: Acting, *, direct: bool, cap: Tlp, name: str) -> Tlp | None:
    """What the room was cleared for, where it belongs to a task force and that is something else now.

    A direct message is cleared for all its network allows, unless somebody cleared it for less. One that
    others come into is a group, which nobody cleared for more than GREEN.
    """
    room = acting.room
    before, was = cleared(room), (room.kind, room.cap)
    if room.kind is RoomKind.DIRECT and not direct:
        room.kind, room.ceiling = RoomKind.GROUP, lowest([room.ceiling, Tlp.GREEN])
    elif room.kind is RoomKind.GROUP and direct and room.taskforce_id is None:
        room.kind, room.ceiling = RoomKind.DIRECT, cap
    elif room.kind is RoomKind.DIRECT and room.ceiling is room.cap:
        room.ceiling = cap
    room.cap, room.name = cap, name[:200] or room.name
    acting.work.save(room)
    if was != (room.kind, cap):
        acting.note("room state", f"room:{room.id}", f"{room.kind} {was[1]} {cap}")
    return before if _changed(room, before) else None


def _changed(room: Room, before: Tlp) -> bool:
    return room.taskforce_id is not None and cleared(room) is not before
