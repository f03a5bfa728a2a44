from decimal import Decimal

import pytest

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
