"""Reminders as far as a reader may see them: the facts that views are made of."""

from bot.model.reminders import Reminder
from bot.services import records, reminders
from bot.services.acting import Acting
from bot.text.say import N_
from bot.views.base import Act
from bot.views.reminders import ReminderCard, ReminderSet

SHOWN = 3


def card(acting: Acting, reminder: Reminder) -> ReminderCard:
    """A reminder's facts, with the record it is about where the reader may know that."""
    parent = records.by_key(acting, reminder.parent)
    return ReminderCard(
        ref=reminder.ref,
        title=reminder.title,
        tlp=reminder.tlp,
        next_at=reminder.next_at,
        zone=reminder.zone,
        rule=reminder.rule or None,
        room=reminder.person_id is None,
        parent=parent.ref if parent is not None else "",
    )


def explained(acting: Acting, reminder: Reminder, notes: tuple[str, ...] = ()) -> ReminderSet:
    """The reminder spelled out, with what was typed and the next times it comes."""
    coming = reminders.coming(reminder, acting.now, SHOWN)
    stop = (Act(N_("Cancel it"), f"/remind cancel {reminder.ref}"),) if reminder.next_at else ()
    return ReminderSet(
        card=card(acting, reminder),
        phrase=reminder.phrase,
        coming=tuple(one.at for one in coming),
        notes=notes + (("estimated",) if any(one.estimated for one in coming) else ()),
        acts=stop,
        **records.about(reminder),
    )
