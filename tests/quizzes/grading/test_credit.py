"""Partial credit against tables worked out by hand from the published schemes (Canvas, Moodle)."""

from decimal import Decimal

import pytest

from quizzes.grading.credit import all_or_nothing, matching_parts, right_minus_wrong

FITS = frozenset("abc")


@pytest.mark.parametrize(
    ("ticked", "expected"),
    [
        ("", "0"),
        ("a", "1/3"),
        ("ab", "2/3"),
        ("abc", "1"),
        ("abcd", "2/3"),
        ("abcde", "1/3"),
        ("ad", "0"),
        ("abd", "1/3"),
        ("de", "0"),
        ("ade", "0"),
    ],
)
def test_right_minus_wrong_is_a_share_for_each_that_fits_less_one_for_each_other(ticked, expected):
    above, _, below = expected.partition("/")

    assert right_minus_wrong(set(ticked), FITS) == Decimal(above) / Decimal(below or 1)


@pytest.mark.parametrize(("ticked", "expected"), [("", 0), ("ab", 0), ("abc", 1), ("abcd", 0), ("d", 0)])
def test_all_or_nothing_wants_the_exact_set(ticked, expected):
    assert all_or_nothing(set(ticked), FITS) == expected


@pytest.mark.parametrize(
    ("matched", "expected"),
    [
        ({}, "0"),
        ({"p1": "x"}, "0.25"),
        ({"p1": "x", "p2": "y", "p3": "z", "p4": "x"}, "1"),
        ({"p1": "y", "p2": "x", "p3": "z", "p4": "extra"}, "0.25"),
    ],
)
def test_matching_counts_right_parts_of_all_parts(matched, expected):
    answers = {"p1": "x", "p2": "y", "p3": "z", "p4": "x"}

    assert matching_parts(matched, answers) == Decimal(expected)
