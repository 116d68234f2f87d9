"""Every kind of thing the bot says, and how it is kept in the outbox: its name and its facts as JSON."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from bot.views import dialogs, help, incidents, people, refusals, rooms, search, status, taskforces
from bot.views.base import View

VIEWS: tuple[type[View], ...] = (
    refusals.Refused,
    incidents.IncidentOpened,
    incidents.IncidentOpenedQuietly,
    incidents.IncidentShown,
    incidents.IncidentChanged,
    incidents.IncidentLogged,
    incidents.IncidentCorrected,
    incidents.IncidentLinked,
    incidents.IncidentWatched,
    incidents.IncidentNews,
    incidents.IncidentReviewDue,
    incidents.IncidentExplained,
    incidents.IncidentList,
    incidents.Undone,
    search.Found,
    status.RoomStatus,
    dialogs.Question,
    dialogs.WhichRecord,
    dialogs.Cancelled,
    dialogs.AnsweredAlone,
    help.Overview,
    help.FamilyHelp,
    help.CommandHelp,
    people.Profile,
    people.LanguageSet,
    people.ZoneSet,
    rooms.Welcome,
    rooms.RoomBound,
    rooms.RoomLowered,
    rooms.RoomUnbound,
    rooms.CeilingSet,
    rooms.RoomLanguagesSet,
    rooms.RoomZoneSet,
    taskforces.TaskForceShown,
    taskforces.TaskForceChanged,
    taskforces.MemberAdded,
    taskforces.MemberRemoved,
    taskforces.Members,
    taskforces.OrganisationAdded,
)

BY_NAME = {kind.__name__: kind for kind in VIEWS}


@lru_cache(maxsize=128)
def _adapter(kind: type[View]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(view: View) -> str:
    """The view's facts as JSON."""
    return _adapter(type(view)).dump_json(view).decode()


def decode(kind: str, facts: str) -> View:
    """The view kept under a name, with its facts."""
    view: View = _adapter(BY_NAME[kind]).validate_json(facts)
    return view
