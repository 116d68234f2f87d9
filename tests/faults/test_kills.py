"""Pull the plug at any instant: nothing acknowledged is lost, nothing is done twice."""

import pytest

from faults.harness import torture, verdict


@pytest.mark.server
@pytest.mark.timeout(300)
def test_twenty_kills_lose_and_double_nothing(sqlite_url: str) -> None:
    history = torture(sqlite_url, kills=20)
    assert history.kills == 20
    assert len(history.acknowledged) > 200
    assert verdict(sqlite_url, history) == []


@pytest.mark.server
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("breaking", "complaint"),
    [("dedupe", "doubled"), ("transaction", "doubled"), ("acknowledgement", "lost")],
)
def test_the_harness_notices_a_broken_promise(sqlite_url: str, breaking: str, complaint: str) -> None:
    found: list[str] = []
    for seed in range(4):
        found += verdict(sqlite_url, torture(sqlite_url, kills=6, breaking=breaking, seed=seed))
        if any(complaint in words for words in found):
            return
    pytest.fail(f"nothing was noticed: {found}")


@pytest.mark.soak
def test_two_hundred_kills(sqlite_url: str) -> None:
    history = torture(sqlite_url, kills=200, seed=7)
    assert verdict(sqlite_url, history) == []
