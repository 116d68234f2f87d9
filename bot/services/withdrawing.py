"""Taking back what was shown: when a record's marking is raised, rooms below it lose its earlier messages."""

from bot.model.records import Record
from bot.services.access import ceiling
from bot.services.acting import Acting
from bot.services.posts import Manner, post
from bot.store import directory, outbox
from bot.views.rooms import MessageWithdrawn


def withdraw(acting: Acting, record: Record) -> None:
    """Nothing; in rooms that may not read the record any more, what was said of it is replaced."""
    for shown in outbox.standing(acting.work, record.key):
        room = directory.room(acting.work, shown.room_id)
        if room is None or shown.tlp is None:
            continue
        audience = directory.audience(acting.work, room.id or 0, record.taskforce_id)
        if record.tlp.within(ceiling(room, audience)):
            continue
        manner = Manner(key=f"{acting.event}:withdrawn:{shown.id}", edit_of=shown.message, urgent=False)
        post(acting, room, MessageWithdrawn(), manner)
        outbox.withdraw(acting.work, shown, acting.now)
