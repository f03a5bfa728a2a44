"""Who on the team sees whom, how far people are, and who may want a hello."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from cms.accounts.rules import Role
from courses.progress.rules import FINISHING, Course, Module, ResultState, Standing, module_progress, standing_of

# Nobody is counted as quiet for a week off; after this long a word may help.
QUIET_DAYS = 12
# The second "not yet" is ordinary; at the third the way of learning may need a change.
MANY_TRIES = 3


class Reach(StrEnum):
    EVERYBODY = "everybody"
    OWN = "own"
    NOBODY = "nobody"


def reading_reach(roles: Iterable[str], *, is_superuser: bool) -> Reach:
    """Whose records somebody may read."""
    return _reach(roles, is_superuser, {Role.ADMINISTRATOR, Role.AUDITOR})


def leading_reach(roles: Iterable[str], *, is_superuser: bool) -> Reach:
    """Whose cohorts somebody may let people into. An auditor reads and never acts."""
    return _reach(roles, is_superuser, {Role.ADMINISTRATOR})


def _reach(roles, is_superuser, wide) -> Reach:
    roles = set(roles)
    if is_superuser or roles & wide:
        return Reach.EVERYBODY
    return Reach.OWN if Role.INSTRUCTOR in roles else Reach.NOBODY


@dataclass(frozen=True)
class Posted:
    """One result as it was posted."""

    activity_key: UUID
    state: ResultState
    score: Decimal | None
    possible: Decimal | None
    at: datetime


@dataclass(frozen=True)
class Trail:
    """What one place in a course has left behind, in the order it was written."""

    enrolled_at: datetime
    # (activity, kind, when)
    completions: tuple[tuple[UUID, str, datetime], ...] = ()
    results: tuple[Posted, ...] = ()

    @cached_property
    def standing(self) -> Standing:
        words = [(key, kind) for key, kind, _ in self.completions]
        return standing_of(words, [(posted.activity_key, posted.state) for posted in self.results])

    @cached_property
    def last_here(self) -> datetime:
        """The last thing that left a trace. Reading alone leaves none."""
        return max([self.enrolled_at, *(at for *_, at in self.completions), *(posted.at for posted in self.results)])

    def best(self, activity_key: UUID) -> Posted | None:
        """The result with the largest share of its points."""
        scored = [each for each in self.results if each.activity_key == activity_key and each.score is not None]
        return max(scored, key=lambda each: (each.score or 0) / each.possible if each.possible else 0, default=None)

    def tries(self, activity_key: UUID) -> list[Posted]:
        """Every try that was sent, and the one still open."""
        mine = [each for each in self.results if each.activity_key == activity_key]
        sent = [each for each in mine if each.state != ResultState.STARTED]
        return sent + mine[-1:] if mine and mine[-1].state == ResultState.STARTED else sent


class Stage(StrEnum):
    DONE = "done"
    GOING = "going"
    NOT_STARTED = "not_started"


@dataclass(frozen=True)
class Cell:
    """One person at one module."""

    stage: Stage
    done: int
    total: int
    # Points of the module's quizzes, each with its best try.
    score: Decimal | None = None
    possible: Decimal | None = None


def cell(module: Module, trail: Trail) -> Cell:
    """How far a module is, and what its quizzes brought."""
    progress = module_progress(module, trail.standing)
    keys = {activity.key for activity in module.activities}
    has_begun = progress.is_started or any(posted.activity_key in keys for posted in trail.results)
    going = Stage.GOING if has_begun else Stage.NOT_STARTED
    best = [posted for activity in module.activities if activity.is_required and (posted := trail.best(activity.key))]
    return Cell(
        Stage.DONE if progress.is_complete else going,
        progress.done,
        progress.total,
        sum((posted.score for posted in best if posted.score is not None), Decimal(0)) if best else None,
        sum((posted.possible or Decimal(0) for posted in best), Decimal(0)) if best else None,
    )


def stage(cells: Iterable[Cell]) -> Stage:
    """How far a person is in a course."""
    stages = [each.stage for each in cells]
    if stages and all(each == Stage.DONE for each in stages):
        return Stage.DONE
    return Stage.NOT_STARTED if all(each == Stage.NOT_STARTED for each in stages) else Stage.GOING


class HelloReason(StrEnum):
    QUIET = "quiet"
    TRIES = "tries"


@dataclass(frozen=True)
class Hello:
    """Why somebody may want a word. `count` is days without a trace, or tries that were not yet enough."""

    reason: HelloReason
    count: int
    activity_key: UUID | None = None


def hellos(course: Course | None, trail: Trail, *, now: datetime) -> tuple[Hello, ...]:
    """The reasons for a hello; none for somebody who has finished every module."""
    if course and stage(cell(module, trail) for module in course.modules) == Stage.DONE:
        return ()
    not_yet: dict[UUID, int] = {}
    for posted in trail.results:
        if posted.state == ResultState.NOT_YET:
            not_yet[posted.activity_key] = not_yet.get(posted.activity_key, 0) + 1
    found = [
        Hello(HelloReason.TRIES, count, key)
        for key, count in not_yet.items()
        if count >= MANY_TRIES and trail.standing.results.get(key) not in FINISHING
    ]
    quiet = (now - trail.last_here).days
    return (*found, Hello(HelloReason.QUIET, quiet)) if quiet >= QUIET_DAYS else tuple(found)


@dataclass(frozen=True)
class Headline:
    """A roster in numbers."""

    people: int
    by_stage: Mapping[Stage, int]
    hellos: int


def headline(rows: Iterable[tuple[Stage, bool]]) -> Headline:
    """Counts (stage, may want a hello) pairs."""
    rows = list(rows)
    stages = [each for each, _ in rows]
    return Headline(len(rows), {each: stages.count(each) for each in Stage}, sum(wants for _, wants in rows))
