"""The writer: the one place that commits.

Jobs wait in a queue; the writer takes what is there, runs each in a savepoint of its own and commits
once. A job that fails is undone alone. Nobody is answered before the commit. On PostgreSQL a few
writers share the work: everything of one room goes to the same one, so that rooms keep their order.
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import structlog

from bot.store.database import Database, Link, StoreTrouble, is_trouble
from bot.store.work import Conflict, Work

T = TypeVar("T")
Job = Callable[[Work], T]

BATCH = 64
WRITERS_POSTGRES = 3
CONFLICT_TRIES = 5

log = structlog.get_logger()


@dataclass(slots=True)
class _Task(Generic[T]):
    job: Job[T]
    future: "Future[T]" = field(default_factory=Future)
    outcome: T | None = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.outcome)  # type: ignore[arg-type] # None only where T allows it


class Writer:
    """Runs jobs in transactions and tells `committed` what they touched."""

    def __init__(self, database: Database, committed: Callable[[Work], None] = lambda _: None) -> None:
        self._committed = committed
        count = 1 if database.lite else WRITERS_POSTGRES
        self._lanes = [_Lane(database, self._tell, BATCH if database.lite else 1) for _ in range(count)]

    def submit(self, job: Job[T], lane: int = 0) -> "Future[T]":
        """The job's result, once it is committed; jobs of one `lane` run in the order given."""
        return self._lanes[lane % len(self._lanes)].submit(job)

    def do(self, job: Job[T], lane: int = 0) -> T:
        """As `submit`, waiting for it."""
        return self.submit(job, lane).result()

    def on_commit(self, committed: Callable[[Work], None]) -> None:
        """From now on `committed` is called, in the writer's thread, after every commit."""
        self._committed = committed

    def close(self) -> None:
        """What was submitted is done, then the writer ends."""
        for lane in self._lanes:
            lane.close()

    def _tell(self, work: Work) -> None:
        self._committed(work)


class _Lane:
    """One writing thread with its connection and its queue."""

    def __init__(self, database: Database, committed: Callable[[Work], None], batch: int) -> None:
        self._link = database.connect()
        self._committed = committed
        self._batch = batch
        self._tasks: queue.SimpleQueue[_Task[Any] | None] = queue.SimpleQueue()
        self._database = database
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T]) -> "Future[T]":
        task = _Task(job)
        task.future.set_running_or_notify_cancel()  # what was submitted is done, whoever still waits for it
        self._tasks.put(task)
        return task.future

    def close(self) -> None:
        self._tasks.put(None)
        self._thread.join()
        self._link.close()

    def _run(self) -> None:
        while not self._closing:
            tasks = self._take()
            if tasks:
                self._transact(tasks)

    def _take(self) -> list[_Task[Any]]:
        tasks: list[_Task[Any]] = []
        task = self._tasks.get()
        while True:
            if task is None:
                self._closing = True
                return tasks
            tasks.append(task)
            if len(tasks) >= self._batch:
                return tasks
            try:
                task = self._tasks.get_nowait()
            except queue.Empty:
                return tasks

    def _transact(self, tasks: list[_Task[Any]]) -> None:
        try:
            work = self._link.begin()
            for task in tasks:
                _attempt(self._link, work, task)
            self._link.commit()
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing of the batch was kept
            self._fail(tasks, error)
            return
        self._committed(work)
        for task in tasks:
            task.settle()

    def _fail(self, tasks: list[_Task[Any]], error: Exception) -> None:
        with suppress(Exception):
            self._link.rollback()
        log.error("nothing was written", jobs=len(tasks), error=type(error).__name__, detail=_said(error))
        self._heal()
        trouble = StoreTrouble(_said(error))
        trouble.__cause__ = error
        for task in tasks:
            task.error = trouble
            task.settle()

    def _heal(self) -> None:
        """A new connection where the old one is lost."""
        with suppress(Exception):
            self._link.begin()
            self._link.rollback()
            return
        with suppress(Exception):
            fresh: Link = self._database.connect()
            self._link.close()
            self._link = fresh


def _attempt(link: Link, work: Work, task: _Task[Any]) -> None:
    for left in reversed(range(CONFLICT_TRIES)):
        task.error = _try(link, work, task)
        if not isinstance(task.error, Conflict):
            return
        if left:
            time.sleep(0.001)


def _try(link: Link, work: Work, task: _Task[Any]) -> Exception | None:
    try:
        with link.savepoint():
            task.outcome = task.job(work)
    except Exception as error:
        if is_trouble(error):
            raise
        return error
    return None


def _said(error: BaseException) -> str:
    """The first line of what a driver says, without the statement and its values."""
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
