"""Time spent in a try counts through its saves and its sending: at most once a minute, and by the server's clock."""

from datetime import datetime

from quizzes.attempts.models import Attempt
from quizzes.journey.signs import sign_of_life

MINUTE = 60
# A try that is sent this soon has no time worth writing down.
LEAST = 20


def last_at(attempt: Attempt) -> datetime:
    """The last thing that was saved in a try, or its beginning."""
    saved = [datetime.fromisoformat(held["at"]) for held in attempt.answers.values() if held.get("at")]
    return max([attempt.started_at, *saved])


def is_due(started_at: datetime, before: datetime, at: datetime) -> bool:
    """Whether a save begins another minute of its try. Only such saves count time, so that the others cost nothing;
    what they leave is counted with the next one."""
    return (at - started_at).total_seconds() // MINUTE > (before - started_at).total_seconds() // MINUTE


def count_save(attempt: Attempt, before: datetime, *, at: datetime, is_silent: bool) -> None:
    """Count the time up to a save that came after another at `before`."""
    if is_due(attempt.started_at, before, at):
        _count(attempt, at, is_silent)


def count_sending(attempt: Attempt, *, at: datetime, is_silent: bool) -> None:
    """Count the time up to the sending of a try."""
    if (at - attempt.started_at).total_seconds() >= LEAST:
        _count(attempt, at, is_silent)


def _count(attempt: Attempt, at: datetime, is_silent: bool) -> None:
    sign_of_life(
        attempt.trainee, attempt.enrollment_id, attempt.quiz_key, opened_at=attempt.started_at, at=at,
        # A break is no work: after it the usual cap holds.
        is_silent=is_silent and not attempt.paused_at,
    )  # fmt: skip
