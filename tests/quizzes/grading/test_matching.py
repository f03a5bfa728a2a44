"""Matched pairs, at one go and with tries counted back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.matching import MATCHING, MATCHING_RECOMMENDED, count_back, matching_parts
from quizzes.grading.receipts import evaluate

KEY = {"p1": "x", "p2": "y", "p3": "z", "p4": "x"}
ALL = dict(KEY)
ONE = {"p1": "y", "p2": "x", "p3": "z", "p4": "extra"}


def test_parts_are_recommended():
    assert MATCHING_RECOMMENDED == "matching_parts"
    assert list(MATCHING) == ["matching_parts", "all_or_nothing"]


@pytest.mark.parametrize(
    ("scheme", "matched", "fraction", "workings"),
    [
        ("matching_parts", {}, "0", "0 / 4"),
        ("matching_parts", {"p1": "x"}, "0.25", "1 / 4"),
        ("matching_parts", ALL, "1", "4 / 4"),
        ("matching_parts", ONE, "0.25", "1 / 4"),
        ("matching_parts", {**ALL, "p9": "x"}, "1", "4 / 4"),
        ("all_or_nothing", {}, "0", "0"),
        ("all_or_nothing", ONE, "0", "0"),
        ("all_or_nothing", ALL, "1", "1"),
    ],
)
def test_matching_by_table(scheme, matched, fraction, workings):
    grade = MATCHING[scheme](matched, KEY)

    assert (grade.scheme, grade.fraction, grade.workings) == (scheme, Decimal(fraction), workings)


@pytest.mark.parametrize(
    ("tries", "penalty", "fraction", "workings"),
    [
        ([ALL], "0.25", "1", "(1 + 1 + 1 + 1) / 4"),
        ([ONE], "0.25", "0.25", "(1) / 4"),
        ([{}], "0.25", "0", "(0) / 4"),
        # Three were off once, one never.
        ([ONE, ALL], "0.25", "0.8125", "(max(0, 1 - 1 * 0.25) + max(0, 1 - 1 * 0.25) + 1 + max(0, 1 - 1 * 0.25)) / 4"),
        # Right, lost, found again: two tries are used.
        ([ALL, {**ALL, "p1": "y"}, ALL], "0.25", "0.875", "(max(0, 1 - 2 * 0.25) + 1 + 1 + 1) / 4"),
        # Not right at the end earns nothing, whatever came before.
        ([ALL, {}], "0.25", "0", "(0) / 4"),
        # A fine never turns a right answer into a debt.
        ([{}, {}, {}, ALL], "0.5", "0", None),
    ],
)
def test_tries_are_counted_back(tries, penalty, fraction, workings):
    grade = count_back(tries, KEY, Decimal(penalty))

    assert (grade.scheme, grade.fraction) == ("count_back", Decimal(fraction))
    assert grade.workings == workings or workings is None


def test_a_third_off_per_try_is_kept_whole():
    assert count_back([{}, {"a": "1"}], {"a": "1"}, Decimal("0.3333333")).fraction == Decimal("0.6666667")


matches = st.dictionaries(st.sampled_from(list(KEY)), st.sampled_from(["x", "y", "z", "extra"]))


@given(matched=matches)
def test_one_try_counted_back_is_plain_parts(matched):
    assert count_back([matched], KEY, Decimal("0.1")).fraction == matching_parts(matched, KEY).fraction


@given(tries=st.lists(matches, min_size=1, max_size=5), penalty=st.decimals(0, 1, places=3))
def test_counting_back_stays_between_nothing_and_plain_parts(tries, penalty):
    grade = count_back(tries, KEY, penalty)

    assert 0 <= grade.fraction <= matching_parts(tries[-1], KEY).fraction
    assert evaluate(grade.workings) == grade.fraction
