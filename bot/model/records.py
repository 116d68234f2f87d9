"""Records: what people can name by a short reference such as `INC-12`."""

from typing import TYPE_CHECKING, ClassVar

from bot.model.base import Base

if TYPE_CHECKING:
    from datetime import date, datetime
    from enum import StrEnum

    from bot.model.markings import Tlp


class Record(Base):
    """A record of one task force: numbered without gaps, with a label and a timeline.

    `KIND` names it in keys and in the audit log, `PREFIX` in what people type; `DIGESTED` are the columns
    whose values the audit log vouches for.
    """

    KIND: ClassVar[str] = ""
    PREFIX: ClassVar[str] = ""
    DIGESTED: ClassVar[tuple[str, ...]] = ("title", "status", "tlp", "version")

    if TYPE_CHECKING:
        id: int | None
        taskforce_id: int
        number: int
        title: str
        status: StrEnum
        tlp: Tlp
        caveat: str
        entries: int
        version: int
        retention_until: date | None
        erased_at: datetime | None
        updated_at: datetime
        search_text: str

    @property
    def ref(self) -> str:
        """Its name in what people type and read, such as `INC-12`."""
        return f"{self.PREFIX}-{self.number}"

    @property
    def key(self) -> str:
        """Its name in the audit log and on posts: it never changes and says nothing."""
        return f"{self.KIND}:{self.id}"


class Timed(Record):
    """A record that comes due; `approximate` while its day is only known by the moon's calendar."""

    if TYPE_CHECKING:
        author_id: int
        room_id: int
        approximate: bool
