"""What a person can keep of a sending, and what staff can see of answers that came after the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.queries import placed
from quizzes.attempts.rules import AttemptState, SentBy, StepKind, is_answered


@dataclass(frozen=True)
class Received:
    """What we received for one question: answered, unsure or blank, and when it was saved last."""

    number: int
    state: Literal["answered", "unsure", "blank"]
    saved_at: datetime | None


@dataclass(frozen=True)
class SubmissionReceipt:
    """What a person can keep of a sending: its code, its moment, what was received, and who ended the try."""

    code: str
    sent_at: datetime
    by_deadline: bool
    received: list[Received]
    # Answers that came after the end: kept, not graded.
    late: int

    def count(self, state: str) -> int:
        return sum(each.state == state for each in self.received)


def submission_receipt(attempt: Attempt) -> SubmissionReceipt | None:
    """The receipt of a sent try; None while it is open."""
    if attempt.state != AttemptState.SENT:
        return None
    return SubmissionReceipt(
        code=attempt.receipt,
        sent_at=attempt.sent_at,
        by_deadline=attempt.sent_by == SentBy.DEADLINE,
        received=[_received(place.number, attempt.answers.get(str(place.number), {})) for place in placed(attempt)],
        late=attempt.late,
    )


def _received(number: int, held: Mapping[str, Any]) -> Received:
    saved_at = datetime.fromisoformat(held["at"]) if held else None
    return Received(number, "unsure" if held.get("unsure") else "answered" if is_answered(held) else "blank", saved_at)


def late_answers(attempt: Attempt) -> list[AttemptStep]:
    """What came after the end, for staff: kept, not graded."""
    return list(AttemptStep.objects.filter(attempt_id=attempt.pk, kind=StepKind.LATE).order_by("number"))
