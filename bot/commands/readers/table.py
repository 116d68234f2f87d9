"""Which reader reads which type of argument."""

from collections.abc import Callable
from enum import StrEnum

from bot.commands import args
from bot.commands.args import Mark
from bot.commands.declare import Arg
from bot.commands.readers.base import ChoiceReader, EnumReader, NumberReader, Reader, TextReader, YesReader
from bot.commands.readers.facts import (
    CategoryReader,
    CountriesReader,
    SeverityReader,
    SourceReader,
    TagsReader,
    TlpReader,
)
from bot.commands.readers.people import (
    CodeReader,
    CodesReader,
    LanguagesReader,
    WhoReader,
    WhosReader,
    WordReader,
)
from bot.commands.readers.records import EntryReader, RefReader
from bot.commands.readers.timed import TimedTextReader
from bot.commands.readers.times import (
    AnytimeReader,
    DayReader,
    LaterReader,
    MomentReader,
    PeriodReader,
    QuietReader,
    WeekReader,
    ZoneReader,
)
from bot.model.markings import Tlp

_MARKED: dict[Mark, Callable[[Arg, str], Reader]] = {
    Mark.WHO: WhoReader,
    Mark.WHOS: WhosReader,
    Mark.CODES: CodesReader,
    Mark.ZONE: ZoneReader,
    Mark.SEVERITY: SeverityReader,
    Mark.ENTRY: EntryReader,
    Mark.TEXT: TextReader,
    Mark.WORD: WordReader,
    Mark.WEEK: WeekReader,
    Mark.COUNTRIES: CountriesReader,
    Mark.TAGS: TagsReader,
    Mark.LANGUAGES: LanguagesReader,
    Mark.QUIET: QuietReader,
}
_TYPED: dict[type, Callable[[Arg, str], Reader]] = {
    args.Category: CategoryReader,
    args.Source: SourceReader,
    args.Day: DayReader,
    args.Anytime: AnytimeReader,
    args.TimedText: TimedTextReader,
    args.Period: PeriodReader,
    args.Later: LaterReader,
    args.PastMoment: lambda arg, name: MomentReader(arg, name, past=True),
    args.FutureMoment: lambda arg, name: MomentReader(arg, name, past=False),
    Tlp: TlpReader,
    int: NumberReader,
    bool: YesReader,
    str: TextReader,
}


def reader_for(kind: type, mark: Mark | None, arg: Arg, name: str) -> Reader:
    """The reader of a type and its mark."""
    if mark is Mark.REF:
        return RefReader(arg, name, kind)
    if mark is Mark.CODE:
        return CodeReader(arg, name, kind)
    if arg.choices:
        return ChoiceReader(arg, name)
    if mark is not None:
        return _MARKED[mark](arg, name)
    if issubclass(kind, StrEnum) and kind is not Tlp:
        return EnumReader(arg, name, kind)
    return _TYPED[kind](arg, name)
