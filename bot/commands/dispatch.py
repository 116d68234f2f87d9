"""From a heard line to committed rows: claimed, read, allowed, done, noted, answered, in one transaction.

There is one path for every network, and one answer to every line that was meant for the bot.
"""

import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.commands import dialogs, presses
from bot.commands.answers import Answer
from bot.commands.book import Book, FamilyOnly, Found, Unknown
from bot.commands.call import Call, CallReading, Choose
from bot.commands.declare import Command
from bot.commands.grammar import addressed, read
from bot.commands.menu import menu
from bot.commands.readers.records import RefReader
from bot.commands.scene import call_for, elsewhere
from bot.model import refusals as no
from bot.model.delivery import Dialog, Heard, Inbox, InboxState
from bot.model.markings import Tlp, highest, marked_red, typed
from bot.model.refusals import Refusal
from bot.model.rooms import RoomKind
from bot.model.taskforces import Right
from bot.services import rooms
from bot.services.access import cleared
from bot.services.acting import Note
from bot.services.posts import Manner, post
from bot.store import dialogs as kept
from bot.store import directory, inbox
from bot.store.chain import Deed, append
from bot.store.work import Work
from bot.text.clean import MAX_INPUT, clean
from bot.views.base import Act, View
from bot.views.dialogs import AnsweredAlone, WhichRecord
from bot.views.refusals import refused
from bot.views.rooms import RoomHeld, Unreadable
from bot.views.times import WhichTime

LATE = timedelta(minutes=10)
TOO_MUCH = 4 * MAX_INPUT
PIN = "📌"
ASKABLE = {"missing", "needs_time", "needs_text"}
QUOTING = (no.Unclear, no.EditedCommand, no.Late)
_NAMED = re.compile(r"(?:\s*(?:[a-z]{2,4}-?)?\d+(?=\s|$))+", re.IGNORECASE)
DENIED = (no.NoRecord, no.AboveCeiling, no.RoleNeeded, no.NotMember, no.OriginatorOnly)


class Dispatcher:
    """Acts on heard lines; knows the commands, the bot's names, and what is spoken where nothing is set."""

    def __init__(self, book: Book, names: tuple[str, ...], language: str, zone: ZoneInfo) -> None:
        self.book = book
        self._names = names
        self._language = language
        self._zone = zone

    def act(self, work: Work, key: int, now: datetime) -> str:
        """What a heard line came to, in a word; a line that was acted on before comes to nothing."""
        line = inbox.claim(work, key)
        if line is None:
            return "replay"
        if line.kind is Heard.MOVED:
            return self._moved(work, line)
        call = call_for(work, line, now, self._zone, self._language)
        if line.kind is Heard.STATE:
            return self._became(call, line)
        answer = self._answer(call, line)
        if answer is not None:
            self._reply(call, line, answer)
        action = answer.action if answer else "ignored"
        inbox.done(work, key, action)
        return action

    @staticmethod
    def _moved(work: Work, line: Inbox) -> str:
        """A room that has another address now keeps everything it has."""
        room = directory.move(work, line.network, line.room, line.about)
        if room is not None:
            work.touched.add(room.id or 0)
        inbox.done(work, line.id or 0, "moved")
        return "moved"

    @staticmethod
    def _became(call: Call, line: Inbox) -> str:
        """What a room is now; where it may be told more or less than before, it hears that."""
        told = line.extra
        cap = Tlp(told.get("cap", call.room.cap.value))
        before = rooms.become(call, direct=line.direct, cap=cap, name=str(told.get("room_name", "")))
        if before is not None:
            accounts = tuple(map(str, told.get("accounts", ())))
            why, now = str(told.get("why", "")), cleared(call.room)
            held = RoomHeld(ceiling=now, before=before, why=why, accounts=accounts)
            post(call, call.room, held, Manner(key=f"{call.event}:held"))
        _audit(call)
        inbox.done(call.work, line.id or 0, "state")
        return "state"

    def set_aside(self, work: Work, key: int, now: datetime, reference: str) -> None:
        """Nothing; a line that broke the bot is kept out of the way, and its sender is told a reference."""
        line = inbox.claim(work, key)
        if line is None:
            return
        call = call_for(work, line, now, self._zone, self._language)
        self._reply(call, line, Answer(refused(Refusal(no.Trouble(reference))), "trouble"))
        inbox.done(work, key, reference, InboxState.POISON)

    def _answer(self, call: Call, line: Inbox) -> Answer | None:
        try:
            return self._hear(call, line)
        except Refusal as refusal:
            call.notes.clear()
            if isinstance(refusal.reason, no.RedContent):
                _forget(call, line)
            if isinstance(refusal.reason, QUOTING) and _above(call, line.text):
                refusal = Refusal(no.NotQuoted())
            if isinstance(refusal.reason, DENIED):
                call.note("denied", "", f"{type(refusal.reason).__name__} {line.text[:200]}")
            return Answer(refused(refusal), "refused", private=True)

    def _hear(self, call: Call, line: Inbox) -> Answer | None:
        hearing = {
            Heard.LINE: self._line,
            Heard.PRESS: self._press,
            Heard.EDIT: self._edit,
            Heard.REACTION: self._reaction,
            Heard.ENTERED: self._let_in,
            Heard.REMOVED: self._let_in,
            Heard.UNREADABLE: self._unreadable,
        }.get(line.kind)
        return hearing(call, line) if hearing is not None else None

    def _line(self, call: Call, line: Inbox) -> Answer | None:
        text = addressed(line.text[:TOO_MUCH], direct=line.direct, names=self._names)
        if text is not None and line.extra.get("anonymous"):
            raise Refusal(no.Anonymous())
        if text is None:
            return self._plain(call, line)
        _take(line)
        call.about_text = clean(str(line.extra.get("about_text", "")))
        return self.run(call, clean(text), late=call.now - line.sent_at > LATE)

    def _plain(self, call: Call, line: Inbox) -> Answer | None:
        """An answer to a question; alone with the bot, a command or who it is; else nothing for it."""
        asked = call.person_or_none is not None and (line.direct or bool(line.about))
        dialog = dialogs.waiting(call, line.about) if asked else None
        if dialog is None:
            return self._spoken(call, line) if line.direct and line.text.strip() else None
        _take(line)
        return self.answer(call, dialog, clean(line.text).strip())

    def _spoken(self, call: Call, line: Inbox) -> Answer:
        """Alone with the bot: a command without its prefix; to anything else the bot says who it is."""
        text = clean(line.text[:TOO_MUCH])
        if not isinstance(self.book.find(text, call.language), Found):
            return self.run(call, "start")
        _take(line)
        return self.run(call, text, late=call.now - line.sent_at > LATE)

    def _press(self, call: Call, line: Inbox) -> Answer | None:
        """What a button stands for; a keycap that presses none of this person's is met with silence."""
        data = presses.pressed(call, line)
        if data is None:
            return None
        text, shown = presses.line_of(call, data)
        if text.startswith("/"):
            return self.run(call, text.removeprefix("/"))
        dialog = dialogs.waiting(call, "")
        if dialog is None or not dialogs.asks(self.book.named(dialog.command), dialog, shown):
            raise Refusal(no.StaleButton())
        return self.answer(call, dialog, text)

    def _edit(self, call: Call, line: Inbox) -> Answer | None:
        """An edited message is not a new command; it is said once, with the line to send again."""
        text = addressed(line.text[:TOO_MUCH], direct=line.direct, names=self._names)
        if text is None or not isinstance(self.book.find(clean(text), call.language), Found):
            return None
        _take(line)
        call.event = f"{line.network}:{line.about}:edited"
        raise Refusal(no.EditedCommand(f"/{clean(text)}"[:MAX_INPUT]))

    def _let_in(self, call: Call, line: Inbox) -> Answer | None:
        """Where the bot is put out, what it has to say waits; let in, it says that and who it is."""
        was, call.room.active = call.room.active, line.kind is Heard.ENTERED
        if was is not call.room.active:
            call.work.save(call.room)
            call.work.touched.add(call.room.id or 0)
        greets = call.room.active and not line.direct and call.taskforce_or_none is None
        return self.run(call, "start") if greets else None

    def _reaction(self, call: Call, line: Inbox) -> Answer | None:
        """A keycap presses a button, a pin files the message it is put on; others say nothing to the bot."""
        if presses.is_press(line):
            return self._press(call, line)
        if line.text != PIN or not call.may(Right.WORK):
            return None
        known = inbox.find(call.work, line.network, line.about)
        text = str(line.extra.get("about_text", "")) or (known.text if known else "")
        call.about_text = clean(text)[:MAX_INPUT]
        return self.run(call, "incident log") if call.about_text else None

    @staticmethod
    def _unreadable(call: Call, _: Inbox) -> Answer:
        """That what somebody wrote could not be read, and what they can do."""
        return Answer(Unreadable(account=call.account), "unreadable")

    def run(self, call: Call, text: str, *, late: bool = False) -> Answer:
        """The answer to a line without its prefix."""
        call.book = self.book
        found = self.book.find(text, call.language)
        if isinstance(found, Unknown):
            near = () if _above(call, text) else tuple(f"/{line}" for line in found.near)
            return Answer(_unknown(found.text, near), "unknown")
        if isinstance(found, FamilyOnly):
            return Answer(menu(call, found.family), f"help {found.family}")
        if late and found.command.changes:
            raise Refusal(no.Late(f"/{text}", f"{call.sent_at:%Y-%m-%d %H:%M} UTC"))
        return self.perform(call, found.command, found.rest)

    def perform(self, call: Call, command: Command, rest: str) -> Answer:
        """The answer to a command with what was typed after it."""
        call.require(command.may)
        if not command.keeps_dialog and call.person_or_none is not None:
            kept.drop(call.work, call.room.id or 0, call.person.id or 0)
        given: dict[str, str] = {}
        try:
            parsed = read(command, rest, CallReading(call))
            if parsed.missing:
                return dialogs.ask(call, command, parsed)
            given = parsed.given
            answer = self.execute(call, command, parsed.values)
            personal = answer.view.personal and call.room.kind is RoomKind.GROUP
            return (self._alone(call, command, rest) if personal else None) or answer
        except Choose as choice:
            return _which(command, rest, choice)
        except Refusal as refusal:
            reason = refusal.reason
            if isinstance(reason, no.Several) and reason.lines and not _above(call, rest):
                return _which_time(call, reason)
            above = isinstance(reason, no.AboveCeiling) and not command.changes
            if above and (alone := self._alone(call, command, rest)) is not None:
                return alone
            if given and isinstance(reason, no.Unclear) and _can_be_asked(command, reason):
                return dialogs.ask_for(call, command, given, reason.field)
            raise

    def execute(self, call: Call, command: Command, values: dict[str, Any]) -> Answer:
        """The command done; what a refused one wrote is undone."""
        given = (call, command.args(**values)) if command.args else (call,)
        with call.work.savepoint() if command.changes else nullcontext():
            view = command.run(*given)
        if command.changes and not call.notes:
            call.note(" ".join(command.path), view.record, "")
        return Answer(view, " ".join(command.path))

    def answer(self, call: Call, dialog: Dialog, text: str) -> Answer:
        """The next question, or the command done with what was asked for."""
        command = self.book.named(dialog.command)
        parsed = dialogs.read_answer(call, command, dialog, text)
        if isinstance(parsed, Answer):
            return parsed
        call.require(command.may)
        kept.drop(call.work, call.room.id or 0, call.person.id or 0)
        try:
            return self.execute(call, command, parsed.values)
        except Refusal as refusal:
            again = dialogs.ask_again(call, command, parsed.given, refusal)
            if again is None:
                raise
            return again

    def _alone(self, call: Call, command: Command, rest: str) -> Answer | None:
        """What the room reads when the person is answered in a direct message; None where there is none."""
        room = directory.direct_room(call.work, call.person.id or 0, call.room.network)
        if room is None or room.id == call.room.id:
            return None
        alone = elsewhere(call, room, call.taskforce_or_none)
        answer = self.perform(alone, command, rest)
        post(alone, room, answer.view, Manner(key=f"{call.event}:alone", to_id=call.person.id))
        return Answer(AnsweredAlone(), answer.action)

    def _reply(self, call: Call, line: Inbox, answer: Answer) -> None:
        manner = Manner(
            key=f"{call.event}:reply",
            to_id=call.person_or_none.id if call.person_or_none else None,
            reply_to=line.event if line.kind is Heard.LINE else line.about,
            edit_of=line.about if presses.is_press(line) and answer.view.in_place else "",
            press_by=answer.press_by,
            private=answer.private or answer.view.personal,
        )
        post(call, call.room, answer.view, manner)
        _audit(call)


def _above(call: Call, text: str) -> bool:
    """Whether somebody wrote a marking into a line that this room may not read."""
    marking = typed(text)
    return marking is not None and not marking.within(call.ceiling)


def _take(line: Inbox) -> None:
    """Nothing; what is marked RED or too long is not read, asked about or quoted."""
    if marked_red(line.text):
        raise Refusal(no.RedContent())
    if len(line.text) > MAX_INPUT:
        raise Refusal(no.TooLong(MAX_INPUT, len(line.text)))


def _can_be_asked(command: Command, reason: no.Unclear) -> bool:
    return reason.reason in ASKABLE and any(one.name == reason.field for one in command.fields)


def _forget(call: Call, line: Inbox) -> None:
    """Nothing; no word is kept of what was marked RED, nor of the dialog it was told in."""
    if call.person_or_none is not None:
        kept.drop(call.work, call.room.id or 0, call.person.id or 0)
    inbox.forget(call.work, line, line.heard_at - dialogs.PATIENCE)


def _audit(call: Call) -> None:
    for note in call.notes:
        append(call.work, _deed(call, note))


def _deed(call: Call, note: Note) -> Deed:
    return Deed(
        at=call.now,
        action=note.action,
        content=note.content,
        actor_id=call.person_or_none.id if call.person_or_none else None,
        room_id=call.room.id,
        taskforce_id=call.taskforce_or_none.id if call.taskforce_or_none else None,
        record=note.record,
        event=call.event,
    )


def _unknown(text: str, near: tuple[str, ...]) -> View:
    view = refused(Refusal(no.UnknownCommand(text[:80], near)))
    return replace(view, acts=tuple(Act(line, line, literal=True) for line in near))


def _which(command: Command, rest: str, choice: Choose) -> Answer:
    """The last records as buttons; each is the same line with the record named, after those that were."""
    several = sum(isinstance(one.reader, RefReader) for one in command.fields) > 1
    named = found[0].strip() if several and (found := _NAMED.match(rest)) else ""
    line = f"/{' '.join(command.path)} {named}".strip()
    after = rest.strip().removeprefix(named).strip()
    acts = tuple(
        Act(f"{one.ref} {one.title[:24]}".strip(), f"{line} {one.ref} {after}".strip(), literal=True)
        for one in choice.records
    )
    view = WhichRecord(
        line=f"{line} {choice.kind.PREFIX}-…",
        some=bool(acts),
        kind=choice.kind.KIND,
        acts=acts,
        tlp=_highest(choice),
    )
    return Answer(view, "which")


def _which_time(call: Call, reason: no.Several) -> Answer:
    """The meanings of a phrase as buttons; each is the same line with that meaning in it."""
    labels = [label for label, _ in reason.meanings]
    acts = tuple(Act(label, line, literal=True) for label, line in zip(labels, reason.lines, strict=True))
    view = WhichTime(text=reason.text, meanings=tuple(labels), acts=acts)
    return Answer(view, "which time", press_by=call.person.id)


def _highest(choice: Choose) -> Tlp | None:
    return highest([one.tlp for one in choice.records]) if choice.records else None
