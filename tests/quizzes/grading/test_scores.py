from decimal import Decimal

import pytest

from quizzes.grading.scores import Outcome, Score, needed, outcome, plain, reaches, total

THIRD = Decimal(1) / 3


def test_total_rounds_once_after_adding():
    # Rounded one by one, three thirds would be 0.99.
    assert total([THIRD, THIRD, THIRD]) == Score(Decimal("1.00"), Decimal(3))


@pytest.mark.parametrize(
    ("fractions", "points"),
    [([], "0.00"), ([THIRD], "0.33"), ([2 * THIRD], "0.67"), ([Decimal("0.125")], "0.13"), ([1, 0, 1], "2.00")],
)
def test_total_is_told_in_hundredths_halves_up(fractions, points):
    assert total([Decimal(fraction) for fraction in fractions]) == Score(Decimal(points), Decimal(len(fractions)))


@pytest.mark.parametrize(
    ("fraction", "expected"),
    [
        ("1", Outcome.WELL),
        ("0.9999995", Outcome.WELL),
        ("0.999999", Outcome.PARTLY),
        ("0.5", Outcome.PARTLY),
        ("0.000001", Outcome.PARTLY),
        ("0.0000005", Outcome.AGAIN),
        ("0", Outcome.AGAIN),
    ],
)
def test_outcome_forgives_what_division_lost(fraction, expected):
    assert outcome(Decimal(fraction)) is expected


@pytest.mark.parametrize(
    ("points", "possible", "percent", "enough"),
    [("8", 10, 80, True), ("7.99", 10, 80, False), ("6.4", 8, 80, True), ("0", 0, 80, False), ("1", 1, 100, True)],
)
def test_reaches_compares_the_points_a_person_reads(points, possible, percent, enough):
    assert reaches(Score(Decimal(points), Decimal(possible)), percent) is enough


def test_needed_is_the_passing_share_of_what_is_possible():
    assert needed(Decimal(8), 80) == Decimal("6.4")


@pytest.mark.parametrize(("points", "said"), [("10", "10"), ("2.50", "2.5"), ("0.00", "0"), ("100.00", "100")])
def test_plain_says_a_number_as_people_write_it(points, said):
    assert plain(Decimal(points)) == said
