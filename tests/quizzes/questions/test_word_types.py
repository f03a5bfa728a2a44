"""Typed answers and orders on their way through the bank: translated, frozen, previewed, asked."""

import re

import pytest
from django.template.loader import render_to_string
from wagtail.models import Locale

from cms.records.publishing import CannotPublish
from quizzes.questions.models import Question, QuestionVersion
from quizzes.questions.types import REGISTRY
from tests.builders import question
from tests.quizzes.questions.test_translation import submit, translate


@pytest.fixture
def spanish(db):
    return Locale.objects.get_or_create(language_code="es")[0]


def in_spanish(source, spanish, words) -> dict:
    """Translated in the CMS and published; the newest frozen payload."""
    translation = submit(source, spanish)
    translate(translation, words)
    translation.save_target(publish=True)
    assert Question.objects.get(locale=spanish).faults() == []
    return QuestionVersion.objects.order_by("number").last().payload


def test_a_typed_answer_counts_in_both_languages_and_is_told_in_the_reader_s(spanish):
    frozen = in_spanish(
        question("short"), spanish, {"listen<br/>listen*": "escuchar<br/>oír", "About listen.": "Muy bien."}
    )
    kind, key = REGISTRY["short"], frozen["key"]

    assert [kind.grade(text, key).fraction for text in ("Listening", "Escuchar", "oir", "hablar")] == [1, 1, 1, 0]
    told = [kind.explain("x", {}, key, frozen["feedback"][language]).stronger[0].text for language in ("en", "es")]
    assert told == ["listen", "escuchar"]
    assert [kind.explain("oír", {}, key, frozen["feedback"][each]).yours[0].remark for each in ("en", "es")] == [
        "About listen.",
        "Muy bien.",
    ]


def test_gaps_are_translated_down_to_their_choices(spanish):
    words = {
        "A boundary tells people what they can [[1]] and protects the [[2]].": "La [[2]] dura si saben qué [[1]].",
        "count on": "esperar",
        "relationship": "relación",
        "schedule": "agenda",
    }
    frozen = in_spanish(question("gaps"), spanish, words)
    kind, key, asked = REGISTRY["gaps"], frozen["key"], frozen["asked"]["es"]

    assert kind.summarize(kind.best(key), asked) == ["La relación dura si saben qué count on."]
    assert kind.grade({"g1": "Esperar", "g2": "o1"}, key).fraction == 1
    assert kind.grade({"g1": "count on", "g2": "o1"}, key).fraction == 1
    told = kind.explain({"g2": "o2"}, asked, key, frozen["feedback"]["es"])
    assert [(line.prompt, line.text) for line in told.stronger] == [("1", "esperar"), ("2", "relación")]


def test_units_and_items_are_in_the_words_of_each_language(spanish):
    number = in_spanish(question("number"), spanish, {"minutes": "minutos", "minute, min": "minuto, min"})
    read = REGISTRY["number"].read({"answer": ["90 minutos"]}, number["asked"]["es"])

    assert REGISTRY["number"].grade(read, number["key"]).fraction == 1
    assert REGISTRY["number"].summarize(read | {"typed": "90"}, number["asked"]["en"]) == ["90 minutes"]


def test_an_order_is_one_in_all_languages(spanish):
    frozen = in_spanish(
        question("ordering"), spanish, {"Hear it": "Escuche", "Name it": "Nombre", "Offer help": "Ayude"}
    )
    kind, key = REGISTRY["ordering"], frozen["key"]

    assert kind.summarize(key["order"], frozen["asked"]["es"]) == ["1. Escuche", "2. Nombre", "3. Ayude"]
    assert [item["id"] for item in frozen["asked"]["es"]["items"]] == [i["id"] for i in frozen["asked"]["en"]["items"]]
    assert [item["id"] for item in frozen["asked"]["en"]["items"]] != key["order"]


def test_a_translation_that_loses_a_mark_is_not_published(spanish):
    translation = submit(question("gaps"), spanish)
    text = "A boundary tells people what they can [[1]] and protects the [[2]]."
    translate(translation, {text: "Un límite protege [[1]]."})

    with pytest.raises(CannotPublish, match="Each gap needs its mark"):
        translation.save_target(publish=True)

    assert not Question.objects.filter(locale=spanish, live=True).exists()


def shown(slug: str, response=None, **asked) -> str:
    """The form of a type's sample."""
    kind = REGISTRY[slug]
    view = kind.view(kind.sample().asked | asked, response)
    return render_to_string(f"quizzes/questions/ask/{slug}.html", {"view": view, "name": "answer"})


def names(form: str) -> list[str]:
    """The fields of a form, in order."""
    return re.findall(r'<(?:input|select|textarea|button)[^>]* name="([^"]+)"', form)


def test_an_order_is_moved_by_buttons_that_say_what_they_move():
    form = shown("ordering")

    assert names(form) == ["answer", "answer-move", "answer-move"] * 3
    assert re.findall(r'name="answer" value="([^"]+)"', form) == ["i3", "i1", "i2"]
    assert 'value="i1:up"' in form
    assert form.count('<span class="vh">: Show you heard it</span>') == 2
    assert "answer-moved" not in form
    assert 'name="answer-moved" value="1"' in shown("ordering", ["i1", "i3", "i2"])


def test_every_gap_has_one_field_with_a_label():
    form = shown("gaps", {"g1": "count on", "g2": "o2"})

    assert names(form) == ["answer-g1", "answer-g2"]
    assert re.findall(r'<label for="([^"]+)"[^>]*>([^<]+)</label>', form) == [
        ("answer-g1", "Gap 1 of 2"),
        ("answer-g2", "Gap 2 of 2"),
    ]
    assert 'value="count on"' in form
    assert '<option value="o2" selected>relationship</option>' in form


def test_a_short_answer_has_one_line_or_room_for_a_few():
    assert '<input class="input" id="answer-text" name="answer" value="listen" maxlength="500"' in shown(
        "short", "listen"
    )
    assert 'rows="3" maxlength="500">listen</textarea>' in shown("short", "listen", rows=3)


def test_a_number_says_how_it_was_read_where_that_may_surprise():
    form = shown("number", {"typed": "1,500", "number": "1500", "unit": "h"})

    assert names(form) == ["answer", "answer-unit"]
    assert "We read this as 1500." in form
    assert 'aria-describedby="answer-read"' in form
    assert '<option value="h" selected>hours</option>' in form
    assert "We read this" not in shown("number", {"typed": "two", "unit": ""})
    assert 'inputmode="decimal"' not in shown("number", unit="typed")


@pytest.mark.parametrize("slug", ["ordering", "gaps", "short", "number"])
def test_what_is_typed_is_never_markup(slug):
    nasty = {"gaps": {"g1": '"><b>x'}, "short": '"><b>x', "number": {"typed": '"><b>x', "unit": ""}}

    assert "<b>x" not in shown(slug, nasty.get(slug))


def explained(slug: str, response) -> str:
    kind = REGISTRY[slug]
    sample = kind.sample()
    told = kind.explain(response, sample.asked, sample.key, sample.feedback)
    return render_to_string(
        f"quizzes/questions/feedback/{slug}.html",
        {"told": told, "why": sample.feedback["why"], "went_well": not told.stronger},
    )


@pytest.mark.parametrize(
    ("slug", "response", "words"),
    [
        (
            "ordering",
            ["i1", "i3", "i2"],
            ["in its place", "An offer helps once the limit is clear.", "A stronger order"],
        ),
        ("ordering", ["i1", "i2", "i3"], ["Why it works"]),
        ("gaps", {"g1": "expect"}, ["Gap 1", "Close: it is more than a hope.", "Gap 2", "relationship"]),
        ("short", "advise", ["You wrote", "Advice comes later", "A stronger answer", "listen"]),
        ("number", {"typed": "9", "number": "9", "unit": "m"}, ["9 minutes", "90 minutes"]),
        ("number", None, ["No answer", "90 minutes"]),
    ],
)
def test_feedback_shows_the_answer_beside_a_stronger_one(slug, response, words):
    shown_words = explained(slug, response)

    assert [each for each in words if each not in shown_words] == []
