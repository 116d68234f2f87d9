"""When a marking is raised, rooms below it lose what was said of the record before (DOMAIN.md, T7)."""

from telegram_world import ROOMS, TelegramWorld
from world import World, bare


async def test_rooms_below_a_raised_marking_lose_the_earlier_messages(demo: World) -> None:
    await demo.hears("/incident new sev2 tlp:green Canary adrift", room="members")
    before = demo.console.screen.shown[-1]
    await demo.hears("/incident 11")
    raised = await demo.shown("/incident tlp 11 amber")
    taken = [one for one in raised if one.room == "members"]
    assert [bare(one.text) for one in taken] == ["This message was withdrawn: its marking was raised."]
    assert [one.edit_of for one in taken] == [before.message]
    assert all(one.room != "console" or "withdrawn" not in one.text for one in raised)
    assert [one for one in await demo.shown("/incident tlp 11 strict") if one.room == "members"] == []


async def test_a_merge_that_raises_the_marking_does_the_same(demo: World) -> None:
    await demo.hears("/incident new sev2 tlp:green Canary adrift", room="members")
    await demo.hears("/incident new sev2 tlp:amber The same canary")
    merged = await demo.shown("/incident merge 12 into 11")
    assert [bare(one.text) for one in merged if one.room == "members"] == [
        "This message was withdrawn: its marking was raised."
    ]


async def test_on_telegram_the_message_itself_is_changed(on_telegram: TelegramWorld) -> None:
    (first,) = await on_telegram.shown("/incident new sev2 tlp:green Canary adrift", room="members")
    raised = await on_telegram.shown("/incident tlp 11 amber")
    (taken,) = [one for one in raised if int(one.fields["chat_id"]) == ROOMS["members"]]
    assert taken.method == "editMessageText"
    assert int(taken.fields["message_id"]) == first.answer["result"]["message_id"]
    assert "Canary" not in taken.fields["text"]
