"""QTI map_response, with the specification's own example."""

from decimal import Decimal

import pytest

from quizzes.grading.mapping import added, map_response, most

SPEC = {"A": Decimal(0), "B": Decimal(1), "C": Decimal("0.5"), "D": Decimal(0)}
HARD = {"A": Decimal(-1), "B": Decimal(2)}


@pytest.mark.parametrize(
    ("response", "mapping", "settings", "value", "workings"),
    [
        ("CB", SPEC, {}, "1.5", "(1 + 0.5)"),
        ("BBC", SPEC, {}, "1.5", "(1 + 0.5)"),
        ("", SPEC, {}, "0", "(0)"),
        ("AD", SPEC, {}, "0", "(0 + 0)"),
        ("BX", SPEC, {}, "1", "(1 + 0)"),
        ("BX", SPEC, {"default": "-0.5"}, "0.5", "(1 - 0.5)"),
        ("XYXY", SPEC, {"default": "-0.5"}, "-1.0", "(-0.5 - 0.5)"),
        ("A", HARD, {}, "-1", "(-1)"),
        ("A", HARD, {"lower": "0"}, "0", "max(0, -1)"),
        ("B", HARD, {"upper": "1"}, "1", "min(1, 2)"),
        ("AB", HARD, {"lower": "0", "upper": "0.5"}, "0.5", "min(0.5, max(0, -1 + 2))"),
    ],
)
def test_map_response_by_table(response, mapping, settings, value, workings):
    grade = map_response(response, mapping, **{name: Decimal(number) for name, number in settings.items()})

    assert (grade.scheme, grade.fraction, grade.workings) == ("qti_map_response", Decimal(value), workings)


@pytest.mark.parametrize(
    ("mapping", "unmapped", "settings", "value"),
    [
        (SPEC, 0, {}, "1.5"),
        (SPEC, 3, {}, "1.5"),
        (SPEC, 2, {"default": "0.25"}, "2.0"),
        (SPEC, 2, {"default": "-1"}, "1.5"),
        (HARD, 0, {}, "2"),
        (HARD, 0, {"upper": "1"}, "1"),
        (HARD, 0, {"upper": "3"}, "2"),
        ({}, 0, {}, "0"),
    ],
)
def test_most_is_everything_that_adds_within_the_bound(mapping, unmapped, settings, value):
    numbers = {name: Decimal(number) for name, number in settings.items()}

    assert most(mapping, unmapped, **numbers) == Decimal(value)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], "0"),
        (["0.5"], "0.5"),
        (["-0.5"], "-0.5"),
        (["1", "-0.25", "0.5"], "1 - 0.25 + 0.5"),
        (["1E-7", "1E+2"], "0.0000001 + 100"),
        (["0", "0"], "0 + 0"),
    ],
)
def test_added_is_written_as_a_person_writes_it(values, text):
    assert added([Decimal(value) for value in values]) == text
