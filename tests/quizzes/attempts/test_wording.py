from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from quizzes.attempts.wording import enough_words, left_words, moment_words, points_words, span_words
from quizzes.grading.passing import Passing, PassingKind


@pytest.mark.parametrize(("seconds", "words"), [
    (3600, "About 60 minutes left"),
    (61, "About 2 minutes left"),
    (60, "Less than a minute left"),
    (1, "Less than a minute left"),
    (0, "Time is up. We are sending what you saved."),
])  # fmt: skip
def test_time_left_is_whole_minutes_and_never_less_than_there_is(seconds, words):
    assert left_words(seconds) == words


@pytest.mark.parametrize(("zone", "words"), [
    ("America/New_York", "November 20, 2026, 11:59 pm (Eastern time)"),
    ("America/Los_Angeles", "November 20, 2026, 8:59 pm (Pacific time)"),
    ("Europe/Madrid", "November 21, 2026, 5:59 am (Europe/Madrid)"),
])  # fmt: skip
def test_a_moment_is_said_in_the_readers_zone_with_its_name(zone, words):
    with timezone.override(ZoneInfo(zone)):
        assert moment_words(datetime(2026, 11, 21, 4, 59, tzinfo=UTC)) == words


@pytest.mark.parametrize(("span", "words"), [
    (timedelta(minutes=90), "1 hour 30 minutes"),
    (timedelta(days=1), "24 hours"),
    (timedelta(days=3), "3 days"),
    (timedelta(days=3, hours=1), "73 hours"),
])  # fmt: skip
def test_a_wait_is_said_in_days_where_it_is_long(span, words):
    assert span_words(span) == words


@pytest.mark.parametrize(("passing", "words"), [
    (Passing(PassingKind.PERCENT, Decimal(80)), "8 of 10"),
    (Passing(PassingKind.POINTS, Decimal("7.5")), "7.5 of 10"),
    (Passing(PassingKind.SCALED, Decimal(500), Decimal(200), Decimal(800)), "500 on a scale from 200 to 800"),
])  # fmt: skip
def test_enough_is_said_as_the_score_will_be_read(passing, words):
    assert enough_words(passing, Decimal(10)) == words


def test_points_keep_the_readers_own_decimal_mark():
    assert [points_words(Decimal(each)) for each in ("7", "7.00", "6.5", "0.33", "10")] == [
        "7", "7", "6.5", "0.33", "10",
    ]  # fmt: skip
    with translation.override("es"):
        assert points_words(Decimal("1234.5")).endswith(("4.5", "4,5"))
