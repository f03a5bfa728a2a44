"""Single choice, and true or false which is one with two fixed answers."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import REGISTRY, Fault, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from tests.quizzes.questions.types.changes import faults, options

SINGLE = REGISTRY["single"]
ASKED = {"stem": "Which?", "scene": "", "options": options("One", "Two", "Three")}
KEY = {"fits": ["b"]}
FEEDBACK = {"why": "So.", "options": {"a": "Look again.", "b": "Yes."}}
SHARES = {"fits": ["b"], "scheme": "moodle_single", "shares": {"a": "0.5", "b": "1", "c": "-0.3333333"}}


def test_what_kind_of_type_it_is():
    truefalse = REGISTRY["truefalse"]

    assert (SINGLE.is_scored, SINGLE.shuffles, SINGLE.needs_person, SINGLE.keeps_draft) == (
        True,
        "options",
        False,
        False,
    )
    assert (truefalse.is_scored, truefalse.shuffles) == (True, "")
    assert SINGLE.ids(ASKED) == ["a", "b", "c"]
    assert SINGLE.view(ASKED, "a") == {}
    assert SINGLE.stays({"answer": ["a"]}) is False
    assert SINGLE.announce("a", {"answer": ["a"]}, ASKED) is None


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({"answer": ["b"]}, "b"),
        ({"answer": ["", "b", "b"]}, "b"),
        ({"answer": [""]}, None),
        ({"other": ["b"]}, None),
        ({}, None),
    ],
)
def test_read_takes_the_one_that_is_named(posted, response):
    assert SINGLE.read(posted, ASKED) == response


def test_read_takes_the_field_it_is_told():
    assert SINGLE.read({"q2": ["a"], "answer": ["b"]}, ASKED, "q2") == "a"


@pytest.mark.parametrize(
    ("named", "refused"), [(["x"], ["x"]), (["y", "b", "x"], ["x", "y"]), (["a", "b"], ["a", "b"])]
)
def test_read_refuses_what_is_not_there_and_two_at_once(named, refused):
    with pytest.raises(UnknownOption) as caught:
        SINGLE.read({"answer": named}, ASKED)

    assert caught.value.args == (refused,)


@pytest.mark.parametrize(
    ("response", "key", "grade"),
    [
        ("b", KEY, Grade(Decimal(1), "all_or_nothing", "1")),
        ("a", KEY, Grade(Decimal(0), "all_or_nothing", "0")),
        (None, KEY, Grade(Decimal(0), "all_or_nothing", "0")),
        ("b", SHARES, Grade(Decimal(1), "moodle_single", "1")),
        ("a", SHARES, Grade(Decimal("0.5"), "moodle_single", "0.5")),
        ("c", SHARES, Grade(Decimal("-0.3333333"), "moodle_single", "-0.3333333")),
        (None, SHARES, Grade(Decimal(0), "moodle_single", "0")),
    ],
)
def test_grading_by_table(response, key, grade):
    assert SINGLE.grade(response, key) == grade


def test_words_of_an_answer():
    assert SINGLE.summarize("b", ASKED) == ["Two"]
    assert SINGLE.summarize(None, ASKED) == []


def test_best_and_another():
    assert (SINGLE.best(KEY), SINGLE.other(ASKED, KEY)) == ("b", "a")
    assert SINGLE.other({"options": options("One")}, {"fits": ["a"]}) is None


@pytest.mark.parametrize(
    ("response", "told"),
    [
        ("b", Explanation(yours=[Line("Two", remark="Yes.")], stronger=[])),
        ("a", Explanation(yours=[Line("One", remark="Look again.", fits=False)], stronger=[Line("Two")])),
        ("c", Explanation(yours=[Line("Three", remark="", fits=False)], stronger=[Line("Two")])),
        (None, Explanation(yours=[], stronger=[Line("Two")])),
    ],
)
def test_explain_puts_an_answer_beside_a_stronger_one(response, told):
    assert SINGLE.explain(response, ASKED, KEY, FEEDBACK) == told


def test_cases_are_each_answer_and_none():
    assert SINGLE.cases(ASKED, KEY) == {"option:a": "a", "option:b": "b", "option:c": "c", "none": None}


ONE = options("Yes")
SAID = {"options": {"a": "Yes.", "b": "Yes.", "c": "Yes."}}
WEIGHED = {"scheme": "moodle_single", "fits": ["a"]}


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"key": {"fits": []}}, [Fault.NOT_ONE_FITS]),
        ({"key": {"fits": ["a", "b"]}}, [Fault.NOT_ONE_FITS]),
        ({"key": {"fits": [], "scheme": "moodle_single"}}, [Fault.NOT_ONE_FITS]),
        ({"asked": {"options": ONE}}, [Fault.TOO_FEW_OPTIONS]),
        ({"asked": {"options": options("Yes", "Yes ")}}, [Fault.TWICE_THE_SAME]),
        ({"asked": {"options": options("Yes", " ")}}, [Fault.EMPTY_OPTION]),
        ({"feedback": {"options": {"a": "Yes."}}}, [Fault.NO_FEEDBACK]),
        ({"feedback": {"options": {"a": "Yes.", "b": " "}}}, [Fault.NO_FEEDBACK]),
        (
            {"asked": {"options": options("", "")}, "feedback": {"options": {}}, "key": {"fits": []}},
            [Fault.EMPTY_OPTION, Fault.TWICE_THE_SAME, Fault.NO_FEEDBACK, Fault.NOT_ONE_FITS],
        ),
        ({"key": {**WEIGHED, "shares": {"a": "1", "b": "0.999"}}}, []),
        ({"key": {**WEIGHED, "shares": {"a": "1", "b": "-1"}}}, []),
        ({"key": {**WEIGHED, "shares": {"a": "1"}}}, []),
        (
            {"asked": {"options": options("Yes", "")}, "key": {**WEIGHED, "shares": {}}},
            [Fault.EMPTY_OPTION, Fault.SHARES_NOT_WHOLE],
        ),
        ({"asked": {"options": options("")}}, [Fault.TOO_FEW_OPTIONS, Fault.EMPTY_OPTION]),
        ({"key": {**WEIGHED, "shares": {"a": "0.9"}}}, [Fault.SHARES_NOT_WHOLE]),
        ({"key": {**WEIGHED, "shares": {}}}, [Fault.SHARES_NOT_WHOLE]),
        ({"key": {**WEIGHED, "shares": {"a": "1", "b": "1"}}}, [Fault.SHARE_AGAINST_FIT]),
        ({"key": {**WEIGHED, "shares": {"b": "1.5"}}}, [Fault.SHARES_NOT_WHOLE, Fault.SHARE_AGAINST_FIT]),
        # Without that scheme nobody asks for the shares.
        ({"key": {"fits": ["a"], "shares": {"b": "1"}}}, []),
    ],
)
def test_faults_by_table(changes, found):
    assert faults("single", **changes) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"true": "Yes.", "false": "Look again."}, []),
        ({"true": "Yes.", "false": ""}, [Fault.NO_FEEDBACK]),
        ({"true": "", "false": "Look again."}, [Fault.NO_FEEDBACK]),
    ],
)
def test_true_or_false_asks_for_both_remarks(said, found):
    assert faults("truefalse", feedback={"options": said}) == found


def test_true_or_false_by_table():
    truefalse = REGISTRY["truefalse"]

    assert truefalse.grade("true", {"fits": ["true"]}).fraction == 1
    assert truefalse.grade("false", {"fits": ["true"]}).fraction == 0
    assert truefalse.grade("false", {"fits": ["false"]}).fraction == 1
