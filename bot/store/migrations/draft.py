"""Drafting a migration from the models: `python -m bot.store.migrations.draft MESSAGE`."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.store import schema
from bot.store.database import Database


def draft(message: str) -> None:
    """Nothing; a new file under versions/ holds what the models have and the newest revision has not."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        files = sorted((schema.HERE / "versions").glob("[0-9]*_*.py"))
        if files:
            schema.upgrade(url)
        config = Config()
        config.set_main_option("script_location", str(schema.HERE))
        config.attributes["database"] = Database(url)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(config, message=message, autogenerate=True, rev_id=f"{len(files) + 1:04d}")


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]) or Path.cwd().name)
