"""The schedule: what is put there comes in order, in batches, and ends."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from bot.model.delivery import Schedule
from bot.model.people import Person
from bot.store import schedule
from bot.store.database import Database
from bot.store.schedule import BATCH
from bot.store.work import Query, Work
from bot.store.writer import Writer
from store.shelf import NOW, seeded, seen

MINUTE = timedelta(minutes=1)


@pytest.fixture
def people(writer: Writer) -> tuple[int, ...]:
    """The keys of three people."""

    def known(work: Work, handle: str) -> int:
        person = {"handle": handle, "name": handle, "organisation_id": 1, "created_at": NOW}
        return work.insert(Person, person)

    seeded(writer)
    return 1, *(writer.do(lambda work, handle=handle: known(work, handle)) for handle in ("amina", "omar"))


def thing(name: str, at: datetime = NOW, **more: Any) -> dict[str, Any]:
    return {"key": name, "kind": "reminder", "due_at": at, **more}


def put(writer: Writer, things: Iterable[dict[str, Any]]) -> None:
    def puts(work: Work) -> None:
        for one in things:
            schedule.put(work, one)

    writer.do(puts)


def due(writer: Writer, at: datetime = NOW) -> list[Schedule]:
    return writer.do(lambda work: schedule.due(work, at))


def names(rows: Iterable[Schedule]) -> list[str]:
    return [row.key for row in rows]


def done(writer: Writer, rows: Iterable[Schedule]) -> None:
    def ends(work: Work) -> None:
        for row in rows:
            schedule.end(work, row.key, NOW, "said")

    writer.do(ends)


def test_what_is_due_comes_in_order(writer: Writer) -> None:
    ago = [3, 1, 2, 1, 0, -1]
    put(writer, (thing(f"{place}", NOW - MINUTE * minutes) for place, minutes in enumerate(ago)))
    assert names(due(writer)) == ["0", "2", "1", "3", "4"], "of two at one instant, what was put there first"
    assert names(due(writer, NOW - MINUTE)) == ["0", "2", "1", "3"]
    assert due(writer, NOW - 4 * MINUTE) == []


def test_an_instant_is_the_same_in_every_zone(writer: Writer) -> None:
    nairobi = datetime.fromisoformat("2026-10-16T09:00:00+03:00")
    put(writer, [thing("a", nairobi)])
    assert names(due(writer, NOW)) == ["a"]
    assert due(writer, NOW - timedelta(microseconds=1)) == []


def test_what_is_put_again_takes_the_place_of_what_was_planned(database: Database, writer: Writer) -> None:
    put(writer, [thing("a", payload={"step": 1}), thing("b")])
    put(writer, [thing("a", NOW + MINUTE, payload={"step": 2})])
    assert names(due(writer)) == ["b"]
    (_, moved) = due(writer, NOW + MINUTE)
    assert (moved.key, moved.due_at, moved.payload) == ("a", NOW + MINUTE, {"step": 2})
    assert seen(database, "SELECT count(*) FROM schedule") == [(2,)]


def test_what_moves_keeps_its_facts_unless_it_is_given_others(writer: Writer) -> None:
    put(writer, [thing("a", payload={"step": 1})])
    (row,) = due(writer)
    writer.do(lambda work: schedule.move(work, row, NOW + MINUTE))
    assert due(writer) == []
    (row,) = due(writer, NOW + MINUTE)
    assert row.payload == {"step": 1}
    writer.do(lambda work: schedule.move(work, row, NOW, {"step": 2}))
    assert [one.payload for one in due(writer)] == [{"step": 2}]


def test_what_is_over_comes_no_more_until_it_is_put_again(database: Database, writer: Writer) -> None:
    put(writer, [thing("a"), thing("b")])
    writer.do(lambda work: schedule.end(work, "a", NOW, "said"))
    writer.do(lambda work: schedule.end(work, "a", NOW + MINUTE, "too late"))
    writer.do(lambda work: schedule.end(work, "nothing", NOW, "said"))
    assert names(due(writer)) == ["b"]
    assert seen(database, "SELECT result FROM schedule WHERE key = 'a'") == [("said",)]
    put(writer, [thing("a")])
    assert names(due(writer)) == ["a", "b"]
    assert seen(database, "SELECT result FROM schedule WHERE key = 'a'") == [("",)]


def test_nothing_comes_any_more_because_of_a_record(writer: Writer) -> None:
    put(writer, [thing("a", record="followup:1"), thing("b", record="followup:1", at=NOW + MINUTE)])
    put(writer, [thing("c", record="followup:10"), thing("d")])
    writer.do(lambda work: schedule.end_all(work, "followup:1", NOW))
    assert names(due(writer, NOW + MINUTE)) == ["c", "d"]


def test_what_comes_to_a_person_or_because_of_a_record_comes_in_order(
    writer: Writer, people: tuple[int, ...]
) -> None:
    you, amina, _ = people
    things = [
        thing("a", NOW + MINUTE, record="followup:1", person_id=you),
        thing("b", NOW, record="followup:1", person_id=amina),
        thing("c", NOW - MINUTE, record="followup:2", person_id=you),
        thing("d", NOW - MINUTE, record="followup:1", person_id=you),
        thing("e", NOW - MINUTE, record="followup:1", person_id=you),
    ]
    put(writer, things)
    done(writer, [row for row in due(writer) if row.key == "e"])
    assert names(writer.do(lambda work: schedule.of(work, "followup:1"))) == ["d", "b", "a"]


def test_the_next_instant_is_of_what_still_comes(writer: Writer) -> None:
    assert writer.do(schedule.next_due) is None
    put(writer, [thing("a", NOW + MINUTE), thing("b", NOW)])
    assert writer.do(schedule.next_due) == NOW
    done(writer, due(writer))
    assert writer.do(schedule.next_due) == NOW + MINUTE


def test_who_keeps_the_time_is_told_what_was_planned_not_what_ended(writer: Writer) -> None:
    def planned(work: Work) -> list[bool]:
        told = [work.planned]
        schedule.end(work, "a", NOW, "said")
        told.append(work.planned)
        schedule.put(work, thing("b"))
        return [*told, work.planned]

    put(writer, [thing("a")])
    assert writer.do(planned) == [False, False, True]


def test_a_move_is_told_to_who_keeps_the_time(writer: Writer) -> None:
    def moved(work: Work) -> bool:
        (row,) = schedule.due(work, NOW)
        schedule.move(work, row, NOW + MINUTE)
        return work.planned

    put(writer, [thing("a")])
    assert writer.do(moved)


def test_batch_by_batch_all_comes_once_and_in_order(writer: Writer) -> None:
    chance = Random(7)
    at = {f"{number:04}": NOW - MINUTE * chance.randrange(90) for number in range(2 * BATCH + 50)}
    put(writer, (thing(name, when) for name, when in at.items()))
    sizes, come = [], []
    while rows := due(writer):
        sizes.append(len(rows))
        come += names(rows)
        done(writer, rows)
    assert sizes == [BATCH, BATCH, 50]
    assert come == sorted(at, key=lambda name: (at[name], name))


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (schedule._DUE, "ix_schedule_due (done_at=? AND due_at<?)"),
        (schedule._NEXT, "ix_schedule_due (done_at=?)"),
        (schedule._OF_PERSON, "ix_schedule_person (person_id=? AND done_at=?)"),
        (schedule._OF, "ix_schedule_record (record=?)"),
    ],
)
def test_nothing_is_read_but_what_is_asked_for(sqlite_url: str, query: Query, index: str) -> None:
    link = Database(sqlite_url).connect()
    sql = query.on(link.database.dialect).sql
    plan = link.raw.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * sql.count("?")).fetchall()
    link.close()
    assert [index in step for *_, step in plan] == [True], plan
