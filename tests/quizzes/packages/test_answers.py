"""Each type's answer side, from a package into the bank's block and back."""

from decimal import Decimal
from typing import get_args
from uuid import UUID

import pytest

from quizzes.grading import credit
from quizzes.packages.entry import item, numbered, short_ids
from quizzes.packages.format import ANSWERS, ENTRY, as_plain
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
STEPS = [
    {
        "id": "first",
        "text": "Lee writes.",
        "choices": [
            {"id": "a", "text": "Ask", "then": "Lee says yes.", "next": "later", "points": 2, "feedback": "Warm."},
            {"id": "b", "text": "Advise", "then": "Lee takes it.", "talk": True},
        ],
    },
    {
        "id": "later",
        "text": "Lee writes again.",
        "choices": [
            {"id": "a", "text": "Plan", "then": "A list.", "points": 2},
            {"id": "b", "text": "Any time", "then": "No sleep."},
        ],
    },
]
GUIDE = [
    {"id": "g1", "text": "Role", "levels": {"3": "Clear.", "0": "Not yet."}},
    {"id": "g2", "text": "Privacy", "must": True, "levels": {"2": "Clear.", "0": "Not yet."}},
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
        {
            "type": "single",
            "scheme": "moodle_single",
            "options": [OPTIONS[0] | {"share": 100}, OPTIONS[1] | {"share": -33.33333}],
        },
        {
            "type": "multiple",
            "scheme": "qti_map_response",
            "default": -5,
            "lower": 0,
            "upper": 150.5,
            "options": [option | {"share": 50} for option in OPTIONS],
        },
        {"type": "multiple", "scheme": "canvas_partial", "dock": 12.5, "options": OPTIONS},
        {
            "type": "kprime",
            "scheme": "kprime_parts",
            "statements": [
                {"id": "s1", "text": "One", "is_true": True, "feedback": "Yes."},
                {"id": "s2", "text": "Two", "feedback": "No."},
            ],
        },
        {"type": "truefalse", "answer": False, "feedback": {"true": "Look again.", "false": "Yes."}},
        {"type": "truefalse", "answer": True},
        {"type": "matching", "prompts": PAIRS, "extra_answers": ["Leave"]},
        {"type": "matching", "prompts": PAIRS, "scheme": "all_or_nothing"},
        {"type": "scenario", "steps": STEPS},
        {"type": "scenario", "steps": STEPS, "worth": "ending"},
        {"type": "reflection", "guide": GUIDE, "enough": 2, "words_from": 50, "words_to": 150},
        {"type": "upload", "kinds": ["audio"], "megabytes": 5, "offers_text": False, "guide": GUIDE},
        {"type": "upload", "kinds": ["document", "picture"]},
        {"type": "information", "text": "One.\n\nTwo."},
        {"type": "survey", "options": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "No"}], "comment": True},
    ],
    ids=lambda plain: plain["type"],
)
def test_an_answer_side_comes_back_as_it_went(plain):
    there_and_back(plain)


def test_numbers_are_exact_in_memory_and_plain_in_the_file():
    plain = {"key": "one", "type": "multiple", "stem": "Which?", "scheme": "canvas_partial", "dock": 33.33333}
    entry = ENTRY.validate_python(plain)

    assert entry.dock == Decimal("33.33333")
    assert as_plain(entry)["dock"] == 33.33333
    assert as_plain(entry.model_copy(update={"dock": Decimal("25.00000")}))["dock"] == 25


def test_a_package_offers_every_scheme():
    schemes = {
        slug: get_args(entry.model_fields["scheme"].annotation)
        for slug, entry in ANSWERS.items()
        if "scheme" in entry.model_fields
    }

    assert set(schemes["single"]) == set(credit.SINGLE_RESPONSE)
    assert set(schemes["multiple"]) == set(credit.MULTI_RESPONSE)
    assert set(schemes["kprime"]) == set(credit.KPRIME)
    assert set(schemes["matching"]) == set(credit.MATCHING)


@pytest.mark.parametrize(
    ("plain", "reasons"),
    [
        ({"type": "single", "options": OPTIONS}, ["needs two or more options of which exactly one fits"]),
        ({"type": "single", "options": OPTIONS[:1]}, ["needs two or more options of which exactly one fits"]),
        ({"type": "single", "options": OPTIONS[:2]}, []),
        ({"type": "multiple", "options": OPTIONS[1:2]}, ["needs options that fit and at least one that does not"]),
        ({"type": "multiple", "options": OPTIONS[:1]}, ["needs options that fit and at least one that does not"]),
        ({"type": "multiple", "options": OPTIONS}, []),
        ({"type": "truefalse"}, ["needs an answer, true or false"]),
        ({"type": "truefalse", "answer": False}, []),
        ({"type": "matching", "prompts": PAIRS[:1]}, ["needs two or more prompts"]),
        ({"type": "matching", "prompts": PAIRS}, []),
        ({"type": "kprime", "statements": [{"id": "s1", "text": "One"}]}, ["needs two or more statements"]),
        ({"type": "survey"}, []),
    ],
)
def test_what_keeps_an_answer_side_from_being_asked(plain, reasons):
    assert list(ENTRY.validate_python({"key": "one", "stem": "Which?", **plain}).faults()) == reasons


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


def test_a_scenario_is_translated_by_ids_at_every_depth_and_keeps_its_ways():
    entry = ENTRY.validate_python({"key": "one", "type": "scenario", "stem": "A text", "steps": STEPS})
    said = {"id": "first", "text": "Lee escribe.", "choices": [{"id": "b", "text": "Aconsejar", "then": "Lo toma."}]}

    spoken = entry.in_language({"stem": "Un mensaje", "steps": [said]})

    first, later = spoken.steps
    assert [(each.id, each.text, each.then, each.next, each.points, each.talk) for each in first.choices] == [
        ("a", "Ask", "Lee says yes.", "later", 2, False),
        ("b", "Aconsejar", "Lo toma.", None, 0, True),
    ]
    assert (spoken.stem, first.text, later.text) == ("Un mensaje", "Lee escribe.", "Lee writes again.")
    assert entry.texts()["steps"][0] == {
        "id": "first",
        "text": "Lee writes.",
        "choices": [
            {"id": "a", "text": "Ask", "then": "Lee says yes.", "feedback": "Warm."},
            {"id": "b", "text": "Advise", "then": "Lee takes it."},
        ],
    }


def test_a_guide_is_translated_and_keeps_what_must_be_met():
    entry = ENTRY.validate_python({"key": "one", "type": "reflection", "stem": "Write", "guide": GUIDE})

    spoken = entry.in_language({"guide": [{"id": "g2", "text": "Privacidad", "levels": {"2": "Claro.", "0": "No."}}]})

    assert [(line.text, line.must, line.levels) for line in spoken.guide] == [
        ("Role", False, {3: "Clear.", 0: "Not yet."}),
        ("Privacidad", True, {2: "Claro.", 0: "No."}),
    ]


def steps_of(*steps: tuple[str, list[str | None]], points: int = 1) -> list[dict]:
    """Steps with as many choices as they lead to."""
    return [
        {
            "id": name,
            "text": "Lee writes.",
            "choices": [
                {"id": "abcdef"[n], "text": f"Choice {n}", "then": "Then.", "next": follows, "points": points}
                for n, follows in enumerate(leads)
            ],
        }
        for name, leads in steps
    ]


@pytest.mark.parametrize(
    ("plain", "reasons"),
    [
        ({"type": "scenario"}, ["needs a first step"]),
        ({"type": "scenario", "steps": STEPS}, []),
        (
            {"type": "scenario", "steps": steps_of(("one", [None]))},
            ["needs two to 5 choices with ids of their own in the step “one”"],
        ),
        (
            {"type": "scenario", "steps": steps_of(("one", ["two", None]))},
            ["leads from “one” to “two”, which is no step of it"],
        ),
        (
            {"type": "scenario", "steps": steps_of(("one", [None, None]), ("two", [None, None]))},
            ["has a step that no choice leads to"],
        ),
        ({"type": "scenario", "steps": steps_of(("one", ["one", None]))}, ["has a step that leads back to itself"]),
        (
            {"type": "scenario", "steps": steps_of(("one", [None, None]), points=0)},
            ["needs points for the choices that work well"],
        ),
        (
            {
                "type": "scenario",
                "steps": steps_of(*((f"s{n}", [f"s{n + 1}", None]) for n in range(8)), ("s8", [None, None])),
            },
            ["has a way of more than 8 decisions"],
        ),
        ({"type": "reflection"}, ["needs a guide: people see it before they write"]),
        (
            {"type": "reflection", "guide": GUIDE, "words_from": 9, "words_to": 8},
            ["has more words to start from than to end with"],
        ),
        ({"type": "upload", "kinds": ["audio"], "enough": 1}, ["asks for more points than its guide can give"]),
        (
            {"type": "upload", "kinds": ["audio"], "guide": [{"id": "g1", "text": "Role", "levels": {"3": "Clear."}}]},
            ["needs at least two levels in every line of its guide"],
        ),
    ],
)
def test_a_package_says_what_keeps_a_question_from_being_asked(plain, reasons):
    assert list(ENTRY.validate_python({"key": "one", "stem": "A text", **plain}).faults()) == reasons


def test_a_scenario_that_was_written_in_the_cms_keeps_its_ids_and_its_names():
    first, second, ask = (f"0b3f7d1e-1111-4222-8333-44445555666{n}" for n in range(3))
    choices = [{"text": "Ask", "then": "Yes.", "leads_to": " lee writes AGAIN", "points": 2}]
    choices.append({"text": "Leave", "then": "No.", "leads_to": "", "points": None})
    ends = [{"text": text, "then": "Then.", "leads_to": None, "points": 1} for text in ("Plan", "Wait")]
    block = AnswerBlock().child_blocks["scenario"]

    def listed(name: str, ids: list[str], values: list[dict]) -> list[dict]:
        return [{"type": "item", "id": part, "value": value} for part, value in zip(ids, values, strict=True)]

    steps = [
        {"name": "At night", "text": "Lee writes.", "choices": listed("", [ask, ask[:-1] + "3"], choices)},
        {"name": "Lee writes again", "text": "Again.", "choices": listed("", [ask[:-1] + "4", ask[:-1] + "5"], ends)},
    ]
    value = block.to_python({"steps": listed("", [first, second], steps), "worth": "path"})

    plain = ANSWERS["scenario"].answer_side(KEY, value)
    entry = ENTRY.validate_python({"key": "one", "type": "scenario", "stem": "A text", **plain})

    assert [(step.id, step.name) for step in entry.steps] == [(first, "At night"), (second, "Lee writes again")]
    assert (entry.steps[0].choices[0].id, entry.steps[0].choices[0].next) == (ask, second)
    again = block.to_python(entry.block_value(KEY))
    assert block.frozen(again, str(KEY)) == block.frozen(value, str(KEY))


def test_short_ids_prefer_the_names_a_package_gives():
    value = ENTRY.validate_python({"key": "one", "type": "matching", "stem": "?", "prompts": PAIRS}).block_value(KEY)
    prompts = AnswerBlock().child_blocks["matching"].to_python(value)["prompts"]

    assert short_ids(KEY, prompts, numbered("p")) == ["p1", "p2"]
    assert short_ids(KEY, prompts) == [part_of(KEY, "p1"), part_of(KEY, "p2")]
