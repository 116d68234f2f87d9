"""The audit log: one link of a hash chain for every act."""

import hashlib
from datetime import datetime

from sqlmodel import Field

from bot.model.base import Base, BigId

GENESIS = "0" * 64


class AuditEvent(Base, table=True):
    """Who did what to which record, chained to the event before.

    No content is kept: `digest` is SHA-256 over `salt` and the content, so that the chain
    outlives an erasure of the content (and, with its salt removed, says nothing of it).
    """

    __tablename__ = "audit"

    seq: int = Field(primary_key=True, sa_type=BigId)
    at: datetime
    actor_id: int | None = None
    room_id: int | None = None
    taskforce_id: int | None = None
    action: str = Field(max_length=64)
    record: str = Field(default="", max_length=64, index=True)
    event: str = Field(default="", max_length=300)
    salt: str = Field(default="", max_length=32)
    digest: str = Field(max_length=64)
    prev: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class ChainHead(Base, table=True):
    """How long the chain is; a row of its own, so that a cut-off tail is missed."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    count: int = 0
    hash: str = Field(default=GENESIS, max_length=64)


def salted(salt: str, content: str) -> str:
    """SHA-256 (hex) of content that must not be found again by guessing."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()
