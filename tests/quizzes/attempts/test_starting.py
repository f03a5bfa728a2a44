"""What a new try asks, what it is worth, and when it may not begin."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from courses.enrollments.rules import Allowance
from courses.progress.models import Result
from courses.progress.queries import standing
from courses.progress.services import mark_done
from quizzes.attempts import queries, services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import Mode, fold
from quizzes.hours.models import HoursEntry
from quizzes.journey import services as journey
from quizzes.questions.queries import payloads
from tests.builders import ivan, module_page, question, quiz_page
from tests.quizzes.attempts.conftest import NOON, sitting

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def plan(*entries) -> list[dict]:
    return [{"type": kind, "value": value} for kind, value in entries]


def asked(attempt) -> list[str]:
    placed = queries.placed(attempt)
    frozen = payloads([place.version_id for place in placed])
    return [frozen[place.version_id]["asked"]["en"]["stem"] for place in placed]


def test_a_try_keeps_what_its_plan_says_of_each_question(db):
    first, second = question(stem="First?"), question(stem="Second?")
    for number in range(3):
        question(stem=f"Pool {number}?", tags=["m11"])
    taken = sitting(
        plan=plan(
            ("question", {"question": first.pk, "points": "2.5", "critical": True}),
            ("section", {"en": "More", "es": "Más"}),
            ("draw", {"draw": 2, "tag": "m11", "points": "3"}),
            ("question", second.pk),
        )
    )

    attempt = taken.start()

    assert [(place.worth, place.critical, place.section) for place in queries.placed(attempt)] == [
        (Decimal("2.50"), True, None), (Decimal(3), False, 1), (Decimal(3), False, 1), (Decimal(1), False, 1),
    ]  # fmt: skip
    taken.answer_all(attempt)
    taken.finish(attempt)
    assert (attempt.points, attempt.possible, attempt.passed) == (Decimal("9.50"), Decimal("9.50"), True)


def test_a_missed_critical_question_keeps_a_good_score_from_passing(db):
    critical = question(stem="Never do what?")
    others = [question(stem=f"Easy {number}?") for number in range(9)]
    taken = sitting(
        plan=plan(("question", {"question": critical.pk, "critical": True}), *(("question", q.pk) for q in others))
    )
    attempt = taken.start()
    taken.answer_all(attempt)
    taken.save(attempt, 1, "b")
    taken.finish(attempt)

    assert (attempt.points, attempt.passed) == (Decimal("9.00"), False)
    assert queries.scorecard_of(attempt)["missed"] == ["critical:1"]
    assert Result.objects.order_by("pk").last().state == "not_yet"


def test_a_new_try_draws_what_was_not_seen_yet(db):
    for number in range(6):
        question(stem=f"Pool {number}?", tags=["m11"])
    taken = sitting(plan=plan(("draw", {"draw": 3, "tag": "m11"})), unseen_first=True)
    first = taken.start()
    taken.finish(first)
    second = taken.start()
    taken.finish(second)
    third = taken.start()

    assert set(asked(first)) | set(asked(second)) == {f"Pool {number}?" for number in range(6)}
    assert len(set(asked(third))) == 3


def test_questions_are_shuffled_when_the_quiz_says_so(db):
    taken = sitting([question(stem=f"Number {number}?") for number in range(8)], shuffle_questions=True)
    orders = set()
    for _ in range(4):
        attempt = taken.start()
        orders.add(tuple(asked(attempt)))
        taken.finish(attempt)

    assert len(orders) > 1
    assert all(sorted(order) == [f"Number {number}?" for number in range(8)] for order in orders)


@pytest.mark.parametrize(
    ("rules", "refusal", "opens_at"),
    [
        ({"opens_on": date(2026, 11, 24), "opens_time": time(8), "zone": "America/Chicago"}, services.NotOpenYet,
         NOON.replace(day=24, hour=14, minute=0)),
        ({"closes_on": date(2026, 11, 22)}, services.QuizClosed, None),
    ],
)  # fmt: skip
def test_start_is_refused_outside_of_the_dates(db, rules, refusal, opens_at):
    taken = sitting(**rules)

    with pytest.raises(refusal) as refused:
        taken.start()
    assert refused.value.opens_at == opens_at
    assert not Attempt.objects.exists()


def test_start_is_refused_until_the_wait_is_over_and_says_until_when(db):
    taken = sitting(wait_minutes=60, wait_minutes_later=1440)
    taken.finish(taken.start())
    sent = taken.at

    with pytest.raises(services.TooSoon) as refused:
        taken.start()
    assert refused.value.opens_at == sent + HOUR

    taken.at = sent + HOUR
    taken.finish(taken.start())
    taken.at += HOUR
    with pytest.raises(services.TooSoon):
        taken.start()


def test_two_tries_a_term_as_new_york_has_it(db):
    taken = sitting(period_tries=2, period_months=6, period_since=date(2026, 1, 1))
    for _ in range(2):
        taken.finish(taken.start())

    with pytest.raises(services.NoTriesThisPeriod) as refused:
        taken.start()
    new_year = refused.value.opens_at
    assert new_year.isoformat() == "2027-01-01T05:00:00+00:00"
    taken.at = new_year
    assert taken.start().number == 3


def test_extra_tries_are_given_to_the_person(db):
    taken = sitting(tries_allowed=1)
    services.accommodate(taken.trainee, Allowance(extra_tries=1), reason="", by=ivan(), at=NOON)
    taken.finish(taken.start())
    taken.finish(taken.start())

    with pytest.raises(services.NoTriesLeft):
        taken.start()


def test_practice_is_never_timed_never_counts_and_posts_nothing(db):
    taken = sitting(offers_practice=True, tries_allowed=1, time_limit_minutes=5)
    practice = taken.start(mode=Mode.PRACTICE)
    taken.answer_all(practice)
    taken.finish(practice)

    assert (practice.mode, practice.number, practice.deadline_at, practice.passed) == ("practice", 1, None, True)
    assert not Result.objects.exists()
    assert not HoursEntry.objects.exists()
    graded = taken.start()
    assert (graded.mode, graded.number) == ("graded", 1)
    assert queries.tries(taken.trainee.pk, taken.quiz.translation_key) == [graded]
    assert practice.projection() == fold(AttemptStep.objects.filter(attempt=practice))


def test_practice_is_refused_where_it_is_not_offered_or_a_graded_try_is_open(db):
    taken = sitting()
    with pytest.raises(services.PracticeNotOffered):
        taken.start(mode=Mode.PRACTICE)

    taken.change(offers_practice=True)
    taken.start()
    with pytest.raises(services.PracticeNotOffered):
        taken.start(mode=Mode.PRACTICE)
    assert Attempt.objects.count() == 1


def test_a_graded_try_ends_the_practice_that_is_open(db):
    taken = sitting(offers_practice=True)
    practice = taken.start(mode=Mode.PRACTICE)
    graded = taken.start()

    practice.refresh_from_db()
    assert (practice.state, graded.state, graded.mode) == ("sent", "open", "graded")


def test_practice_of_a_closed_module_is_refused(db):
    taken = sitting()
    first = taken.quiz.get_parent().specific
    second = module_page(first.get_parent().specific, "Second", opens_after=first)
    quiz = quiz_page(second, [question()], "Second quiz", offers_practice=True)

    with pytest.raises(journey.ActivityNotOpen):
        services.start(taken.enrollment, quiz.translation_key, mode=Mode.PRACTICE, at=NOON)
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("purpose", "state", "score", "mode"),
    [
        ("pretest", "done", Decimal(4), "graded"),
        ("practice", "done", None, "practice"),
        ("test_out", "passed", Decimal(4), "graded"),
    ],
)
def test_an_offer_is_noted_and_neither_holds_up_the_module_nor_pays(db, purpose, state, score, mode):
    taken = sitting(purpose=purpose)
    attempt = taken.start()
    taken.answer_all(attempt)
    taken.finish(attempt)

    posted = Result.objects.order_by("pk").last()
    assert (posted.state, posted.score, attempt.mode) == (state, score, mode)
    assert standing(taken.enrollment).has(taken.quiz.translation_key)
    assert not HoursEntry.objects.exists()

    lesson = taken.quiz.get_prev_sibling()
    outcome = journey.mark_activity_done(taken.enrollment, lesson.translation_key, by=taken.trainee, at=taken.at)
    assert outcome.minutes == 10


def test_a_module_is_finished_without_its_pretest(db):
    taken = sitting(purpose="pretest")
    lesson = taken.quiz.get_prev_sibling()

    outcome = journey.mark_activity_done(taken.enrollment, lesson.translation_key, by=taken.trainee, at=NOON)

    assert outcome.minutes == 10


def test_an_offer_taken_later_does_not_pay_for_the_module(db):
    """Even where the module could pay now: an offer never is what brings hours."""
    taken = sitting(purpose="test_out")
    lesson = taken.quiz.get_prev_sibling()
    attempt = taken.start()
    taken.answer_all(attempt)
    mark_done(taken.enrollment, taken.quiz.get_parent().translation_key, lesson.translation_key, by=taken.trainee)

    assert taken.finish(attempt) == 0
    assert not HoursEntry.objects.exists()


def test_unsure_is_an_answer_that_earns_nothing_and_never_less(db):
    taken = sitting(offers_unsure=True, asks_certainty=True)
    attempt = taken.start()
    taken.save(attempt, 1, "a", unsure=True)
    taken.save(attempt, 3, "true", certainty=3)
    taken.finish(attempt)

    assert attempt.answers["1"] == {
        "response": None, "flagged": False, "unsure": True, "step": 2, "at": attempt.answers["1"]["at"], "key": "",
    }  # fmt: skip
    lines = queries.scorecard_of(attempt)["questions"]
    assert (lines[0]["scheme"], lines[0]["fraction"], lines[0]["earned"]) == ("unsure", "0", "0")
    assert [line["marked"] for line in lines] == ["0", "0", "3", "0"]
    assert lines[2]["certainty"] == 3
    assert attempt.points == Decimal("1.00")


def test_changing_only_how_sure_one_is_is_a_change(db):
    taken = sitting(asks_certainty=True)
    attempt = taken.start()
    taken.save(attempt, 1, "a", certainty=1)
    taken.save(attempt, 1, "a", certainty=2)
    taken.save(attempt, 1, "a", certainty=2)

    assert AttemptStep.objects.filter(kind="saved").count() == 2
    assert attempt.answers["1"]["certainty"] == 2
