"""Follow-ups: who is reminded of them, and to whom they climb when nobody acknowledges them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.model.followups import FollowUp
from bot.model.people import Person
from bot.model.taskforces import Role
from bot.services import planning
from bot.services.calendars import away, hours_of
from bot.services.due.telling import Moment, Telling
from bot.services.plans import (
    CRITICAL,
    HOUR,
    LAST_STEP,
    LATE,
    Duty,
    Slot,
    Step,
    climbing,
    interval,
    next_slot,
)
from bot.services.reaching import leaders
from bot.store import directory, records, schedule
from bot.text.say import N_
from bot.time.hours import Hours
from bot.views.base import Act
from bot.views.reminders import DueItem

DEPUTY, COORDINATOR, CHAIR = 1, 2, 3


def remind(moment: Moment) -> list[Telling]:
    """What is said of a follow-up to somebody who has it; the next time is planned."""
    followup = _wanted(moment)
    if followup is None:
        return []
    work, row, now = moment.work, moment.row, moment.now
    taskforce = moment.ask(directory.taskforce_by_id, followup.taskforce_id)
    holder = moment.ask(directory.person_by_id, row.person_id) if row.person_id else None
    planned_for = holder or moment.ask(directory.person_by_id, followup.author_id)
    if planned_for is None:
        schedule.end(work, row.key, now, "nobody")
        return []
    reader = _reader(moment, planned_for)
    free = moment.ask(hours_of, reader or planned_for, taskforce, now).free(now)
    if free > now and followup.severity < CRITICAL:
        since = moment.late_since or free  # who is left in peace is not told late
        schedule.move(work, row, free, {**row.payload, "since": since.isoformat()})
        return []
    item = _item(moment, followup, "nobody" if holder is None else _why(moment, followup))
    slot = _after(planning.duty_of(followup), moment.ask(hours_of, planned_for, taskforce, now), now)
    said = {"said": now.isoformat()} if reader is not None else {}
    schedule.move(work, row, slot.at, {"step": slot.step.value, **said})
    if holder is None:
        return moment.to_coordinators(followup, item)
    return _to_holder(moment, followup, holder, reader, item)


def _reader(moment: Moment, person: Person) -> Person | None:
    """Who hears it: the person, while they are away their deputy, or nobody."""
    absence = moment.ask(away, person.id or 0, moment.now)
    if absence is None:
        return person
    deputy_id = absence.deputy_id or person.deputy_id
    deputy = moment.ask(directory.person_by_id, deputy_id) if deputy_id else None
    here = deputy is not None and moment.ask(away, deputy.id or 0, moment.now) is None
    return deputy if here else None


def _after(duty: Duty, hours: Hours, now: datetime) -> Slot:
    """What comes next; who heard of it today hears of it another morning."""
    slot = next_slot(duty, hours, now)
    today = slot.step is Step.DAILY and hours.day(slot.at) == hours.day(now)
    return next_slot(duty, hours, slot.at) if today else slot


def _wanted(moment: Moment) -> FollowUp | None:
    """The follow-up, where it is still to be done; else what was planned is over."""
    found = records.by_key(moment.work, moment.row.record)
    if isinstance(found, FollowUp) and found.live and found.due_at is not None and found.erased_at is None:
        return found
    schedule.end(moment.work, moment.row.key, moment.now, "no longer")
    return None


def _why(moment: Moment, followup: FollowUp) -> str:
    step = Step(moment.row.payload.get("step", Step.DUE))
    if step is Step.SNOOZED or followup.due_at is None:
        return step.value
    if moment.now - followup.due_at > LATE:
        return Step.DAILY.value
    return Step.DUE.value if moment.now >= followup.due_at else step.value


def _item(moment: Moment, followup: FollowUp, why: str) -> DueItem:
    parent = records.by_key(moment.work, followup.parent) if followup.parent else None
    return DueItem(
        record=followup.key,
        ref=followup.ref,
        label=followup.tlp,
        why=why,
        title=followup.title,
        due_at=followup.due_at,
        due_zone=followup.due_zone,
        due_exact=followup.due_exact,
        late_since=moment.late_since,
        parent=parent.ref if parent is not None else "",
    )


def _to_holder(
    moment: Moment, followup: FollowUp, holder: Person, reader: Person | None, item: DueItem
) -> list[Telling]:
    """The reminder told to who has the follow-up, or stands in for them; where nobody does, it waits."""
    urgent = followup.severity >= CRITICAL
    if reader is None:
        held = followup.severe
        return moment.to_coordinators(followup, item, lost="held", instead=holder.name) if held else []
    if reader.id != holder.id:
        item = replace(item, instead=holder.name, lost="away")
    return moment.to_person(followup, reader, item, acts(followup), urgent=urgent)


def acts(followup: FollowUp) -> tuple[Act, ...]:
    """What can be done about a follow-up that is due."""
    ref = followup.ref
    climbs = followup.severe and followup.acked_at is None
    return (
        *((Act(N_("Acknowledge"), f"/ack {ref}"),) if climbs else ()),
        Act(N_("Done"), f"/followup done {ref}"),
        Act(N_("Snooze 1 h"), f"/snooze {ref} 1h"),
        Act(N_("Tomorrow 09:00"), f"/snooze {ref} tomorrow 09:00"),
        Act(N_("Next working day"), f"/snooze {ref} next working day"),
    )


def climb(moment: Moment) -> list[Telling]:
    """What the next higher ones hear of a severe follow-up nobody acknowledged; then it climbs on."""
    followup = _wanted(moment)
    if followup is None:
        return []
    work, row, now = moment.work, moment.row, moment.now
    if followup.acked_at is not None or not followup.severe or followup.due_at is None:
        schedule.end(work, row.key, now, "acknowledged")
        return []
    step, people = _next_ones(moment, followup, int(row.payload.get("step", DEPUTY)))
    above = climbing(planning.duty_of(followup), followup.severity, step + 1)
    if above is None:
        schedule.end(work, row.key, now, "said")
    else:
        at = max(above, now + interval(followup.severity))
        schedule.move(work, row, at, {"step": step + 1})
    return [telling for person in people for telling in _climb_to(moment, followup, person, step)]


def _next_ones(moment: Moment, followup: FollowUp, step: int) -> tuple[int, list[Person]]:
    """The first step from this one on that has somebody, and who that is."""
    while step <= LAST_STEP:
        people = _above(moment, followup, step)
        if people or step == LAST_STEP:
            return step, people
        step += 1
    return LAST_STEP, []


def _above(moment: Moment, followup: FollowUp, step: int) -> list[Person]:
    """Whom a step reaches, without those who have the follow-up."""
    work = moment.work
    held = planning.holders(work, followup)
    if step == DEPUTY:
        found: Iterable[Person | None] = (
            moment.ask(directory.person_by_id, one.deputy_id) if one.deputy_id else None for one in held
        )
    else:
        role = Role.COORDINATOR if step == COORDINATOR else Role.CHAIR
        found = moment.ask(leaders, followup.taskforce_id, role)
    ids = {one.id for one in held}
    return [one for one in {p.id: p for p in found if p is not None}.values() if one.id not in ids]


def _climb_to(moment: Moment, followup: FollowUp, person: Person, step: int) -> list[Telling]:
    """The step told to one person; their quiet hours hold it, unless lives are at stake."""
    taskforce = moment.ask(directory.taskforce_by_id, followup.taskforce_id)
    free = moment.ask(hours_of, person, taskforce, moment.now).free(moment.now)
    if followup.severity < CRITICAL and free > moment.now:
        _hold(moment, followup, person, step, free)
        return []
    return _tell_step(moment, followup, person, step)


def _hold(moment: Moment, followup: FollowUp, person: Person, step: int, until: datetime) -> None:
    row = {
        "key": f"{followup.key}:climbed:{step}:{person.id}",
        "kind": planning.CLIMBED,
        "record": followup.key,
        "person_id": person.id,
        "due_at": until,
        "payload": {"step": step},
    }
    schedule.put(moment.work, row)


def climbed(moment: Moment) -> list[Telling]:
    """A step that waited for somebody's quiet hours to end, where it is still unacknowledged."""
    followup = _wanted(moment)
    person = directory.person_by_id(moment.work, moment.row.person_id or 0)
    schedule.end(moment.work, moment.row.key, moment.now, "said")
    if followup is None or person is None or followup.acked_at is not None:
        return []
    return _tell_step(moment, followup, person, int(moment.row.payload["step"]))


def _tell_step(moment: Moment, followup: FollowUp, person: Person, step: int) -> list[Telling]:
    role = {DEPUTY: "deputy", COORDINATOR: "coordinator", CHAIR: "chair"}[step]
    since = planning.duty_of(followup).climbs_from
    item = replace(
        _item(moment, followup, "climb"),
        late_since=None,
        holders=tuple(planning.called(moment.work, followup)),
        severity=followup.severity,
        hours=max(1, round((moment.now - since) / HOUR)),
        step=step,
        role=role,
    )
    offered = (
        Act(N_("Acknowledge"), f"/ack {followup.ref}"),
        Act(N_("Read"), f"/followup {followup.ref}"),
    )
    return moment.to_person(followup, person, item, offered, urgent=followup.severity >= CRITICAL)
