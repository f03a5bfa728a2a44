"""Survey items: an opinion, a comment, or both; never a score."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import REGISTRY, Fault, TooLong, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from quizzes.questions.types.survey import COMMENT_LENGTH
from tests.quizzes.questions.types.changes import faults, options

SURVEY = REGISTRY["survey"]
ASKED = SURVEY.sample().asked


def test_what_kind_of_type_it_is():
    assert (SURVEY.slug, SURVEY.is_scored, SURVEY.shuffles) == ("survey", False, "")
    assert SURVEY.ids(ASKED) == ["a", "b"]
    assert COMMENT_LENGTH == 2000


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({"answer": ["a"]}, {"option": "a"}),
        ({"answer-comment": [" Two\r\nlines \n"]}, {"comment": "Two\nlines"}),
        ({"answer-comment": ["One", "two"]}, {"comment": "One\ntwo"}),
        ({"answer": ["b"], "answer-comment": ["Fast."]}, {"option": "b", "comment": "Fast."}),
        ({"answer": [""], "answer-comment": ["  "]}, None),
        ({"answer-comment": ["x" * COMMENT_LENGTH + " "]}, {"comment": "x" * COMMENT_LENGTH}),
    ],
)
def test_read_takes_an_opinion_a_comment_or_both(posted, response):
    assert SURVEY.read(posted, ASKED) == response


def test_read_takes_no_comment_where_none_is_asked():
    assert SURVEY.read({"answer-comment": ["Fast."]}, ASKED | {"comment": False}) is None
    assert SURVEY.read({"q2": ["a"], "q2-comment": ["Fast."]}, ASKED, "q2") == {"option": "a", "comment": "Fast."}


def test_a_comment_has_an_end():
    with pytest.raises(TooLong) as caught:
        SURVEY.read({"answer-comment": ["x" * (COMMENT_LENGTH + 1)]}, ASKED)

    assert caught.value.args == (COMMENT_LENGTH + 1,)


@pytest.mark.parametrize("named", [["a", "b"], ["x"]])
def test_read_refuses_two_opinions_and_unknown_ones(named):
    with pytest.raises(UnknownOption) as caught:
        SURVEY.read({"answer": named}, ASKED)

    assert caught.value.args == (named,)


def test_it_is_never_scored():
    assert SURVEY.grade({"option": "a"}, {}) == Grade(Decimal(0), "not_scored", "0")
    assert (SURVEY.best({}), SURVEY.other(ASKED, {})) == (None, None)
    assert SURVEY.cases(ASKED, {}) == {"best": None, "other": None, "none": None}


def test_cases_are_made_of_the_best_answer_and_another_where_a_type_says_no_more():
    class Told(type(SURVEY)):
        def best(self, key):
            return ["best", key]

        def other(self, asked, key):
            return ["other", asked, key]

    assert Told().cases("asked", "key") == {"best": ["best", "key"], "other": ["other", "asked", "key"], "none": None}


@pytest.mark.parametrize(
    ("response", "said"),
    [
        ({"option": "b", "comment": "Fast."}, ["Not quite", "Fast."]),
        ({"option": "a"}, ["Yes"]),
        ({"comment": "Fast."}, ["Fast."]),
        (None, []),
    ],
)
def test_words_of_an_answer(response, said):
    assert SURVEY.summarize(response, ASKED) == said
    assert SURVEY.explain(response, ASKED, {}, {}) == Explanation(yours=[Line(text) for text in said])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, []),
        ({"options": []}, []),
        ({"comment": False}, []),
        ({"options": [], "comment": False}, [Fault.NOTHING_TO_ANSWER]),
        ({"options": options("Yes")}, [Fault.TOO_FEW_OPTIONS]),
        ({"options": options("Yes", " ")}, [Fault.EMPTY_OPTION]),
        ({"options": options("Yes", "Yes ")}, [Fault.TWICE_THE_SAME]),
        ({"options": options("Yes", "No", "")}, [Fault.EMPTY_OPTION]),
    ],
)
def test_faults_by_table(asked, found):
    assert faults("survey", asked=asked) == found
