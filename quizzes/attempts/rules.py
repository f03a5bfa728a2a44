"""States and steps of an attempt; its projection is a fold over its steps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class AttemptState(StrEnum):
    OPEN = "open"
    SENT = "sent"


class StepKind(StrEnum):
    STARTED = "started"
    SAVED = "saved"
    SENT = "sent"
    SCORED = "scored"


class Step(Protocol):
    number: int
    kind: str
    question: int | None
    payload: Mapping[str, Any]
    request_key: str
    at: datetime


@dataclass(frozen=True)
class Projection:
    """What an attempt shows of itself. The row of an attempt holds exactly this."""

    state: AttemptState = AttemptState.OPEN
    last_step: int = 0
    # By question number: response, whether flagged, the step that said so, when, and under which request key.
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sent_at: datetime | None = None
    receipt: str | None = None
    points: Decimal | None = None
    possible: Decimal | None = None


def answer(step: Step) -> dict[str, Any]:
    """What a saved step leaves in the projection."""
    return {
        "response": step.payload["response"],
        "flagged": step.payload["flagged"],
        "step": step.number,
        "at": step.at.isoformat(),
        "key": step.request_key,
    }


def follow(projection: Projection, step: Step) -> Projection:
    """The projection after one more step."""
    projection = replace(projection, last_step=step.number)
    match step.kind:
        case StepKind.SAVED:
            return replace(projection, answers={**projection.answers, str(step.question): answer(step)})
        case StepKind.SENT:
            return replace(projection, state=AttemptState.SENT, sent_at=step.at, receipt=step.payload["receipt"])
        case StepKind.SCORED:
            return replace(
                projection, points=Decimal(step.payload["points"]), possible=Decimal(step.payload["possible"])
            )
        case _:
            return projection


def fold(steps: Iterable[Step]) -> Projection:
    """The projection of an attempt, from its steps in order of their numbers."""
    projection = Projection()
    for step in steps:
        projection = follow(projection, step)
    return projection
