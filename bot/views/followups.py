"""What is said about follow-ups."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from bot.model.followups import FollowUpKind, Priority, Status
from bot.model.markings import Tlp, highest
from bot.text.nodes import Block, Bold, Bullets, Code, Doc, Line, Marking, Quote, Token, User
from bot.text.say import N_, P_, Placed, Say
from bot.views.base import View
from bot.views.rooms import lowered
from bot.views.timelines import EntryLine, timeline
from bot.views.times import by_when, notes
from bot.views.words import FOLLOWUP_KINDS, FOLLOWUP_STATUSES, PRIORITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who has a follow-up: a person (with a handle and a zone), or an organisation."""

    name: str
    handle: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpCard:
    """A follow-up as far as it is shown; `parent` is what it belongs to, where the reader may know that."""

    ref: str
    title: str
    status: Status
    tlp: Tlp
    kind: FollowUpKind = FollowUpKind.ACTION
    priority: Priority = Priority.NORMAL
    body: str = ""
    caveat: str = ""
    drill: bool = False
    due_at: datetime | None = None
    due_zone: str = ""
    due_exact: bool = True
    overdue: bool = False
    approximate: bool = False
    slipped: int = 0
    holders: tuple[Holder, ...] = ()
    author: str = ""
    organisation: str = ""
    parent: tuple[str, str] | None = None
    acked_by: str = ""
    done_by: str = ""
    done_at: datetime | None = None
    verifier: str = ""


def marking(say: Say, card: FollowUpCard) -> Marking:
    """The label to stand first, with what else restricts the record."""
    return Marking(card.tlp, card.caveat, say.word(P_("incident", "EXERCISE")) if card.drill else "")


def due(say: Say, card: FollowUpCard) -> list[Block]:
    """By when, with the local time of everybody who has it and lives in another zone."""
    if card.due_at is None:
        return [say.t("Due: no date")]
    when = by_when(say, card.due_at, card.due_zone, exact=card.due_exact)
    words = N_("Due: {time} (overdue)") if card.overdue else N_("Due: {time}")
    lines: list[Block] = [say.t(words, time=when)]
    if card.due_exact:
        lines += _elsewhere(say, card, card.due_at)
    lines += notes(say, ("hijri",)) if card.approximate else []
    if card.slipped:
        lines.append(
            say.n("Moved to a later date {n} time.", "Moved to a later date {n} times.", card.slipped)
        )
    return lines


def _elsewhere(say: Say, card: FollowUpCard, at: datetime) -> list[Block]:
    here = at.astimezone(say.zone).utcoffset()
    zones = {
        one.zone: one
        for one in card.holders
        if one.zone and at.astimezone(ZoneInfo(one.zone)).utcoffset() != here
    }
    return [
        say.t("For {person}: {time}", person=User(one.name), time=say.when(at, ZoneInfo(zone)))
        for zone, one in zones.items()
    ]


def holders(say: Say, card: FollowUpCard) -> Line:
    """Who has it."""
    if not card.holders:
        return say.t("Assigned to: nobody yet")
    people: list[Placed] = [say.person(one.name, one.handle) for one in card.holders]
    return say.t("Assigned to: {people}", people=say.join(people))


def facts(say: Say, card: FollowUpCard) -> list[Block]:
    """The lines under the headline: one fact each, what is not known left out."""
    lines: list[Block] = [say.t("Status: {status}", status=say.words(FOLLOWUP_STATUSES[card.status]))]
    lines += [holders(say, card), *due(say, card)]
    if card.priority is not Priority.NORMAL:
        lines.append(say.t("Priority: {priority}", priority=say.words(PRIORITIES[card.priority])))
    if card.kind is not FollowUpKind.ACTION:
        lines.append(say.t("Kind: {kind}", kind=say.words(FOLLOWUP_KINDS[card.kind])))
    if card.parent is not None:
        ref, title = card.parent
        lines.append(say.t("Belongs to: {ref} {title}", ref=Code(ref), title=User(title)))
    lines.append(
        say.t(
            "Given by: {person}, {organisation}",
            person=User(card.author),
            organisation=User(card.organisation),
        )
    )
    return lines + _since(say, card)


def _since(say: Say, card: FollowUpCard) -> list[Block]:
    lines: list[Block] = []
    if card.acked_by:
        lines.append(say.t("Acknowledged by: {person}", person=User(card.acked_by)))
    if card.done_by and card.done_at:
        lines.append(
            say.t("Done by: {person}, {time}", person=User(card.done_by), time=say.when(card.done_at))
        )
    if card.verifier:
        lines.append(say.t("Verified by: {person}", person=User(card.verifier)))
    return lines


def told(card: FollowUpCard) -> list[Block]:
    """What was written: the title, then the text."""
    return [Line((Bold((User(card.title),)),)), *([Quote(card.body)] if card.body else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpGiven(View):
    """A new follow-up, as it was understood; `raised` where it is marked higher than was asked for."""

    card: FollowUpCard
    raised: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """The headline, what is to be done, and every fact that was read from the line."""
        lines: list[Block] = [say.t("{ref} is noted.", ref=Code(self.card.ref)), *told(self.card)]
        lines += facts(say, self.card)
        if self.raised and self.card.parent is not None:
            words = N_("It is marked {tlp}, no lower than {ref}.")
            label = Token(self.card.tlp.value)
            lines.append(say.t(words, tlp=label, ref=Code(self.card.parent[0])))
        return Doc(tuple(lines), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpShown(View):
    """A follow-up whole, with its timeline."""

    card: FollowUpCard
    entries: tuple[EntryLine, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """The facts, then the timeline."""
        blocks: list[Block] = [Line((Code(self.card.ref),)), *told(self.card), *facts(say, self.card)]
        if self.entries:
            blocks.append(say.t("Timeline:"))
            for entry in self.entries:
                blocks += timeline(say, entry)
        return Doc(tuple(blocks), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpChanged(View):
    """A follow-up after something was done to it, short; `before` is when it was due."""

    card: FollowUpCard
    act: str
    old: str = ""
    new: str = ""
    before: datetime | None = None
    before_zone: str = ""
    before_exact: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """What is true now, then what is to be done."""
        old, new = (_worded(say, self.act, value) for value in (self.old, self.new))
        head = say.t(CHANGED[self.act], ref=Code(self.card.ref), old=old, new=new)
        blocks: list[Block] = [head, *told(self.card)[:1]]
        if self.act in {"give", "decline"}:
            blocks.append(holders(say, self.card))
        if self.before is not None:
            when = by_when(say, self.before, self.before_zone, exact=self.before_exact)
            blocks.append(say.t("Before: {time}", time=when))
        if self.act in {"due", "give"}:
            blocks += due(say, self.card)
        if self.act == "done":
            blocks.append(
                say.t(
                    "Somebody else verifies it: {command}", command=Code(f"/followup verify {self.card.ref}")
                )
            )
        return Doc(tuple(blocks), marking(say, self.card))


def _worded(say: Say, act: str, value: str) -> Placed:
    """A value before or after a change, in words where it has some."""
    return say.words(PRIORITIES[Priority(value)]) if act == "prio" else Token(value)


CHANGED = {
    "start": N_("{ref} is in progress."),
    "block": N_("{ref} is blocked."),
    "decline": N_("{ref} was declined."),
    "done": N_("{ref} is done."),
    "verify": N_("{ref} is verified."),
    "return": N_("{ref} goes back to work."),
    "give": N_("{ref} is in other hands."),
    "due": N_("{ref} is due at another time."),
    "cancel": N_("{ref} is cancelled."),
    "ack": N_("{ref} is acknowledged; it climbs no further."),
    "prio": N_("{ref}: priority {old} → {new}."),
    "tlp": N_("{ref}: marking {old} → {new}."),
    "watch": N_("You will be told directly when something happens to {ref}."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpNoted(View):
    """A new entry in a follow-up's timeline, or one that corrects another."""

    card: FollowUpCard
    entry: EntryLine

    @override
    def doc(self, say: Say) -> Doc:
        """Which entry, and what it says."""
        head = say.t(
            "{ref}: entry {entry} is logged.", ref=Code(self.card.ref), entry=Token(f"#{self.entry.number}")
        )
        return Doc((head, *timeline(say, self.entry)), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpNews(View):
    """For people who care for a follow-up: what happened, and where its label lets it be said, of what."""

    ref: str
    label: Tlp
    act: str
    title: str = ""
    due_at: datetime | None = None
    due_zone: str = ""
    due_exact: bool = True

    @override
    def doc(self, say: Say) -> Doc:
        """What happened, of what, and by when where that matters."""
        words = (
            N_("{ref} is assigned to you.")
            if self.act == "new"
            else CHANGED.get(self.act, N_("{ref} has news."))
        )
        if self.act in {"prio", "tlp", "watch"}:
            words = N_("{ref} has news.")
        blocks: list[Block] = [say.t(words, ref=Code(self.ref))]
        if self.title:
            blocks.append(Line((Bold((User(self.title),)),)))
        if self.due_at is not None and self.act in {"new", "due"}:
            when = by_when(say, self.due_at, self.due_zone, exact=self.due_exact)
            blocks.append(say.t("Due: {time}", time=when))
        return Doc(tuple(blocks), Marking(self.label))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpItem:
    """One follow-up in a list."""

    ref: str
    title: str
    status: Status
    tlp: Tlp
    due_at: datetime | None = None
    due_zone: str = ""
    due_exact: bool = True
    overdue: bool = False
    holders: tuple[str, ...] = ()


def item(say: Say, one: FollowUpItem) -> Line:
    """Number, label, by when, status, who, title."""
    parts: list[Placed] = [Code(one.ref), " ", Token(one.tlp.value), " · "]
    if one.due_at is not None:
        day = one.due_at.astimezone(say.zone if one.due_exact else ZoneInfo(one.due_zone or "UTC"))
        parts.append(say.day(day.date()))
        if one.due_exact:
            parts += [say.comma, Token(f"{day:%H:%M}")]
        if one.overdue:
            parts += [" (", say.words(P_("follow-up", "overdue")), ")"]
        parts.append(" · ")
    parts += [say.words(FOLLOWUP_STATUSES[one.status]), " · "]
    if one.holders:
        parts += [say.join([Token(name) for name in one.holders]), " · "]
    return say.line(*parts, User(one.title))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpList(View):
    """The follow-ups due first that may be shown, ten a page."""

    in_place: ClassVar[bool] = True

    items: tuple[FollowUpItem, ...] = ()
    more: bool = False
    lowered: Tlp | None = None

    @override
    def doc(self, say: Say) -> Doc:
        """One line each, the first due first; the header carries the highest label."""
        if not self.items:
            return Doc((say.t("No follow-ups to show."), *lowered(say, self.lowered)))
        head = say.n("{n} follow-up", "{n} follow-ups", len(self.items))
        more = [say.t("There are more.")] if self.more else []
        label = highest([one.tlp for one in self.items])
        return Doc((head, Bullets(tuple(item(say, one) for one in self.items)), *more), Marking(label))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpExplained(View):
    """How the date of a follow-up was understood, and what is said about it next."""

    card: FollowUpCard
    phrase: str = ""
    coming: tuple[tuple[str, datetime], ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """The date with what was typed, then what comes."""
        lines: list[Block] = [Line((Code(self.card.ref),)), *due(say, self.card)]
        if self.phrase:
            lines.append(say.t("As it was typed: {phrase}", phrase=User(self.phrase)))
        for who, at in self.coming:
            lines.append(
                say.t("Next: {person}, {time}", person=User(who), time=say.when(at))
                if who
                else say.t("Climbs, if nobody acknowledges it: {time}", time=say.when(at))
            )
        if not self.coming:
            lines.append(say.t("Nothing is due."))
        return Doc(tuple(lines), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateShown(View):
    """A checklist, or all of a task force's."""

    templates: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    saved: bool = False
    replaced: bool = False

    @override
    def doc(self, say: Say) -> Doc:
        """Each checklist's name, then its lines."""
        if not self.templates:
            return Doc((say.t("There are no checklists yet."),))
        blocks: list[Block] = []
        for name, items in self.templates:
            words = N_("The checklist {name} is kept:") if self.saved else N_("Checklist {name}:")
            blocks.append(say.t(words, name=User(name)))
            blocks.append(Bullets(tuple(_line(say, title, when) for title, when in items)))
        if self.replaced:
            blocks.append(say.t("It takes the place of the one before."))
        return Doc(tuple(blocks))


def _line(say: Say, title: str, when: str) -> Line:
    return say.line(User(title), " · ", Token(when)) if when else say.line(User(title))


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateApplied(View):
    """The follow-ups a checklist made; what it had made before is not made again."""

    name: str
    parent: str
    items: tuple[FollowUpItem, ...] = ()
    known: int = 0

    @override
    def doc(self, say: Say) -> Doc:
        """What is new, and how many were there already."""
        head = say.t("Checklist {name} for {ref}:", name=User(self.name), ref=Code(self.parent))
        blocks: list[Block] = [head]
        if self.items:
            blocks.append(Bullets(tuple(item(say, one) for one in self.items)))
        if self.known:
            words = say.n("{n} line was there already.", "{n} lines were there already.", self.known)
            blocks.append(words)
        label = self.tlp or (highest([one.tlp for one in self.items]) if self.items else None)
        return Doc(tuple(blocks), Marking(label) if label else None)
