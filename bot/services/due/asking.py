"""Questions about people and places that thousands of rows share."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, TypeVarTuple, cast

from bot.model.people import Person
from bot.model.rooms import Room
from bot.model.taskforces import TaskForce
from bot.store.work import Work

T = TypeVar("T")
Given = TypeVarTuple("Given")


class Asking:
    """What the transaction answers, each question asked once: a beat changes nothing of people and places."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._answers: dict[tuple[Hashable, ...], Any] = {}

    def __call__(self, find: Callable[[Work, *Given], T], *given: *Given) -> T:
        """What `find` finds; rows that are given are told apart by their keys."""
        question = (find, *(one.id if isinstance(one, Person | Room | TaskForce) else one for one in given))
        if question not in self._answers:
            self._answers[question] = find(self._work, *given)
        return cast("T", self._answers[question])
