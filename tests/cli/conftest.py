"""Fixtures for the operator's command line: an empty working directory, and the program in this process."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.cli.main import app

PLAIN = {"NO_COLOR": "1", "COLUMNS": "200", "GITHUB_ACTIONS": ""}
Liaison = Callable[..., Result]


@pytest.fixture
def liaison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Liaison]:
    """`liaison …`, in a directory of its own; what it did to the logs is undone."""
    folder = tmp_path / "work"
    folder.mkdir(mode=0o700)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("LIAISON_DATABASE_URL", raising=False)
    level, handlers = logging.root.level, logging.root.handlers[:]

    def run(line: str, typed: str | bytes = "") -> Result:
        return CliRunner().invoke(app, line.split(), input=typed, env=PLAIN, prog_name="liaison")

    yield run
    logging.root.setLevel(level)
    logging.root.handlers[:] = handlers
    structlog.reset_defaults()
