"""How Alembic runs our migrations: one transaction, one at a time, foreign keys checked afterwards."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from bot.model.tables import METADATA
from bot.store.migrations.ours import include
from bot.store.schema import lock


def render(kind: str, item: Any, autogen: Any) -> str | Literal[False]:  # noqa: ANN401 - Alembic's hook
    """Types of SQLModel as SQLAlchemy's own, so that a migration imports nothing else."""
    name = type(item).__name__
    if kind == "type" and name == "AutoString":
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if kind == "type" and name == "UTCDateTime":
        autogen.imports.add("from sqlmodel.sql import sqltypes")
        return "sqltypes.UTCDateTime()"
    return False


def migrate(connection: Connection) -> None:
    """Nothing; the wanted revision is there."""
    lite = connection.dialect.name == "sqlite"
    if lite:  # Alembic would commit after each migration, did it not find a transaction
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=lite,
        compare_type=True,
        render_item=render,
        include_name=include,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if not lite:
            lock(connection)
        context.run_migrations()
    if lite and connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        msg = "a migration left rows whose parent is gone"
        raise RuntimeError(msg)


database = context.config.attributes["database"]
with create_engine(database.url, poolclass=NullPool).connect() as link:
    migrate(link)
    link.commit()
