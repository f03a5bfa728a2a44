from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.receipts import evaluate
from quizzes.grading.statements import KPRIME, KPRIME_RECOMMENDED

KEY = {"a": "true", "b": "false", "c": "true", "d": "true"}
ONE_OFF = {**KEY, "b": "true"}
TWO_OFF = {"a": "false", "b": "false", "c": "true"}


def test_kprime_is_recommended():
    assert KPRIME_RECOMMENDED == "kprime"
    assert list(KPRIME) == ["kprime", "kprime_parts", "all_or_nothing"]


@pytest.mark.parametrize(
    ("scheme", "marked", "fraction", "workings"),
    [
        ("kprime", KEY, "1", "1"),
        ("kprime", ONE_OFF, "0.5", "1 / 2"),
        ("kprime", {"a": "true", "b": "false", "c": "true"}, "0.5", "1 / 2"),
        ("kprime", TWO_OFF, "0", "0"),
        ("kprime", {}, "0", "0"),
        ("kprime_parts", KEY, "1", "4 / 4"),
        ("kprime_parts", ONE_OFF, "0.75", "3 / 4"),
        ("kprime_parts", TWO_OFF, "0.5", "2 / 4"),
        ("kprime_parts", {}, "0", "0 / 4"),
        ("all_or_nothing", KEY, "1", "1"),
        ("all_or_nothing", ONE_OFF, "0", "0"),
    ],
)
def test_statements_by_table(scheme, marked, fraction, workings):
    grade = KPRIME[scheme](marked, KEY)

    assert (grade.scheme, grade.fraction, grade.workings) == (scheme, Decimal(fraction), workings)


marks = st.dictionaries(st.sampled_from([*KEY, "x"]), st.sampled_from(["true", "false"]))


@pytest.mark.parametrize("scheme", KPRIME)
@given(marked=marks)
def test_statements_earn_between_nothing_and_all_and_show_how(scheme, marked):
    grade = KPRIME[scheme](marked, KEY)

    assert 0 <= grade.fraction <= 1
    assert (grade.fraction == 1) == all(marked.get(statement) == fits for statement, fits in KEY.items())
    assert evaluate(grade.workings) == grade.fraction


@given(marked=marks)
def test_kprime_never_earns_more_than_half_for_less_than_all(marked):
    assert KPRIME["all_or_nothing"](marked, KEY).fraction <= KPRIME["kprime"](marked, KEY).fraction
    assert KPRIME["kprime"](marked, KEY).fraction in (0, Decimal("0.5"), 1)
