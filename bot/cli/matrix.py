"""`liaison matrix …`: the bot's account on Matrix."""

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.setting_up import CONFIG, FAILED, loaded

app = typer.Typer(help="The bot's account on Matrix.", no_args_is_help=True)

USER = Annotated[str, typer.Option("--user", help="The bot's account, such as @liaison:example.org.")]
HOMESERVER = Annotated[
    str, typer.Option("--homeserver", help="Address of its home server (default: that of config.toml).")
]
TOKEN_FILE = Annotated[
    Path | None, typer.Option("--token-file", help="File with an access token, instead of a password.")
]
AGAIN = Annotated[bool, typer.Option("--again", help="Make a new device, although there is a login.")]
REPLACE = Annotated[
    bool, typer.Option("--replace-identity", help="Replace an identity that another client made.")
]
SURE = "Whoever verified the account will have to verify it again. Replace its identity if it has another?"


@app.callback()
def root() -> None:
    """The bot's account on Matrix."""


@app.command()
def login(
    *,
    config: CONFIG = None,
    user: USER = "",
    homeserver: HOMESERVER = "",
    token_file: TOKEN_FILE = None,
    again: AGAIN = False,
    replace_identity: REPLACE = False,
) -> None:
    """Log the bot in, once: a device for life, its keys, an identity that vouches for it."""
    from bot.logs import set_up  # noqa: PLC0415
    from bot.transports.matrix.login import LoginTrouble, Wanted, begun, log_in  # noqa: PLC0415 - heavy

    settings = loaded(config)
    set_up(settings.log.level, settings.log.format)
    folder = Path(settings.matrix.folder)
    half = begun(folder)
    if half is not None and user in {"", half.user_id}:
        typer.echo(f"Going on with the login of {half.user_id} that was begun.")
        user, homeserver = half.user_id, homeserver or half.homeserver
    homeserver = _address(homeserver or settings.matrix.homeserver)
    token = _token(token_file) if token_file else ""
    if not token and not user:
        user = str(typer.prompt("The bot's account, such as @liaison:example.org")).strip()
    if replace_identity:
        typer.confirm(SURE, abort=True)
    wanted = Wanted(
        homeserver=homeserver,
        user=user,
        token=token,
        password=cache(_password),
        again=again,
        replace=replace_identity,
    )
    try:
        made = log_in(folder, wanted)
    except LoginTrouble as trouble:
        typer.echo(str(trouble), err=True)
        raise typer.Exit(FAILED) from None
    typer.echo(f"Logged in: {made.user_id}, device {made.device_id}; keys in {folder}, for you alone")
    if made.left:
        typer.echo(f"Device {made.left} could not be logged out; do that with another client.")
    if settings.matrix.homeserver.rstrip("/") != homeserver:
        typer.echo(f'In config.toml, under [matrix]: homeserver = "{homeserver}"')
    typer.echo("Next:      liaison check, then liaison run")


@app.command()
def trust(
    user: Annotated[str, typer.Argument(help="Whose, such as @amina:example.org.")], config: CONFIG = None
) -> None:
    """Trust somebody's new identity: forget the one they had, and keep the next that is seen."""
    from bot.transports.matrix.keys import locked  # noqa: PLC0415
    from bot.transports.matrix.login import forget  # noqa: PLC0415 - heavy

    folder = Path(loaded(config).matrix.folder)
    if not forget(folder, user):
        typer.echo(f"No identity of {user} is known.", err=True)
        raise typer.Exit(FAILED)
    with locked(folder) as alone:
        when = "" if alone else " The bot runs: start it again for that."
    typer.echo(f"The identity of {user} is forgotten; the next one that is seen is trusted.{when}")


def _address(given: str) -> str:
    url = given or str(typer.prompt("Home server, such as https://matrix.example.org"))
    url = url.strip().rstrip("/")
    if not url.startswith(("https://", "http://")):
        typer.echo("the address of a home server begins with https://", err=True)
        raise typer.Exit(FAILED)
    if url.startswith("http://"):
        typer.echo("http:// is not encrypted: password and token can be read on the way", err=True)
    return url


def _token(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"{file} cannot be read: {type(error).__name__}", err=True)
        raise typer.Exit(FAILED) from None


def _password() -> str:
    return str(typer.prompt("Password (not shown, not kept)", hide_input=True))
