"""The body of a lesson as finished pieces."""

import pytest

from cms.blocks.lesson_body import LessonBody
from cms.blocks.rendering import Prompt, render_body
from cms.blocks.rules import Heading

CHOICE = {"say": "I hear you.", "outcome": "well", "label": "Keeps the door open", "then": "<p>She stays.</p>"}
PRACTICE = {
    "block_id": "dee-number", "title": "Dee asks", "minutes": 6, "basis": "Two decisions", "setup": "<p>Six weeks.</p>",
    "says": [{"who": "Dee", "text": "Call me?"}], "ask": "What might you say?", "debrief": "<p>Name the need.</p>",
    "choices": [
        {**CHOICE, "next": [{"says": [], "ask": "What next?", "choices": [
            {**CHOICE, "say": "Second level", "next": [{"says": [], "ask": "And then?", "choices": [
                {**CHOICE, "say": "Third level"}, {**CHOICE, "say": "Third, other"},
            ]}]},
            {**CHOICE, "say": "Second, other"},
        ]}]},
        {**CHOICE, "say": "No.", "outcome": "other", "label": "Leaves her alone"},
    ],
}  # fmt: skip
REFLECT = {"block_id": "kind-no", "minutes": 8, "basis": "Lines", "prompt": "Who was kind?", "hint": ""}
CHECK = {
    "block_id": "check-roles", "minutes": 3, "basis": "One question",
    "questions": [{"ask": "Whose job?", "options": [
        {"text": "A peer’s", "fits": True, "feedback": "Yes, that is it."},
        {"text": "A nurse’s", "fits": False, "feedback": "Look at who prescribes."},
    ]}],
}  # fmt: skip


def body(*blocks):
    return LessonBody().to_python([{"type": kind, "value": value} for kind, value in blocks])


def html(rendered) -> str:
    return rendered.lead + "".join(piece for piece in rendered.pieces if not isinstance(piece, Prompt))


def test_headings_get_anchors_that_blocks_do_not_take():
    rendered = render_body(body(("prose", "<h2>Dee number</h2><p>x</p>"), ("practice", PRACTICE)))

    assert rendered.parts == (
        Heading("dee-number-2", "Dee number", 2),
        Heading("dee-number", "Practice: Dee asks", 3),
    )
    assert '<h2 id="dee-number-2">' in html(rendered)
    assert html(rendered).count('id="dee-number"') == 1


def test_a_translation_keeps_the_anchors_of_its_source():
    source = body(("prose", "<h2>What it adds</h2>"))
    same, longer = body(("prose", "<h2>Qué aporta</h2>")), body(("prose", "<h2>Qué aporta</h2><h2>Más</h2>"))

    assert [part.anchor for part in render_body(same, source=source).parts] == ["what-it-adds"]
    assert [part.anchor for part in render_body(longer, source=source).parts] == ["que-aporta", "mas"]


def test_a_practice_branches_three_levels_deep():
    text = html(render_body(body(("practice", PRACTICE))))

    for words in ("I hear you.", "Second level", "Third level", "Leaves her alone", "Name the need."):
        assert words in text
    assert text.count("<details") == 6


def test_a_quick_check_gives_feedback_without_script():
    text = html(render_body(body(("check", CHECK))))

    assert "Yes, that is it." in text
    assert "Look at who prescribes." in text
    assert "<script" not in text


def test_a_reflection_is_a_seam():
    rendered = render_body(body(("prose", "<p>before</p>"), ("reflect", REFLECT), ("prose", "<p>after</p>")))

    before, seam, after = rendered.pieces
    assert (before.strip(), after.strip()) == ("<p>before</p>", "<p>after</p>")
    assert seam == Prompt("kind-no", "Who was kind?", "", 8)


def test_a_heads_up_at_the_start_leads_to_the_practice_and_to_a_pause():
    rendered = render_body(body(("before", {"coming": "<p>Hard nights.</p>"}), ("practice", PRACTICE)), pause="/pause/")

    assert "Hard nights." in rendered.lead
    assert 'href="#dee-number"' in rendered.lead
    assert 'href="/pause/"' in rendered.lead


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("key", {"text": "<p>A limit is care.</p>"}, "A limit is care."),
        ("word", {"term": "Mutual aid", "meaning": "<p>Equals helping.</p>"}, "<dfn>Mutual aid</dfn>"),
        ("story", {"teller": "a peer in Ohio", "note": "Made up", "consent": "secret note", "text": "<p>I left.</p>"},
         "a peer in Ohio"),
        ("exercise", {"block_id": "x", "title": "Walk", "minutes": 5, "basis": "b", "steps": "<ol><li>Go</li></ol>",
         "done_when": "You are back."}, "You are back."),
        ("media", {"kind": "video", "title": "A talk", "url": "https://example.org/talk.mp4",
         "minutes": 4, "size": "18 MB", "transcript": "<p>Every word.</p>"}, "4 minutes, 18 MB"),
        ("table", {"caption": "Roles", "columns": [{"type": "text", "heading": "Who"}],
         "rows": [{"values": ["<p>A <b>peer</b></p>"]}]}, "<caption>Roles</caption>"),
    ],
)  # fmt: skip
def test_every_block_shows(kind, value, shown):
    text = html(render_body(body((kind, value))))

    assert shown in text
    assert "secret note" not in text


def test_media_is_a_plain_link_with_its_transcript():
    value = {"kind": "audio", "title": "A talk", "url": "https://example.org/a.mp3", "minutes": 4,
             "size": "3 MB", "transcript": "<p>Every word.</p>"}  # fmt: skip

    text = html(render_body(body(("media", value))))

    assert 'href="https://example.org/a.mp3"' in text
    assert "Every word." in text
    assert "<audio" not in text


def test_text_of_people_is_escaped():
    value = {**PRACTICE, "title": "<script>alert(1)</script>"}

    assert "<script>" not in html(render_body(body(("practice", value))))
