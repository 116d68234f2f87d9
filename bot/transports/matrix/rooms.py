"""Rooms as the server tells them: who is in them, how they are closed, what they are called.

Only unencrypted events with a state key count: what somebody encrypted is never state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.model.markings import Tlp

Json = dict[str, Any]
INSIDE, COMING = "join", "invite"
PAIR = 2
_DOORS = {
    "m.room.join_rules": ("join_rule", {"public", "restricted", "knock_restricted"}),
    "m.room.history_visibility": ("history_visibility", {"world_readable"}),
}
"""State by which others read than those who were let in, and the values that let them.

Guests are no matter of their own: what lets them in is the join rule.
"""


@dataclass(slots=True)
class Room:
    """One room the bot is in; `members` are those who read it, with the name each goes by there."""

    id: str
    members: dict[str, str] = field(default_factory=dict)
    invited: set[str] = field(default_factory=set)
    encrypted: bool = False
    open: bool = False
    name: str = ""
    successor: str = ""
    predecessor: str = ""
    _wide: dict[str, bool] = field(default_factory=dict)

    def apply(self, events: Iterable[Any]) -> None:
        """Nothing; the state is what these events make of it, in their order."""
        for event in events:
            if is_state(event):
                self._apply(event["type"], event["state_key"], event["content"])

    def _apply(self, kind: str, key: str, content: Json) -> None:
        match kind:
            case "m.room.member":
                self._member(key, content)
            case "m.room.encryption":
                self.encrypted = True
            case "m.room.name":
                self.name = _text(content.get("name"))[:200]
            case "m.room.tombstone":
                self.successor = _text(content.get("replacement_room"))
            case "m.room.create":
                before = content.get("predecessor")
                self.predecessor = _text(before.get("room_id")) if isinstance(before, dict) else ""
            case _ if kind in _DOORS:
                name, wide = _DOORS[kind]
                self._wide[kind] = _text(content.get(name)) in wide
                self.open = any(self._wide.values())

    def _member(self, user: str, content: Json) -> None:
        membership = content.get("membership")
        self.invited.discard(user)
        if membership == INSIDE:
            self.members[user] = _text(content.get("displayname"))[:120] or user
            return
        self.members.pop(user, None)
        if membership == COMING:
            self.invited.add(user)

    def is_pair(self) -> bool:
        """Whether nobody but the bot and one other reads or will read here."""
        return len(self.members) + len(self.invited) <= PAIR


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be said in a room at most, and why not more: open, plain, or whose devices."""

    cap: Tlp
    why: str = ""
    accounts: tuple[str, ...] = ()


def standing(room: Room, unsigned: Iterable[str]) -> Standing:
    """What a room's state allows, when these of its members have devices that they did not sign."""
    if room.open:
        return Standing(Tlp.CLEAR, "open")
    if not room.encrypted:
        return Standing(Tlp.GREEN, "plain")
    doubtful = tuple(sorted(unsigned))
    return Standing(Tlp.GREEN, "device", doubtful) if doubtful else Standing(Tlp.STRICT)


def is_state(event: Any) -> bool:  # noqa: ANN401 - what a server says
    """Whether an event is state, in a shape that can be used."""
    return (
        isinstance(event, dict)
        and isinstance(event.get("type"), str)
        and isinstance(event.get("state_key"), str)
        and isinstance(event.get("content"), dict)
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
