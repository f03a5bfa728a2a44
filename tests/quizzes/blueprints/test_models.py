import pytest

from cms.records.publishing import CannotPublish
from quizzes.blueprints.models import QuizVersion
from tests.builders import course_page, module_page, question, quiz_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """A module that nobody has published yet, so that a quiz is checked by itself."""
    return module_page(course_page(), publish=False)


def faults(parent, *args, **fields) -> list[str]:
    with pytest.raises(CannotPublish) as refusal:
        quiz_page(parent, *args, **fields)
    return refusal.value.faults


def draw(count=1, **filters):
    return {"type": "draw", "value": {"draw": count, **filters}}


def test_publishing_freezes_the_rules_and_the_plan(draft):
    fixed = question("single", tags=["m11"])
    for _ in range(3):
        question("multiple", tags=["m11"])

    page = quiz_page(
        draft, plan=[{"type": "question", "value": fixed.pk}, draw(3, tag="m11")], passing_percent=75, tries_allowed=2
    )

    version = QuizVersion.objects.get(quiz_key=page.translation_key)
    assert version.number == 1
    assert version.payload == {
        "purpose": "graded",
        "source_language": "en",
        "titles": {"en": "Module 1 quiz"},
        "summaries": {"en": ""},
        "plan": [{"question": str(fixed.translation_key)}, {"draw": 3, "tag": "m11"}],
        "passing_percent": 75,
        "tries_allowed": 2,
        "which_try_counts": "highest",
        "feedback_when": "after_sending",
        "shuffle_options": True,
    }


def test_publishing_unchanged_makes_no_version_and_changed_makes_the_next(draft):
    page = quiz_page(draft, [question()])
    page.save_revision().publish()
    page.passing_percent = 90
    page.save_revision().publish()

    numbers = QuizVersion.objects.filter(quiz_key=page.translation_key).values_list("number", flat=True)

    assert list(numbers.order_by("number")) == [1, 2]


def test_an_empty_plan_does_not_go_live(draft):
    assert faults(draft) == ["The plan is empty. Add at least one question or draw."]
    assert not QuizVersion.objects.exists()


def test_a_pool_smaller_than_its_draw_does_not_go_live(draft):
    question("single", tags=["m11"])
    question("single", tags=["m11"], live=False)

    assert faults(draft, plan=[draw(2, tag="m11")]) == ["A draw of 2 questions (m11) finds only 1 that are published."]


def test_a_draw_without_a_filter_does_not_go_live(draft):
    question()

    assert faults(draft, plan=[draw(1)]) == ["Say what a draw draws from: a tag, a type, a category or a competency."]


def test_an_unpublished_question_does_not_go_live(draft):
    assert faults(draft, [question(stem="Not ready", live=False)]) == [
        "“Not ready” is not published yet. Publish it or take it out of the plan."
    ]


def test_the_same_question_twice_does_not_go_live(draft):
    twice = question(stem="Once is enough")

    assert faults(draft, [twice, twice]) == ["“Once is enough” stands in the plan twice."]


def test_a_graded_quiz_asks_no_survey_items(draft):
    assert faults(draft, [question("survey", "The pace was right.")]) == [
        "“The pace was right.” is a survey item. A graded quiz asks only questions with a key."
    ]


def test_an_evaluation_asks_only_survey_items_by_name_and_stands_in_its_course(draft):
    parent = draft.get_parent().specific
    question("single", tags=["m11"])

    assert faults(parent, [question("single", "Which?")], purpose="evaluation") == [
        "“Which?” is a graded question. An evaluation asks only survey items."
    ]
    assert faults(parent, plan=[draw(1, tag="m11")], purpose="evaluation", title="Other") == [
        "An evaluation asks everyone the same. Name its questions instead of drawing."
    ]
    assert faults(draft, [question("survey")], purpose="evaluation") == [
        "A course evaluation stands directly in its course, not in a module."
    ]


def test_a_graded_quiz_stands_in_a_module(draft):
    parent = draft.get_parent().specific

    found = faults(parent, [question()])

    assert "A graded quiz belongs in a module. Move it there or make it a course evaluation." in found


def test_an_evaluation_freezes_too(draft):
    page = quiz_page(draft.get_parent().specific, [question("survey")], "Evaluation", purpose="evaluation")

    assert QuizVersion.objects.get(quiz_key=page.translation_key).payload["purpose"] == "evaluation"
    assert page.activity_kind == "evaluation"
