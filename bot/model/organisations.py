"""Organisations: member services, the secretariat, partners, donors, oversight bodies."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field

from bot.model.base import Base, Json, choice


class OrganisationKind(StrEnum):
    """What an organisation is to the task forces."""

    MEMBER = "member"
    SECRETARIAT = "secretariat"
    PARTNER = "partner_igo"
    DONOR = "donor"
    CIVIL_SOCIETY = "civil_society"
    PRIVATE_SECTOR = "private_sector"
    ACADEMIA = "academia"
    OVERSIGHT = "oversight"


class Organisation(Base, table=True):
    """A body whose people take part; every person belongs to exactly one.

    `week` is its working week where it differs from the task force's; its country's holidays are days off.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=32)
    name: str = Field(max_length=200)
    kind: OrganisationKind = Field(default=OrganisationKind.MEMBER, sa_type=choice(OrganisationKind))
    country: str | None = Field(default=None, max_length=2)
    week: str | None = Field(default=None, max_length=32)
    languages: list[str] = Field(default_factory=list, sa_type=Json)
    assessment_on: date | None = None
    active: bool = True
    created_at: datetime
