"""What `check` and `init` say of the bot's account on Matrix, and what to do about it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matrix_net import Net, changed, failing, refused
from synapse import Synapse
from typer.testing import CliRunner

from bot.cli.checks import matrix
from bot.cli.main import app
from bot.config import Config, DatabaseSection, MatrixSection
from bot.store.database import Database
from bot.store.inbox import remember
from bot.store.writer import Writer
from bot.transports.matrix.keys import Keys, load, locked
from bot.transports.matrix.login import Wanted, log_in
from bot.transports.matrix.looking import Seen, look

pytestmark = pytest.mark.server


class Bot:
    """A bot that is logged in, and what is seen of it."""

    def __init__(self, server: Synapse, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.account = server.newcomer("bot")
        self.logs_in()

    def logs_in(self, *, again: bool = False, replacing: bool = False) -> None:
        log_in(
            self.folder,
            Wanted(
                homeserver=self.server.url,
                user=self.account.user_id,
                password=lambda: self.account.password,
                again=again,
                replace=replacing,
            ),
        )

    @property
    def keys(self) -> Keys:
        return load(self.folder)

    def section(self, url: str = "") -> MatrixSection:
        return MatrixSection(homeserver=url or self.server.url, folder=str(self.folder))

    def seen(self, *rooms: str) -> list[Seen]:
        return look(self.section(), rooms)

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        return self.server.call(method, f"matrix/client/v3/{path}", self.keys.access_token, body)


@pytest.fixture
def bot(synapse: Synapse, tmp_path: Path) -> Bot:
    return Bot(synapse, tmp_path / "matrix")


@pytest.fixture(scope="module")
def limited() -> Iterator[Synapse]:
    """A server that limits rates as it does out of the box."""
    if missing := Synapse.missing():
        pytest.skip(missing)
    with Synapse(limits=True) as running:
        yield running


def worst(found: list[Seen]) -> list[Seen]:
    return [one for one in found if one[0] != "ok"]


def in_order(bot: Bot, *rooms: str) -> None:
    """Nothing; all is well, but for the limit that nobody lifted."""
    ((level, words),) = worst(bot.seen(*rooms))
    assert (level, words.startswith("the server's limits count for the bot")) == ("warn", True)


def test_a_fresh_login_is_in_order(bot: Bot) -> None:
    in_order(bot)
    bot.server.override_ratelimit(bot.account.user_id)
    found = bot.seen()
    assert worst(found) == []
    words = [told for _, told in found]
    assert words[1:] == [
        f"{bot.keys.user_id}, device {bot.keys.device_id}",
        "signed by the bot's own identity",
        "50 one-time keys",
        "no limit for the bot",
    ]


def test_without_a_login_it_says_how(tmp_path: Path) -> None:
    ((level, words),) = look(MatrixSection(homeserver="http://127.0.0.1:9", folder=str(tmp_path / "none")))
    assert (level, words.endswith("not logged in yet: liaison matrix login")) == ("FAIL", True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("name", ["", "keys.json", "crypto.db", "lock"])
def test_what_others_can_read_fails(bot: Bot, name: str) -> None:
    path = bot.folder / name
    mode = 0o700 if not name else 0o600
    path.chmod(mode | 0o040)
    assert ("FAIL", f"{path} can be read by others: chmod {mode:04o} {path}") in bot.seen()
    path.chmod(mode)
    in_order(bot)


def test_a_lost_store_and_one_of_another_device_fail(bot: Bot) -> None:
    store = bot.folder / "crypto.db"
    kept = store.read_bytes()
    store.unlink()
    assert any(level == "FAIL" and "is lost" in words for level, words in bot.seen())
    bot.logs_in(again=True)
    store.write_bytes(kept)
    assert [level for level, words in bot.seen() if "is not that of device" in words] == ["FAIL"]


def test_that_the_bot_runs_is_fine(bot: Bot) -> None:
    with locked(bot.folder):
        assert bot.seen()[0] == ("ok", f"{bot.folder}, for you alone; the bot runs")
    assert bot.seen()[0] == ("ok", f"{bot.folder}, for you alone")


def test_a_revoked_token_fails_and_is_not_shown(bot: Bot) -> None:
    bot.server.revoke(bot.keys.access_token)
    found = worst(bot.seen())
    assert [level for level, _ in found] == ["FAIL"]
    assert "liaison matrix login --again" in found[0][1]
    assert bot.keys.access_token not in str(found)


def test_the_token_of_another_device_fails(bot: Bot) -> None:
    keys = bot.keys
    other = bot.server.login(bot.account)
    Keys(keys.homeserver, keys.user_id, keys.device_id, other.access_token).save(bot.folder)
    assert [level for level, words in bot.seen() if "the token is that of" in words] == ["FAIL"]


def test_an_identity_made_elsewhere_fails_and_the_login_puts_it_right(bot: Bot, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    log_in(
        elsewhere,
        Wanted(
            homeserver=bot.server.url,
            user=bot.account.user_id,
            password=lambda: bot.account.password,
            replace=True,
        ),
    )
    assert [level for level, words in bot.seen() if "identity is not the bot's" in words] == ["FAIL"]
    bot.logs_in(again=True, replacing=True)
    in_order(bot)


@pytest.fixture
async def net(synapse: Synapse) -> AsyncIterator[Net]:
    async with Net(synapse) as running:
        yield running


async def seen_through(net: Net, bot: Bot) -> list[Seen]:
    """What is wrong, when the bot's server is behind something that breaks it."""
    replace(bot.keys, homeserver=net.url).save(bot.folder)
    return worst(await asyncio.to_thread(look, bot.section(net.url)))


async def test_a_server_that_does_not_answer_is_a_warning(bot: Bot, net: Net) -> None:
    net.faults[""].extend([refused()] * 2)  # aiohttp asks twice
    assert await seen_through(net, bot) == [("warn", f"{net.url} does not answer as a Matrix server does")]
    net.faults["whoami"].append(failing(502))
    found = await seen_through(net, bot)
    assert [(level, "does not answer as it should: 502" in words) for level, words in found] == [
        ("warn", True)
    ]


async def test_a_server_without_the_devices_keys_fails(bot: Bot, net: Net) -> None:
    net.faults["keys_query"].append(changed(net, lambda told: told["device_keys"].clear()))
    level, words = (await seen_through(net, bot))[0]
    assert (level, "has no keys of device" in words, "--again" in words) == ("FAIL", True, True)


async def test_a_signature_that_is_missing_is_given_anew(bot: Bot, net: Net) -> None:
    def unsigned(told: Any) -> None:
        for device in told["device_keys"][bot.account.user_id].values():
            device["signatures"][bot.account.user_id].popitem()

    net.faults["keys_query"].extend([changed(net, unsigned)] * 2)
    assert not [words for level, words in await seen_through(net, bot) if level == "FAIL"]
    assert len(net.of("signatures", 200)) == 1
    assert not net.of("device_signing")


async def test_no_one_time_keys_is_a_warning(bot: Bot, net: Net) -> None:
    net.faults["keys_upload"].append(changed(net, lambda told: told["one_time_key_counts"].clear()))
    assert any(
        level == "warn" and "no one-time keys" in words for level, words in await seen_through(net, bot)
    )


async def test_a_limit_that_cannot_be_seen_is_unknown_and_says_how_it_is_lifted(bot: Bot, net: Net) -> None:
    bot.server.override_ratelimit(bot.account.user_id)
    assert await seen_through(net, bot) == []
    net.faults["delayed_events"].extend([failing(404, "M_UNRECOGNIZED")] * 12)
    ((level, words),) = await seen_through(net, bot)
    assert (level, words.startswith("whether the server limits the bot is not known")) == ("warn", True)
    assert words.endswith(
        f"POST {net.url}/_synapse/admin/v1/users/{bot.account.user_id}/override_ratelimit "
        '{"messages_per_second":0,"burst_count":0}'
    )


def test_the_limit_is_seen_without_using_any_of_it_up(limited: Synapse, tmp_path: Path) -> None:
    bot = Bot(limited, tmp_path / "matrix")
    room = bot.call("POST", "createRoom", {"preset": "private_chat"})["room_id"]
    in_order(bot)
    for number in range(8):
        bot.call("PUT", f"rooms/{room}/send/m.room.message/{number}", {"msgtype": "m.text", "body": "x"})
    limited.override_ratelimit(bot.account.user_id)
    assert worst(bot.seen()) == []


def test_a_bot_that_is_an_administrator_reads_its_limit(synapse: Synapse, tmp_path: Path) -> None:
    bot = Bot(synapse, tmp_path / "matrix")
    path = f"synapse/admin/v1/users/{bot.account.user_id}"
    admin = synapse.newcomer("admin", admin=True)
    synapse.call("PUT", path.replace("v1", "v2"), admin.access_token, {"admin": True})
    in_order(bot)
    limit = {"messages_per_second": 3, "burst_count": 7}
    synapse.call("POST", f"{path}/override_ratelimit", admin.access_token, limit)
    assert any(words.startswith("7 messages at once, then 3 a second; ") for _, words in bot.seen())
    synapse.override_ratelimit(bot.account.user_id)
    assert worst(bot.seen()) == []


SEALED = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


def made(bot: Bot, **more: Any) -> str:
    """A room of somebody's, with the bot in it."""
    amina = bot.server.newcomer("amina")
    asked = {"preset": "private_chat", "initial_state": [SEALED], "invite": [bot.account.user_id], **more}
    room = bot.server.call("POST", "matrix/client/v3/createRoom", amina.access_token, asked)["room_id"]
    bot.call("POST", f"join/{room}", {})
    return str(room)


@pytest.mark.parametrize("version", ["11", "12"])
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"initial_state": []}, "not encrypted"),
        ({"preset": "public_chat"}, "anybody may join"),
        (
            {
                "initial_state": [
                    SEALED,
                    {
                        "type": "m.room.history_visibility",
                        "content": {"history_visibility": "world_readable"},
                    },
                ]
            },
            "anybody may read along",
        ),
        ({"power_level_content_override": {"events_default": 50}}, "the bot may not speak"),
        (
            {"power_level_content_override": {"events": {"m.room.redaction": 50}}},
            "the bot may not take back what it said",
        ),
    ],
)
def test_what_is_wrong_with_a_room_is_said(bot: Bot, version: str, more: dict[str, Any], words: str) -> None:
    room = made(bot, room_version=version, **more)
    told = dict.fromkeys(words for level, words in bot.seen(room) if level == "warn")
    assert any(one.startswith(f"room {room}: ") and words in one for one in told), told
    fine = made(bot, room_version=version)
    in_order(bot, fine)


@pytest.mark.parametrize("version", ["11", "12"])
def test_a_room_the_bot_made_is_its_own(bot: Bot, version: str) -> None:
    asked = {
        "room_version": version,
        "preset": "private_chat",
        "initial_state": [SEALED],
        "power_level_content_override": {"events_default": 100, "events": {}},
    }
    in_order(bot, bot.call("POST", "createRoom", asked)["room_id"])


def test_a_room_the_bot_is_not_in_fails(bot: Bot) -> None:
    room = made(bot)
    bot.call("POST", f"rooms/{room}/leave", {})
    assert ("FAIL", f"room {room}: the bot is not in it; invite it again") in bot.seen(room)
    assert any(level == "FAIL" and "!nowhere" in words for level, words in bot.seen("!nowhere"))


def test_check_tells_all_of_it_and_what_the_running_bot_says(bot: Bot, sqlite_url: str) -> None:
    config = Config(database=DatabaseSection(url=sqlite_url), matrix=bot.section())
    bot.server.override_ratelimit(bot.account.user_id)
    assert {level for level, _ in matrix(config)} == {"ok"}
    writer = Writer(Database(sqlite_url))
    try:
        writer.do(lambda work: remember(work, "matrix:health", "Silent since 12:00"))
    finally:
        writer.close()
    assert matrix(config)[-1] == ("FAIL", "Silent since 12:00")
    assert matrix(config.model_copy(update={"matrix": MatrixSection()})) == [("ok", "not configured")]


def test_init_asks_for_the_server_and_says_what_comes_next(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["init"], input=f"\n\n\n\n\n{synapse.url}\n")
    assert done.exit_code == 0, done.output
    assert f"ok    matrix       {synapse.url}" in done.output
    assert "Next:    liaison matrix login, then liaison migrate, then liaison check" in done.output
    assert Config.load().matrix.homeserver == synapse.url
