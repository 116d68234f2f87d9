"""Every kind of thing the bot says, and how it is kept in the outbox: its name and its facts as JSON."""

from typing import Any

from pydantic import TypeAdapter

from bot.views import dialogs, helping, incidents, people, refusals, rooms, search, status, taskforces
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
    helping.Overview,
    helping.FamilyHelp,
    helping.CommandHelp,
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


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(name: str) -> TypeAdapter[Any]:
    if name not in _ADAPTERS:
        _ADAPTERS[name] = TypeAdapter(BY_NAME[name])
    return _ADAPTERS[name]


def encode(view: View) -> str:
    """The view's facts as JSON."""
    return _adapter(type(view).__name__).dump_json(view).decode()


def decode(kind: str, facts: str) -> View:
    """The view kept under a name, with its facts."""
    view: View = _adapter(kind).validate_json(facts)
    return view
