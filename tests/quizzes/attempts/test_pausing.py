"""Scenario 25: breaks, suspended places, people who left; time stands still and nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from cms.mail.models import OutboxMail
from courses.enrollments.models import Accommodation, Enrollment
from courses.enrollments.rules import USUAL, Allowance
from courses.enrollments.services import AlreadyClosed, NotSuspended, withdraw
from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from quizzes.journey.services import PlaceSuspended
from tests.builders import ivan
from tests.quizzes.attempts.conftest import NOON, sitting

HOUR, MINUTE, MILLISECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(milliseconds=1)
GRACE = timedelta(seconds=15)


@pytest.fixture
def timed(db):
    return sitting(time_limit_minutes=60)


@pytest.fixture
def team(db):
    return ivan()


def kinds(attempt) -> list[str]:
    return list(AttemptStep.objects.filter(attempt=attempt).values_list("kind", flat=True))


def fresh(attempt) -> Attempt:
    return Attempt.objects.get(pk=attempt.pk)


def assert_whole(attempt):
    assert fresh(attempt).projection() == fold(AttemptStep.objects.filter(attempt=attempt))


def allow(taken, team, **what) -> bool:
    return services.accommodate(taken.trainee, Allowance(**what), reason="Private", by=team, at=NOON)


def test_a_break_stops_the_clock_and_the_deadline_moves_by_what_it_lasted(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()

    assert services.take_break(attempt, at=NOON + 5 * MINUTE) == NOON + 15 * MINUTE
    services.end_break(attempt, at=NOON + 9 * MINUTE)

    assert (attempt.deadline_at, attempt.break_seconds, attempt.paused_at) == (NOON + 64 * MINUTE, 240, None)
    assert kinds(attempt) == ["started", "paused", "resumed"]
    assert_whole(attempt)


def test_a_break_ends_by_itself_when_it_is_used_up(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON)
    services.end_break(attempt, at=NOON + 40 * MINUTE)

    assert (attempt.deadline_at, attempt.break_seconds) == (NOON + 70 * MINUTE, 600)
    with pytest.raises(services.NoBreakLeft):
        services.take_break(attempt, at=NOON + 41 * MINUTE)


def test_several_breaks_share_what_was_agreed(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON)
    services.end_break(attempt, at=NOON + 4 * MINUTE)

    assert services.take_break(attempt, at=NOON + 20 * MINUTE) == NOON + 26 * MINUTE


def test_asking_for_a_break_in_a_break_changes_nothing(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()

    until = [services.take_break(fresh(attempt), at=NOON + minute * MINUTE) for minute in (0, 1, 2)]

    assert until == [NOON + 10 * MINUTE] * 3
    assert kinds(attempt) == ["started", "paused"]


def test_an_answer_ends_the_break(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON)

    saved = timed.save_at(NOON + 3 * MINUTE, attempt, 1, "a")

    assert saved.deadline_at == NOON + 63 * MINUTE
    assert kinds(attempt) == ["started", "paused", "resumed", "saved"]
    assert_whole(attempt)


def test_a_try_left_in_a_break_ends_when_break_and_time_are_over(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON + 30 * MINUTE)
    end = NOON + 70 * MINUTE

    assert services.seal_overdue(at=end + GRACE) == 0
    assert services.seal_overdue(at=end + GRACE + MILLISECOND) == 1

    attempt = fresh(attempt)
    assert (attempt.sent_at, attempt.sent_by, attempt.deadline_at) == (end, "deadline", end)
    assert kinds(attempt) == ["started", "paused", "resumed", "sent", "scored"]
    assert_whole(attempt)


@pytest.mark.parametrize("limit", [None, 60])
def test_there_is_no_break_where_none_was_agreed_or_no_clock_runs(db, team, limit):
    taken = sitting(time_limit_minutes=limit)
    if limit is None:
        allow(taken, team, break_minutes=10)
    attempt = taken.start()

    with pytest.raises(services.NoBreakLeft):
        services.take_break(attempt, at=NOON)
    assert kinds(attempt) == ["started"]


def test_ending_a_break_outside_of_one_does_nothing(timed):
    attempt = timed.start()
    services.end_break(attempt, at=NOON)

    assert kinds(attempt) == ["started"]


def test_a_suspended_try_is_frozen_not_deleted_and_goes_on_with_its_time(timed, team):
    attempt = timed.start()
    timed.save_at(NOON + MINUTE, attempt, 1, "a", key="k1")
    services.suspend(timed.enrollment, by=team, at=NOON + 50 * MINUTE)
    attempt = fresh(attempt)

    with pytest.raises(services.AttemptFrozen):
        timed.save_at(NOON + 51 * MINUTE, attempt, 2, ["a"])
    with pytest.raises(services.AttemptFrozen):
        services.finish(attempt, at=NOON + 51 * MINUTE)
    assert services.seal_overdue(at=NOON + timedelta(days=9)) == 0
    assert timed.save_at(NOON + 51 * MINUTE, attempt, 1, "a", key="k1", seen=0).step == 2

    services.reinstate(timed.enrollment, by=team, at=NOON + timedelta(days=9))
    attempt = fresh(attempt)
    assert attempt.deadline_at == NOON + timedelta(days=9) + 10 * MINUTE
    timed.save_at(NOON + timedelta(days=9) + 10 * MINUTE, attempt, 2, ["a"])
    assert {number: held["response"] for number, held in attempt.answers.items()} == {"1": "a", "2": ["a"]}
    assert kinds(attempt) == ["started", "saved", "paused", "resumed", "saved"]
    assert attempt.break_seconds == 0
    assert_whole(attempt)


def test_a_tab_that_does_not_know_of_the_suspension_is_refused_too(timed, team):
    tab = timed.start()
    services.suspend(timed.enrollment, by=team, at=NOON + MINUTE)

    with pytest.raises(services.AttemptFrozen):
        timed.save_at(NOON + 2 * MINUTE, tab, 1, "a")
    assert kinds(tab) == ["started", "paused"]


def test_a_try_that_was_over_is_sealed_by_a_suspension_not_frozen(timed, team):
    attempt = timed.start()
    services.suspend(timed.enrollment, by=team, at=NOON + 2 * HOUR)

    assert (fresh(attempt).state, fresh(attempt).sent_at) == ("sent", NOON + HOUR)


def test_suspending_in_a_break_ends_the_break(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON)
    services.suspend(timed.enrollment, by=team, at=NOON + 4 * MINUTE)
    services.reinstate(timed.enrollment, by=team, at=NOON + HOUR)

    attempt = fresh(attempt)
    assert (attempt.break_seconds, attempt.deadline_at) == (240, NOON + 2 * HOUR)
    assert_whole(attempt)


def test_a_suspended_place_starts_nothing(timed, team):
    services.suspend(timed.enrollment, by=team, at=NOON)

    with pytest.raises(PlaceSuspended):
        timed.start()
    assert not Attempt.objects.exists()


def test_suspending_and_reinstating_say_what_they_found(timed, team):
    services.suspend(timed.enrollment, by=team, at=NOON)
    with pytest.raises(AlreadyClosed):
        services.suspend(timed.enrollment, by=team, at=NOON)
    services.reinstate(timed.enrollment, by=team, at=NOON)
    with pytest.raises(NotSuspended):
        services.reinstate(timed.enrollment, by=team, at=NOON)

    actions = ModelLogEntry.objects.filter(action__in=["courses.suspend", "courses.reinstate"])
    assert [(entry.action, entry.user) for entry in actions.order_by("pk")] == [
        ("courses.suspend", team), ("courses.reinstate", team),
    ]  # fmt: skip


def test_who_leaves_the_course_may_finish_what_was_begun(timed):
    attempt = timed.start()
    withdraw(timed.enrollment, by=timed.trainee, at=NOON)

    timed.save_at(NOON + MINUTE, attempt, 1, "a")
    services.finish(attempt, at=NOON + 2 * MINUTE)

    assert Enrollment.objects.get().state == "withdrawn"
    assert attempt.points == Decimal("1.00")


def test_an_accommodation_is_kept_once_told_without_its_reason_and_logged_without_it(timed, team):
    assert allow(timed, team, time_factor=Decimal("1.5"), extra_tries=1) is True
    assert allow(timed, team, time_factor=Decimal("1.5"), extra_tries=1) is False

    kept = Accommodation.objects.get()
    assert (kept.allowance(), kept.reason, kept.set_by, kept.set_at) == (
        Allowance(time_factor=Decimal("1.5"), extra_tries=1), "Private", team, NOON,
    )  # fmt: skip
    entry = ModelLogEntry.objects.get(action="courses.accommodate")
    assert (entry.user, entry.data) == (team, {"allows": {"time_factor": "1.5", "extra_tries": "1"}})
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == (timed.trainee.email, "Your settings were updated")
    assert "Private" not in mail.body
    assert "1.5" not in mail.body


def test_taking_an_accommodation_back_moves_the_deadline_back(timed, team):
    allow(timed, team, time_factor=Decimal(2))
    attempt = timed.start()
    assert attempt.deadline_at == NOON + 2 * HOUR

    services.accommodate(timed.trainee, USUAL, reason="", by=team, at=NOON + MINUTE)

    assert fresh(attempt).deadline_at == NOON + HOUR


def test_more_time_keeps_the_break_that_was_taken(timed, team):
    allow(timed, team, break_minutes=10)
    attempt = timed.start()
    services.take_break(attempt, at=NOON)
    services.end_break(attempt, at=NOON + 5 * MINUTE)
    allow(timed, team, break_minutes=10, time_factor=Decimal(2))

    assert fresh(attempt).deadline_at == NOON + 125 * MINUTE


def test_adjusting_where_nothing_changes_adds_nothing(timed, team):
    attempt = timed.start()

    assert services.adjust_deadlines(timed.trainee, by=team, at=NOON + MINUTE) == 0
    assert kinds(attempt) == ["started"]
