"""The schema: brought to its newest form by Alembic, looked at without it."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from bot.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"
LOCK = 7_201_001


def head() -> str:
    """The newest revision the program knows, from the names of its files."""
    return max(path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*_*.py"))


def current(url: str) -> str | None:
    """The revision a database has, or None for an empty one; cheap, for every start."""
    database = Database(url)
    if database.lite and (database.path is None or not database.path.exists()):
        return None
    try:
        with create_engine(database.url, poolclass=NullPool).connect() as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        if type(error.orig).__name__ == "UndefinedTable" or "no such table" in str(error.orig):
            return None
        raise
    return str(found) if found else None


def upgrade(url: str, revision: str = "head") -> None:
    """Nothing; the database has the revision. A new SQLite file is its owner's alone."""
    if revision == "head" and current(url) == head():
        return
    _prepare(Database(url))
    from alembic import command  # noqa: PLC0415 - slow to import, and rarely needed

    command.upgrade(_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Nothing; the database has an older revision."""
    from alembic import command  # noqa: PLC0415 - slow to import, and rarely needed

    command.downgrade(_config(url), revision)


def drift(url: str) -> list[Any]:
    """What the models have and the database has not, or the other way round; empty when they agree."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - slow to import, and rarely needed
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from bot.model.tables import METADATA  # noqa: PLC0415
    from bot.store.migrations.ours import include  # noqa: PLC0415

    options = {"compare_type": True, "include_name": include}
    with create_engine(Database(url).url, poolclass=NullPool).connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def _prepare(database: Database) -> None:
    path = database.path
    if path is None:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")


def _config(url: str) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - slow to import, and rarely needed

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["database"] = Database(url)
    return config


def lock(connection: Connection) -> None:
    """Nothing; nobody else migrates meanwhile."""
    with suppress(AttributeError):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
