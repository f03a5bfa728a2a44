"""People of a team, and tries at a quiz of three single choices whose right answer is "a"."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from cms.accounts.models import User
from courses.cohorts.models import Cohort
from courses.enrollments.models import Enrollment
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.blueprints.models import QuizPage
from quizzes.journey.services import mark_activity_done
from quizzes.questions.models import Question
from tests.builders import (
    answer_side,
    cohort,
    course_page,
    enrolled,
    in_role,
    ivan,
    module_page,
    person,
    question,
    quiz_page,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)


@dataclass
class House:
    """A course with one module of a lesson, done by whoever comes in, and a quiz. Ivan leads its cohort, Rosa reviews,
    Dana learns."""

    quiz: QuizPage
    questions: list[Question]
    lesson: UUID
    cohort: Cohort
    ivan: User
    rosa: User
    places: dict[str, Enrollment] = field(default_factory=dict)

    def place(self, name: str) -> Enrollment:
        if name not in self.places:
            course = self.quiz.get_parent().get_parent().specific
            trainee = person(name, legal_name=f"{name} Brooks")
            self.places[name] = enrolled(trainee, course, cohort=self.cohort)
            mark_activity_done(self.places[name], self.lesson, by=trainee, at=NOON - timedelta(days=1))
        return self.places[name]

    def started(self, name: str = "Dana", *, at: datetime = NOON) -> Attempt:
        return attempts.start(self.place(name), self.quiz.translation_key, at=at)

    def sent(self, name: str = "Dana", answers=(), *, at: datetime = NOON) -> Attempt:
        """A try with these answers, in order, sent."""
        attempt = self.started(name, at=at)
        for number, response in enumerate(answers, start=1):
            if response is not None:
                attempts.save_response(attempt, number, response, seen=0, request_key="", flagged=False, at=at)
        attempts.finish(attempt, at=at)
        return attempt

    def correct(self, index: int, *fits: str, by=None):
        """Publish a new key for a single choice."""
        found = Question.objects.get(pk=self.questions[index].pk)
        side = answer_side("single")
        for option in side[0]["value"]["options"]:
            option["value"]["fits"] = option["id"] in fits
        found.content = side
        found.save_revision(user=by).publish(user=by)


def house(kinds=("single", "single", "single"), **rules) -> House:
    questions = [question(kind, f"Question {number} of type {kind}?") for number, kind in enumerate(kinds, start=1)]
    course = course_page()
    module = module_page(course)
    quiz = quiz_page(module, questions, shuffle_options=False, **rules)
    # An offer that nobody has to take brings no minutes.
    module.minutes = 25 if rules.get("purpose", "graded") == "graded" else 10
    module.save_revision().publish()
    lesson = module.get_children().exclude(pk=quiz.pk).get().translation_key
    leader = ivan()
    return House(quiz, questions, lesson, cohort(course, leader), leader, in_role("Rosa", "reviewer"))


@pytest.fixture
def home(db) -> House:
    return house()
