"""What is said about reminders, and what reminders say."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.model.markings import Tlp, highest
from bot.text.nodes import Block, Bold, Bullets, Code, Doc, Line, Marking, Token, User
from bot.text.say import N_, Placed, Say
from bot.views.base import Known, View
from bot.views.times import by_when, coming, notes, rule_lines
from bot.views.words import ROLES

Look = Callable[[str], Known | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing that is due, of a record with its label; without `title` nobody here may read its words.

    `why` is a key of `HEADS`. `late_since` is when it should have been said, `missed` how many occurrences of
    a series went by unsaid, the last of them at `due_at`. `instead` is in whose place the reader hears it,
    and `lost` why, a key of `LOST`. A step of climbing names its rule.
    """

    record: str
    ref: str
    label: Tlp
    why: str
    title: str = ""
    due_at: datetime | None = None
    due_zone: str = ""
    due_exact: bool = True
    overdue: int = 0
    late_since: datetime | None = None
    missed: int = 0
    parent: str = ""
    holders: tuple[str, ...] = ()
    instead: str = ""
    lost: str = ""
    severity: int = 0
    hours: int = 0
    step: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNow(View):
    """What is due for some people (name and handle), or for a room, in one message."""

    items: tuple[DueItem, ...]
    people: tuple[tuple[str, str], ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """Whom it is for; then each thing: when, why it comes to this reader, whether it comes late."""
        blocks: list[Block] = []
        if self.people:
            blocks.append(say.line(say.join([say.person(*one) for one in self.people]), ":"))
        for one in self.items:
            blocks += due_item(say, one)
        labels = [one.label for one in self.items if one.ref]
        return Doc(tuple(blocks), Marking(highest(labels)) if labels else None)

    @override
    def still(self, look: Look) -> "View | None":
        """What of it is still true: nothing of what was done meanwhile, no words nobody may read now."""
        kept = []
        for one in self.items:
            match look(one.record):
                case Known(asks=True, named=False):
                    kept.append(hidden(one))
                case Known(asks=True, readable=readable):
                    kept.append(one if readable else replace(one, title=""))
        return replace(self, items=tuple(kept)) if kept else None


def hidden(item: DueItem) -> DueItem:
    """That there is something, and not what: for rooms where others may not know of it."""
    return DueItem(record=item.record, ref="", label=Tlp.CLEAR, why="hidden")


HEADS = {
    "hidden": N_("Something of yours is due. Not everybody here may know it: please write to me directly."),
    "before": N_("{ref} is due soon: {time}"),
    "due": N_("{ref} is due: {time}"),
    "daily": N_("{ref} is overdue since {time}"),
    "snoozed": N_("{ref}, as you asked: due {time}"),
    "nobody": N_("{ref} is due, and nobody has it: {time}"),
    "climb": N_("{ref} was due {time}, and nobody acknowledged it."),
    "reminder": N_("Reminder {ref}"),
    "again": N_("Reminder {ref}, once more as you asked"),
    "moon": N_("{ref} is set for {time}, by the moon's calendar. Is that day right?"),
}
LOST = {
    "away": N_("You hear it in the place of {person}, who is away."),
    "held": N_("You hear it because {person} is away and has no deputy."),
    "left": N_("You hear it because {person} no longer takes part. Please give it to somebody."),
    "may_not": N_("You hear it because {person} may not know of it any more."),
    "unreachable": N_("You hear it because I cannot reach {person}."),
    "room": N_("You hear it because I cannot say it in the room it was set in."),
}


def due_item(say: Say, one: DueItem) -> list[Block]:
    """One thing that is due."""
    when: Placed = ""
    if one.due_at is not None:
        when = by_when(say, one.due_at, one.due_zone, exact=one.due_exact)
    lines: list[Block] = [say.t(HEADS[one.why], ref=Code(one.ref), time=when)]
    if one.title:
        lines.append(Line((Bold((User(one.title),)),)))
    if one.parent:
        lines.append(say.t("About {ref}", ref=Code(one.parent)))
    if one.holders and (one.lost or one.step):
        lines.append(say.t("Assigned to: {people}", people=say.join([User(name) for name in one.holders])))
    if one.step:
        lines += _rule(say, one)
    if one.lost:
        lines.append(say.t(LOST[one.lost], person=User(one.instead)))
    return lines + _late(say, one)


def _late(say: Say, one: DueItem) -> list[Block]:
    """That it was missed some times, or is said later than it should be."""
    if one.missed > 1:
        words = say.n(
            "It came due {n} time while I was away; the last time was {time}.",
            "It came due {n} times while I was away; the last time was {time}.",
            one.missed,
            time=say.when(one.due_at) if one.due_at else "",
        )
        return [words]
    if one.late_since is None:
        return []
    return [say.t("Late: it was to be said {time}.", time=say.when(one.late_since))]


def _rule(say: Say, one: DueItem) -> list[Block]:
    """Which rule made it climb, how far it is, and how it stops."""
    why = (
        say.t("severity {level}", level=Token(str(one.severity)))
        if one.severity
        else say.t("priority urgent")
    )
    return [
        say.t(
            "Rule: {why}, unacknowledged for {hours} h; step {step} of 3, to the {role}.",
            why=why,
            hours=Token(str(one.hours)),
            step=Token(str(one.step)),
            role=say.words(ROLES[one.role]) if one.role in ROLES else say.t("deputy"),
        ),
        say.t("To stop it: {command}", command=Code(f"/ack {one.ref}")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderCard:
    """A reminder as far as it is shown."""

    ref: str
    title: str
    tlp: Tlp
    next_at: datetime | None = None
    zone: str = "UTC"
    rule: dict[str, Any] | None = None
    room: bool = False
    parent: str = ""


def next_line(say: Say, card: ReminderCard) -> list[Block]:
    """When it comes next."""
    if card.next_at is None:
        return [say.t("It comes no more.")]
    return [say.t("Next: {time}", time=say.when(card.next_at))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSet(View):
    """A reminder, as it was understood; of a series the next three times."""

    card: ReminderCard
    phrase: str = ""
    coming: tuple[datetime, ...] = ()
    notes: tuple[str, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """What will be said, to whom, and when, spelled out."""
        card = self.card
        head = N_("{ref}: I will remind this room.") if card.room else N_("{ref}: I will remind you.")
        blocks: list[Block] = [say.t(head, ref=Code(card.ref)), Line((Bold((User(card.title),)),))]
        if card.parent:
            blocks.append(say.t("About {ref}", ref=Code(card.parent)))
        if card.rule:
            blocks += [*rule_lines(say, card.rule), coming(say, self.coming, ZoneInfo(card.zone))]
        elif card.next_at is not None:
            blocks.append(say.t("When: {time}", time=say.when(card.next_at, ZoneInfo(card.zone))))
        else:
            blocks.append(say.t("It comes no more."))
        if self.phrase:
            blocks.append(say.t("As it was typed: {phrase}", phrase=User(self.phrase)))
        return Doc((*blocks, *notes(say, self.notes)), Marking(card.tlp))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderList(View):
    """The reminders that come to the reader, and to this room."""

    in_place: ClassVar[bool] = True

    cards: tuple[ReminderCard, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """One line each, the next first."""
        if not self.cards:
            return Doc((say.t("No reminders are waiting."),))
        lines = tuple(_listed(say, card) for card in self.cards)
        return Doc((say.t("Reminders:"), Bullets(lines)), Marking(highest([card.tlp for card in self.cards])))


def _listed(say: Say, card: ReminderCard) -> Line:
    parts: list[Placed] = [Code(card.ref), " ", Token(card.tlp.value), " · "]
    if card.next_at is not None:
        parts += [say.short(card.next_at), " · "]
    for line in rule_lines(say, card.rule) if card.rule else ():
        if isinstance(line, Line):
            parts += [line, " · "]
    if card.room:
        parts += [say.t("this room"), " · "]
    return say.line(*parts, User(card.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderChanged(View):
    """A reminder that comes no more, was confirmed, or is dealt with."""

    in_place: ClassVar[bool] = True

    card: ReminderCard
    act: str

    @override
    def doc(self, say: Say) -> Doc:
        """What is true now."""
        blocks: list[Block] = [say.t(ACTS[self.act], ref=Code(self.card.ref))]
        if self.act == "confirm" or (self.act == "ack" and self.card.next_at is not None):
            blocks += next_line(say, self.card)
        return Doc(tuple(blocks), Marking(self.card.tlp))


ACTS = {
    "cancel": N_("{ref} is cancelled; it comes no more."),
    "confirm": N_("{ref} is confirmed."),
    "ack": N_("{ref} is dealt with."),
    "show": N_("{ref} is waiting."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed(View):
    """What the reader will hear of again later."""

    refs: tuple[str, ...]
    until: datetime
    series: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """Of what, and when; and that a series does not move."""
        refs = say.join([Code(ref) for ref in self.refs])
        head = say.t("You hear of it again {time}: {refs}.", time=say.when(self.until), refs=refs)
        return Doc((head, *([say.t("The series goes on as planned.")] if self.series else [])))


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged(View):
    """For who set something: the rules of a time zone changed, so it comes at another instant."""

    ref: str
    zone: str
    edition: str
    before: datetime
    after: datetime
    label: Tlp

    @override
    def doc(self, say: Say) -> Doc:
        """Before and after."""
        zone = ZoneInfo(self.zone)
        return Doc(
            (
                say.t(
                    "The rules of {zone} changed (edition {edition}), so {ref} comes at another instant.",
                    zone=Token(self.zone),
                    edition=Token(self.edition),
                    ref=Code(self.ref),
                ),
                say.t("Before: {time}", time=Token(f"{self.before:%Y-%m-%d %H:%M} UTC")),
                say.t("Now: {time}", time=say.when(self.after, zone)),
            ),
            Marking(self.label),
        )
