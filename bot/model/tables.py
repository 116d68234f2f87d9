"""Every table, in the order a newcomer meets them; importing this module makes the schema whole."""

from bot.model.audit import AuditEvent, ChainHead
from bot.model.base import Base
from bot.model.delivery import Act, Counter, Cursor, Dialog, Inbox, Lease, Outbox, Posted, Schedule
from bot.model.entries import Entry
from bot.model.followups import Assignee, FollowUp, Template
from bot.model.incidents import Incident
from bot.model.links import Link, Watch
from bot.model.organisations import Organisation
from bot.model.people import Absence, AccountCode, Identity, Person
from bot.model.reminders import Reminder
from bot.model.rooms import FormerAddress, Occupant, Room
from bot.model.taskforces import Membership, TaskForce

METADATA = Base.metadata

TABLES = (
    Organisation,
    Person,
    Identity,
    AccountCode,
    Absence,
    TaskForce,
    Membership,
    Room,
    FormerAddress,
    Occupant,
    Incident,
    FollowUp,
    Assignee,
    Template,
    Reminder,
    Entry,
    Link,
    Watch,
    AuditEvent,
    ChainHead,
    Inbox,
    Cursor,
    Lease,
    Outbox,
    Posted,
    Dialog,
    Act,
    Schedule,
    Counter,
)
