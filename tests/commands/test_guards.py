"""The life of an incident: what every act makes of every state (DOMAIN.md §2), and nothing else."""

from datetime import datetime

import pytest
from looking import rows
from world import World

from bot.model.incidents import LIVE, Incident, Outcome, Status
from bot.model.markings import Tlp
from bot.model.refusals import AlreadySo, Refusal, WrongState

NOW = datetime.fromisoformat("2026-10-16T09:00:00+03:00")
ACTS = {
    "accept": "/incident accept {n}",
    "reject": "/incident reject {n} reason:no such truck",
    "monitor": "/incident monitor {n} review:+14d",
    "close": "/incident close {n} outcome:resolved Over",
    "reopen": "/incident reopen {n} reason:again",
    "merge": "/incident merge {n} into 1",
    "unmerge": "/incident unmerge {n}",
}
LEADS = {
    "reported": (),
    "open": ("accept",),
    "monitoring": ("accept", "monitor"),
    "closed": ("accept", "close"),
    "rejected": ("reject",),
    "duplicate": ("merge",),
}
ALREADY, WRONG = "already", "wrong"
COLUMNS = ("accept", "reject", "monitor", "close", "reopen", "merge", "unmerge")
TABLE = {
    "reported": ("open", "rejected", WRONG, WRONG, WRONG, "duplicate", WRONG),
    "open": (ALREADY, WRONG, "monitoring", "closed", ALREADY, "duplicate", ALREADY),
    "monitoring": (WRONG, WRONG, "monitoring", "closed", WRONG, "duplicate", WRONG),
    "closed": (WRONG, WRONG, WRONG, ALREADY, "open", WRONG, WRONG),
    "rejected": (WRONG, ALREADY, WRONG, WRONG, "open", "duplicate", WRONG),
    "duplicate": (WRONG, WRONG, WRONG, WRONG, WRONG, ALREADY, "reported"),
}
WORDS = {
    "reported": "reported",
    "open": "open",
    "monitoring": "monitoring",
    "closed": "closed",
    "rejected": "rejected (unfounded)",
    "duplicate": "duplicate",
}
PAIRS = [(state, act, TABLE[state][at]) for state in TABLE for at, act in enumerate(COLUMNS)]


def incident(state: str, number: int = 7) -> Incident:
    """An incident in a state."""
    found = Incident(
        id=number, taskforce_id=1, number=number, originator_id=1, reporter_id=1, title="Truck", severity=3,
        happened_at=NOW, reported_at=NOW, updated_at=NOW,
    )  # fmt: skip
    for act in LEADS[state]:
        done(found, act)
    return found


def done(found: Incident, act: str, target: Incident | None = None) -> None:
    """Nothing; the act is done to the incident, or refused."""
    match act:
        case "monitor":
            found.monitor(NOW, "+14d")
        case "close":
            found.close(Outcome.RESOLVED, "Over", NOW)
        case "merge":
            found.merge(target or incident("reported", 2))
        case _:
            getattr(found, act)()


@pytest.mark.parametrize(("state", "act", "becomes"), PAIRS)
def test_an_act_moves_a_state_or_is_refused(state: str, act: str, becomes: str) -> None:
    found = incident(state)
    if becomes in TABLE:
        done(found, act)
        assert found.status == becomes
        assert found.live is (Status(becomes) in LIVE)
        return
    kept = found.model_dump()
    with pytest.raises(Refusal) as refused:
        done(found, act)
    assert isinstance(refused.value.reason, AlreadySo if becomes == ALREADY else WrongState)
    assert found.model_dump() == kept


@pytest.mark.parametrize("state", TABLE)
async def test_the_whole_bot_keeps_to_the_table(demo: World, sqlite_url: str, state: str) -> None:
    number = 10
    for act, becomes in zip(COLUMNS, TABLE[state], strict=True):
        number += 1
        await demo.hears(f"/incident new sev3 Camion {number}", by="jean")
        for lead in LEADS[state]:
            await demo.hears(ACTS[lead].format(n=number))
        look = f"SELECT status, version, entries, live FROM incident WHERE number = {number}"  # noqa: S608 - a number
        ((before, version, entries, _),) = rows(sqlite_url, look)
        assert before == state
        said = await demo.hears(ACTS[act].format(n=number))
        ((after, *counts, live),) = rows(sqlite_url, look)
        if becomes in TABLE:
            assert (after, live) == (becomes, Status(becomes) in LIVE), said
            assert counts[1] == entries + 1
        else:
            already = f"INC-{number} is already {WORDS[state]}."
            assert said == (
                already if becomes == ALREADY else f"That does not fit: INC-{number} is {WORDS[state]}."
            )
            assert (after, *counts) == (before, version, entries)


@pytest.mark.parametrize("state", [state for state in TABLE if state not in {"closed", "duplicate"}])
def test_an_unmerged_incident_is_what_it_was(state: str) -> None:
    found = incident(state)
    done(found, "merge")
    assert found.duplicate_of == 2
    done(found, "unmerge")
    assert (found.status, found.duplicate_of, found.status_before) == (state, None, None)
    assert found.live is (Status(state) in LIVE)


@pytest.mark.parametrize("state", TABLE)
def test_a_target_is_no_duplicate_and_another_incident(state: str) -> None:
    found, target = incident("open"), incident(state, 1)
    found.tlp, target.tlp = Tlp.STRICT, Tlp.GREEN
    if state != "duplicate":
        found.merge(target)
        assert (target.status, target.tlp) == (state, Tlp.STRICT)
        return
    with pytest.raises(Refusal, match="WrongState"):
        found.merge(target)
    assert (found.status, target.tlp) == ("open", Tlp.GREEN)


def test_nothing_is_merged_into_itself() -> None:
    found = incident("open")
    with pytest.raises(Refusal, match="WrongState"):
        found.merge(found)
    assert found.status == "open"


async def test_a_closed_incident_forgets_its_review_and_an_open_one_its_close(
    bot: World, sqlite_url: str
) -> None:
    look = "SELECT review_at IS NULL, closed_at IS NULL, outcome, summary FROM incident"
    await bot.hears("/incident new sev3 Boat")
    await bot.hears("/incident monitor 1 review:+14d")
    assert rows(sqlite_url, look) == [(0, 1, None, "")]
    await bot.hears("/incident close 1 outcome:referred Over to customs")
    assert rows(sqlite_url, look) == [(1, 0, "referred", "Over to customs")]
    await bot.hears("/incident reopen 1 reason:again")
    assert rows(sqlite_url, look)[0][:2] == (1, 1)


async def test_a_review_must_lie_ahead_and_may_be_put_off(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new sev3 Boat")
    assert "2026-10-15 lies in the past" in await bot.hears("/incident monitor 1 review:2026-10-15")
    await bot.hears("/incident monitor 1 review:+2d")
    assert "Sun 18 Oct" in await bot.hears("/incident 1")
    await bot.hears("/incident monitor 1 review:+5d")
    assert "its review is due" not in await bot.drives(":wait 3d")
    assert "its review is due" in await bot.drives(":wait 3d")
    assert await bot.drives(":wait 3d") == ""
    assert rows(sqlite_url, "SELECT status FROM incident") == [("monitoring",)]
