from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from courses.enrollments.rules import USUAL, Allowance
from quizzes.attempts.admission import Admission, Barrier, add_months, admission, next_try_at, term_around
from quizzes.blueprints.terms import Period, Terms

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Tried:
    started_at: datetime
    sent_at: datetime | None
    again: bool = False


def tried(*days_ago: float) -> list[Tried]:
    return [Tried(NOON - days * DAY, NOON - days * DAY + HOUR) for days in days_ago]


TERM = Period(tries=2, months=6, since=date(2026, 1, 1))
JULY_FIRST, NEW_YEAR = datetime(2026, 7, 1, 4, tzinfo=UTC), datetime(2027, 1, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("terms", "allowance", "tries", "found"),
    [
        (Terms(), USUAL, [], Admission()),
        (Terms(), USUAL, tried(3, 2, 1), Admission()),
        (Terms(tries_allowed=2), USUAL, tried(2), Admission(tries_left=1)),
        (Terms(tries_allowed=2), USUAL, tried(3, 2), Admission(Barrier.NO_TRIES_LEFT, tries_left=0)),
        (Terms(tries_allowed=2), Allowance(extra_tries=1), tried(3, 2), Admission(tries_left=1)),
        (Terms(opens_at=NOON + HOUR), USUAL, [], Admission(Barrier.NOT_OPEN_YET, NOON + HOUR)),
        (Terms(opens_at=NOON), USUAL, [], Admission()),
        (Terms(closes_at=NOON), USUAL, [], Admission(Barrier.CLOSED)),
        (Terms(closes_at=NOON + timedelta(milliseconds=1)), USUAL, [], Admission()),
        (Terms(closes_at=NOON), Allowance(closing_hours=1), [], Admission()),
        (Terms(closes_at=NOON, time_limit=HOUR), Allowance(time_factor=Decimal("1.5")), [], Admission()),
        (Terms(period=TERM), USUAL, tried(100, 50), Admission(Barrier.NO_TRIES_THIS_PERIOD, NEW_YEAR)),
        (Terms(period=TERM), USUAL, tried(200, 50), Admission()),
        (Terms(period=TERM), Allowance(extra_tries=1), tried(100, 50), Admission()),
        (Terms(wait=2 * DAY), USUAL, tried(1), Admission(Barrier.TOO_SOON, NOON + DAY + HOUR)),
        (Terms(wait=2 * DAY), USUAL, tried(3), Admission()),
        (Terms(wait=2 * DAY), USUAL, tried(3, 1), Admission()),
        (Terms(wait_later=2 * DAY), USUAL, tried(1), Admission()),
        (Terms(wait_later=2 * DAY), USUAL, tried(3, 1), Admission(Barrier.TOO_SOON, NOON + DAY + HOUR)),
    ],
)
def test_admission(terms, allowance, tries, found):
    assert admission(terms, allowance, tries, NOON) == found


def test_waiting_ends_on_the_dot():
    terms, tries = Terms(wait=DAY), tried(1)
    opens = NOON + HOUR

    assert admission(terms, USUAL, tries, opens - timedelta(milliseconds=1)).barrier is Barrier.TOO_SOON
    assert admission(terms, USUAL, tries, opens).barrier is None


def test_a_forgotten_try_does_not_lengthen_the_wait():
    """Started three days ago with an hour's limit, sealed a moment ago: the wait counts from the end of that hour."""
    forgotten = [Tried(NOON - 3 * DAY, NOON)]
    terms = Terms(time_limit=HOUR, wait=2 * DAY)

    assert next_try_at(terms, USUAL, forgotten) == NOON - 3 * DAY + HOUR + 2 * DAY
    assert admission(terms, USUAL, forgotten, NOON).barrier is None


def test_with_more_time_the_wait_counts_from_the_longer_limit():
    forgotten = [Tried(NOON - 3 * DAY, NOON)]

    ends = next_try_at(Terms(time_limit=HOUR), Allowance(time_factor=Decimal(2)), forgotten)

    assert ends == NOON - 3 * DAY + 2 * HOUR


@pytest.mark.parametrize(
    ("at", "begins", "ends"),
    [
        (NOON, JULY_FIRST, NEW_YEAR),
        (JULY_FIRST, JULY_FIRST, NEW_YEAR),
        (JULY_FIRST - timedelta(milliseconds=1), datetime(2026, 1, 1, 5, tzinfo=UTC), JULY_FIRST),
        # Before the first one, periods run backward as well.
        (datetime(2025, 8, 1, tzinfo=UTC), datetime(2025, 7, 1, 4, tzinfo=UTC), datetime(2026, 1, 1, 5, tzinfo=UTC)),
    ],
)
def test_a_term_runs_from_midnight_to_midnight_in_the_zone_of_the_quiz(at, begins, ends):
    assert term_around(TERM, "America/New_York", at) == (begins, ends)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 10, 31), 2, date(2026, 12, 31)),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last_one(day, months, later):
    assert add_months(day, months) == later
