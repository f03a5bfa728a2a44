"""What an author is shown of a draft's worth."""

from decimal import Decimal

from quizzes.grading.grades import Grade
from quizzes.questions.simulations import Simulated, simulate
from quizzes.questions.types import REGISTRY


def test_simulate_tells_each_case_with_its_arithmetic():
    kind = REGISTRY["multiple"]
    sample = kind.sample()

    told = simulate(kind, sample.asked, sample.key)

    assert [(each.case, each.grade.workings) for each in told] == [
        ("best", "max(0, (2 - 0) / 2)"),
        ("everything", "max(0, (2 - 1) / 2)"),
        ("one_missing", "max(0, (1 - 0) / 2)"),
        ("one_swapped", "max(0, (1 - 1) / 2)"),
        ("only_others", "max(0, (0 - 1) / 2)"),
        ("none", "0"),
    ]
    assert told[-1] == Simulated("none", [], Grade(Decimal(0), "right_minus_wrong", "0"))
    assert told[1].said == [option["text"] for option in sample.asked["options"]]


def test_simulate_tells_an_answer_once():
    kind = REGISTRY["matching"]
    sample = kind.sample()
    key = {"pairs": {"p1": "b01", "p2": "b01"}}

    told = simulate(kind, sample.asked, key)

    # All the same is the best answer here.
    assert [each.case for each in told] == ["best", "one_off", "one_blank", "all_off", "none"]


def test_simulate_tells_an_empty_case_only_as_nothing_answered():
    """With one that fits, one left out leaves nothing."""
    kind = REGISTRY["multiple"]
    sample = kind.sample()

    told = simulate(kind, sample.asked, {"fits": ["a"], "of": 3})

    assert [each.case for each in told] == ["best", "everything", "one_extra", "one_swapped", "only_others", "none"]


def test_simulate_says_nothing_of_what_is_never_scored():
    kind = REGISTRY["survey"]

    assert [each.case for each in simulate(kind, kind.sample().asked, {})] == ["best"]
