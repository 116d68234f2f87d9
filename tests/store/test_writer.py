"""The writer: many jobs a commit, each undone alone, nobody answered before the commit."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

import pytest

from bot.model.delivery import Cursor
from bot.services.sample import seed
from bot.store import directory, incidents
from bot.store.database import Database
from bot.store.work import Conflict, Work
from bot.store.writer import BATCH, CONFLICT_TRIES, Writer
from store.shelf import NOW, held, noted, run, seeded, seen

NAMES = "SELECT network FROM cursor ORDER BY network"


class Wrong(Exception):  # noqa: N818 - a job's own reason
    """Why a job fails."""


def keep(work: Work, name: str) -> str:
    work.insert(Cursor, noted(name))
    return name


def spoil(work: Work, name: str) -> str:
    keep(work, name)
    raise Wrong(name)


def test_many_jobs_share_few_commits(sqlite_url: str) -> None:
    commits: list[Work] = []
    writer = Writer(Database(sqlite_url), commits.append)
    with held(writer):
        futures = [writer.submit(lambda work, n=n: keep(work, f"{n:03}")) for n in range(3 * BATCH)]
    assert [future.result() for future in futures] == [f"{n:03}" for n in range(3 * BATCH)]
    assert len(commits) == 1 + 3, "the first is of the job that held the lane"
    writer.close()


def test_a_job_that_fails_is_undone_alone(database: Database, writer: Writer) -> None:
    with held(writer):
        jobs = [spoil if n % 3 == 1 else keep for n in range(12)]
        futures = [
            writer.submit(lambda work, n=n, job=job: job(work, f"{n:02}")) for n, job in enumerate(jobs)
        ]
    kept = [f"{n:02}" for n, job in enumerate(jobs) if job is keep]
    assert [str(future.exception()) for future in futures if future.exception()] == ["01", "04", "07", "10"]
    assert [future.result() for future in futures if not future.exception()] == kept
    assert seen(database, NAMES) == [(name,) for name in kept]


def test_a_part_of_a_job_is_undone_alone(database: Database, writer: Writer) -> None:
    def tries_twice(work: Work) -> None:
        keep(work, "a")
        with pytest.raises(Wrong), work.savepoint():
            spoil(work, "b")
        keep(work, "c")

    writer.do(tries_twice)
    assert seen(database, NAMES) == [("a",), ("c",)]


def test_what_the_database_refuses_is_the_fault_of_the_job(database: Database, writer: Writer) -> None:
    writer.do(lambda work: keep(work, "a"))
    with held(writer):
        before = writer.submit(lambda work: keep(work, "before"))
        twice = writer.submit(lambda work: keep(work, "a"))
        after = writer.submit(lambda work: keep(work, "later"))
    assert type(twice.exception()).__name__ in {"IntegrityError", "UniqueViolation"}
    assert [before.result(), after.result()] == ["before", "later"]
    assert seen(database, NAMES) == [("a",), ("before",), ("later",)]


def test_jobs_of_a_lane_run_in_the_order_given(writer: Writer) -> None:
    order: dict[int, list[int]] = {lane: [] for lane in range(6)}
    futures = [writer.submit(lambda _, n=n: order[n % 6].append(n), n % 6) for n in range(600)]
    for future in futures:
        future.result()
    assert all(done == sorted(done) and len(done) == 100 for done in order.values())


def test_nobody_is_answered_before_the_commit(database: Database, writer: Writer) -> None:
    answered: list[list[tuple[str]]] = []
    unanswered: list[bool] = []
    first: Future[str] = Future()
    with held(writer):
        first = writer.submit(lambda work: keep(work, "1"))
        first.add_done_callback(lambda _: answered.append(seen(database, NAMES)))
        second = writer.submit(lambda _: unanswered.append(first.done()) or bool(seen(database, NAMES)))
    batched = not database.lite
    assert second.result() is batched, "one transaction on SQLite, one each on PostgreSQL"
    assert unanswered == [batched]
    assert answered == [[("1",)]]


def test_closing_does_what_was_submitted_first(database: Database) -> None:
    writer = Writer(database)
    with held(writer):
        futures = [writer.submit(lambda work, n=n: keep(work, f"{n:03}"), n) for n in range(100)]
        closing = threading.Thread(target=writer.close)
        closing.start()
    closing.join()
    assert all(future.done() for future in futures)
    assert len(seen(database, NAMES)) == 100


def test_a_caller_who_gives_up_does_not_stop_the_writer(database: Database, writer: Writer) -> None:
    with held(writer):
        given_up = writer.submit(lambda work: keep(work, "a"))
        given_up.cancel()
    assert writer.submit(lambda work: keep(work, "b")).result(5) == "b"
    assert seen(database, NAMES) == [("a",), ("b",)], "it was submitted, so it is done"


def test_a_conflict_is_met_with_a_new_try(writer: Writer) -> None:
    tries: list[Work] = []

    def wins(work: Work, last: int) -> int:
        tries.append(work)
        if len(tries) < last:
            raise Conflict
        return len(tries)

    assert writer.do(lambda work: wins(work, CONFLICT_TRIES)) == CONFLICT_TRIES
    tries.clear()
    with pytest.raises(Conflict):
        writer.do(lambda work: wins(work, CONFLICT_TRIES + 1))
    assert len(tries) == CONFLICT_TRIES


def test_only_what_changed_is_written(database: Database, writer: Writer) -> None:
    seeded(writer)

    def meanwhile(work: Work) -> None:
        person = directory.person_by_id(work, 1)
        assert person is not None
        run(work, "UPDATE person SET zone = 'Africa/Cairo' WHERE id = 1")
        person.language = "sw"
        work.save(person)
        work.save(person)

    writer.do(meanwhile)
    assert seen(database, "SELECT zone, language FROM person") == [("Africa/Cairo", "sw")]


def test_a_record_that_moved_on_is_a_conflict(database: Database, writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    assert writer.do(placed("Moyale"))
    with pytest.raises(Conflict):
        writer.do(placed("Busia", "Malaba"))
    assert seen(database, "SELECT place, version FROM incident WHERE number = 1") == [("Moyale", 2)]


def placed(*places: str) -> Callable[[Work], bool]:
    """What sets the place of INC-1, each time on what it was before any of them."""

    def places_it(work: Work) -> bool:
        rows = [incidents.by_number(work, 1, 1) for _ in places]
        for row, place in zip(rows, places, strict=True):
            assert row is not None
            row.place = place
            work.save(row)
        return True

    return places_it
