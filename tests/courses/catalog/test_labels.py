"""Faults as sentences."""

import pytest

from courses.catalog.labels import SENTENCES, sentence
from courses.catalog.rules import Fault, FaultKind


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_is_a_full_sentence(kind):
    text = sentence(Fault(kind, name="Dee", declared=20, stated=15))

    assert text[0].isupper() or text[0] == "“"
    assert text.endswith(".")
    assert "%" not in text


def test_sentences_name_minutes_in_words():
    assert sentence(Fault(FaultKind.MINUTES_FAR_OFF, declared=20, stated=1)) == (
        "The page says 20 minutes, and its parts add up to 1 minute. Bring them within a tenth of each other."
    )


def test_no_sentence_is_left_over():
    assert set(SENTENCES) == set(FaultKind)
