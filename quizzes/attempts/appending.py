"""Adding steps. Compare-and-set on the last step is lock and check in one: a step goes in where its writer stood."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from quizzes.attempts import rules
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import StepKind

# Each lost race means somebody else's step went in; nobody loses that often by chance.
RACES = 50


class TooManyRaces(Exception):
    """The attempt never stood still long enough to write. The sender tries again with the same key."""


def step(
    attempt: Attempt,
    kind: StepKind,
    payload: dict[str, Any],
    *,
    at: datetime,
    ahead: int = 1,
    question: int | None = None,
    request_key: str = "",
) -> AttemptStep:
    """The next step of an attempt as we read it, or the one `ahead` of that. Not written yet."""
    return AttemptStep(
        attempt=attempt,
        number=attempt.last_step + ahead,
        kind=kind,
        question=question,
        payload=payload,
        request_key=request_key,
        at=at,
    )


def append(attempt: Attempt, steps: Sequence[AttemptStep]) -> bool:
    """Add steps if the attempt still stands where we read it, and let its row follow. False: somebody was faster."""
    before = attempt.projection()
    after = before
    for each in steps:
        after = rules.follow(after, each)
    old = asdict(before)
    changed = {name: value for name, value in asdict(after).items() if value != old[name]}
    with transaction.atomic():
        won = Attempt.objects.filter(pk=attempt.pk, state=before.state, last_step=before.last_step).update(**changed)
        if not won:
            return False
        AttemptStep.objects.bulk_create(steps)
    for name, value in changed.items():
        setattr(attempt, name, value)
    return True
