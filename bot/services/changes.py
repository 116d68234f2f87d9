"""Changing a record: the row, its timeline, what `/undo` needs, and the audit note, always together."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json, to_jsonable_python

from bot.model.delivery import Act
from bot.model.entries import Entry, EntryKind
from bot.model.links import Watch
from bot.model.records import Record
from bot.model.refusals import AlreadySo, NoRecord, Refusal, TooLong
from bot.services.acting import Acting
from bot.store import records
from bot.store.prepared import changed
from bot.text.clean import fold

LONGEST_ENTRY = 7500


def committed(
    acting: Acting,
    record: Record,
    act: str,
    *,
    text: str = "",
    detail: dict[str, Any] | None = None,
    undo: dict[str, Any] | None = None,
) -> None:
    """Nothing; a changed record is saved with its timeline entry, its undo and its audit note.

    `undo` is what else is needed to reverse the act, under names that are no columns.
    """
    before = {name: value for name, value in changed(record).items() if name not in _BOOKKEEPING}
    add_entry(acting, record, EntryKind.CHANGE, text=text, act=act, detail=detail or {})
    keep_for_undo(acting, record, act, {**before, **(undo or {})})
    acting.note(f"{record.KIND} {act}", record.key, content(record, text))


_BOOKKEEPING = frozenset({"entries", "version", "updated_at", "search_text"})


def add_entry(
    acting: Acting,
    record: Record,
    kind: EntryKind,
    *,
    text: str = "",
    act: str = "",
    detail: dict[str, Any] | None = None,
    **more: Any,  # noqa: ANN401 - columns of Entry
) -> int:
    """The number of a new line in the timeline; the record is saved with it."""
    record.entries += 1
    record.updated_at = acting.now
    acting.work.save(record)
    values = {
        "record_kind": record.KIND,
        "record_id": record.id,
        "number": record.entries,
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
    return record.entries


def write(acting: Acting, record: Record, kind: EntryKind, text: str, **more: Any) -> int:  # noqa: ANN401 - columns of Entry
    """The number of a new timeline entry that somebody wrote; it is found by its words."""
    if len(text) > LONGEST_ENTRY:
        raise Refusal(TooLong(LONGEST_ENTRY, len(text)))
    record.search_text = f"{record.search_text} {fold(text)}"
    number = add_entry(acting, record, kind, text=text, **more)
    acting.note(f"{record.KIND} {kind.value}", record.key, content(record, text))
    return number


def filed(acting: Acting, record: Record, text: str, event: str | None, **more: Any) -> int:  # noqa: ANN401 - columns of Entry
    """The number of a new update; a message that was filed before answers with its first one."""
    known = records.entry_from(acting.work, record, event) if event else None
    if known is not None:
        raise Refusal(AlreadySo(record.ref, f"#{known.number}"))
    return write(acting, record, EntryKind.UPDATE, text, source_event=event, **more)


def correct(acting: Acting, record: Record, number: int, text: str) -> int:
    """The number of the entry that corrects another; the other stays as it was."""
    wrong = records.entry(acting.work, record, number)
    if wrong is None or wrong.kind is EntryKind.CHANGE:
        raise Refusal(NoRecord(f"{record.ref} #{number}"))
    return write(acting, record, EntryKind.CORRECTION, text, corrects=number, happened_at=wrong.happened_at)


def watch(acting: Acting, record: Record, person_id: int) -> None:
    """Nothing; the person is told of the record from now on."""
    values = {
        "record_kind": record.KIND,
        "record_id": record.id,
        "person_id": person_id,
        "created_at": acting.now,
    }
    acting.work.insert(Watch, values, once=True)


def keep_for_undo(acting: Acting, record: Record, act: str, before: dict[str, Any]) -> None:
    """Nothing; the old values are kept so that the act can be reversed by a new one."""
    acting.work.insert(
        Act,
        {
            "person_id": acting.person.id,
            "at": acting.now,
            "command": act,
            "record_kind": record.KIND,
            "record_id": record.id,
            "version": record.version,
            "before": to_jsonable_python(before),
        },
    )


def restore(record: Record, before: dict[str, Any]) -> dict[str, Any]:
    """What else was kept, once the kept old values are the record's values again."""
    columns = {name: value for name, value in before.items() if name in type(record).model_fields}
    for name, value in columns.items():
        setattr(record, name, _adapter(type(record), name).validate_python(value))
    return {name: value for name, value in before.items() if name not in columns}


@lru_cache(maxsize=128)
def _adapter(kind: type[Record], name: str) -> TypeAdapter[Any]:
    annotation: Any = kind.model_fields[name].annotation
    return TypeAdapter(annotation)


def content(record: Record, text: str = "") -> str:
    """What is digested for the audit log: the record's state and what was written."""
    state = {name: getattr(record, name) for name in record.DIGESTED}
    return to_json({**state, "text": text}).decode()
