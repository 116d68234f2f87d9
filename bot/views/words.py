"""Words for codes and states; each agrees with the noun it stands beside (LANGUAGES.md §6.11)."""

from bot.model.followups import FollowUpKind, Priority
from bot.model.followups import Status as FollowUpStatus
from bot.model.incidents import Outcome, Status
from bot.model.reminders import Status as ReminderStatus
from bot.text.say import P_

STATUSES = {
    Status.DRAFT: P_("incident", "draft"),
    Status.REPORTED: P_("incident", "reported"),
    Status.OPEN: P_("incident", "open"),
    Status.MONITORING: P_("incident", "monitoring"),
    Status.CLOSED: P_("incident", "closed"),
    Status.REJECTED: P_("incident", "rejected (unfounded)"),
    Status.DUPLICATE: P_("incident", "duplicate"),
}

FOLLOWUP_STATUSES = {
    FollowUpStatus.OPEN: P_("follow-up", "open"),
    FollowUpStatus.IN_PROGRESS: P_("follow-up", "in progress"),
    FollowUpStatus.BLOCKED: P_("follow-up", "blocked"),
    FollowUpStatus.DONE: P_("follow-up", "done"),
    FollowUpStatus.VERIFIED: P_("follow-up", "verified"),
    FollowUpStatus.CANCELLED: P_("follow-up", "cancelled"),
}

REMINDER_STATUSES = {
    ReminderStatus.ACTIVE: P_("reminder", "active"),
    ReminderStatus.OVER: P_("reminder", "over"),
    ReminderStatus.CANCELLED: P_("reminder", "cancelled"),
}

PRIORITIES = {
    Priority.LOW: P_("priority", "low"),
    Priority.NORMAL: P_("priority", "normal"),
    Priority.HIGH: P_("priority", "high"),
    Priority.URGENT: P_("priority", "urgent"),
}

FOLLOWUP_KINDS = {
    FollowUpKind.ACTION: P_("follow-up kind", "action"),
    FollowUpKind.INFO_REQUEST: P_("follow-up kind", "request for information"),
    FollowUpKind.CAPACITY: P_("follow-up kind", "capacity building"),
    FollowUpKind.GOVERNANCE: P_("follow-up kind", "governance"),
    FollowUpKind.AWARENESS: P_("follow-up kind", "awareness"),
    FollowUpKind.RESOURCE: P_("follow-up kind", "resources"),
    FollowUpKind.AGENDA: P_("follow-up kind", "agenda item"),
    FollowUpKind.LESSON: P_("follow-up kind", "lesson learned"),
}

OUTCOMES = {
    Outcome.RESOLVED: P_("incident", "resolved"),
    Outcome.REFERRED: P_("incident", "handed over to others"),
    Outcome.UNRESOLVED: P_("incident", "not resolved"),
    Outcome.FALSE_ALARM: P_("incident", "false alarm"),
}

SEVERITIES = {
    5: P_("severity", "critical"),
    4: P_("severity", "high"),
    3: P_("severity", "medium"),
    2: P_("severity", "low"),
    1: P_("severity", "informational"),
}

CATEGORIES = {
    "TER": P_("category", "terrorism"),
    "VEX": P_("category", "violent extremism"),
    "ORG": P_("category", "organised crime"),
    "TRF": P_("category", "trafficking and smuggling"),
    "MAR": P_("category", "maritime security and piracy"),
    "CYB": P_("category", "cyber"),
    "CON": P_("category", "border and armed conflict"),
    "CLI": P_("category", "climate and resource security"),
    "DIS": P_("category", "disaster and public health"),
    "GOV": P_("category", "corruption and governance"),
    "CIV": P_("category", "civic unrest"),
    "OTH": P_("category", "other"),
}

RELIABILITY = {
    "A": P_("source", "completely reliable"),
    "B": P_("source", "usually reliable"),
    "C": P_("source", "fairly reliable"),
    "D": P_("source", "not usually reliable"),
    "E": P_("source", "unreliable"),
    "F": P_("source", "reliability cannot be judged"),
}

CREDIBILITY = {
    1: P_("information", "confirmed by other sources"),
    2: P_("information", "probably true"),
    3: P_("information", "possibly true"),
    4: P_("information", "doubtful"),
    5: P_("information", "improbable"),
    6: P_("information", "truth cannot be judged"),
}

RELATIONS = {
    "related": P_("link", "Related to"),
    "caused_by": P_("link", "Caused by"),
    "causes": P_("link", "Led to"),
    "duplicate": P_("link", "Duplicate of"),
    "duplicated": P_("link", "Has the duplicate"),
    "addresses": P_("link", "Addresses"),
    "decided_in": P_("link", "Decided in"),
    "funds": P_("link", "Funds"),
    "discussed_in": P_("link", "Discussed in"),
}

ROLES = {
    "chair": P_("role", "chair"),
    "coordinator": P_("role", "coordinator"),
    "member": P_("role", "member"),
    "observer": P_("role", "observer"),
    "auditor": P_("role", "auditor"),
    "admin": P_("role", "administrator"),
}

TASKFORCE_STATUSES = {
    "proposed": P_("task force", "proposed"),
    "active": P_("task force", "active"),
    "suspended": P_("task force", "suspended"),
    "closed": P_("task force", "closed"),
}
