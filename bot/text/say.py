"""Saying things: translate first, then place the nodes (LANGUAGES §4, B12)."""

import string
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import structlog
from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.text import dates
from bot.text.catalogs import Catalogs
from bot.text.countries import name_of
from bot.text.nodes import Date, Inline, Line, Mention, Span, Text, Token, User

LOCALES = {"ar": "ar_LY", "en": "en_KE", "fr": "fr_SN", "sw": "sw_KE", "pt": "pt_AO", "es": "es_GQ"}

log = structlog.get_logger()

Placed = Inline | str | int


class Msg(str):
    """A message id with its context, for words that are chosen before they are said."""

    __slots__ = ("context",)

    context: str


def N_(msgid: str) -> str:  # noqa: N802 - the field's name for it
    """The message id itself, marked for the catalogues."""
    return msgid


def P_(context: str, msgid: str) -> Msg:  # noqa: N802 - the field's name for it
    """The message id with its context, marked for the catalogues."""
    message = Msg(msgid)
    message.context = context
    return message


def packed(msgid: str) -> str:
    """The message id as one string that keeps its context, as in compiled catalogues."""
    return f"{msgid.context}\x04{msgid}" if isinstance(msgid, Msg) else msgid


def unpacked(text: str) -> str:
    """The message id that was packed."""
    context, mark, msgid = text.partition("\x04")
    return P_(context, msgid) if mark else text


class Say:
    """One language, one zone: facts go in, nodes come out."""

    def __init__(
        self,
        language: str,
        zone: ZoneInfo,
        territory: str | None = None,
        catalogs: Catalogs | None = None,
        account: Callable[[str], str] | None = None,
    ) -> None:
        self.language = language
        self.zone = zone
        self.locale = _locale(f"{language}_{territory}" if territory else LOCALES.get(language, language))
        self.rtl = self.locale.text_direction == "rtl"
        self._catalog = (catalogs or Catalogs()).of(language)
        self._account = account

    def t(self, msgid: str, **nodes: Placed) -> Line:
        """The message in this language, with nodes in its places."""
        said = (
            self._catalog.pgettext(msgid.context, msgid)
            if isinstance(msgid, Msg)
            else self._catalog.gettext(msgid)
        )
        return self._placed(said, msgid, nodes)

    def n(self, singular: str, plural: str, n: int, **nodes: Placed) -> Line:
        """The message in the form for `n`; `{n}` is the number."""
        said = self._catalog.ngettext(singular, plural, n)
        return self._placed(said, singular if n == 1 else plural, {"n": Text(self.digits(n)), **nodes})

    def p(self, context: str, msgid: str, **nodes: Placed) -> Line:
        """As `t`, for a message whose words depend on what they stand beside."""
        return self._placed(self._catalog.pgettext(context, msgid), msgid, nodes)

    def word(self, msgid: str) -> str:
        """A bare word or short phrase, for buttons."""
        return (
            self._catalog.pgettext(msgid.context, msgid)
            if isinstance(msgid, Msg)
            else self._catalog.gettext(msgid)
        )

    def words(self, msgid: str) -> Text:
        """As `word`, as a node."""
        return Text(self.word(msgid))

    def line(self, *parts: Placed) -> Line:
        """The parts one after the other; bare strings are the bot's own punctuation."""
        return Line(tuple(Text(part) if isinstance(part, str) else _node(part) for part in parts))

    def join(self, items: Sequence[Placed]) -> Span:
        """The items as a list in this language."""
        if not items:
            return Span(())
        marks = [f"\ue000{index}\ue001" for index in range(len(items))]
        pieces = format_list(marks, locale=self.locale).replace("\ue001", "\ue000").split("\ue000")
        return Span(
            tuple(_node(items[int(piece)]) if piece.isdecimal() else Text(piece) for piece in pieces if piece)
        )

    def when(self, instant: datetime, zone: ZoneInfo | None = None) -> Span:
        """A moment in the zone of the room, and in UTC."""
        here = zone or self.zone
        local = instant.astimezone(here)
        if not local.utcoffset():
            return Span((self._day(local), Text(self.comma), Token(f"{local:%H:%M} UTC")))
        utc = instant.astimezone(ZoneInfo("UTC"))
        away = (Token(f"{utc:%H:%M} UTC"),)
        if utc.date() != local.date():
            away = (Token(f"{utc:%Y-%m-%d %H:%M} UTC"),)
        place = Token(dates.zone_name(local, here))
        return Span(
            (
                self._day(local),
                Text(self.comma),
                Token(f"{local:%H:%M}"),
                Text(" ("),
                place,
                Text(") · "),
                *away,
            )
        )

    def short(self, instant: datetime) -> Span:
        """A moment in the zone of the room, without UTC."""
        local = instant.astimezone(self.zone)
        return Span((self._day(local), Text(self.comma), Token(f"{local:%H:%M}")))

    def day(self, day: date) -> Date:
        """A day with its weekday and the month's name."""
        return Date(dates.day(day, self.locale))

    def person(self, name: str, handle: str) -> Mention:
        """Somebody's name; where they read what is said, their account is told."""
        return Mention(name, (self._account(handle) or None) if self._account and handle else None)

    def number(self, n: int) -> Text:
        """A number with this language's grouping, in Latin digits."""
        return Text(self.digits(n))

    def digits(self, n: int) -> str:
        """A number as a bare string."""
        return str(n) if abs(n) < 1000 else str(format_decimal(n, locale=self.locale))  # noqa: PLR2004 - no grouping below

    def country(self, code: str) -> Text:
        """A country's short name as the African Union uses it."""
        return Text(name_of(code, self.locale))

    @property
    def comma(self) -> str:
        """The comma of this language, with its space."""
        return "، " if self.rtl else ", "

    def _day(self, local: datetime) -> Date:
        return Date(dates.day(local.date(), self.locale))

    def _placed(self, said: str, msgid: str, nodes: dict[str, Placed]) -> Line:
        try:
            return Line(tuple(_fill(said, nodes)))
        except (KeyError, ValueError, IndexError):
            log.exception("a translation does not fit its message", language=self.language)
            return Line(tuple(_fill(str(msgid), nodes)))


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    return Locale.parse(name)


@lru_cache(maxsize=2048)
def _pieces(said: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, name) for literal, name, _, _ in string.Formatter().parse(said))


def _fill(said: str, nodes: dict[str, Placed]) -> list[Inline]:
    parts: list[Inline] = []
    for literal, name in _pieces(said):
        if literal:
            parts.append(Text(literal))
        if name is not None:
            parts.append(_node(nodes[name]))
    return parts


def _node(value: Placed) -> Inline:
    if isinstance(value, str):
        return User(value)
    return Text(str(value)) if isinstance(value, int) else value
