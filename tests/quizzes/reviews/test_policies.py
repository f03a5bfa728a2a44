from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.reviews.policies import Change, Policy, Standing, changes, full_credit, standing_of


def line(earned="0", worth="1", version=1, **fields):
    fraction = None if earned is None else str(Decimal(earned) / Decimal(worth))
    base = {"number": 1, "version": version, "scheme": "single", "workings": fraction, "fraction": fraction}
    return base | {"worth": worth, "earned": earned} | fields


points = st.decimals(min_value=-6, max_value=3, places=2).map(str)
lines = st.builds(line, earned=points)
policies = st.sampled_from(list(Policy))


def stands(policy, old, new):
    return new if changes(policy, old, new) else old


@pytest.mark.parametrize(
    ("policy", "old", "new", "earned"),
    [
        (Policy.NO_LOWER, "0", "1", "1"),
        (Policy.NO_LOWER, "1", "0", "1"),
        (Policy.NEW_KEY, "0", "1", "1"),
        (Policy.NEW_KEY, "1", "0", "0"),
        (Policy.FULL_CREDIT, "0.5", "1", "1"),
        (Policy.FULL_CREDIT, "2", "1", "2"),
    ],
)
def test_changes_follow_the_policy(policy, old, new, earned):
    assert stands(policy, line(old), line(new, version=2))["earned"] == earned


@pytest.mark.parametrize("policy", list(Policy))
def test_nothing_changes_where_the_points_stay(policy):
    assert not changes(policy, line("1"), line("1.0", version=2))


@pytest.mark.parametrize("policy", list(Policy))
def test_what_a_person_scored_and_what_still_waits_stay_as_they_are(policy):
    assert not changes(policy, line("0", by="Ray"), line("1", version=2))
    assert not changes(policy, line(None), line("1", version=2))
    assert not changes(policy, line("1"), line(None, version=2))


def test_full_credit_says_its_arithmetic():
    assert full_credit(line("0", worth="3")) == {
        "number": 1, "version": 1, "scheme": "full_credit", "workings": "1", "fraction": "1", "worth": "3",
        "earned": "0",
    }  # fmt: skip


@pytest.mark.parametrize(("certainty", "marked"), [(3, "3"), (None, "1")])
def test_full_credit_where_certainty_counts_is_what_it_brings_at_the_certainty_given(certainty, marked):
    assert full_credit(line("-6", marked="-6", certainty=certainty))["marked"] == marked


@given(st.sampled_from([Policy.NO_LOWER, Policy.FULL_CREDIT]), lines, lines)
def test_no_lower_and_full_credit_take_from_nobody(policy, old, new):
    assert Decimal(stands(policy, old, new)["earned"]) == max(Decimal(old["earned"]), Decimal(new["earned"]))


@given(lines, lines)
def test_new_key_says_what_the_new_key_says(old, new):
    assert Decimal(stands(Policy.NEW_KEY, old, new)["earned"]) == Decimal(new["earned"])


@given(policies, lines, lines)
def test_rescoring_twice_writes_nothing_the_second_time(policy, old, new):
    assert not changes(policy, stands(policy, old, new), new)


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
