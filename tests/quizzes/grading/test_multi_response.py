"""Every multi-response scheme against tables worked out by hand from its published formula, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizzes.grading.multi_response import MULTI_RESPONSE, RECOMMENDED, Ticks
from quizzes.grading.receipts import evaluate

# Five options, of which a, b and c fit.
SHARES = {
    "a": Decimal("0.5"),
    "b": Decimal("0.25"),
    "c": Decimal("0.25"),
    "d": Decimal("-0.5"),
    "e": Decimal("-0.25"),
}
TICKED = ["", "a", "ab", "abc", "abcd", "abcde", "ad", "abd", "de", "ade"]
TABLE = {
    "all_or_nothing": ["0", "0", "0", "1", "0", "0", "0", "0", "0", "0"],
    "right_minus_wrong": ["0", "1/3", "2/3", "1", "2/3", "1/3", "0", "1/3", "0", "0"],
    "canvas_partial": ["0", "1/3", "2/3", "1", "2/3", "1/3", "0", "1/3", "0", "0"],
    "canvas_no_partial": ["0", "0", "0", "1", "0", "0", "0", "0", "0", "0"],
    "new_quizzes_partial": ["0", "1/3", "2/3", "1", "2/3", "1/3", "0", "1/3", "0", "0"],
    "moodle_fractions": ["0", "0.5", "0.75", "1", "0.5", "0.25", "0", "0.25", "0", "0"],
    "edx_edc": ["0.4", "0.6", "0.8", "1", "0.8", "0.6", "0.4", "0.6", "0", "0.2"],
    "edx_halves": ["0", "0.25", "0.5", "1", "0.5", "0.25", "0", "0.25", "0", "0"],
    "brightspace_right_minus_wrong": ["0", "0.2", "0.4", "0.6", "0.4", "0.2", "0", "0.2", "0", "0"],
    "brightspace_correct_answers": ["0.4", "0.6", "0.8", "1", "0.8", "0.6", "0.4", "0.6", "0", "0.2"],
    "qti_map_response": ["0", "0.5", "0.75", "1", "0.5", "0.25", "0", "0.25", "-0.75", "-0.25"],
    "qti_match_correct": ["0", "0", "0", "1", "0", "0", "0", "0", "0", "0"],
}


def ticks(ticked, **changes) -> Ticks:
    return Ticks(**{"ticked": set(ticked), "fits": set("abc"), "of": 5, "shares": SHARES, **changes})


def close(fraction: Decimal, expected: str) -> bool:
    """Equal, but for the last digits that a third loses on its way through a sum."""
    above, _, below = expected.partition("/")
    return abs(fraction - Decimal(above) / Decimal(below or 1)) < Decimal("1e-26")


def test_every_scheme_has_its_table_and_the_recommended_one_comes_first():
    assert set(TABLE) == set(MULTI_RESPONSE)
    assert next(iter(MULTI_RESPONSE)) == RECOMMENDED == "right_minus_wrong"


@pytest.mark.parametrize(
    ("scheme", "ticked", "expected"),
    [(scheme, ticked, row[index]) for scheme, row in TABLE.items() for index, ticked in enumerate(TICKED)],
)
def test_a_scheme_by_table(scheme, ticked, expected):
    grade = MULTI_RESPONSE[scheme](ticks(ticked))

    assert grade.scheme == scheme
    assert close(grade.fraction, expected)


@pytest.mark.parametrize(
    ("scheme", "changes", "workings"),
    [
        ("all_or_nothing", {}, "0"),
        ("right_minus_wrong", {}, "max(0, (2 - 1) / 3)"),
        ("canvas_partial", {}, "max(0, 2 / 3 - 1 / 3)"),
        ("canvas_partial", {"dock": Decimal("0.25")}, "max(0, 2 / 3 - 1 * 0.25)"),
        ("canvas_partial", {"dock": Decimal(0)}, "max(0, 2 / 3 - 1 * 0)"),
        ("canvas_no_partial", {}, "0"),
        ("new_quizzes_partial", {}, "max(0, 2 / 3 - 1 / 3)"),
        ("moodle_fractions", {}, "min(1, max(0, 0.5 + 0.25 - 0.5))"),
        ("moodle_fractions", {"shares": {}}, "min(1, max(0, 0))"),
        ("edx_edc", {}, "(2 + 1) / 5"),
        ("edx_halves", {}, "1 / 4"),
        ("brightspace_right_minus_wrong", {}, "max(0, (2 - 1) / 5)"),
        ("brightspace_correct_answers", {}, "(2 + 1) / 5"),
        ("qti_map_response", {}, "(0.5 + 0.25 - 0.5) / 1.00"),
        ("qti_match_correct", {}, "0"),
    ],
)
def test_the_workings_can_be_read(scheme, changes, workings):
    assert MULTI_RESPONSE[scheme](ticks("abd", **changes)).workings == workings


@pytest.mark.parametrize(
    ("ticked", "dock", "expected"),
    [("abcd", "0.1", "0.9"), ("abcde", "0.1", "0.8"), ("a", "0.5", "1/3"), ("d", "0.1", "0"), ("abcde", "0.6", "0")],
)
def test_canvas_takes_the_fine_instead_of_a_share(ticked, dock, expected):
    assert close(MULTI_RESPONSE["canvas_partial"](ticks(ticked, dock=Decimal(dock))).fraction, expected)


@pytest.mark.parametrize(
    ("of", "ticked", "expected"),
    [
        # One slip needs three options, two slips need five.
        (2, "", "0"),
        (2, "a", "1"),
        (3, "", "0.5"),
        (3, "ab", "0.5"),
        (4, "bc", "0"),
        (4, "abc", "0"),
        (5, "ab", "0.5"),
        (5, "abc", "0.25"),
        (5, "bcd", "0"),
    ],
)
def test_halves_depend_on_how_many_options_there_are(of, ticked, expected):
    grade = MULTI_RESPONSE["edx_halves"](Ticks(set(ticked), {"a"}, of))

    assert grade.fraction == Decimal(expected)


@pytest.mark.parametrize(
    ("ticked", "changes", "expected"),
    [
        ("abc", {"upper": Decimal("0.5")}, "1"),
        ("a", {"upper": Decimal("2")}, "0.5"),
        ("de", {"lower": Decimal(0)}, "0"),
        ("de", {"lower": Decimal("-0.5")}, "-0.5"),
        # One option has no value of its own: it adds the default, and what is the most changes with it.
        ("ae", {"shares": {"a": Decimal(1)}, "default": Decimal("0.25")}, "0.625"),
        ("ae", {"shares": {"a": Decimal(1)}, "default": Decimal("-0.25")}, "0.75"),
        ("ab", {"default": Decimal("1")}, "0.75"),
        ("a", {"shares": {"a": Decimal(2)}}, "1"),
        ("a", {"shares": {"a": Decimal(-1)}}, "0"),
        ("a", {"shares": {}}, "0"),
    ],
)
def test_a_mapping_is_bounded_and_told_as_a_share_of_the_most(ticked, changes, expected):
    grade = MULTI_RESPONSE["qti_map_response"](ticks(ticked, **changes))

    assert grade.fraction == Decimal(expected)


@pytest.mark.parametrize("shares", [{"a": "0.3333333", "b": "0.3333333", "c": "0.3333333"}, {"a": "0.7", "b": "0.7"}])
def test_moodle_shares_never_come_to_more_than_the_point(shares):
    grade = MULTI_RESPONSE["moodle_fractions"](ticks("abc", shares={k: Decimal(v) for k, v in shares.items()}))

    assert Decimal("0.999999") < grade.fraction <= 1


OPTIONS = "abcdefg"
questions = st.integers(2, 7).flatmap(
    lambda of: st.tuples(
        st.just(of),
        st.sets(st.sampled_from(OPTIONS[:of]), min_size=1),
        st.sets(st.sampled_from(OPTIONS[:of])),
        st.dictionaries(st.sampled_from(OPTIONS[:of]), st.decimals(-1, 1, places=7)),
    )
)
# May go below nothing or above the point, as their own mapping says.
UNBOUNDED = {"qti_map_response"}
# The best answer earns R/N, as its manual says.
NEVER_WHOLE = {"brightspace_right_minus_wrong"}
BY_SHARES = {"moodle_fractions", "qti_map_response"}


@pytest.mark.parametrize("scheme", MULTI_RESPONSE)
@given(question=questions)
def test_whatever_is_ticked_the_fraction_follows_from_its_workings(scheme, question):
    of, fits, ticked, shares = question

    grade = MULTI_RESPONSE[scheme](Ticks(ticked, fits, of, shares))

    assert evaluate(grade.workings) == grade.fraction
    assert grade.fraction <= 1
    assert grade.fraction >= 0 or scheme in UNBOUNDED


@pytest.mark.parametrize("scheme", sorted(set(MULTI_RESPONSE) - BY_SHARES - NEVER_WHOLE))
@given(question=questions)
def test_only_exactly_what_fits_earns_everything(scheme, question):
    of, fits, ticked, _ = question

    assert (MULTI_RESPONSE[scheme](Ticks(ticked, fits, of)).fraction == 1) == (ticked == fits)


@given(question=questions)
def test_ticking_everything_earns_nothing_extra_when_recommended(question):
    of, fits, _, _ = question
    everything = set(OPTIONS[:of])
    assume(len(fits) <= of / 2)

    assert MULTI_RESPONSE[RECOMMENDED](Ticks(everything, fits, of)).fraction == 0


@given(question=questions)
def test_one_more_that_does_not_fit_never_helps_when_recommended(question):
    of, fits, ticked, _ = question
    others = set(OPTIONS[:of]) - fits
    before = MULTI_RESPONSE[RECOMMENDED](Ticks(ticked - others, fits, of)).fraction

    assert MULTI_RESPONSE[RECOMMENDED](Ticks(ticked | others, fits, of)).fraction <= before
