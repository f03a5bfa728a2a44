"""Scenarios 6, 7, 8, 14, 15 and 25: a deadline holds to the millisecond, with nobody watching."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import call_command

from cms.jobs.services import run_due
from courses.enrollments.rules import Allowance
from courses.progress.models import Result
from quizzes.attempts import queries, receipts, services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from quizzes.hours.models import HoursEntry
from quizzes.journey.services import mark_activity_done
from tests.builders import ivan
from tests.quizzes.attempts.conftest import NOON, sitting

HOUR, MINUTE, SECOND, MILLISECOND = (timedelta(**{unit: 1}) for unit in ("hours", "minutes", "seconds", "milliseconds"))
GRACE = 15 * SECOND
END = NOON + HOUR


@pytest.fixture
def timed(db):
    """A quiz of sixty minutes, started at noon."""
    return sitting(time_limit_minutes=60)


def kinds(attempt) -> list[str]:
    return list(AttemptStep.objects.filter(attempt=attempt).values_list("kind", flat=True))


def assert_whole(attempt):
    row = Attempt.objects.get(pk=attempt.pk)
    steps = list(AttemptStep.objects.filter(attempt=attempt))
    assert [step.number for step in steps] == list(range(1, row.last_step + 1))
    assert row.projection() == fold(steps)


def test_no_quiz_has_a_limit_by_default(db):
    attempt = sitting().start()

    assert (attempt.deadline_at, attempt.grace_seconds) == (None, 15)


def test_a_try_knows_its_deadline_from_the_start(timed):
    attempt = timed.start()

    assert attempt.deadline_at == END
    assert AttemptStep.objects.get().payload["deadline_at"] == END.isoformat()
    assert_whole(attempt)


@pytest.mark.parametrize(
    ("after", "late"),
    [(-MILLISECOND, False), (0 * SECOND, False), (MILLISECOND, True), (GRACE - MILLISECOND, True), (GRACE, True)],
)
def test_an_answer_counts_while_it_is_received_within_grace_and_says_when_it_was_late(timed, after, late):
    attempt = timed.start()

    saved = timed.save_at(END + after, attempt, 1, "a")

    assert (saved.late, saved.deadline_at) == (late, END)
    step = AttemptStep.objects.get(kind="saved")
    assert step.payload.get("late", False) is late
    services.finish(attempt, at=END + GRACE)
    assert attempt.points == Decimal("1.00")
    assert attempt.sent_at == END
    assert_whole(attempt)


def test_a_millisecond_after_grace_the_answer_is_kept_but_not_graded(timed):
    attempt = timed.start()
    timed.save_at(NOON + MINUTE, attempt, 1, "b")

    with pytest.raises(services.AnswerTooLate):
        timed.save_at(END + GRACE + MILLISECOND, attempt, 1, "a", key="k9", flagged=True)

    assert kinds(attempt) == ["started", "saved", "sent", "scored", "late"]
    assert (attempt.sent_at, attempt.sent_by, attempt.points, attempt.late) == (END, "deadline", Decimal(0), 1)
    assert attempt.answers["1"]["response"] == "b"
    assert [(late.question, late.payload) for late in receipts.late_answers(attempt)] == [
        (1, {"response": "a", "flagged": True})
    ]
    assert_whole(attempt)


def test_a_late_answer_sent_again_is_kept_once(timed):
    attempt = timed.start()
    for _ in range(3):
        with pytest.raises(services.AnswerTooLate):
            timed.save_at(END + MINUTE, attempt, 1, "a", key="k1")
    with pytest.raises(services.RequestKeyReused):
        timed.save_at(END + MINUTE, attempt, 1, "b", key="k1")

    assert kinds(attempt).count("late") == 1


def test_what_was_acknowledged_in_time_is_acknowledged_again_after_the_end(timed):
    attempt = timed.start()
    first = timed.save_at(END - SECOND, attempt, 1, "a", key="k1")
    timed.save_at(END - SECOND, attempt, 1, "b", key="k2")
    services.seal_if_over(attempt, at=END + MINUTE)

    assert timed.save_at(END + MINUTE, attempt, 1, "a", key="k1", seen=0) == first
    assert timed.save_at(END + MINUTE, attempt, 1, "b").step == attempt.answers["1"]["step"]
    assert "late" not in kinds(attempt)


def test_an_answer_received_in_time_counts_although_the_sweeper_was_faster(timed):
    """It waited for its turn to write while the try was sealed."""
    attempt = timed.start()
    slow = Attempt.objects.get(pk=attempt.pk)
    services.seal_overdue(at=END + GRACE + MILLISECOND)

    saved = timed.save_at(END + GRACE, slow, 1, "a")

    assert saved.late
    slow.refresh_from_db()
    assert (slow.points, slow.sent_at) == (Decimal("1.00"), END)
    assert kinds(slow) == ["started", "sent", "scored", "saved", "scored"]
    assert list(Result.objects.order_by("pk").values_list("state", "score")) == [
        ("started", None), ("not_yet", Decimal(0)), ("not_yet", Decimal(1)),
    ]  # fmt: skip
    assert_whole(slow)


def test_nobody_has_to_send_and_no_job_has_to_run(timed):
    """The sweeper is off for a day; whoever reads the try first seals it, as of its deadline."""
    attempt = timed.start()
    timed.answer_all(attempt)
    tomorrow = END + timedelta(days=1)

    assert services.seal_if_over(attempt, at=tomorrow) is True

    assert (attempt.sent_at, attempt.sent_by, attempt.passed) == (END, "deadline", True)
    assert set(AttemptStep.objects.filter(kind__in=["sent", "scored"]).values_list("at", flat=True)) == {END}
    assert Result.objects.get(state="passed").at == END
    assert_whole(attempt)


def test_sealing_and_sending_in_time_give_the_same_grade(timed):
    by_hand, by_clock = timed.start(), None
    timed.answer_all(by_hand)
    services.finish(by_hand, at=END)
    by_clock = services.start(timed.enrollment, timed.quiz.translation_key, at=NOON)
    timed.answer_all(by_clock)
    services.seal_overdue(at=END + HOUR)

    by_clock.refresh_from_db()
    assert queries.scorecard_of(by_clock) == queries.scorecard_of(by_hand)
    assert by_clock.sent_at == by_hand.sent_at == END


@pytest.mark.parametrize("after", [0 * SECOND, MILLISECOND, GRACE, GRACE + MILLISECOND, timedelta(days=3)])
def test_whoever_presses_send_after_the_end_has_finished_at_the_end(timed, after):
    attempt = timed.start()
    timed.answer_all(attempt)
    services.finish(attempt, at=END + after)

    assert attempt.sent_at == END
    assert attempt.sent_by == ("deadline" if after > GRACE else "trainee")
    assert Result.objects.get(state="passed").at == END


def test_starting_again_seals_the_try_that_is_over(timed):
    first = timed.start()

    second = services.start(timed.enrollment, timed.quiz.translation_key, at=END + MINUTE)

    first.refresh_from_db()
    assert (first.state, first.sent_at, second.number) == ("sent", END, 2)


def test_hours_are_dated_to_the_deadline_not_to_the_sweeper(timed):
    lesson = timed.quiz.get_prev_sibling()
    mark_activity_done(timed.enrollment, lesson.translation_key, by=timed.trainee, at=NOON - HOUR)
    timed.answer_all(timed.start())
    services.seal_overdue(at=END + timedelta(days=2))

    assert HoursEntry.objects.get().completed_at == END


def test_the_sweeper_seals_what_is_over_and_nothing_else(timed):
    attempt = timed.start()

    assert services.seal_overdue(at=END + GRACE) == 0
    assert services.seal_overdue(at=END + GRACE + MILLISECOND) == 1
    assert services.seal_overdue(at=END + HOUR) == 0
    attempt.refresh_from_db()
    assert attempt.sent_at == END


def test_the_schedule_and_the_command_sweep_too(timed):
    timed.at = datetime(2020, 1, 1, tzinfo=UTC)
    timed.start()
    mine = [entry for entry in settings.SCHEDULE if entry[0] == "quizzes.attempts.services.seal_due"]

    assert run_due(mine) == ["quizzes.attempts.services.seal_due"]
    assert Attempt.objects.get().state == "sent"

    timed.start()
    out = StringIO()
    call_command("seal_overdue", stdout=out)
    assert out.getvalue() == "1 sealed\n"


@pytest.mark.parametrize("zone", ["America/New_York", "America/Chicago", "America/Phoenix", "Pacific/Honolulu"])
def test_a_quiz_closes_at_23_59_of_its_own_zone_and_ends_what_is_open(db, zone):
    taken = sitting(closes_on=date(2026, 11, 23), closes_time=time(23, 59), zone=zone)
    closes = datetime(2026, 11, 23, 23, 59, tzinfo=ZoneInfo(zone))

    attempt = taken.start()

    assert attempt.deadline_at == closes
    services.seal_if_over(attempt, at=closes + GRACE + MILLISECOND)
    with pytest.raises(services.QuizClosed):
        services.start(taken.enrollment, taken.quiz.translation_key, at=closes + MINUTE)


@pytest.mark.parametrize("started", [datetime(2026, 3, 8, 6, 30, tzinfo=UTC), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)])
def test_sixty_minutes_across_the_time_change_are_3600_seconds(timed, started):
    timed.at = started

    attempt = timed.start()

    assert (attempt.deadline_at - started).total_seconds() == 3600


def test_more_time_moves_the_deadline_of_the_open_try_and_the_next_save_says_so(timed):
    attempt, rosa = timed.start(), ivan()

    assert services.accommodate(
        timed.trainee, Allowance(time_factor=Decimal("1.5")), reason="Dyslexia", by=rosa, at=NOON + 5 * MINUTE
    )

    attempt = Attempt.objects.get(pk=attempt.pk)
    assert attempt.deadline_at == NOON + 90 * MINUTE
    assert timed.save_at(NOON + 80 * MINUTE, attempt, 1, "a").deadline_at == NOON + 90 * MINUTE
    adjusted = AttemptStep.objects.get(kind="adjusted")
    assert adjusted.payload == {"deadline_at": (NOON + 90 * MINUTE).isoformat(), "by": rosa.pk}
    assert "Dyslexia" not in str(list(AttemptStep.objects.values()))
    assert_whole(attempt)


def test_a_tab_that_has_not_heard_of_more_time_saves_by_the_new_deadline(timed):
    stale = timed.start()
    services.accommodate(timed.trainee, Allowance(no_time_limit=True), reason="", by=ivan(), at=NOON + MINUTE)

    # What the page knew was over; the row says otherwise.
    saved = timed.save_at(END + HOUR, stale, 1, "a")

    assert (saved.late, saved.deadline_at) == (False, None)
    stale.refresh_from_db()
    assert stale.state == "open"
    assert_whole(stale)


def test_time_given_after_the_end_does_not_open_the_try_again(timed):
    attempt = timed.start()
    services.accommodate(
        timed.trainee, Allowance(time_factor=Decimal(2)), reason="", by=ivan(), at=END + GRACE + MILLISECOND
    )

    attempt.refresh_from_db()
    assert (attempt.state, attempt.sent_at, attempt.deadline_at) == ("sent", END, END)
    assert "adjusted" not in kinds(attempt)
