"""Each type's answer side, from a package into the bank's block and back."""

from uuid import UUID

import pytest

from quizzes.packages.entry import item, numbered, short_ids
from quizzes.packages.format import ANSWERS, ENTRY
from quizzes.packages.keys import part_of
from quizzes.questions.blocks import AnswerBlock
from quizzes.questions.types import REGISTRY

KEY = UUID("2c5f1f0a-4a34-4b6b-8f5e-7d3f5a3f9a11")


def test_every_type_can_be_written_in_a_package():
    assert set(ANSWERS) == set(REGISTRY)
    assert {slug: entry.IS_SCORED for slug, entry in ANSWERS.items()} == {
        slug: kind.is_scored for slug, kind in REGISTRY.items()
    }


def there_and_back(plain: dict) -> dict:
    """A question through the bank's block, as the fields of its answer side."""
    entry = ENTRY.validate_python({"key": "one", "stem": "Which?", **plain})
    block = AnswerBlock().child_blocks[entry.type]
    value = block.to_python(entry.block_value(KEY))
    back = ENTRY.validate_python({"key": "one", "stem": "Which?", "type": entry.type, **entry.answer_side(KEY, value)})
    assert back == entry
    return block.frozen(value, str(KEY))[1]


OPTIONS = [
    {"id": "a", "text": "One", "fits": True, "feedback": "Yes."},
    {"id": "b", "text": "Two", "feedback": "Look again."},
    {"id": "c", "text": "Three", "fits": True, "feedback": "Yes."},
]
PAIRS = [
    {"id": "p1", "text": "A loan", "answer": "A kind no", "feedback": "Roles."},
    {"id": "p2", "text": "A threat", "answer": "Call", "feedback": "Safety."},
]


@pytest.mark.parametrize(
    "plain",
    [
        {"type": "single", "options": OPTIONS[:2]},
        {"type": "multiple", "options": OPTIONS},
        {"type": "truefalse", "answer": False, "feedback": {"true": "Look again.", "false": "Yes."}},
        {"type": "truefalse", "answer": True},
        {"type": "matching", "prompts": PAIRS, "extra_answers": ["Leave"]},
        {"type": "survey", "options": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "No"}], "comment": True},
    ],
    ids=lambda plain: plain["type"],
)
def test_an_answer_side_comes_back_as_it_went(plain):
    there_and_back(plain)


def test_options_keep_one_id_in_all_languages():
    key = there_and_back({"type": "single", "options": OPTIONS[:2]})

    assert key["fits"] == [part_of(KEY, "a")]


def test_a_part_that_was_written_in_the_cms_keeps_its_own_id():
    own = "0b3f7d1e-1111-4222-8333-444455556666"

    assert part_of(KEY, own) == own
    assert item(KEY, own, "x")["id"] == own


def test_a_translation_is_matched_by_id_and_leaves_facts_alone():
    entry = ENTRY.validate_python({"key": "one", "type": "multiple", "stem": "Which?", "options": OPTIONS})

    spoken = entry.in_language({"stem": "¿Cuáles?", "options": [{"id": "b", "text": "Dos", "feedback": "Mire."}]})

    assert spoken.stem == "¿Cuáles?"
    assert [(option.id, option.text, option.fits) for option in spoken.options] == [
        ("a", "One", True),
        ("b", "Dos", False),
        ("c", "Three", True),
    ]
    assert entry.texts()["options"][0] == {"id": "a", "text": "One", "feedback": "Yes."}


def test_short_ids_prefer_the_names_a_package_gives():
    value = ENTRY.validate_python({"key": "one", "type": "matching", "stem": "?", "prompts": PAIRS}).block_value(KEY)
    prompts = AnswerBlock().child_blocks["matching"].to_python(value)["prompts"]

    assert short_ids(KEY, prompts, numbered("p")) == ["p1", "p2"]
    assert short_ids(KEY, prompts) == [part_of(KEY, "p1"), part_of(KEY, "p2")]
