"""Looking at the bot's account without running it: its keys, its device, its limits, its rooms."""

import asyncio
import math
import stat
from collections.abc import Sequence
from pathlib import Path

from bot.config import ConfigTrouble, MatrixSection
from bot.transports.matrix.homeserver import CLIENT, Homeserver, Json, Refused, Silent, part
from bot.transports.matrix.keys import FILE, LOCK, STORE, Keys, load, locked, there
from bot.transports.matrix.login import belongs
from bot.transports.matrix.signing import Foreign, SigningKey, asked, identity_of, published, stands

PATIENCE = 10.0
OTHERS = stat.S_IRWXG | stat.S_IRWXO
BURST = 12
PROBED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events"
ANEW = "liaison matrix login --again"
Seen = tuple[str, str]
"""ok, warn or FAIL, and what was seen or what to do."""


def look(settings: MatrixSection, rooms: Sequence[str] = ()) -> list[Seen]:
    """What is seen of the account and its device, and of the bot's place in these rooms."""
    folder = Path(settings.folder)
    if not there(folder):
        return [("FAIL", f"{folder}: not logged in yet: liaison matrix login")]
    try:
        keys = load(folder)
    except ConfigTrouble as trouble:
        return [*_files(folder), ("FAIL", str(trouble))]
    if not belongs(folder / STORE, keys):
        return [("FAIL", f"{folder / STORE} is not that of device {keys.device_id}: {ANEW}")]
    found = [*_files(folder), _runs(folder)]
    if settings.homeserver.rstrip("/") != keys.homeserver:
        found.append(("warn", f"matrix.homeserver is not where the bot is logged in: {keys.homeserver}"))
    return found + asyncio.run(_look(keys, rooms))


def answers(url: str) -> Seen:
    """Whether a home server is there."""
    return asyncio.run(_answers(url))


async def _answers(url: str) -> Seen:
    server = Homeserver(url)
    try:
        await server.ask("GET", "/_matrix/client/versions", seconds=PATIENCE)
    except (Silent, Refused):
        return "warn", f"{url} does not answer as a Matrix server does"
    finally:
        await server.close()
    return "ok", url


def _files(folder: Path) -> list[Seen]:
    names = (FILE, STORE, f"{STORE}-wal", f"{STORE}-shm", LOCK)
    open_ones = [
        path
        for path in (folder, *(folder / name for name in names))
        if path.exists() and path.stat().st_mode & OTHERS
    ]
    return [
        ("FAIL", f"{path} can be read by others: chmod {'0700' if path == folder else '0600'} {path}")
        for path in open_ones
    ]


def _runs(folder: Path) -> Seen:
    with locked(folder) as alone:
        return "ok", f"{folder}, for you alone" + ("" if alone else "; the bot runs")


async def _look(keys: Keys, rooms: Sequence[str]) -> list[Seen]:
    reached = await _answers(keys.homeserver)
    if reached[0] != "ok":
        return [reached]
    server = Homeserver(keys.homeserver, keys.access_token)
    try:
        trouble = await _account(server, keys)
        if trouble:
            return [("FAIL", trouble)]
        found = [("ok", f"{keys.user_id}, device {keys.device_id}"), await _identity(server, keys)]
        found += [await _one_time_keys(server), await _limit(server, keys)]
        return found + [await _room(server, keys, room) for room in rooms]
    except (Silent, Refused) as error:
        return [("warn", f"{keys.homeserver} does not answer as it should: {error}")]
    finally:
        await server.close()


async def _account(server: Homeserver, keys: Keys) -> str:
    """What is wrong with the token, or nothing."""
    try:
        who = await server.ask("GET", f"{CLIENT}/account/whoami", seconds=PATIENCE)
    except Refused as refused:
        if refused.token_gone:
            return f"the server does not know the token of device {keys.device_id} any more: {ANEW}"
        raise
    if (who.get("user_id"), who.get("device_id")) != (keys.user_id, keys.device_id):
        return f"the token is that of {who.get('user_id')}, device {who.get('device_id')}: {ANEW}"
    return ""


async def _identity(server: Homeserver, keys: Keys) -> Seen:
    """Whether others see that the device is the bot's; a signature that is missing is given anew."""
    answer = await asked(server, [keys.user_id])
    if stands(answer, keys):
        return "ok", "signed by the bot's own identity"
    device = answer.get("device_keys", {}).get(keys.user_id, {}).get(keys.device_id)
    if device is None:
        return "FAIL", f"the server has no keys of device {keys.device_id}: {ANEW}"
    identity = identity_of(answer, keys.user_id)
    if identity is not None and identity.master != SigningKey(keys.master).public:
        return "FAIL", f"the account's identity is not the bot's; {ANEW} says what to do"
    try:
        await published(server, keys)
    except (Foreign, Refused):
        return "FAIL", f"device {keys.device_id} is not signed by the bot's identity: {ANEW}"
    return "ok", "signed anew by the bot's own identity"


async def _one_time_keys(server: Homeserver) -> Seen:
    answer = await server.ask("POST", f"{CLIENT}/keys/upload", {}, seconds=PATIENCE)
    counts = answer.get("one_time_key_counts")
    left = counts.get("signed_curve25519", 0) if isinstance(counts, dict) else 0
    if not left:
        return "warn", "no one-time keys are left; the bot uploads some when it runs"
    return "ok", f"{left} one-time keys"


# ── how much the bot may say ─────────────────────────────────────────────────────────────────────────────


async def _limit(server: Homeserver, keys: Keys) -> Seen:
    """What the server says of the bot's limits: to an administrator outright, else by how it answers."""
    path = f"/_synapse/admin/v1/users/{part(keys.user_id)}/override_ratelimit"
    lift = (
        f"an administrator lifts it: POST {keys.homeserver}/_synapse/admin/v1/users/{keys.user_id}"
        '/override_ratelimit {"messages_per_second":0,"burst_count":0}'
    )
    try:
        told = await server.ask("GET", path, seconds=PATIENCE)
    except Refused:
        return await _probed(server, lift)
    rate = told.get("messages_per_second")
    if rate is None:
        return "warn", f"the server's limits count for the bot; {lift}"
    if not rate:
        return "ok", "no limit for the bot"
    return "warn", f"{told.get('burst_count')} messages at once, then {rate} a second; {lift}"


async def _probed(server: Homeserver, lift: str) -> Seen:
    """Whether limits count for the bot, by asking more often than they let for something nobody sees.

    Synapse lifts all limits of an account or none; reading one's own delayed events, of which there are
    none, is limited to five at once, and takes nothing from what the bot may say.
    """
    tries = (server.ask("GET", PROBED, seconds=PATIENCE) for _ in range(BURST))
    results = await asyncio.gather(*tries, return_exceptions=True)
    if any(isinstance(one, Refused) and one.errcode == "M_LIMIT_EXCEEDED" for one in results):
        return "warn", (
            "the server's limits count for the bot: ten messages, then one in five seconds, unless it has "
            f"others for everybody; {lift}"
        )
    if any(isinstance(one, BaseException) for one in results):
        return "warn", f"whether the server limits the bot is not known; if it does, {lift}"
    return "ok", "no limit for the bot"


# ── its rooms ────────────────────────────────────────────────────────────────────────────────────────────


async def _room(server: Homeserver, keys: Keys, room: str) -> Seen:
    """The bot's place in a room, as the server has it."""
    member = await _state(server, room, "m.room.member", keys.user_id)
    if member.get("membership") != "join":
        return "FAIL", f"room {room}: the bot is not in it; invite it again"
    trouble = [
        *([] if await _state(server, room, "m.room.encryption") else ["not encrypted"]),
        *await _exposed(server, room),
        *await _powerless(server, room, keys.user_id),
    ]
    if trouble:
        return "warn", f"room {room}: {', '.join(trouble)}"
    return "ok", f"room {room}: encrypted, by invitation, the bot may take back what it said"


async def _exposed(server: Homeserver, room: str) -> list[str]:
    found = []
    if (await _state(server, room, "m.room.join_rules")).get("join_rule") == "public":
        found.append("anybody may join")
    if (await _state(server, room, "m.room.history_visibility")).get(
        "history_visibility"
    ) == "world_readable":
        found.append("anybody may read along")
    return found


async def _powerless(server: Homeserver, room: str, me: str) -> list[str]:
    """What the bot has no power for: to speak, and to redact its own posts."""
    levels = await _state(server, room, "m.room.power_levels")
    mine = await _power(server, room, me, levels)
    needed = {"speak": "m.room.encrypted", "take back what it said": "m.room.redaction"}
    default = _level(levels.get("events_default"))
    return [
        f"the bot may not {act}"
        for act, kind in needed.items()
        if mine < _level(_within(levels, "events").get(kind), default)
    ]


def _within(found: Json, name: str) -> Json:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _level(found: object, default: int = 0) -> int:
    """A level; old rooms have some as text."""
    try:
        return int(found) if isinstance(found, int | str) else default
    except ValueError:
        return default


async def _power(server: Homeserver, room: str, me: str, levels: Json) -> float:
    """The bot's level; in rooms of version 12 and later their creators stand above all levels."""
    level = _level(_within(levels, "users").get(me), _level(levels.get("users_default")))
    create = await _create(server, room)
    content = _within(create, "content")
    more = content.get("additional_creators")
    if create.get("sender") == me or (isinstance(more, list) and me in more):
        version = str(content.get("room_version", "1"))
        return level if version.isdecimal() and int(version) < 12 else math.inf  # noqa: PLR2004 - see above
    return level


async def _create(server: Homeserver, room: str) -> Json:
    path = f"{CLIENT}/rooms/{part(room)}/state/m.room.create/"
    return await server.ask("GET", path, params={"format": "event"}, seconds=PATIENCE)


async def _state(server: Homeserver, room: str, kind: str, key: str = "") -> Json:
    """A state of a room; empty where it has none, or the bot may not know."""
    path = f"{CLIENT}/rooms/{part(room)}/state/{kind}/{part(key)}"
    try:
        return await server.ask("GET", path, seconds=PATIENCE)
    except Refused as refused:
        if refused.status in {403, 404}:
            return {}
        raise
