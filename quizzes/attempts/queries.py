"""Reads of attempts. `attempts_for` is the scope every door starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import caches
from django.db.models import QuerySet

from cms.accounts.models import User
from quizzes.attempts.models import Attempt, AttemptQuestion, AttemptStep
from quizzes.attempts.rules import AttemptState, StepKind
from quizzes.blueprints import queries as blueprints
from quizzes.grading.scores import Score
from quizzes.questions import queries as bank
from quizzes.questions.rules import AskedQuestion, asked_question
from quizzes.questions.types import REGISTRY


@dataclass(frozen=True)
class Placed:
    """One question of a try: which version it pinned, in which order it shows its options."""

    number: int
    version_id: int
    order: Sequence[str]


def attempts_for(user: User) -> QuerySet[Attempt]:
    """The tries a person may open: their own."""
    # Through the person, so that an attempt knows its trainee without asking again.
    return user.attempts.all() if user.is_authenticated else Attempt.objects.none()


def tries(trainee_id: int, quiz_key: UUID) -> list[Attempt]:
    """All tries of a person at a quiz, in order."""
    return list(Attempt.objects.filter(trainee_id=trainee_id, quiz_key=quiz_key).order_by("number"))


def placed(attempt: Attempt) -> list[Placed]:
    """The questions of a try in order. They were pinned when it started, so memory needs no invalidation."""
    frozen, name = caches["frozen"], f"attempt:{attempt.pk}:{attempt.seed}"
    if (found := frozen.get(name)) is None:
        rows = AttemptQuestion.objects.filter(attempt_id=attempt.pk).order_by("number")
        found = [Placed(*row) for row in rows.values_list("number", "question_version_id", "order")]
        frozen.set(name, found)
    return found


def place(attempt: Attempt, number: int) -> Placed | None:
    """One question of a try, None when it has no such number."""
    found = placed(attempt)
    return found[number - 1] if 0 < number <= len(found) else None


def asked(question: Placed, language: str) -> AskedQuestion:
    """A question as this try shows it. The type has no place for a key."""
    return all_asked([question], language)[0]


def all_asked(questions: Sequence[Placed], language: str) -> list[AskedQuestion]:
    """Several questions as their try shows them, in at most one query."""
    frozen = bank.payloads([question.version_id for question in questions])
    return [
        asked_question(
            question.version_id,
            payload := frozen[question.version_id],
            language,
            part=REGISTRY[payload["type"]].shuffles,
            order=question.order,
        )
        for question in questions
    ]


def blueprint(attempt: Attempt) -> Mapping[str, Any]:
    """The frozen rules this try was promised."""
    return blueprints.blueprint(attempt.quiz_version_id)


def receipt_of_score(attempt: Attempt) -> Mapping[str, Any]:
    """How the score came about: each question's version and fraction, as the scored step keeps it."""
    step = AttemptStep.objects.filter(attempt_id=attempt.pk, kind=StepKind.SCORED).order_by("-number").first()
    return step.payload if step else {}


def step_with_key(attempt: Attempt, request_key: str) -> AttemptStep | None:
    """The save that arrived under this key, if one did."""
    return AttemptStep.objects.filter(attempt_id=attempt.pk, request_key=request_key).first() if request_key else None


def sent_scores(attempt: Attempt) -> list[Score]:
    """Scores of the earlier tries at the same quiz, in order."""
    rows = Attempt.objects.filter(
        trainee_id=attempt.trainee_id, quiz_key=attempt.quiz_key, state=AttemptState.SENT, number__lt=attempt.number
    )
    return [Score(*row) for row in rows.order_by("number").values_list("points", "possible")]
