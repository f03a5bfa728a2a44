"""What a form said, taken along or shown again."""

import pytest

from quizzes.attempts.held import words_in


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"answer": ["I listened."], "flag": ["1"], "request_key": ["k"]}, "I listened."),
        ({"answer": ["I listened."], "answer-seen-by": ["reader"]}, "I listened."),
        ({"answer-text": ["About my card"], "answer-add": ["1"], "answer-file": ["0b6c"]}, "About my card"),
        ({"answer-file-name": ["card.pdf"], "answer-drop": ["1"]}, ""),
        ({"answer-path": ["c1"], "answer-step": ["s2"], "answer-go": ["1"], "answer-back": ["1"]}, ""),
        ({"answer-g1": ["count on"], "answer-g2": ["trust"]}, "count on\n\ntrust"),
    ],
)
def test_words_are_what_was_typed_and_nothing_a_button_says(posted, words):
    assert words_in(posted) == words
