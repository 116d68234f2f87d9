"""A command is a value with everything in it: what it is told, who may, what it does, how it is shown."""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from bot.commands.args import Mark
from bot.model.incidents import BODY_LIMIT
from bot.model.taskforces import Right
from bot.views.base import View

if TYPE_CHECKING:
    from bot.commands.readers.base import Reader


class Kind(Enum):
    """How an argument is typed."""

    KEY = "key:value, in any order"
    WORD = "in its place"
    REST = "free text, last"


@dataclass(frozen=True, slots=True)
class Arg:
    """An argument: what it is (a message id), how it is typed, and what is asked when it is missing.

    `guided` ones may be left out and are asked for only when a command was typed with nothing at all.
    `fillers` are little words that may stand before it, `aliases` other keys for it, `limit` its most
    characters.
    """

    help: str
    kind: Kind = Kind.KEY
    key: str = ""
    ask: str = ""
    guided: bool = False
    fillers: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    limit: int = BODY_LIMIT


@dataclass(frozen=True, slots=True)
class Example:
    """A line to paste and a part of its answer; `after` are the lines that set the scene."""

    line: str
    shows: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """An argument as the parser sees it."""

    name: str
    key: str
    kind: Kind
    required: bool
    default: Any
    help: str
    ask: str
    guided: bool
    fillers: tuple[str, ...]
    aliases: tuple[str, ...]
    reader: "Reader"


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command; `reads` ones change nothing, `anywhere` ones need no task force."""

    path: tuple[str, ...]
    run: Callable[..., View]
    args: type | None
    may: Right
    summary: str
    examples: tuple[Example, ...]
    fields: tuple[Field, ...]
    changes: bool
    anywhere: bool
    hidden: bool
    keeps_dialog: bool

    @property
    def name(self) -> str:
        """The words it is called by."""
        return " ".join(self.path)


def command(
    path: str,
    *,
    may: Right,
    summary: str,
    examples: tuple[Example, ...],
    reads: bool = False,
    anywhere: bool = False,
    hidden: bool = False,
    keeps_dialog: bool = False,
) -> Callable[[Callable[..., View]], Command]:
    """A decorator that makes a function the command of that path."""

    def declared(run: Callable[..., View]) -> Command:
        args = _args(run)
        return Command(
            path=tuple(path.split()),
            run=run,
            args=args,
            may=may,
            summary=summary,
            examples=examples,
            fields=_fields(args) if args else (),
            changes=not reads,
            anywhere=anywhere,
            hidden=hidden,
            keeps_dialog=keeps_dialog,
        )

    return declared


def _args(run: Callable[..., View]) -> type | None:
    hints = [hint for name, hint in get_type_hints(run).items() if name != "return"]
    return hints[1] if len(hints) > 1 else None


def _fields(args: type) -> tuple[Field, ...]:
    hints = get_type_hints(args, include_extras=True)
    return tuple(_field(one.name, hints[one.name], one.default) for one in fields(args))


def _field(name: str, hint: Any, default: Any) -> Field:  # noqa: ANN401 - an annotation and a default
    from bot.commands.readers.table import reader_for  # noqa: PLC0415 - readers need Arg

    kind, mark, arg = _annotated(hint)
    return Field(
        name=name,
        key=arg.key or name,
        kind=arg.kind,
        required=default is MISSING,
        default=None if default is MISSING else default,
        help=arg.help,
        ask=arg.ask,
        guided=arg.guided,
        fillers=arg.fillers,
        aliases=arg.aliases,
        reader=reader_for(kind, mark, arg, name),
    )


def _annotated(hint: Any) -> tuple[type, Mark | None, Arg]:  # noqa: ANN401 - an annotation
    """The type, the mark that says how it is read, and the declaration of an argument."""
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    if get_origin(kind) in {Union, UnionType}:
        inner = next(one for one in get_args(kind) if one is not NoneType)
        kind, *inside = get_args(inner) if get_origin(inner) is Annotated else (inner,)
        marks += inside
    arg = next((one for one in marks if isinstance(one, Arg)), None)
    if arg is None:
        msg = f"an argument needs Annotated[type, Arg(...)], not {hint!r}"
        raise TypeError(msg)
    return kind, next((one for one in marks if isinstance(one, Mark)), None), arg
