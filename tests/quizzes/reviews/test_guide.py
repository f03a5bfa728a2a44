import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.reviews.guide import Mark, Piece, changes

texts = st.text(alphabet="ab \n", max_size=60)


def test_changes_marks_what_came_and_what_went():
    assert changes("I told him to stop.", "I asked him to stop.") == [
        Piece(Mark.SAME, "I "),
        Piece(Mark.TAKEN_OUT, "told "),
        Piece(Mark.ADDED, "asked "),
        Piece(Mark.SAME, "him to stop."),
    ]


@pytest.mark.parametrize(("before", "after"), [("one two", "one\ntwo"), ("one ", "one")])
def test_changes_of_space_alone_are_no_changes(before, after):
    assert changes(before, after) == [Piece(Mark.SAME, after)]


@given(texts, texts)
def test_changes_without_what_went_are_the_later_text(before, after):
    assert "".join(piece.text for piece in changes(before, after) if piece.mark != Mark.TAKEN_OUT) == after


@given(texts)
def test_changes_of_a_text_to_itself_are_none(text):
    assert {piece.mark for piece in changes(text, text)} <= {Mark.SAME}
