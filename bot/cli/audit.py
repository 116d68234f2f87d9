"""`liaison audit …`: whether the log is whole."""

from typing import Annotated

import typer

from bot.cli.setting_up import CONFIG, opened

app = typer.Typer(help="The audit log.", no_args_is_help=True)

BROKEN = 65


@app.callback()
def root() -> None:
    """The audit log."""


@app.command()
def verify(
    config: CONFIG = None,
    anchor: Annotated[str, typer.Option(help="COUNT:HASH kept elsewhere, such as 4131:9b1d.")] = "",
) -> None:
    """Find what was altered, removed or cut off; exit code 65 when something was."""
    from bot.store.chain import verify as verified  # noqa: PLC0415

    with opened(config) as link, link.reading() as work:
        verdict = verified(work, _anchor(anchor))
    if verdict.whole:
        typer.echo(f"whole: {verdict.count} entries, anchor {verdict.count}:{verdict.head[:12]}")
        return
    typer.echo(f"BROKEN at entry {verdict.broken_at}: {verdict.why}. Entries before it are intact.")
    raise typer.Exit(BROKEN)


def _anchor(text: str) -> tuple[int, str] | None:
    count, _, head = text.partition(":")
    if not text:
        return None
    if not count.isdecimal() or not head:
        raise typer.BadParameter("an anchor looks like 4131:9b1d")
    return int(count), head
