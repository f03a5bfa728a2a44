"""Time that stands still, and deadlines that move: breaks, suspended places, accommodations."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cms.accounts.models import User
from courses.enrollments import services as enrollments
from courses.enrollments.models import Enrollment
from courses.enrollments.queries import allowance_of
from quizzes.attempts import finishing, queries, timing
from quizzes.attempts.appending import RACES, TooManyRaces, append, step
from quizzes.attempts.models import Attempt
from quizzes.attempts.rules import AttemptState, Mode, PauseReason, StepKind
from quizzes.blueprints.terms import terms


class NoBreakLeft(Exception):
    """The person has no break agreed, has used it up, or the try has no clock to stop."""


def take_break(attempt: Attempt, *, at: datetime) -> datetime:
    """Let the clock stand still, at most for what is left of the person's break, and say until when. Asking again in a
    break changes nothing. Raises NoBreakLeft."""
    allowed = allowance_of(attempt.trainee_id).break_time
    for _ in range(RACES):
        finishing.seal_if_over(attempt, at=at)
        if attempt.pause_reason == PauseReason.BREAK and at < attempt.pause_until:
            return attempt.pause_until
        left = allowed - timedelta(seconds=queries.break_seconds(attempt, at))
        if attempt.state != AttemptState.OPEN or attempt.deadline_at is None or left <= timedelta():
            raise NoBreakLeft(attempt.pk)
        if attempt.pause_reason == PauseReason.SUSPENDED:
            raise finishing.AttemptFrozen(attempt.pk)
        until = at + left
        payload = {"reason": PauseReason.BREAK.value, "until": until.isoformat()}
        if append(attempt, [step(attempt, StepKind.PAUSED, payload, at=at)]):
            return until
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def end_break(attempt: Attempt, *, at: datetime) -> None:
    """Let the clock go on: the deadline moves by as long as the break lasted. Not in a break, nothing happens."""
    for _ in range(RACES):
        if attempt.pause_reason != PauseReason.BREAK or finishing.seal_if_over(attempt, at=at):
            return
        if append(attempt, [finishing.resumption(attempt, at)]):
            return
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def suspend(enrollment: Enrollment, *, by: User, at: datetime) -> Enrollment:
    """Close a place for a while. Its open tries stay as they are, take no answers, and their time stands still."""
    with transaction.atomic():
        for attempt in queries.open_tries(enrollment=enrollment):
            _freeze(attempt, at)
        return enrollments.suspend(enrollment, by=by, at=at)


def _freeze(attempt: Attempt, at: datetime) -> None:
    for _ in range(RACES):
        if finishing.seal_if_over(attempt, at=at) or attempt.pause_reason == PauseReason.SUSPENDED:
            return
        steps = [finishing.resumption(attempt, at)] if attempt.paused_at else []
        payload = {"reason": PauseReason.SUSPENDED.value}
        steps.append(step(attempt, StepKind.PAUSED, payload, at=at, ahead=len(steps) + 1))
        if attempt.state != AttemptState.OPEN or append(attempt, steps):
            return
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def reinstate(enrollment: Enrollment, *, by: User, at: datetime) -> Enrollment:
    """Open a suspended place again; its tries go on with the time they had left."""
    with transaction.atomic():
        for attempt in queries.open_tries(enrollment=enrollment):
            _thaw(attempt, at)
        return enrollments.reinstate(enrollment, by=by, at=at)


def _thaw(attempt: Attempt, at: datetime) -> None:
    for _ in range(RACES):
        if attempt.pause_reason != PauseReason.SUSPENDED or append(attempt, [finishing.resumption(attempt, at)]):
            return
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)


def adjust_deadlines(person: User, *, by: User | None, at: datetime) -> int:
    """Move the deadlines of a person's open tries to what their accommodation now says; returns how many moved. What is
    over is sealed first: time given later does not open it again."""
    moved = 0
    for attempt in queries.open_tries(trainee=person):
        moved += _adjust(attempt, by, at)
    return moved


def _adjust(attempt: Attempt, by: User | None, at: datetime) -> bool:
    allowance = allowance_of(attempt.trainee_id)
    for _ in range(RACES):
        if (
            finishing.seal_if_over(attempt, at=at)
            or attempt.state != AttemptState.OPEN
            or attempt.mode == Mode.PRACTICE
        ):
            return False
        stopped = timedelta(seconds=attempt.stopped_seconds)
        ends = timing.deadline(attempt.started_at, terms(queries.blueprint(attempt)), allowance, stopped)
        if ends == attempt.deadline_at:
            return False
        payload: dict[str, Any] = {"deadline_at": ends.isoformat() if ends else None}
        if by:
            payload["by"] = by.pk
        if append(attempt, [step(attempt, StepKind.ADJUSTED, payload, at=at)]):
            return True
        attempt.refresh_from_db()
    raise TooManyRaces(attempt.pk)
