"""Workings that a person can do again by hand, and texts that are no workings."""

from decimal import Context, Decimal, localcontext

import pytest

from quizzes.grading.grades import Grade
from quizzes.grading.receipts import LONGEST, NotArithmetic, evaluate, worked


@pytest.mark.parametrize(
    ("workings", "value"),
    [
        ("1", "1"),
        ("0.1 + 0.2", "0.3"),
        ("2 / 4", "0.5"),
        ("max(0, (2 - 1) / 4)", "0.25"),
        ("max(0, (1 - 2) / 4)", "0"),
        ("min(1, 0.5 + 0.75)", "1"),
        ("-0.25 * 2", "-0.5"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 3 - 2", "5"),
        ("max(1, 3, 2)", "3"),
        ("min(1)", "1"),
        ("1_000", "1000"),
    ],
)
def test_evaluate_does_the_arithmetic(workings, value):
    assert evaluate(workings) == Decimal(value)


def test_evaluate_keeps_28_digits_whatever_the_thread_is_set_to():
    with localcontext(Context(prec=4)):
        third = evaluate("1 / 3")

    assert str(third) == "0." + "3" * 28


@pytest.mark.parametrize(
    "workings",
    [
        "",
        "one",
        "True",
        "1 / 0",
        "0 / 0",
        "2 ** 8",
        "+1",
        "1 if 1 else 0",
        "'1'",
        "1j",
        "0x10",
        "max()",
        "max(1, default=2)",
        "sum(1, 2)",
        "__import__('os').getpid()",
        "(1).real",
        "max(*[1, 2])",
        "[1, 2]",
        "1; 2",
        "-" * 3000 + "1",
        "(" * 400 + "1" + ")" * 400,
        "1\0",
    ],
)
def test_evaluate_refuses_what_is_not_arithmetic(workings):
    with pytest.raises(NotArithmetic) as caught:
        evaluate(workings)

    assert caught.value.args == (workings,)


def test_evaluate_reads_workings_up_to_a_length():
    assert evaluate("1" + " " * (LONGEST - 1)) == 1
    with pytest.raises(NotArithmetic, match=f"{LONGEST + 1} characters"):
        evaluate("1" + " " * LONGEST)


def test_worked_takes_its_fraction_from_its_workings():
    assert worked("right_minus_wrong", "max(0, (2 - 1) / 4)") == Grade(
        Decimal("0.25"), "right_minus_wrong", "max(0, (2 - 1) / 4)", talk=False
    )
    assert worked("path", "1", talk=True).talk is True
