from decimal import Decimal

import pytest

from quizzes.grading.single_response import SINGLE_RECOMMENDED, SINGLE_RESPONSE, Chosen

SHARES = {"a": Decimal(1), "b": Decimal("0.5"), "c": Decimal("-0.3333333")}


def test_all_or_nothing_is_recommended():
    assert SINGLE_RECOMMENDED == "all_or_nothing"
    assert list(SINGLE_RESPONSE) == ["all_or_nothing", "moodle_single"]


@pytest.mark.parametrize(
    ("scheme", "option", "fraction", "workings"),
    [
        ("all_or_nothing", "a", "1", "1"),
        ("all_or_nothing", "b", "0", "0"),
        ("all_or_nothing", None, "0", "0"),
        ("moodle_single", "a", "1", "1"),
        ("moodle_single", "b", "0.5", "0.5"),
        ("moodle_single", "c", "-0.3333333", "-0.3333333"),
        ("moodle_single", "d", "0", "0"),
        ("moodle_single", None, "0", "0"),
    ],
)
def test_one_chosen_by_table(scheme, option, fraction, workings):
    grade = SINGLE_RESPONSE[scheme](Chosen(option, ["a"], SHARES))

    assert (grade.scheme, grade.fraction, grade.workings) == (scheme, Decimal(fraction), workings)
