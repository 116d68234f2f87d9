"""One question at a time: missing fields asked for, kept in the database, left with /cancel."""

from datetime import timedelta

from bot.commands.answers import Answer
from bot.commands.call import Call, CallReading
from bot.commands.declare import Command, Field
from bot.commands.grammar import Parsed, read_given
from bot.commands.readers.records import RefReader
from bot.model.delivery import Dialog
from bot.model.markings import Tlp
from bot.model.refusals import RedContent, Refusal, Several, Unclear
from bot.store import dialogs as kept
from bot.store import outbox
from bot.views.base import Act, View
from bot.views.dialogs import CANCEL, SKIP, Question
from bot.views.refusals import refused

PATIENCE = timedelta(minutes=30)
SKIPPED = "-"


def waiting(call: Call, about: str) -> Dialog | None:
    """The question that waits for this person here; in a group an answer is about something the bot said."""
    if about and outbox.shown(call.work, call.room.id or 0, about) is None:
        return None
    return kept.waiting(call.work, call.room.id or 0, call.person.id or 0, call.now)


def asks(command: Command, dialog: Dialog, shown: View) -> bool:
    """Whether what was shown is the question that waits, and not one that was answered before."""
    field = next(one for one in command.fields if one.name == dialog.asking)
    return (
        isinstance(shown, Question)
        and shown.command == dialog.command
        and shown.ask == (field.ask or field.help)
    )


def ask(call: Call, command: Command, parsed: Parsed) -> Answer:
    """The first question of a command that was not told everything."""
    _refuse_red(parsed)
    named = {field.name for field in command.fields if isinstance(field.reader, RefReader)}
    guided = not set(parsed.given) - named
    return _ask(call, command, dict(parsed.given), [], guided=guided)


def ask_for(call: Call, command: Command, given: dict[str, str], name: str) -> Answer:
    """The question for something that turned out to be needed."""
    field = next(one for one in command.fields if one.name == name)
    return _ask(call, command, dict(given), [], guided=False, field=field)


def ask_again(call: Call, command: Command, given: dict[str, str], trouble: Refusal) -> Answer | None:
    """The question again whose answer did not do after all; None where it was none of this command's."""
    reason = trouble.reason
    if not isinstance(reason, Unclear | Several):
        return None
    field = next((one for one in command.fields if reason.field in {one.name, one.key}), None)
    if field is None or isinstance(field.reader, RefReader):
        return None
    rest = {name: text for name, text in given.items() if name != field.name}
    return _ask(call, command, rest, [], guided=False, trouble=trouble, field=field)


def read_answer(call: Call, command: Command, dialog: Dialog, text: str) -> Answer | Parsed:
    """Everything the command needs, or the next question."""
    given, skipped = dict(dialog.given), list(dialog.skipped)
    field = next(one for one in command.fields if one.name == dialog.asking)
    if text == SKIPPED and not field.required:
        skipped.append(dialog.asking)
    else:
        given[dialog.asking] = "" if text == SKIPPED else text
    try:
        parsed = read_given(command, given, CallReading(call))
    except Refusal as refusal:
        if not isinstance(refusal.reason, Unclear | Several):
            raise
        given.pop(dialog.asking, None)
        return _ask(call, command, given, skipped, guided=dialog.guided, trouble=refusal)
    _refuse_red(parsed)
    if _next(command, given, skipped, guided=dialog.guided) is not None:
        return _ask(call, command, given, skipped, guided=dialog.guided)
    return parsed


def _refuse_red(parsed: Parsed) -> None:
    """Nothing; what is marked RED is refused before a word of it is kept for the next question."""
    if Tlp.RED in parsed.values.values():
        raise Refusal(RedContent())


def _next(command: Command, given: dict[str, str], skipped: list[str], *, guided: bool) -> Field | None:
    """The next thing to ask: what is required first, in a guided dialog then what may be left out."""
    open_fields = [field for field in command.fields if field.name not in given and field.name not in skipped]
    for field in open_fields:
        if field.required:
            return field
    return next((field for field in open_fields if guided and field.guided), None)


def _ask(
    call: Call,
    command: Command,
    given: dict[str, str],
    skipped: list[str],
    *,
    guided: bool,
    trouble: Refusal | None = None,
    field: Field | None = None,
) -> Answer:
    needed = field is not None
    field = field or _next(command, given, skipped, guided=guided) or command.fields[0]
    optional = not (needed or field.required)
    kept.keep(
        call.work,
        {
            "room_id": call.room.id,
            "person_id": call.person.id,
            "command": " ".join(command.path),
            "given": given,
            "skipped": skipped,
            "asking": field.name,
            "guided": guided,
            "expires_at": call.now + PATIENCE,
        },
    )
    said = refused(trouble) if trouble else None
    view = Question(
        command=" ".join(command.path),
        ask=field.ask or field.help,
        about=_about(command, given),
        trouble=(said.reason, said.data) if said else None,
        optional=optional,
        acts=_meanings(trouble) + _choices(call, field, optional=optional),
    )
    return Answer(view, f"ask {field.name}", press_by=call.person.id)


def _about(command: Command, given: dict[str, str]) -> str:
    """The record the command is about, where it was named."""
    refs = (
        (one.reader, given[one.name])
        for one in command.fields
        if one.name in given and isinstance(one.reader, RefReader)
    )
    return next((reader.named(text) for reader, text in refs), "")


def _meanings(trouble: Refusal | None) -> tuple[Act, ...]:
    """The meanings of a doubtful answer, each as an answer."""
    if trouble is None or not isinstance(trouble.reason, Several):
        return ()
    return tuple(Act(label, phrase, literal=True) for label, phrase in trouble.reason.meanings)


def _choices(call: Call, field: Field, *, optional: bool) -> tuple[Act, ...]:
    choices = [
        Act(choice.label, choice.value, choice.literal) for choice in field.reader.options(CallReading(call))
    ]
    if optional:
        choices.append(Act(SKIP, SKIPPED))
    return (*choices, Act(CANCEL, "/cancel"))
