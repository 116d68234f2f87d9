"""Every kind of thing the bot says, and how it is kept in the outbox: its name and its facts as JSON."""

from typing import Any

from pydantic import TypeAdapter

from bot.views import (
    dialogs,
    followups,
    helping,
    hours,
    incidents,
    people,
    refusals,
    reminders,
    rooms,
    search,
    status,
    taskforces,
    times,
    undo,
)
from bot.views.base import View

MODULES = (
    refusals,
    incidents,
    followups,
    reminders,
    times,
    hours,
    search,
    status,
    dialogs,
    helping,
    people,
    rooms,
    taskforces,
    undo,
)
BY_NAME: dict[str, type[View]] = {
    name: kind
    for module in MODULES
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, View) and kind.__module__ == module.__name__
}

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
