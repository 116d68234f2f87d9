"""Several accounts of one person: a code shown on one of them is brought by the other."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import bindparam, delete, select

from bot.model.base import table
from bot.model.people import AccountCode, Identity, Person
from bot.model.refusals import BadCode, OnlyAlone, Refusal, Taken
from bot.model.rooms import RoomKind
from bot.services.acting import Acting
from bot.store import directory
from bot.store.work import Query

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
PATIENCE = timedelta(minutes=15)

_code = table(AccountCode)
_FIND = Query(select(_code).where(_code.c.digest == bindparam("digest")))
_DROP = Query(delete(_code).where(_code.c.person_id == bindparam("person")))


def offer(acting: Acting) -> str:
    """A new code for the person, for fifteen minutes; one given before is good for nothing any more."""
    _alone(acting)
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    acting.work.run(_DROP, person=acting.person.id)
    values = {"digest": _digest(code), "person_id": acting.person.id, "until": acting.now + PATIENCE}
    acting.work.insert(AccountCode, values)
    acting.note("account code", f"person:{acting.person.id}", "")
    return code


def claim(acting: Acting, code: str) -> Person:
    """The person who was given the code: the account that brings it is theirs from now on."""
    _alone(acting)
    given = acting.work.one(AccountCode, _FIND, digest=_digest(code))
    person = directory.person_by_id(acting.work, given.person_id) if given else None
    if given is None or person is None or given.until < acting.now:
        raise Refusal(BadCode())
    network = acting.room.network
    identity = {
        "network": network,
        "address": acting.address,
        "person_id": person.id,
        "verified_at": acting.now,
    }
    if not acting.work.insert(Identity, identity, once=True):
        raise Refusal(Taken(f"{network}:{acting.address}"))
    acting.work.run(_DROP, person=person.id)
    acting.person_or_none = person
    acting.note("account link", f"person:{person.id}", f"{network}:{acting.address}")
    return person


def _alone(acting: Acting) -> None:
    if acting.room.kind is not RoomKind.DIRECT:
        raise Refusal(OnlyAlone())


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
