"""Changing a record: the row, its timeline, what `/undo` needs, and the audit note, always together."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json, to_jsonable_python

from bot.model.delivery import Act
from bot.model.entries import Entry, EntryKind
from bot.model.incidents import Incident
from bot.services.acting import Acting
from bot.store.prepared import changed

KIND = "incident"


def record_key(incident: Incident) -> str:
    """How an incident is named in the audit log and on posts: it never changes and says nothing."""
    return f"{KIND}:{incident.id}"


def committed(
    acting: Acting, incident: Incident, act: str, *, text: str = "", detail: dict[str, Any] | None = None
) -> None:
    """Nothing; a changed incident is saved with its timeline entry, its undo and its audit note."""
    before = {name: value for name, value in changed(incident).items() if name not in _BOOKKEEPING}
    add_entry(acting, incident, EntryKind.CHANGE, text=text, act=act, detail=detail or {})
    keep_for_undo(acting, incident, act, before)
    acting.note(f"incident {act}", record_key(incident), content(incident, text))


_BOOKKEEPING = frozenset({"entries", "version", "updated_at", "search_text"})


def add_entry(
    acting: Acting,
    incident: Incident,
    kind: EntryKind,
    *,
    text: str = "",
    act: str = "",
    detail: dict[str, Any] | None = None,
    **more: Any,  # noqa: ANN401 - columns of Entry
) -> int:
    """The number of a new line in the timeline; the incident is saved with it."""
    incident.entries += 1
    incident.updated_at = acting.now
    acting.work.save(incident)
    values = {
        "record_kind": KIND,
        "record_id": incident.id,
        "number": incident.entries,
        "kind": kind,
        "act": act,
        "detail": to_jsonable_python(detail or {}),
        "text": text,
        "author_id": acting.person.id,
        "happened_at": acting.now,
        "written_at": acting.now,
        **more,
    }
    acting.work.insert(Entry, values)
    return incident.entries


def keep_for_undo(acting: Acting, incident: Incident, act: str, before: dict[str, Any]) -> None:
    """Nothing; the old values are kept so that the act can be reversed by a new one."""
    acting.work.insert(
        Act,
        {
            "person_id": acting.person.id,
            "at": acting.now,
            "command": act,
            "record_kind": KIND,
            "record_id": incident.id,
            "version": incident.version,
            "before": to_jsonable_python(before),
        },
    )


def restore(incident: Incident, before: dict[str, Any]) -> None:
    """Nothing; the kept old values are the incident's values again."""
    for name, value in before.items():
        setattr(incident, name, _adapter(name).validate_python(value))


@lru_cache(maxsize=64)
def _adapter(name: str) -> TypeAdapter[Any]:
    kind: Any = Incident.model_fields[name].annotation
    return TypeAdapter(kind)


def content(incident: Incident, text: str = "") -> str:
    """What is digested for the audit log: the record's state and what was written."""
    state = {
        "title": incident.title,
        "body": incident.body,
        "status": incident.status,
        "severity": incident.severity,
        "tlp": incident.tlp,
        "version": incident.version,
        "text": text,
    }
    return to_json(state).decode()
