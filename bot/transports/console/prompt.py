"""The console's prompt on a terminal: history, and completion from the declared commands."""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.completion.base import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from typing_extensions import override

from bot.commands.book import Book

HISTORY = Path("var") / "console.history"
GREETING = "Liaison's console. Try /help; :help tells how to drive the clock; Ctrl-D ends."


class Commands(Completer):
    """The commands that begin with what was typed."""

    def __init__(self, book: Book) -> None:
        self._lines = sorted(f"/{' '.join(command.path)}" for command in book.commands if not command.hidden)

    @override
    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        typed = document.text_before_cursor
        if typed.startswith("/"):
            for line in self._lines:
                if line.startswith(typed.casefold()):
                    yield Completion(line, start_position=-len(typed))


async def typed(book: Book) -> AsyncIterator[str]:
    """The lines typed at the prompt, until Ctrl-D."""
    HISTORY.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(HISTORY)), completer=Commands(book))
    print(GREETING)
    while True:
        try:
            yield await session.prompt_async("you> ")
        except (EOFError, KeyboardInterrupt):
            return
