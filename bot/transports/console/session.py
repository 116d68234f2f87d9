"""One sitting at the console: each line is somebody speaking, or drives the world."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.model.delivery import Heard
from bot.text.catalogs import LANGUAGES
from bot.time.phrases.reader import read
from bot.time.phrases.readings import Duration, Instant
from bot.transports.base import heard
from bot.transports.console.clock import ConsoleClock
from bot.transports.console.world import CAP, DIRECT, NETWORK, Console

MOMENTS = 2000
"""So many moments at which something is due are lived through one by one in a wait."""

_SAID = re.compile(r"^(?P<name>[^\s@>]{1,64})@(?P<room>[^\s@>]{1,64})> ?(?P<text>.*)$", re.DOTALL)


class Bot(Protocol):
    """What the console needs of the bot."""

    async def hear(self, heard: list[dict[str, Any]]) -> None:
        """Nothing, once what was heard is stored, acted on and answered."""
        ...

    async def catch_up(self) -> None:
        """Nothing, once everything due by now is done and said."""
        ...

    async def next_due(self) -> datetime | None:
        """When the next thing is due, or None."""
        ...

    async def restart(self) -> None:
        """Nothing, once the bot was stopped and started again on the same database."""
        ...


@dataclass(slots=True)
class Session:
    """The console's lines, one after the other; each is fully answered before the next."""

    bot: Bot
    console: Console
    clock: ConsoleClock
    start: str
    count: int = 0
    last: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)

    async def line(self, text: str) -> None:
        """Nothing; the line was spoken, or drove the world, and everything it caused was shown."""
        if text.startswith(":"):
            await self._drive(text[1:])
        elif text.strip():
            await self._speak(text)

    async def _speak(self, text: str) -> None:
        said = _SAID.match(text)
        screen = self.console.screen
        if said:
            screen.name, screen.room, text = said["name"], said["room"], said["text"]
        elif text.strip().isdecimal() and 0 < int(text) <= len(screen.last_buttons(self._room())):
            await self._press(text.strip())
            return
        event = self._event()
        self.lines[event], self.last[self._room()] = text, event
        about = "" if text.lstrip().startswith(("/", "!", "！", "／")) else screen.last_message(self._room())
        await self._hear(Heard.LINE, event, text, about=about)

    def _event(self) -> str:
        self.count += 1
        return f"{self.start}.{self.count}"

    def _room(self) -> str:
        screen = self.console.screen
        return f"{DIRECT}:{screen.name}" if screen.room == DIRECT else screen.room

    async def _hear(
        self, kind: Heard, event: str, text: str, *, about: str = "", extra: dict[str, Any] | None = None
    ) -> None:
        screen, now = self.console.screen, self.clock.now()
        row = heard(
            network=NETWORK,
            event=event,
            kind=kind,
            room=self._room(),
            direct=screen.room == DIRECT,
            sender=screen.name,
            text=text,
            about=about,
            sent_at=now,
            heard_at=now,
            extra={"cap": CAP.value, **(extra or {})},
        )
        await self.bot.hear([row])

    async def _drive(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        acts: dict[str, Callable[[str], Awaitable[None]]] = {
            "time": self._time,
            "wait": self._wait,
            "press": self._press,
            "edit": self._edit,
            "react": self._react,
            "restart": self._restart,
            "lang": self._lang,
            "mark": self._mark,
            "as": self._as,
            "help": self._help,
        }
        act = acts.get(word.strip())
        if act is None:
            self.console.note(f"console: I do not know :{word}; try :help")
            return
        await act(rest.strip())

    async def _time(self, text: str) -> None:
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            self.console.note(f"console: not an ISO time: {text}")
            return
        self.clock.set(at if at.tzinfo else at.replace(tzinfo=self.clock.now().tzinfo))
        await self.bot.catch_up()

    async def _wait(self, text: str) -> None:
        now = self.clock.now()
        found = read(text, language="en", now=now, zone=self.clock.zone)
        until = found.after(now, self.clock.zone) if isinstance(found, Duration) else now
        if isinstance(found, Instant):
            until = found.at
        if until < now or not isinstance(found, Duration | Instant):
            self.console.note(f"console: not a time to wait: {text}")
            return
        await self._pass_until(until)

    async def _pass_until(self, until: datetime) -> None:
        """Nothing; time passed, and everything happened when it was due; after very much of it, at once."""
        for _ in range(MOMENTS):
            due = await self.bot.next_due()
            if due is None or due > until:
                break
            self.clock.set(max(due, self.clock.now()))
            await self.bot.catch_up()
        self.clock.set(until)
        await self.bot.catch_up()

    async def _press(self, text: str) -> None:
        screen = self.console.screen
        buttons = screen.last_buttons(self._room())
        wanted = text.casefold()
        for index, button in enumerate(buttons, 1):
            if wanted in {str(index), button.label.casefold()}:
                about = screen.last_message(self._room())
                await self._hear(Heard.PRESS, self._event(), button.data, about=about)
                return
        self.console.note(f"console: there is no button {text}")

    async def _edit(self, text: str) -> None:
        event = self.last.get(self._room(), "")
        self.lines[event] = text
        await self._hear(Heard.EDIT, self._event(), text, about=event)

    async def _react(self, text: str) -> None:
        event = self.last.get(self._room(), "")
        extra = {"about_text": self.lines.get(event, "")}
        await self._hear(Heard.REACTION, self._event(), text, about=event, extra=extra)

    async def _restart(self, _: str) -> None:
        await self.bot.restart()

    async def _lang(self, text: str) -> None:
        if text not in LANGUAGES:
            self.console.note(f"console: not one of {' '.join(LANGUAGES)}: {text}")
            return
        await self._speak(f"/lang {text}")

    async def _mark(self, text: str) -> None:
        self.console.mark(text)

    async def _as(self, text: str) -> None:
        name, _, room = text.partition("@")
        screen = self.console.screen
        screen.name, screen.room = name.strip() or screen.name, room.strip() or screen.room

    async def _help(self, _: str) -> None:
        self.console.note(
            "Speak: /help, /incident new …, or NAME@ROOM> text (NAME@dm> is a direct message).\n"
            "A number presses a button.\n"
            "Drive: :time 2026-10-16T09:00+03:00  :wait 2h  :press LABEL  :edit text  :react 📌  :restart\n"
            "       (:wait lives through the time, :time sets the clock as if the bot had been away)\n"
            "       :lang fr  :as NAME@ROOM  :mark X"
        )
