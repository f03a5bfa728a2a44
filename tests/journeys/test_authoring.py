"""An instructor writes a module with a lesson and a quiz through the doors of the CMS; a trainee takes it at once."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from courses.catalog.models import LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.hours.models import HoursEntry
from quizzes.questions.models import Question
from tests.builders import course_page, dana, enrolled, ivan, site
from tests.journeys.forms import answer_form, form_to, forms

HOURS = {"domain": "advocacy", "competencies": ["cc01_relationships"]}


@pytest.fixture
def instructor(client, db, settings):
    """Ivan at his desk, without the second step that a demo does not ask for either."""
    settings.HEARTEN_DEMO = True
    site()
    client.force_login(ivan())
    return client


def fill_in(client, address: str, values: dict, form_id: str = ""):
    """Opens a form of the CMS, changes these fields and presses Publish (or what `values` presses)."""
    page = client.get(address)
    assert page.status_code == 200, address
    wanted = {"form_id": form_id} if form_id else {"form_index": -1}
    data = querydict_from_html(page.content.decode(), **wanted)
    several = {name: value for name, value in values.items() if isinstance(value, list)}
    for name, value in nested_form_data({name: values[name] for name in values.keys() - several.keys()}).items():
        data[name] = value
    for name, value in several.items():
        data.setlist(name, value)
    answer = client.post(address, data)
    form = answer.context and answer.context.get("form")
    assert answer.status_code == 302, form and form.errors
    return answer


def add_page(client, model, parent, values: dict):
    address = reverse("wagtailadmin_pages:add", args=["courses" if model is not QuizPage else "quizzes",
                                                      model._meta.model_name, parent.pk])  # fmt: skip
    fill_in(client, address, values, "page-edit-form")
    return model.objects.child_of(parent).get(slug=values["slug"])


def a_question(client) -> Question:
    """Published in the bank."""
    option = {"text": "Listen first", "fits": "on", "feedback": "Yes, that opens the door."}
    other = {"text": "Give advice", "feedback": "Listening comes before advice."}
    options = {"options": items([option, other]), "scheme": "all_or_nothing"}
    fill_in(
        client,
        reverse("wagtailsnippets_quizzes_question:add"),
        {
            "stem": "What comes first?",
            "content": streamfield([("single", options)]),
            "why": rich_text("<p>People open up when they are heard.</p>"),
            "action-publish": "1",
        },
        "w-editor-form",
    )
    return Question.objects.get(stem="What comes first?")


def items(values: list) -> dict:
    """A list block as its form posts it."""
    listed = {"count": str(len(values))}
    for number, value in enumerate(values):
        listed[str(number)] = {"value": value, "deleted": "", "order": str(number), "id": ""}
    return listed


def test_module_published_in_the_cms_is_taken_by_a_trainee_a_minute_later(instructor, client):
    course = course_page("Core training")
    question = a_question(instructor)
    module = add_page(
        instructor, ModulePage, course,
        {"title": "Listening", "slug": "listening", "objectives": "listen", "minutes": "6", **HOURS},
    )  # fmt: skip
    assert not module.live
    text = rich_text(f"<p>{' '.join(['hope'] * 600)}.</p>")
    add_page(
        instructor, LessonPage, module,
        {"title": "Hearing", "slug": "hearing", "minutes": "4", "aims": "hear", "modality": "self_paced",
         "body": streamfield([("prose", text)]), "action-publish": "1", **HOURS},
    )  # fmt: skip
    add_page(
        instructor, QuizPage, module,
        {"title": "Quiz", "slug": "quiz", "minutes": "2", "timing": "2 | Quiz | One question",
         "plan": streamfield([("question", {"question": str(question.pk), "points": "1"})]),
         "domain_minima": streamfield([]), "feedback_rules": streamfield([]), "action-publish": "1", **HOURS},
    )  # fmt: skip
    fill_in(instructor, reverse("wagtailadmin_pages:edit", args=[module.pk]), {"action-publish": "1"}, "page-edit-form")
    trainee = dana()
    place = enrolled(trainee, course)
    client.force_login(trainee)

    learn_and_pass(client)

    assert place.trainee == trainee
    assert [(entry.title, entry.minutes) for entry in HoursEntry.objects.all()] == [("Listening", 6)]


def learn_and_pass(client) -> None:
    """Marks the lesson done, answers the one question well, sends."""
    lesson = client.get(LessonPage.objects.get(slug="hearing").url).content.decode()
    client.post(next(form.action for form in forms(lesson) if "/done/" in form.action))
    quiz = QuizPage.objects.get(slug="quiz")
    start = form_to(client.get(quiz.url).content.decode(), f"{quiz.translation_key}/")
    asked = client.post(start.action, follow=True).content.decode()
    fits = re.search(r'value="([^"]+)"><span>Listen first</span>', asked).group(1)
    form = answer_form(asked)
    check = client.post(form.action, form.answered(answer=fits), follow=True)
    result = client.post(form_to(check.content.decode(), "/check/").action, follow=True)
    assert "This module is done." in result.content.decode()
