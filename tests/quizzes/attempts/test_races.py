"""Scenarios 1 to 5 of the promises, with real threads on a database that really commits."""

import pytest

from courses.progress.models import Result
from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from tests.quizzes.attempts.conftest import NOON, sitting

# Each of the three races over saves runs so often: thirty interleavings in all.
ROUNDS = 10


def errors(outcomes) -> list[Exception]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def own(attempt) -> Attempt:
    """The try as one request reads it."""
    return Attempt.objects.get(pk=attempt.pk)


def assert_whole(attempt):
    row = own(attempt)
    steps = list(AttemptStep.objects.filter(attempt=attempt))
    assert [step.number for step in steps] == list(range(1, row.last_step + 1))
    assert row.projection() == fold(steps)


def test_fifty_presses_on_start_open_one_try(racing_db):
    taken = sitting()

    outcomes = racing_db(lambda _: services.start(taken.enrollment, taken.quiz.translation_key, at=NOON).pk, 50)

    assert errors(outcomes) == []
    assert set(outcomes) == {Attempt.objects.get().pk}
    assert AttemptStep.objects.filter(kind="started").count() == 1
    assert Result.objects.count() == 1


def test_two_tabs_on_different_questions_both_win(racing_db):
    taken = sitting()
    attempt = taken.start()
    answers = {1: ["a", "b"], 2: [["a"], ["c"]], 3: ["true", "false"]}
    for round in range(ROUNDS):
        rows = {number: own(attempt) for number in answers}

        def save(index, rows=rows, round=round):
            number = index + 1
            held = rows[number].answers.get(str(number), {"step": 0})["step"]
            response = answers[number][round % 2]
            return services.save_response(
                rows[number], number, response, flagged=False, seen=held, request_key=f"{round}-{number}", at=NOON
            )

        outcomes = racing_db(save, 3)

        assert errors(outcomes) == []
        kept = own(attempt).answers
        assert {number: kept[str(number)]["response"] for number in answers} == {
            number: options[round % 2] for number, options in answers.items()
        }
    assert_whole(attempt)


def test_two_tabs_on_the_same_question_one_wins_and_the_other_is_told(racing_db):
    taken = sitting()
    attempt = taken.start()
    for round in range(ROUNDS):
        rows = [own(attempt) for _ in range(6)]
        seen = rows[0].answers.get("1", {"step": 0})["step"]

        def save(index, rows=rows, seen=seen, round=round):
            # Flags make each of the six a change of its own.
            response = ["a", "b", "c"][(round + index) % 3]
            return services.save_response(
                rows[index], 1, response, flagged=bool(index % 2), seen=seen, request_key=f"{round}-{index}", at=NOON
            )

        outcomes = racing_db(save, 6)

        saved = [outcome for outcome in outcomes if isinstance(outcome, services.Saved)]
        refused = [outcome for outcome in outcomes if isinstance(outcome, services.StaleAnswer)]
        assert len(saved) + len(refused) == 6
        written = AttemptStep.objects.filter(attempt=attempt, number__gt=seen, question=1).count()
        assert written == 1
    assert_whole(attempt)


def test_one_save_sent_five_times_at_once_is_one_step_and_one_reply(racing_db):
    taken = sitting()
    attempt = taken.start()
    for round in range(ROUNDS):
        response = ["a", "b"][round % 2]
        rows = [own(attempt) for _ in range(5)]
        seen = rows[0].answers.get("1", {"step": 0})["step"]

        def save(index, rows=rows, seen=seen, response=response, round=round):
            return services.save_response(
                rows[index], 1, response, flagged=False, seen=seen, request_key=f"k{round}", at=NOON
            )

        outcomes = racing_db(save, 5)

        assert errors(outcomes) == []
        assert len(set(outcomes)) == 1
        assert AttemptStep.objects.filter(attempt=attempt, request_key=f"k{round}").count() == 1
    assert_whole(attempt)


def test_twenty_presses_on_send_are_one_score_one_result_one_receipt(racing_db):
    taken = sitting()
    attempt = taken.start()
    taken.save(attempt, 1, "a")
    rows = [own(attempt) for _ in range(20)]

    def finish(index):
        services.finish(rows[index], at=NOON)
        return rows[index].receipt

    outcomes = racing_db(finish, 20)

    assert errors(outcomes) == []
    assert outcomes == [own(attempt).receipt] * 20
    assert AttemptStep.objects.filter(kind="scored").count() == 1
    assert Result.objects.exclude(state="started").count() == 1
    assert_whole(attempt)


def test_saving_while_sending_either_counts_or_is_told_it_came_too_late(racing_db):
    taken = sitting()
    for round in range(ROUNDS):
        attempt = taken.start()
        rows = [own(attempt) for _ in range(4)]

        def act(index, rows=rows, round=round):
            if index == 0:
                return services.finish(rows[0], at=NOON)
            return services.save_response(
                rows[index], index, {1: "a", 2: ["a"], 3: "true"}[index],
                flagged=False, seen=0, request_key=f"{round}-{index}", at=NOON,
            )  # fmt: skip

        outcomes = racing_db(act, 4)

        late = errors(outcomes)
        assert all(isinstance(error, services.AttemptClosed) for error in late)
        saved = [outcome for outcome in outcomes if isinstance(outcome, services.Saved)]
        row = own(attempt)
        assert len(row.answers) == len(saved) == 3 - len(late)
        assert row.state == "sent"
        assert_whole(attempt)


@pytest.mark.parametrize("people", [5])
def test_people_do_not_wait_for_each_other(racing_db, people):
    """Many at once on SQLite is one writer at a time, not an error."""
    from tests.builders import enrolled, person

    taken = sitting()
    course = taken.quiz.get_parent().get_parent().specific
    places = [enrolled(person(f"Guest{index}"), course) for index in range(people)]

    def go(index):
        attempt = services.start(places[index], taken.quiz.translation_key, at=NOON)
        services.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=NOON)
        services.finish(attempt, at=NOON)
        return attempt.state

    assert racing_db(go, people) == ["sent"] * people
