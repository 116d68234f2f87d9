"""The schema: climbed twice, arriving where the models are, whole or not at all."""

import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from postgres import Cluster
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from bot.model.tables import METADATA
from bot.services.sample import seed
from bot.store import schema
from bot.store.chain import verify
from bot.store.database import Database
from bot.store.migrations import extras
from bot.store.writer import Writer
from store.shelf import NOW, run, seen

CHECKED = [
    (table.name, column.name, set(column.type.enums))
    for table in METADATA.sorted_tables
    for column in table.columns
    if getattr(column.type, "create_constraint", False) and hasattr(column.type, "enums")
]
TABLES = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it, not even a schema."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/state/liaison.db"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.create(f"empty_{tmp_path.name}")


def test_up_down_and_up_again_arrives_where_the_models_are(empty_url: str) -> None:
    assert schema.current(empty_url) is None
    schema.upgrade(empty_url)
    assert schema.current(empty_url) == schema.head()
    assert schema.drift(empty_url) == []
    schema.downgrade(empty_url, "base")
    assert schema.current(empty_url) is None
    schema.upgrade(empty_url)
    schema.upgrade(empty_url)
    assert schema.current(empty_url) == schema.head()
    assert schema.drift(empty_url) == []
    assert used(empty_url), "and it is of use"


def used(url: str) -> bool:
    writer = Writer(Database(url))
    writer.do(lambda work: seed(work, NOW))
    whole = writer.do(verify).whole
    writer.close()
    return whole


@pytest.mark.parametrize(
    "change",
    ["ALTER TABLE person ADD COLUMN nickname VARCHAR(9)", "DROP INDEX ix_incident_list", "DROP TABLE watch"],
)
def test_what_the_models_do_not_know_is_drift(database_url: str, change: str) -> None:
    altered(database_url, change)
    assert len(schema.drift(database_url)) >= 1


def test_a_value_that_is_none_of_its_kind_is_refused(database_url: str) -> None:
    writer = Writer(Database(database_url))
    writer.do(lambda work: seed(work, NOW))
    for change in (
        "UPDATE incident SET status = 'forgotten' WHERE id = 1",
        "UPDATE incident SET tlp = 'TLP:WHITE' WHERE id = 1",
        "UPDATE incident SET tlp = 'STRICT' WHERE id = 1",
        "UPDATE incident SET status_before = 'gone' WHERE id = 1",
        "UPDATE incident SET severity = 6 WHERE id = 1",
        "UPDATE incident SET credibility = 0 WHERE id = 1",
        "UPDATE room SET cap = 'TLP:NONE' WHERE id = 1",
        "UPDATE membership SET role = 'king' WHERE id = 1",
    ):
        with pytest.raises(Exception, match=r"(?i)check constraint"):
            writer.do(lambda work, change=change: run(work, change))
    writer.close()
    assert seen(Database(database_url), "SELECT count(*) FROM incident WHERE severity = 6") == [(0,)]


def test_every_kind_has_the_values_the_program_knows(database_url: str) -> None:
    assert len(CHECKED) > 15
    with create_engine(Database(database_url).url, poolclass=NullPool).connect() as connection:
        live = inspect(connection)
        for table, column, values in CHECKED:
            checks = [check["sqltext"] for check in live.get_check_constraints(table)]
            found = [set(re.findall(r"'([^']*)'", sql)) for sql in checks if re.match(rf"\(*{column}\W", sql)]
            assert values in found, (table, column)


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "state"
    schema.upgrade(f"sqlite:///{folder}/liaison.db")
    writer = Writer(Database(f"sqlite:///{folder}/liaison.db"))
    writer.do(lambda work: seed(work, NOW))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    writer.close()
    assert modes == dict.fromkeys(("liaison.db", "liaison.db-wal", "liaison.db-shm"), 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_that_is_there_keeps_what_its_owner_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "liaison.db"
    path.touch(mode=0o640)
    path.chmod(0o640)
    before = stat.S_IMODE(tmp_path.stat().st_mode)
    schema.upgrade(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(tmp_path.stat().st_mode) == before


def test_what_was_heard_before_is_still_there(empty_url: str) -> None:
    row = """INSERT INTO inbox (network, event, kind, room, direct, sender, sender_name, text, about, extra,
        sent_at, heard_at, state, result) VALUES ('matrix', '{0}', '{1}', '!r:x', {3}, '@a:x', 'A', 'hello',
        '', '{{"cap": "TLP:GREEN"}}', '2026-10-16 06:00:00', '2026-10-16 06:00:00', '{2}', 'help')"""
    no = "0" if empty_url.startswith("sqlite") else "false"
    schema.upgrade(empty_url, "0001")
    altered(empty_url, row.format("$1", "line", "done", no))
    altered(empty_url, row.format("$2", "moved", "new", no))
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        altered(empty_url, row.format("$3", "line", "sealed", no))
    before = seen(Database(empty_url), "SELECT * FROM inbox ORDER BY id")
    schema.upgrade(empty_url)
    assert seen(Database(empty_url), "SELECT * FROM inbox ORDER BY id") == before
    altered(empty_url, row.format("$3", "line", "sealed", no))
    altered(empty_url, row.format("$4", "state", "new", no))
    altered(empty_url, row.format("$5", "unreadable", "new", no))
    with pytest.raises(Exception, match=r"(?i)unique"):
        altered(empty_url, row.format("$1", "line", "new", no))
    schema.downgrade(empty_url, "0001")
    assert seen(Database(empty_url), "SELECT * FROM inbox ORDER BY id") == before


def test_a_migration_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as failing:
        failing.setattr(extras, "HEAD", "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(Exception, match="nowhere"):
            schema.upgrade(empty_url)
    assert schema.current(empty_url) is None
    schema.upgrade(empty_url)
    assert schema.current(empty_url) == schema.head()
    assert used(empty_url)


def test_two_who_migrate_at_once_do_not_meet(empty_url: str) -> None:
    program = f"from bot.store.schema import upgrade; upgrade({empty_url!r})"
    both = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(2)]
    assert [process.wait(20) for process in both] == [0, 0]
    assert schema.current(empty_url) == schema.head()
    assert used(empty_url)


def altered(url: str, change: str) -> None:
    engine: Any = create_engine(Database(url).url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(change))
