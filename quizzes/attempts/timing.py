"""When a try ends: pure arithmetic over moments of one clock. Sixty minutes are 3,600 seconds on every night."""

from datetime import datetime, timedelta
from typing import Protocol

from courses.enrollments.rules import Allowance
from quizzes.attempts.rules import PauseReason
from quizzes.blueprints.terms import Terms


class Timed(Protocol):
    """What an attempt and its projection both say of their time."""

    @property
    def deadline_at(self) -> datetime | None: ...
    @property
    def grace_seconds(self) -> int: ...
    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def pause_until(self) -> datetime | None: ...
    @property
    def pause_reason(self) -> str: ...


def deadline(started_at: datetime, terms: Terms, allowance: Allowance, stopped: timedelta) -> datetime | None:
    """When a try ends for this person: its limit or the closing date, whichever is first, and all the time it stood
    still on top. None: never. (Moodle: due = min(start + limit, close).)"""
    limit = allowance.limit(terms.time_limit)
    ends = [started_at + limit] if limit is not None else []
    closes_at = allowance.closing(terms.closes_at, terms.time_limit)
    ends += [closes_at] if closes_at is not None else []
    return min(ends) + stopped if ends else None


def paused_for(timed: Timed, at: datetime) -> timedelta:
    """How long the present pause has lasted at a moment; a break never longer than its time."""
    if timed.paused_at is None:
        return timedelta()
    end = min(at, timed.pause_until) if timed.pause_until else at
    return max(timedelta(), end - timed.paused_at)


def ends_at(timed: Timed) -> datetime | None:
    """The last moment of a try as it now stands: its deadline, plus all that is left of a break. None: none in sight,
    because it has no limit or because staff has stopped its time."""
    if timed.deadline_at is None or timed.pause_reason == PauseReason.SUSPENDED:
        return None
    return timed.deadline_at + (paused_for(timed, timed.pause_until) if timed.pause_until else timedelta())


def is_over(timed: Timed, at: datetime) -> bool:
    """Whether what is received at this moment comes too late, grace included: a millisecond after it is after it."""
    end = ends_at(timed)
    return end is not None and at > end + timedelta(seconds=timed.grace_seconds)


def is_late(timed: Timed, at: datetime) -> bool:
    """Whether a moment lies after the deadline; within grace it still counts."""
    end = ends_at(timed)
    return end is not None and at > end


def finished_at(timed: Timed, at: datetime) -> datetime:
    """When a try that is ended at this moment was finished: then, or at its deadline if that was earlier."""
    end = ends_at(timed)
    return min(at, end) if end is not None else at


def seconds_left(timed: Timed, at: datetime) -> int | None:
    """Whole seconds until the deadline, for a clock on the page. None: no limit."""
    if timed.deadline_at is None:
        return None
    end = timed.deadline_at + paused_for(timed, at)
    return max(0, int((end - at).total_seconds()))
