"""From an empty database to the first incident: who begins, and with what."""

import pytest
from sqlalchemy import text
from world import world

from bot.config import AdminSection
from bot.store.database import Database
from bot.store.work import Query

DESERT = "/taskforce new DESERT review:2027-10-16 Sand"
STEPS = (
    ("/taskforce new LAKES review:2027-10-16 Joint work of the lake countries", "LAKES is founded"),
    ("/taskforce activate LAKES", "LAKES is active"),
    ("/taskforce bind LAKES ceiling:amber", "This room now belongs to LAKES"),
    ("/taskforce org add KE-CUS Customs country:KE", "KE-CUS is known now"),
    ("/taskforce add @amina org:KE-CUS role:member", "@amina (KE-CUS) is member in LAKES"),
    ("/incident new sev2 Boat adrift", "INC-1 is logged and open."),
)


async def test_an_administrator_of_the_configuration_begins(database_url: str) -> None:
    async with world(database_url, administrators=("console:boss",)) as bot:
        for line, answer in STEPS:
            said = await bot.hears(line, by="boss")
            assert answer in said, said


async def test_a_second_start_appoints_nobody_twice(sqlite_url: str) -> None:
    for _ in range(2):
        async with world(sqlite_url, administrators=("console:boss", "matrix:@boss:example.org")) as bot:
            assert "@boss" in await bot.hears("/me", by="boss")
    link = Database(sqlite_url).connect(reading=True)
    with link.reading() as work:
        handles = Query(text("SELECT handle FROM person ORDER BY id"))
        assert work.rows(handles) == [("boss",), ("boss2",)]
        appointed = Query(text("SELECT count(*) FROM audit WHERE action = 'administrator'"))
        assert work.rows(appointed) == [(2,)]
    link.close()


async def test_somebody_known_becomes_an_administrator(sqlite_url: str) -> None:
    async with world(sqlite_url, records=True) as bot:
        assert "reserved for administrators" in await bot.hears(DESERT, by="grace")
    async with world(sqlite_url, administrators=("console:grace",)) as bot:
        assert "DESERT is founded" in await bot.hears(DESERT, by="grace")


@pytest.mark.parametrize("account", ["amina", "console:", ":amina", "con sole:amina"])
def test_an_account_that_is_none_is_refused_with_an_example(account: str) -> None:
    with pytest.raises(ValueError, match="such as matrix:@amina"):
        AdminSection(people=(account,))


async def test_whoever_says_hello_alone_is_told_how_to_begin(sqlite_url: str) -> None:
    async with world(sqlite_url, records=True) as bot:
        assert "Soy Liaison" in await bot.hears("hola", by="lucia", room="dm")
        assert "I do not know you yet" in await bot.hears("hello?", by="stranger", room="dm")
        assert await bot.hears("good morning all", by="lucia") == ""


async def test_alone_with_the_bot_a_command_needs_no_prefix(sqlite_url: str) -> None:
    async with world(sqlite_url, records=True) as bot:
        assert "what is going on" in await bot.hears("Status", room="dm")
        assert "INC-3" in await bot.hears("incident 3", room="dm")
        assert "I am Liaison" in await bot.hears("incident at the harbour", room="dm")
        assert "TLP:RED" in await bot.hears("incident new tlp:red Heron", room="dm")
        assert "How grave" in await bot.hears("incident new Boat", room="dm")
        assert "what is going on" not in await bot.hears("status", room="dm"), "it is an answer"
        assert await bot.hears("status") == ""
