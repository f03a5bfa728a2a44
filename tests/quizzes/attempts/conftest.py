"""A quiz in a published module, and Dana in its course."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from cms.accounts.models import User
from courses.enrollments.models import Enrollment
from quizzes.attempts import services
from quizzes.attempts.models import Attempt
from quizzes.blueprints.models import QuizPage
from tests.builders import course_page, dana, enrolled, module_page, question, quiz_page

NOON = datetime(2026, 11, 23, 19, 31, tzinfo=UTC)
TYPES = ("single", "multiple", "truefalse", "matching")


@dataclass
class Sitting:
    """Who takes what. `save` and `finish` go through the services with a clock of their own."""

    quiz: QuizPage
    trainee: User
    enrollment: Enrollment
    at: datetime = NOON

    def start(self) -> Attempt:
        return services.start(self.enrollment, self.quiz.translation_key, at=self.at)

    def save(self, attempt: Attempt, number: int, response, *, key: str = "", seen: int | None = None, flagged=False):
        self.at += timedelta(seconds=1)
        held = attempt.answers.get(str(number), {"step": 0})["step"]
        return services.save_response(
            attempt,
            number,
            response,
            flagged=flagged,
            seen=held if seen is None else seen,
            request_key=key,
            at=self.at,
        )

    def finish(self, attempt: Attempt) -> int:
        self.at += timedelta(seconds=1)
        return services.finish(attempt, at=self.at)


def sitting(questions=(), **rules) -> Sitting:
    """A course with one module of one lesson and this quiz; its questions are four, one of each scored type."""
    questions = questions or [question(kind, f"Question of type {kind}?") for kind in TYPES]
    course = course_page()
    module = module_page(course)
    quiz = quiz_page(module, questions, shuffle_options=False, **rules)
    trainee = dana()
    return Sitting(quiz, trainee, enrolled(trainee, course))


# What earns everything in a quiz of the four types above, and what earns nothing.
BEST = {1: "a", 2: ["a", "c"], 3: "true"}


@pytest.fixture
def taken(db) -> Sitting:
    return sitting()
