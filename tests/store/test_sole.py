"""A second process on a database is told that it is one."""

from bot.store.database import Database
from bot.store.sole import sole


def test_only_one_at_a_time(database_url: str) -> None:
    database = Database(database_url)
    with sole(database) as first:
        assert first
        with sole(Database(database_url)) as second:
            assert not second
    with sole(Database(database_url)) as next_one:
        assert next_one
