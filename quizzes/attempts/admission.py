"""Whether a person may begin another try now, and if not, why and from when. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from courses.enrollments.rules import Allowance
from quizzes.blueprints.terms import Period, Terms, opening


class Barrier(StrEnum):
    """What stands between a person and the next try."""

    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    NO_TRIES_LEFT = "no_tries_left"
    NO_TRIES_THIS_PERIOD = "no_tries_this_period"
    TOO_SOON = "too_soon"


class Tried(Protocol):
    """An earlier graded try."""

    @property
    def started_at(self) -> datetime: ...
    @property
    def sent_at(self) -> datetime | None: ...
    @property
    def again(self) -> bool: ...


@dataclass(frozen=True)
class Admission:
    """Whether the next try may begin; if not, what stands before it and from when it may, where that is known."""

    barrier: Barrier | None = None
    opens_at: datetime | None = None
    # None: as many as one likes.
    tries_left: int | None = None


def admission(terms: Terms, allowance: Allowance, tries: Sequence[Tried], at: datetime) -> Admission:
    """Decide on the next graded try from the earlier ones, in order. None of them may be open."""
    closes_at = allowance.closing(terms.closes_at, terms.time_limit)
    # What a person asked to be written again uses no try up.
    left = tries_left(terms, allowance, sum(not each.again for each in tries))
    if left == 0:
        return Admission(Barrier.NO_TRIES_LEFT, tries_left=0)
    if terms.opens_at and at < terms.opens_at:
        return Admission(Barrier.NOT_OPEN_YET, terms.opens_at, left)
    if closes_at and at >= closes_at:
        return Admission(Barrier.CLOSED, tries_left=left)
    if terms.period and (next_term := _full_until(terms.period, terms.zone, allowance, tries, at)):
        return Admission(Barrier.NO_TRIES_THIS_PERIOD, next_term, left)
    if _wait(terms, tries) and at < (rested := next_try_at(terms, allowance, tries)):
        return Admission(Barrier.TOO_SOON, rested, left)
    return Admission(tries_left=left)


def tries_left(terms: Terms, allowance: Allowance, used: int) -> int | None:
    """How many graded tries a person still has; None: as many as they like."""
    allowed = allowance.tries(terms.tries_allowed)
    return max(0, allowed - used) if allowed is not None else None


def next_try_at(terms: Terms, allowance: Allowance, tries: Sequence[Tried]) -> datetime:
    """From when another try may begin: min(finished, started + limit) + wait, so a try that was forgotten does not
    lengthen the wait (Moodle). One wait after the first try, another after later ones."""
    last, limit = tries[-1], allowance.limit(terms.time_limit)
    ends = [last.sent_at or last.started_at] + ([last.started_at + limit] if limit is not None else [])
    return min(ends) + _wait(terms, tries)


def _wait(terms: Terms, tries: Sequence[Tried]) -> timedelta:
    """How long to wait after the last of these tries; without one, not at all."""
    if not tries:
        return timedelta()
    return terms.wait if len(tries) == 1 else terms.wait_later


def _full_until(
    period: Period, zone: str, allowance: Allowance, tries: Sequence[Tried], at: datetime
) -> datetime | None:
    """When the next period begins, if this one has no try left."""
    begins, ends = term_around(period, zone, at)
    used = sum(begins <= each.started_at < ends and not each.again for each in tries)
    return ends if used >= period.tries + allowance.extra_tries else None


def term_around(period: Period, zone: str, at: datetime) -> tuple[datetime, datetime]:
    """The period a moment lies in: from midnight of its first day in the quiz's zone to that of the next period's.
    A day that a month lacks is its last one."""
    number = 0
    while _midnight(add_months(period.since, (number + 1) * period.months), zone) <= at:
        number += 1
    while _midnight(add_months(period.since, number * period.months), zone) > at:
        number -= 1
    first, following = (add_months(period.since, each * period.months) for each in (number, number + 1))
    return _midnight(first, zone), _midnight(following, zone)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _midnight(day: date, zone: str) -> datetime:
    return opening(day, time(0, 0), zone)
