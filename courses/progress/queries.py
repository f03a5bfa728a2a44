"""Reads of what has been done."""

from collections.abc import Iterable
from uuid import UUID

from courses.enrollments.models import Enrollment
from courses.progress.models import Attestation, Completion, Result
from courses.progress.rules import Standing, standing_of


def standing(enrollment: Enrollment) -> Standing:
    """Where one trainee stands in one course, in two queries."""
    return standings([enrollment.pk])[enrollment.pk]


def standings(enrollment_ids: Iterable[int]) -> dict[int, Standing]:
    """The standing of each enrollment, in two queries however many there are."""
    ids = list(enrollment_ids)
    words: dict[int, list[tuple[UUID, str]]] = {pk: [] for pk in ids}
    results: dict[int, list[tuple[UUID, str]]] = {pk: [] for pk in ids}
    completions = Completion.objects.filter(enrollment_id__in=ids).order_by("activity_key", "number")
    for pk, key, kind in completions.values_list("enrollment_id", "activity_key", "kind"):
        words[pk].append((key, kind))
    posted = Result.objects.filter(enrollment_id__in=ids).order_by("pk")
    for pk, key, state in posted.values_list("enrollment_id", "activity_key", "state"):
        results[pk].append((key, state))
    return {pk: standing_of(words[pk], results[pk]) for pk in ids}


def attestation_of(enrollment: Enrollment) -> Attestation | None:
    return Attestation.objects.filter(enrollment=enrollment).first()
