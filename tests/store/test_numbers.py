"""Numbers: one after the other in each task force, whoever takes them at once and whatever fails."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from bot.model.taskforces import TaskForce
from bot.store.database import Database
from bot.store.numbers import take
from bot.store.work import Work
from bot.store.writer import Writer
from store.shelf import NOW, seen

THREADS, EACH = 8, 30
TASKFORCES = (1, 2)


class Refused(Exception):  # noqa: N818 - a job's own reason
    """Why a job that took a number fails."""


def job(taskforce: int, *, refused: bool) -> Callable[[Work], tuple[int, int]]:
    def takes(work: Work) -> tuple[int, int]:
        number = take(work, taskforce, "INC")
        if refused:
            raise Refused
        return taskforce, number

    return takes


def test_numbers_have_no_gaps_and_no_doubles(database: Database, writer: Writer) -> None:
    for code in ("LAKES", "DESERT"):
        writer.do(lambda work, code=code: work.insert(TaskForce, {"code": code, "created_at": NOW}))
    together = threading.Barrier(THREADS)

    def takes(thread: int) -> list[tuple[int, int]]:
        chance = Random(thread)
        together.wait()
        jobs = [job(chance.choice(TASKFORCES), refused=chance.random() < 0.3) for _ in range(EACH)]
        futures = [writer.submit(job, thread) for job in jobs]
        return [future.result() for future in futures if not isinstance(future.exception(), Refused)]

    with ThreadPoolExecutor(THREADS) as pool:
        got = [pair for some in pool.map(takes, range(THREADS)) for pair in some]
    assert len(got) < THREADS * EACH, "some were refused"
    for taskforce in TASKFORCES:
        numbers = sorted(number for of, number in got if of == taskforce)
        assert numbers == list(range(1, len(numbers) + 1))
        assert (taskforce, numbers[-1]) in seen(database, "SELECT taskforce_id, last FROM counter")


def test_each_kind_of_record_is_counted_alone(writer: Writer) -> None:
    writer.do(lambda work: work.insert(TaskForce, {"code": "LAKES", "created_at": NOW}))
    kinds = ("INC", "FUP", "INC", "INC", "FUP")
    assert [writer.do(lambda work, kind=kind: take(work, 1, kind)) for kind in kinds] == [1, 1, 2, 3, 2]


def test_a_number_belongs_to_a_task_force_that_exists(database: Database, writer: Writer) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        writer.do(lambda work: take(work, 99, "INC"))
    assert seen(database, "SELECT * FROM counter") == []
