"""Names, words, grade."""

import pytest

from cms.blocks import rules
from cms.blocks.rules import Heading


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What it adds", "what-it-adds"),
        ("A kind no, in three steps", "a-kind-no-in-three-steps"),
        ("¿Qué es un límite?", "que-es-un-limite"),
        ("Don’t sneak", "dont-sneak"),
        ("  ", ""),
    ],
)
def test_slug_of_is_typed_the_same_everywhere(heading, anchor):
    assert rules.slug_of(heading) == anchor


def test_unused_name_counts_on():
    assert rules.unused_name("kind-no", {"kind-no", "kind-no-2"}) == "kind-no-3"


def test_count_words_takes_a_hyphenated_word_as_one():
    assert rules.count_words("A well-known rule: don’t lend 20 dollars.") == 7


def test_words_to_read_leaves_out_what_is_done_or_watched():
    body = [
        {"type": "prose", "value": "<h2>Two words</h2><p>and three more</p>"},
        {"type": "word", "value": {"term": "Mutual aid", "meaning": "<p>People helping.</p>"}},
        {
            "type": "table",
            "value": {
                "caption": "One",
                "columns": [{"heading": "Two"}],
                "rows": [{"values": ["<p>three four</p>"]}],
            },
        },
        {"type": "practice", "value": {"title": "Not counted at all", "minutes": 5}},
    ]

    assert rules.words_to_read(body) == 5 + 4 + 4


def test_reading_grade_of_a_known_text():
    text = "The cat sat on the mat. It was warm there. The sun came in."

    assert rules.reading_grade(text) < 2
    assert rules.reading_grade("") == 0.0


def test_reading_grade_rises_with_long_sentences():
    short = "You listen. You stay. You call for help."
    long = "Organizational accountability necessitates continuous documentation of interdisciplinary communication."

    assert rules.reading_grade(long) > rules.SUGGESTED_GRADE > rules.reading_grade(short)
    assert rules.hardest(f"{short} {long}") == [long.rstrip(".")]


def test_anchors_of_a_body_are_unique_beside_its_blocks():
    body = [
        {"type": "prose", "value": '<h2 data-block-key="x1">The map</h2><p>One</p><h3>The map</h3><h3>Dee</h3>'},
        {"type": "reflect", "value": {"block_id": "dee"}},
        {"type": "prose", "value": "<h2>—</h2>"},
    ]

    assert rules.anchors_of(body) == ["the-map", "the-map-2", "dee-2", "part"]


def test_anchor_headings_gives_each_its_id():
    markup, found = rules.anchor_headings(
        '<h2 data-block-key="x1">The map</h2><p>One</p><h3>Lee &amp; Dee</h3>', iter(["the-map", "lee-dee"])
    )

    assert markup == '<h2 id="the-map">The map</h2><p>One</p><h3 id="lee-dee">Lee &amp; Dee</h3>'
    assert found == [Heading("the-map", "The map", 2), Heading("lee-dee", "Lee & Dee", 3)]
