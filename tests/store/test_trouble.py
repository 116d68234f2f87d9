"""A database in trouble: whoever waits is told so, and work goes on when it is over."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest
from world import world

from bot import app
from bot.model.delivery import Cursor
from bot.services import relay
from bot.store import database as databases
from bot.store.chain import verify
from bot.store.database import Database, StoreTrouble, is_trouble
from bot.store.work import Work
from bot.store.writer import Writer
from store.shelf import held, noted, run, seen

LONG = "/incident new sev2 Report\n" + "word " * 1400
NAMES = "SELECT network FROM cursor ORDER BY network"


def keep(work: Work, name: str) -> None:
    work.insert(Cursor, noted(name))


def raise_in_server(work: Work, state: str) -> None:
    run(work, f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'as if'; END $$")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for a lock, and between tries, is short."""
    monkeypatch.setattr(databases, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(app, "RETRY_SECONDS", 0.05)
    monkeypatch.setattr(relay, "PAUSE", 0.05)


def lock(url: str) -> sqlite3.Connection:
    """Somebody else who writes, for as long as they like."""
    link = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    link.execute("BEGIN IMMEDIATE")
    return link


def test_a_locked_database_is_waited_for(sqlite_url: str) -> None:
    writer = Writer(Database(sqlite_url))
    with closing(lock(sqlite_url)) as other:
        waiting = writer.submit(lambda work: keep(work, "a"))
        with pytest.raises(TimeoutError):
            waiting.result(0.05)
        other.execute("COMMIT")
        waiting.result(databases.BUSY_SECONDS)
    writer.close()
    assert seen(Database(sqlite_url), NAMES) == [("a",)]


@pytest.mark.usefixtures("impatient")
def test_a_database_locked_for_too_long_is_trouble_for_everybody(sqlite_url: str) -> None:
    writer = Writer(Database(sqlite_url))
    with closing(lock(sqlite_url)) as other:
        waiting = [writer.submit(lambda work, n=n: keep(work, str(n))) for n in range(5)]
        for future in waiting:
            with pytest.raises(StoreTrouble, match="database is locked"):
                future.result(5)
        other.execute("COMMIT")
    writer.do(lambda work: keep(work, "later"))
    writer.close()
    assert seen(Database(sqlite_url), NAMES) == [("later",)]


def fill_up(link: sqlite3.Connection, spare: int = 0) -> None:
    """Nothing; the database may grow by no more than so many pages."""
    (pages,) = link.execute("PRAGMA page_count").fetchone()
    link.execute(f"PRAGMA max_page_count = {pages + spare}")


def make_room(link: sqlite3.Connection) -> None:
    link.execute("PRAGMA max_page_count = 1000000")


def test_a_full_disk_is_trouble_and_nothing_of_the_commit_is_kept(sqlite_url: str) -> None:
    writer = Writer(Database(sqlite_url))
    link = writer._lanes[0]._link.raw
    fill_up(link)
    with held(writer):
        small = writer.submit(lambda work: keep(work, "small"))
        large = writer.submit(lambda work: keep(work, "large" * 10_000))
        later = writer.submit(lambda work: keep(work, "later"))
    for future in (small, large, later):
        with pytest.raises(StoreTrouble, match="database or disk is full"):
            future.result(5)
    make_room(link)
    writer.do(lambda work: keep(work, "after"))
    writer.close()
    assert seen(Database(sqlite_url), NAMES) == [("after",)]


@pytest.mark.usefixtures("impatient")
async def test_a_line_waits_until_there_is_room_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world(sqlite_url, records=True) as bot:
        liaison = bot.bot.liaison
        link, again, tries = liaison.writer._lanes[0]._link.raw, liaison._again, []

        def tries_again(seconds: float, act: Callable[[], None]) -> None:
            tries.append(seconds)
            if len(tries) == 3:
                make_room(link)
            again(seconds, act)

        def committed(work: Work) -> None:
            if work.heard:
                fill_up(link)
            liaison._committed(work)

        monkeypatch.setattr(liaison, "_again", tries_again)
        liaison.writer.on_commit(committed)
        assert "INC-11 is logged" in await bot.hears(LONG)
        liaison.writer.on_commit(liaison._committed)
        make_room(link)
        assert len(tries) == 3, "it was tried until there was room, and never after"
        assert "INC-12 is logged" in await bot.hears(LONG)
        assert liaison.writer.do(verify).whole


async def test_what_cannot_be_stored_is_not_acknowledged(sqlite_url: str) -> None:
    async with world(sqlite_url, records=True) as bot:
        link = bot.bot.liaison.writer._lanes[0]._link.raw
        fill_up(link)
        with pytest.raises(StoreTrouble, match="database or disk is full"):
            await bot.hears(LONG)
        make_room(link)
        assert "INC-11 is logged" in await bot.hears(LONG)


@pytest.mark.server
@pytest.mark.parametrize("state", ["disk_full", "deadlock_detected", "admin_shutdown"])
def test_trouble_of_the_server_is_not_the_fault_of_the_job(postgres_url: str, state: str) -> None:
    writer = Writer(Database(postgres_url))
    with pytest.raises(StoreTrouble, match="as if"):
        writer.do(lambda work: raise_in_server(work, state))
    with pytest.raises(psycopg.errors.RaiseException):
        writer.do(lambda work: raise_in_server(work, "raise_exception"))
    writer.do(lambda work: keep(work, "after"))
    writer.close()


@pytest.mark.server
def test_a_cut_connection_is_made_anew(postgres_url: str) -> None:
    writer = Writer(Database(postgres_url))
    writer.do(lambda work: keep(work, "before"))
    cut(postgres_url)
    with pytest.raises(StoreTrouble):
        writer.do(lambda work: keep(work, "lost"))
    writer.do(lambda work: keep(work, "after"))
    writer.close()
    assert seen(Database(postgres_url), NAMES) == [("after",), ("before",)]


def cut(url: str) -> None:
    """Nothing; every connection to the database is ended, as by a restart of the server."""
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize(
    ("error", "blamed"),
    [
        (OSError(28, "no space left"), True),
        (OSError(5, "input/output error"), True),
        (OSError(2, "no such file"), False),
        (sqlite3.DatabaseError("database disk image is malformed"), True),
        (sqlite3.IntegrityError("UNIQUE constraint failed"), False),
        (sqlite3.OperationalError("disk I/O error"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (psycopg.errors.UniqueViolation("duplicate key"), False),
        (ValueError("no"), False),
    ],
    ids=str,
)
def test_the_database_is_blamed_for_its_own_troubles_only(error: Exception, *, blamed: bool) -> None:
    assert is_trouble(error) is blamed
