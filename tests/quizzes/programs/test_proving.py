"""What is shown from outside: the newest word counts, the right kind of word, and its age."""

from datetime import date

import pytest

from quizzes.programs.rules import Evidence, Facts, Given, RecoveryAnswer, State, evaluate

TODAY = date(2026, 11, 23)


def stand(asked, *evidence, recovery=()):
    version = {"slug": "x", "minutes_in_hour": 60, "requirements": [asked]}
    (standing,) = evaluate(version, Facts((), evidence, tuple(recovery), TODAY))
    return standing.state, standing.count, standing.asked, standing.tries_left


def said(topic, on, said=True, given=Given.THERE, **more):
    return Evidence(given, topic, on, said, **more)


CHECK = {"key": "check", "kind": "background", "fresh_months": 12}
LETTERS = {"key": "letters", "kind": "letters", "count": 3}
COURSE = {"key": "course", "kind": "course"}
EXAM = {"key": "exam", "kind": "exam", "pass_mark": 70, "tries": 3, "tries_months": 12, "tries_from": "x:approved"}


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([], State.OUTSIDE),
        ([said("x:check", date(2026, 1, 1))], State.DONE),
        ([said("x:check", date(2025, 11, 23))], State.DONE),
        ([said("x:check", date(2025, 11, 22))], State.NOT_YET),
        ([said("x:check", date(2026, 1, 1)), said("x:check", date(2026, 2, 1), False)], State.NOT_YET),
        ([said("x:check", date(2026, 2, 1), False), said("x:check", date(2026, 3, 1))], State.DONE),
        # Another kind of word about the same thing does not answer.
        ([said("x:check", date(2026, 1, 1), given=Given.COURSE)], State.OUTSIDE),
    ],
)
def test_the_newest_word_counts_while_it_is_young(words, state):
    assert stand(CHECK, *words)[0] is state


def test_letters_are_those_of_the_newest_count_and_none_after_a_no():
    two, no = said("x:letters", date(2026, 1, 1), number=2), said("x:letters", date(2026, 2, 1), False, number=3)

    assert stand(LETTERS, two)[:3] == (State.IN_PROGRESS, 2, 3)
    assert stand(LETTERS, two, no)[:3] == (State.OUTSIDE, 0, 3)
    assert stand(LETTERS, said("x:letters", date(2026, 1, 1), number=9))[:3] == (State.DONE, 3, 3)


def test_a_course_passed_long_ago_is_not_yet_what_is_asked():
    asked = COURSE | {"fresh_months": 24}
    old, young = (said("x:course", day, given=Given.COURSE) for day in (date(2024, 1, 1), date(2025, 1, 1)))

    assert stand(asked, old)[0] is State.NOT_YET
    assert stand(asked, old, young)[0] is State.DONE


@pytest.mark.parametrize(
    ("score", "claims", "state"),
    [(70, None, State.DONE), (69, True, State.NOT_YET), (None, True, State.DONE), (None, False, State.NOT_YET)],
)
def test_a_known_score_decides_over_what_is_said(score, claims, state):
    sitting = said("x:exam", date(2026, 10, 1), claims, Given.SITTING, number=score)

    assert stand(EXAM, sitting)[0] is state


def test_tries_are_those_since_the_approval_and_never_fewer_than_none():
    sittings = [said("x:exam", date(2026, month, 1), False, Given.SITTING) for month in (2, 3, 4, 5)]

    assert stand(EXAM, *sittings)[3] == 0
    assert stand(EXAM, *sittings, said("x:approved", date(2026, 4, 1)))[3] == 1
    assert stand(EXAM, *sittings, said("x:approved", date(2026, 4, 1), False))[3] == 0


@pytest.mark.parametrize(
    ("answers", "months", "state"),
    [
        ([(12, True)], 12, State.DONE),
        ([(24, True)], 12, State.DONE),
        ([(12, True)], 24, State.OUTSIDE),
        ([(12, False)], 24, State.NOT_YET),
        ([(24, False)], 12, State.OUTSIDE),
        ([(24, False), (12, True)], 12, State.DONE),
        ([(12, False), (24, True)], 12, State.DONE),
        ([(24, True), (12, False)], 12, State.NOT_YET),
    ],
)
def test_a_longer_yes_answers_for_a_shorter_question_and_a_shorter_no_for_a_longer(answers, months, state):
    asked = {"key": "recovery", "kind": "recovery", "about": "recovery", "recovery_months": months}
    words = [RecoveryAnswer("recovery", m, word, date(2026, 1, 1 + n)) for n, (m, word) in enumerate(answers)]

    assert stand(asked, recovery=words)[0] is state


def test_lived_experience_and_recovery_are_two_questions():
    asked = {"key": "recovery", "kind": "recovery", "about": "lived", "recovery_months": 0}

    assert stand(asked, recovery=[RecoveryAnswer("recovery", 24, True, TODAY)])[0] is State.OUTSIDE
