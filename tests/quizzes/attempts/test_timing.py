"""When a try ends: to the millisecond, on every night of the year, for everybody as was agreed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from courses.enrollments.rules import USUAL, Allowance
from quizzes.attempts import timing
from quizzes.attempts.rules import PauseReason
from quizzes.blueprints.terms import Terms, closing

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, MINUTE, MILLISECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(milliseconds=1)
STILL = timedelta()
CHANGING = [
    "America/New_York", "America/Detroit", "America/Indiana/Indianapolis", "America/Chicago", "America/Denver",
    "America/Boise", "America/Los_Angeles", "America/Anchorage", "America/Juneau", "America/Adak",
]  # fmt: skip
STEADY = ["America/Phoenix", "Pacific/Honolulu", "America/Puerto_Rico", "Pacific/Guam", "Pacific/Pago_Pago"]


@dataclass
class Sitting:
    deadline_at: datetime | None = NOON
    grace_seconds: int = 15
    paused_at: datetime | None = None
    pause_until: datetime | None = None
    pause_reason: str = ""


@pytest.mark.parametrize(
    ("terms", "allowance", "ends"),
    [
        (Terms(), USUAL, None),
        (Terms(time_limit=HOUR), USUAL, NOON + HOUR),
        (Terms(closes_at=NOON + 2 * HOUR), USUAL, NOON + 2 * HOUR),
        (Terms(time_limit=HOUR, closes_at=NOON + 30 * MINUTE), USUAL, NOON + 30 * MINUTE),
        (Terms(time_limit=HOUR), Allowance(time_factor=Decimal("1.5")), NOON + 90 * MINUTE),
        (Terms(time_limit=HOUR), Allowance(no_time_limit=True), None),
        # The closing date never takes back the time that the factor gives.
        (
            Terms(time_limit=HOUR, closes_at=NOON + HOUR),
            Allowance(time_factor=Decimal("1.5")),
            NOON + 90 * MINUTE,
        ),
        (Terms(closes_at=NOON + HOUR), Allowance(closing_hours=24), NOON + 25 * HOUR),
        (
            Terms(time_limit=HOUR, closes_at=NOON + HOUR),
            Allowance(no_time_limit=True, closing_hours=2),
            NOON + 3 * HOUR,
        ),
        (Terms(time_limit=MINUTE), Allowance(time_factor=Decimal("1.33")), NOON + timedelta(seconds=80)),
    ],
)
def test_deadline_is_the_limit_or_the_closing_date_as_agreed_with_the_person(terms, allowance, ends):
    assert timing.deadline(NOON, terms, allowance, STILL) == ends


def test_time_that_stood_still_comes_on_top():
    assert timing.deadline(NOON, Terms(time_limit=HOUR), USUAL, 7 * MINUTE) == NOON + 67 * MINUTE
    assert timing.deadline(NOON, Terms(closes_at=NOON + HOUR), USUAL, 7 * MINUTE) == NOON + 67 * MINUTE
    assert timing.deadline(NOON, Terms(), USUAL, 7 * MINUTE) is None


@pytest.mark.parametrize("zone", CHANGING + STEADY)
@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1), date(2028, 2, 29)])
def test_sixty_minutes_are_3600_seconds_on_both_nights_and_the_leap_day(zone, day):
    """Started half an hour before the clocks change, whatever they then show."""
    started = datetime.combine(day, time(1, 30), ZoneInfo(zone)).astimezone(UTC)

    ends = timing.deadline(started, Terms(time_limit=HOUR, zone=zone), USUAL, STILL)

    assert (ends - started).total_seconds() == 3600
    assert timing.seconds_left(Sitting(ends), started) == 3600


@pytest.mark.parametrize("zone", CHANGING)
def test_a_try_across_the_night_ends_at_23_59_of_the_quiz(zone):
    closes_at = closing(date(2026, 11, 1), time(23, 59), zone)
    evening_before = datetime(2026, 10, 31, 23, 59, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    ends = timing.deadline(evening_before, Terms(closes_at=closes_at, zone=zone), USUAL, STILL)

    assert ends - evening_before == 25 * HOUR


@pytest.mark.parametrize(
    ("after", "late", "over"),
    [
        (-MILLISECOND, False, False),
        (STILL, False, False),
        (MILLISECOND, True, False),
        (timedelta(seconds=15) - MILLISECOND, True, False),
        (timedelta(seconds=15), True, False),
        (timedelta(seconds=15) + MILLISECOND, True, True),
    ],
)
def test_grace_ends_to_the_millisecond(after, late, over):
    assert (timing.is_late(Sitting(), NOON + after), timing.is_over(Sitting(), NOON + after)) == (late, over)


def test_without_a_deadline_nothing_is_ever_late_or_over():
    endless, later = Sitting(deadline_at=None), NOON + timedelta(days=4000)

    assert not timing.is_late(endless, later)
    assert not timing.is_over(endless, later)
    assert timing.finished_at(endless, later) == later
    assert timing.seconds_left(endless, later) is None


@pytest.mark.parametrize(("received", "finished"), [(-MINUTE, -MINUTE), (STILL, STILL), (9 * MINUTE, STILL)])
def test_a_try_is_finished_when_received_or_at_its_deadline(received, finished):
    assert timing.finished_at(Sitting(), NOON + received) == NOON + finished


ON_BREAK = Sitting(paused_at=NOON - 10 * MINUTE, pause_until=NOON - 5 * MINUTE, pause_reason=PauseReason.BREAK)


def test_a_break_moves_the_end_by_what_it_lasts_and_never_more_than_was_agreed():
    assert timing.ends_at(ON_BREAK) == NOON + 5 * MINUTE
    assert timing.paused_for(ON_BREAK, NOON - 8 * MINUTE) == 2 * MINUTE
    assert timing.paused_for(ON_BREAK, NOON + HOUR) == 5 * MINUTE
    assert not timing.is_over(ON_BREAK, NOON + 5 * MINUTE + timedelta(seconds=15))
    assert timing.is_over(ON_BREAK, NOON + 5 * MINUTE + timedelta(seconds=15) + MILLISECOND)


def test_the_clock_stands_still_in_a_break_and_goes_on_after_it():
    left = [timing.seconds_left(ON_BREAK, NOON - minutes * MINUTE) for minutes in (10, 7, 5, 4)]

    assert left == [600, 600, 600, 540]


def test_a_suspended_try_has_no_end_until_it_goes_on():
    frozen = Sitting(paused_at=NOON - MINUTE, pause_reason=PauseReason.SUSPENDED)

    assert timing.ends_at(frozen) is None
    assert not timing.is_over(frozen, NOON + timedelta(days=400))
    assert timing.paused_for(frozen, NOON + timedelta(days=400)) == timedelta(days=400) + MINUTE


def test_a_pause_is_never_shorter_than_nothing():
    assert timing.paused_for(ON_BREAK, NOON - HOUR) == STILL
    assert timing.paused_for(Sitting(), NOON) == STILL


def test_seconds_left_are_never_below_zero():
    assert timing.seconds_left(Sitting(), NOON + HOUR) == 0
