from decimal import Decimal

import pytest

from quizzes.grading.passing import Passing, PassingKind
from quizzes.grading.policies import Counts, Standing, Try, counted, standing_of
from quizzes.grading.scores import Score


def score(points, possible=10):
    return Score(Decimal(str(points)), Decimal(possible))


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (Counts.HIGHEST, score(9)),
        (Counts.LATEST, score(7)),
        (Counts.FIRST, score(5)),
        (Counts.AVERAGE, score("7.00")),
    ],
)
def test_counted_follows_the_named_policy(which, expected):
    assert counted([score(5), score(9), score(7)], which) == expected


def test_highest_compares_by_ratio_because_plans_change():
    assert counted([score(8, 10), score(5, 5)], Counts.HIGHEST) == score(5, 5)


def test_highest_of_equals_is_the_earliest():
    first, second = score(4, 5), score(8, 10)

    assert counted([first, second], Counts.HIGHEST) is first


def test_average_rounds_once_in_the_points_of_the_latest_try():
    assert counted([score(1, 3), score(2, 3), score(2, 3)], Counts.AVERAGE) == score("1.67", 3)


def test_an_average_of_tries_of_other_lengths_is_told_in_the_points_of_the_latest():
    assert counted([score(1, 2), score(2, 4), score(5, 10)], Counts.AVERAGE) == score("5.00", 10)
    assert counted([score(5, 10)], Counts.AVERAGE) == score("5.00", 10)


GOOD, FAIR, POOR = (Score(Decimal(points), Decimal(10)) for points in (9, 8, 3))
HALF = Passing(PassingKind.PERCENT, Decimal(60))


@pytest.mark.parametrize(
    ("which", "tries", "standing"),
    [
        ("highest", [Try(POOR, False), Try(GOOD, True)], (GOOD, True)),
        # The better score missed a question that must be right; the one that passed counts.
        ("highest", [Try(GOOD, False), Try(FAIR, True)], (FAIR, True)),
        ("highest", [Try(FAIR, True), Try(GOOD, None)], (FAIR, True)),
        ("highest", [Try(POOR, False), Try(GOOD, None)], (GOOD, None)),
        ("highest", [Try(POOR, False), Try(FAIR, False)], (FAIR, False)),
        ("latest", [Try(GOOD, True), Try(POOR, False)], (POOR, False)),
        ("latest", [Try(GOOD, True), Try(POOR, None)], (POOR, None)),
        ("latest", [Try(GOOD, None), Try(FAIR, True)], (FAIR, True)),
        ("latest", [Try(POOR, False), Try(GOOD, True), Try(FAIR, None)], (FAIR, None)),
        ("latest", [Try(GOOD, True)], (GOOD, True)),
        (
            "average",
            [Try(GOOD, True), Try(GOOD, False, missed_more=True), Try(GOOD, True)],
            (Score(Decimal("9.00"), Decimal(10)), True),
        ),
        ("first", [Try(GOOD, True), Try(POOR, False)], (GOOD, True)),
        ("first", [Try(POOR, None), Try(GOOD, True)], (POOR, None)),
        ("average", [Try(GOOD, True), Try(POOR, False)], (Score(Decimal("6.00"), Decimal(10)), True)),
        ("average", [Try(POOR, False), Try(POOR, False)], (Score(Decimal("3.00"), Decimal(10)), False)),
        ("average", [Try(GOOD, True), Try(POOR, None)], (Score(Decimal("6.00"), Decimal(10)), None)),
        (
            "average",
            [Try(GOOD, True), Try(GOOD, False, missed_more=True)],
            (Score(Decimal("9.00"), Decimal(10)), False),
        ),
    ],
)
def test_standing_of_says_what_counts_and_whether_it_is_enough(which, tries, standing):
    assert standing_of(tries, Counts(which), HALF) == Standing(*standing)
