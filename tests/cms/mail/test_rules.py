from datetime import UTC, datetime, timedelta

import pytest

from cms.mail.rules import next_try_at, split_subject

WRITTEN = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tries", "pause"),
    [(1, timedelta(minutes=1)), (2, timedelta(minutes=5)), (3, timedelta(minutes=15)), (4, timedelta(hours=1)),
     (60, timedelta(hours=1))],
)  # fmt: skip
def test_next_try_waits_longer_each_time(tries, pause):
    assert next_try_at(tries, created_at=WRITTEN, at=WRITTEN) == WRITTEN + pause


def test_next_try_ends_after_three_days():
    late = WRITTEN + timedelta(days=3, minutes=-59)

    assert next_try_at(70, created_at=WRITTEN, at=late) is None


def test_split_subject_takes_the_first_line():
    assert split_subject("\n Your code \n\nHello,\nhere it is.\n\n") == ("Your code", "Hello,\nhere it is.\n")
