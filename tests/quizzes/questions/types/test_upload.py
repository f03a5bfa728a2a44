"""File answers: what the door tells of the file, and nothing the browser says."""

from decimal import Decimal

import pytest

from quizzes.grading.grades import Grade
from quizzes.questions.types import Fault, TooLong, UnknownOption
from quizzes.questions.types.contract import Explanation, Line
from quizzes.questions.types.upload import NOTE_LENGTH, Upload
from tests.quizzes.questions.types.changes import faults

KIND = Upload()
SAMPLE = KIND.sample()
ASKED = SAMPLE.asked
FILE = {"answer-file": ["f1"], "answer-file-name": ["card.pdf"], "answer-file-size": ["12"]} | {
    "answer-file-kind": ["picture"]
}
HELD = {"file": "f1", "name": "card.pdf", "size": 12, "kind": "picture"}


def test_what_it_is():
    assert (KIND.is_scored, KIND.needs_person, KIND.keeps_draft, KIND.takes_file) == (True, True, False, True)
    assert KIND.kinds(ASKED) == ["document", "picture"]
    assert KIND.most_bytes(ASKED) == 5_000_000


@pytest.mark.parametrize(
    ("form", "response"),
    [
        ({}, None),
        ({"answer-file": [""], "answer-text": ["  "]}, None),
        (FILE, HELD),
        (FILE | {"answer-text": ["A\r\nB"]}, HELD | {"text": "A\nB"}),
        ({"answer-text": ["Only words"]}, {"text": "Only words"}),
        (FILE | {"answer-drop": ["1"]}, None),
        (FILE | {"answer-drop": ["1"], "answer-text": ["Kept"]}, {"text": "Kept"}),
        (FILE | {"answer-add": ["1"]}, HELD),
        (FILE | {"answer-text": ["x" * NOTE_LENGTH]}, HELD | {"text": "x" * 4000}),
    ],
)
def test_a_form_is_read_as_file_and_text(form, response):
    assert KIND.read(form, ASKED) == response


def test_text_is_read_only_where_it_is_offered():
    assert KIND.read(FILE | {"answer-text": ["Words"]}, ASKED | {"offers_text": False}) == HELD


def test_another_field_name_is_read_the_same():
    form = {name.replace("answer", "q3"): values for name, values in FILE.items()}

    assert KIND.read(form | {"answer-drop": ["1"]}, ASKED, "q3") == HELD


@pytest.mark.parametrize(
    "changed",
    [
        {"answer-file-kind": ["audio"]},
        {"answer-file-kind": []},
        {"answer-file-size": ["x"]},
        {"answer-file-size": ["²"]},
        {"answer-file-size": [""]},
        {"answer-file-size": []},
    ],
)
def test_a_file_that_was_not_kept_for_this_is_refused(changed):
    with pytest.raises(UnknownOption) as refused:
        KIND.read(FILE | changed, ASKED)

    assert refused.value.args == ("f1",)


def test_a_note_has_an_end():
    with pytest.raises(TooLong):
        KIND.read({"answer-text": ["x" * (NOTE_LENGTH + 1)]}, ASKED)


@pytest.mark.parametrize(
    ("form", "stays", "said"),
    [
        (FILE, False, ("file_added", {"name": "card.pdf"})),
        (FILE | {"answer-add": ["1"]}, True, ("file_added", {"name": "card.pdf"})),
        (FILE | {"answer-drop": ["1"]}, True, ("file_taken_out", {})),
        ({"answer-text": ["Words"]}, False, None),
        ({}, False, None),
    ],
)
def test_adding_and_taking_out_stay_on_the_page_and_are_said(form, stays, said):
    assert KIND.stays(form) is stays
    assert KIND.announce(KIND.read(form, ASKED), form, ASKED) == said


def test_a_person_grades_it_and_a_blank_needs_nobody():
    assert KIND.grade(HELD, SAMPLE.key) == Grade(None, "marking_guide")
    assert KIND.grade(None, SAMPLE.key) == Grade(Decimal(0), "marking_guide", "0")
    assert (KIND.best(SAMPLE.key), KIND.other(ASKED, SAMPLE.key)) == (None, None)
    assert KIND.cases(ASKED, SAMPLE.key) == {"none": None}


@pytest.mark.parametrize(
    ("response", "held"),
    [
        (None, {"file": "", "name": "", "size": 0, "text": ""}),
        (HELD | {"text": "A"}, {"file": "f1", "name": "card.pdf", "size": 12, "text": "A"}),
    ],
)
def test_the_page_shows_the_file_and_what_may_be_added(response, held):
    assert KIND.view(ASKED, response) == held | {
        "kinds": ["document", "picture"],
        "endings": ".pdf,.docx,.odt,.txt,image/jpeg,image/png,image/webp,image/heic,.heic",
        "megabytes": 5,
        "offers_text": True,
        "longest": 4000,
        "guide": ASKED["guide"],
    }


def test_it_is_told_by_its_name_and_its_text():
    assert KIND.summarize(HELD | {"text": "A"}, ASKED) == ["card.pdf", "A"]
    assert KIND.summarize({"text": "A"}, ASKED) == ["A"]
    assert KIND.summarize(None, ASKED) == []
    assert KIND.explain(HELD, ASKED, SAMPLE.key, SAMPLE.feedback) == Explanation(yours=[Line("card.pdf")])


@pytest.mark.parametrize(
    ("asked", "key", "found"),
    [
        ({}, {}, []),
        ({"guide": []}, {"guide": {}}, []),
        ({"kinds": []}, {}, [Fault.NO_FILE_KIND]),
        ({}, {"enough": 7}, [Fault.NEEDS_TOO_MUCH]),
    ],
)
def test_what_keeps_it_from_being_asked(asked, key, found):
    assert faults("upload", asked=asked, key=key) == found


def test_ids_are_those_of_the_guide():
    assert KIND.ids(ASKED) == ["g1", "g1/0", "g1/1", "g1/3", "g2", "g2/0", "g2/3"]
