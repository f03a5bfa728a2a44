"""A quiz in a published module, and Dana in its course."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from cms.accounts.models import User
from courses.enrollments.models import Enrollment
from quizzes.attempts import queries, services
from quizzes.attempts.models import Attempt
from quizzes.blueprints.models import QuizPage
from quizzes.questions.queries import payloads
from quizzes.questions.types import REGISTRY
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

    def start(self, **how) -> Attempt:
        return services.start(self.enrollment, self.quiz.translation_key, at=self.at, **how)

    def save(
        self, attempt: Attempt, number: int, response, *, key: str = "", seen: int | None = None, flagged=False, **said
    ):
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
            **said,
        )

    def save_at(self, at: datetime, attempt: Attempt, number: int, response, *, key: str = "", **said):
        """A save received at this very moment."""
        held = attempt.answers.get(str(number), {"step": 0})["step"]
        how = {"flagged": False, "seen": held, "request_key": key, "at": at}
        return services.save_response(attempt, number, response, **(how | said))

    def change(self, **rules) -> None:
        """Publish the quiz with other rules."""
        self.quiz.refresh_from_db()
        for name, value in rules.items():
            setattr(self.quiz, name, value)
        self.quiz.save_revision().publish()

    def answer_all(self, attempt: Attempt) -> None:
        """Give the best response to each question."""
        placed = queries.placed(attempt)
        frozen = payloads([place.version_id for place in placed])
        for place in placed:
            question = frozen[place.version_id]
            self.save(attempt, place.number, REGISTRY[question["type"]].best(question["key"]))

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
