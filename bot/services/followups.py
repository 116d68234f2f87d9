"""What happens to follow-ups, whoever caused it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.model.entries import EntryKind
from bot.model.followups import (
    LIVE,
    TITLE_LIMIT,
    Assignee,
    FollowUp,
    FollowUpKind,
    Priority,
    Status,
)
from bot.model.incidents import Incident
from bot.model.markings import Tlp, highest
from bot.model.organisations import Organisation
from bot.model.people import Person
from bot.model.records import Record
from bot.model.refusals import (
    AlreadySo,
    AssigneeOnly,
    AssignerOnly,
    FourEyes,
    OriginatorOnly,
    RedContent,
    Refusal,
    Unclear,
)
from bot.model.reminders import Reminder
from bot.model.taskforces import Right
from bot.services import calendars, planning, records
from bot.services.acting import Acting
from bot.services.changes import add_entry, committed, content, keep_for_undo
from bot.services.withdrawing import withdraw
from bot.store import directory
from bot.store import followups as kept
from bot.store import records as kept_records
from bot.store import reminders as kept_reminders
from bot.store.numbers import take
from bot.text.clean import fold, one_line, shorten

CLIMBS_ANEW = frozenset({"due", "give", "decline", "return"})
"""Acts after which nobody has acknowledged anything yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when: the instant, the wall time in its zone, whether a time of day was meant, what was typed."""

    at: datetime
    wall: datetime
    zone: str
    exact: bool
    phrase: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a new follow-up is told to be."""

    title: str
    parent: Record | None = None
    due: Due | None = None
    kind: FollowUpKind = FollowUpKind.ACTION
    priority: Priority = Priority.NORMAL
    tlp: Tlp | None = None
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    template_key: str | None = None


def give(acting: Acting, task: Task) -> FollowUp:
    """A new follow-up, with those who have it; it is marked no lower than what it belongs to."""
    acting.require_mandate()
    labels = [one for one in (task.tlp, task.parent.tlp if task.parent else None) if one is not None]
    tlp = highest(labels) if labels else acting.taskforce.default_tlp
    if tlp is Tlp.RED:
        raise Refusal(RedContent())
    _takes_part(acting, task.people)
    title = one_line(task.title)
    followup = acting.work.add(
        FollowUp,
        taskforce_id=acting.taskforce.id,
        number=take(acting.work, acting.taskforce.id or 0, FollowUp.PREFIX),
        originator_id=acting.organisation.id,
        author_id=acting.person.id,
        room_id=acting.room.id,
        parent=task.parent.key if task.parent else "",
        title=shorten(title, TITLE_LIMIT),
        body=task.title.strip() if len(title) > TITLE_LIMIT else "",
        kind=task.kind,
        priority=task.priority,
        severity=task.parent.severity if isinstance(task.parent, Incident) else 0,
        drill=task.parent.drill if isinstance(task.parent, Incident) else False,
        tlp=tlp,
        template_key=task.template_key,
        source_event=acting.event,
        created_at=acting.now,
        updated_at=acting.now,
        search_text=fold(task.title),
        **(_dated(task.due) if task.due else {}),
    )
    _assign(acting, followup, task.people, task.organisations)
    keep_for_undo(acting, followup, "new", {})
    acting.note("followup new", followup.key, content(followup))
    planning.plan(acting.work, followup, acting.now)
    return followup


def _dated(due: Due) -> dict[str, Any]:
    return {
        "due_at": due.at,
        "due_wall": due.wall.isoformat(timespec="minutes"),
        "due_zone": due.zone,
        "due_exact": due.exact,
        "due_phrase": due.phrase,
        "approximate": due.approximate,
    }


def _takes_part(acting: Acting, people: Iterable[Person]) -> None:
    """Nothing, where everybody may work in this task force."""
    for person in people:
        part = directory.part(acting.work, person.id or 0, acting.taskforce.id or 0)
        if part is None or part.until is not None:
            raise Refusal(Unclear("who", f"@{person.handle}", "not_member"))
        if not part.has(Right.WORK):
            raise Refusal(Unclear("who", f"@{person.handle}", "only_reads"))


def _assign(
    acting: Acting, followup: FollowUp, people: Iterable[Person], organisations: Iterable[Organisation]
) -> None:
    for person in people:
        acting.work.insert(Assignee, {"followup_id": followup.id, "person_id": person.id}, once=True)
    for organisation in organisations:
        row = {"followup_id": followup.id, "organisation_id": organisation.id}
        acting.work.insert(Assignee, row, once=True)


def canonical(acting: Acting, incident: Incident) -> Incident:
    """The incident, or the one it was merged into."""
    target = records.by_key(acting, f"{Incident.KIND}:{incident.duplicate_of}")
    return target if isinstance(target, Incident) else incident


def has(acting: Acting, followup: FollowUp) -> bool:
    """Whether the person has the follow-up, themselves or with their organisation."""
    return any(
        one.person_id == acting.person.id or one.organisation_id == acting.organisation.id
        for one in kept.assignees(acting.work, followup)
    )


def stands_in(acting: Acting, followup: FollowUp) -> bool:
    """Whether the person is the deputy of somebody who has the follow-up, always or while they are away."""
    held = planning.holders(acting.work, followup)
    return any(acting.person.id in _deputies(acting, one) for one in held)


def _deputies(acting: Acting, person: Person) -> set[int | None]:
    absence = calendars.away(acting.work, person.id or 0, acting.now)
    return {person.deputy_id, absence.deputy_id if absence is not None else None}


def heard_by(acting: Acting, followup: FollowUp) -> list[int]:
    """Whose reminders of a follow-up come to the person: their own, or of those they stand in for."""
    if has(acting, followup):
        return [acting.person.id or 0]
    held = planning.holders(acting.work, followup)
    return [one.id or 0 for one in held if acting.person.id in _deputies(acting, one)]


def require_assignee(acting: Acting, followup: FollowUp) -> None:
    """Nothing, where the person has the follow-up or stands in for who has; else who has it."""
    if not has(acting, followup) and not stands_in(acting, followup):
        raise Refusal(AssigneeOnly(followup.ref, names(acting, followup)))


def names(acting: Acting, followup: FollowUp) -> tuple[str, ...]:
    """How those who have a follow-up are called: handles, and codes of organisations."""
    found = []
    for one in kept.assignees(acting.work, followup):
        person = directory.person_by_id(acting.work, one.person_id) if one.person_id else None
        home = directory.organisation_by_id(acting.work, one.organisation_id) if one.organisation_id else None
        found.append(f"@{person.handle}" if person else home.code if home else "")
    return tuple(found)


def require_live(followup: FollowUp) -> None:
    """Nothing, where the follow-up is still to be done; else the refusal that says what it is."""
    if followup.status not in LIVE:
        raise Refusal(AlreadySo(followup.ref, followup.status.value, followup.KIND))


def require_assigner(acting: Acting, followup: FollowUp) -> None:
    """Nothing, where the person gave the follow-up or coordinates; else the refusal."""
    if followup.author_id != acting.person.id and not acting.may(Right.COORDINATE):
        raise Refusal(AssignerOnly(followup.ref))


def start(acting: Acting, followup: FollowUp) -> FollowUp:
    """The follow-up, in progress; who starts one that nobody has takes it."""
    before = _holders(acting, followup)
    if not before:
        _assign(acting, followup, (acting.person,), ())
    require_assignee(acting, followup)
    return _changed(acting, followup.start(), "start", undo={"assignees": before})


def block(acting: Acting, followup: FollowUp, reason: str) -> FollowUp:
    """The follow-up, blocked, with the reason."""
    require_assignee(acting, followup)
    return _changed(acting, followup.block(), "block", text=reason)


def decline(acting: Acting, followup: FollowUp, reason: str) -> FollowUp:
    """The follow-up, without the person (and, where it had that, their organisation)."""
    if not has(acting, followup):
        raise Refusal(AssigneeOnly(followup.ref, names(acting, followup)))
    followup.decline()
    followup.acked_by = followup.acked_at = None
    before, holders = _holders(acting, followup), kept.assignees(acting.work, followup)
    mine = [one for one in holders if one.person_id == acting.person.id]
    for one in mine or [one for one in holders if one.organisation_id == acting.organisation.id]:
        kept.dismiss(acting.work, one)
    return _changed(acting, followup, "decline", text=reason, undo={"assignees": before})


def finish(acting: Acting, followup: FollowUp, note: str) -> FollowUp:
    """The follow-up, done; a coordinator who does not have it verifies it."""
    require_assignee(acting, followup)
    return _changed(acting, followup.finish(acting.person.id or 0, acting.now), "done", text=note)


def verify(acting: Acting, followup: FollowUp) -> FollowUp:
    """The follow-up, verified by somebody who neither has it nor did it."""
    if followup.status is Status.DONE and (followup.done_by == acting.person.id or has(acting, followup)):
        raise Refusal(FourEyes(followup.ref))
    return _changed(acting, followup.verify(acting.person.id or 0, acting.now), "verify")


def hand_back(acting: Acting, followup: FollowUp, reason: str) -> FollowUp:
    """The follow-up, in progress again."""
    followup.acked_by = followup.acked_at = None
    return _changed(acting, followup.hand_back(), "return", text=reason)


def hand_over(
    acting: Acting, followup: FollowUp, people: tuple[Person, ...], organisations: tuple[Organisation, ...]
) -> FollowUp:
    """The follow-up, in other hands; who has it may pass it on, and so may who gave it."""
    require_live(followup)
    if not has(acting, followup):
        require_assigner(acting, followup)
    _takes_part(acting, people)
    before = _holders(acting, followup)
    for one in kept.assignees(acting.work, followup):
        kept.dismiss(acting.work, one)
    _assign(acting, followup, people, organisations)
    followup.acked_by = followup.acked_at = None
    detail = {"to": list(names(acting, followup))}
    return _changed(acting, followup, "give", detail=detail, undo={"assignees": before})


def move(acting: Acting, followup: FollowUp, due: Due) -> tuple[datetime | None, FollowUp]:
    """When it was due before, and the follow-up due at another time; a later one has slipped."""
    require_live(followup)
    if not has(acting, followup):
        require_assigner(acting, followup)
    before = followup.due_at
    if before == due.at and followup.due_exact == due.exact:
        same = f"{due.wall:%Y-%m-%d %H:%M}" if due.exact else f"{due.wall:%Y-%m-%d}"
        raise Refusal(AlreadySo(followup.ref, same))
    followup.slipped += before is not None and due.at > before
    for name, value in _dated(due).items():
        setattr(followup, name, value)
    followup.acked_by = followup.acked_at = None
    detail = {"old_due": before, "new_due": due.at}
    return before, _changed(acting, followup, "due", detail=detail)


def cancel(acting: Acting, followup: FollowUp, reason: str) -> FollowUp:
    """The follow-up, no longer wanted, with the reason."""
    require_assigner(acting, followup)
    return _changed(acting, followup.cancel(), "cancel", text=reason)


def acknowledge(acting: Acting, followup: FollowUp) -> FollowUp:
    """The follow-up, known to be in hand; it climbs no further."""
    followup.acknowledge(acting.person.id or 0, acting.now)
    return _changed(acting, followup, "ack")


def grade(acting: Acting, followup: FollowUp, priority: Priority) -> FollowUp:
    """The follow-up with another priority."""
    require_assigner(acting, followup)
    if followup.priority is priority:
        raise Refusal(AlreadySo(followup.ref, priority.value))
    before, followup.priority = followup.priority, priority
    return _changed(acting, followup, "prio", detail={"old": before.value, "new": priority.value})


def mark(acting: Acting, followup: FollowUp, tlp: Tlp) -> FollowUp:
    """The follow-up with another label; only its originator may lower it."""
    if tlp is Tlp.RED:
        raise Refusal(RedContent())
    if followup.tlp is tlp:
        raise Refusal(AlreadySo(followup.ref, tlp.value))
    parent = kept_records.by_key(acting.work, followup.parent)
    if parent is not None and tlp.rank < parent.tlp.rank:
        raise Refusal(Unclear("tlp", tlp.value, "below_parent"))
    if tlp.rank < followup.tlp.rank and acting.organisation.id != followup.originator_id:
        owner = directory.organisation_by_id(acting.work, followup.originator_id)
        line = f"/followup tlp {followup.ref} {tlp.value.removeprefix('TLP:').lower()}"
        raise Refusal(OriginatorOnly(followup.ref, owner.code if owner else "", line))
    before, followup.tlp = followup.tlp, tlp
    _changed(acting, followup, "tlp", detail={"old": before.value, "new": tlp.value})
    if tlp.rank > before.rank:
        withdraw(acting, followup)
    return followup


def follow(acting: Acting, incident: Incident) -> None:
    """Nothing; what belongs to an incident is as grave as it is, and marked no lower."""
    for reminder in kept_reminders.about(acting.work, incident.key):
        if incident.tlp.rank > reminder.tlp.rank:
            _raise(acting, reminder, incident.tlp)
    for followup in kept.under(acting.work, incident.key):
        raised = incident.tlp.rank > followup.tlp.rank
        if followup.severity == incident.severity and not raised:
            continue
        followup.severity = incident.severity
        if raised:
            _raise(acting, followup, incident.tlp)
        acting.work.save(followup)
        planning.plan(acting.work, followup, acting.now)


def _raise(acting: Acting, record: FollowUp | Reminder, tlp: Tlp) -> None:
    """Nothing; the record is marked higher, and taken back where it may not be read any more."""
    before, record.tlp = record.tlp, tlp
    detail = {"old": before.value, "new": tlp.value}
    add_entry(acting, record, EntryKind.CHANGE, act="tlp", detail=detail)
    acting.note(f"{record.KIND} tlp", record.key, content(record))
    withdraw(acting, record)


def _changed(
    acting: Acting,
    followup: FollowUp,
    act: str,
    *,
    text: str = "",
    detail: dict[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
) -> FollowUp:
    committed(acting, followup, act, text=text, detail=detail, undo=undo)
    planning.plan(acting.work, followup, acting.now, anew=act == "due", climbs=act in CLIMBS_ANEW)
    return followup


def _holders(acting: Acting, followup: FollowUp) -> list[dict[str, int | None]]:
    return [
        {"person_id": one.person_id, "organisation_id": one.organisation_id}
        for one in kept.assignees(acting.work, followup)
    ]


def as_before(acting: Acting, followup: FollowUp, extras: dict[str, Any], *, withdrawn: bool) -> None:
    """Nothing; the rest of what an undone act changed is as it was: who has it, and whether it lives."""
    if withdrawn:
        followup.status = Status.CANCELLED
    followup.live = followup.status in LIVE
    if "assignees" in extras:
        for one in kept.assignees(acting.work, followup):
            kept.dismiss(acting.work, one)
        for holder in extras["assignees"]:
            acting.work.insert(Assignee, {"followup_id": followup.id, **holder}, once=True)
