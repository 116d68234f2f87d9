"""Lists and searches: the same on every database, and never a record outside the labels given."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest

from bot.model.incidents import LIVE, Incident, Status
from bot.model.markings import Tlp
from bot.model.taskforces import TaskForce
from bot.services.sample import seed
from bot.store import finding, incidents
from bot.store.database import Database
from bot.store.finding import Filter
from bot.store.work import Work
from bot.store.writer import Writer
from bot.text.clean import fold
from store.shelf import NOW

RECORDS, QUESTIONS, EACH_CHANGED = 160, 200, 3
KINDS = (("TRF", "goods"), ("TRF", "arms"), ("MAR", ""), ("CLI", "land"), ("OTH", ""))
COUNTRIES = ("KE", "UG", "TD", "LY")
TAGS = ("border", "bo", "b", "سوق", "drill", "order", "été", "100%", "a_b")
WORDS = (
    "boat", "boats", "oat", "bo", "b", "Boîte", "قوارب", "دفاتر", "مَدْرَسَة", "ማስጠንቀቂያ", "🚒", "100%", "a_b",
    "a*b", '"quoted"', "AND", "NOT", "c++", "KE-12", "it's", "x:y", "(", "^1^", "~g~", "+1", "-", "/", "\\",
)  # fmt: skip
WALK = "SEARCH incident USING INDEX ix_incident_list (taskforce_id=? AND tlp=? AND live=?"
STORED = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.STRICT)


def generated(chance: Random, taskforce: int) -> dict[str, Any]:
    category, subcategory = chance.choice(KINDS)
    title = " ".join(chance.choices(WORDS, k=chance.randint(1, 5)))
    tags = chance.sample(TAGS, chance.randint(0, 3))
    status = chance.choice(list(Status))
    return {
        "taskforce_id": taskforce,
        "originator_id": 1,
        "reporter_id": chance.choice((1, 2, 3)),
        "lead_id": chance.choice((None, None, 1, 4)),
        "title": title,
        "category": category,
        "subcategory": subcategory,
        "severity": chance.randint(1, 5),
        "status": status,
        "live": status in LIVE,
        "tlp": chance.choice(STORED),
        "countries": chance.sample(COUNTRIES, chance.randint(0, 3)),
        "tags": tags,
        "happened_at": NOW,
        "updated_at": NOW,
        "search_text": fold(f"{title} {' '.join(tags)}"),
    }


def filled(work: Work, chance: Random) -> list[Incident]:
    """The records of two task forces, written in turns, some of them changed afterwards."""
    seed(work, NOW, records=True)
    work.insert(TaskForce, {"code": "DESERT", "created_at": NOW})
    numbers = {1: count(11), 2: count(1)}
    for turn in range(RECORDS):
        taskforce = chance.choice((1, 1, 2))
        facts = generated(chance, taskforce)
        at = NOW + timedelta(hours=turn)
        work.add(Incident, number=next(numbers[taskforce]), reported_at=at, **facts)
    every = sorted(_every(work), key=lambda incident: incident.id or 0)
    for incident in chance.sample(every, RECORDS // EACH_CHANGED):
        facts = generated(chance, incident.taskforce_id)
        for name in chance.sample(sorted(facts), 5):
            setattr(incident, name, facts[name])
        incident.live = incident.status in LIVE
        work.save(incident)
    return every


def _every(work: Work) -> Iterator[Incident]:
    for taskforce in (1, 2):
        for number in range(1, RECORDS + 11):
            found = incidents.by_number(work, taskforce, number)
            if found is not None:
                yield found


def asked(chance: Random) -> Filter:
    narrowing: dict[str, Callable[[], Any]] = {
        "severity": lambda: chance.randint(1, 5),
        "category": lambda: chance.choice(KINDS)[0],
        "country": lambda: chance.choice(COUNTRIES),
        "tag": lambda: chance.choice(TAGS),
        "mine": lambda: chance.choice((1, 2, 4)),
        "words": lambda: fold(" ".join(chance.choices(WORDS, k=chance.randint(1, 2)))),
        "since": lambda: NOW + timedelta(hours=chance.randint(-80, RECORDS)),
        "before": lambda: chance.randint(1, RECORDS),
    }
    given = {name: narrowing[name]() for name in chance.sample(sorted(narrowing), chance.randint(0, 3))}
    if chance.random() < 0.2:
        given["category"], given["subcategory"] = chance.choice(KINDS)
    labels = tuple(chance.sample(STORED, chance.randint(0, 4)))
    return Filter(
        taskforce_id=chance.choice((1, 2)), labels=labels, live=chance.choice((True, False, None)), **given
    )


def fits(incident: Incident, wanted: Filter) -> bool:
    """Whether a filter lets an incident through, word by word as it is documented."""
    return all(
        (
            incident.taskforce_id == wanted.taskforce_id,
            incident.tlp in wanted.labels,
            wanted.live in {None, incident.live},
            incident.severity >= wanted.severity,
            wanted.category in {"", incident.category},
            wanted.subcategory in {"", incident.subcategory},
            not wanted.country or wanted.country in incident.countries,
            not wanted.tag or wanted.tag in incident.tags,
            not wanted.mine or wanted.mine in {incident.reporter_id, incident.lead_id},
            wanted.since is None or incident.reported_at >= wanted.since,
            all(word in incident.search_text for word in wanted.words.split()),
            not wanted.before or incident.number < wanted.before,
        )
    )


def test_what_is_asked_for_is_found_on_every_database(writer: Writer) -> None:
    every = writer.do(lambda work: filled(work, Random(1)))
    chance = Random(2)
    questions = [(_paged(asked(chance), every), chance.choice((1, 3, 10, 400))) for _ in range(QUESTIONS)]
    answers = writer.do(lambda work: [finding.page(work, *question) for question in questions])
    for (wanted, size), (found, more) in zip(questions, answers, strict=True):
        expected = sorted((one.number for one in every if fits(one, wanted)), reverse=True)
        assert ([one.number for one in found], more) == (expected[:size], len(expected) > size), wanted
    assert sum(bool(found) for found, _ in answers) > QUESTIONS // 4, "or nothing was shown"


def _paged(wanted: Filter, every: list[Incident]) -> Filter:
    """The filter, going on only after a number that there is."""
    known = any((one.taskforce_id, one.number) == (wanted.taskforce_id, wanted.before) for one in every)
    return wanted if known else replace(wanted, before=0)


def test_every_page_together_is_the_whole_list(writer: Writer) -> None:
    every = writer.do(lambda work: filled(work, Random(3)))
    for narrowing in ({}, {"severity": 2}, {"words": "b"}, {"words": "oat"}, {"live": None}):
        wanted = Filter(taskforce_id=1, labels=(Tlp.GREEN, Tlp.STRICT), **narrowing)
        seen: list[int] = []
        more = True
        while more:
            page = replace(wanted, before=seen[-1] if seen else 0)
            found, more = writer.do(lambda work, page=page: finding.page(work, page, 7))
            seen += [one.number for one in found]
        assert seen == sorted((one.number for one in every if fits(one, wanted)), reverse=True)
        assert len(seen) > 7


def test_an_incident_is_found_by_what_it_says_now(writer: Writer) -> None:
    writer.do(lambda work: filled(work, Random(4)))

    def numbers(asking: dict[str, Any]) -> list[int]:
        wanted = Filter(taskforce_id=1, labels=STORED, live=None, **asking)
        return [one.number for one in writer.do(lambda work: finding.page(work, wanted, 400))[0]]

    for before, after, asking in (
        ({"search_text": "zebra zoo"}, {"search_text": "lion"}, {"words": "zebra"}),
        ({"tags": ["zebra"]}, {"tags": []}, {"tag": "zebra"}),
        ({"countries": ["ZW"]}, {"countries": ["ZM"]}, {"country": "ZW"}),
        ({"lead_id": 8}, {"lead_id": None}, {"mine": 8}),
        ({"category": "GOV"}, {"category": "DIS"}, {"category": "GOV"}),
    ):
        writer.do(lambda work, before=before: changed(work, before))
        assert 5 in numbers(asking)
        writer.do(lambda work, after=after: changed(work, after))
        assert 5 not in numbers(asking)


def changed(work: Work, values: dict[str, Any]) -> None:
    incident = incidents.by_number(work, 1, 5)
    assert incident is not None
    for name, value in values.items():
        setattr(incident, name, value)
    work.save(incident)


LISTS = ({}, {"live": None}, {"live": False}, {"before": 12}, {"since": NOW})
SEARCHES = (
    {"words": "boat"},
    {"tag": "border"},
    {"country": "KE"},
    {"severity": 3},
    {"mine": 1, "words": "b"},
)


@pytest.mark.parametrize("asking", LISTS, ids=str)
def test_a_list_is_read_from_an_index(sqlite_url: str, asking: dict[str, Any]) -> None:
    plans = planned(sqlite_url, asking)
    assert len(plans) in {2, 4}, "one walk for each label, and for open and closed"
    for plan in plans:
        assert plan[0].startswith(WALK), plan
        assert not [step for step in plan if step.startswith("SCAN ") or "TEMP B-TREE" in step]


@pytest.mark.parametrize("asking", SEARCHES, ids=str)
def test_a_search_asks_the_index_of_words(sqlite_url: str, asking: dict[str, Any]) -> None:
    ((first, second),) = planned(sqlite_url, asking)
    assert first.startswith("SCAN incident_search VIRTUAL TABLE INDEX")
    assert second == "SEARCH incident USING INTEGER PRIMARY KEY (rowid=?)"


def planned(url: str, asking: dict[str, Any]) -> list[list[str]]:
    """How SQLite means to read what is asked for, statement by statement."""
    link = Database(url).connect(reading=True)
    plans: list[list[str]] = []

    def explain(sql: str, values: list[object]) -> object:
        plans.append([row[3] for row in link.raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)])
        return link.raw.execute(sql, values)

    wanted = Filter(taskforce_id=1, labels=(Tlp.GREEN, Tlp.AMBER), **asking)
    finding.page(Work(explain, link.database.dialect), wanted)
    link.close()
    return plans
