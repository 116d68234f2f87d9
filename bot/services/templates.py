"""Checklists: kept by name, they make the follow-ups of an incident, each once."""

import re
from datetime import datetime, time
from typing import Any

from bot.model.followups import FollowUp, Priority, Template
from bot.model.incidents import Incident
from bot.model.refusals import NoSuch, Refusal, TooLong, Unclear
from bot.services import calendars, followups
from bot.services.acting import Acting
from bot.store import directory
from bot.store import followups as kept
from bot.text.clean import fold, one_line
from bot.time.clock import resolve, wall_of
from bot.time.phrases.reader import read_duration
from bot.time.phrases.readings import Duration

MOST = 30
LONGEST = 200
FARTHEST = 3660
_WHO = re.compile(r"@([\w.-]+)")
_PRIO = re.compile(rf"\bprio:({'|'.join(Priority)})\b", re.IGNORECASE)
Shown = tuple[str, tuple[tuple[str, str], ...]]


def keep(acting: Acting, name: str, text: str) -> Shown:
    """The checklist under a name, in place of the one that was there."""
    items = [_item(line) for line in re.split(r"[;\n؛]+", text) if line.strip()]
    if not items:
        raise Refusal(Unclear("items", text[:40], "missing"))
    if len(items) > MOST:
        raise Refusal(Unclear("items", f"{len(items)} > {MOST}", "too_many"))
    found = kept.template(acting.work, acting.taskforce.id or 0, fold(name))
    if found is None:
        found = acting.work.add(
            Template,
            taskforce_id=acting.taskforce.id,
            name=fold(name),
            items=items,
            author_id=acting.person.id,
            created_at=acting.now,
        )
    else:
        found.items = items
        acting.work.save(found)
    acting.note("template keep", f"template:{found.id}", f"{name} {len(items)}")
    return _shown(found)


def _item(line: str) -> dict[str, Any]:
    typed = one_line(line)
    due, rest = _due_before(typed) if typed.startswith("+") else ("", typed)
    people = _WHO.findall(rest)
    prio = _PRIO.search(rest)
    title = one_line(_WHO.sub("", _PRIO.sub("", rest)))
    if not title or len(title) > LONGEST:
        raise Refusal(TooLong(LONGEST, len(title)) if title else Unclear("items", line[:40], "missing"))
    return {
        "title": title,
        "due": due,
        "who": people,
        "priority": prio[1].lower() if prio else Priority.NORMAL.value,
    }


def _due_before(line: str) -> tuple[str, str]:
    """The length of time a line begins with, such as `+2 working days`, and the rest of it."""
    words = line.split(" ")
    for count in (3, 2, 1):
        phrase = " ".join(words[:count])
        found = read_duration(phrase, "en")
        if isinstance(found, Duration) and found.days + 31 * found.months + found.working_days <= FARTHEST:
            return phrase, " ".join(words[count:])
    raise Refusal(Unclear("items", words[0][:40], "not_a_duration"))


def known(acting: Acting, name: str) -> bool:
    """Whether there is a checklist with a name."""
    return kept.template(acting.work, acting.taskforce.id or 0, fold(name)) is not None


def shown(acting: Acting) -> tuple[Shown, ...]:
    """Every checklist of the task force."""
    return tuple(map(_shown, kept.templates(acting.work, acting.taskforce.id or 0)))


def _shown(template: Template) -> Shown:
    return template.name, tuple(
        (str(one["title"]), " ".join([one["due"], *(f"@{who}" for who in one["who"]), _prio(one)]).strip())
        for one in template.items
    )


def _prio(item: dict[str, Any]) -> str:
    normal = item["priority"] == Priority.NORMAL.value
    return "" if normal else f"prio:{item['priority']}"


def named(acting: Acting, name: str) -> Template:
    """The checklist with a name."""
    found = kept.template(acting.work, acting.taskforce.id or 0, fold(name))
    if found is None:
        raise Refusal(NoSuch("template", name))
    return found


def apply(acting: Acting, template: Template, incident: Incident) -> tuple[list[FollowUp], int]:
    """The follow-ups a checklist makes for an incident, and how many it had made before."""
    made, known = [], 0
    for place, item in enumerate(template.items):
        key = f"{template.id}:{place}:{fold(str(item['title']))[:120]}:{incident.key}"
        if kept.made(acting.work, key):
            known += 1
            continue
        due = _due(acting, str(item["due"])) if item["due"] else None
        found = (directory.person(acting.work, handle) for handle in item["who"])
        task = followups.Task(
            title=str(item["title"]),
            parent=incident,
            due=due,
            priority=Priority(item["priority"]),
            people=tuple(person for person in found if person is not None),
            template_key=key,
        )
        made.append(followups.give(acting, task))
    return made, known


def _due(acting: Acting, phrase: str) -> followups.Due | None:
    found = read_duration(phrase, "en")
    if not isinstance(found, Duration):
        return None
    week, off = calendars.of_acting(acting)
    at = found.after(acting.now, acting.zone, week=week, off=off)
    wall, exact = wall_of(at, acting.zone), bool(found.seconds)
    if not exact:
        wall = datetime.combine(wall.date(), time(23, 59))
        at = resolve(wall, acting.zone).instant
    return followups.Due(at=at, wall=wall, zone=acting.zone.key, exact=exact, phrase=phrase)
