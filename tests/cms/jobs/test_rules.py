from datetime import UTC, datetime, timedelta

import pytest

from cms.jobs.rules import is_due, retry_at

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "pause"), [(1, timedelta(minutes=1)), (2, timedelta(minutes=10)), (3, timedelta(hours=1))]
)
def test_retry_waits_longer_each_time(tries, pause):
    assert retry_at(tries, ended_at=NOON) == NOON + pause


@pytest.mark.parametrize("tries", [0, 4, 5])
def test_retry_ends_after_four_tries(tries):
    assert retry_at(tries, ended_at=NOON) is None


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, True), (NOON - timedelta(seconds=59), False), (NOON - timedelta(seconds=60), True)],
)
def test_is_due_once_the_time_is_over(last, due):
    assert is_due(last, timedelta(minutes=1), at=NOON) is due
