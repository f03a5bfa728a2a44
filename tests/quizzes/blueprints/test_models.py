from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cms.records.publishing import CannotPublish
from quizzes.blueprints.checking import warnings_of
from quizzes.blueprints.models import QuizVersion
from quizzes.blueprints.terms import Part, Period, Terms, When, terms
from quizzes.grading.passing import Passing, PassingKind
from tests.builders import course_page, in_role, module_page, question, quiz_page

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


RULES = {
    "passing_kind": "points",
    "passing_value": Decimal("3.5"),
    "tries_allowed": 3,
    "wait_minutes": 60,
    "wait_minutes_later": 1440,
    "period_tries": 2,
    "period_months": 6,
    "period_since": date(2026, 1, 1),
    "time_limit_minutes": 90,
    "zone": "America/Chicago",
    "opens_on": date(2026, 11, 2),
    "opens_time": time(8),
    "closes_on": date(2026, 11, 30),
    "grace_seconds": 0,
    "unseen_first": True,
    "offers_unsure": True,
}


def test_publishing_freezes_every_rule_a_quiz_has(draft):
    asked = question("single", domain="advocacy")

    page = quiz_page(
        draft,
        plan=[
            {"type": "section", "value": {"en": "Basics", "es": "Bases"}},
            {"type": "question", "value": {"question": asked.pk, "points": "4", "critical": True}},
        ],
        domain_minima=[{"type": "minimum", "value": {"domain": "advocacy", "percent": 70}}],
        feedback_rules=[{"type": "rule", "value": {"part": "key", "when": "after_closing"}}],
        promised_domains=["advocacy"],
        **RULES,
    )

    payload = QuizVersion.objects.get(quiz_key=page.translation_key).payload
    assert payload["plan"] == [
        {"section": {"en": "Basics", "es": "Bases"}},
        {"question": str(asked.translation_key), "points": "4", "critical": True},
    ]
    assert terms(payload) == Terms(
        passing=Passing(PassingKind.POINTS, Decimal("3.5")),
        domain_minimum={"advocacy": Decimal(70)},
        tries_allowed=3,
        period=Period(2, 6, date(2026, 1, 1)),
        wait=timedelta(hours=1),
        wait_later=timedelta(days=1),
        time_limit=timedelta(minutes=90),
        opens_at=datetime(2026, 11, 2, 14, tzinfo=UTC),
        closes_at=datetime(2026, 12, 1, 5, 59, tzinfo=UTC),
        zone="America/Chicago",
        grace_seconds=0,
        feedback=dict.fromkeys(Part, When.AFTER_SENDING) | {Part.KEY: When.AFTER_CLOSING},
        unseen_first=True,
        offers_unsure=True,
    )


def test_a_plan_that_names_questions_by_their_row_alone_is_read_as_before(draft):
    page = quiz_page(draft, [question(), question(stem="Second?")])

    assert [(block.value["points"], block.value["critical"]) for block in page.plan] == [(Decimal(1), False)] * 2
    assert [str(block.value["question"]) for block in page.plan] == ["What comes first?", "Second?"]


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (
            {"passing_kind": "points", "passing_value": Decimal(3)},
            "Passing takes 3 points, and this plan has 1.",
        ),
        ({"passing_kind": "points"}, "Say how many points are enough to pass."),
        (
            {"passing_kind": "scaled", "passing_value": Decimal(900), "scale_low": 200, "scale_high": 800},
            "Say the scale: where it starts, where it ends, and a passing score between.",
        ),
        (
            {"passing_kind": "scaled", "passing_value": Decimal(500)},
            "Say the scale: where it starts, where it ends, and a passing score between.",
        ),
        (
            {"promised_domains": ["ethical_responsibility"]},
            "This quiz promises “Ethical responsibility”, and no question in its plan is about it.",
        ),
        (
            {"domain_minima": [{"type": "minimum", "value": {"domain": "ethical_responsibility", "percent": 70}}]},
            "This quiz promises “Ethical responsibility”, and no question in its plan is about it.",
        ),
        (
            {"promised_competencies": ["cc08_crisis"]},
            "This quiz promises “Helps in a crisis”, and no question in its plan is about it.",
        ),
        (
            {"opens_on": date(2026, 11, 30), "closes_on": date(2026, 11, 2)},
            "It closes before it opens. Look at the two dates once more.",
        ),
        (
            {"feedback_rules": [{"type": "rule", "value": {"part": "key", "when": "after_closing"}}]},
            "Some feedback shows after the quiz has closed, and it never closes. Set a closing date.",
        ),
        (
            {"period_tries": 2},
            "Tries per period need all three: how many, how many months, and from which day.",
        ),
    ],
)
def test_rules_that_cannot_hold_do_not_go_live(draft, rules, sentence):
    assert faults(draft, [question(domain="advocacy")], **rules) == [sentence]


@pytest.mark.parametrize("purpose", ["practice", "pretest", "final", "test_out"])
def test_other_purposes_stand_in_a_module_too(draft, purpose):
    page = quiz_page(draft, [question()], purpose=purpose)

    assert QuizVersion.objects.get().payload["purpose"] == purpose
    assert page.is_required is (purpose == "final")


def test_a_pool_for_one_try_is_a_warning_and_goes_live(draft):
    for _ in range(3):
        question("single", tags=["m11"], domain="advocacy")
    question("single", tags=["m11"], domain="mentoring_education")

    page = quiz_page(draft, plan=[draw(3, tag="m11")], promised_domains=["advocacy", "mentoring_education"])

    assert warnings_of(page) == [
        "A second try will bring known questions: the draw of 3 (m11) finds 4, and two fresh tries need 6.",
        "A try may come without a question on “Mentoring and education”: only a draw could bring one.",
    ]
    page.tries_allowed = 1
    page.promised_domains = ["advocacy"]
    assert warnings_of(page) == []


def test_the_editor_says_what_the_plan_adds_up_to_and_what_to_know(draft, client):
    for _ in range(3):
        question("single", tags=["m11"])
    page = quiz_page(draft, plan=[draw(2, tag="m11", points="2")])
    client.force_login(in_role("Rae", "administrator", is_superuser=True))

    shown = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "A try asks 2 questions. Points in all: 4." in shown
    assert "the draw of 2 (m11) finds 3, and two fresh tries need 4." in shown
