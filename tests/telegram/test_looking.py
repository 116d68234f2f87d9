"""What `check` and `init` say of the bot's account, and what to change in BotFather."""

import asyncio
from pathlib import Path

import pytest
from telegram_net import TOKEN, failing, message, network, user
from telegram_world import bot_on
from typer.testing import CliRunner

from bot.cli.checks import telegram
from bot.cli.main import app
from bot.config import Config, DatabaseSection, TelegramSection
from bot.time.clock import SystemClock
from bot.transports.telegram.looking import look


def section(tmp_path: Path, url: str) -> TelegramSection:
    path = tmp_path / "token"
    path.write_text(TOKEN)
    return TelegramSection(token_file=str(path), base_url=url)


async def test_an_account_in_order_is_named(tmp_path: Path) -> None:
    async with network() as net:
        assert await asyncio.to_thread(look, section(tmp_path, net.url)) == [("ok", "@liaison_test_bot")]


@pytest.mark.parametrize(
    ("changed", "level", "words"),
    [
        ({"can_read_all_group_messages": True}, "warn", "/setprivacy, Enable"),
        ({"can_join_groups": False}, "FAIL", "/setjoingroups, Enable"),
    ],
)
async def test_what_to_change_is_said(
    changed: dict[str, bool], level: str, words: str, tmp_path: Path
) -> None:
    async with network() as net:
        net.me |= changed
        found = await asyncio.to_thread(look, section(tmp_path, net.url))
        assert any(one == level and words in told for one, told in found)


async def test_a_refused_token_says_where_to_get_it_and_does_not_show_it(tmp_path: Path) -> None:
    async with network() as net:
        net.faults["getMe"].append(failing(401, "Unauthorized"))
        ((level, words),) = await asyncio.to_thread(look, section(tmp_path, net.url))
        assert level == "FAIL"
        assert "API Token" in words
        assert TOKEN not in words


async def test_a_room_without_rights_is_named(tmp_path: Path) -> None:
    async with network() as net:
        found = await asyncio.to_thread(look, section(tmp_path, net.url), ["-1001"])
        assert found[1][0] == "warn"
        assert "room -1001" in found[1][1]


def test_init_keeps_the_token_for_the_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.transports.telegram.looking.look", lambda _: [("ok", "@liaison_test_bot")])
    done = CliRunner().invoke(app, ["init"], input=f"\n\n\n\n{TOKEN}\n\n")
    assert done.exit_code == 0, done.output
    assert TOKEN not in done.output
    kept = tmp_path / "secrets" / "telegram.token"
    assert kept.read_text().strip() == TOKEN
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert "secrets/telegram.token" in (tmp_path / "config.toml").read_text()
    assert TOKEN not in (tmp_path / "config.toml").read_text()
    assert "@liaison_test_bot" in done.output


async def test_check_tells_what_the_running_bot_cannot_reach(sqlite_url: str, tmp_path: Path) -> None:
    """The health a running bot writes beside its lease, and that it is well again afterwards."""
    config = Config(
        database=DatabaseSection(url=sqlite_url), telegram=section(tmp_path, "http://127.0.0.1:9/bot")
    )
    async with network() as net, bot_on(net, sqlite_url, SystemClock()) as (liaison, bot):
        net.faults["getUpdates"].extend([failing(401, "Unauthorized")] * 50)
        await net.update(message=message(net, 5, user(5), "hello"))
        await net.until(lambda: sum(one.status == 401 for one in net.asked) > 2)
        await asyncio.wrap_future(liaison.write(lambda work: bot._renewed(work, "telegram:7000001")))
        told = await asyncio.to_thread(telegram, config)
        assert any(level == "FAIL" and "InvalidToken" in words for level, words in told)
        net.faults["getUpdates"].clear()
        await net.until(lambda: net.offset > 1)
        await asyncio.wrap_future(liaison.write(lambda work: bot._renewed(work, "telegram:7000001")))
        told = await asyncio.to_thread(telegram, config)
        assert not any("InvalidToken" in words for _, words in told)
