"""Translating in the CMS, with wagtail-localize as editors use it."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from quizzes.blueprints.models import QuizPage, QuizVersion
from quizzes.questions.models import Question, QuestionVersion
from tests.builders import course_page, module_page, question, quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def spanish():
    return Locale.objects.get_or_create(language_code="es")[0]


def submit(source, locale) -> Translation:
    """What "Translate this" does."""
    kept, _ = TranslationSource.get_or_create_from_instance(source)
    translation, _ = Translation.objects.get_or_create(source=kept, target_locale=locale)
    return translation


def translate(translation: Translation, words: dict[str, str]) -> None:
    """An editor types the translation of each string."""
    for segment in translation.source.stringsegment_set.all():
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                data=words[segment.string.data],
            )


def test_a_question_translated_in_the_cms_keeps_its_ids_and_its_key(spanish):
    source = question("single", domain="advocacy", tags=["m11"])
    words = {"What comes first?": "¿Qué va primero?", "Listen first": "Escuchar primero", "Leave": "Irse"}
    translation = submit(source, spanish)
    translate(translation, words)

    translation.save_target(publish=True)

    translated = Question.objects.get(locale=spanish)
    frozen = QuestionVersion.objects.order_by("number").last().payload
    assert (translated.translation_key, translated.type, translated.domain) == (
        source.translation_key,
        "single",
        "advocacy",
    )
    assert [option["id"] for option in frozen["asked"]["es"]["options"]] == ["a", "b", "c"]
    assert [option["text"] for option in frozen["asked"]["es"]["options"]] == [
        "Escuchar primero",
        "Give advice",
        "Irse",
    ]
    assert frozen["key"] == {"fits": ["a"]}


def test_a_translated_quiz_has_the_plan_of_its_source_and_a_title_of_its_own(
    spanish, django_capture_on_commit_callbacks
):
    course = course_page()
    module = module_page(course)
    quiz = quiz_page(module, [question()])
    for page in (course.get_parent(), course, module):
        page.specific.copy_for_translation(spanish, copy_parents=True)
    translation = submit(quiz, spanish)
    translate(translation, {"Module 1 quiz": "Prueba del módulo 1"})

    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    translated = QuizPage.objects.get(locale=spanish)
    assert translated.written_plan() == quiz.written_plan()
    assert QuizVersion.objects.order_by("number").last().payload["titles"] == {
        "en": "Module 1 quiz",
        "es": "Prueba del módulo 1",
    }


def test_a_translator_sees_no_name_of_a_step_and_the_ways_stay(spanish):
    source = question("scenario", "A text at night")
    translation = submit(source, spanish)
    strings = {segment.string.data for segment in translation.source.stringsegment_set.all()}
    translate(translation, {data: f"es {data}" for data in strings})

    translation.save_target(publish=True)

    assert strings & {"First", "Later", " later "} == set()
    frozen = QuestionVersion.objects.order_by("number").last().payload
    told = [(step["id"], step["text"]) for step in frozen["asked"]["es"]["steps"]]
    assert told == [("s1", "es Lee writes at 11 pm."), ("s2", "es Lee writes again.")]
    assert frozen["asked"]["es"]["steps"][0]["choices"][0] == {
        "id": "c1",
        "text": "es Choice c1",
        "then": "es After c1",
        "next": "s2",
    }
    assert frozen["feedback"]["es"]["options"]["c1"] == "es About c1"


def test_a_translated_guide_keeps_its_points(spanish):
    source = question("reflection", "Write about it")
    translation = submit(source, spanish)
    strings = {segment.string.data for segment in translation.source.stringsegment_set.all()}
    translate(translation, {data: f"es {data}" for data in strings})

    translation.save_target(publish=True)

    frozen = QuestionVersion.objects.order_by("number").last().payload
    first = frozen["asked"]["es"]["guide"][0]
    assert (first["id"], first["text"]) == ("g1", "es Criterion g1")
    assert first["levels"][3] == {"id": "3", "text": "es Level 3 of g1", "points": 3}
