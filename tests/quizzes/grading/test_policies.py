from decimal import Decimal

import pytest

from quizzes.grading.policies import Counts, counted
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
