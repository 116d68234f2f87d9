"""The bot's secrets on Matrix: its token, the key of its crypto store, the seeds of its identity."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.config import ConfigTrouble
from bot.logs import hide

FILE, STORE, LOCK = "keys.json", "crypto.db", "lock"


def _seed() -> str:
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What a login left: the account, its device for life, and what must never be known to others."""

    homeserver: str
    user_id: str
    device_id: str
    access_token: str
    pickle_key: str = field(default_factory=_seed)
    master: str = field(default_factory=_seed)
    self_signing: str = field(default_factory=_seed)
    user_signing: str = field(default_factory=_seed)

    def save(self, folder: Path) -> None:
        """Nothing; the file is there whole, or as it was before, for its owner alone."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f"{FILE}.new"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / FILE)

    def conceal(self) -> None:
        """Nothing; from now on none of the secrets is in a log line."""
        for secret in (self.access_token, self.pickle_key, self.master, self.self_signing, self.user_signing):
            hide(secret)


def load(folder: Path) -> Keys:
    """What the login left; raises `ConfigTrouble` when there was none, or when its crypto store is lost."""
    try:
        keys = Keys(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        msg = f"{folder}: the bot is not logged in on Matrix yet: liaison matrix login"
        raise ConfigTrouble(msg) from None
    except (OSError, ValueError, TypeError) as error:
        msg = f"{folder / FILE} cannot be used ({type(error).__name__}): liaison matrix login makes it anew"
        raise ConfigTrouble(msg) from None
    keys.conceal()
    if not (folder / STORE).exists():
        raise lost(keys, folder)
    return keys


def read(folder: Path) -> Keys | None:
    """The keys in a folder, whatever became of its crypto store; None where there are none."""
    try:
        keys = Keys(**json.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    keys.conceal()
    return keys


def lost(keys: Keys, folder: Path) -> ConfigTrouble:
    """What to say when the crypto store is not there, or is another's or empty."""
    return ConfigTrouble(
        f"{folder / STORE} is lost, and with it the keys of device {keys.device_id}. "
        "What was said to that device cannot be read any more. Log in anew: liaison matrix login"
    )


def there(folder: Path) -> bool:
    """Whether somebody logged in here."""
    return (folder / FILE).exists()


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Whether this process alone uses the folder, until the end of the block.

    Two processes on one crypto store destroy each other's sessions.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(folder / LOCK, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
