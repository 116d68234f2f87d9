"""The console's world: who speaks where, what was shown, and how lines drive the clock."""

import json
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TextIO

from bot.model.markings import Tlp
from bot.services.sending import Button, Post
from bot.text import matrix, plain
from bot.text.pages import by_utf16, pages

NETWORK = "console"
YOU, ROOM, DIRECT = "you", "console", "dm"
CAP = Tlp.STRICT
PAGE = 4096


@dataclass(slots=True)
class Shown:
    """One message on the screen."""

    message: str
    room: str
    text: str
    buttons: tuple[Button, ...] = ()
    edit_of: str = ""


@dataclass(slots=True)
class Screen:
    """What is on the screen, and who spoke last where."""

    name: str = YOU
    room: str = ROOM
    shown: list[Shown] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def last_buttons(self, room: str) -> tuple[Button, ...]:
        """The buttons of the newest message in a room that has some."""
        return next((one.buttons for one in reversed(self.shown) if one.room == room and one.buttons), ())

    def last_message(self, room: str) -> str:
        """The newest message of the bot in a room."""
        return next((one.message for one in reversed(self.shown) if one.room == room), "")


class Console:
    """A network on a terminal: shows posts as text or as JSON lines."""

    network = NETWORK
    keyed = True

    def __init__(self, out: TextIO, *, jsonl: bool = False) -> None:
        self.screen = Screen()
        self._out = out
        self._jsonl = jsonl
        self._count = 0

    async def send(self, post: Post) -> tuple[str, ...]:
        """The ids of the messages shown: one a page of each language."""
        messages: list[str] = []
        for say, doc in post.parts:
            for page in pages(doc, by_utf16(say, PAGE)):
                messages.append(f"out{post.key}.{len(messages)}")
                last = say is post.parts[-1][0]
                self._show(
                    post,
                    plain.render(page, say),
                    matrix.render(page, say).formatted_body,
                    messages[-1],
                    last=last,
                )
        return tuple(messages)

    def _show(self, post: Post, text: str, html: str, message: str, *, last: bool) -> None:
        buttons = post.buttons if last else ()
        room = post.room.address
        self.screen.shown.append(Shown(message, room, text, buttons, post.edit_of))
        del self.screen.shown[:-200]
        if self._jsonl:
            self._print(
                json.dumps(
                    {
                        "room": room,
                        "to": post.to,
                        "text": text,
                        "html": html,
                        "buttons": [button.label for button in buttons],
                        "files": [file.name for file in post.files] if last else [],
                        "reply_to": post.reply_to,
                        "edit_of": post.edit_of,
                    },
                    ensure_ascii=False,
                )
            )
            return
        lines = text.split("\n") + _numbered(buttons)
        self._print("\n".join(f"{room}< {line}" for line in lines))

    def mark(self, text: str) -> None:
        """A line for scripts to wait for."""
        self._print(json.dumps({"mark": text}, ensure_ascii=False) if self._jsonl else f"mark {text}")

    def note(self, text: str) -> None:
        """A word of the console itself, not of the bot."""
        print(text, file=sys.stderr, flush=True)

    def _print(self, text: str) -> None:
        with suppress(BrokenPipeError):  # whoever read has gone, and will not come back
            print(text, file=self._out, flush=True)


def _numbered(buttons: tuple[Button, ...]) -> list[str]:
    return (
        ["  ".join(f"[{index}] {button.label}" for index, button in enumerate(buttons, 1))] if buttons else []
    )
