"""The room at a glance, of what may be said in it."""

from collections import Counter

from bot.model.incidents import Status
from bot.model.markings import highest
from bot.model.taskforces import Right
from bot.services import cards, followup_cards
from bot.services.acting import Acting
from bot.store import finding
from bot.store import followups as kept_followups
from bot.store import incidents as kept
from bot.text.say import N_
from bot.views.base import Act
from bot.views.followups import FollowUpItem
from bot.views.incidents import Item
from bot.views.status import RoomStatus

GRAVE = 4
SHOWN = 3


def of_room(acting: Acting) -> RoomStatus:
    """Counts of what may be known here, and the gravest incidents."""
    labels = acting.readable
    taskforce_id = acting.taskforce.id or 0
    counted = [row for row in kept.counts(acting.work, taskforce_id) if row[0] in labels]
    severities: Counter[int] = Counter()
    for _, _, severity, count in counted:
        severities[severity] += count
    gravest, overdue = _gravest(acting), _overdue(acting)
    known = [row for row in kept_followups.counts(acting.work, taskforce_id) if row[0] in labels]
    shown = [row[0] for row in counted] + [row[0] for row in known]
    return RoomStatus(
        taskforce=acting.taskforce.code,
        ceiling=acting.ceiling,
        live=sum(severities.values()),
        by_severity=tuple(sorted(severities.items(), reverse=True)),
        awaiting=sum(count for _, status, _, count in counted if status == Status.REPORTED.value),
        gravest=gravest,
        followups=sum(count for _, count in known),
        overdue=overdue,
        lowered=acting.lowered,
        tlp=highest(shown) if shown else None,
        acts=(
            Act(N_("List"), "/incident list"),
            Act(N_("Follow-ups"), "/followup list"),
            *((Act(N_("Log an incident"), "/incident new"),) if acting.may(Right.WORK) else ()),
            Act(N_("Refresh"), "/status"),
        ),
    )


def _overdue(acting: Acting) -> tuple[FollowUpItem, ...]:
    wanted = kept_followups.Filter(
        taskforce_id=acting.taskforce.id or 0, labels=acting.readable, overdue=True
    )
    found, _ = kept_followups.page(acting.work, wanted, acting.now, size=SHOWN)
    return tuple(followup_cards.item(acting, followup) for followup in found)


def _gravest(acting: Acting) -> tuple[Item, ...]:
    wanted = finding.Filter(taskforce_id=acting.taskforce.id or 0, labels=acting.readable, severity=GRAVE)
    found, _ = finding.page(acting.work, wanted, size=SHOWN)
    return tuple(cards.item(incident) for incident in found)
