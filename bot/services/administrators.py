"""Who begins: the accounts that the configuration names run the bot, from its first start."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.model.organisations import Organisation, OrganisationKind
from bot.model.people import Identity, Person
from bot.store import directory
from bot.store.chain import Deed, append
from bot.store.work import Work

HOME, HOME_NAME = "SEC", "Secretariat"


def appoint(work: Work, accounts: Sequence[str], now: datetime) -> None:
    """Nothing; everybody behind these accounts (`network:address`) is an administrator.

    Somebody new is written down in the secretariat. Nobody is dismissed who is not named any more: that
    is an act of an administrator, not of a file.
    """
    for account in accounts:
        network, _, address = account.partition(":")
        known = directory.who(work, network, address)
        if known is not None and known.person.admin:
            continue
        person = known.person if known is not None else _written_down(work, network, address, now)
        person.admin = True
        work.save(person)
        append(work, Deed(at=now, action="administrator", content=account, record=f"person:{person.id}"))


def _written_down(work: Work, network: str, address: str, now: datetime) -> Person:
    handle = _handle(work, address)
    person = work.add(
        Person, handle=handle, name=handle.capitalize(), organisation_id=_home(work, now).id, created_at=now
    )
    identity = {"network": network, "address": address, "person_id": person.id, "verified_at": now}
    work.insert(Identity, identity)
    return person


def _handle(work: Work, address: str) -> str:
    """A free handle made from an address: `amina` for `@amina:example.org`."""
    name = re.sub(r"[^\w-]", "", address.lstrip("@").partition(":")[0]).casefold()[:48] or "admin"
    taken = 1
    handle = name
    while directory.person(work, handle) is not None:
        taken += 1
        handle = f"{name}{taken}"
    return handle


def _home(work: Work, now: datetime) -> Organisation:
    known = directory.organisation(work, HOME)
    return known or work.add(
        Organisation, code=HOME, name=HOME_NAME, kind=OrganisationKind.SECRETARIAT, created_at=now
    )
