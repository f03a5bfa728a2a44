"""What is done, what is open, what comes next; pure functions over outlines and a standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class CompletionKind(StrEnum):
    DONE = "done"
    TAKEN_BACK = "taken_back"


class ResultState(StrEnum):
    """What a quiz, an evaluation or a person's review tells the course."""

    STARTED = "started"
    WAITING = "waiting"
    NEW_FEEDBACK = "new_feedback"
    PASSED = "passed"
    NOT_YET = "not_yet"
    DONE = "done"
    # A person took back what an earlier result had finished: the activity is open again.
    TAKEN_BACK = "taken_back"


class DisputeState(StrEnum):
    """How a trainee's doubt about their time stands."""

    OPEN = "open"
    # The hours were given.
    GRANTED = "granted"
    # A person wrote back, and the hours still wait.
    ANSWERED = "answered"


# Once one of these is posted the activity stays done, whatever a later try says: we keep the best.
FINISHING = frozenset({ResultState.PASSED, ResultState.DONE})


class Activity(Protocol):
    @property
    def key(self) -> UUID: ...
    @property
    def is_required(self) -> bool: ...


class Module(Protocol):
    @property
    def key(self) -> UUID: ...
    @property
    def opens_after_key(self) -> UUID | None: ...
    @property
    def activities(self) -> tuple[Activity, ...]: ...


class Course(Protocol):
    @property
    def modules(self) -> tuple[Module, ...]: ...
    def module(self, key: UUID) -> Module | None: ...


@dataclass(frozen=True)
class Standing:
    """Where a trainee stands in a course: activities marked done, and the state of each that posts results."""

    done: frozenset[UUID] = frozenset()
    results: Mapping[UUID, ResultState] = field(default_factory=dict)

    def has(self, key: UUID) -> bool:
        """Whether an activity counts as done: marked by the trainee, or finished by its result."""
        return key in self.done or self.results.get(key) in FINISHING


def standing_of(words: Iterable[tuple[UUID, str]], results: Iterable[tuple[UUID, str]]) -> Standing:
    """Reads completions and results in the order they were written. A later word on an activity replaces an earlier
    one; a finishing result is never replaced by one that does not finish, but by a person's word that takes it back."""
    last = dict(words)
    states: dict[UUID, ResultState] = {}
    for key, state in results:
        said = ResultState(state)
        if states.get(key) not in FINISHING or said in FINISHING or said == ResultState.TAKEN_BACK:
            states[key] = said
    return Standing(frozenset(key for key, kind in last.items() if kind == CompletionKind.DONE), states)


@dataclass(frozen=True)
class ModuleProgress:
    done: int
    total: int
    # What is still to do, in order.
    remaining: tuple[Activity, ...]

    @property
    def is_complete(self) -> bool:
        """A module without activities is never complete: there was nothing to learn in it."""
        return self.total > 0 and not self.remaining

    @property
    def is_started(self) -> bool:
        return self.done > 0


def module_progress(module: Module, standing: Standing) -> ModuleProgress:
    """How much of a module is done. Offers, like a pre-test, neither count nor remain."""
    required = [activity for activity in module.activities if activity.is_required]
    remaining = tuple(activity for activity in required if not standing.has(activity.key))
    return ModuleProgress(len(required) - len(remaining), len(required), remaining)


def opens_after(course: Course, module: Module, standing: Standing) -> Module | None:
    """The module that has to be finished first, or None when this one is open."""
    before = course.module(module.opens_after_key) if module.opens_after_key else None
    if before is None or module_progress(before, standing).is_complete:
        return None
    return before


def is_open(course: Course, module: Module, standing: Standing) -> bool:
    """Whether the order of the course lets a trainee into a module."""
    return opens_after(course, module, standing) is None


def next_activity(course: Course, standing: Standing) -> Activity | None:
    """Where to pick up: the first activity that is open and not done."""
    for module in course.modules:
        progress = module_progress(module, standing)
        if progress.remaining and is_open(course, module, standing):
            return progress.remaining[0]
    return None


def modules_done(course: Course, standing: Standing) -> int:
    """How many modules are complete."""
    return sum(module_progress(module, standing).is_complete for module in course.modules)
