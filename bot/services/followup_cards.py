"""Follow-ups as far as a reader may see them: the facts that views are made of."""

from datetime import datetime

from bot.model.followups import LIVE, FollowUp, Status
from bot.model.taskforces import Right
from bot.services import followups, planning, records
from bot.services.acting import Acting
from bot.store import directory, schedule
from bot.store import followups as kept
from bot.text.say import N_
from bot.views.base import Act
from bot.views.followups import FollowUpCard, FollowUpItem, Holder


def card(acting: Acting, followup: FollowUp) -> FollowUpCard:
    """A follow-up's facts, with the people and records behind its keys."""
    home = directory.organisation_by_id(acting.work, followup.originator_id)
    parent = records.by_key(acting, followup.parent)
    return FollowUpCard(
        ref=followup.ref,
        title=followup.title,
        body=followup.body,
        status=followup.status,
        tlp=followup.tlp,
        caveat=followup.caveat,
        drill=followup.drill,
        kind=followup.kind,
        priority=followup.priority,
        due_at=followup.due_at,
        due_zone=followup.due_zone,
        due_exact=followup.due_exact,
        overdue=followup.overdue(acting.now),
        approximate=followup.approximate,
        slipped=followup.slipped,
        holders=_holders(acting, followup),
        author=_name(acting, followup.author_id),
        organisation=home.code if home else "",
        parent=(parent.ref, parent.title) if parent is not None else None,
        acked_by=_name(acting, followup.acked_by),
        done_by=_name(acting, followup.done_by),
        done_at=followup.done_at,
        verifier=_name(acting, followup.verifier_id),
    )


def _name(acting: Acting, person_id: int | None) -> str:
    found = directory.person_by_id(acting.work, person_id) if person_id else None
    return found.name if found else ""


def _holders(acting: Acting, followup: FollowUp) -> tuple[Holder, ...]:
    found = []
    for one in kept.assignees(acting.work, followup):
        person = directory.person_by_id(acting.work, one.person_id) if one.person_id else None
        home = directory.organisation_by_id(acting.work, one.organisation_id) if one.organisation_id else None
        if person is not None:
            found.append(Holder(name=person.name, handle=person.handle, zone=person.zone or ""))
        elif home is not None:
            found.append(Holder(name=home.code))
    return tuple(found)


def item(acting: Acting, followup: FollowUp) -> FollowUpItem:
    """One line of a list."""
    return FollowUpItem(
        ref=followup.ref,
        title=followup.title,
        status=followup.status,
        tlp=followup.tlp,
        due_at=followup.due_at,
        due_zone=followup.due_zone,
        due_exact=followup.due_exact,
        overdue=followup.overdue(acting.now),
        holders=followups.names(acting, followup),
    )


def acts(acting: Acting, followup: FollowUp) -> tuple[Act, ...]:
    """The next useful acts, of those the person may do here."""
    ref, mine = followup.ref, followups.has(acting, followup)
    holds = mine or followups.stands_in(acting, followup)
    free = not kept.assignees(acting.work, followup)
    leads = acting.may(Right.COORDINATE)
    gave = leads or followup.author_id == acting.person.id
    verifies = leads and not mine and followup.done_by != acting.person.id
    given = (
        (followup.status is Status.OPEN and (holds or free), N_("Start"), f"/followup start {ref}"),
        (followup.status is Status.BLOCKED and holds, N_("Start"), f"/followup start {ref}"),
        (followup.status in LIVE and holds, N_("Done"), f"/followup done {ref}"),
        (followup.status is Status.OPEN and holds, N_("Decline"), f"/followup decline {ref}"),
        (followup.status is Status.IN_PROGRESS and holds, N_("Block"), f"/followup block {ref}"),
        (followup.status in LIVE and (holds or gave), N_("Change the date"), f"/followup due {ref}"),
        (followup.status in LIVE and gave and not mine, N_("Give to others"), f"/followup give {ref}"),
        (followup.status in LIVE and gave and not mine, N_("Cancel it"), f"/followup cancel {ref}"),
        (followup.status is Status.DONE and verifies, N_("Verify"), f"/followup verify {ref}"),
        (followup.status is Status.DONE and leads, N_("Return"), f"/followup return {ref}"),
    )
    return tuple(Act(label, line) for fits, label, line in given if fits and acting.may(Right.WORK))


def coming(acting: Acting, followup: FollowUp) -> tuple[tuple[str, datetime], ...]:
    """What is said of it next, as (to whom, when); for its climbing nobody is named."""
    return tuple(
        (_name(acting, row.person_id) or followup.ref if row.kind == planning.REMIND else "", row.due_at)
        for row in schedule.of(acting.work, followup.key)
        if row.kind in {planning.REMIND, planning.CLIMB}
    )
