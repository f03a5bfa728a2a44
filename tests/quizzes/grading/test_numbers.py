"""Numbers as people write them, by table and by what must hold for all."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading.numbers import DIGITS, NotANumber, Quantity, TooManyDigits, plain_words, read_number, unit_named


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        (" 12 ", "12"),
        ("012", "12"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1,50", "1.50"),
        ("1.500", "1.500"),
        ("1,500", "1500"),
        ("12,345", "12345"),
        ("123,456", "123456"),
        ("1234,567", "1234.567"),
        ("0,500", "0.500"),
        ("1 500", "1500"),
        ("1\u202f500", "1500"),
        ("1\u00a0500", "1500"),
        ("1’500", "1500"),
        ("1'500", "1500"),
        ("1_500", "1500"),
        ("1,500,000", "1500000"),
        ("1.500.000", "1500000"),
        ("1 500 000", "1500000"),
        ("1.500,25", "1500.25"),
        ("1,500.25", "1500.25"),
        ("1 500,25", "1500.25"),
        ("1 500,250", "1500.250"),
        ("1 500.25", "1500.25"),
        (".5", "0.5"),
        (",5", "0.5"),
        (",500", "0.500"),
        ("15.", "15"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("–5", "-5"),
        ("- 5", "-5"),
        ("+5", "5"),
        ("-0", "0"),
        ("0", "0"),
        ("٣", "3"),
        ("٣٫٥", "3.5"),
        ("१५", "15"),
        ("１２", "12"),
        ("9" * DIGITS, "9" * DIGITS),
        ("0" * 40 + "7", "7"),
    ],
)
def test_a_number_is_read_by_one_rule(text, number):
    assert read_number(text) == Quantity(Decimal(number), "")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("90 minutes", "90", "minutes"),
        ("90min.", "90", "min."),
        ("1,5 h", "1.5", "h"),
        ("1 500 steps", "1500", "steps"),
        ("$1,500", "1500", "$"),
        ("$ 5", "5", "$"),
        ("€5 a day", "5", "a day"),
        ("80%", "80", "%"),
        ("-5 °C", "-5", "°C"),
    ],
)
def test_words_behind_a_number_are_its_unit(text, number, unit):
    assert read_number(text) == Quantity(Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "two",
        "NaN",
        "nan",
        "Infinity",
        "-",
        ".",
        ",",
        "$",
        "--5",
        "1e999999",
        "1e3",
        "0x10",
        "1/2",
        "½",
        "1½",
        "5²",
        "②",
        "1..5",
        "1,,5",
        "1.5.2",
        "1,500,5",
        "15,00,000",
        "1.500.00",
        "1,5 00",
        "1,500 000",
        "1 50",
        "15 20",
        "15-20",
        "15 to 20",
        "15, or so",
        "1.500,500.25",
        "about 15",
        "15.x",
        "15..",
        "15,",
    ],
)
def test_what_is_no_number_is_told(text):
    with pytest.raises(NotANumber) as told:
        read_number(text)
    assert not isinstance(told.value, TooManyDigits)


@pytest.mark.parametrize("text", ["1" * (DIGITS + 1), "0." + "1" * (DIGITS + 1), "1" * 10 + "." + "1" * 9])
def test_a_number_has_an_end(text):
    with pytest.raises(TooManyDigits):
        read_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_every_number_is_read_as_it_is_written(number):
    assert read_number(plain_words(number)) == Quantity(number, "")


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_thousands_may_be_grouped(number):
    assert {read_number(text).number for text in (f"{number:,}", f"{number:,}".replace(",", " "))} == {Decimal(number)}


@given(st.text("0123456789.,- '", max_size=12))
def test_whatever_is_typed_is_a_number_or_told(text):
    with suppress(NotANumber):
        assert read_number(text).number.is_finite()


@pytest.mark.parametrize(
    ("number", "words"),
    [("90", "90"), ("1.50", "1.5"), ("100", "100"), ("0.0", "0"), ("1E+3", "1000"), ("-2.500", "-2.5")],
)
def test_a_number_is_said_without_powers_and_idle_zeros(number, words):
    assert plain_words(Decimal(number)) == words


@pytest.mark.parametrize(
    ("words", "is_named"),
    [("minutes", True), ("Minutes", True), ("MIN.", True), (" min ", True), ("mins", False), ("", False), ("m", False)],
)
def test_a_unit_is_known_by_any_of_its_names(words, is_named):
    assert unit_named(words, ["minutes", "min"]) is is_named


def test_a_unit_of_two_words_is_known_with_any_spaces():
    assert unit_named("Foot \u00a0 Pounds", ["foot pounds"])
    assert not unit_named("footpounds", ["foot pounds"])
