from decimal import Decimal

import pytest

from courses.progress.models import Result
from quizzes.attempts import queries, services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from quizzes.hours.models import HoursEntry
from quizzes.journey import services as journey
from quizzes.questions.models import QuestionVersion
from tests.builders import module_page, question, quiz_page
from tests.quizzes.attempts.conftest import BEST, NOON, sitting


def steps(attempt) -> list[str]:
    return list(AttemptStep.objects.filter(attempt=attempt).values_list("kind", flat=True))


def best_match(attempt) -> dict:
    version = QuestionVersion.objects.get(pk=queries.placed(attempt)[3].version_id)
    return version.payload["key"]["pairs"]


def answer_all(taken, attempt):
    for number, response in {**BEST, 4: best_match(attempt)}.items():
        taken.save(attempt, number, response)


def test_start_pins_the_newest_versions_and_says_so(taken):
    attempt = taken.start()

    pinned = [place.version_id for place in queries.placed(attempt)]
    assert pinned == list(QuestionVersion.objects.order_by("pk").values_list("pk", flat=True))
    assert steps(attempt) == ["started"]
    assert AttemptStep.objects.get().payload == {
        "quiz_version": attempt.quiz_version_id,
        "seed": attempt.seed,
        "questions": pinned,
    }
    assert Result.objects.get().state == "started"


def test_start_again_gives_the_open_try_back(taken):
    assert taken.start() == taken.start()
    assert Attempt.objects.count() == 1


def test_start_after_the_last_try_is_refused(db):
    taken = sitting(tries_allowed=1)
    taken.finish(taken.start())

    with pytest.raises(services.NoTriesLeft):
        taken.start()


def test_start_is_refused_until_the_module_before_is_done(db):
    taken = sitting()
    first = taken.quiz.get_parent().specific
    second = module_page(first.get_parent().specific, "Second", opens_after=first)
    quiz = quiz_page(second, [question()], "Second quiz")

    with pytest.raises(journey.ActivityNotOpen):
        services.start(taken.enrollment, quiz.translation_key, at=NOON)
    assert not Attempt.objects.exists()


def test_start_is_refused_to_someone_who_left(taken):
    taken.enrollment.state = "withdrawn"
    taken.enrollment.save()

    with pytest.raises(journey.NotEnrolled):
        taken.start()
    assert not Attempt.objects.exists()


def test_start_leaves_out_what_is_not_published_any_more_and_refuses_when_nothing_is_left(db):
    asked = [question(stem="One?"), question(stem="Two?")]
    taken = sitting(asked)
    asked[0].unpublish()
    attempt = taken.start()

    assert len(queries.placed(attempt)) == 1

    taken.finish(attempt)
    asked[1].unpublish()
    with pytest.raises(services.NothingToAsk):
        taken.start()


def test_a_draw_asks_other_questions_of_the_pool_each_time_and_keeps_its_seed(db):
    for number in range(12):
        question(stem=f"Question {number}?", tags=["m11"])
    taken = sitting(plan=[{"type": "draw", "value": {"draw": 4, "tag": "m11"}}])
    drawn = set()
    for _ in range(6):
        attempt = taken.start()
        drawn.add(tuple(place.version_id for place in queries.placed(attempt)))
        taken.finish(attempt)

    assert all(len(set(picked)) == 4 for picked in drawn)
    assert len(drawn) > 1
    assert len(set(Attempt.objects.values_list("seed", flat=True))) == 6


def test_shuffled_options_keep_the_order_their_try_drew(db):
    taken = sitting([question() for _ in range(8)])
    taken.quiz.shuffle_options = True
    taken.quiz.save_revision().publish()
    attempt = taken.start()

    orders = {tuple(place.order) for place in queries.placed(attempt)}

    assert all(sorted(order) == ["a", "b", "c"] for order in orders)
    assert len(orders) > 1


@pytest.mark.parametrize("shuffles", [True, False])
def test_an_order_never_starts_as_the_right_one(db, shuffles):
    taken = sitting([question("ordering", f"Order {number}?") for number in range(20)])
    taken.quiz.shuffle_options = shuffles
    taken.quiz.save_revision().publish()
    attempt = taken.start()

    asked = queries.all_asked(queries.placed(attempt), "en")

    starts = [tuple(item["id"] for item in each.asked["items"]) for each in asked]
    assert ("i1", "i2", "i3") not in starts
    assert len(set(starts)) > 1


def test_save_adds_a_step_and_the_row_follows(taken):
    attempt = taken.start()

    saved = taken.save(attempt, 1, "a", key="k1", flagged=True)

    assert saved == services.Saved(number=1, step=2, at=taken.at)
    attempt.refresh_from_db()
    assert attempt.answers == {
        "1": {"response": "a", "flagged": True, "step": 2, "at": taken.at.isoformat(), "key": "k1"}
    }


def test_save_of_nothing_new_writes_nothing(taken):
    attempt = taken.start()
    taken.save(attempt, 1, None)
    taken.save(attempt, 2, ["a"])
    taken.save(attempt, 2, ["a"])

    assert steps(attempt) == ["started", "saved"]


def test_the_same_key_with_the_same_answer_gets_the_same_reply(taken):
    attempt = taken.start()
    first = taken.save(attempt, 1, "a", key="k1", seen=0)

    assert all(taken.save(attempt, 1, "a", key="k1", seen=0) == first for _ in range(4))
    assert steps(attempt) == ["started", "saved"]


def test_a_repetition_that_comes_after_a_newer_answer_gets_the_same_reply(taken):
    attempt = taken.start()
    first = taken.save(attempt, 1, "a", key="k1", seen=0)
    taken.save(attempt, 1, "b", key="k2")

    assert taken.save(attempt, 1, "a", key="k1", seen=0) == first
    assert attempt.answers["1"]["response"] == "b"


def test_a_repetition_that_comes_after_sending_gets_the_same_reply(taken):
    attempt = taken.start()
    first = taken.save(attempt, 1, "a", key="k1", seen=0)
    taken.save(attempt, 1, "b", key="k2")
    taken.finish(attempt)

    assert taken.save(attempt, 1, "a", key="k1", seen=0) == first


@pytest.mark.parametrize(("number", "response"), [(1, "b"), (2, ["a"])])
def test_the_same_key_with_another_answer_is_refused(taken, number, response):
    attempt = taken.start()
    taken.save(attempt, 1, "a", key="k1")

    with pytest.raises(services.RequestKeyReused):
        taken.save(attempt, number, response, key="k1")
    assert steps(attempt) == ["started", "saved"]


def test_a_stale_answer_is_refused_and_nothing_is_overwritten(taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a", seen=0)

    with pytest.raises(services.StaleAnswer):
        taken.save(attempt, 1, "b", seen=0)
    assert attempt.answers["1"]["response"] == "a"


def test_another_question_does_not_make_an_answer_stale(taken):
    here, there = taken.start(), taken.start()
    taken.save(here, 1, "a", seen=0)
    taken.save(there, 2, ["a"], seen=0)

    there.refresh_from_db()
    assert {number: held["response"] for number, held in there.answers.items()} == {"1": "a", "2": ["a"]}


def test_a_closed_try_takes_no_answer(taken):
    attempt = taken.start()
    taken.finish(attempt)

    with pytest.raises(services.AttemptClosed):
        taken.save(attempt, 1, "a")
    assert steps(attempt) == ["started", "sent", "scored"]


def test_finish_scores_by_the_pinned_versions_and_keeps_how(taken):
    attempt = taken.start()
    answer_all(taken, attempt)
    taken.save(attempt, 2, ["a"])
    taken.finish(attempt)

    attempt.refresh_from_db()
    receipt = queries.receipt_of_score(attempt)
    assert (attempt.points, attempt.possible, attempt.state) == (Decimal("3.50"), Decimal("4.00"), "sent")
    assert receipt["points"] == "3.50"
    assert [line["fraction"] for line in receipt["questions"]] == ["1", "0.5", "1", "1"]


def test_finish_twice_is_one_score_one_result_one_receipt(taken):
    attempt = taken.start()
    other_tab = Attempt.objects.get(pk=attempt.pk)
    taken.finish(attempt)
    taken.finish(other_tab)

    assert steps(attempt) == ["started", "sent", "scored"]
    assert attempt.receipt == other_tab.receipt
    assert Result.objects.exclude(state="started").count() == 1


@pytest.mark.parametrize(("percent", "state"), [(80, "passed"), (100, "not_yet")])
def test_finish_posts_what_the_score_means(db, percent, state):
    taken = sitting(passing_percent=percent)
    attempt = taken.start()
    answer_all(taken, attempt)
    taken.save(attempt, 2, ["a"])
    taken.finish(attempt)

    result = Result.objects.exclude(state="started").get()
    assert (result.state, result.score, result.possible) == (state, Decimal("3.5"), Decimal(4))
    assert result.source == f"attempt:{attempt.pk}"


@pytest.mark.parametrize(("which", "posted"), [("highest", "4"), ("latest", "0"), ("first", "0"), ("average", "1.33")])
def test_finish_posts_the_score_that_counts(db, which, posted):
    taken = sitting(which_try_counts=which)
    for is_good in (False, True, False):
        attempt = taken.start()
        if is_good:
            answer_all(taken, attempt)
        taken.finish(attempt)

    assert Result.objects.order_by("pk").last().score == Decimal(posted)


def test_finishing_the_last_activity_of_a_module_brings_its_hours_once(taken):
    lesson = taken.quiz.get_prev_sibling()
    journey.mark_activity_done(taken.enrollment, lesson.translation_key, by=taken.trainee)
    attempt = taken.start()
    answer_all(taken, attempt)

    assert taken.finish(attempt) == 10
    assert taken.finish(attempt) == 0

    again = taken.start()
    answer_all(taken, again)
    assert taken.finish(again) == 0
    assert HoursEntry.objects.count() == 1


def test_a_new_version_published_in_between_changes_only_new_tries(taken):
    attempt = taken.start()
    before = queries.asked(queries.place(attempt, 1), "en")
    edited = taken.quiz.plan[0].value["question"]
    edited.stem = "Another wording"
    edited.content[0].value["options"][0]["fits"] = False
    edited.content[0].value["options"][1]["fits"] = True
    edited.save_revision().publish()
    taken.save(attempt, 1, "a")
    taken.finish(attempt)

    attempt.refresh_from_db()
    assert queries.asked(queries.place(attempt, 1), "en") == before
    assert queries.receipt_of_score(attempt)["questions"][0]["fraction"] == "1"
    assert queries.asked(queries.place(taken.start(), 1), "en").stem == "Another wording"


def test_the_row_is_the_fold_of_its_steps(taken):
    attempt = taken.start()
    answer_all(taken, attempt)
    taken.save(attempt, 1, "b", flagged=True)
    taken.finish(attempt)

    attempt.refresh_from_db()
    assert attempt.projection() == fold(AttemptStep.objects.filter(attempt=attempt))
