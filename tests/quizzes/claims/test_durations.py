import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.claims.durations import minutes_from, spelled


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2", 120), ("1.5", 90), ("1,5", 90), (".5", 30), ("0.25", 15), ("1:30", 90), ("01:05", 65), ("0:45", 45),
        ("2 h", 120), ("2h", 120), ("2 hours", 120), ("1 hour", 60), ("1 h 30 min", 90), ("1h30m", 90),
        ("1 hour and 30 minutes", 90), ("90 min", 90), ("90 minutos", 90), ("2 horas", 120), ("1 hora", 60),
        ("1.5 hrs", 90), (" 2 ", 120), ("0", 0), ("1.333", 80), ("8760", 525600), ("2.", 120),
    ],
)  # fmt: skip
def test_a_length_of_time_as_people_write_it(typed, minutes):
    assert minutes_from(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "two",
        "-2",
        "1:60",
        "1:5",
        "h",
        "min",
        "hours",
        "1.2.3",
        "1e3",
        "²",
        "١",
        "2 days",
        "99999",
        "1:30:00",
        "NaN",
    ],
)
def test_what_is_no_length_of_time(typed):
    assert minutes_from(typed) is None


@given(st.integers(min_value=0, max_value=599_999))
def test_what_is_spelled_is_read_as_the_same(minutes):
    assert (minutes_from(spelled(minutes)) or 0) == minutes
