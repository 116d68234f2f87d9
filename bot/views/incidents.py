"""What is said about incidents."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from typing_extensions import override

from bot.model.incidents import Outcome, Status
from bot.model.markings import Tlp, highest
from bot.model.taxonomy import code
from bot.text.clean import shorten
from bot.text.nodes import Block, Bold, Bullets, Code, Doc, Line, Marking, Quote, Token, User
from bot.text.say import N_, P_, Placed, Say
from bot.views.base import View
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """One link of an incident, to a record its reader may know."""

    relation: str
    ref: str
    title: str
    tlp: Tlp


def marking(say: Say, card: Card, links: tuple[LinkLine, ...] = ()) -> Marking:
    """The label to stand first, the highest of all that is said, with what else restricts the record."""
    note = say.word(P_("incident", "EXERCISE")) if card.drill else ""
    return Marking(highest([card.tlp, *(link.tlp for link in links)]), card.caveat, note)


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

    @override
    def doc(self, say: Say) -> Doc:
        """The facts, the links, then the timeline."""
        blocks: list[Block] = [Line((Code(self.card.ref),)), *told(self.card), *facts(say, self.card)]
        if self.card.summary and self.card.status is Status.CLOSED:
            blocks += [say.t("Summary:"), Quote(self.card.summary)]
        blocks += [linked(say, link) for link in self.links]
        if self.entries:
            blocks.append(say.t("Timeline:"))
            for entry in self.entries:
                blocks += timeline(say, entry)
        return Doc(tuple(blocks), marking(say, self.card, self.links))


def linked(say: Say, link: LinkLine) -> Line:
    """One link: how, to what."""
    return say.t(
        "{relation}: {ref} {title}",
        relation=say.words(RELATIONS[link.relation]),
        ref=Code(link.ref),
        title=User(link.title),
    )


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


def _glimpse(say: Say, entry: EntryLine) -> list[Block]:
    """An entry for the person who just wrote it: a long text only begins."""
    return timeline(say, replace(entry, text=shorten(entry.text, GLIMPSE)))


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
}


def deed(say: Say, act: str, detail: dict[str, Any]) -> Line:
    """What was done, in a few words."""
    nodes: dict[str, Placed] = {key: Token(_plain(detail[key])) for key in ("old", "new") if key in detail}
    for key in ("into", "from", "to"):
        if key in detail:
            nodes["ref"] = Code(f"INC-{detail[key]}")
    if "review" in detail:
        nodes["time"] = say.when(datetime.fromisoformat(str(detail["review"])))
    if "outcome" in detail:
        nodes["outcome"] = say.words(OUTCOMES[Outcome(str(detail["outcome"]))])
    return say.t(
        _DEEDS.get(act, _DEEDS["set"]), **{"fields": say.join([Token(name) for name in detail]), **nodes}
    )


def _plain(value: object) -> str:
    return "" if value is None else str(value)


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
        return Doc((*lines, *told(self.card)[:1]), marking(say, self.card))


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
        return Doc((head, linked(say, self.link)), marking(say, self.card, (self.link,)))


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
            lines.append(say.t("You wrote: {phrase}", phrase=User(self.happened_phrase)))
        if card.review_at is not None:
            lines.append(say.t("Next: its review, {time}", time=say.when(card.review_at)))
            lines.append(say.t("You wrote: {phrase}", phrase=User(self.review_phrase)))
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


def lowered(say: Say, ceiling: Tlp | None) -> list[Block]:
    """Why less is said here than the room is cleared for, when it is less."""
    if ceiling is None:
        return []
    words = say.t(
        "Not everybody here may know everything, so I go only up to {ceiling}.", ceiling=Token(ceiling.value)
    )
    return [words]


def item(say: Say, one: Item) -> Line:
    """Number, label, severity, category, status, title."""
    drill = [say.word(P_("incident", "EXERCISE")), " · "] if one.drill else []
    return say.line(
        Code(one.ref), " ", Token(one.tlp.value), " · ", *drill,
        Token(f"sev{one.severity}"), " · ", Token(one.category), " · ",
        say.words(STATUSES[one.status]), " · ", User(one.title),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(View):
    """The caller's last act, reversed by a new entry."""

    card: Card
    act: str

    @override
    def doc(self, say: Say) -> Doc:
        """What stands now."""
        ref = Code(self.card.ref)
        head = say.t("Undone: {command}.", command=Code(f"/incident {self.act}"))
        now = say.t("{ref} is as before; the timeline keeps both.", ref=ref)
        if self.act == "new":
            now = say.t("{ref} is withdrawn; its number stays taken.", ref=ref)
        return Doc((head, now), marking(say, self.card))
