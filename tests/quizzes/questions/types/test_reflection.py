"""Reflections: text kept as it was written, and nobody scores it but a person."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import Fault, TooLong, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from quizzes.questions.types.reflection import LONGEST, Reflection
from tests.quizzes.questions.types.changes import faults

KIND = Reflection()
SAMPLE = KIND.sample()
ASKED = SAMPLE.asked


def test_what_it_is():
    assert (KIND.is_scored, KIND.needs_person, KIND.keeps_draft, KIND.takes_file) == (True, True, True, False)
    assert LONGEST == 20_000


@pytest.mark.parametrize(
    ("form", "response"),
    [
        ({}, None),
        ({"answer": [""]}, None),
        ({"answer": [" \r\n\t "]}, None),
        ({"answer": [" \n "], "answer-seen-by": ["instructor"]}, None),
        ({"answer": ["  Two\r\n\r\nlines. "]}, {"text": "  Two\n\nlines. ", "seen_by": "reader"}),
        ({"answer": ["One\rtwo"]}, {"text": "One\ntwo", "seen_by": "reader"}),
        ({"answer": ["A", "B"], "answer-seen-by": ["", "reader"]}, {"text": "A\nB", "seen_by": "reader"}),
        ({"answer": ["A"], "answer-seen-by": ["instructor"]}, {"text": "A", "seen_by": "instructor"}),
        ({"answer": ["x" * LONGEST]}, {"text": "x" * LONGEST, "seen_by": "reader"}),
    ],
)
def test_a_text_is_kept_as_it_was_written(form, response):
    assert KIND.read(form, ASKED) == response


def test_another_field_name_is_read_the_same():
    assert KIND.read({"q3": ["A"], "q3-seen-by": ["instructor"]}, ASKED, "q3") == {"text": "A", "seen_by": "instructor"}


def test_a_text_has_an_end_and_a_reader_is_one_of_two():
    with pytest.raises(TooLong) as long:
        KIND.read({"answer": ["x" * (LONGEST + 1)]}, ASKED)
    with pytest.raises(UnknownOption) as caught:
        KIND.read({"answer": ["A"], "answer-seen-by": ["everybody"]}, ASKED)

    assert (long.value.args, caught.value.args) == ((LONGEST + 1,), ("everybody",))


def test_a_person_grades_it_and_a_blank_needs_nobody():
    assert KIND.grade(SAMPLE.response, SAMPLE.key) == Grade(None, "marking_guide")
    assert KIND.grade(None, SAMPLE.key) == Grade(Decimal(0), "marking_guide", "0")
    assert (KIND.best(SAMPLE.key), KIND.other(ASKED, SAMPLE.key)) == (None, None)
    assert KIND.cases(ASKED, SAMPLE.key) == {"none": None}


@pytest.mark.parametrize(
    ("response", "text", "words", "seen_by"),
    [
        (None, "", 0, "reader"),
        ({"text": "Three  small\nwords", "seen_by": "instructor"}, "Three  small\nwords", 3, "instructor"),
    ],
)
def test_the_page_shows_the_text_its_words_and_the_guide_before_anything_is_written(response, text, words, seen_by):
    assert KIND.view(ASKED, response) == {
        "text": text,
        "words": words,
        "words_from": 100,
        "words_to": 250,
        "longest": 20_000,
        "guide": ASKED["guide"],
        "seen_by": seen_by,
    }


def test_the_text_is_told_as_it_is():
    assert KIND.summarize(SAMPLE.response, ASKED) == ["Someone waited.\nThen I could say it."]
    assert KIND.summarize(None, ASKED) == []
    assert KIND.explain(SAMPLE.response, ASKED, SAMPLE.key, SAMPLE.feedback) == Explanation(
        yours=[Line("Someone waited.\nThen I could say it.")]
    )


@pytest.mark.parametrize(
    ("asked", "key", "found"),
    [
        ({}, {}, []),
        ({"guide": []}, {"guide": {}, "enough": 0}, [Fault.NO_CRITERIA]),
        ({"guide": []}, {"guide": {}, "enough": 1}, [Fault.NO_CRITERIA, Fault.NEEDS_TOO_MUCH]),
        ({"words_from": 251}, {}, [Fault.WORDS_UPSIDE_DOWN]),
        (
            {"guide": [], "words_from": 251},
            {"guide": {}, "enough": 0},
            [Fault.NO_CRITERIA, Fault.WORDS_UPSIDE_DOWN],
        ),
        ({"words_from": 250}, {}, []),
        ({"words_from": 100, "words_to": 0}, {}, []),
        ({}, {"enough": 7}, [Fault.NEEDS_TOO_MUCH]),
    ],
)
def test_what_keeps_it_from_being_asked(asked, key, found):
    assert faults("reflection", asked=asked, key=key) == found


def test_ids_are_those_of_the_guide():
    assert KIND.ids(ASKED) == ["g1", "g1/0", "g1/1", "g1/3", "g2", "g2/0", "g2/3"]
