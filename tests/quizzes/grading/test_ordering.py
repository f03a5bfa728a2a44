"""The nine ordering schemes against Moodle's own vectors, and what holds for every order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.ordering import MOODLE, ORDERING
from quizzes.grading.receipts import evaluate

KEY = "ABCDE"
CONSTANTS = range(-1, 8)
VECTORS = {
    "ABCDE": ["1", "1", "1", "1", "1", "1", "1", "1", "1"],
    "BACDE": ["0", "0.6", "0.5", "0.6", "0.5", "0.9", "0.8", "0.8", "0.9"],
    "EABCD": ["0", "0", "0.75", "0.6", "0.6", "0.6", "0.8", "0.8", "0.6"],
    "EDCBA": ["0", "0.2", "0", "0", "0", "0", "0", "0", "0.4"],
    # By hand: gaps in a rising run, a chain whose members are apart.
    "ACEBD": ["0", "0.2", "0", "0", "0.1", "0.7", "0.6", "0.4", "0.7"],
    "CDABE": ["0", "0.2", "0.5", "0.6", "0.5", "0.6", "0.6", "0.6", "0.6"],
}


@pytest.mark.parametrize(
    ("order", "constant", "fraction"),
    [(order, constant, row[constant + 1]) for order, row in VECTORS.items() for constant in CONSTANTS],
)
def test_an_order_earns_what_moodle_gives_it(order, constant, fraction):
    grade = ORDERING[MOODLE[constant]](order, KEY)

    assert (grade.scheme, grade.fraction) == (MOODLE[constant], Decimal(fraction))


def test_moodle_constants_name_the_schemes():
    assert MOODLE == {
        -1: "all_or_nothing",
        0: "absolute_position",
        1: "next_without_last",
        2: "next_with_last",
        3: "one_on_each_side",
        4: "all_on_each_side",
        5: "longest_ordered",
        6: "longest_unbroken",
        7: "distance",
    }


@pytest.mark.parametrize(
    ("scheme", "workings"),
    [
        ("all_or_nothing", "0"),
        ("absolute_position", "3 / 5"),
        ("next_without_last", "2 / 4"),
        ("next_with_last", "3 / 5"),
        ("one_on_each_side", "(2 * 2 + 1) / 10"),
        ("all_on_each_side", "2 * 9 / (5 * 4)"),
        ("longest_ordered", "4 / 5"),
        ("longest_unbroken", "4 / 5"),
        ("distance", "(3 + 3 + 4 + 4 + 4) / (5 * 4)"),
    ],
)
def test_the_workings_can_be_read(scheme, workings):
    assert ORDERING[scheme]("BACDE", KEY).workings == workings


@pytest.mark.parametrize("scheme", ORDERING)
def test_two_items_are_enough(scheme):
    assert ORDERING[scheme](["x", "y"], ["x", "y"]).fraction == 1
    assert ORDERING[scheme](["y", "x"], ["x", "y"]).fraction == 0


def test_an_order_that_lacks_an_item_is_a_slip_of_ours_and_not_a_score():
    with pytest.raises(ValueError, match="longer"):
        ORDERING["absolute_position"]("ABCD", KEY)


orders = st.integers(2, 9).flatmap(lambda n: st.tuples(st.permutations(range(n)), st.permutations(range(n))))


@pytest.mark.parametrize("scheme", ORDERING)
@given(orders=orders)
def test_every_order_earns_between_nothing_and_all_and_shows_how(scheme, orders):
    order, key = ([str(item) for item in each] for each in orders)

    grade = ORDERING[scheme](order, key)

    assert 0 <= grade.fraction <= 1
    assert (grade.fraction == 1) == (order == key)
    assert evaluate(grade.workings) == grade.fraction


@pytest.mark.parametrize("scheme", ORDERING)
@given(orders=orders, seed=st.randoms(use_true_random=False))
def test_what_items_are_called_changes_nothing(scheme, orders, seed):
    order, key = orders
    names = [f"item {number}" for number in range(len(key))]
    seed.shuffle(names)

    assert (
        ORDERING[scheme]([names[item] for item in order], [names[item] for item in key]).fraction
        == ORDERING[scheme](order, key).fraction
    )
