"""Values come back from every database as they went in: instants, enums, lists, nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, select

from bot.model.base import table
from bot.model.delivery import Schedule
from bot.model.entries import Entry, EntryKind
from bot.model.incidents import Incident, Outcome, Status
from bot.model.markings import Tlp
from bot.services.sample import seed
from bot.store import incidents, records
from bot.store.work import Query, Work
from bot.store.writer import Writer
from bot.transports.base import storable
from store.shelf import NOW

HOSTILE = (
    "<b>",
    "</a>",
    "&lt;",
    '"',
    "'",
    "\\",
    "%",
    "_",
    ":x",
    "?",
    "{ref}",
    "\u2069",
    "\u202e",
    "אב",
    "🚒",
    "\n",
)
TEXTS = some.lists(some.sampled_from(HOSTILE) | some.text(max_size=5), max_size=4).map("".join).map(storable)
SIMPLE = some.none() | some.booleans() | some.integers(-(2**31), 2**31) | TEXTS
PAYLOADS = some.dictionaries(TEXTS, SIMPLE | some.lists(SIMPLE, max_size=3), max_size=3)
ZONES = some.sampled_from(
    ["UTC", "Africa/Cairo", "Africa/Casablanca", "Asia/Kathmandu", "America/St_Johns"]
).map(ZoneInfo)
INSTANTS = some.datetimes(
    NOW.replace(tzinfo=None, year=1970),
    NOW.replace(tzinfo=None, year=2200),
    timezones=ZONES,
)
SCHEDULE = table(Schedule)
EVERY = Query(select(SCHEDULE))
DROP = Query(delete(SCHEDULE))


def kept(work: Work, values: dict[str, Any]) -> Schedule:
    """The row as it is read after it was written."""
    work.run(DROP)
    work.insert(Schedule, {"key": "k", "kind": "k", "due_at": NOW, **values})
    (row,) = work.all(Schedule, EVERY)
    return row


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(due=INSTANTS, done=some.none() | INSTANTS, payload=PAYLOADS, kind=TEXTS.map(lambda text: text[:32]))
def test_a_row_comes_back_as_it_went_in(
    writer: Writer, due: datetime, done: datetime | None, payload: dict[str, Any], kind: str
) -> None:
    given_values = {"due_at": due, "done_at": done, "payload": payload, "kind": kind}
    row = writer.do(lambda work: kept(work, given_values))
    assert (row.payload, row.kind, row.result) == (payload, kind, "")
    assert row.due_at == due.astimezone(UTC)
    assert row.due_at.utcoffset() == timedelta()
    assert row.done_at == (done and done.astimezone(UTC))


def test_both_passes_of_an_hour_that_comes_twice_are_kept_apart(writer: Writer) -> None:
    first = datetime(2026, 10, 29, 23, 30, tzinfo=ZoneInfo("Africa/Cairo"))
    hours = [
        writer.do(lambda work, fold=fold: kept(work, {"due_at": first.replace(fold=fold)})).due_at
        for fold in (0, 1, 0)
    ]
    assert [at.isoformat() for at in hours] == [
        "2026-10-29T20:30:00+00:00",
        "2026-10-29T21:30:00+00:00",
        "2026-10-29T20:30:00+00:00",
    ]


def test_an_instant_without_a_zone_is_refused(writer: Writer) -> None:
    for naive in (NOW.replace(tzinfo=None), NOW.replace(tzinfo=None, year=2027)):
        with pytest.raises(ValueError, match=r"2026|2027|timezone"):
            writer.do(lambda work, naive=naive: kept(work, {"due_at": naive}))
    assert writer.do(lambda work: work.rows(EVERY)) == []


FACTS: dict[str, Any] = {
    "status": Status.CLOSED,
    "status_before": Status.MONITORING,
    "outcome": Outcome.FALSE_ALARM,
    "tlp": Tlp.STRICT,
    "live": False,
    "drill": True,
    "countries": ["KE", "UG"],
    "tags": ['"', "%", "_", "a/b", "سوق"],
    "retention_until": date(2031, 2, 28),
    "closed_at": NOW + timedelta(microseconds=1),
    "review_at": None,
    "lead_id": None,
    "place": "".join(HOSTILE),
    "summary": "",
}


def test_a_record_comes_back_as_it_went_in_whether_saved_or_added(writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    writer.do(lambda work: saved(work, 1, FACTS))
    first = writer.do(lambda work: incidents.by_number(work, 1, 1))
    copied = {**facts(first), "id": None, "number": 99, "duplicate_of": 1}
    added = writer.do(lambda work: work.add(Incident, **{k: v for k, v in copied.items() if k != "id"}))
    second = writer.do(lambda work: incidents.by_number(work, 1, 99))
    assert {name: facts(first)[name] for name in FACTS} == FACTS
    assert [type(facts(first)[name]) for name in FACTS] == [type(value) for value in FACTS.values()]
    assert facts(second) == facts(added) == {**copied, "id": added.id}


def saved(work: Work, number: int, values: dict[str, Any]) -> None:
    row = incidents.by_number(work, 1, number)
    assert row is not None
    for name, value in values.items():
        setattr(row, name, value)
    work.save(row)


def facts(row: Incident | None) -> dict[str, Any]:
    assert row is not None
    return {name: row.__dict__[name] for name in Incident.model_fields}


def test_what_is_not_given_takes_the_default_each_time_anew(writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    author = {"author_id": 1, "happened_at": NOW, "written_at": NOW}
    line = {"record_kind": "incident", "record_id": 1, "kind": EntryKind.UPDATE, **author}
    one = writer.do(lambda work: work.add(Entry, number=70, **line))
    two = writer.do(lambda work: work.add(Entry, number=71, **line))
    one.detail["spoilt"] = True
    assert (two.detail, two.text, two.corrects, two.source_event) == ({}, "", None, None)
    stored = writer.do(lambda work: records.entries(work, incidents.by_id(work, 1) or Incident()))
    assert [(entry.number, entry.detail) for entry in stored if entry.number >= 70] == [(70, {}), (71, {})]


def test_a_row_that_is_there_already_is_left_alone_when_asked(writer: Writer) -> None:
    row = {"key": "k", "kind": "k", "due_at": NOW}
    first = writer.do(lambda work: work.insert(Schedule, row, once=True))
    assert first > 0
    assert writer.do(lambda work: work.insert(Schedule, {**row, "kind": "other"}, once=True)) == 0
    assert [found.kind for found in writer.do(lambda work: work.all(Schedule, EVERY))] == ["k"]
