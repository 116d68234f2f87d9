"""Checklists: kept by name, they make the follow-ups of an incident."""

from dataclasses import dataclass
from typing import Annotated

from bot.commands.args import Ref, Text, Word
from bot.commands.call import Call
from bot.commands.declare import Arg, Example, Kind, command
from bot.model.incidents import Incident
from bot.model.markings import highest
from bot.model.refusals import Refusal, Unclear
from bot.model.taskforces import Right
from bot.services import followup_cards, templates
from bot.text.say import N_
from bot.views.base import View
from bot.views.followups import TemplateApplied, TemplateShown

INCIDENT = "/incident new sev3 Truck stopped"


@dataclass(frozen=True, slots=True)
class Applied:
    """What /followup template is told."""

    name: Annotated[Word | None, Arg(N_("which checklist"), Kind.WORD)] = None
    parent: Annotated[
        Ref[Incident] | None,
        Arg(N_("for which incident"), Kind.WORD, ask=N_("For which incident?"), fillers=("for", "to")),
    ] = None


@command(
    "followup template",
    may=Right.WORK,
    summary=N_("Make follow-ups from a checklist, once"),
    examples=(
        Example("/followup template", "There are no checklists yet"),
        Example(
            "/followup template border for 1",
            "Call the customs office",
            after=(INCIDENT, "/followup template new border +1d Call the customs office; Write the lesson"),
        ),
    ),
)
def apply_template(call: Call, args: Applied) -> View:
    """The follow-ups that are new; without a name, the checklists there are."""
    if args.name is None:
        return TemplateShown(templates=templates.shown(call))
    if args.parent is None:
        raise Refusal(Unclear("parent", "", "missing"))
    template = templates.named(call, args.name)
    made, known = templates.apply(call, template, args.parent)
    items = tuple(followup_cards.item(call, one) for one in made)
    seen = tuple(one for one in items if one.tlp.within(call.ceiling))
    label = highest([one.tlp for one in seen]) if seen else None
    return TemplateApplied(name=template.name, parent=args.parent.ref, items=seen, known=known, tlp=label)


@dataclass(frozen=True, slots=True)
class Kept:
    """What /followup template new is told."""

    name: Annotated[
        Word, Arg(N_("how it is called"), Kind.WORD, ask=N_("How shall it be called? One word."), limit=32)
    ]
    items: Annotated[
        Text,
        Arg(
            N_("its lines, with ; between them, each perhaps with +3d before it"),
            Kind.REST,
            ask=N_("What is on it? One line each, or with ; between them."),
        ),
    ]


@command(
    "followup template new",
    may=Right.COORDINATE,
    summary=N_("Keep a checklist"),
    examples=(
        Example(
            "/followup template new border +1d Call the customs office; Write the lesson",
            "The checklist border is kept",
        ),
    ),
)
def keep_template(call: Call, args: Kept) -> View:
    """The checklist as it was understood."""
    known = templates.known(call, args.name)
    kept_now = templates.keep(call, args.name, args.items)
    return TemplateShown(templates=(kept_now,), saved=True, replaced=known)
