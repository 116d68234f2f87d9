"""The 34 samples: each goes in as a person types it and comes out as its `tests` say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from world import World, bare

from bot.text.clean import clean, one_line

SAMPLES: list[dict[str, Any]] = json.loads(
    Path(__file__).parents[1].joinpath("data/samples.json").read_text(encoding="utf-8")
)
STORED = [sample for sample in SAMPLES if sample["tlp"] != "TLP:RED"]
CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b]")
OVERFLOWING = {12}
FOUND_BY = {
    1: ("دفاتر", "ضبط شحنة"),
    2: ("قوارب",),
    6: ("السنوي", "افريقيا", "تقرير"),
    7: ("لائحة", "التنسيق"),
    14: ("reunion", "réunion", "REUNION", "l'ete"),
    21: ("accao", "acção"),
    27: ("ማስጠንቀቂያ", "ማስ"),
    28: ("ⵡⴰⵎⴰⵏ",),
    29: ("𞤆𞤵𞤤𞤢𞤪",),
    30: ("ߕߏߓߌߟߊ",),
    31: ("ipade",),
    32: ("می‌خواهم", "میخواهم"),
}


def new(sample: dict[str, Any]) -> str:
    """The sample as it is typed."""
    tlp = sample["tlp"].removeprefix("TLP:").lower()
    place = sample["place"].replace('"', "'")
    return (
        f"/incident new sev{sample['severity']} {sample['category']} tlp:{tlp} src:{sample['admiralty']} "
        f'place:"{place}" {sample["title"]}'
    )


def named(sample: dict[str, Any]) -> str:
    return f"{sample['n']}-{sample['lang']}"


@pytest.mark.parametrize("sample", STORED, ids=named)
async def test_a_sample_goes_in_and_comes_out(bot: World, sample: dict[str, Any]) -> None:
    opened = await bot.hears(new(sample))
    title = one_line(clean(sample["title"]))
    assert opened.splitlines()[:2] == [sample["tlp"], "INC-1 is logged and open."]
    if sample["n"] not in OVERFLOWING:
        assert f"\n{title}\n" in opened
    logged = await bot.hears(f"/incident log 1 {sample['body']}")
    shown = await bot.hears("/incident 1")
    for line in filter(None, (one_line(part) for part in clean(sample["body"]).split("\n"))):
        assert line[:200] in one_line(logged)
        assert line[:200] in one_line(shown)
    (raw,) = (found.text for found in await bot.shown("/incident 1 ") if "INC-1" in found.text)
    assert clean(bare(raw)) == bare(raw), "nothing invisible came in"


@pytest.mark.parametrize(
    ("number", "words"), [(number, words) for number, every in FOUND_BY.items() for words in every]
)
async def test_a_sample_is_found_by_its_words(bot: World, number: int, words: str) -> None:
    sample = SAMPLES[number - 1]
    await bot.hears(new(sample) + f"\n{sample['body']}")
    assert "INC-1" in await bot.hears(f"/search {words}")


async def test_red_is_refused_and_takes_no_number(bot: World) -> None:
    red = next(sample for sample in SAMPLES if sample["tlp"] == "TLP:RED")
    assert await bot.hears(new(red)) == (
        "This bot does not store or post TLP:RED content. Record only a reference and share the content "
        "in person or through an approved channel."
    )
    assert "INC-1 is logged" in await bot.hears("/incident new sev1 Harmless")


async def test_stored_text_is_never_a_command(bot: World) -> None:
    await bot.hears("/incident new sev2 Harmless")
    await bot.hears("/incident log 1 Injected second line\n/incident close 1 outcome:resolved")
    assert "Status: open" in await bot.hears("/incident 1")


async def test_a_long_body_is_said_in_pages_with_the_label_on_each(bot: World) -> None:
    long = SAMPLES[7]
    assert len(long["body"]) > 5000
    await bot.hears(new(long))
    await bot.hears(f"/incident log 1 {long['body']}")
    pages = [bare(page.text) for page in await bot.shown("/incident 1")]
    assert [page.splitlines()[0] for page in pages] == [f"TLP:GREEN ({n}/3)" for n in (1, 2, 3)]
    assert all(len(page.encode("utf-16-le")) // 2 <= 4096 for page in pages)
    said = " ".join(one_line(page) for page in pages)
    assert said.count("agreed a rota.") == long["body"].count("agreed a rota.")


async def test_marks_are_not_stacked_over_the_neighbouring_lines(bot: World) -> None:
    zalgo = SAMPLES[11]
    opened = await bot.hears(new(zalgo))
    assert not re.search("[\u0300-\u036f]{5}", opened)
    assert "lgo title" in opened
