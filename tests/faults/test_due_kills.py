"""Pull the plug around the instants at which things come due: each occurrence is said once, none is lost."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from world import copied

from faults.due_harness import outage, torture
from faults.due_judge import figures, kept, sayings, told, verdict
from faults.due_plan import crowd, few, flood, planted


@pytest.mark.server
@pytest.mark.timeout(300)
def test_what_comes_due_is_said_once_though_the_plug_is_pulled(database_url: str, tmp_path: Path) -> None:
    things = planted(database_url, partial(crowd, moments=160, seed=1))
    history = torture(database_url, tmp_path / "shown", things, kills=24)
    assert verdict(database_url, history, things) == []
    tried = figures(database_url, history, things)
    assert tried["kills"] == 24
    assert tried["occurrences"] > 200
    assert min(tried["unsaid"], tried["unsent"] + tried["repeated"]) > 0, "no kill came at the right time"


@pytest.mark.server
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("breaking", "kills", "complaint"),
    [
        ("before", 8, "was lost"),
        ("after", 8, "was doubled"),
        ("forgotten", 1, "left waiting"),
        ("key", 8, "shown again under another key"),
    ],
)
def test_the_harness_notices_a_broken_promise(
    template: Path, tmp_path: Path, breaking: str, kills: int, complaint: str
) -> None:
    found: list[str] = []
    for seed in range(4):
        url = copied(template, tmp_path / f"{seed}.db")
        things = planted(url, partial(crowd, moments=60, seed=seed))
        history = torture(url, tmp_path / f"{seed}", things, kills, breaking=breaking, seed=seed)
        found += verdict(url, history, things)
        if any(complaint in words for words in found):
            return
    pytest.fail(f"nothing was noticed: {found}")


@pytest.mark.server
def test_three_hours_down_are_made_up_for_once(database_url: str, tmp_path: Path) -> None:
    things = planted(database_url, few)
    history = outage(database_url, tmp_path / "shown", timedelta(hours=3))
    assert verdict(database_url, history, things) == []
    judged = told(things, list(sayings(kept(database_url))))
    for one in judged:
        last, missed = one.sayings[-1]
        assert len(one.sayings) == (2 if one.thing.series else 1), "one message sums up a series"
        assert last.item["late_since"], "everything that came due meanwhile is late"
        assert not one.thing.series or last.item["missed"] == len(missed) > 1
    words = "\n".join(shown.words for shown in history.shown if shown.room == "members")
    count = judged[0].sayings[-1][0].item["missed"]
    assert words.count(f"It came due {count} times while I was away") == 1
    assert words.count("Late: it was to be said") == 2


@pytest.mark.server
def test_more_than_can_be_done_at_once_is_said_in_order_and_in_words(sqlite_url: str, tmp_path: Path) -> None:
    things = planted(sqlite_url, flood)
    history = outage(sqlite_url, tmp_path / "shown", timedelta(hours=3))
    assert verdict(sqlite_url, history, things) == []


@pytest.mark.soak
def test_two_hundred_kills_among_what_comes_due(database_url: str, tmp_path: Path) -> None:
    things = planted(database_url, partial(crowd, moments=1500, seed=7))
    history = torture(database_url, tmp_path / "shown", things, kills=200, seed=7)
    assert verdict(database_url, history, things) == []
