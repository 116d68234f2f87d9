"""Buttons: an opaque id comes back, and is looked up for who may press it, where and until when."""

import json

from bot.commands.call import Call
from bot.model.refusals import Refusal, StaleButton
from bot.store import outbox
from bot.views.base import View
from bot.views.kinds import decode


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
