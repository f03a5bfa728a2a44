"""Certainty-based marking as Moodle does it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.certainty import LEVELS, MOST, marked, marked_grade, unsure
from quizzes.grading.grades import Grade
from quizzes.grading.receipts import evaluate, worked


@pytest.mark.parametrize(
    ("fraction", "level", "points"),
    [
        ("1", 1, "1"),
        ("1", 2, "2"),
        ("1", 3, "3"),
        ("0", 1, "0"),
        ("0", 2, "-2"),
        ("0", 3, "-6"),
        ("0.5", 1, "0.5"),
        ("0.5", 2, "1"),
        ("0.5", 3, "1.5"),
        ("-0.5", 1, "0"),
        ("-0.5", 3, "-6"),
        ("0.0000009", 3, "-6"),
        ("0.000001", 3, "0.000003"),
        ("1", None, "1"),
        ("0", None, "0"),
    ],
)
def test_marked_by_table(fraction, level, points):
    assert marked(Decimal(fraction), level) == Decimal(points)
    assert marked_grade(worked("x", fraction), level).fraction == Decimal(points)


def test_the_most_is_three_and_the_levels_are_three():
    assert (LEVELS, MOST) == ((1, 2, 3), 3)


@pytest.mark.parametrize(
    ("workings", "level", "said"),
    [
        ("max(0, (2 - 1) / 2)", 2, "(max(0, (2 - 1) / 2)) * 2"),
        ("max(0, (2 - 1) / 2)", None, "(max(0, (2 - 1) / 2)) * 1"),
        ("0 / 3", 3, "-6"),
        ("0 / 3", 1, "0"),
    ],
)
def test_a_marked_grade_shows_its_weight(workings, level, said):
    grade = marked_grade(worked("right_minus_wrong", workings, talk=True), level)

    assert (grade.scheme, grade.workings, grade.talk) == ("right_minus_wrong", said, True)
    assert evaluate(grade.workings) == grade.fraction


def test_a_grade_that_waits_for_a_person_waits():
    waiting = Grade(None, "read_by_a_person")

    assert marked_grade(waiting, 3) is waiting


def test_not_knowing_yet_earns_nothing_and_costs_nothing():
    assert unsure() == Grade(Decimal(0), "unsure", "0")


@given(fraction=st.decimals(-1, 1, places=6), level=st.sampled_from(LEVELS))
def test_certainty_never_moves_a_point_beyond_its_weights(fraction, level):
    points = marked(fraction, level)

    assert -6 <= points <= MOST
    assert marked_grade(worked("x", f"{fraction:f}"), level).fraction == points
    assert marked(Decimal(1), level) >= points


@given(fractions=st.tuples(st.decimals(0, 1, places=6), st.decimals(0, 1, places=6)), level=st.sampled_from(LEVELS))
def test_a_better_answer_never_earns_less_at_the_same_certainty(fractions, level):
    lower, higher = sorted(fractions)

    assert marked(lower, level) <= marked(higher, level)
