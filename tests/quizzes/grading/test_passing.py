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


@pytest.mark.parametrize(
    ("kind", "value", "points", "possible", "is_enough"),
    [
        # A share is not rounded as a scaled score is: 239.99 of 300 are 79.997 percent.
        ("percent", 80, "239.99", 300, False),
        ("percent", 80, "240", 300, True),
        ("percent", 80, "0.8", 1, True),
        ("scaled", 80, "239.99", 300, True),
        ("scaled", 80, "239.98", 300, False),
    ],
)
def test_enough_of_other_totals(kind, value, points, possible, is_enough):
    assert enough(score(points, possible), passing(kind, value)) is is_enough


def test_a_single_point_can_be_enough():
    assert enough(score(1, 1), passing("percent", 100))
    assert enough(Score(Decimal("0.5"), Decimal("0.5")), passing("percent", 100))


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
        (passing("percent", 80), 300, "240"),
        (passing("points", 6), 10, "6"),
        (passing("scaled", 500, 200, 800), 10, "5"),
        # Half a hundredth of the scale is 0.25 points here.
        (passing("scaled", "0.5", 0, 1), 50, "24.75"),
        (passing("scaled", "0.5", 0, 4), 300, "37.13"),
        # Finer than the scale is told: 0.501 means 0.51.
        (passing("scaled", "0.501", 0, 1), 100, "50.50"),
        (passing("scaled", 200, 200, 800), 10, "0"),
    ],
)
def test_points_needed_says_what_is_enough(rule, possible, needed):
    assert points_needed(Decimal(possible), rule) == Decimal(needed)


@pytest.mark.parametrize("possible", [3, 7, 11, 150])
@pytest.mark.parametrize(
    "rule", [passing("scaled", 537, 200, 800), passing("scaled", "2.7", 0, 3)], ids=["wide", "narrow"]
)
def test_points_needed_on_a_scale_are_the_fewest_hundredths_that_are_enough(rule, possible):

    needed = points_needed(Decimal(possible), rule)

    assert enough(Score(needed, Decimal(possible)), rule)
    assert not enough(Score(needed - Decimal("0.01"), Decimal(possible)), rule)


def test_a_scale_without_anything_asked_begins_at_its_low_end():
    assert scaled(score(0, 0), passing("scaled", 500, 200, 800)) == 200
    assert scaled(score(1, 1), passing("scaled", 500, 200, 800)) == 800


def test_the_scale_is_frozen_only_where_there_is_one():
    assert passing("percent", 80).payload() == {"kind": "percent", "value": "80"}
    assert passing("scaled", 500, 200, 800).payload() == {
        "kind": "scaled",
        "value": "500",
        "low": "200",
        "high": "800",
    }
    assert Passing.of({"kind": "percent", "value": "75"}) == passing("percent", 75)


@pytest.mark.parametrize("rule", [passing("percent", 80), passing("points", "6.5"), passing("scaled", 500, 200, 800)])
def test_a_rule_survives_freezing(rule):
    assert Passing.of(rule.payload()) == rule
