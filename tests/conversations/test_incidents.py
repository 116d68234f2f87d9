"""The life of an incident, told in the room, on every database and every network.

The labels are those that a room without encryption may hold.
"""

from world import World

LOG = (
    "/incident new sev2 TRF.goods country:KE,UG place:Moyale at:06:40 tlp:green src:B2 "
    "Truck with 40 jerrycans stopped"
)


async def test_a_whole_life(anywhere: World) -> None:
    opened = await anywhere.hears(LOG)
    assert opened.startswith("TLP:GREEN\nINC-11 is logged and open.")
    for fact in (
        "Truck with 40 jerrycans stopped",
        "Severity: 2 (low)",
        "TRF.goods trafficking and smuggling",
        "Place: Moyale",
        "Kenya and Uganda (cross-border)",
        "Fri 16 Oct 2026, 06:40 (UTC+3, Nairobi) · 03:40 UTC",
        "B2 (usually reliable; probably true)",
        "Reported by: You, SEC",
    ):
        assert fact in opened
    assert anywhere.buttons() == ["Add to the timeline", "Give a follow-up", "Monitor", "Close", "Watch"]
    assert "entry #1 is logged" in await anywhere.hears("/incident log 11 Second truck found")
    assert "entry #1 is corrected by #2" in await anywhere.hears("/incident correct 11 #1 It was a bus")
    assert "severity 2 → 4" in await anywhere.hears("/incident sev 11 4 more trucks")
    assert "is under monitoring" in await anywhere.hears("/incident monitor 11 review:+14d")
    assert "INC-11 is closed: resolved." in await anywhere.hears(
        "/incident close 11 outcome:resolved Road is open"
    )
    assert "INC-11 is already closed." in await anywhere.hears("/incident close 11 outcome:resolved again")
    shown = await anywhere.hears("/incident 11")
    assert "corrected by #2" in shown
    assert "Outcome: resolved" in shown
    assert "INC-11 is open." in await anywhere.hears("/incident reopen 11 reason:a third truck")


async def test_a_member_reports_and_a_coordinator_accepts(anywhere: World) -> None:
    reported = await anywhere.hears("/incident new sev3 tlp:green Boat adrift", by="amina")
    assert "INC-11 limesajiliwa na liko wazi." in reported
    reported = await anywhere.hears("/incident new sev3 MAR tlp:green Chaloupe à la dérive", by="jean")
    assert "INC-12" in reported
    refused = await anywhere.hears("/incident accept 12", by="jean")
    assert "INC-12 is open" not in refused
    assert "INC-12 is open." in await anywhere.hears("/incident accept 12")


async def test_merge_moves_links_and_takes_the_higher_label(anywhere: World) -> None:
    await anywhere.hears("/incident new sev2 tlp:clear First")
    await anywhere.hears("/incident new sev2 tlp:green Second")
    await anywhere.hears("/incident link 12 3 related")
    assert "INC-12 is now part of INC-11" in await anywhere.hears("/incident merge 12 into 11")
    shown = await anywhere.hears("/incident 11")
    assert shown.startswith("TLP:GREEN")
    assert "INC-3 " in shown
    assert "INC-12 stands alone again" in await anywhere.hears("/incident unmerge 12")


async def test_numbers_have_no_gaps_after_refusals(anywhere: World) -> None:
    await anywhere.hears("/incident new sev2 tlp:red Secret thing")
    assert "INC-11" in await anywhere.hears("/incident new sev2 Harmless thing")
