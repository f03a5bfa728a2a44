"""An instructor builds a module in the CMS and publishes it; a trainee takes it a minute later."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.catalog.models import LessonPage, ModulePage
from quizzes.blueprints.models import QuizPage
from quizzes.hours.queries import minutes_by_domain
from quizzes.questions.models import Question
from tests.builders import cohort, course_page, dana, in_role, ivan

pytestmark = pytest.mark.django_db


def form_on(client, address: str, *, marked: str = "") -> dict:
    """What a browser would send back from a form as it stands."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    forms = BeautifulSoup(page.content, "html.parser").select(f"form{marked}")
    form = max(forms, key=lambda each: len(each.select("[name]")))
    fields: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name = field["name"]
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            fields[name] = chosen["value"] if chosen else ""
        elif field.get("type") in ("checkbox", "radio"):
            if field.has_attr("checked"):
                fields.setdefault(name, []).append(field.get("value", "on"))
        elif field.get("type") not in ("submit", "button"):
            fields[name] = field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
    return fields


def save(client, address: str, fields: dict, *, publish: bool = True):
    """Press Save draft or Publish in the CMS; returns the sentences that keep it from going through."""
    # Ticked boxes are a list under one name; the helper would number them.
    ticked = {name: value for name, value in fields.items() if isinstance(value, list)}
    sent = form_on(client, address) | nested_form_data(fields | dict.fromkeys(ticked, "")) | ticked
    sent |= {"action-publish": "yes"} if publish else {}
    answer = client.post(address, sent)
    if answer.status_code == 302:
        return []
    form = answer.context["form"]
    said = [f"{name}: {error}" for name, errors in form.errors.items() for error in errors]
    return said or [f"refused without a word: {answer.status_code}"]


def add(parent, model: str) -> str:
    return reverse("wagtailadmin_pages:add", args=["quizzes" if model == "quizpage" else "courses", model, parent.pk])


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def module_fields(**changed) -> dict:
    return {
        "title": "Asking first",
        "slug": "asking-first",
        "summary": "How to ask before you help.",
        "objectives": "ask before you help",
        "minutes": "20",
        "domain": "advocacy",
        "competencies": ["cc01_relationships"],
        **changed,
    }


LESSON = {
    "title": "One question",
    "slug": "one-question",
    "aims": "ask one question",
    "minutes": "10",
    "body": streamfield(
        [
            ("prose", rich_text(f"<p>{' '.join(['hope'] * 600)}.</p>")),
            (
                "reflect",
                {
                    "block_id": "",
                    "minutes": "6",
                    "basis": "A few lines",
                    "prompt": "Who asked you first?",
                    "hint": "A few words.",
                },
            ),
        ]
    ),
}
ANSWERS = [
    {"text": "What would help?", "fits": "on", "feedback": "You asked."},
    {"text": "Here is what to do.", "feedback": "It may help to ask first."},
]
QUESTION = {
    "stem": "A person looks lost. What do you say?",
    "scene": "",
    "why": "Asking keeps the choice with the person.",
    "difficulty": "easy",
    "tags": "asking",
}


def question_fields() -> dict:
    """One question of the bank: a list block inside a stream block, as the editor posts it."""
    options = {"count": str(len(ANSWERS))}
    for place, answer in enumerate(ANSWERS):
        options |= {str(place): {"order": str(place), "deleted": "", "type": "item", "id": "", "value": answer}}
    block = {
        "type": "single",
        "order": "0",
        "deleted": "",
        "id": str(uuid.uuid4()),
        "value": {"options": options, "scheme": "all_or_nothing"},
    }
    return QUESTION | {"content": {"count": "1", "0": block}}


def quiz_fields(question: Question) -> dict:
    return {
        "title": "Module quiz",
        "slug": "quiz",
        "purpose": "graded",
        "plan": streamfield([("question", {"question": str(question.pk), "points": "1"})]),
        "domain_minima": streamfield([]),
        "feedback_rules": streamfield([]),
        "passing_percent": "80",
        "minutes": "10",
        "timing": "10 | Quiz | One question with reasons to read",
    }


def build(client, course) -> ModulePage:
    """The whole module, made and published through the doors an instructor uses."""
    assert save(client, add(course, "modulepage"), module_fields(), publish=False) == []
    module = ModulePage.objects.get(slug="asking-first")
    assert save(client, add(module, "lessonpage"), LESSON) == []
    assert save(client, reverse(Question.snippet_viewset.get_url_name("add")), question_fields()) == []
    question = Question.objects.get()
    assert question.live
    assert save(client, add(module, "quizpage"), quiz_fields(question)) == []
    assert save(client, edit(module), module_fields()) == []
    module.refresh_from_db()
    return module


def test_instructor_publishes_a_module_and_a_trainee_finishes_it(client):
    course, teacher, learner = course_page(), ivan(), dana()
    client.force_login(teacher)
    module = build(client, course)
    lesson, quiz = LessonPage.objects.get(), QuizPage.objects.get()
    assert (module.live, lesson.live, quiz.live) == (True, True, True)

    client.force_login(learner)
    client.post(reverse("enrollments:enroll", args=[course.translation_key]))
    place = learner.enrollments.get()
    shown = client.get("/courses/core-training/asking-first/").content.decode()
    assert "One question" in shown
    assert "Module quiz" in shown
    assert "Who asked you first?" in client.get("/courses/core-training/asking-first/one-question/").content.decode()

    client.post(reverse("journey:mark_done", args=[place.pk, lesson.translation_key]))
    first = client.post(reverse("attempts:start", args=[quiz.translation_key])).url
    choices = BeautifulSoup(client.get(first).content, "html.parser").select(".opt")
    stronger = next(each.input["value"] for each in choices if "What would help?" in each.text)
    client.post(first, form_on(client, first, marked="#answer") | {"answer": stronger})
    attempt = learner.attempts.get()
    client.post(reverse("attempts:check", args=[attempt.pk]))

    result = client.get(reverse("attempts:result", args=[attempt.pk])).content.decode()
    assert "1 of 1" in result
    assert minutes_by_domain(learner) == {"advocacy": 20}

    client.force_login(teacher)
    cohort(course, teacher)
    report = client.get("/admin/cohorts-report/", {"group": f"course:{course.translation_key}"})
    assert [row["cells"][0][1] for row in report.context["rows"]] == ["Done 1/1"]


def test_publishing_too_early_says_what_is_missing_and_keeps_the_draft(client):
    client.force_login(ivan())
    course = course_page()

    said = save(client, add(course, "modulepage"), module_fields(domain="", minutes=""))

    assert len(said) >= 2
    assert not ModulePage.objects.filter(live=True).exists()


@pytest.mark.parametrize("role", ["reviewer", "supervisor", "auditor"])
def test_other_roles_cannot_add_a_module(client, role):
    course = course_page()
    client.force_login(in_role("Rosa", role))

    answer = client.post(add(course, "modulepage"), nested_form_data(module_fields()))

    assert answer.status_code in (302, 403)
    assert not ModulePage.objects.exists()
