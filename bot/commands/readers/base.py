"""What every reader can do, and the plain ones: text, choices, numbers, yes and no, sets of values."""

import re
from enum import StrEnum
from typing import Any

from typing_extensions import override

from bot.commands.declare import Arg, Kind
from bot.commands.reading import Option, Reading
from bot.commands.words import synonyms
from bot.model.followups import FollowUpKind, Priority
from bot.model.incidents import Outcome
from bot.model.links import Relation
from bot.model.refusals import Refusal, TooLong, Unclear
from bot.model.taskforces import Role
from bot.text.clean import digits, fold
from bot.views import words


class Reader:
    """The base: text as it is.

    What may be given `several` times is read as all of it together. Of a key typed late, inside free text,
    one that `insists` is never taken for text, even where its value cannot be read.
    """

    several: bool = False
    insists: bool = False

    def __init__(self, arg: Arg, name: str) -> None:
        self.arg = arg
        self.name = arg.key or name

    def shape(self, token: str) -> bool:
        """Whether a bare word is unmistakably this argument."""
        _ = token
        return False

    def read(self, text: str, reading: Reading) -> Any:  # noqa: ANN401 - each reader's own type
        """What the text means; raises `Refusal(Unclear)`."""
        _ = reading
        return text

    def options(self, reading: Reading) -> tuple[Option, ...]:
        """Answers to offer when this is asked for."""
        _ = reading
        return ()

    def sample(self) -> str:
        """How it looks in a usage line."""
        return "…"

    def within(self, text: str) -> str:
        """The text, where it is not longer than is kept; raises `Refusal(TooLong)`."""
        if len(text) > self.arg.limit:
            raise Refusal(TooLong(self.arg.limit, len(text)))
        return text

    def unclear(self, text: str, reason: str = "not_understood", choices: tuple[str, ...] = ()) -> Refusal:
        """The refusal of a text this reader cannot read."""
        reason = reason if text.strip() else "missing"
        return Refusal(Unclear(self.name, text[:200], reason, choices))


class TextReader(Reader):
    """Free text; an empty one is as good as none."""

    @override
    def read(self, text: str, reading: Reading) -> str:
        if not text.strip():
            raise self.unclear(text, "missing")
        return self.within(text)

    @override
    def sample(self) -> str:
        return self.name.upper() if self.arg.kind is not Kind.REST else "TEXT…"


class ChoiceReader(Reader):
    """One of a few words."""

    @override
    def shape(self, token: str) -> bool:
        return fold(token) in self.arg.choices

    @override
    def read(self, text: str, reading: Reading) -> str:
        word = fold(text)
        for choice in self.arg.choices:
            if word == choice or word in synonyms(choice):
                return choice
        raise self.unclear(text, choices=self.arg.choices)

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(Option(choice, choice, literal=True) for choice in self.arg.choices)

    @override
    def sample(self) -> str:
        return "|".join(self.arg.choices)


class NumberReader(Reader):
    """A whole number."""

    @override
    def read(self, text: str, reading: Reading) -> int:
        number = digits(text.strip())
        if not re.fullmatch(r"\d{1,9}", number):
            raise self.unclear(text)
        return int(number)

    @override
    def sample(self) -> str:
        return "12"


class YesReader(Reader):
    """Yes or no."""

    @override
    def read(self, text: str, reading: Reading) -> bool:
        word = fold(text)
        if word in {"yes", "y", "true", "1", *synonyms("yes")}:
            return True
        if word in {"no", "n", "false", "0", *synonyms("no")}:
            return False
        raise self.unclear(text, choices=("yes", "no"))

    @override
    def sample(self) -> str:
        return "yes"


_ENUM_WORDS: dict[type[StrEnum], dict[Any, Any]] = {
    Outcome: words.OUTCOMES,
    Relation: words.RELATIONS,
    Role: words.ROLES,
    Priority: words.PRIORITIES,
    FollowUpKind: words.FOLLOWUP_KINDS,
}


class EnumReader(Reader):
    """One of a declared set of values, also by its words."""

    def __init__(self, arg: Arg, name: str, kind: type[StrEnum]) -> None:
        super().__init__(arg, name)
        self._kind = kind
        self._words = _ENUM_WORDS.get(kind, {})

    @override
    def shape(self, token: str) -> bool:
        return self.arg.kind is Kind.WORD and fold(token) in set(self._kind)

    @override
    def read(self, text: str, reading: Reading) -> StrEnum:
        word = fold(text).replace(" ", "_").replace("-", "_")
        for member in self._kind:
            said = self._words.get(member, self._words.get(member.value, member.value))
            if word == member.value or fold(text) in {fold(said), *synonyms(said)}:
                return member
        raise self.unclear(text, choices=tuple(member.value for member in self._kind))

    @override
    def options(self, reading: Reading) -> tuple[Option, ...]:
        return tuple(
            Option(self._words.get(member, self._words.get(member.value, member.value)), member.value)
            for member in self._kind
        )

    @override
    def sample(self) -> str:
        return next(iter(self._kind)).value
