"""Multiple choice: reading, grading by the key's scheme, explaining, and what may not be published."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import REGISTRY, Fault, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from tests.quizzes.questions.types.changes import faults, options

MULTIPLE = REGISTRY["multiple"]
ASKED = {"stem": "Which?", "scene": "", "options": options("One", "Two", "Three", "Four")}
KEY = {"fits": ["d", "a"], "scheme": "right_minus_wrong", "of": 4}
FEEDBACK = {"why": "So.", "options": {"a": "Yes.", "b": "Look again."}}


def test_what_kind_of_type_it_is():
    assert (MULTIPLE.slug, MULTIPLE.is_scored, MULTIPLE.shuffles) == ("multiple", True, "options")
    assert MULTIPLE.ids(ASKED) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({"answer": ["d", "a"]}, ["a", "d"]),
        ({"answer": ["a", "", "a"]}, ["a"]),
        ({"answer": [""]}, None),
        ({}, None),
    ],
)
def test_read_keeps_the_same_ticks_the_same(posted, response):
    assert MULTIPLE.read(posted, ASKED) == response


def test_read_sorts_whatever_order_a_try_shows():
    shown = ASKED | {"options": ASKED["options"][::-1]}

    assert MULTIPLE.read({"q3": ["a", "d"]}, shown, "q3") == ["a", "d"]


def test_read_refuses_what_is_not_there():
    with pytest.raises(UnknownOption):
        MULTIPLE.read({"answer": ["a", "x"]}, ASKED)


SHARES = {"a": "0.5", "d": "0.5", "b": "-0.25"}


@pytest.mark.parametrize(
    ("response", "key", "grade"),
    [
        (["a", "d"], KEY, Grade(Decimal(1), "right_minus_wrong", "max(0, (2 - 0) / 2)")),
        (["a", "b"], KEY, Grade(Decimal(0), "right_minus_wrong", "max(0, (1 - 1) / 2)")),
        (["a"], {"fits": ["a", "d"]}, Grade(Decimal("0.5"), "right_minus_wrong", "max(0, (1 - 0) / 2)")),
        (None, KEY, Grade(Decimal(0), "right_minus_wrong", "0")),
        # By the formula leaving all blank would earn half; but it is no answer.
        (None, KEY | {"scheme": "edx_edc"}, Grade(Decimal(0), "edx_edc", "0")),
        ([], {"fits": ["a", "d"]}, Grade(Decimal(0), "right_minus_wrong", "0")),
        (["a"], KEY | {"scheme": "edx_edc"}, Grade(Decimal("0.75"), "edx_edc", "(1 + 2) / 4")),
        (["a"], KEY | {"scheme": "all_or_nothing"}, Grade(Decimal(0), "all_or_nothing", "0")),
        (
            ["a", "d", "b"],
            KEY | {"scheme": "canvas_partial", "numbers": {"dock": "0.1"}},
            Grade(Decimal("0.9"), "canvas_partial", "max(0, 2 / 2 - 1 * 0.1)"),
        ),
        (
            ["a", "b"],
            KEY | {"scheme": "moodle_fractions", "shares": SHARES},
            Grade(Decimal("0.25"), "moodle_fractions", "min(1, max(0, 0.5 - 0.25))"),
        ),
        (
            ["a", "c"],
            KEY
            | {
                "scheme": "qti_map_response",
                "shares": {"a": "1", "d": "1", "b": "0"},
                "numbers": {"default": "-0.5", "lower": "0", "upper": "2"},
            },
            Grade(Decimal("0.25"), "qti_map_response", "min(2, max(0, 1 - 0.5)) / 2"),
        ),
    ],
)
def test_grading_by_table(response, key, grade):
    assert MULTIPLE.grade(response, key) == grade


def test_a_key_of_before_counts_by_what_fits():
    """Frozen before other schemes were offered: no number of options, no scheme."""
    assert MULTIPLE.grade(["a"], {"fits": ["a", "d"], "scheme": "edx_halves"}).fraction == 0
    assert MULTIPLE.grade(["a", "d"], {"fits": ["a", "d"], "scheme": "all_or_nothing"}).fraction == 1


def test_words_of_an_answer_stand_in_the_order_shown():
    assert MULTIPLE.summarize(["d", "a"], ASKED) == ["One", "Four"]
    assert MULTIPLE.summarize(None, ASKED) == []


def test_best_and_another():
    assert (MULTIPLE.best(KEY), MULTIPLE.other(ASKED, KEY)) == (["a", "d"], ["b"])
    assert MULTIPLE.other({"options": options("One")}, {"fits": ["a"]}) is None


@pytest.mark.parametrize(
    ("response", "told"),
    [
        (["a", "d"], Explanation(yours=[Line("One", remark="Yes."), Line("Four")], stronger=[])),
        (
            ["b", "a"],
            Explanation(
                yours=[Line("One", remark="Yes."), Line("Two", remark="Look again.", fits=False)],
                stronger=[Line("One"), Line("Four")],
            ),
        ),
        (None, Explanation(yours=[], stronger=[Line("One"), Line("Four")])),
    ],
)
def test_explain_remarks_each_tick_and_shows_the_whole_stronger_answer(response, told):
    assert MULTIPLE.explain(response, ASKED, KEY, FEEDBACK) == told


def test_cases_go_from_the_best_to_nothing():
    assert list(MULTIPLE.cases(ASKED, KEY).items()) == list(
        {
            "best": ["a", "d"],
            "everything": ["a", "b", "c", "d"],
            "one_missing": ["d"],
            "one_extra": ["a", "b", "d"],
            "one_swapped": ["b", "d"],
            "only_others": ["b", "c"],
            "none": None,
        }.items()
    )


MOODLE = {"scheme": "moodle_fractions"}
QTI = {"scheme": "qti_map_response"}
AGAINST, NOT_WHOLE = Fault.SHARE_AGAINST_FIT, Fault.SHARES_NOT_WHOLE


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"key": {"fits": ["a"]}}, [Fault.TOO_FEW_FIT]),
        ({"key": {"fits": []}}, [Fault.TOO_FEW_FIT]),
        ({"key": {"fits": ["a", "b", "c"]}}, [Fault.ALL_FIT]),
        ({"asked": {"options": options("Yes", "Yes", "No")}}, [Fault.TWICE_THE_SAME]),
        ({"feedback": {"options": {}}, "key": {"fits": ["a"]}}, [Fault.NO_FEEDBACK, Fault.TOO_FEW_FIT]),
        ({"key": {**MOODLE, "shares": {"a": "0.5", "c": "0.5"}}}, []),
        ({"key": {**MOODLE, "shares": {"a": "0.3333333", "c": "0.6666666", "b": "-1"}}}, []),
        ({"key": {**MOODLE, "shares": {"a": "0.5", "c": "0.496"}}}, []),
        ({"key": {**MOODLE, "shares": {"a": "0.5", "c": "0.494"}}}, [NOT_WHOLE]),
        ({"key": {**MOODLE, "shares": {"a": "0.7", "c": "0.5"}}}, [NOT_WHOLE]),
        ({"key": {**MOODLE, "shares": {"a": "1", "c": "0"}}}, [AGAINST]),
        ({"key": {**MOODLE, "shares": {"a": "0.5", "c": "0.25", "b": "0.25"}}}, [AGAINST]),
        ({"key": {**MOODLE, "shares": {}}}, [AGAINST, NOT_WHOLE]),
        ({"key": {**MOODLE, "shares": {"a": "1"}, "numbers": {"default": "1"}}}, [AGAINST]),
        ({"key": {**QTI, "shares": {"a": "1.5", "c": "0.5"}}}, []),
        ({"key": {**QTI, "shares": {"a": "1.5"}, "numbers": {"default": "0.5"}}}, [AGAINST]),
        ({"key": {**QTI, "shares": {"a": "1", "b": "0"}, "numbers": {"default": "0.5"}}}, []),
        ({"key": {**QTI, "shares": {"b": "1"}}}, [AGAINST]),
        (
            {"asked": {"options": options("Yes", "", "No")}, "key": {**QTI, "shares": {"b": "1"}}},
            [Fault.EMPTY_OPTION, AGAINST],
        ),
        (
            {"asked": {"options": options("Yes", "", "No")}, "key": {**MOODLE, "shares": {}}},
            [Fault.EMPTY_OPTION, AGAINST, NOT_WHOLE],
        ),
        ({"key": {"scheme": "edx_edc", "shares": {"b": "1"}}}, []),
    ],
)
def test_faults_by_table(changes, found):
    assert faults("multiple", **changes) == found
