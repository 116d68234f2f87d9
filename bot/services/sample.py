"""The sample task force: fictional people, places and incidents, for trying the bot (`liaison demo`)."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.model.markings import Tlp
from bot.model.organisations import Organisation, OrganisationKind
from bot.model.people import Identity, Person
from bot.model.rooms import Room, RoomKind
from bot.model.taskforces import Membership, Role, TaskForce, TaskForceStatus
from bot.services import incidents
from bot.services.acting import Acting
from bot.store import directory
from bot.store.chain import Deed, append
from bot.store.work import Work

CODE = "LAKES"
NETWORK = "console"
DAYS_OF_MANDATE = 730

ORGANISATIONS = (
    ("SEC", "Joint Secretariat", OrganisationKind.SECRETARIAT, None),
    ("KE-CUS", "Kenya Customs (fictional)", OrganisationKind.MEMBER, "KE"),
    ("LY-CG", "Libya Coast Guard (fictional)", OrganisationKind.MEMBER, "LY"),
    ("TD-POL", "Chad Police (fictional)", OrganisationKind.MEMBER, "TD"),
    ("MZ-MAR", "Mozambique Maritime Service (fictional)", OrganisationKind.MEMBER, "MZ"),
    ("GQ-INS", "Equatorial Guinea Inspectorate (fictional)", OrganisationKind.MEMBER, "GQ"),
    ("LAKEWATCH", "Lake Watch (fictional civil society)", OrganisationKind.CIVIL_SOCIETY, "UG"),
)

# handle, name, organisation, language, role
PEOPLE = (
    ("you", "You", "SEC", None, Role.COORDINATOR),
    ("amina", "Amina", "KE-CUS", "sw", Role.CHAIR),
    ("omar", "Omar", "LY-CG", "ar", Role.MEMBER),
    ("jean", "Jean", "TD-POL", "fr", Role.MEMBER),
    ("rui", "Rui", "MZ-MAR", "pt", Role.MEMBER),
    ("lucia", "Lucía", "GQ-INS", "es", Role.MEMBER),
    ("grace", "Grace", "LAKEWATCH", "en", Role.OBSERVER),
    ("audrey", "Audrey", "SEC", "en", Role.AUDITOR),
)

# address, ceiling
ROOMS = (("console", Tlp.STRICT), ("members", Tlp.GREEN), ("partners", Tlp.CLEAR))


def seed(work: Work, now: datetime, *, records: bool = True) -> None:
    """Nothing; an empty database holds the sample task force, with its incidents when asked for."""
    if not directory.is_empty(work):
        return
    taskforce = _taskforce(work, now)
    organisations = {
        code: _organisation(work, code, name, kind, country, now)
        for code, name, kind, country in ORGANISATIONS
    }
    people = PEOPLE if records else PEOPLE[:1]
    for handle, name, organisation, language, role in people:
        person = _person(work, handle, name, organisations[organisation], language, now)
        values = {"taskforce_id": taskforce.id, "person_id": person.id, "role": role, "since": now}
        work.insert(Membership, values)
    rooms = [
        _room(work, taskforce, address, ceiling, now) for address, ceiling in ROOMS[: None if records else 1]
    ]
    append(work, Deed(at=now, action="taskforce new", content=CODE, record=f"taskforce:{taskforce.id}"))
    if records:
        _incidents(work, taskforce, rooms[0], now)


def _taskforce(work: Work, now: datetime) -> TaskForce:
    return work.add(
        TaskForce,
        code=CODE,
        mandate="Joint work of the lake countries against smuggling and its causes (fictional)",
        basis="Founding act of the lake countries, article 4 (fictional)",
        review=(now + timedelta(days=DAYS_OF_MANDATE)).date(),
        zone="Africa/Nairobi",
        week="mon-fri",
        languages=["en", "fr", "ar", "pt", "es", "sw"],
        status=TaskForceStatus.ACTIVE,
        created_at=now,
    )


def _organisation(
    work: Work, code: str, name: str, kind: OrganisationKind, country: str | None, now: datetime
) -> Organisation:
    return work.add(
        Organisation,
        code=code,
        name=name,
        kind=kind,
        country=country,
        assessment_on=now.date(),
        created_at=now,
    )


def _person(
    work: Work, handle: str, name: str, home: Organisation, language: str | None, now: datetime
) -> Person:
    person = work.add(
        Person,
        handle=handle,
        name=name,
        organisation_id=home.id,
        language=language,
        admin=handle == "you",
        created_at=now,
    )
    identity = {"network": NETWORK, "address": handle, "person_id": person.id, "verified_at": now}
    work.insert(Identity, identity)
    return person


def _room(work: Work, taskforce: TaskForce, address: str, ceiling: Tlp, now: datetime) -> Room:
    return work.add(
        Room,
        network=NETWORK,
        address=address,
        kind=RoomKind.GROUP,
        name=address,
        taskforce_id=taskforce.id,
        ceiling=ceiling,
        cap=Tlp.STRICT,
        created_at=now,
    )


def _incidents(work: Work, taskforce: TaskForce, room: Room, now: datetime) -> None:
    rows: list[dict[str, Any]] = json.loads(
        Path(__file__).with_name("sample.json").read_text(encoding="utf-8")
    )
    for index, row in enumerate(rows):
        _incident(work, taskforce, room, now - timedelta(hours=7 * (len(rows) - index)), row)


def _incident(work: Work, taskforce: TaskForce, room: Room, at: datetime, row: dict[str, Any]) -> None:
    known = directory.who(work, NETWORK, str(row["by"]))
    if known is None:
        return
    acting = Acting(
        work=work,
        now=at,
        room=room,
        account=str(row["by"]),
        address="",
        event=f"sample:{at.isoformat()}",
        sent_at=at,
        person_or_none=known.person,
        organisation_or_none=known.organisation,
        taskforce_or_none=taskforce,
        fallback_zone=ZoneInfo(taskforce.zone),
    )
    facts = {name: value for name, value in row.items() if name not in {"by", "tlp", "countries"}}
    report = incidents.Report(tlp=Tlp(row["tlp"]), countries=tuple(row["countries"]), **facts)
    incidents.open_incident(acting, report)
    for note in acting.notes:
        append(
            work,
            Deed(
                at=at, action=note.action, content=note.content, actor_id=known.person.id, record=note.record
            ),
        )
