"""The words of every refusal: what is not possible, and what can be done instead."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from typing_extensions import override

from bot.model import refusals as no
from bot.text.nodes import Block, Bullets, Code, Command, Doc, Token, User
from bot.text.say import N_, P_, Msg, Say
from bot.views.base import View
from bot.views.words import FOLLOWUP_STATUSES, REMINDER_STATUSES, ROLES, STATUSES, TASKFORCE_STATUSES


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(View):
    """A refusal: the name of its reason in bot/model/refusals and that reason's data."""

    reason: str
    data: dict[str, Any]

    @override
    def doc(self, say: Say) -> Doc:
        """The sentence for the reason."""
        kind = getattr(no, self.reason)
        return Doc(tuple(WORDS[kind](say, kind(**self.data))))


def refused(refusal: no.Refusal) -> Refused:
    """The view of a refusal."""
    reason: Any = refusal.reason
    return Refused(reason=type(reason).__name__, data=asdict(reason))


def no_record(say: Say, reason: no.NoRecord) -> list[Block]:
    """R0, for hidden and absent alike."""
    return [say.t("I found no record {id} that you may see here.", id=User(reason.ref))]


def above_ceiling(say: Say, reason: no.AboveCeiling) -> list[Block]:
    """R1."""
    return [
        say.t(
            "{id} is marked {tlp}. This room is cleared only up to {ceiling}, so I cannot show it here.",
            id=Code(reason.ref),
            tlp=Token(str(reason.tlp)),
            ceiling=Token(str(reason.ceiling)),
        )
    ]


def originator_only(say: Say, reason: no.OriginatorOnly) -> list[Block]:
    """R2."""
    return [
        say.t(
            "{id} is controlled by its originator ({org}). Sharing it further needs their consent: {cmd}",
            id=Code(reason.ref),
            org=User(reason.organisation),
            cmd=Code(reason.command),
        )
    ]


def role_needed(say: Say, reason: no.RoleNeeded) -> list[Block]:
    """R3."""
    if not reason.taskforce:
        return [say.t("This action is reserved for administrators.")]
    return [
        say.t(
            "This action is reserved for the role “{role}” in {tf}.",
            role=say.words(ROLES[reason.role]),
            tf=Token(reason.taskforce),
        )
    ]


def red_content(say: Say, _: no.RedContent) -> list[Block]:
    """R4."""
    return [
        say.t(
            "This bot does not store or post TLP:RED content. Record only a reference and share the "
            "content in person or through an approved channel."
        )
    ]


def unknown_person(say: Say, reason: no.UnknownPerson) -> list[Block]:
    """For an account the bot does not know."""
    blocks: list[Block] = [
        say.t("I do not know the account {account} yet.", account=User(reason.account)),
        say.t("Ask a coordinator of your task force to add you."),
    ]
    if reason.address:
        blocks.append(say.t("What they need for it: {account}", account=Code(f"account:{reason.address}")))
    return blocks


def not_member(say: Say, reason: no.NotMember) -> list[Block]:
    """For people outside the task force."""
    return [say.t("Only people who take part in {tf} can do this.", tf=Token(reason.taskforce))]


def room_unbound(say: Say, _: no.RoomUnbound) -> list[Block]:
    """For rooms of no task force."""
    return [
        say.t("This room belongs to no task force yet. A coordinator can bind it:"),
        Command("/taskforce bind CODE ceiling:green"),
    ]


def which_taskforce(say: Say, reason: no.WhichTaskForce) -> list[Block]:
    """For direct messages of people in several task forces."""
    codes = say.join([Token(code) for code in reason.codes])
    return [
        say.t("You are in several task forces: {codes}. Choose the one this chat is about:", codes=codes),
        Command(f"/taskforce bind {reason.codes[0]}"),
    ]


def mandate_over(say: Say, reason: no.MandateOver) -> list[Block]:
    """For task forces past their review date."""
    return [
        say.t(
            "The mandate of {tf} ran out on {day}. It takes nothing new until it is extended.",
            tf=Token(reason.taskforce),
            day=Token(reason.review),
        )
    ]


def not_active(say: Say, reason: no.NotActive) -> list[Block]:
    """For task forces that are not active."""
    return [
        say.t(
            "{tf} is not active: {status}.",
            tf=Token(reason.taskforce),
            status=say.words(TASKFORCE_STATUSES[reason.status]),
        )
    ]


def already_so(say: Say, reason: no.AlreadySo) -> list[Block]:
    """For acts that change nothing."""
    said = _STATES.get(reason.of)
    word = say.words(said[reason.status]) if said else Token(reason.status)
    return [say.t("{ref} is already {status}.", ref=Code(reason.ref), status=word)]


def anonymous(say: Say, _: no.Anonymous) -> list[Block]:
    """For commands in the name of a group or a channel."""
    return [say.t("I cannot tell who wrote this. Please write as yourself, not as the group or a channel.")]


def only_alone(say: Say, _: no.OnlyAlone) -> list[Block]:
    """For what is nobody else's business."""
    return [say.t("Please do this in a direct message with me.")]


def not_quoted(say: Say, _: no.NotQuoted) -> list[Block]:
    """For lines nobody here may read again."""
    return [
        say.t("I did not understand this. Its marking is above this room, so I do not repeat it."),
        say.t("Please delete your message, and write such reports to me directly."),
    ]


def bad_code(say: Say, _: no.BadCode) -> list[Block]:
    """For codes that open nothing."""
    return [say.t("This code is not valid, or no longer.")]


_STATES: dict[str, Mapping[Any, Msg]] = {
    "incident": STATUSES,
    "followup": FOLLOWUP_STATUSES,
    "reminder": REMINDER_STATUSES,
    "acknowledged": {"acknowledged": P_("follow-up", "acknowledged")},
    "confirmed": {"confirmed": P_("date", "confirmed")},
    "task force": TASKFORCE_STATUSES,
    "role": ROLES,
}


def wrong_state(say: Say, reason: no.WrongState) -> list[Block]:
    """For acts that do not fit the state."""
    return [
        say.t(
            "That does not fit: {ref} is {status}.",
            ref=Code(reason.ref),
            status=say.words(_STATES[reason.of][reason.status]),
        )
    ]


def too_long(say: Say, reason: no.TooLong) -> list[Block]:
    """For more text than is kept."""
    return [
        say.t(
            "That is too long: {length} characters, {limit} at most. Nothing was saved.",
            length=say.number(reason.length),
            limit=say.number(reason.limit),
        )
    ]


def unknown_command(say: Say, reason: no.UnknownCommand) -> list[Block]:
    """For command words nobody declared."""
    blocks: list[Block] = [
        say.t("I do not know the command {text}. Nothing was done.", text=User(reason.text))
    ]
    if reason.near:
        blocks += [say.t("Did you mean:"), *map(Command, reason.near)]
    else:
        blocks += [say.t("What you can do here:"), Command("/help")]
    return blocks


def edited_command(say: Say, reason: no.EditedCommand) -> list[Block]:
    """For edited messages."""
    return [say.t("An edited message is not a new command. To run it, send it again:"), Command(reason.line)]


def stale_button(say: Say, _: no.StaleButton) -> list[Block]:
    """For buttons that are no longer, or not this person's."""
    return [say.t("This button is no longer valid, or it is not for you.")]


def ceiling_too_high(say: Say, reason: no.CeilingTooHigh) -> list[Block]:
    """For ceilings above what a room can hold."""
    return [
        say.t(
            "This room cannot be cleared for {asked}: its network allows {cap} at most.",
            asked=Token(str(reason.asked)),
            cap=Token(str(reason.cap)),
        )
    ]


def nothing_to_undo(say: Say, _: no.NothingToUndo) -> list[Block]:
    """For /undo without an act."""
    return [say.t("You did nothing in the last 10 minutes that can be undone.")]


def changed_meanwhile(say: Say, reason: no.ChangedMeanwhile) -> list[Block]:
    """For acts overtaken by somebody else's."""
    return [
        say.t("{ref} was changed since. Look at it first:", ref=Code(reason.ref)),
        Command(f"/incident {reason.ref}"),
    ]


def no_dialog(say: Say, _: no.NoDialog) -> list[Block]:
    """For /cancel without a question."""
    return [say.t("There is no question waiting for your answer.")]


def taken(say: Say, reason: no.Taken) -> list[Block]:
    """For names in use."""
    return [say.t("{name} is taken already.", name=User(reason.text))]


def no_such(say: Say, reason: no.NoSuch) -> list[Block]:
    """For names nobody has."""
    match reason.kind:
        case "person":
            return [say.t("I know nobody called {name}.", name=User(reason.text))]
        case "template":
            return [say.t("There is no checklist {name}.", name=User(reason.text))]
        case "organisation":
            return [say.t("I know no organisation {name}.", name=User(reason.text))]
        case _:
            return [say.t("I know no task force {name}.", name=User(reason.text))]


def last_coordinator(say: Say, reason: no.LastCoordinator) -> list[Block]:
    """For task forces that would be left alone."""
    return [
        say.t("{tf} would be left without a coordinator. Name another one first.", tf=Token(reason.taskforce))
    ]


def late(say: Say, reason: no.Late) -> list[Block]:
    """For lines that arrive long after they were written."""
    return [
        say.t("You wrote this at {time}. Shall I still do it?", time=Token(reason.written)),
        Command(reason.line),
    ]


def trouble(say: Say, reason: no.Trouble) -> list[Block]:
    """For what the bot did wrong."""
    return [
        say.t("Something went wrong on my side; nothing was changed."),
        say.t("Please tell your administrator this reference: {reference}", reference=Code(reason.reference)),
    ]


def unclear(say: Say, reason: no.Unclear) -> list[Block]:
    """For a part of the line that could not be placed."""
    name, text = Token(reason.field), User(reason.text)
    blocks: list[Block] = [say.t(UNCLEAR.get(reason.reason, OTHERWISE), text=text, field=name)]
    if reason.choices:
        choices = say.join([Code(choice) for choice in reason.choices])
        blocks.append(say.t("Possible: {choices}", choices=choices))
    if reason.fixed:
        blocks += [say.t("The corrected line:"), Command(reason.fixed)]
    return [*blocks, say.t("Nothing was saved.")]


def several(say: Say, reason: no.Several) -> list[Block]:
    """For a phrase of time with several meanings."""
    return [
        say.t("{text} can mean several things. Please choose one.", text=User(reason.text)),
        Bullets(tuple(say.line(User(label)) for label, _ in reason.meanings)),
    ]


def assignee_only(say: Say, reason: no.AssigneeOnly) -> list[Block]:
    """For what only those may do who have a follow-up."""
    if not reason.names:
        return [
            say.t("Nobody has {ref} yet. Whoever takes it can do this:", ref=Code(reason.ref)),
            Command(f"/followup start {reason.ref}"),
        ]
    names = say.join([Token(name) for name in reason.names])
    return [say.t("Only {people} can do this: they have {ref}.", people=names, ref=Code(reason.ref))]


def assigner_only(say: Say, reason: no.AssignerOnly) -> list[Block]:
    """For what only the giver or a coordinator may do."""
    return [say.t("Only who gave {ref}, or a coordinator, can do this.", ref=Code(reason.ref))]


def four_eyes(say: Say, reason: no.FourEyes) -> list[Block]:
    """For people who would verify their own work."""
    return [say.t("{ref} was yours to do, so somebody else verifies it.", ref=Code(reason.ref))]


UNCLEAR = {
    "no_such_date": N_("There is no such date: {text}"),
    "no_such_time": N_("There is no such time: {text}"),
    "month_first": N_("I read dates as day, month, year, so {text} is none."),
    "needs_part_of_day": N_("{text}: in the morning or at night? Please add it."),
    "twice": N_("{field} is given twice: {text}"),
    "missing": N_("{field} is missing."),
    "itself": N_("{text} cannot be linked to itself."),
    "not_member": N_("{text} does not take part in this task force."),
    "weekday_mismatch": N_("{text}: that date is another day of the week."),
    "part_mismatch": N_("{text}: that hour is not in that part of the day."),
    "needs_country": N_("{text}: of which country? Please add its code, such as KE."),
    "ambiguous_zone": N_("{text} can be several zones. Please name a city, such as Africa/Nairobi."),
    "below_parent": N_("{text} is lower than what it belongs to."),
    "ends_before": N_("{text}: that is before it begins."),
    "own_deputy": N_("{text} cannot stand in for themselves."),
    "needs_text": N_("{text}: what shall I say then?"),
    "only_reads": N_("{text} only reads in this task force."),
    "no_moon": N_("{text} is no date of the moon's calendar."),
    "nothing_due": N_("Nothing of yours is to be done."),
    "too_many": N_("Too many lines: {text}."),
    "needs_time": N_("I found no time in this: {text}. Such as: tomorrow 09:00 call the port"),
    "needs_day": N_("{text}: on which day? Please add it."),
    "two_times": N_("{text}: there are two times of day in it."),
    "two_dates": N_("{text}: there are two dates in it."),
    "never_fires": N_("{text} never comes."),
    "too_often": N_("{text} comes too often: every 15 minutes at most."),
    "not_an_instant": N_("{text} is not one moment."),
    "not_a_duration": N_("{text} is no length of time."),
    "too_far": N_("{text} is too far away."),
    "unknown_word": N_("I do not understand the word {text}."),
    "past": N_("{text} lies in the past."),
    "future": N_("{text} lies in the future."),
    "ambiguous": N_("{text} can mean several things. Please choose one."),
    "unplaced": N_("I could not place this: {text}"),
    "unknown_key": N_("I do not know {text} here."),
}
OTHERWISE = N_("I do not understand {text} for {field}.")


WORDS: dict[type, Callable[[Say, Any], list[Block]]] = {
    no.NoRecord: no_record,
    no.AboveCeiling: above_ceiling,
    no.OriginatorOnly: originator_only,
    no.RoleNeeded: role_needed,
    no.RedContent: red_content,
    no.UnknownPerson: unknown_person,
    no.NotMember: not_member,
    no.RoomUnbound: room_unbound,
    no.WhichTaskForce: which_taskforce,
    no.MandateOver: mandate_over,
    no.NotActive: not_active,
    no.AlreadySo: already_so,
    no.Anonymous: anonymous,
    no.OnlyAlone: only_alone,
    no.BadCode: bad_code,
    no.NotQuoted: not_quoted,
    no.WrongState: wrong_state,
    no.TooLong: too_long,
    no.UnknownCommand: unknown_command,
    no.EditedCommand: edited_command,
    no.StaleButton: stale_button,
    no.CeilingTooHigh: ceiling_too_high,
    no.NothingToUndo: nothing_to_undo,
    no.ChangedMeanwhile: changed_meanwhile,
    no.NoDialog: no_dialog,
    no.Taken: taken,
    no.NoSuch: no_such,
    no.LastCoordinator: last_coordinator,
    no.Late: late,
    no.Trouble: trouble,
    no.Unclear: unclear,
    no.Several: several,
    no.AssigneeOnly: assignee_only,
    no.AssignerOnly: assigner_only,
    no.FourEyes: four_eyes,
}
