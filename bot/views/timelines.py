"""Timelines of records: one line an entry, with what was written or done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.model.followups import Priority
from bot.model.incidents import Outcome
from bot.text.nodes import Block, Code, Line, Quote, Token, User
from bot.text.say import N_, Placed, Say
from bot.views.words import OUTCOMES, PRIORITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One line of a timeline."""

    number: int
    at: datetime
    author: str
    text: str = ""
    act: str = ""
    detail: dict[str, Any] | None = None
    corrects: int | None = None
    corrected_by: int | None = None
    source: str = ""


def timeline(say: Say, entry: EntryLine) -> list[Block]:
    """One entry: its number, when, who, and what was written or done."""
    head: list[Placed] = [Token(f"#{entry.number}"), " ", say.short(entry.at), " · ", User(entry.author)]
    if entry.source:
        head += [" · ", Token(entry.source)]
    if entry.act:
        head += [" · ", deed(say, entry.act, entry.detail or {})]
    if entry.corrects:
        head += [" · ", say.t("corrects {entry}", entry=Token(f"#{entry.corrects}"))]
    if entry.corrected_by:
        head += [" · ", say.t("corrected by {entry}", entry=Token(f"#{entry.corrected_by}"))]
    return [say.line(*head), *([Quote(entry.text)] if entry.text else [])]


_DEEDS = {
    "accept": N_("accepted"),
    "reject": N_("rejected"),
    "monitor": N_("under monitoring until {time}"),
    "close": N_("closed: {outcome}"),
    "reopen": N_("reopened"),
    "merge": N_("merged into {ref}"),
    "merged": N_("{ref} was merged into this"),
    "unmerge": N_("stands alone again"),
    "unmerged": N_("{ref} stands alone again"),
    "sev": N_("severity {old} → {new}"),
    "tlp": N_("marking {old} → {new}"),
    "assign": N_("lead assigned"),
    "link": N_("linked to {ref}"),
    "undo": N_("last change undone"),
    "set": N_("changed: {fields}"),
    "start": N_("begun"),
    "block": N_("blocked"),
    "decline": N_("declined"),
    "done": N_("done"),
    "verify": N_("verified"),
    "return": N_("sent back to work"),
    "give": N_("given to {to}"),
    "due": N_("due {old_due} → {new_due}"),
    "cancel": N_("cancelled"),
    "ack": N_("acknowledged"),
    "prio": N_("priority {old} → {new}"),
    "confirm": N_("date confirmed"),
}


def deed(say: Say, act: str, detail: dict[str, Any]) -> Line:
    """What was done, in a few words."""
    nodes: dict[str, Placed] = {
        key: say.words(PRIORITIES[Priority(detail[key])]) if act == "prio" else Token(_plain(detail[key]))
        for key in ("old", "new")
        if key in detail
    }
    for key in ("into", "from", "to"):
        if isinstance(detail.get(key), int):
            nodes["ref"] = Code(f"INC-{detail[key]}")
        elif key in detail:
            several = detail[key] if isinstance(detail[key], list) else [detail[key]]
            nodes[key] = nodes["ref"] = say.join([Token(str(one)) for one in several])
    for key in ("old_due", "new_due"):
        when = detail.get(key)
        nodes[key] = say.short(datetime.fromisoformat(str(when))) if when else Token("–")
    if "review" in detail:
        nodes["time"] = say.when(datetime.fromisoformat(str(detail["review"])))
    if "outcome" in detail:
        nodes["outcome"] = say.words(OUTCOMES[Outcome(str(detail["outcome"]))])
    return say.t(
        _DEEDS.get(act, _DEEDS["set"]), **{"fields": say.join([Token(name) for name in detail]), **nodes}
    )


def _plain(value: object) -> str:
    return "" if value is None else str(value)
