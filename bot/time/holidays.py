"""Days off: the public holidays of countries, and Ramadan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from hijridate import Hijri, ummalqura

if TYPE_CHECKING:
    from holidays import HolidayBase

_ENGLISH = "en_US"  # the one language in which the library marks every estimate alike
_ESTIMATE = "estimated)"
_LABELS = ("observed_estimated_label", "estimated_label", "observed_label")
_COUNTRY = 2
_RAMADAN = 9
_DAY = timedelta(days=1)
_FURTHEST = 31  # days something may be moved
_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday of a country; its date is an estimate where it waits for the moon to be seen."""

    day: date
    country: str
    estimated: bool = False

    def name(self, language: str) -> str:
        """What it is called in a language, in English where the library has no word in that language."""
        published = _published(self.country, self.day.year, _tongue(self.country, language))
        return "; ".join(_plain(self.day, published)) if published is not None else self.country


def unknown(countries: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the ISO 3166 codes for which no holidays are known."""
    return tuple(code for code in countries if _published(code.upper(), 2000, _ENGLISH) is None)


@lru_cache(maxsize=512)
def days_off(countries: tuple[str, ...], year: int) -> Mapping[date, Holiday]:
    """The public holidays of a year in any of the countries; those `unknown` have none.

    Where several rest on a day, a country that is sure of the date speaks for it.
    """
    found: dict[date, Holiday] = {}
    for holiday in (holiday for code in countries for holiday in _of(code.upper(), year)):
        known = found.setdefault(holiday.day, holiday)
        if known.estimated and not holiday.estimated:
            found[holiday.day] = holiday
    return MappingProxyType(found)


def off(countries: tuple[str, ...], start: date, end: date) -> frozenset[date]:
    """The public holidays of the countries from a day to a day, both included."""
    years = range(start.year, end.year + 1)
    return frozenset(day for year in years for day in days_off(countries, year) if start <= day <= end)


@lru_cache(maxsize=512)
def ramadan(year: int) -> frozenset[date]:
    """The days of Ramadan in a year, by the Umm al-Qura calendar; none outside its tables (1924 to 2077)."""
    # A year of the moon is eleven days shorter: three of them, at most, touch a year of the sun.
    middle = round((year - 622) * 33 / 32)
    months = (_month(hijri) for hijri in range(middle - 1, middle + 2))
    return frozenset(day for month in months for day in month if day.year == year)


@dataclass(frozen=True, slots=True)
class Rest:
    """The days on which a series rests, and where what falls on them goes.

    What falls on one of `dates`, or in Ramadan if told, goes nowhere, and so does what falls on a public
    holiday of `countries` without a `step`. With one, it goes to the working day (of `days`, Monday is 0)
    next after it (1) or before it (-1) that is neither a holiday nor one of `dates`, if there is one within
    a month, outside Ramadan.
    """

    dates: frozenset[date]
    countries: tuple[str, ...]
    ramadan: bool
    step: int
    days: frozenset[int]

    @property
    def never(self) -> bool:
        """Whether everything stays on its day."""
        return not (self.dates or self.countries or self.ramadan)

    def place(self, day: date) -> date | None:
        """Where that which falls on a day goes: the day itself, another, or nowhere."""
        if self._left_out(day):
            return None
        if not self._holiday(day):
            return day
        others = (day + self.step * count * _DAY for count in range(1, _FURTHEST + 1))
        other = next((other for other in others if self._free(other)), None) if self.step else None
        return None if other is None or self._left_out(other) else other

    def reach(self, day: date) -> date:
        """The earliest day from which something may go to a day or beyond it."""
        return self._last_free(day - _DAY) + _DAY

    def settled(self, day: date) -> date:
        """The earliest day to which something that falls on a day or later may go."""
        return self._last_free(day) if self.step < 0 else day

    def doubtful(self, one: date, other: date) -> bool:
        """Whether a day that waits for the moon is among the days from one to another, or next to them."""
        if self.never:
            return False
        first, last = sorted((one, other))
        days = [first + count * _DAY for count in range(-1, (last - first).days + 2)]
        return any(self._estimated(day) or self._fasting(day) for day in days)

    def _last_free(self, day: date) -> date:
        days = (day - count * _DAY for count in range(_FURTHEST + 1))
        return next((day for day in days if self._free(day)), day - _FURTHEST * _DAY)

    def _free(self, day: date) -> bool:
        return day.weekday() in self.days and day not in self.dates and not self._holiday(day)

    def _left_out(self, day: date) -> bool:
        return day in self.dates or self._fasting(day)

    def _fasting(self, day: date) -> bool:
        return self.ramadan and day in ramadan(day.year)

    def _holiday(self, day: date) -> bool:
        return bool(self.countries) and day in days_off(self.countries, day.year)

    def _estimated(self, day: date) -> bool:
        return self._holiday(day) and days_off(self.countries, day.year)[day].estimated


def _month(hijri: int) -> list[date]:
    first, last = ummalqura.HIJRI_RANGE[0][0], ummalqura.HIJRI_RANGE[1][0]
    if not first <= hijri <= last:
        return []
    start = Hijri(hijri, _RAMADAN, 1)
    opening = start.to_gregorian().toordinal()
    return [date.fromordinal(opening + day) for day in range(start.month_length())]


def _of(country: str, year: int) -> list[Holiday]:
    published = _published(country, year, _ENGLISH)
    if published is None:
        return []
    # A day stands as soon as one of its holidays is sure.
    return [
        Holiday(day, country, all(_ESTIMATE in name for name in published.get_list(day)))
        for day in sorted(published)
    ]


@lru_cache(maxsize=512)
def _published(country: str, year: int, language: str) -> "HolidayBase | None":
    # The library takes its time to load, and most runs never ask for a holiday.
    import holidays  # noqa: PLC0415

    if len(country) != _COUNTRY:
        return None
    try:
        return holidays.country_holidays(country, years=year, language=language)
    except NotImplementedError:
        return None


def _tongue(country: str, language: str) -> str:
    published = _published(country, 2000, _ENGLISH)
    spoken = published.supported_languages if published is not None else ()
    return next((tongue for tongue in spoken if tongue.split("_")[0] == language), _ENGLISH)


def _plain(day: date, published: "HolidayBase") -> Iterator[str]:
    """The names of a day without `(estimated)` and `(observed)`, and with Latin digits."""
    labels = (getattr(published, label, None) for label in _LABELS)
    marks = [published.tr(label).rpartition("%s")[2].strip() for label in labels if label]
    for name in published.get_list(day):
        mark = next((mark for mark in marks if name.endswith(mark)), "")
        yield name.removesuffix(mark).rstrip().translate(_LATIN)
