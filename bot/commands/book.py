"""The book of commands: which one a line means, in any of the six languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.commands.declare import Command, Kind
from bot.commands.readers.records import named, numbered
from bot.commands.words import table
from bot.text.clean import fold

_WORD = re.compile(r"\S+")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A command, and what was typed after its words."""

    command: Command
    rest: str


@dataclass(frozen=True, slots=True)
class FamilyOnly:
    """A family without a verb."""

    family: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """No command; `near` are the lines that may have been meant, the nearest first."""

    text: str
    near: tuple[str, ...] = ()


class Book:
    """Every command, by its words."""

    def __init__(
        self,
        commands: Iterable[Command],
        words: dict[str, dict[str, tuple[str, ...]]],
        shortcuts: dict[str, str] | None = None,
    ) -> None:
        self.commands = tuple(commands)
        self._paths = {command.path: command for command in self.commands}
        self._families = {command.path[0] for command in self.commands}
        self._shortcuts = shortcuts or {}
        spoken = {word for command in self.commands for word in command.path} | set(self._shortcuts)
        self._words = table(words, spoken)

    def named(self, name: str) -> Command:
        """The command called by these words."""
        return self._paths[tuple(name.split())]

    def family(self, family: str) -> tuple[Command, ...]:
        """The commands of a family, in the order they were declared."""
        return tuple(command for command in self.commands if command.path[0] == family)

    def find(self, line: str, language: str = "en") -> Found | FamilyOnly | Unknown:
        """What a line without its prefix means."""
        _ = language
        spans = [found.span() for _, found in zip(range(_LONGEST), _WORD.finditer(line), strict=False)]
        if not spans:
            return Unknown(line)
        typed = [line[start:end] for start, end in spans]
        words = [self._english(word) for word in typed]
        if words[0] in self._shortcuts and words[0] not in self._families:
            return self.find(f"{self._shortcuts[words[0]]}{line[spans[0][1] :]}")
        for count in range(len(words), 0, -1):
            command = self._paths.get(tuple(words[:count]))
            if command is not None:
                return Found(command, line[spans[count - 1][1] :].strip())
        return self._without(words, line, spans)

    def _without(
        self, words: list[str], line: str, spans: list[tuple[int, int]]
    ) -> Found | FamilyOnly | Unknown:
        """What a line means whose words are no command."""
        family, show = words[0], self._paths.get((words[0], "show"))
        if (ref := named(family)) is not None and ref[0].KIND in self._families:
            return self.find(f"{ref[0].KIND} {line}")
        if family not in self._families:
            near = self._nearest(family, sorted(self._families | set(self._shortcuts)))
            return Unknown(line[slice(*spans[0])], (f"{near}{line[spans[0][1] :]}",) if near else ())
        if len(words) == 1:
            return FamilyOnly(family)
        if show is not None and _names_record(line[spans[1][0] : spans[-1][1]]):
            return self._turned(words, line, spans) or Found(show, line[spans[0][1] :].strip())
        verbs = sorted({command.path[1] for command in self.family(family) if len(command.path) > 1})
        near, opening = self._nearest(words[1], verbs), self._opening(family)
        lines = [f"{family} {near}{line[spans[1][1] :]}"] if near else []
        texted = len(words) > 2 and not _names_record(line[slice(*spans[2])])  # noqa: PLR2004 - a text behind
        if texted and opening not in ("", f"{family} {near}"):
            lines.append(f"{opening}{line[spans[0][1] :]}")
        return Unknown(line[: spans[1][1]], tuple(lines))

    def _opening(self, family: str) -> str:
        """The command of a family that makes a record of a text, or nothing: `/followup Call the port`."""
        texts = (one for one in self.family(family) if one.changes and one.path[1:])
        return next((one.name for one in texts if one.fields and one.fields[0].kind is Kind.REST), "")

    def _turned(self, words: list[str], line: str, spans: list[tuple[int, int]]) -> Found | None:
        """`followup 7 done note` as `followup done 7 note`."""
        command = self._paths.get((words[0], words[2])) if len(words) > 2 else None  # noqa: PLR2004 - a verb behind
        if command is None or not _names_record(line[slice(*spans[1])]):
            return None
        return Found(command, f"{line[slice(*spans[1])]} {line[spans[2][1] :]}".strip())

    def _nearest(self, word: str, known: list[str]) -> str:
        found = get_close_matches(word, known, n=1, cutoff=0.6)
        if found:
            return found[0]
        close = get_close_matches(word, list(self._words), n=1, cutoff=0.7)
        return self._words[close[0]] if close and self._words[close[0]] in known else ""

    def _english(self, word: str) -> str:
        folded = fold(word)
        return self._words.get(folded, folded)


def _names_record(text: str) -> bool:
    """Whether the first one or two words are a reference, such as `42` or `INC ٤٢`."""
    words = fold(text).split(" ")
    return numbered(words[0]) is not None or any(map(named, (words[0], " ".join(words[:2]))))
