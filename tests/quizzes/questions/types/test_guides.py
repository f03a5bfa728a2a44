"""Marking guides: what picked levels come to."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import Fault, guides
from quizzes.questions.types.guides import UnknownLevel, guide_faults, key_of, most, rubric_grade


def criterion(part: str, *points: int, must: bool = False) -> dict:
    levels = [{"id": str(each), "text": f"Level {each}", "points": each} for each in points]
    return {"id": part, "text": f"Criterion {part}", "must": must, "levels": levels}


# The demo's guide: four things, 0 to 3 each, 8 of 12 are enough, and naming somebody sends it back.
HOUSE = [criterion(part, 3, 2, 1, 0, must=part == "g4") for part in ("g1", "g2", "g3", "g4")]
KEY = key_of(HOUSE, 8)


def picked(*levels: str) -> dict[str, str]:
    return dict(zip(("g1", "g2", "g3", "g4"), levels, strict=False))


def test_a_key_holds_points_what_must_be_met_and_what_is_enough():
    assert {
        "guide": {part: {"3": 3, "2": 2, "1": 1, "0": 0} for part in ("g1", "g2", "g3", "g4")},
        "must": ["g4"],
        "enough": 8,
    } == KEY
    assert most(KEY) == 12
    assert most(key_of([criterion("g1", 0, 2), criterion("g2")], 0)) == 2


@pytest.mark.parametrize(
    ("levels", "workings", "fraction"),
    [
        (picked("3", "3", "3", "3"), "min(1, (3 + 3 + 3 + 3) / 8)", "1"),
        (picked("2", "2", "2", "2"), "min(1, (2 + 2 + 2 + 2) / 8)", "1"),
        (picked("2", "2", "1", "2"), "min(1, (2 + 2 + 1 + 2) / 8)", "0.875"),
        (picked("0", "0", "0", "1"), "min(1, (0 + 0 + 0 + 1) / 8)", "0.125"),
        (picked("3", "3", "3", "0"), "0 * min(1, (3 + 3 + 3 + 0) / 8)", "0"),
    ],
)
def test_points_over_those_that_are_enough(levels, workings, fraction):
    assert rubric_grade(levels, KEY) == Grade(Decimal(fraction), "marking_guide", workings)


def test_without_a_number_that_is_enough_all_points_are_needed():
    assert rubric_grade(picked("2", "2", "2", "3"), key_of(HOUSE, 0)) == Grade(
        Decimal("0.75"), "marking_guide", "min(1, (2 + 2 + 2 + 3) / 12)"
    )


def test_what_must_be_met_is_missed_only_at_its_own_lowest_level():
    guide = [criterion("g1", 4, 1, must=True), criterion("g2", 2, 0)]

    assert guides.missed({"g1": "1", "g2": "2"}, key_of(guide, 0)) == ["g1"]
    assert guides.missed({"g1": "4", "g2": "0"}, key_of(guide, 0)) == []


@pytest.mark.parametrize(
    "levels",
    [{}, picked("3", "3", "3"), picked("3", "3", "3", "9"), picked("3", "3", "3", "3") | {"g5": "3"}],
)
def test_one_level_of_each_criterion_is_picked(levels):
    with pytest.raises(UnknownLevel) as refused:
        rubric_grade(levels, KEY)

    assert refused.value.args == (levels,)


@pytest.mark.parametrize(
    ("guide", "enough", "found"),
    [
        (HOUSE, 8, []),
        (HOUSE, 12, []),
        ([], 0, []),
        (HOUSE, 13, [Fault.NEEDS_TOO_MUCH]),
        ([], 1, [Fault.NEEDS_TOO_MUCH]),
        ([criterion("g1", 1)], 0, [Fault.TOO_FEW_LEVELS]),
        ([criterion("g1", 1, 1)], 0, [Fault.LEVELS_ALIKE]),
        ([criterion("g1", 1, 0) | {"text": " "}], 0, [Fault.EMPTY_OPTION]),
        ([criterion("g1", 1, 0), criterion("g2", 1, 0) | {"text": "Criterion g1 "}], 0, [Fault.TWICE_THE_SAME]),
        (
            [
                criterion("g1")
                | {"levels": [{"id": "1", "text": " ", "points": 1}, {"id": "0", "text": "x", "points": 0}]}
            ],
            0,
            [Fault.EMPTY_OPTION],
        ),
    ],
)
def test_a_guide_can_be_read_and_picked_from(guide, enough, found):
    assert guide_faults(guide, key_of(guide, enough)) == found


def test_ids_are_criteria_and_their_levels():
    assert guides.guide_ids([criterion("g1", 1, 0), criterion("g2", 2)]) == ["g1", "g1/1", "g1/0", "g2", "g2/2"]
