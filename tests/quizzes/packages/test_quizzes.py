"""`quiz.yaml` says every rule of a quiz, and a page says it back the same."""

import pytest
import yaml
from pydantic import ValidationError

from quizzes.blueprints.models import QuizPage
from quizzes.blueprints.queries import said_terms
from quizzes.blueprints.terms import Part, When
from quizzes.packages.format import as_plain
from quizzes.packages.quizzes import QuizFile, file_fields, page_fields, plan_faults
from tests.builders import question

SMALL = {"title": "Quiz", "minutes": 10, "basis": "Two minutes each", "plan": [{"question": "one"}]}
FULL = """
title: Final
slug: final
purpose: final
summary: Everything.
minutes: 60
basis: Two minutes a question
covers: { domains: [advocacy], competencies: [cc01_relationships] }
passing: { score: 500, scale: [200, 800] }
minimum: { advocacy: 70 }
tries: 4
counts: latest
wait: 60
wait_later: 1440
period: { tries: 2, months: 6, since: 2026-01-01 }
time_limit: 90
opens: 2026-11-02 08:00
closes: 2026-11-30 23:59
zone: America/Chicago
grace: 30
feedback: after_passing
feedback_rules: { key: never, own: after_sending }
shuffle_questions: true
shuffle_options: false
unseen_first: true
practice: true
unsure: true
certainty: counts
plan:
  - { section: { en: Basics, es: Bases } }
  - { question: one, points: 2.5, critical: true }
  - { draw: 2, tag: m11, difficulty: easy, points: 3 }
"""
ROWS = {"one": 1}


def file(**changes) -> QuizFile:
    return QuizFile.model_validate(SMALL | changes)


@pytest.fixture
def row(db):
    return question(stem="One?", slug_key="course/module/one")


@pytest.mark.parametrize("text", [yaml.safe_dump(SMALL), FULL], ids=["small", "full"])
def test_what_a_page_is_given_it_says_back(row, text):
    read = QuizFile.model_validate(yaml.safe_load(text))
    page = QuizPage(slug=read.slug, **page_fields(read, {"one": row.pk}))

    back = QuizFile.model_validate(file_fields(page, lambda asked: asked.slug_key.rsplit("/", 1)[-1]))

    assert back == read
    assert QuizFile.model_validate(yaml.safe_load(yaml.safe_dump(as_plain(back)))) == read


def test_every_rule_of_the_file_reaches_the_terms(row):
    page = QuizPage(**page_fields(QuizFile.model_validate(yaml.safe_load(FULL)), {"one": row.pk}))

    assert said_terms(page) == {
        "passing": {"kind": "scaled", "value": "500", "low": "200", "high": "800"},
        "domain_minimum": {"advocacy": "70"},
        "wait_minutes": 60,
        "wait_minutes_later": 1440,
        "tries_per_period": {"tries": 2, "months": 6, "from": "2026-01-01"},
        "time_limit_minutes": 90,
        "opens_at": "2026-11-02T14:00:00+00:00",
        "closes_at": "2026-12-01T05:59:00+00:00",
        "zone": "America/Chicago",
        "feedback": {Part.KEY: When.NEVER, Part.OWN: When.AFTER_SENDING},
        "shuffle_questions": True,
        "unseen_first": True,
        "offers_practice": True,
        "offers_unsure": True,
        "asks_certainty": True,
        "certainty_counts": True,
        "grace_seconds": 30,
    }


def test_a_file_without_rules_says_no_terms(row):
    assert said_terms(QuizPage(**page_fields(file(), {"one": row.pk}))) == {}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"plan": [{"question": "two"}]}, "its plan asks “two”, which is not in questions.yaml"),
        ({"plan": [{"question": "one", "draw": 1}]}, "each line of the plan names one question, a draw or a section"),
        ({"plan": [{"points": 2}]}, "each line of the plan names one question, a draw or a section"),
        ({"plan": [{"draw": 3, "tag": "m11"}]}, "it draws 3 questions tagged “m11”, and there are 2"),
        ({"plan": [{"draw": 1, "tag": "m11", "critical": True}]}, "only a question named in the plan can be critical"),
        ({"passing": {"score": 900, "scale": [200, 800]}}, "the passing score lies outside of its scale"),
        ({"opens": "2026-11-30 08:00", "closes": "2026-11-02 08:00"}, "it closes before it opens"),
    ],
)
def test_what_cannot_be_asked_is_named(changes, reason):
    known = {"one": [], "a": ["m11"], "b": ["m11"]}

    assert list(plan_faults(file(**changes), known)) == [reason]


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": "evaluation"},
        {"passing": {"points": 0}},
        {"passing": {"score": 5, "scale": [1]}},
        {"minimum": {"cooking": 70}},
        {"minimum": {"advocacy": 0}},
        {"feedback_rules": {"key": "sometimes"}},
        {"certainty": "maybe"},
        {"opens": "2026-11-30T08:00:00Z"},
        {"grace": 301},
        {"plan": [{"question": "one", "points": -1}]},
        {"plan": [{"section": {"fr": "Bases"}}]},
        {"plan": []},
    ],
)
def test_a_file_that_says_something_else_is_refused(changes):
    with pytest.raises(ValidationError):
        file(**changes)
