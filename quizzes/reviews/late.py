"""Answers that came after the end of a try: kept, not graded, and there to be looked at before a person decides."""

from typing import Any

from django.utils.translation import get_language

from quizzes.attempts import queries
from quizzes.attempts.models import Attempt
from quizzes.attempts.receipts import late_answers
from quizzes.questions.types import REGISTRY


def late_rows(attempt: Attempt) -> list[dict[str, Any]]:
    """Each with its question, when it was received, and what it says."""
    steps = [step for step in late_answers(attempt) if queries.place(attempt, step.question)]
    places = [queries.place(attempt, step.question) for step in steps]
    asked = queries.all_asked(places, get_language() or "") if places else []
    return [
        {
            "number": step.question,
            "at": step.at,
            "said": REGISTRY[question.type].summarize(step.payload["response"], question.asked),
        }
        for step, question in zip(steps, asked, strict=True)
    ]
