"""What a draft would earn: the answers an author wonders about, each with its fraction and its arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizzes.grading.grades import Grade
from quizzes.questions.types.contract import QuestionType


@dataclass(frozen=True)
class Simulated:
    """One answer and what it earns. `said` is the answer in words, empty when nothing is answered."""

    case: str
    said: list[str]
    grade: Grade


def simulate(kind: QuestionType, asked: Mapping[str, Any], key: Mapping[str, Any]) -> list[Simulated]:
    """What the cases of a type earn, in the type's order. Of two cases with the same answer only the first is told."""
    told: list[Any] = []
    found = []
    for case, response in kind.cases(asked, key).items():
        if response in told or (response is not None and not kind.is_answered(response)):
            continue
        told.append(response)
        found.append(Simulated(case, kind.summarize(response, asked), kind.grade(response, key)))
    return found
