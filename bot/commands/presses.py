"""Buttons: an opaque id comes back, and is looked up for who may press it, where and until when.

Where a network has no buttons, a keycap put on the message presses the button with that number.
"""

import json
import re

from bot.commands.call import Call
from bot.model.delivery import Heard, Inbox
from bot.model.refusals import Refusal, StaleButton
from bot.store import outbox
from bot.views.base import View
from bot.views.kinds import decode

_KEYCAP = re.compile("([1-9])\ufe0f?\u20e3\ufe0f?")


def line_of(call: Call, data: str) -> tuple[str, View]:
    """The line a pressed button stands for, and what it was shown with.

    Raises for forged, stale and other people's buttons.
    """
    token, _, index = data.partition(":")
    row = outbox.pressed(call.work, token)
    if row is None or row.room_id != call.room.id or row.press_until is None or row.press_until < call.now:
        raise Refusal(StaleButton())
    if row.press_by is not None and row.press_by != call.person.id:
        raise Refusal(StaleButton())
    acts: list[tuple[str, str, bool]] = json.loads(row.acts)
    if not index.isdecimal() or int(index) >= len(acts):
        raise Refusal(StaleButton())
    return str(acts[int(index)][1]), decode(row.kind, row.facts)


def is_press(line: Inbox) -> bool:
    """Whether what was heard presses a button, or would if there were one."""
    return line.kind is Heard.PRESS or (line.kind is Heard.REACTION and bool(_KEYCAP.fullmatch(line.text)))


def pressed(call: Call, line: Inbox) -> str | None:
    """The opaque id of the button that was pressed; None for a keycap that is none of this person's."""
    keycap = _KEYCAP.fullmatch(line.text)
    if line.kind is Heard.PRESS or keycap is None:
        return line.text
    row, person = outbox.showing(call.work, call.room.id or 0, line.about), call.person_or_none
    if row is None or row.token is None or person is None or row.press_by not in {None, person.id}:
        return None
    index = int(keycap[1]) - 1
    return f"{row.token}:{index}" if index < len(json.loads(row.acts)) else None
