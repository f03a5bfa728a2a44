"""The course evaluation: one form, answers that belong to nobody, and the word that it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.enrollments.models import Enrollment
from courses.progress.queries import standing
from courses.progress.rules import ResultState
from quizzes.attempts.models import SurveyAnswer
from quizzes.blueprints.models import QuizVersion
from quizzes.blueprints.rules import Fixed, plan_from
from quizzes.journey import services as journey
from quizzes.questions import queries as bank
from quizzes.questions.rules import AskedQuestion, Controls, asked_question, controls
from quizzes.questions.types import REGISTRY


@dataclass(frozen=True)
class Item:
    """One survey item on the form, with what was typed so far."""

    name: str
    question: AskedQuestion
    controls: Controls

    @property
    def template(self) -> str:
        return f"quizzes/questions/ask/{self.question.type}.html"


def items(blueprint: Mapping[str, Any], language: str, typed: Mapping[str, Any] | None = None) -> list[Item]:
    """The survey items of an evaluation, in the order of its plan."""
    keys = [entry.question for entry in plan_from(blueprint["plan"]) if isinstance(entry, Fixed)]
    newest = {str(key): pk for key, pk in bank.newest_versions(keys, blueprint["source_language"]).items()}
    frozen = bank.payloads(newest.values())
    found = [asked_question(newest[key], frozen[newest[key]], language) for key in keys if key in newest]
    return [
        Item(name, question, controls(question.asked, (typed or {}).get(name)))
        for name, question in ((f"q{number}", question) for number, question in enumerate(found, start=1))
    ]


def read(asked: Sequence[Item], posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Responses by form name, without the blanks. Raises what a question type raises."""
    read = {item.name: REGISTRY[item.question.type].read(posted, item.question.asked, item.name) for item in asked}
    return {name: response for name, response in read.items() if response}


def typed(asked: Sequence[Item], posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a refused form said, to be shown again just as it was."""
    return {
        item.name: {
            "option": "".join(posted.get(item.name, ())[-1:]),
            "comment": "".join(posted.get(f"{item.name}-comment", ())),
        }
        for item in asked
    }


def give(
    enrollment: Enrollment, version: QuizVersion, asked: Sequence[Item], responses: Mapping[str, Any], *, at: datetime
) -> None:
    """Keep the answers without a name, and tell the course that the evaluation is done. Once: a second press adds
    nothing, and nothing afterwards tells which answers were whose."""
    with transaction.atomic():
        locked = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
        if standing(locked).has(version.quiz_key):
            return
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(
                quiz_version=version,
                question_version_id=item.question.version_id,
                month=at.date().replace(day=1),
                response=responses[item.name],
            )
            for item in asked
            if item.name in responses
        )
        journey.post_result(
            enrollment,
            version.quiz_key,
            state=ResultState.DONE,
            source=f"enrollment:{enrollment.pk}/evaluation:{version.quiz_key}",
            by=enrollment.trainee,
            at=at,
        )
