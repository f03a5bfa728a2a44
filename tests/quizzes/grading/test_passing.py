from decimal import Decimal

import pytest

from quizzes.grading.passing import Passing, PassingKind, enough, points_needed, scaled
from quizzes.grading.scores import Score


def passing(kind: str, value, low=0, high=100) -> Passing:
    return Passing(PassingKind(kind), Decimal(value), Decimal(low), Decimal(high))


def score(points, possible=10) -> Score:
    return Score(Decimal(points), Decimal(possible))


@pytest.mark.parametrize(
    ("rule", "points", "is_enough"),
    [
        (passing("percent", 80), "8", True),
        (passing("percent", 80), "7.99", False),
        (passing("points", "6.5"), "6.5", True),
        (passing("points", "6.5"), "6.49", False),
        (passing("scaled", 500, 200, 800), "5", True),
        (passing("scaled", 500, 200, 800), "4.99", False),
        (passing("percent", 0), "0", True),
    ],
)
def test_enough(rule, points, is_enough):
    assert enough(score(points), rule) is is_enough


def test_nothing_asked_is_never_enough():
    assert not enough(score(0, 0), passing("percent", 0))


@pytest.mark.parametrize(
    ("points", "on_scale"), [("0", "200.00"), ("5", "500.00"), ("10", "800.00"), ("3.33", "399.80")]
)
def test_scaled_is_a_straight_line_from_low_to_high(points, on_scale):
    assert str(scaled(score(points), passing("scaled", 500, 200, 800))) == on_scale


@pytest.mark.parametrize(
    ("rule", "possible", "needed"),
    [
        (passing("percent", 80), 10, "8"),
        (passing("percent", 75), 7, "5.25"),
        (passing("points", 6), 10, "6"),
        (passing("scaled", 500, 200, 800), 10, "5"),
    ],
)
def test_points_needed_says_what_is_enough(rule, possible, needed):
    assert points_needed(Decimal(possible), rule) == Decimal(needed)


@pytest.mark.parametrize("possible", [3, 7, 11, 150])
def test_points_needed_on_a_scale_are_the_fewest_hundredths_that_are_enough(possible):
    rule = passing("scaled", 537, 200, 800)

    needed = points_needed(Decimal(possible), rule)

    assert enough(Score(needed, Decimal(possible)), rule)
    assert not enough(Score(needed - Decimal("0.01"), Decimal(possible)), rule)


@pytest.mark.parametrize("rule", [passing("percent", 80), passing("points", "6.5"), passing("scaled", 500, 200, 800)])
def test_a_rule_survives_freezing(rule):
    assert Passing.of(rule.payload()) == rule
