"""Matching, and several statements true or false, which matches each with one of two answers."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import REGISTRY, Fault, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from tests.quizzes.questions.types.changes import faults

MATCHING, KPRIME = REGISTRY["matching"], REGISTRY["kprime"]
ASKED = MATCHING.sample().asked
KEY = MATCHING.sample().key
LOAN, THREAT = "“Can I borrow 20 dollars?”", "“I want to hurt my roommate.”"


def test_what_kind_of_types_they_are():
    assert (MATCHING.slug, MATCHING.is_scored, MATCHING.shuffles) == ("matching", True, "answers")
    assert (KPRIME.slug, KPRIME.is_scored, KPRIME.shuffles) == ("kprime", True, "prompts")
    assert MATCHING.ids(ASKED) == ["a3f", "b01", "c77", "p1", "p2"]
    assert KPRIME.ids(KPRIME.sample().asked) == ["false", "p1", "p2", "p3", "true"]


@pytest.mark.parametrize(
    ("posted", "response"),
    [
        ({"answer-p1": ["b01"], "answer-p2": ["a3f"]}, {"p1": "b01", "p2": "a3f"}),
        ({"flag": ["1"], "answer-p1": [""], "answer-p2": ["", "a3f"]}, {"p2": "a3f"}),
        ({"answer-p1": [""]}, None),
        ({"answer": ["b01"]}, None),
        ({}, None),
    ],
)
def test_read_leaves_blanks_out(posted, response):
    assert MATCHING.read(posted, ASKED) == response


def test_read_takes_the_one_answer_there_is():
    asked = {"prompts": ASKED["prompts"], "answers": [{"id": "x", "text": "X"}]}

    assert MATCHING.read({"answer-p1": ["x"]}, asked) == {"p1": "x"}


def test_read_takes_the_field_it_is_told():
    assert MATCHING.read({"q2-p1": ["b01"], "answer-p2": ["a3f"]}, ASKED, "q2") == {"p1": "b01"}


@pytest.mark.parametrize(
    ("posted", "refused"),
    [
        ({"answer-p9": ["b01"]}, "answer-p9"),
        ({"answer-p1": ["b01", "a3f"]}, "answer-p1"),
        ({"answer-p1": ["nothing"]}, "answer-p1"),
        ({"answer-p9": [""]}, "answer-p9"),
    ],
)
def test_read_refuses_unknown_prompts_and_answers_and_two_for_one(posted, refused):
    with pytest.raises(UnknownOption) as caught:
        MATCHING.read(posted, ASKED)

    assert caught.value.args == (refused,)


@pytest.mark.parametrize(
    ("response", "key", "grade"),
    [
        ({"p1": "b01", "p2": "a3f"}, KEY, Grade(Decimal(1), "matching_parts", "2 / 2")),
        ({"p1": "b01"}, KEY, Grade(Decimal("0.5"), "matching_parts", "1 / 2")),
        ({"p1": "a3f", "p2": "a3f"}, KEY, Grade(Decimal("0.5"), "matching_parts", "1 / 2")),
        (None, KEY, Grade(Decimal(0), "matching_parts", "0 / 2")),
        ({"p1": "b01"}, KEY | {"scheme": "all_or_nothing"}, Grade(Decimal(0), "all_or_nothing", "0")),
    ],
)
def test_grading_by_table(response, key, grade):
    assert MATCHING.grade(response, key) == grade


STATEMENTS = {"pairs": {"p1": "true", "p2": "false", "p3": "true"}}


@pytest.mark.parametrize(
    ("response", "key", "grade"),
    [
        (STATEMENTS["pairs"], STATEMENTS, Grade(Decimal(1), "kprime", "1")),
        ({"p1": "true", "p2": "false"}, STATEMENTS, Grade(Decimal("0.5"), "kprime", "1 / 2")),
        (None, STATEMENTS, Grade(Decimal(0), "kprime", "0")),
        (
            {"p1": "true"},
            STATEMENTS | {"scheme": "kprime_parts"},
            Grade(Decimal(1) / 3, "kprime_parts", "1 / 3"),
        ),
        ({"p1": "true"}, STATEMENTS | {"scheme": "all_or_nothing"}, Grade(Decimal(0), "all_or_nothing", "0")),
    ],
)
def test_statements_by_table(response, key, grade):
    assert KPRIME.grade(response, key) == grade


def test_words_of_an_answer_stand_in_the_order_asked():
    assert MATCHING.summarize({"p2": "a3f", "p1": "b01"}, ASKED) == [
        f"{LOAN}: Say a kind no",
        f"{THREAT}: Call your supervisor",
    ]
    assert MATCHING.summarize({"p2": "a3f"}, ASKED) == [f"{THREAT}: Call your supervisor"]
    assert MATCHING.summarize(None, ASKED) == []


def test_best_and_another():
    assert MATCHING.best(KEY) == {"p1": "b01", "p2": "a3f"}
    assert MATCHING.best(KEY) is not KEY["pairs"]
    assert MATCHING.other(ASKED, KEY) == {"p1": "a3f", "p2": "b01"}
    assert MATCHING.other({"answers": [{"id": "x", "text": "X"}]}, {"pairs": {"p1": "x"}}) == {"p1": "x"}


def test_explain_shows_only_the_pairs_that_need_another_look():
    feedback = {"why": "", "options": {"p1": "Roles."}}

    assert MATCHING.explain({"p1": "b01", "p2": "c77"}, ASKED, KEY, feedback) == Explanation(
        yours=[
            Line("Say a kind no", prompt=LOAN, remark="Roles.", fits=True),
            Line("Change a dose", prompt=THREAT, remark="", fits=False),
        ],
        stronger=[Line("Call your supervisor", prompt=THREAT)],
    )
    assert MATCHING.explain(None, ASKED, KEY, feedback) == Explanation(
        yours=[], stronger=[Line("Say a kind no", prompt=LOAN), Line("Call your supervisor", prompt=THREAT)]
    )


def test_cases_go_from_the_best_to_nothing():
    assert MATCHING.cases(ASKED, KEY) == {
        "best": {"p1": "b01", "p2": "a3f"},
        "one_off": {"p1": "a3f", "p2": "a3f"},
        "one_blank": {"p2": "a3f"},
        "all_the_same": {"p1": "b01", "p2": "b01"},
        "all_off": {"p1": "a3f", "p2": "b01"},
        "none": None,
    }


def test_cases_of_statements_say_true_to_everything():
    sample = KPRIME.sample()
    key = {"pairs": {"p1": "false", "p2": "true"}}

    assert KPRIME.cases(sample.asked, key) == {
        "best": {"p1": "false", "p2": "true"},
        "one_off": {"p1": "true", "p2": "true"},
        "one_blank": {"p2": "true"},
        "all_the_same": {"p1": "true", "p2": "true"},
        "all_off": {"p1": "true", "p2": "false"},
        "none": None,
    }


def parts(*texts: str) -> list[dict[str, str]]:
    return [{"id": f"p{number}", "text": text} for number, text in enumerate(texts, 1)]


ANSWERS = [{"id": "a3f", "text": "One"}, {"id": "b01", "text": "Two"}]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"asked": {"prompts": parts("One")}}, [Fault.TOO_FEW_PROMPTS]),
        ({"asked": {"prompts": parts("One", "One")}}, [Fault.TWICE_THE_SAME]),
        ({"asked": {"prompts": parts("One", "")}}, [Fault.EMPTY_OPTION]),
        ({"asked": {"answers": [*ANSWERS, {"id": "c", "text": " "}]}}, [Fault.EMPTY_OPTION]),
        (
            {"asked": {"prompts": parts("One", ""), "answers": [*ANSWERS, {"id": "c", "text": ""}]}},
            [Fault.EMPTY_OPTION],
        ),
        ({"asked": {"answers": ANSWERS}}, []),
        ({"asked": {"answers": [ANSWERS[0], {"id": "b", "text": "One "}]}}, [Fault.ONE_ANSWER_FOR_ALL]),
        ({"feedback": {"options": {"p1": "Yes."}}}, [Fault.NO_FEEDBACK]),
        ({"asked": {"prompts": parts("")}}, [Fault.TOO_FEW_PROMPTS, Fault.EMPTY_OPTION]),
    ],
)
def test_faults_by_table(changes, found):
    assert faults("matching", **changes) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"asked": {"prompts": parts("One", "Two")}}, []),
        ({"asked": {"prompts": parts("One")}}, [Fault.TOO_FEW_STATEMENTS]),
        ({"asked": {"prompts": parts("One", "One")}}, [Fault.TWICE_THE_SAME]),
        ({"asked": {"prompts": parts(" ")}}, [Fault.TOO_FEW_STATEMENTS, Fault.EMPTY_OPTION]),
        ({"feedback": {"options": {}}}, [Fault.NO_FEEDBACK]),
    ],
)
def test_faults_of_statements_by_table(changes, found):
    assert faults("kprime", **changes) == found
