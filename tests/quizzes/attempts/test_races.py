"""Scenarios 1 to 7 of the promises, with real threads on a database that really commits."""

import os
from datetime import timedelta
from decimal import Decimal

import pytest

from courses.enrollments.rules import Allowance
from courses.progress.models import Result
from quizzes.attempts import services
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import fold
from tests.builders import enrolled, ivan, person
from tests.quizzes.attempts.conftest import NOON, sitting

HOUR, GRACE = timedelta(hours=1), timedelta(seconds=15)
# How often each race is run. The promises ask for a thousand: HEARTEN_ROUNDS=1000.
ROUNDS = int(os.environ.get("HEARTEN_ROUNDS", "10"))
# Races of many threads are slow to set up; every day a few of them will do.
FEW = max(2, ROUNDS // 10) if ROUNDS <= 100 else ROUNDS


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
    for number in range(1, FEW + 1):
        outcomes = racing_db(lambda _: services.start(taken.enrollment, taken.quiz.translation_key, at=NOON).pk, 50)

        attempt = Attempt.objects.get(number=number)
        assert errors(outcomes) == []
        assert set(outcomes) == {attempt.pk}
        assert AttemptStep.objects.filter(kind="started").count() == number
        assert Result.objects.filter(state="started").count() == number
        services.finish(attempt, at=NOON)


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
    for number in range(1, FEW + 1):
        attempt = taken.start()
        taken.save(attempt, 1, "a")
        rows = [own(attempt) for _ in range(20)]

        def finish(index, rows=rows):
            services.finish(rows[index], at=NOON)
            return rows[index].receipt

        outcomes = racing_db(finish, 20)

        assert errors(outcomes) == []
        assert outcomes == [own(attempt).receipt] * 20
        assert AttemptStep.objects.filter(kind="scored").count() == number
        assert Result.objects.exclude(state="started").count() == number
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
    taken = sitting()
    course = taken.quiz.get_parent().get_parent().specific
    places = [enrolled(person(f"Guest{index}"), course) for index in range(people)]

    def go(index):
        attempt = services.start(places[index], taken.quiz.translation_key, at=NOON)
        services.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=NOON)
        services.finish(attempt, at=NOON)
        return attempt.state

    assert racing_db(go, people) == ["sent"] * people


def timed_sitting(places: int = 1):
    """A quiz of one hour, and so many people in its course, each with an open try that has one answer."""
    taken = sitting(time_limit_minutes=60)
    course = taken.quiz.get_parent().get_parent().specific
    people = [taken.enrollment, *(enrolled(person(f"Guest{number}"), course) for number in range(1, places))]
    tries = [services.start(place, taken.quiz.translation_key, at=NOON) for place in people]
    for attempt in tries:
        services.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=NOON)
    return taken, tries


def assert_graded_once(attempt):
    row = own(attempt)
    assert (row.state, row.sent_at, row.points) == ("sent", NOON + HOUR, Decimal("1.00"))
    assert AttemptStep.objects.filter(attempt=attempt, kind="sent").count() == 1
    assert AttemptStep.objects.filter(attempt=attempt, kind="scored").count() == 1
    assert Result.objects.exclude(state="started").filter(source=f"attempt:{attempt.pk}").count() == 1
    assert_whole(attempt)


def test_four_sweepers_and_a_press_on_send_are_one_grade_finished_at_the_deadline(racing_db):
    for _ in range(max(3, FEW)):
        _, (attempt,) = timed_sitting() if not Attempt.objects.exists() else (None, [again()])
        received = NOON + HOUR + GRACE

        def act(index, attempt=attempt, received=received):
            if index == 4:
                return services.finish(own(attempt), at=received)
            return services.seal_overdue(at=received + timedelta(milliseconds=1))

        outcomes = racing_db(act, 5)

        assert errors(outcomes) == []
        assert sum(outcomes[:4]) in (0, 1)
        assert_graded_once(attempt)
        assert own(attempt).sent_by == ("deadline" if sum(outcomes[:4]) else "trainee")


def again() -> Attempt:
    """One more try of the same person, with the same answer."""
    last = Attempt.objects.latest("number")
    attempt = services.start(last.enrollment, last.quiz_key, at=NOON)
    services.save_response(attempt, 1, "a", flagged=False, seen=0, request_key="k", at=NOON)
    return attempt


def test_four_sweepers_seal_every_try_once(racing_db):
    _, tries = timed_sitting(places=12)

    outcomes = racing_db(lambda _: services.seal_overdue(at=NOON + 2 * HOUR), 4)

    assert errors(outcomes) == []
    assert sum(outcomes) == 12
    for attempt in tries:
        assert_graded_once(attempt)


def test_answers_received_in_time_all_count_whatever_the_sweepers_do(racing_db):
    _, (attempt,) = timed_sitting()
    rows = [own(attempt) for _ in range(3)]
    answers = {2: ["a", "c"], 3: "true"}

    def act(index):
        if index == 0:
            return services.seal_overdue(at=NOON + HOUR + GRACE + timedelta(milliseconds=1))
        number = index + 1
        return services.save_response(
            rows[index],
            number,
            answers[number],
            flagged=False,
            seen=0,
            request_key=f"k{number}",
            at=NOON + HOUR + GRACE,
        )

    outcomes = racing_db(act, 3)
    services.seal_overdue(at=NOON + 2 * HOUR)

    assert errors(outcomes) == []
    row = own(attempt)
    assert (row.state, row.sent_at, row.points, row.late) == ("sent", NOON + HOUR, Decimal("3.00"), 0)
    assert_whole(attempt)


def test_more_time_while_saving_and_starting_reaches_the_try_either_way(racing_db):
    taken = sitting(time_limit_minutes=60)
    team = ivan()

    def act(index):
        if index == 0:
            what = Allowance(time_factor=Decimal(2))
            return services.accommodate(taken.trainee, what, reason="", by=team, at=NOON)
        return services.start(taken.enrollment, taken.quiz.translation_key, at=NOON).pk

    outcomes = racing_db(act, 3)

    assert errors(outcomes) == []
    attempt = Attempt.objects.get()
    assert attempt.deadline_at == NOON + 2 * HOUR
    assert_whole(attempt)


def test_a_place_suspended_while_saving_keeps_what_was_acknowledged_and_takes_no_more(racing_db):
    taken, (attempt,) = timed_sitting()
    team, rows = ivan(), [own(attempt) for _ in range(3)]

    def act(index):
        if index == 0:
            return services.suspend(taken.enrollment, by=team, at=NOON + HOUR / 2)
        return services.save_response(
            rows[index], index + 1, {2: ["a"], 3: "true"}[index + 1],
            flagged=False, seen=0, request_key=f"s{index}", at=NOON + HOUR / 2,
        )  # fmt: skip

    outcomes = racing_db(act, 3)

    refused = errors(outcomes)
    assert all(isinstance(error, services.AttemptFrozen) for error in refused)
    row = own(attempt)
    assert len(row.answers) == 3 - len(refused)
    assert (row.state, row.pause_reason) == ("open", "suspended")
    assert_whole(attempt)
