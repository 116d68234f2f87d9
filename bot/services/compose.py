"""From an outbox row to a post: the facts in each language of its room, with the last gate before them."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.delivery import Outbox
from bot.model.followups import FollowUp
from bot.model.markings import highest
from bot.model.records import Record
from bot.model.reminders import Reminder, Status
from bot.model.rooms import Room, RoomKind
from bot.services.access import ceiling
from bot.services.reaching import readable
from bot.services.sending import Button, Post
from bot.store import directory, records
from bot.store.work import Work
from bot.text.catalogs import Catalogs
from bot.text.nodes import Doc
from bot.text.say import Say, unpacked
from bot.views.base import Known, View
from bot.views.dialogs import Question
from bot.views.kinds import decode

DELAYED = timedelta(minutes=5)


def may_say(work: Work, row: Outbox, room: Room) -> bool:
    """Whether the room may still read what is to be said: the gate behind all other gates."""
    if row.tlp is None:
        return True
    audience = directory.audience(work, room.id or 0, room.taskforce_id or 0)
    record = records.by_key(work, row.record)
    marking = highest([row.tlp, record.tlp]) if record is not None else row.tlp
    return marking.within(ceiling(room, audience))


def still_true(work: Work, row: Outbox, room: Room) -> View | None:
    """What of a row is still true at this moment; None when nothing of it is left to say."""

    def look(key: str) -> Known | None:
        record = records.by_key(work, key)
        if record is None or record.erased_at is not None:
            return None
        shown = readable(work, room, record.taskforce_id, record.tlp)
        named = shown or room.kind is RoomKind.DIRECT
        return Known(asks=_asks(record), named=named, readable=shown)

    return decode(row.kind, row.facts).still(look)


def _asks(record: Record) -> bool:
    """Whether a record still asks for what was to be said of it."""
    match record:
        case FollowUp():
            return record.live
        case Reminder():
            return record.status is not Status.CANCELLED
        case _:
            return True


def compose(
    row: Outbox,
    room: Room,
    to: tuple[str, str],
    now: datetime,
    catalogs: Catalogs,
    account: Callable[[str], str] | None = None,
    *,
    view: View | None = None,
) -> Post:
    """The row in words, ready to be shown; `to` is the handle and the address of whom it is for.

    `account` finds, by handle, the address under which somebody reads the room; `view` is what is still true.
    """
    view = view or decode(row.kind, row.facts)
    zone = ZoneInfo(row.zone)
    asks = row.kind == Question.__name__
    says = [Say(language, zone, None, catalogs, account) for language in row.languages or ["en"]]
    parts = tuple((say, _dated(say, view.doc(say), row, now)) for say in says)
    if asks and room.kind is RoomKind.GROUP:
        parts = tuple((say, replace(doc, mentions=(say.person(to[0], to[0]),))) for say, doc in parts)
    return Post(
        key=f"{row.id}-{row.created_at.timestamp() * 1000:.0f}",
        room=room,
        parts=parts,
        buttons=_buttons(says[0], row),
        tlp=row.tlp,
        to=to[0],
        to_address=to[1] if row.private else "",
        files=view.files(says[0]),
        asks=asks,
        urgent=row.urgent,
        reply_to=row.reply_to,
        edit_of=row.edit_of,
        withdraws=view.withdraws,
        repeated=row.attempts > 0,
    )


def _dated(say: Say, doc: Doc, row: Outbox, now: datetime) -> Doc:
    """What is said late says when it was written; what may be said twice says so."""
    notes = []
    if row.attempts:
        notes.append(say.t("(perhaps repeated)"))
    if now - row.created_at > DELAYED:
        notes.append(say.t("(written {time})", time=say.when(row.created_at)))
    return Doc((*notes, *doc.blocks), doc.marking, doc.mentions) if notes else doc


def _buttons(say: Say, row: Outbox) -> tuple[Button, ...]:
    if not row.acts:
        return ()
    acts: list[tuple[str, str, bool]] = json.loads(row.acts)
    return tuple(
        Button(label if literal else say.word(unpacked(label)), f"{row.token}:{index}", line)
        for index, (label, line, literal) in enumerate(acts)
    )
