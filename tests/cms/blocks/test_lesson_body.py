"""What the editor keeps in order."""

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.lesson_body import LessonBody
from cms.blocks.media import MediaBlock

REFLECT = {"block_id": "", "minutes": 8, "basis": "A few lines", "prompt": "Who was kind while saying no?", "hint": ""}


def cleaned(*blocks):
    block = LessonBody()
    return block.clean(block.to_python([{"type": kind, "value": value} for kind, value in blocks]))


def test_a_missing_short_name_is_made_from_the_words():
    (child,) = cleaned(("reflect", REFLECT))

    assert child.value["block_id"] == "who-was-kind-while-saying-no"


def test_a_short_name_stays_when_the_words_change():
    (child,) = cleaned(("reflect", {**REFLECT, "block_id": "kind-no", "prompt": "Another question?"}))

    assert child.value["block_id"] == "kind-no"


def test_a_copied_block_gets_a_name_of_its_own():
    named = {**REFLECT, "block_id": "kind-no"}

    assert [child.value["block_id"] for child in cleaned(("reflect", named), ("reflect", named))] == [
        "kind-no",
        "kind-no-2",
    ]


def test_minutes_and_basis_are_asked_for():
    with pytest.raises(ValidationError):
        cleaned(("reflect", {**REFLECT, "minutes": None}))
    with pytest.raises(ValidationError):
        cleaned(("reflect", {**REFLECT, "basis": ""}))


@pytest.mark.parametrize("url", ["", None])
def test_media_needs_a_file_or_an_address(url):
    block = MediaBlock()
    value = {"kind": "video", "title": "A talk", "file": None, "url": url, "minutes": 4, "size": "1 MB",
             "transcript": "<p>Words.</p>"}  # fmt: skip

    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
