"""Reads of what has been done."""

from collections.abc import Iterable
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from django.db.models import Max, Value

from courses.enrollments.models import Enrollment
from courses.progress.models import Attestation, Completion, Result
from courses.progress.rules import FINISHING, CompletionKind, ResultState, Standing, standing_of


def standing(enrollment: Enrollment) -> Standing:
    """Where one trainee stands in one course, in one query."""
    return standings([enrollment.pk])[enrollment.pk]


def standings(enrollment_ids: Iterable[int]) -> dict[int, Standing]:
    """The standing of each enrollment, in one query however many there are."""
    ids = list(enrollment_ids)
    words: dict[int, list[tuple[UUID, str]]] = {pk: [] for pk in ids}
    results: dict[int, list[tuple[UUID, str]]] = {pk: [] for pk in ids}
    said = Completion.objects.filter(enrollment_id__in=ids).annotate(is_result=Value(0))
    posted = Result.objects.filter(enrollment_id__in=ids).annotate(is_result=Value(1))
    columns = ("pk", "enrollment_id", "activity_key", "is_result")
    rows = said.values_list(*columns, "kind").union(posted.values_list(*columns, "state"), all=True)
    # In the order they were written: a later row on an activity answers an earlier one.
    for _, pk, key, is_result, word in sorted(rows, key=itemgetter(0)):
        (results if is_result else words)[pk].append((key, word))
    return {pk: standing_of(words[pk], results[pk]) for pk in ids}


def attestation_of(enrollment: Enrollment) -> Attestation | None:
    return Attestation.objects.filter(enrollment=enrollment).first()


def times_taken_back(enrollment: Enrollment, module_key: UUID) -> int:
    """How often a person has taken back what finished a module."""
    return Result.objects.filter(enrollment=enrollment, module_key=module_key, state=ResultState.TAKEN_BACK).count()


def last_step_at(enrollment: Enrollment, module_key: UUID) -> datetime | None:
    """When the last thing that finishes something in a module happened."""
    mine = {"enrollment": enrollment, "module_key": module_key}
    marked = Completion.objects.filter(kind=CompletionKind.DONE, **mine).aggregate(last=Max("at"))["last"]
    posted = Result.objects.filter(state__in=FINISHING, **mine).aggregate(last=Max("at"))["last"]
    return max(filter(None, (marked, posted)), default=None)
