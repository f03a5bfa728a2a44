import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.attempts.scorecards import by_rule, replaced, scorecard

USUAL = {
    "purpose": "graded",
    "passing_percent": 80,
    "tries_allowed": None,
    "which_try_counts": "highest",
    "feedback_when": "after_sending",
    "shuffle_options": True,
}


def line(number, fraction, worth="1", domain="advocacy", **more):
    return {
        "number": number, "version": 10 + number, "type": "single", "domain": domain, "scheme": "all_or_nothing",
        "workings": str(fraction), "fraction": None if fraction is None else str(fraction), "worth": worth, **more,
    }  # fmt: skip


def card(*lines, **rules):
    return scorecard(USUAL | rules, lines)


def test_a_scorecard_says_everything_a_person_needs_to_recompute_it():
    found = card(line(1, "1"), line(2, "0.5", worth="2", domain="ethics"), line(3, "0"))

    assert found == {
        "points": "2.00",
        "possible": "4",
        "passed": False,
        "waiting": [],
        "talk": [],
        "domains": {
            "advocacy": {"points": "1.00", "possible": "2"},
            "ethics": {"points": "1.00", "possible": "2"},
        },
        "missed": ["score"],
        "rule": {"passing": {"kind": "percent", "value": "80"}},
        "questions": [
            line(1, "1") | {"earned": "1"},
            line(2, "0.5", worth="2", domain="ethics") | {"earned": "1.0"},
            line(3, "0") | {"earned": "0"},
        ],
    }
    assert json.loads(json.dumps(found)) == found


def test_points_are_rounded_once_after_adding():
    third = str(Decimal(1) / 3)

    assert card(line(1, third), line(2, third), line(3, third))["points"] == "1.00"


@pytest.mark.parametrize(
    ("passing", "passed"),
    [
        ({"kind": "percent", "value": "50"}, True),
        ({"kind": "percent", "value": "51"}, False),
        ({"kind": "points", "value": "2"}, True),
        ({"kind": "points", "value": "2.01"}, False),
        ({"kind": "scaled", "value": "500", "low": "200", "high": "800"}, True),
        ({"kind": "scaled", "value": "501", "low": "200", "high": "800"}, False),
    ],
)
def test_passing_is_by_percent_points_or_scale(passing, passed):
    found = card(line(1, "1", worth="2"), line(2, "0", worth="2"), passing=passing)

    assert (found["passed"], found["missed"]) == (passed, [] if passed else ["score"])


def test_each_domain_may_ask_for_its_own_minimum():
    lines = [line(number, "1") for number in range(1, 9)] + [line(9, "0.69", domain="ethics")]

    found = card(*lines, domain_minimum={"ethics": "70", "advocacy": "70", "never_asked": "70"})

    assert (found["passed"], found["missed"]) == (False, ["domain:ethics"])
    lines[-1] = line(9, "0.70", domain="ethics")
    assert card(*lines, domain_minimum={"ethics": "70"})["passed"] is True


@pytest.mark.parametrize(("fraction", "passed"), [("1", True), ("0.9999995", True), ("0.99", False), ("0", False)])
def test_a_critical_question_must_be_right_whatever_the_score(fraction, passed):
    lines = [line(number, "1") for number in range(1, 10)]

    found = card(*lines, line(10, fraction, critical=True))

    assert (found["passed"], found["missed"]) == (passed, [] if passed else ["critical:10"])


@pytest.mark.parametrize(
    ("lines", "waiting", "talk"),
    [
        ([line(1, "1"), line(2, None)], [2], []),
        ([line(1, "1"), line(2, "1", talk=True)], [], [2]),
        # Even a try that can no longer pass waits for its reader.
        ([line(1, "0"), line(2, None)], [2], []),
        ([line(1, None, critical=True)], [1], []),
    ],
)
def test_what_waits_for_a_person_has_neither_passed_nor_not(lines, waiting, talk):
    found = card(*lines)

    assert (found["passed"], found["waiting"], found["talk"]) == (None, waiting, talk)


def test_points_so_far_count_without_what_waits():
    found = card(line(1, "1"), line(2, None, worth="3"))

    assert (found["points"], found["possible"]) == ("1.00", "4")


def test_replaced_judges_by_the_rule_the_scorecard_carries():
    before = card(line(1, "1"), line(2, None, worth="4"), passing={"kind": "points", "value": "4"})

    after = replaced(before, 2, line(2, "0.75", worth="4", by=7, levels={"warmth": "clear"}))

    assert (after["points"], after["passed"], after["waiting"]) == ("4.00", True, [])
    assert after["questions"][1]["levels"] == {"warmth": "clear"}
    assert after["questions"][0] == before["questions"][0]
    assert before["questions"][1]["earned"] is None


CERTAIN = {"asks_certainty": True}


def test_certainty_is_told_beside_the_score_and_changes_nothing_in_it():
    lines = [line(1, "1", certainty=3, marked="3"), line(2, "0", certainty=3, marked="-6"), line(3, "1")]

    found = card(*lines, **CERTAIN)

    assert (found["points"], found["possible"]) == ("2.00", "3")
    assert found["certainty"] == {"points": "-3.00", "possible": "6"}


@pytest.mark.parametrize(
    ("marks", "points", "passed"),
    [(["3", "3"], "6.00", True), (["3", "-6"], "0.00", False), (["3", "1"], "4.00", False), (["3", "2"], "5.00", True)],
)
def test_certainty_may_be_the_score_out_of_three_times_the_points_and_never_below_nothing(marks, points, passed):
    lines = [line(number, "1", certainty=1, marked=mark) for number, mark in enumerate(marks, start=1)]

    found = card(*lines, **CERTAIN, certainty_counts=True)

    assert (found["points"], found["possible"], found["passed"]) == (points, "6", passed)


thirds = st.fractions(min_value=0, max_value=1, max_denominator=12).map(
    lambda part: str(Decimal(part.numerator) / Decimal(part.denominator))
)
lines_of_a_try = st.lists(
    st.tuples(thirds | st.none(), st.sampled_from(["1", "2", "0.5"]), st.booleans(), st.sampled_from(["a", "b", ""])),
    min_size=1,
    max_size=8,
).map(
    lambda drawn: [
        line(number, fraction, worth, domain, **({"critical": True} if critical else {}))
        for number, (fraction, worth, critical, domain) in enumerate(drawn, start=1)
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(lines=lines_of_a_try)
def test_a_scorecard_judged_again_is_the_same_and_its_parts_add_up(lines):
    found = card(*lines, domain_minimum={"a": "50"})

    assert by_rule(found["rule"], found["questions"]) == found
    assert Decimal(found["possible"]) == sum(Decimal(each["worth"]) for each in lines)
    assert abs(Decimal(found["points"]) - sum(Decimal(q["earned"]) for q in found["questions"] if q["earned"])) <= (
        Decimal("0.005")
    )
    assert (found["passed"] is None) == bool(found["waiting"])
    assert not (found["passed"] and found["missed"])
