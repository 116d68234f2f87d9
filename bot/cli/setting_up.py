"""Setting up and looking after: init, check, migrate, demo."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config, ConfigTrouble
from bot.store.database import Link

CONFIG = Annotated[
    Path | None, typer.Option("--config", help="The configuration file (default: ./config.toml).")
]
FAILED, BAD_CONFIG, WARNED = 1, 78, 3


def collect() -> None:
    """Nothing; garbage is collected from now on, but not what was imported."""
    gc.freeze()
    gc.enable()


def loaded(path: Path | None) -> Config:
    """The configuration; what is wrong with it is said in one line, with exit code 78."""
    try:
        return Config.load(path)
    except ConfigTrouble as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(BAD_CONFIG) from None


@contextmanager
def opened(path: Path | None) -> Iterator[Link]:
    """A reading connection to the database of the configuration; exit code 78 when it has no schema."""
    from bot.store import schema  # noqa: PLC0415
    from bot.store.database import Database  # noqa: PLC0415

    url = loaded(path).database.url
    if schema.current(url) is None:
        typer.echo("the database is not ready: liaison migrate", err=True)
        raise typer.Exit(BAD_CONFIG)
    link = Database(url).connect(reading=True)
    try:
        yield link
    finally:
        link.close()


def trouble(error: Exception) -> str:
    """What is the matter with the database or its disk, in one line; nothing for any other error."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

    from bot.logs import scrubbed  # noqa: PLC0415
    from bot.store.database import StoreTrouble, is_trouble  # noqa: PLC0415

    if not isinstance(error, DBAPIError | StoreTrouble) and not is_trouble(error):
        return ""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return f"the database cannot be used: {scrubbed(str(cause).partition(chr(10))[0])[:200]}"


def migrate(path: Path | None) -> None:
    """Nothing; the database has the newest schema."""
    from bot.store import schema  # noqa: PLC0415

    url = loaded(path).database.url
    before = schema.current(url)
    schema.upgrade(url)
    after = schema.current(url)
    typer.echo(
        f"schema {after}, nothing to do" if before == after else f"schema {before or 'none'} → {after}"
    )


def demo(path: Path | None) -> None:
    """Nothing; an empty database has the sample task force."""
    from bot.services.sample import seed  # noqa: PLC0415
    from bot.store import directory, schema  # noqa: PLC0415
    from bot.store.database import Database  # noqa: PLC0415
    from bot.store.writer import Writer  # noqa: PLC0415
    from bot.time.clock import SystemClock  # noqa: PLC0415

    url = loaded(path).database.url
    schema.upgrade(url)
    writer = Writer(Database(url))
    try:
        if not writer.do(directory.is_empty):
            typer.echo("The database is not empty; nothing was written.", err=True)
            raise typer.Exit(FAILED)
        writer.do(lambda work: seed(work, SystemClock().now()))
    finally:
        writer.close()
    typer.echo("The sample task force LAKES is there. Try it: liaison console")


def init(path: Path, *, yes: bool) -> None:
    """Nothing; a configuration file for the owner's eyes is written, after a few questions."""
    if path.exists():
        typer.echo(f"{path} is there already; move it away to begin again.", err=True)
        raise typer.Exit(FAILED)
    asked = {key: _ask(question, default, yes=yes) for key, question, default in QUESTIONS}
    token = "" if yes else str(typer.prompt(TOKEN, default="", hide_input=True, show_default=False))
    if token.strip():
        asked["telegram.token_file"] = _keep_secret(path.parent / "secrets" / "telegram.token", token.strip())
    server = "" if yes else str(typer.prompt(SERVER, default="", show_default=False)).strip()
    if server:
        asked["matrix.homeserver"] = server
    text = Config.write(asked)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    if token.strip():
        _look_at_telegram(path)
    if server:
        _look_at_matrix(server)
    steps = ["liaison matrix login"] * bool(server) + ["liaison migrate", "liaison check"]
    last = "liaison run" if server or token.strip() else "liaison console"
    typer.echo(f"Written: {path} (mode 0600)\nNext:    {', then '.join([*steps, last])}")


def _look_at_telegram(path: Path) -> None:
    from bot.transports.telegram.looking import look  # noqa: PLC0415 - its library is heavy

    for level, words in look(Config.load(path).telegram):
        typer.echo(f"  {level:<5} {'telegram':<12} {words}")


def _look_at_matrix(server: str) -> None:
    from bot.transports.matrix.looking import answers  # noqa: PLC0415 - its library is heavy

    level, words = answers(server)
    typer.echo(f"  {level:<5} {'matrix':<12} {words}")


def _keep_secret(path: Path, secret: str) -> str:
    """Where the secret is kept now, for the owner's eyes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(f"{secret}\n")
    typer.echo(f"Written: {path} (mode 0600)")
    return str(path)


TOKEN = "Telegram token from BotFather (not shown; empty: not on Telegram)"  # noqa: S105 - a question
SERVER = "Matrix home server, such as https://matrix.example.org (empty: not on Matrix)"
QUESTIONS = (
    ("database.url", "Database", "sqlite:///var/liaison.db"),
    ("bot.languages", "Languages, first the main one", "en,fr,ar,pt,es,sw"),
    ("bot.zone", "Time zone", "UTC"),
    ("admin.people", "First administrator (network:address)", "console:you"),
)


def _ask(question: str, default: str, *, yes: bool) -> str:
    return default if yes else str(typer.prompt(question, default=default))


def check(path: Path | None) -> int:
    """The exit code: 0 when all is well, 1 when something must be mended, 3 for warnings."""
    from bot.cli.checks import CHECKS  # noqa: PLC0415

    config = loaded(path)
    worst = 0
    for name, look in CHECKS:
        found = look(config)
        for level, words in found if isinstance(found, list) else [found]:
            typer.echo(f"  {level:<5} {name:<12} {words}")
            worst = max(worst, {"ok": 0, "warn": 1, "FAIL": 2}[level])
    return {0: 0, 1: WARNED, 2: FAILED}[worst]
