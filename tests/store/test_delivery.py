"""What was heard is kept once, what is to be said is kept in order."""

from datetime import timedelta
from typing import Any

import pytest

from bot.model.delivery import Heard, InboxState, Outbox, OutboxState
from bot.model.markings import Tlp
from bot.model.rooms import Occupant, Room, RoomKind
from bot.services.sample import seed
from bot.store import directory, inbox, outbox
from bot.store.database import Database
from bot.store.work import Work
from bot.store.writer import Writer
from bot.transports.base import heard
from store.shelf import NOW, seen


def line(event: str, network: str = "console") -> dict[str, Any]:
    return heard(
        network=network,
        event=event,
        kind=Heard.LINE,
        room="console",
        sender="you",
        text="/status",
        sent_at=NOW,
        heard_at=NOW,
    )


def sealed(event: str, network: str = "matrix") -> dict[str, Any]:
    values = {**line(event, network), "text": "", "extra": {"content": {"ciphertext": event}}}
    return {**values, "state": InboxState.SEALED}


def post(work: Work, room: int, key: str) -> int:
    return work.insert(Outbox, {"room_id": room, "key": key, "kind": "k", "facts": "{}", "created_at": NOW})


def test_what_is_heard_twice_is_kept_once(database: Database, writer: Writer) -> None:
    first = writer.do(lambda work: inbox.store(work, [line("1"), line("2"), line("1")]))
    again = writer.do(lambda work: inbox.store(work, [line("2"), line("1"), line("3"), line("1", "matrix")]))
    assert (len(first), len(again)) == (2, 2)
    stored = seen(database, "SELECT network, event FROM inbox ORDER BY id")
    assert stored == [("console", "1"), ("console", "2"), ("console", "3"), ("matrix", "1")]
    assert [key for key, _ in writer.do(inbox.waiting)] == [*first, *again]


def test_the_cursor_moves_with_what_was_heard_or_not_at_all(database: Database, writer: Writer) -> None:
    def cursor() -> str | None:
        return writer.do(lambda work: inbox.cursor(work, "console"))

    assert cursor() is None
    for event in ("1", "2"):
        writer.do(lambda work, event=event: inbox.store(work, [line(event)], ("console", event)))
        assert cursor() == event
    nowhere: Any = ("console", None)
    with pytest.raises(Exception, match=r"(?i)not.null"):
        writer.do(lambda work: inbox.store(work, [line("3")], nowhere))
    with pytest.raises(Exception, match=r"(?i)not.null|KeyError|event"):
        writer.do(lambda work: inbox.store(work, [line("4"), {**line("5"), "room": None}], ("console", "5")))
    assert cursor() == "2"
    assert seen(database, "SELECT event FROM inbox ORDER BY id") == [("1",), ("2",)]


def test_a_line_is_acted_on_once(writer: Writer) -> None:
    (key,) = writer.do(lambda work: inbox.store(work, [line("1")]))

    def acts(work: Work) -> bool:
        found = inbox.claim(work, key)
        inbox.done(work, key, "status" * 20, InboxState.DONE)
        return found is not None

    assert [writer.do(acts), writer.do(acts)] == [True, False]
    writer.do(lambda work: inbox.done(work, key, "late", InboxState.POISON))
    row = writer.do(lambda work: inbox.find(work, "console", "1"))
    assert row is not None
    assert (row.state, row.result) == (InboxState.DONE, ("status" * 20)[:64])
    assert writer.do(inbox.waiting) == []


def test_each_room_has_its_own_order(writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    rooms = (1, 2, 3, 1, 2, 1)
    for number, room in enumerate(rooms):
        writer.do(lambda work, room=room, number=number: post(work, room, f"key {number}"))
    assert sorted(writer.do(outbox.lanes)) == [1, 2, 3]
    assert [row.key for row in writer.do(lambda work: outbox.waiting(work, 1))] == ["key 0", "key 3", "key 5"]
    for state in (OutboxState.SENT, OutboxState.PARKED, OutboxState.DROPPED):
        row = writer.do(lambda work: outbox.waiting(work, 1))[0]
        writer.do(lambda work, row=row, state=state: outbox.settle(work, row, state, NOW))
    assert writer.do(lambda work: outbox.waiting(work, 1)) == []
    assert sorted(writer.do(outbox.lanes)) == [2, 3]


def test_the_same_thing_is_not_said_twice(database: Database, writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    writer.do(lambda work: post(work, 1, "meeting:1:2026-10-16:30"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        writer.do(lambda work: post(work, 2, "meeting:1:2026-10-16:30"))
    assert seen(database, "SELECT room_id FROM outbox") == [(1,)]


def test_what_was_shown_is_known_by_the_networks_id(writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    values = {"key": "a", "token": "abc", "tlp": Tlp.AMBER, "record": "incident:1", "record_version": 4}
    given = {"room_id": 1, "kind": "k", "facts": "{}", "created_at": NOW, **values}
    writer.do(lambda work: work.insert(Outbox, given))
    row = writer.do(lambda work: outbox.pressed(work, "abc"))
    assert row is not None
    for _ in range(2):
        writer.do(lambda work: outbox.attempt(work, row, NOW))
        writer.do(lambda work: outbox.settle(work, row, OutboxState.SENT, NOW, ("m1", "m2")))
    shown = writer.do(lambda work: outbox.shown(work, 1, "m2"))
    assert shown is not None
    assert (shown.outbox_id, shown.record, shown.record_version, shown.tlp, shown.at) == (
        (row.id, "incident:1", 4, Tlp.AMBER, NOW)
    )
    assert writer.do(lambda work: outbox.shown(work, 2, "m2")) is None
    settled = writer.do(lambda work: outbox.pressed(work, "abc"))
    assert settled is not None
    assert (settled.state, settled.attempts, settled.sent_at) == (OutboxState.SENT, 2, NOW)
    assert writer.do(lambda work: outbox.pressed(work, "ab")) is None


def test_what_is_sealed_is_kept_and_not_acted_on(writer: Writer) -> None:
    told: list[int] = []
    writer.on_commit(lambda work: told.extend(work.heard))
    heard = [sealed("$1"), line("$2", "matrix"), sealed("$3"), sealed("$4", "other")]
    (plain,) = writer.do(lambda work: inbox.store(work, heard, ("matrix", "s1")))
    assert told == [plain]
    assert writer.do(inbox.waiting) == [(plain, "console")]
    rows = writer.do(lambda work: inbox.sealed(work, "matrix"))
    assert [(row.event, row.extra) for row in rows] == [
        ("$1", {"content": {"ciphertext": "$1"}}),
        ("$3", {"content": {"ciphertext": "$3"}}),
    ]
    assert writer.do(lambda work: inbox.claim(work, rows[0].id or 0)) is None
    writer.do(lambda work: inbox.done(work, rows[0].id or 0, "status"))
    assert writer.do(lambda work: inbox.store(work, heard)) == []
    assert len(writer.do(lambda work: inbox.sealed(work, "matrix"))) == 2


def test_what_was_sealed_is_acted_on_once_it_is_read(writer: Writer) -> None:
    writer.do(lambda work: inbox.store(work, [sealed("$1"), sealed("$2")]))
    first, second = (row.id or 0 for row in writer.do(lambda work: inbox.sealed(work, "matrix")))
    told: list[int] = []
    writer.on_commit(lambda work: told.extend(work.heard))
    said = {"text": "📌", "kind": Heard.REACTION, "about": "$0", "extra": {"thread": "$t"}}
    for _ in range(2):
        writer.do(lambda work: inbox.unseal(work, first, said))
    assert told == [first]
    row = writer.do(lambda work: inbox.claim(work, first))
    assert row is not None
    assert (row.event, row.kind, row.about, row.text) == ("$1", Heard.REACTION, "$0", "📌")
    assert (row.extra, row.state) == ({"thread": "$t"}, InboxState.NEW)
    assert [row.id for row in writer.do(lambda work: inbox.sealed(work, "matrix"))] == [second]


def test_what_stays_sealed_is_given_up_whole(writer: Writer) -> None:
    writer.do(lambda work: inbox.store(work, [{**sealed("$1"), "text": "half"}, line("$2", "matrix")]))
    (key,) = (row.id or 0 for row in writer.do(lambda work: inbox.sealed(work, "matrix")))
    writer.do(lambda work: inbox.discard(work, key))
    row, other = (
        writer.do(lambda work, event=event: inbox.find(work, "matrix", event)) for event in ("$1", "$2")
    )
    assert row is not None
    assert other is not None
    assert (row.state, row.result, row.text, row.extra) == (InboxState.DONE, "unread", "", {})
    writer.do(lambda work: inbox.discard(work, other.id or 0))
    writer.do(lambda work: inbox.unseal(work, key, {"text": "late"}))
    assert [one for one, _ in writer.do(inbox.waiting)] == [other.id]


def test_what_nobody_read_yet_is_not_forgotten_with_the_rest(writer: Writer) -> None:
    writer.do(lambda work: inbox.store(work, [sealed("$1"), line("$2", "matrix")]))
    row = writer.do(lambda work: inbox.find(work, "matrix", "$2"))
    assert row is not None
    writer.do(lambda work: inbox.forget(work, row, NOW - timedelta(minutes=1)))
    texts = [writer.do(lambda work, e=event: inbox.find(work, "matrix", e)) for event in ("$1", "$2")]
    assert [(one.text, bool(one.extra)) for one in texts if one] == [("", True), ("", False)]


def test_a_message_shows_what_took_its_place(writer: Writer) -> None:
    writer.do(lambda work: seed(work, NOW))
    given = {"room_id": 1, "kind": "k", "facts": "{}", "created_at": NOW, "tlp": Tlp.AMBER}

    def said(key: str, **values: Any) -> Outbox:
        writer.do(lambda work: work.insert(Outbox, {**given, "key": key, "token": key, **values}))
        row = writer.do(lambda work: outbox.pressed(work, key))
        assert row is not None
        writer.do(lambda work: outbox.settle(work, row, OutboxState.SENT, NOW, ("m1",)))
        return row

    def shows(room: int = 1, message: str = "m1") -> str:
        row = writer.do(lambda work: outbox.showing(work, room, message))
        return row.key if row else ""

    said("first", record="incident:1")
    assert (shows(), shows(2), shows(message="m2")) == ("first", "", "")
    said("again", record="incident:2", record_version=3, tlp=Tlp.GREEN, edit_of="m1")
    assert shows() == "again"
    posted = writer.do(lambda work: outbox.shown(work, 1, "m1"))
    assert posted is not None
    assert (posted.record, posted.record_version, posted.tlp) == ("incident:2", 3, Tlp.GREEN)
    assert [len(writer.do(lambda work, n=n: outbox.standing(work, f"incident:{n}"))) for n in (1, 2)] == [
        0,
        1,
    ]
    writer.do(lambda work: outbox.withdraw(work, posted, NOW))
    assert shows() == ""


def test_who_reads_where(writer: Writer) -> None:
    def rooms(work: Work) -> None:
        for address, kind, readers in (
            ("!a:x", RoomKind.GROUP, ("@a:x", "@b:x")),
            ("!b:x", RoomKind.DIRECT, ("@a:x",)),
            ("!c:x", RoomKind.GROUP, ()),
        ):
            room = work.add(Room, network="matrix", address=address, kind=kind, created_at=NOW)
            for reader in readers:
                work.insert(Occupant, {"room_id": room.id, "address": reader, "seen_at": NOW})
        work.add(Room, network="telegram", address="-1", created_at=NOW)
        work.add(Room, network="matrix", address="!a:x/1", parent_id=1, created_at=NOW)

    writer.do(rooms)
    found = writer.do(lambda work: directory.readers(work, "matrix"))
    assert found == {"!a:x": {"@a:x", "@b:x"}, "!b:x": {"@a:x"}, "!c:x": set()}
