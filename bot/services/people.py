"""People's settings and accounts, and what a room speaks."""

from sqlalchemy import bindparam, select

from bot.model.base import table
from bot.model.people import Identity
from bot.services.acting import Acting
from bot.store import directory
from bot.store.work import Query

_identity = table(Identity)
_ACCOUNTS = Query(
    select(_identity.c.network, _identity.c.address)
    .where(_identity.c.person_id == bindparam("person"))
    .order_by(_identity.c.id)
)


def parts(acting: Acting) -> tuple[tuple[str, str], ...]:
    """The person's task forces and roles in them."""
    found = directory.parts(acting.work, acting.person.id or 0)
    return tuple((taskforce.code, part.role.value) for part, taskforce in found)


def accounts(acting: Acting) -> tuple[str, ...]:
    """The person's accounts, as `network:address`."""
    found = acting.work.rows(_ACCOUNTS, person=acting.person.id)
    return tuple(f"{network}:{address}" for network, address in found)


def speak(acting: Acting, language: str) -> None:
    """Nothing; the person is answered in this language."""
    acting.person.language = language
    acting.work.save(acting.person)
    acting.note("person language", f"person:{acting.person.id}", language)


def live_in(acting: Acting, zone: str) -> None:
    """Nothing; the person's times are in this zone."""
    acting.person.zone = zone
    acting.work.save(acting.person)
    acting.note("person zone", f"person:{acting.person.id}", zone)


def room_speaks(acting: Acting, languages: tuple[str, ...]) -> None:
    """Nothing; every post in this room carries these languages, in this order."""
    acting.room.languages = list(languages)
    acting.work.save(acting.room)
    acting.note("room languages", f"room:{acting.room.id}", ",".join(languages))


def room_lives_in(acting: Acting, zone: str) -> None:
    """Nothing; this room's times are in this zone."""
    acting.room.zone = zone
    acting.work.save(acting.room)
    acting.note("room zone", f"room:{acting.room.id}", zone)
