from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.reviews.policies import Change, Policy, Standing, full_credit, rescored_line, standing_of


def line(earned="0", worth="1", version=1, **fields):
    fraction = str(Decimal(earned) / Decimal(worth))
    base = {"number": 1, "version": version, "scheme": "single", "workings": fraction, "fraction": fraction}
    return base | {"worth": worth, "earned": earned} | fields


points = st.decimals(min_value=-6, max_value=3, places=2).map(str)
lines = st.builds(line, earned=points, worth=st.sampled_from(["0.5", "1", "3"]))
policies = st.sampled_from(list(Policy))


@pytest.mark.parametrize(
    ("policy", "old", "new", "stands"),
    [
        (Policy.NO_LOWER, "0", "1", "1"),
        (Policy.NO_LOWER, "1", "0", "1"),
        (Policy.NEW_KEY, "0", "1", "1"),
        (Policy.NEW_KEY, "1", "0", "0"),
        (Policy.FULL_CREDIT, "0", "0", "1"),
        (Policy.FULL_CREDIT, "0.5", "0", "1"),
    ],
)
def test_rescored_line_follows_the_policy(policy, old, new, stands):
    assert rescored_line(policy, line(old), line(new, version=2))["earned"] == stands


@pytest.mark.parametrize("policy", list(Policy))
def test_rescored_line_is_the_old_one_when_the_points_stay(policy):
    old = line("1")

    assert rescored_line(policy, old, line("1", version=2)) is old


@pytest.mark.parametrize("policy", list(Policy))
def test_rescored_line_leaves_what_a_person_scored_and_what_still_waits(policy):
    by_hand, unread = line("0", by="Ray"), line("0") | {"fraction": None}

    assert rescored_line(policy, by_hand, line("1", version=2)) is by_hand
    assert rescored_line(policy, unread, line("1", version=2)) is unread


def test_full_credit_says_its_arithmetic_and_drops_certainty():
    assert full_credit(line("-6", worth="3", certainty=3)) == {
        "number": 1, "version": 1, "scheme": "full_credit", "workings": "1", "fraction": "1", "worth": "3",
        "earned": "3",
    }  # fmt: skip


@given(lines, lines)
def test_no_lower_takes_from_nobody(old, new):
    new = new | {"worth": old["worth"]}

    stands = rescored_line(Policy.NO_LOWER, old, new)

    assert Decimal(stands["earned"]) == max(Decimal(old["earned"]), Decimal(new["earned"]))


@given(lines, lines)
def test_new_key_says_what_the_new_key_says(old, new):
    assert Decimal(rescored_line(Policy.NEW_KEY, old, new)["earned"]) == Decimal(new["earned"])


@given(lines, lines)
def test_full_credit_is_at_least_what_the_question_is_worth_and_takes_from_nobody(old, new):
    earned = Decimal(rescored_line(Policy.FULL_CREDIT, old, new)["earned"])

    assert earned == max(Decimal(old["worth"]), Decimal(old["earned"]))


@given(policies, lines, lines)
def test_rescoring_twice_writes_nothing_the_second_time(policy, old, new):
    once = rescored_line(policy, old, new)

    assert rescored_line(policy, once, new) is once


@pytest.mark.parametrize(
    ("before", "after", "now_passes", "no_longer"),
    [
        (False, True, True, False),
        (None, True, True, False),
        (True, False, False, True),
        (True, True, False, False),
        (False, False, False, False),
        (True, None, False, False),
    ],
)
def test_change_says_who_passes_now_and_who_no_longer(before, after, now_passes, no_longer):
    change = Change(Standing(Decimal(1), Decimal(2), before), Standing(Decimal(2), Decimal(2), after))

    assert (change.now_passes, change.no_longer_passes) == (now_passes, no_longer)


def test_standing_of_reads_a_scorecard():
    assert standing_of({"points": "6.5", "possible": "8", "passed": None}) == Standing(Decimal("6.5"), Decimal(8), None)
