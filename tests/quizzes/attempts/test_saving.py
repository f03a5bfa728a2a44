"""Keys of saves: one key, one answer, whatever is held by now. And answers that are final."""

from datetime import timedelta

import pytest

from quizzes.attempts import services
from quizzes.attempts.history import differences
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import StepKind
from tests.quizzes.attempts.conftest import NOON, sitting


def test_a_key_is_not_good_for_another_answer_even_if_that_one_is_held_by_now(taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a", key="first")
    taken.save(attempt, 1, "b", key="second")

    with pytest.raises(services.RequestKeyReused):
        taken.save(attempt, 1, "b", key="first")

    assert Attempt.objects.get(pk=attempt.pk).last_step == 3


def test_a_held_answer_saved_again_as_final_is_one_more_step_and_the_row_is_its_fold(taken):
    attempt = taken.start()
    taken.save(attempt, 1, "a")

    final = taken.save(attempt, 1, "a", key="k", final=True)

    attempt = Attempt.objects.get(pk=attempt.pk)
    assert (final.step, attempt.last_step) == (3, 3)
    assert attempt.answers["1"] == {
        "response": "a", "flagged": False, "final": True, "step": 3, "at": taken.at.isoformat(), "key": "k",
    }  # fmt: skip
    assert AttemptStep.objects.get(attempt=attempt, number=3).payload == {
        "response": "a", "flagged": False, "final": True,
    }  # fmt: skip
    assert "final" not in AttemptStep.objects.get(attempt=attempt, number=2).payload
    assert list(differences()) == [None]


@pytest.mark.parametrize("final", [True, False])
@pytest.mark.parametrize("seen", [2, 0], ids=["seen", "stale"])
def test_another_answer_to_a_final_one_is_refused_and_nothing_is_written(taken, final, seen):
    attempt = taken.start()
    taken.save(attempt, 1, "b", key="first", final=True)

    for other in ({"response": "a"}, {"response": None}, {"response": "b", "flagged": True},
                  {"response": None, "unsure": True}):  # fmt: skip
        with pytest.raises(services.AnswerFinal):
            taken.save(attempt, 1, **other, key=f"{other}", seen=seen, final=final)

    assert Attempt.objects.get(pk=attempt.pk).answers["1"]["response"] == "b"
    assert AttemptStep.objects.filter(attempt=attempt).count() == 2
    taken.save(attempt, 2, ["a"])
    assert attempt.last_step == 3


def test_a_final_answer_said_again_is_acknowledged_as_before(taken):
    attempt = taken.start()
    first = taken.save(attempt, 1, "b", key="first", final=True)

    repeated = [("first", 0, True), ("first", 2, False), ("other", 0, False), ("", 2, True)]
    again = [taken.save(attempt, 1, "b", key=key, seen=seen, final=final) for key, seen, final in repeated]

    assert again == [first] * 4
    assert attempt.last_step == 2
    with pytest.raises(services.RequestKeyReused):
        taken.save(attempt, 1, "a", key="first", final=True)


def test_a_blank_is_never_final_and_not_knowing_yet_may_be(taken):
    attempt = taken.start()
    taken.save(attempt, 1, None, flagged=True, final=True)
    taken.save(attempt, 1, "a", flagged=True)
    taken.save(attempt, 2, None, unsure=True, final=True)

    assert attempt.answers["1"]["response"] == "a"
    with pytest.raises(services.AnswerFinal):
        taken.save(attempt, 2, ["a"])


def test_a_tab_that_lost_the_race_to_a_final_answer_hears_that_it_is_final(taken):
    attempt = taken.start()
    behind = Attempt.objects.get(pk=attempt.pk)
    taken.save(attempt, 1, "b", final=True)

    with pytest.raises(services.AnswerFinal):
        taken.save(behind, 1, "a")


def test_after_the_end_a_sent_try_is_closed_and_what_comes_late_is_kept_final_or_not(db):
    taken = sitting(time_limit_minutes=10)
    attempt = taken.start()
    taken.save(attempt, 1, "b", final=True)

    with pytest.raises(services.AnswerTooLate):
        taken.save_at(NOON + timedelta(minutes=11), attempt, 1, "a")

    late = AttemptStep.objects.get(attempt=attempt, kind=StepKind.LATE)
    assert late.payload == {"response": "a", "flagged": False}
    assert attempt.answers["1"]["response"] == "b"
    # Received before the end, it waited until the try was sealed: the final answer stands all the same.
    with pytest.raises(services.AnswerFinal):
        taken.save_at(NOON + timedelta(minutes=9), attempt, 1, "a")


def test_a_try_that_was_sent_is_closed_for_a_final_answer_too(taken):
    attempt = taken.start()
    taken.save(attempt, 1, "b", final=True)
    taken.finish(attempt)

    with pytest.raises(services.AttemptClosed):
        taken.save(attempt, 1, "a")
