"""Questions answered in words, numbers or an order: from a package into the bank's block and back."""

from uuid import UUID

import pytest
from pydantic import ValidationError

from quizzes.grading.matching_text import FORGIVABLE
from quizzes.grading.ordering import ORDERING
from quizzes.packages.answers_words import GapsEntry, OrderingEntry
from quizzes.packages.format import ENTRY
from quizzes.packages.keys import part_of
from quizzes.questions.blocks import AnswerBlock
from quizzes.questions.types.gaps import GAPS_RECOMMENDED
from quizzes.questions.types.ordering import ORDERING_RECOMMENDED

KEY = UUID("2c5f1f0a-4a34-4b6b-8f5e-7d3f5a3f9a11")
ITEMS = [
    {"id": "i1", "text": "Hear it", "feedback": "First."},
    {"id": "i2", "text": "Name it"},
    {"id": "i3", "text": "Offer help"},
]
TYPED = {
    "id": "g1",
    "answers": [
        {"id": "a", "texts": ["count on", "rely on"], "feedback": "Yes."},
        {"id": "b", "texts": ["expect"], "share": 50},
    ],
}
CHOSEN = {
    "id": "g2",
    "kind": "chosen",
    "answers": [{"id": "a", "texts": ["schedule"], "share": 0}, {"id": "b", "texts": ["relationship"]}],
}
ORDERING_ENTRY = {"type": "ordering", "items": ITEMS}
GAPS = {"type": "gaps", "text": "What they [[1]] and the [[2]].", "gaps": [TYPED, CHOSEN]}
SHORT = {"type": "short", "answers": TYPED["answers"]}
NUMBER = {
    "type": "number",
    "answers": [{"id": "a", "value": 90, "tolerance": 2.5, "percent": True, "share": 100, "feedback": "Yes."}],
    "unit": "chosen",
    "units": [{"id": "m", "text": "minutes", "also": ["minute", "min"]}, {"id": "h", "text": "hours", "factor": 60}],
}


def entry(plain: dict):
    return ENTRY.validate_python({"key": "one", "stem": "Which?", **plain})


def block_of(plain: dict):
    """The bank's block and its value, as an import writes it."""
    made = entry(plain)
    block = AnswerBlock().child_blocks[made.type]
    return block, block.to_python(made.block_value(KEY))


@pytest.mark.parametrize(
    "plain",
    [
        ORDERING_ENTRY,
        ORDERING_ENTRY | {"scheme": "distance"},
        GAPS,
        GAPS | {"forgives": ["case"], "scheme": "all_or_nothing"},
        SHORT,
        SHORT | {"rows": 3, "forgives": []},
        NUMBER,
        {"type": "number", "answers": [{"id": "a", "value": -1.5}]},
    ],
)
def test_an_answer_side_comes_back_as_it_went(plain):
    block, value = block_of(plain)
    again = block.to_python(block.get_prep_value(value))

    assert entry({"type": plain["type"], **entry(plain).answer_side(KEY, again)}) == entry(plain)


def test_a_package_says_nothing_where_the_bank_recommends():
    assert OrderingEntry.model_fields["scheme"].default == ORDERING_RECOMMENDED
    assert GapsEntry.model_fields["scheme"].default == GAPS_RECOMMENDED
    assert GapsEntry.model_fields["forgives"].default == list(FORGIVABLE)


def test_a_package_knows_every_ordering_scheme():
    assert set(OrderingEntry.model_fields["scheme"].annotation.__args__) == set(ORDERING)


def test_an_order_freezes_mixed_and_its_key_is_the_order_written():
    block, value = block_of(ORDERING_ENTRY)

    asked, key, feedback, more = block.frozen(value, str(KEY))

    right = [part_of(KEY, name) for name in ("i1", "i2", "i3")]
    assert key == {"order": right, "scheme": "absolute_position"}
    assert sorted(item["id"] for item in asked["items"]) == sorted(right)
    assert [item["id"] for item in asked["items"]] != right
    assert feedback == dict(zip(right, ["First.", "", ""], strict=True))
    assert more == {}


def test_no_order_freezes_to_the_right_one():
    block, value = block_of(ORDERING_ENTRY)

    frozen = [block.frozen(value, f"question {number}") for number in range(40)]

    assert not any([item["id"] for item in asked["items"]] == key["order"] for asked, key, _, _ in frozen)


def test_gaps_freeze_with_choices_in_an_order_that_says_nothing():
    block, value = block_of(GAPS)

    asked, key, feedback, more = block.frozen(value, str(KEY))

    g1, g2, count, expect = (part_of(KEY, name) for name in ("g1", "g2", "g1-a", "g1-b"))
    schedule, relationship = part_of(KEY, "g2-a"), part_of(KEY, "g2-b")
    assert asked["text"] == "What they [[1]] and the [[2]]."
    assert [(gap["id"], sorted(gap["options"])) for gap in asked["gaps"]] == [
        (g1, []),
        (g2, sorted([schedule, relationship])),
    ]
    assert {option["id"]: option["text"] for option in asked["options"]} == {
        schedule: "schedule",
        relationship: "relationship",
    }
    assert [option["id"] for option in asked["options"]] == asked["gaps"][1]["options"]
    assert key == {
        "scheme": "gap_parts",
        "gaps": [
            {
                "id": g1,
                "accepted": [
                    {"id": count, "share": "1", "texts": ["count on", "rely on"]},
                    {"id": expect, "share": "0.5", "texts": ["expect"]},
                ],
                "forgives": ["accents", "case", "slips"],
            },
            {"id": g2, "shares": {schedule: "0", relationship: "1"}},
        ],
    }
    assert feedback[count] == "Yes."
    assert more == {"stronger": {g1: "count on"}}
    assert "count on" not in str(asked)


def test_a_short_answer_freezes_without_its_answers_in_what_is_asked():
    block, value = block_of(SHORT)

    asked, key, _, more = block.frozen(value, str(KEY))

    assert asked == {"rows": 1}
    assert [each["share"] for each in key["accepted"]] == ["1", "0.5"]
    assert more == {"stronger": {"answer": "count on"}}


def test_a_number_freezes_as_text_so_that_no_digit_is_lost():
    block, value = block_of(NUMBER)

    asked, key, _, _ = block.frozen(value, str(KEY))

    answer, minutes, hours = (part_of(KEY, name) for name in ("a", "m", "h"))
    assert key == {
        "answers": [{"id": answer, "value": "90", "tolerance": "2.5", "percent": True, "share": "1"}],
        "units": [{"id": minutes, "factor": "1"}, {"id": hours, "factor": "60"}],
    }
    assert asked == {
        "unit": "chosen",
        "units": [
            {"id": minutes, "text": "minutes", "also": ["minute", "min"]},
            {"id": hours, "text": "hours", "also": []},
        ],
    }


@pytest.mark.parametrize("plain", [ORDERING_ENTRY, GAPS, SHORT, NUMBER], ids=lambda plain: plain["type"])
def test_an_unfinished_draft_freezes_too(plain):
    block = AnswerBlock().child_blocks[plain["type"]]
    empty = block.to_python({})

    asked, key, feedback, _ = block.frozen(empty, str(KEY))

    assert isinstance(asked, dict)
    assert key
    assert feedback == {}


def test_gaps_are_translated_down_to_their_answers_and_keep_their_shares():
    spoken = {
        "stem": "¿Qué falta?",
        "text": "Lo que pueden [[1]] y la [[2]].",
        "gaps": [
            {"id": "g1", "answers": [{"id": "a", "texts": ["esperar", "contar con"], "feedback": "Sí."}]},
            {"id": "g2", "answers": [{"id": "b", "texts": ["relación"]}]},
        ],
    }

    spanish = entry(GAPS).in_language(spoken)

    assert isinstance(spanish, GapsEntry)
    assert spanish.text == "Lo que pueden [[1]] y la [[2]]."
    assert [(gap.kind, [(a.id, a.texts, int(a.share)) for a in gap.answers]) for gap in spanish.gaps] == [
        ("typed", [("a", ["esperar", "contar con"], 100), ("b", ["expect"], 50)]),
        ("chosen", [("a", ["schedule"], 0), ("b", ["relación"], 100)]),
    ]
    assert spanish.texts()["gaps"][1] == {
        "id": "g2",
        "answers": [{"id": "a", "texts": ["schedule"]}, {"id": "b", "texts": ["relación"]}],
    }
    assert entry(GAPS).in_language(spanish.texts()) == spanish


def test_short_answers_numbers_and_orders_are_translated_by_id():
    spanish = entry(SHORT).in_language({"answers": [{"id": "a", "texts": ["escuchar"]}]})
    unit = entry(NUMBER).in_language({"units": [{"id": "m", "text": "minutos", "also": ["min"]}]})
    order = entry(ORDERING_ENTRY).in_language({"items": [{"id": "i2", "text": "Nómbrelo"}]})

    assert [(each.texts, int(each.share)) for each in spanish.answers] == [(["escuchar"], 100), (["expect"], 50)]
    assert [(each.text, int(each.factor)) for each in unit.units] == [("minutos", 1), ("hours", 60)]
    assert [each.text for each in order.items] == ["Hear it", "Nómbrelo", "Offer help"]
    assert unit.texts()["answers"] == [{"id": "a", "feedback": "Yes."}]
    assert spanish.texts()["answers"] == [
        {"id": "a", "texts": ["escuchar"], "feedback": "Yes."},
        {"id": "b", "texts": ["expect"]},
    ]


@pytest.mark.parametrize(
    ("plain", "faults"),
    [
        (ORDERING_ENTRY, []),
        (ORDERING_ENTRY | {"items": ITEMS[:2]}, ["needs three or more items"]),
        (GAPS, []),
        (GAPS | {"text": "One [[1]]"}, ["needs each gap marked in its text once: [[1]], [[2]] …"]),
        (
            GAPS | {"text": "[[1]]", "gaps": [{"id": "g1", "answers": [{"id": "a", "texts": ["x"], "share": 50}]}]},
            ["needs for each gap an answer with the share 100"],
        ),
        (
            GAPS | {"gaps": [TYPED, CHOSEN | {"answers": [CHOSEN["answers"][1]] * 2}]},
            ["has two answers with the same id in one gap"],
        ),
        (SHORT | {"answers": [{"id": "a", "texts": ["x"], "share": 0}]}, ["needs an answer with the share 100"]),
        (NUMBER, []),
        (NUMBER | {"units": []}, ["needs units, or “unit: ignored”"]),
        (NUMBER | {"units": [{"id": "h", "text": "h", "factor": 60}]}, ["needs the factor 1 for its first unit"]),
        (
            {"type": "number", "answers": [{"id": "a", "value": 1, "share": 50}]},
            ["needs an answer with the share 100"],
        ),
    ],
)
def test_faults_of_a_package_by_table(plain, faults):
    assert list(entry(plain).faults()) == faults


@pytest.mark.parametrize(
    "plain",
    [
        SHORT | {"answers": [{"id": "a", "texts": []}]},
        SHORT | {"answers": [{"id": "a", "texts": ["x"], "share": 101}]},
        NUMBER | {"answers": [{"id": "a", "value": 1, "tolerance": -1}]},
        NUMBER | {"units": [{"id": "m", "text": "m", "factor": 0}]},
        ORDERING_ENTRY | {"scheme": "by_luck"},
    ],
)
def test_what_no_package_may_say_is_refused(plain):
    with pytest.raises(ValidationError):
        entry(plain)
