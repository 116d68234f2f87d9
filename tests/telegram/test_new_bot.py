"""From a new bot to the first incident, as the README has it."""

import time

from telegram_net import Net, message, network, user
from telegram_world import bot_on
from world import bare

from bot.time.clock import SystemClock
from bot.transports.telegram.pace import Pace

BOSS, GROUP = 555, -1009
STEPS = (
    ("/taskforce new LAKES review:2028-06-30 Joint patrols on the lakes", "LAKES is founded"),
    ("/taskforce activate LAKES", "LAKES is active"),
    ("/taskforce bind LAKES", "This room now belongs to LAKES and is cleared up to TLP:GREEN"),
    ("/incident new sev2 tlp:green Boat adrift", "INC-1 is logged and open."),
)


async def said(net: Net, room: int, line: str, **more: object) -> str:
    before = len(net.sent())
    await net.update(message=message(net, room, user(BOSS, "Wanjiru", **more), line))
    await net.until(lambda: len(net.sent()) > before)
    return bare(net.sent()[-1].fields["text"])


async def test_a_new_bot_says_what_to_write_into_the_configuration(sqlite_url: str) -> None:
    async with network() as net, bot_on(net, sqlite_url, SystemClock()):
        assert "telegram:555" in await said(net, BOSS, "/me")


async def test_somebody_new_is_answered_in_the_language_of_their_telegram(sqlite_url: str) -> None:
    async with network() as net, bot_on(net, sqlite_url, SystemClock()):
        assert "Je ne connais pas encore le compte" in await said(net, BOSS, "/me", language_code="fr")


async def test_the_first_incident_is_four_lines_away(sqlite_url: str) -> None:
    pace = Pace(lambda: time.monotonic() * 10_000)
    async with (
        network() as net,
        bot_on(net, sqlite_url, SystemClock(), pace=pace, administrators=(f"telegram:{BOSS}",)),
    ):
        for line, answer in STEPS:
            assert answer in await said(net, GROUP, line)
