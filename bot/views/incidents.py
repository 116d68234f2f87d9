"""What is said about incidents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from typing_extensions import override

from bot.model.incidents import Outcome, Status
from bot.model.markings import Tlp, highest
from bot.model.taxonomy import code
from bot.text.clean import shorten
from bot.text.nodes import Block, Bold, Bullets, Code, Doc, Line, Marking, Quote, Token, User
from bot.text.say import N_, P_, Placed, Say
from bot.views.base import View
from bot.views.followups import FollowUpItem
from bot.views.followups import item as followup
from bot.views.rooms import lowered
from bot.views.timelines import EntryLine, timeline
from bot.views.words import CATEGORIES, CREDIBILITY, OUTCOMES, RELATIONS, RELIABILITY, SEVERITIES, STATUSES

GLIMPSE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An incident as far as it is shown."""

    ref: str
    title: str
    severity: int
    status: Status
    tlp: Tlp
    category: str
    subcategory: str = ""
    body: str = ""
    caveat: str = ""
    place: str = ""
    countries: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reliability: str = "F"
    credibility: int = 6
    happened_at: datetime
    happened_exact: bool = True
    started_at: datetime | None = None
    contained_at: datetime | None = None
    ended_at: datetime | None = None
    reported_at: datetime
    reporter: str = ""
    organisation: str = ""
    lead: str = ""
    climate: bool = False
    drill: bool = False
    review_at: datetime | None = None
    outcome: Outcome | None = None
    summary: str = ""
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link of an incident, to a record its reader may know."""

    relation: str
    ref: str
    title: str
    tlp: Tlp


def marking(say: Say, card: Card, labels: Sequence[Tlp] = ()) -> Marking:
    """The label to stand first, the highest of all that is said, with what else restricts the record."""
    note = say.word(P_("incident", "EXERCISE")) if card.drill else ""
    return Marking(highest([card.tlp, *labels]), card.caveat, note)


def category(say: Say, card: Card) -> Line:
    """The category's code and its name."""
    return say.line(Token(code(card.category, card.subcategory)), " ", say.word(CATEGORIES[card.category]))


def severity(say: Say, level: int) -> Line:
    """The level and its name."""
    return say.t("{level} ({name})", level=Token(str(level)), name=say.words(SEVERITIES[level]))


def facts(say: Say, card: Card) -> list[Block]:
    """The lines under the headline: one fact each, what is not known left out."""
    lines: list[Block] = [
        say.t("Severity: {severity}", severity=severity(say, card.severity)),
        say.t("Category: {category}", category=category(say, card)),
        say.t("Status: {status}", status=say.words(STATUSES[card.status])),
    ]
    lines += _where(say, card) + _when(say, card)
    lines.append(say.t("Source: {source}", source=source(say, card)))
    lines.append(
        say.t(
            "Reported by: {person}, {organisation}",
            person=User(card.reporter),
            organisation=User(card.organisation),
        )
    )
    return lines + _more(say, card)


def source(say: Say, card: Card) -> Line:
    """The Admiralty grade in letters and words; F6 says that nothing was assessed."""
    grade = Token(f"{card.reliability}{card.credibility}")
    if (card.reliability, card.credibility) == ("F", 6):
        return say.t("{grade} (not assessed)", grade=grade)
    return say.t(
        "{grade} ({reliability}; {credibility})",
        grade=grade,
        reliability=say.words(RELIABILITY[card.reliability]),
        credibility=say.words(CREDIBILITY[card.credibility]),
    )


def _where(say: Say, card: Card) -> list[Block]:
    lines: list[Block] = []
    if card.place:
        lines.append(say.t("Place: {place}", place=User(card.place)))
    if card.countries:
        names = say.join([say.country(country) for country in card.countries])
        several = len(card.countries) > 1
        lines.append(
            say.t("Countries: {countries} (cross-border)", countries=names)
            if several
            else say.t("Country: {country}", country=names)
        )
    return lines


def _when(say: Say, card: Card) -> list[Block]:
    by_report = not card.happened_exact and card.happened_at == card.reported_at
    day = say.day(card.happened_at.astimezone(say.zone).date())
    happened = say.when(card.happened_at) if card.happened_exact or by_report else day
    lines: list[Block] = [
        say.t("Happened: {time} (time of the report)", time=happened)
        if by_report
        else say.t("Happened: {time}", time=happened)
    ]
    if card.happened_exact:
        lines.append(say.t("Reported: {time}", time=say.when(card.reported_at)))
    for at, words in (
        (card.started_at, N_("Started: {time}")),
        (card.contained_at, N_("Contained: {time}")),
        (card.ended_at, N_("Ended: {time}")),
    ):
        if at is not None:
            lines.append(say.t(words, time=say.when(at)))
    return lines


def _more(say: Say, card: Card) -> list[Block]:
    lines: list[Block] = []
    if card.lead:
        lines.append(say.t("Lead: {person}", person=User(card.lead)))
    if card.tags:
        lines.append(say.t("Tags: {tags}", tags=say.join([User(f"#{tag}") for tag in card.tags])))
    if card.climate:
        lines.append(say.t("Aggravated by climate"))
    if card.review_at is not None:
        lines.append(say.t("Review: {time}", time=say.when(card.review_at)))
    if card.outcome is not None and card.status is Status.CLOSED:
        lines.append(say.t("Outcome: {outcome}", outcome=say.words(OUTCOMES[card.outcome])))
    if card.duplicate_of:
        lines.append(say.t("Duplicate of {ref}", ref=Code(card.duplicate_of)))
    return lines


def told(card: Card) -> list[Block]:
    """What was written: the title, then the text."""
    return [Line((Bold((User(card.title),)),)), *([Quote(card.body)] if card.body else [])]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpened(View):
    """A new incident, as it was understood."""

    card: Card

    @override
    def doc(self, say: Say) -> Doc:
        """The headline, what was written, and every fact that was read from the line."""
        ref = Code(self.card.ref)
        head = (
            say.t("{ref} is logged and open.", ref=ref)
            if self.card.status is Status.OPEN
            else say.t("{ref} is logged. A coordinator will accept it.", ref=ref)
        )
        return Doc((head, *told(self.card), *facts(say, self.card)), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOpenedQuietly(View):
    """A new incident in a room that is not cleared for it: nothing of it is repeated."""

    ref: str
    label: Tlp
    ceiling: Tlp

    @override
    def doc(self, say: Say) -> Doc:
        """The number, the label, and how to keep what was typed out of the room."""
        label, ceiling = Token(self.label.value), Token(self.ceiling.value)
        return Doc(
            (
                say.t("{ref} is logged as {tlp}.", ref=Code(self.ref), tlp=label),
                say.t(
                    "This room is cleared only up to {ceiling}, so nothing of it is repeated here.",
                    ceiling=ceiling,
                ),
                say.t("Please delete your message, and write such reports to me directly."),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentShown(View):
    """An incident whole, with its timeline and links."""

    card: Card
    entries: tuple[EntryLine, ...] = ()
    links: tuple[LinkLine, ...] = ()
    followups: tuple[FollowUpItem, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """The facts, the links, the follow-ups, then the timeline."""
        blocks: list[Block] = [Line((Code(self.card.ref),)), *told(self.card), *facts(say, self.card)]
        if self.card.summary and self.card.status is Status.CLOSED:
            blocks += [say.t("Summary:"), Quote(self.card.summary)]
        blocks += [linked(say, link) for link in self.links]
        blocks += followups(say, self.followups)
        if self.entries:
            blocks.append(say.t("Timeline:"))
            for entry in self.entries:
                blocks += timeline(say, entry)
        labels = [*(link.tlp for link in self.links), *(one.tlp for one in self.followups)]
        return Doc(tuple(blocks), marking(say, self.card, labels))


def followups(say: Say, items: tuple[FollowUpItem, ...]) -> list[Block]:
    """What is to be done about it, one line each."""
    return [say.t("Follow-ups:"), Bullets(tuple(followup(say, one) for one in items))] if items else []


def linked(say: Say, link: LinkLine) -> Line:
    """One link: how, to what."""
    return say.t(
        "{relation}: {ref} {title}",
        relation=say.words(RELATIONS[link.relation]),
        ref=Code(link.ref),
        title=User(link.title),
    )


def _glimpse(say: Say, entry: EntryLine) -> list[Block]:
    """An entry for the person who just wrote it: a long text only begins."""
    return timeline(say, replace(entry, text=shorten(entry.text, GLIMPSE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentChanged(View):
    """An incident after something was done to it, short."""

    card: Card
    act: str
    old: str = ""
    new: str = ""
    fields: tuple[tuple[str, str, str], ...] = ()
    other: str = ""
    handle: str = ""
    followups: tuple[FollowUpItem, ...] = ()

    @override
    def doc(self, say: Say) -> Doc:
        """What is true now, then what was written."""
        lines: list[Block] = [changed(say, self)]
        lines += [
            say.t("{field}: {old} → {new}", field=Token(name), old=User(old or "–"), new=User(new or "–"))
            for name, old, new in self.fields
        ]
        if self.act == "close" and self.card.summary:
            lines.append(Quote(self.card.summary))
        lines += told(self.card)[:1]
        if self.followups:
            lines += [
                *followups(say, self.followups),
                say.t("They stay open, and I go on reminding of them."),
            ]
        return Doc(tuple(lines), marking(say, self.card, [one.tlp for one in self.followups]))


_CHANGED = {
    "accept": N_("{ref} is open."),
    "reopen": N_("{ref} is open."),
    "reject": N_("{ref} is rejected."),
    "monitor": N_("{ref} is under monitoring. Review: {time}"),
    "close": N_("{ref} is closed: {outcome}."),
    "merge": N_("{other} is now part of {ref}."),
    "unmerge": N_("{ref} stands alone again."),
    "sev": N_("{ref}: severity {old} → {new}."),
    "tlp": N_("{ref}: marking {old} → {new}."),
    "assign": N_("{ref} is led by {person}."),
    "drill": N_("{ref} is marked as an exercise."),
    "no drill": N_("{ref} is no longer marked as an exercise."),
    "set": N_("{ref} is changed."),
}


def changed(say: Say, view: IncidentChanged) -> Line:
    """The sentence for what an act made true."""
    card = view.card
    act = "no drill" if view.act == "drill" and not card.drill else view.act
    nodes: dict[str, Placed] = {"old": Token(view.old), "new": Token(view.new)}
    nodes["person"] = say.person(card.lead, view.handle)
    if card.review_at is not None:
        nodes["time"] = say.when(card.review_at)
    if card.outcome is not None:
        nodes["outcome"] = say.words(OUTCOMES[card.outcome])
    return say.t(_CHANGED[act], ref=Code(card.ref), other=Code(view.other), **nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLogged(View):
    """A new entry in a timeline."""

    card: Card
    entry: EntryLine

    @override
    def doc(self, say: Say) -> Doc:
        """Which entry of which incident, and the entry."""
        head = say.t(
            "{ref}: entry {entry} is logged.", ref=Code(self.card.ref), entry=Token(f"#{self.entry.number}")
        )
        return Doc((head, *_glimpse(say, self.entry)), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentCorrected(View):
    """An entry that corrects an earlier one; both stay."""

    card: Card
    entry: EntryLine

    @override
    def doc(self, say: Say) -> Doc:
        """Which entry corrects which."""
        head = say.t(
            "{ref}: entry {wrong} is corrected by {entry}. Both stay in the timeline.",
            ref=Code(self.card.ref),
            wrong=Token(f"#{self.entry.corrects}"),
            entry=Token(f"#{self.entry.number}"),
        )
        return Doc((head, *_glimpse(say, self.entry)), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLinked(View):
    """Two incidents, linked."""

    card: Card
    link: LinkLine

    @override
    def doc(self, say: Say) -> Doc:
        """Both ends and the relation."""
        head = say.t("{ref} is linked.", ref=Code(self.card.ref))
        return Doc((head, linked(say, self.link)), marking(say, self.card, (self.link.tlp,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentWatched(View):
    """A person who will be told of an incident."""

    card: Card

    @override
    def doc(self, say: Say) -> Doc:
        """That they will be told."""
        head = say.t("You will be told directly when something happens to {ref}.", ref=Code(self.card.ref))
        return Doc((head,), marking(say, self.card))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNews(View):
    """For people who watch an incident: that something happened, and no word of what it is about."""

    ref: str
    label: Tlp
    act: str

    @override
    def doc(self, say: Say) -> Doc:
        """The number and how to read on."""
        head = say.t("{ref} has news.", ref=Code(self.ref))
        return Doc((head,), Marking(self.label))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReviewDue(View):
    """An incident under monitoring whose review is due."""

    ref: str
    label: Tlp
    due_at: datetime

    @override
    def doc(self, say: Say) -> Doc:
        """What is due and since when."""
        head = say.t("{ref}: its review is due ({time}).", ref=Code(self.ref), time=say.when(self.due_at))
        return Doc((head, say.t("Close it, or watch it longer.")), Marking(self.label))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentExplained(View):
    """How the times and rules of an incident were understood."""

    card: Card
    happened_phrase: str = ""
    review_phrase: str = ""

    @override
    def doc(self, say: Say) -> Doc:
        """Each time with what was typed, and who may see the incident by its label."""
        card = self.card
        lines: list[Block] = [Line((Code(card.ref),)), *_when(say, card)]
        if self.happened_phrase:
            lines.append(say.t("As it was typed: {phrase}", phrase=User(self.happened_phrase)))
        if card.review_at is not None:
            lines.append(say.t("Next: its review, {time}", time=say.when(card.review_at)))
            lines.append(say.t("As it was typed: {phrase}", phrase=User(self.review_phrase)))
        else:
            lines.append(say.t("Nothing is due."))
        lines.append(
            say.t("It is shown only in rooms cleared for {tlp} or higher.", tlp=Token(card.tlp.value))
        )
        return Doc(tuple(lines), marking(say, card))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One incident in a list."""

    ref: str
    title: str
    severity: int
    status: Status
    tlp: Tlp
    category: str
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentList(View):
    """The newest incidents that may be shown, ten a page."""

    in_place: ClassVar[bool] = True

    items: tuple[Item, ...] = ()
    more: bool = False
    lowered: Tlp | None = None

    @override
    def doc(self, say: Say) -> Doc:
        """One line an incident, newest first; the header carries the highest label."""
        if not self.items:
            return Doc((say.t("No incidents to show."), *lowered(say, self.lowered)))
        head = say.n("{n} incident", "{n} incidents", len(self.items))
        more = [say.t("There are more.")] if self.more else []
        return Doc(
            (head, Bullets(tuple(item(say, one) for one in self.items)), *more),
            Marking(self.tlp or Tlp.CLEAR),
        )


def item(say: Say, one: Item) -> Line:
    """Number, label, severity, category, status, title."""
    drill = [say.word(P_("incident", "EXERCISE")), " · "] if one.drill else []
    return say.line(
        Code(one.ref), " ", Token(one.tlp.value), " · ", *drill,
        Token(f"sev{one.severity}"), " · ", Token(one.category), " · ",
        say.words(STATUSES[one.status]), " · ", User(one.title),
    )  # fmt: skip
