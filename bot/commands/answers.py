"""What a line came to."""

from dataclasses import dataclass

from bot.views.base import View


@dataclass(frozen=True, slots=True)
class Answer:
    """The view to reply with, how the inbox names what was done, and who alone may press its buttons."""

    view: View
    action: str
    press_by: int | None = None
