"""Proving what attempts say: every row is the fold of its steps, every score follows from them and the pinned keys."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from django.db import transaction

from cms.records.rules import checksum
from quizzes.attempts import finishing
from quizzes.attempts.models import Attempt, AttemptStep
from quizzes.attempts.rules import AttemptState, Projection, StepKind, fold

CHUNK = 1000


@dataclass(frozen=True)
class Difference:
    """An attempt that does not say what its steps say. Names of columns alone: what people answered is not told."""

    attempt_id: int
    names: tuple[str, ...]


def differences(*, fix: bool = False) -> Iterator[Difference | None]:
    """One pass over all attempts: for each None, or what differs. Memory does not grow with their number. `fix` sets a
    row to what its steps say. What seems to differ is looked at once more at the end, row and steps at one moment: it
    may have been a save under way."""
    doubtful = []
    steps = AttemptStep.objects.order_by("attempt_id", "number").iterator(chunk_size=CHUNK)
    grouped = groupby(steps, key=lambda step: step.attempt_id)
    owner, own = next(grouped, (None, iter(())))
    for attempt in Attempt.objects.order_by("pk").iterator(chunk_size=CHUNK):
        while owner is not None and owner < attempt.pk:
            owner, own = next(grouped, (None, iter(())))
        found = _compare(attempt, list(own) if owner == attempt.pk else [])
        if found:
            doubtful.append(attempt.pk)
        else:
            yield None
    for pk in doubtful:
        yield _again(pk, fix)


def _compare(attempt: Attempt, steps: list[AttemptStep]) -> tuple[str, ...]:
    if [step.number for step in steps] != list(range(1, len(steps) + 1)) or not steps:
        return ("steps",)
    said, folded = asdict(attempt.projection()), asdict(fold(steps))
    return tuple(name for name in said if said[name] != folded[name])


@transaction.atomic
def _again(attempt_id: int, fix: bool) -> Difference | None:
    """Compare once more, and set the row right where that is wanted and possible."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt_id)
    steps = list(AttemptStep.objects.filter(attempt_id=attempt_id).order_by("number"))
    names = _compare(attempt, steps)
    if fix and names and "steps" not in names:
        Attempt.objects.filter(pk=attempt_id).update(**asdict(fold(steps)))
    return Difference(attempt_id, names) if names else None


def replays() -> Iterator[Difference | None]:
    """Grade every sent try again from its steps and the versions it pinned; for each None, or what differs from the
    scorecard it was given then. The machine's own score is compared, byte for byte; what people decided later is not.
    """
    for attempt in Attempt.objects.filter(state=AttemptState.SENT).order_by("pk").iterator(chunk_size=CHUNK):
        steps = list(AttemptStep.objects.filter(attempt_id=attempt.pk).order_by("number"))
        scored = [step for step in steps if step.kind == StepKind.SCORED][-1]
        projection: Projection = fold(step for step in steps if step.number < scored.number)
        attempt.answers = dict(projection.answers)
        yield _replayed(attempt, scored.payload)


def _replayed(attempt: Attempt, told: dict) -> Difference | None:
    again = finishing.card_of(attempt)
    if "rule" not in told:
        # Scorecards from before they said their rule: points, and the share of every question.
        again = {"points": again["points"], "possible": again["possible"], "questions": _shares(again)}
        told = {"points": told["points"], "possible": told["possible"], "questions": _shares(told)}
    names = tuple(
        name for name in sorted({*again, *told} - {"by"}) if checksum([again.get(name)]) != checksum([told.get(name)])
    )
    return Difference(attempt.pk, names) if names else None


def _shares(card: dict) -> list[list]:
    return [[line["number"], line["version"], line["fraction"]] for line in card["questions"]]
