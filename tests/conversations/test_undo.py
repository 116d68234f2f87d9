"""/undo: the last act of a person, within ten minutes, by a new entry; and one whole story per language."""

import re

import pytest
from looking import nothing_saved, rows
from world import World

from bot.text.catalogs import Catalogs

NOTHING = "You did nothing in the last 10 minutes that can be undone."
PLACE = re.compile("Moyale|مويالي")
MEANWHILE = "INC-1 was changed since. Look at it first:\n/incident INC-1"
FACTS = (
    "SELECT status, live, severity, tlp, title, place, category, tags, countries, climate, drill, lead_id, "
    "review_at, review_phrase, closed_at, outcome, summary, duplicate_of, status_before, started_at, "
    "happened_at, happened_phrase, reliability, credibility, caveat FROM incident ORDER BY id"
)
ACTS = {
    "sev": ("/incident sev 1 5 more trucks",),
    "tlp": ("/incident tlp 1 green",),
    "monitor": ("/incident monitor 1 review:+14d",),
    "monitor longer": ("/incident monitor 1 review:+2d", "/incident monitor 1 review:+14d"),
    "close": ("/incident close 1 outcome:resolved Over",),
    "close monitored": ("/incident monitor 1 review:+2d", "/incident close 1 outcome:resolved Over"),
    "reopen": ("/incident close 1 outcome:resolved Over", "/incident reopen 1 reason:again"),
    "set": ("/incident set 1 place:Malaba category:MAR country:KE src:B2 at:06:00 caveat:x driver:climate",),
    "title": ("/incident set 1 title:“A bus, l’eau <b>”",),
    "tag": ("/incident tag 1 +border", "/incident tag 1 -border +night"),
    "drill": ("/incident drill 1",),
    "assign": ("/incident assign 1 lead @you",),
    "time": ("/incident time 1 started:08:00",),
    "merge": ("/incident merge 1 into 2",),
    "unmerge": ("/incident merge 1 into 2", "/incident unmerge 1"),
}
STORIES = {
    "en": (
        "incident new sev3 tlp:green place:Moyale Truck stopped", "incident accept 11",
        "incident log 11 Second truck found",
        "incident correct 11 #2 It was a bus", "incident sev 11 4 more", "incident monitor 11 review:+2d",
        "incident close 11 outcome:resolved Over", "incident reopen 11 reason:again",
    ),
    "ar": (
        "حادث جديد خ:٣ tlp:green مكان:مويالي توقيف شاحنة", "حادث قبول ١١",
        "حادث تسجيل INC-١١ عُثر على شاحنة ثانية",
        "حادث تصحيح ١١ #٢ كانت حافلة", "حادث خطورة ١١ ٤ المزيد", "حادث مراقبة ١١ مراجعة:+2d",
        "حادث إغلاق ١١ نتيجة:resolved انتهى", "حادث إعادة-فتح ١١ سبب:مجدداً",
    ),
    "fr": (
        "incident nouveau grav:3 tlp:green lieu:Moyale Camion arrêté à l’entrée", "incident accepter 11",
        "incident noter 11 Deuxième camion", "incident corriger 11 #2 C’était un car",
        "incident gravité 11 4 d’autres",
        "incident suivre 11 réexamen:+2d", "incident clore 11 issue:resolved Terminé",
        "incident rouvrir 11 motif:encore",
    ),
    "pt": (
        "incidente novo grav:3 tlp:green local:Moyale Camião parado", "incidente aceitar 11",
        "incidente registar 11 Outro camião",
        "incidente corrigir 11 #2 Era um autocarro", "incidente gravidade 11 4 mais",
        "incidente acompanhar 11 revisão:+2d",
        "incidente encerrar 11 desfecho:resolved Acabou", "incidente reabrir 11 motivo:outra vez",
    ),
    "es": (
        "incidente nuevo grav:3 tlp:green lugar:Moyale Camión detenido", "incidente aceptar 11",
        "incidente anotar 11 Otro camión",
        "incidente corregir 11 #2 Era un autobús", "incidente gravedad 11 4 más",
        "incidente seguimiento 11 revisión:+2d",
        "incidente cerrar 11 resultado:resolved Terminó", "incidente reabrir 11 motivo:otra vez",
    ),
    "sw": (
        "tukio sajili kiwango:3 tlp:green mahali:Moyale Lori limesimamishwa", "tukio kubali 11",
        "tukio andika 11 Lori la pili",
        "tukio rekebisha 11 #2 Lilikuwa basi", "tukio kiwango 11 4 zaidi", "tukio fuatilia 11 mapitio:+2d",
        "tukio funga 11 matokeo:resolved Limekwisha", "tukio fungua 11 sababu:tena",
    ),
}  # fmt: skip
REPLIES = (
    "{ref} is logged. A coordinator will accept it.", "{ref} is open.", "{ref}: entry {entry} is logged.",
    "{ref}: entry {wrong} is corrected by {entry}. Both stay in the timeline.",
    "{ref}: severity {old} → {new}.",
    "{ref} is under monitoring. Review: {time}", "{ref} is closed: {outcome}.", "{ref} is open.",
)  # fmt: skip
DUE = "{ref}: its review is due ({time})."


def said_in(language: str, message: str) -> re.Pattern[str]:
    """A message in a language, whatever stands in its places."""
    said = Catalogs().of(language).gettext(message)
    assert language == "en" or said != message, "the message is translated"
    return re.compile(re.sub(r"\\\{\w+\\\}", "(?s:.+)", re.escape(said)))


@pytest.mark.parametrize("act", ACTS)
async def test_every_change_can_be_undone(bot: World, sqlite_url: str, act: str) -> None:
    await bot.hears("/incident new sev3 tlp:amber Boat")
    await bot.hears("/incident new sev3 tlp:amber Goat")
    await bot.drives(":wait 11m")
    *before, last = ACTS[act]
    for line in before:
        await bot.hears(line)
    kept, ((entries,),) = (
        rows(sqlite_url, FACTS),
        rows(sqlite_url, "SELECT entries FROM incident WHERE id = 1"),
    )
    await bot.hears(last)
    assert rows(sqlite_url, FACTS) != kept
    said = await bot.hears("/undo")
    assert "INC-1 is as before; the timeline keeps both." in said
    assert rows(sqlite_url, FACTS) == kept
    assert rows(sqlite_url, "SELECT entries FROM incident WHERE id = 1") == [(entries + 2,)]
    assert "last change undone" in await bot.hears("/incident 1")


async def test_an_undone_report_is_withdrawn_and_keeps_its_number(bot: World) -> None:
    await bot.hears("/incident new sev3 Boat")
    assert "INC-1 is withdrawn; its number stays taken." in await bot.hears("/undo")
    assert await bot.hears("/undo") == NOTHING
    assert "INC-2 is logged" in await bot.hears("/incident new sev3 Goat")
    assert "Status: rejected" in await bot.hears("/incident 1")


@pytest.mark.parametrize(("minutes", "done"), [(9, True), (10, True), (11, False)])
async def test_an_act_can_be_undone_for_ten_minutes(
    bot: World,
    sqlite_url: str,
    minutes: int,
    done: bool,  # noqa: FBT001 - a table
) -> None:
    await bot.hears("/incident new sev3 Boat")
    await bot.hears("/incident sev 1 5 more")
    await bot.drives(f":wait {minutes}m")
    if done:
        assert "is as before" in await bot.hears("/undo")
        return
    with nothing_saved(sqlite_url):
        assert await bot.hears("/undo") == NOTHING


async def test_acts_are_undone_one_after_the_other_never_twice(bot: World, sqlite_url: str) -> None:
    await bot.hears("/incident new sev1 Boat")
    await bot.hears("/incident new sev1 Goat")
    await bot.hears("/incident sev 1 2 more")
    await bot.hears("/incident sev 2 5 more")
    assert "INC-2 is as before" in await bot.hears("/undo")
    assert "INC-1 is as before" in await bot.drives("/undo")
    assert rows(sqlite_url, "SELECT severity FROM incident") == [(1,), (1,)]


@pytest.mark.parametrize("line", ["/incident log 11 Tatu", "/incident sev 11 5 x", "/incident tag 11 +x"])
async def test_nobody_undoes_over_somebody_else(demo: World, sqlite_url: str, line: str) -> None:
    await demo.hears("/incident new sev3 Boat")
    await demo.hears("/incident sev 11 4 more")
    with nothing_saved(sqlite_url):
        assert "INC-11" not in await demo.hears("/undo", by="amina"), "it was not hers"
    await demo.hears(line, by="amina")
    with nothing_saved(sqlite_url):
        assert await demo.hears("/undo", by="you") == MEANWHILE.replace("INC-1", "INC-11")
    assert "INC-11" in await demo.hears("/incident 11")


async def test_a_reader_undoes_nothing_and_an_outsider_neither(demo: World, sqlite_url: str) -> None:
    await demo.hears("/incident new sev3 Boat")
    with nothing_saved(sqlite_url):
        assert "reserved for the role" in await demo.hears("/undo", by="grace")
        assert "I do not know the account stranger" in await demo.hears("/undo", by="stranger")


@pytest.mark.parametrize("language", STORIES)
async def test_a_whole_story_in_a_language(anywhere: World, language: str) -> None:
    await anywhere.hears("/taskforce role @rui coordinator", by="amina")
    for person in ("rui", "lucia"):
        await anywhere.hears(f"/lang {language}", by=person)
    report, *rest = STORIES[language]
    said = await anywhere.hears(f"/{report}", by="lucia")
    assert said_in(language, REPLIES[0]).search(said), said
    for line, reply in zip(rest[:5], REPLIES[1:6], strict=True):
        said = await anywhere.hears(f"!{line}", by="rui")
        assert said_in(language, reply).search(said), f"{line}: {said}"
        assert "INC-11" in said
    await anywhere.hears(f"/lang room {language}", by="you")
    assert said_in(language, DUE).search(await anywhere.drives(":wait 2d"))
    for line, reply in zip(rest[5:], REPLIES[6:], strict=True):
        said = await anywhere.hears(f"//{line}", by="rui")
        assert said_in(language, reply).search(said), f"{line}: {said}"
    place, shown = PLACE.findall(report), await anywhere.hears("/incident 11", by="rui")
    assert place
    assert place[0] in shown
