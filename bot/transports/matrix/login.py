"""Logging in, once: a device for life, its keys on the server, and an identity that vouches for it.

A login is made in a folder of its own and moved into place when all of it is there, so that one that was
interrupted goes on where it was, and the login before it works until then.
"""

import asyncio
import contextlib
import shutil
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.config import ConfigTrouble
from bot.logs import hide
from bot.transports.matrix.crypto import Crypto
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent
from bot.transports.matrix.keys import FILE, STORE, Keys, load, locked, read
from bot.transports.matrix.signing import Foreign, asked, published, stands

STAGE = "login"
DEVICE_NAME = "Liaison"
BUSY = "the bot runs, or somebody else logs in: stop it first (Ctrl-C, or systemctl stop)"
FOREIGN = (
    "the account has an identity that was made elsewhere. Either reset it there (in Element: Settings, "
    "Encryption, Reset cryptographic identity), log that client out, and repeat this; or repeat this with "
    "--replace-identity and the password. Whoever verified the account must verify it again."
)
WRONG_WAY = (
    "the server does not take passwords from programs; make an access token for a new device with its own "
    "tools and repeat this with --token-file FILE"
)


class LoginTrouble(Exception):  # noqa: N818 - it says what to do
    """Why there is no login, without any secret."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Wanted:
    """What an operator wants; the password is asked for when the server wants it."""

    homeserver: str
    password: Callable[[], str]
    user: str = ""
    token: str = ""
    again: bool = False
    replace: bool = False

    def continues(self, begun: Keys) -> bool:
        """Whether a login that was begun is the one wanted."""
        if self.token:
            return self.token == begun.access_token
        return self.user in {"", begun.user_id, begun.user_id[1:].partition(":")[0]}


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """What a login made: the account's device, and the device that is left over where there is one."""

    user_id: str
    device_id: str
    left: str = ""


def log_in(folder: Path, wanted: Wanted) -> LoggedIn:
    """What was made; raises `LoginTrouble`, after which it may be repeated."""
    with locked(folder) as alone:
        if not alone:
            raise LoginTrouble(BUSY)
        folder.chmod(0o700)
        if _is_whole(folder) and not wanted.again:
            raise LoginTrouble(
                f"{folder}: the bot is logged in already; liaison matrix login --again makes a new device"
            )
        return asyncio.run(_log_in(folder, wanted))


def begun(folder: Path) -> Keys | None:
    """A login that was interrupted, or None."""
    return read(folder / STAGE)


def _is_whole(folder: Path) -> bool:
    try:
        load(folder)
    except ConfigTrouble:
        return False
    return True


async def _log_in(folder: Path, wanted: Wanted) -> LoggedIn:
    try:
        keys = await _account(folder, wanted)
        async with _connected(keys.homeserver, keys.access_token) as server:
            await _give_keys(folder, server, keys)
            await _vouch(folder, server, keys, wanted)
    except Silent:
        raise LoginTrouble(f"{wanted.homeserver} does not answer as a Matrix server does") from None
    except Refused as refused:
        raise LoginTrouble(_said(refused)) from None
    before = read(folder)
    _settle(folder)
    left = "" if before is None or await _logged_out(before) else before.device_id
    return LoggedIn(keys.user_id, keys.device_id, left)


@contextlib.asynccontextmanager
async def _connected(url: str, token: str = "") -> AsyncIterator[Homeserver]:
    server = Homeserver(url, token)
    try:
        yield server
    finally:
        await server.close()


def _said(refused: Refused) -> str:
    if refused.errcode == "M_LIMIT_EXCEEDED":
        return f"the server allows few logins: try again in {refused.wait:.0f} seconds"
    return f"the server refuses: {refused}"


# ── the account and its device ───────────────────────────────────────────────────────────────────────────


async def _account(folder: Path, wanted: Wanted) -> Keys:
    """The account with a device that is the bot's own, kept on disk before anything is published."""
    earlier = begun(folder)
    if earlier is not None and wanted.continues(earlier) and await _is_alive(earlier):
        earlier.conceal()
        return earlier
    made = await (_by_token(wanted) if wanted.token else _by_password(wanted))
    for known in (read(folder), earlier):
        if known is not None and known.user_id == made.user_id:
            made = replace(
                made, master=known.master, self_signing=known.self_signing, user_signing=known.user_signing
            )
    made.conceal()
    if earlier is not None:
        (folder / STAGE).rename(_aside(folder) / STAGE)
    made.save(folder / STAGE)
    return made


async def _is_alive(keys: Keys) -> bool:
    async with _connected(keys.homeserver, keys.access_token) as server:
        try:
            who = await server.ask("GET", f"{CLIENT}/account/whoami")
        except Refused as refused:
            if refused.token_gone:
                return False
            raise
    return (who.get("user_id"), who.get("device_id")) == (keys.user_id, keys.device_id)


async def _by_password(wanted: Wanted) -> Keys:
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": wanted.user},
        "password": _password(wanted),
        "initial_device_display_name": DEVICE_NAME,
    }
    async with _connected(wanted.homeserver) as server:
        try:
            found = await server.ask("POST", f"{CLIENT}/login", body)
        except Refused as refused:
            if refused.errcode == "M_FORBIDDEN":
                raise LoginTrouble("the server refuses the user or the password") from None
            if refused.errcode in {"M_UNRECOGNIZED", "M_UNKNOWN"}:
                raise LoginTrouble(WRONG_WAY) from None
            raise
    return _keys(wanted.homeserver, found, str(found.get("access_token", "")))


async def _by_token(wanted: Wanted) -> Keys:
    hide(wanted.token)
    async with _connected(wanted.homeserver, wanted.token) as server:
        try:
            found = await server.ask("GET", f"{CLIENT}/account/whoami")
        except Refused as refused:
            if refused.token_gone:
                raise LoginTrouble("the server does not know this access token") from None
            raise
        keys = _keys(wanted.homeserver, found, wanted.token)
        devices = (await asked(server, [keys.user_id])).get("device_keys", {}).get(keys.user_id, {})
    if keys.device_id in devices:
        raise LoginTrouble(
            f"device {keys.device_id} of this token has the keys of another program, or of an earlier login; "
            "make a token for a device of the bot's own"
        )
    return keys


def _keys(homeserver: str, found: Json, token: str) -> Keys:
    user, device = found.get("user_id"), found.get("device_id")
    if not (isinstance(user, str) and isinstance(device, str) and user and device and token):
        raise LoginTrouble("the server names no device for it; a token must belong to a device")
    return Keys(homeserver, user, device, token)


def _password(wanted: Wanted) -> str:
    password = wanted.password()
    hide(password)
    return password


# ── its keys, and who vouches for them ───────────────────────────────────────────────────────────────────


async def _give_keys(folder: Path, server: Homeserver, keys: Keys) -> None:
    """Nothing; the crypto store is there, the server has the device's keys, earlier trust is kept."""
    if belongs(folder / STORE, keys):
        return
    crypto = Crypto(keys, folder / STAGE)
    try:
        for (room,) in _rows(folder / STORE, "SELECT room_id FROM encryptedrooms"):
            crypto.mark_encrypted(room)
        await crypto.maintain(server)
    finally:
        crypto.close()
    pins = _rows(folder / STORE, "SELECT user_id, master FROM pinned")
    with _opened(folder / STAGE / STORE) as link:
        link.executemany("INSERT OR REPLACE INTO pinned VALUES (?, ?)", pins)


async def _vouch(folder: Path, server: Homeserver, keys: Keys, wanted: Wanted) -> None:
    """Nothing; the account has the bot's identity, and the device is signed by it."""
    try:
        await _publish(server, keys, wanted)
    except Foreign:
        if not wanted.replace:
            raise LoginTrouble(FOREIGN) from None
        keys = _renewed(keys)
        keys.save(folder / STAGE)
        await _publish(server, keys, wanted, replacing=True)
    if not stands(await asked(server, [keys.user_id]), keys):
        raise LoginTrouble("the server did not keep the signature of the bot's device: repeat the login")


def _renewed(keys: Keys) -> Keys:
    """The keys with a new identity: Synapse does not take one back that was replaced."""
    fresh = Keys(keys.homeserver, keys.user_id, keys.device_id, keys.access_token, keys.pickle_key)
    fresh.conceal()
    return fresh


async def _publish(server: Homeserver, keys: Keys, wanted: Wanted, *, replacing: bool = False) -> None:
    try:
        await published(server, keys, replacing=replacing)
    except Refused as refused:
        if not refused.answer.get("session"):
            raise
    else:
        return
    try:
        await published(server, keys, _password(wanted), replacing=replacing)
    except Refused as refused:
        if not refused.answer.get("session"):
            raise
        raise LoginTrouble(
            "the server refuses the password, or wants more than it, for the bot's identity"
        ) from None


# ── into place ───────────────────────────────────────────────────────────────────────────────────────────


def _settle(folder: Path) -> None:
    """Nothing; the login that was made is the login. Whenever it is interrupted, a repetition finishes it."""
    stage = folder / STAGE
    if (stage / STORE).exists():
        _put_aside(folder)
        (stage / STORE).rename(folder / STORE)
    (stage / FILE).rename(folder / FILE)
    shutil.rmtree(stage)


def _put_aside(folder: Path) -> None:
    """Nothing; an earlier login is kept beside, keys first: without them no store is used by mistake."""
    for name in (FILE, STORE, f"{STORE}-wal", f"{STORE}-shm"):
        if (folder / name).exists():
            (folder / name).rename(_aside(folder) / name)


def _aside(folder: Path) -> Path:
    found = folder / time.strftime("before-%Y%m%dT%H%M%SZ", time.gmtime())
    found.mkdir(mode=0o700, exist_ok=True)
    return found


async def _logged_out(keys: Keys) -> bool:
    """Whether the device of an earlier login is gone from the server."""
    async with _connected(keys.homeserver, keys.access_token) as server:
        try:
            await server.ask("POST", f"{CLIENT}/logout", {})
        except Refused as refused:
            return refused.token_gone
        except Silent:
            return False
    return True


# ── the crypto store from outside ────────────────────────────────────────────────────────────────────────


def belongs(path: Path, keys: Keys) -> bool:
    """Whether a crypto store is that of a login's device."""
    return (keys.user_id, keys.device_id) in _rows(path, "SELECT user_id, device_id FROM accounts")


def forget(folder: Path, user: str) -> bool:
    """Whether somebody's identity was known and is forgotten, to be pinned anew at the next sight."""
    if not (folder / STORE).exists():
        return False
    with _opened(folder / STORE) as link:
        return link.execute("DELETE FROM pinned WHERE user_id = ?", (user,)).rowcount > 0


def _rows(path: Path, sql: str) -> list[tuple[str, ...]]:
    """What a crypto store has; nothing where there is none that can be read."""
    if not path.exists():
        return []
    try:
        with _opened(path) as link:
            return link.execute(sql).fetchall()
    except sqlite3.DatabaseError:
        return []


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as link, link:
        yield link
