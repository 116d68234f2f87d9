"""The commands of the program; heavy parts are imported inside them, so that `--help` is quick."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typing_extensions import override

from bot.cli import audit, matrix, setting_up


class Told(TyperGroup):
    """The commands; a database that cannot be used is one line on standard error and exit code 1."""

    @override
    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            words = setting_up.trouble(error)
            if not words:
                raise
            typer.echo(words, err=True)
            raise typer.Exit(setting_up.FAILED) from None


app = typer.Typer(
    cls=Told,
    help="Liaison, a chat-ops bot for joint task forces.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(audit.app, name="audit")
app.add_typer(matrix.app, name="matrix")

CONFIG = Annotated[
    Path | None, typer.Option("--config", help="The configuration file (default: ./config.toml).")
]
JSONL = Annotated[bool, typer.Option("--jsonl", help="Print one JSON object a line.")]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"liaison {version('liaison-bot')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Liaison, a chat-ops bot for joint task forces."""


@app.command()
def init(
    config: CONFIG = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take every default without asking.")] = False,
) -> None:
    """Ask a few questions and write config.toml, readable by you alone."""
    setting_up.init(config or Path("config.toml"), yes=yes)


@app.command()
def check(config: CONFIG = None) -> None:
    """Look at configuration, files, database, catalogues and audit log; start nothing."""
    raise typer.Exit(setting_up.check(config))


@app.command()
def migrate(config: CONFIG = None) -> None:
    """Bring the database to the newest schema."""
    setting_up.migrate(config)


@app.command()
def run(config: CONFIG = None) -> None:
    """Start the bot on the networks of the configuration; stop it with Ctrl-C."""
    from bot.cli import running  # noqa: PLC0415

    raise typer.Exit(running.run(config))


@app.command()
def console(
    config: CONFIG = None,
    empty: Annotated[bool, typer.Option("--empty", help="One task force, one room, no records.")] = False,
    memory: Annotated[bool, typer.Option("--memory", help="Keep nothing.")] = False,
    jsonl: JSONL = False,
) -> None:
    """Talk to the bot here, without any account; type :help for what drives the clock."""
    from bot.cli import talking  # noqa: PLC0415

    raise typer.Exit(talking.console(config, empty=empty, memory=memory, jsonl=jsonl, lines=sys.stdin))


@app.command()
def demo(config: CONFIG = None) -> None:
    """Fill an empty database with the sample task force."""
    setting_up.demo(config)


@app.command()
def manual(
    write: Annotated[Path | None, typer.Option("--write", help="Write the page to this file.")] = None,
) -> None:
    """Print the manual page of all chat commands (docs/commands.md)."""
    from bot.commands.book import Book  # noqa: PLC0415
    from bot.commands.manual import render  # noqa: PLC0415
    from bot.text.catalogs import Catalogs  # noqa: PLC0415
    from handlers import COMMANDS  # noqa: PLC0415

    page = render(Book(COMMANDS, Catalogs().words("command word")))
    if write is None:
        typer.echo(page, nl=False)
    else:
        write.write_text(page, encoding="utf-8")
