"""The audit log: whole when left alone, and whatever was done to it is found and named."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.store.chain import Deed, Verdict, append, hash_of, verify
from bot.store.database import Database
from bot.store.work import Work
from bot.store.writer import Writer
from store.shelf import NOW, run, seen

LENGTH = 9
DEED = Deed(at=NOW, action="incident new", content="Truck stopped", actor_id=1, room_id=2, taskforce_id=3)
CLOSED_UP = (
    "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq + 1000 WHERE seq > 4; "
    "UPDATE audit SET seq = seq - 1001 WHERE seq > 1000"
)
SWAPPED = (
    "UPDATE audit SET seq = 1000 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; "
    "UPDATE audit SET seq = 5 WHERE seq = 1000"
)
ADDED = (
    "INSERT INTO audit SELECT 10, at, actor_id, room_id, taskforce_id, action, record, event, salt, digest, "
    "prev, hash FROM audit WHERE seq = 9"
)
FORGED = (
    "DELETE FROM audit WHERE seq > 6; "
    "UPDATE audit_head SET count = 6, hash = (SELECT hash FROM audit WHERE seq = 6)"
)

TAMPERING = {
    "action": ("UPDATE audit SET action = 'incident close' WHERE seq = 4", 4, "altered"),
    "actor": ("UPDATE audit SET actor_id = 7 WHERE seq = 4", 4, "altered"),
    "actor emptied": ("UPDATE audit SET actor_id = NULL WHERE seq = 4", 4, "altered"),
    "room": ("UPDATE audit SET room_id = 7 WHERE seq = 4", 4, "altered"),
    "taskforce": ("UPDATE audit SET taskforce_id = 7 WHERE seq = 4", 4, "altered"),
    "record": ("UPDATE audit SET record = 'incident:8' WHERE seq = 4", 4, "altered"),
    "event": ("UPDATE audit SET event = 'other' WHERE seq = 4", 4, "altered"),
    "content": ("UPDATE audit SET digest = hash WHERE seq = 4", 4, "altered"),
    "time": ("UPDATE audit SET at = (SELECT at FROM audit WHERE seq = 5) WHERE seq = 4", 4, "altered"),
    "hash": ("UPDATE audit SET hash = digest WHERE seq = 4", 4, "altered"),
    "last": ("UPDATE audit SET action = 'x' WHERE seq = 9", 9, "altered"),
    "link": ("UPDATE audit SET prev = digest WHERE seq = 4", 4, "not linked to the one before"),
    "removed": ("DELETE FROM audit WHERE seq = 4", 4, "removed"),
    "first removed": ("DELETE FROM audit WHERE seq = 1", 1, "removed"),
    "closed up": (CLOSED_UP, 4, "not linked to the one before"),
    "order": (SWAPPED, 4, "not linked to the one before"),
    "cut off": ("DELETE FROM audit WHERE seq > 7", 8, "cut off: 9 events were written"),
    "all cut off": ("DELETE FROM audit", 1, "cut off: 9 events were written"),
    "head": ("UPDATE audit_head SET hash = 'f00d'", 9, "the head of the chain was altered"),
    "head gone": ("DELETE FROM audit_head", 9, "the head of the chain was altered"),
    "head ahead": ("UPDATE audit_head SET count = 12", 10, "cut off: 12 events were written"),
    "added": (ADDED, 10, "not linked to the one before"),
}


def fill(work: Work, count: int = LENGTH) -> None:
    for number in range(count):
        at = NOW + timedelta(seconds=number)
        append(work, replace(DEED, at=at, record=f"incident:{number}", event=f"e{number}"))


def unguard(work: Work) -> None:
    """Nothing; somebody with the database's own password took the guards away."""
    lite, postgres = ("audit_no_update", "audit_no_delete"), ("audit_no_change ON audit",)
    for guard in lite if work.dialect == "sqlite" else postgres:
        run(work, f"DROP TRIGGER {guard}")


def tamper(work: Work, statements: str) -> None:
    unguard(work)
    for statement in statements.split("; "):
        run(work, statement)


def test_a_chain_left_alone_is_whole(writer: Writer) -> None:
    assert writer.do(verify) == Verdict(0, "0" * 64)
    writer.do(fill)
    verdict = writer.do(verify)
    assert verdict.whole
    assert verdict.count == LENGTH
    for anchor in ((LENGTH, verdict.head), (LENGTH, verdict.head[:12])):
        assert writer.do(lambda work, anchor=anchor: verify(work, anchor)).whole
    writer.do(fill)
    assert writer.do(lambda work: verify(work, (LENGTH, verdict.head[:4]))).count == 2 * LENGTH


def test_whatever_was_done_to_it_is_found_and_named(writer: Writer) -> None:
    writer.do(fill)
    found = {
        name: writer.do(lambda work, does=does: tried(work, does)) for name, (does, _, _) in TAMPERING.items()
    }
    assert found == {name: (at, why) for name, (_, at, why) in TAMPERING.items()}
    assert writer.do(verify).whole


def tried(work: Work, does: str) -> tuple[int | None, str]:
    """What `verify` says of a chain that was tampered with; it is put back."""
    run(work, "SAVEPOINT untouched")
    tamper(work, does)
    verdict = verify(work)
    run(work, "ROLLBACK TO SAVEPOINT untouched")
    return verdict.broken_at, verdict.why


def test_a_cut_that_the_head_was_made_to_fit_is_found_with_the_anchor(writer: Writer) -> None:
    writer.do(fill)
    anchor = (LENGTH, writer.do(verify).head[:12])
    writer.do(lambda work: tamper(work, FORGED))
    assert writer.do(verify).whole, "nothing inside the database tells"
    verdict = writer.do(lambda work: verify(work, anchor))
    assert (verdict.broken_at, verdict.why) == (7, f"cut off: {LENGTH} events were written")
    writer.do(lambda work: fill(work, 5))
    verdict = writer.do(lambda work: verify(work, anchor))
    assert (verdict.broken_at, verdict.why) == (LENGTH, "differs from the anchor")


def test_the_database_itself_refuses_to_change_the_log(database: Database, writer: Writer) -> None:
    writer.do(fill)
    for act in ("UPDATE audit SET action = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"):
        with pytest.raises(Exception, match="the audit log is only added to"):
            writer.do(lambda work, act=act: run(work, act))
    assert seen(database, "SELECT count(*) FROM audit") == [(LENGTH,)]
    assert writer.do(verify).whole


def test_events_of_many_writers_make_one_chain(database: Database, writer: Writer) -> None:
    futures = [
        writer.submit(lambda work, n=n: append(work, replace(DEED, record=f"incident:{n}")), n)
        for n in range(120)
    ]
    assert sorted(future.result() for future in futures) == list(range(1, 121))
    assert writer.do(verify).count == 120
    assert seen(database, "SELECT count FROM audit_head") == [(120,)]


def test_the_same_instant_told_in_any_zone_is_the_same_deed(writer: Writer) -> None:
    for zone in ("Africa/Nairobi", "Asia/Kathmandu", "America/St_Johns"):
        there = NOW.astimezone(ZoneInfo(zone))
        writer.do(lambda work, there=there: append(work, replace(DEED, at=there)))
    assert writer.do(verify).whole


@pytest.mark.server
def test_a_database_that_speaks_another_zone_has_the_same_chain(postgres_url: str) -> None:
    writer = Writer(Database(postgres_url))
    writer.do(fill)
    writer.close()
    elsewhere = Writer(Database(f"{postgres_url}?options=-c%20timezone%3DAsia/Kathmandu"))
    assert elsewhere.do(verify).whole
    elsewhere.close()


def test_columns_cannot_lend_each_other_characters() -> None:
    def hashed(action: str, record: str, event: str) -> str:
        empty = dict.fromkeys(("actor_id", "room_id", "taskforce_id"))
        row = {**empty, "seq": 1, "at": NOW, "action": action, "record": record, "event": event, "digest": ""}
        return hash_of("", row)

    one = hashed("a", "bc", "")
    assert one not in {hashed("a", "b", "c"), hashed("ab", "c", ""), hashed("a\n2:bc", "", "")}
