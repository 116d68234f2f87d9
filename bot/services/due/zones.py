"""A new edition of the rules of time zones: a wall time can be another instant, and who meant it is told."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.model.followups import FollowUp
from bot.model.reminders import Reminder
from bot.services import planning
from bot.services.due.telling import Moment, Telling, clockwork
from bot.services.posts import Manner, post
from bot.services.reaching import Lost, reach
from bot.store import directory, followups, inbox, reminders, schedule
from bot.store.work import Work
from bot.time.clock import resolve
from bot.time.recurrence import from_json, next_after
from bot.views.reminders import RulesChanged

EDITION = "tzdata"
KIND = "zones"
TICK = timedelta(microseconds=1)


def watch(work: Work, edition: str, now: datetime) -> None:
    """Nothing; where the edition is another than last time, everything that is planned is looked at."""
    known = inbox.cursor(work, EDITION)
    if known is None:
        inbox.remember(work, EDITION, edition)
    elif known != edition:
        payload = {"edition": edition, "reminder": 0, "followup": 0}
        row = {"key": f"{KIND}:{edition}", "kind": KIND, "due_at": now, "payload": payload}
        schedule.put(work, row)


def recompute(moment: Moment) -> list[Telling]:
    """Nothing for the common message; the next part of what is planned is looked at, then the next."""
    payload = moment.row.payload
    some = reminders.some(moment.work, int(payload["reminder"]))
    others = followups.some(moment.work, int(payload["followup"]))
    for reminder in some:
        _look(moment, reminder, reminder.next_at, _reminder_at(reminder, moment.now))
    for followup in others:
        _look(moment, followup, followup.due_at, _followup_at(followup))
    if not some and not others:
        inbox.remember(moment.work, EDITION, str(payload["edition"]))
        schedule.end(moment.work, moment.row.key, moment.now, "done")
        return []
    reached = {
        "reminder": some[-1].id if some else payload["reminder"],
        "followup": others[-1].id if others else payload["followup"],
    }
    schedule.move(moment.work, moment.row, moment.row.due_at, {**payload, **reached})
    return []


def _reminder_at(reminder: Reminder, now: datetime) -> datetime | None:
    """When a reminder comes by the rules in use now; what was due before now is left as it is."""
    if reminder.next_at is None or reminder.next_at <= now:
        return reminder.next_at
    if not reminder.rule:
        return resolve(datetime.fromisoformat(reminder.wall), ZoneInfo(reminder.zone)).instant
    coming = next_after(from_json(reminder.rule), now - TICK)
    return coming.at if coming else None


def _followup_at(followup: FollowUp) -> datetime | None:
    if not followup.due_wall:
        return followup.due_at
    return resolve(datetime.fromisoformat(followup.due_wall), ZoneInfo(followup.due_zone)).instant


def _look(
    moment: Moment, record: Reminder | FollowUp, before: datetime | None, after: datetime | None
) -> None:
    """Nothing; a record that comes at another instant is planned anew, and who set it is told."""
    if before is None or after is None or before == after:
        return
    if isinstance(record, Reminder):
        record.next_at, zone = after, record.zone
    else:
        record.due_at, zone = after, record.due_zone
    moment.work.save(record)
    planning.plan(moment.work, record, moment.now, anew=True)
    _tell(moment, record, zone, before, after)


def _tell(moment: Moment, record: Reminder | FollowUp, zone: str, before: datetime, after: datetime) -> None:
    author = directory.person_by_id(moment.work, record.author_id)
    found = (
        reach(moment.work, author, record.taskforce_id, moment.home(record), record.tlp) if author else None
    )
    if author is None or found is None or isinstance(found, Lost) or found.hidden:
        return
    view = RulesChanged(
        ref=record.ref,
        zone=zone,
        edition=str(moment.row.payload["edition"]),
        before=before.astimezone(UTC),
        after=after,
        label=record.tlp,
        record=record.key,
    )
    key = f"{moment.row.key}:{record.key}"
    acting = clockwork(moment.work, found.room, moment.now, key, moment.defaults)
    post(acting, found.room, view, Manner(key=key, to_id=author.id, urgent=False))
