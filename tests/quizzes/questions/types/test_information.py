"""Information: read, and passed."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import Fault, UnknownOption
from quizzes.questions.types.contract import Explanation
from quizzes.questions.types.information import Information, paragraphs
from tests.quizzes.questions.types.changes import faults

KIND = Information()
SAMPLE = KIND.sample()
FIRST = "They are about one person, Lee."


def test_it_is_never_scored():
    assert (KIND.is_scored, KIND.needs_person) == (False, False)
    assert KIND.grade("read", SAMPLE.key) == KIND.grade(None, SAMPLE.key) == Grade(Decimal(0), "not_scored", "0")
    assert (KIND.best({}), KIND.other(SAMPLE.asked, {}), KIND.cases(SAMPLE.asked, {})) == (None, None, {})


@pytest.mark.parametrize(
    ("form", "response"),
    [({}, None), ({"answer": [""]}, None), ({"answer": ["read"]}, "read"), ({"answer": ["read", "read"]}, "read")],
)
def test_passing_it_is_all_there_is_to_do(form, response):
    assert KIND.read(form, SAMPLE.asked) == response


def test_nothing_else_can_be_said_to_it():
    with pytest.raises(UnknownOption) as refused:
        KIND.read({"answer": ["read", "more"]}, SAMPLE.asked)

    assert refused.value.args == (["more", "read"],)


def test_it_is_told_by_its_first_paragraph_once_it_was_read():
    assert KIND.summarize("read", SAMPLE.asked) == [FIRST]
    assert KIND.summarize(None, SAMPLE.asked) == []
    assert KIND.view(SAMPLE.asked, None) == {"paragraphs": [FIRST, "Lee is made up. You can stop at any point."]}
    assert KIND.explain("read", SAMPLE.asked, {}, {}) == Explanation()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.", ["One."]),
        ("One\nline.\r\n\r\n\r\nTwo.\n \t\nThree.", ["One\nline.", "Two.", "Three."]),
    ],
)
def test_blank_lines_part_paragraphs(text, found):
    assert paragraphs(text) == found


def test_what_keeps_it_from_being_asked():
    assert faults("information") == []
    assert faults("information", asked={"text": " \n"}) == [Fault.NO_TEXT]
    assert KIND.ids(SAMPLE.asked) == []
