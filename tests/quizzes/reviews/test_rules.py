from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.reviews.rules import Asked, Held, Reach, Waiting, in_line, is_held_by_other, next_free, scoring_reach

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
IVAN, ROSA = 1, 2


def waiting(attempt: int, number: int = 1, hours: int = 0, asked: Asked = Asked.READING) -> Waiting:
    return Waiting(attempt, number, asked, NOON + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("roles", "reach"),
    [
        (["reviewer"], Reach.EVERYBODY),
        (["administrator"], Reach.EVERYBODY),
        (["instructor"], Reach.OWN),
        (["instructor", "reviewer"], Reach.EVERYBODY),
        (["auditor"], Reach.NOBODY),
        (["supervisor"], Reach.NOBODY),
        ([], Reach.NOBODY),
    ],
)
def test_scoring_reach_follows_the_role(roles, reach):
    assert scoring_reach(roles, is_superuser=False) == reach


def test_scoring_reach_of_a_superuser_is_everybody():
    assert scoring_reach([], is_superuser=True) == Reach.EVERYBODY


def test_in_line_is_oldest_first_and_keeps_the_order_of_the_quiz():
    line = in_line([waiting(3, hours=2), waiting(1, number=4), waiting(1, number=2), waiting(2, hours=1)])

    assert [each.place for each in line] == [(1, 2), (1, 4), (2, 1), (3, 1)]


@given(st.permutations([waiting(attempt, number) for attempt in (1, 2) for number in (1, 2, 3)]))
def test_in_line_does_not_depend_on_how_the_rows_come(rows):
    assert in_line(rows) == in_line(reversed(rows))


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (None, False),
        (Held(IVAN, NOON + timedelta(minutes=1)), True),
        (Held(ROSA, NOON + timedelta(minutes=1)), False),
        (Held(IVAN, NOON), False),
        (Held(IVAN, NOON - timedelta(seconds=1)), False),
    ],
)
def test_is_held_by_other_until_the_claim_ends(held, expected):
    assert is_held_by_other(held, ROSA, at=NOON) is expected


def test_next_free_goes_on_behind_the_present_one_and_then_from_the_beginning():
    line = [waiting(1), waiting(2), waiting(3)]

    assert next_free(line, {}, ROSA, at=NOON).place == (1, 1)
    assert next_free(line, {}, ROSA, at=NOON, after=(2, 1)).place == (3, 1)
    assert next_free(line, {}, ROSA, at=NOON, after=(3, 1)).place == (1, 1)


def test_next_free_steps_over_what_another_reader_has_open():
    line = [waiting(1), waiting(2), waiting(3)]
    claims = {(1, 1): Held(IVAN, NOON + timedelta(minutes=5)), (2, 1): Held(ROSA, NOON + timedelta(minutes=5))}

    assert next_free(line, claims, ROSA, at=NOON).place == (2, 1)
    assert next_free(line[:1], claims, ROSA, at=NOON) is None


def test_next_free_is_none_when_only_the_present_one_is_left():
    assert next_free([waiting(1)], {}, ROSA, at=NOON, after=(1, 1)) is None
