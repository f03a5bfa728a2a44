"""When a task is tried again, and what is due."""

from datetime import datetime, timedelta

# No task of ours takes a tenth of this. A worker that has not answered by then is taken for dead.
LEASE = timedelta(minutes=15)
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
# A task that has taken four workers down with it is not given a fifth.
MOST_TRIES = len(PAUSES) + 1
KEEP_RESULTS = timedelta(days=7)


def retry_at(tries: int, *, ended_at: datetime) -> datetime | None:
    """When a task that did not work out runs again after `tries` tries, or None when that was enough."""
    return ended_at + PAUSES[tries - 1] if 0 < tries < MOST_TRIES else None


def is_due(last_run_at: datetime | None, every: timedelta, *, at: datetime) -> bool:
    return last_run_at is None or at - last_run_at >= every
