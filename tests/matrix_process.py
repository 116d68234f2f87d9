"""The bot as a process of its own, on a Matrix of ours."""

from pathlib import Path

from bot.services.sample import seed
from bot.store.database import Database
from bot.store.writer import Writer
from bot.time.clock import SystemClock


def prepared(folder: Path, url: str, server: str, administrators: tuple[str, ...] = ()) -> Path:
    """A configuration for a real process, whose account's keys are in `matrix` beside it, with the sample."""
    people = ", ".join(f'"{one}"' for one in administrators)
    config = folder / "config.toml"
    matrix = f'[matrix]\nhomeserver = "{server}"\nfolder = "{folder / "matrix"}"\n'
    rest = f'[admin]\npeople = [{people}]\n[log]\nlevel = "debug"\n'
    config.write_text(f'[database]\nurl = "{url}"\n{matrix}{rest}')
    writer = Writer(Database(url))
    writer.do(lambda work: seed(work, SystemClock().now()))
    writer.close()
    return config
