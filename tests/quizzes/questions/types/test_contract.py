"""What a type does that says nothing of its own: the survey item says least."""

from quizzes.questions.types import REGISTRY, Fault, Reason, Unreadable

PLAIN = REGISTRY["survey"]


def test_a_plain_type_stays_nowhere_keeps_no_file_and_leaves_an_order_as_it_was_drawn():
    assert PLAIN.where(Fault.NO_STEM, {}, {}) == ""
    assert PLAIN.most_bytes({}) == 0
    assert PLAIN.arranged(["b", "a"], {}) == ["b", "a"]
    assert (PLAIN.stays({}), PLAIN.announce(None, {}, {}), PLAIN.view({}, None)) == (False, None, {})


def test_an_answer_that_cannot_be_read_says_why():
    assert Unreadable(Reason.NOT_A_NUMBER, "two", typed="two").args == (Reason.NOT_A_NUMBER,)
