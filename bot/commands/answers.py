"""What a line came to."""

from dataclasses import dataclass

from bot.views.base import View


@dataclass(frozen=True, slots=True)
class Answer:
    """The view to reply with, and how the inbox names what was done.

    Its buttons are for `press_by` alone when set; a `private` one is shown to the person alone where the
    network can do that inside a room.
    """

    view: View
    action: str
    press_by: int | None = None
    private: bool = False
