"""Writing down what has been done. No doors lead here but those of `quizzes.journey`, which also counts hours."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from courses.catalog.services import current_version
from courses.enrollments.models import Enrollment
from courses.enrollments.rules import EnrollmentState
from courses.progress.models import Attestation, Completion, Result
from courses.progress.rules import CompletionKind, ResultState


class NotEnrolled(Exception):
    """The trainee has left the course."""


class ResultElsewhere(Exception):
    """The source has already reported this state about another activity or enrollment."""


def mark_done(
    enrollment: Enrollment, module_key: UUID, activity_key: UUID, *, by: User, at: datetime | None = None
) -> Completion:
    """Write down that an activity is done. Saying it again changes nothing and returns the first word."""
    return _say(CompletionKind.DONE, enrollment, module_key, activity_key, by=by, at=at)


def take_back(
    enrollment: Enrollment, module_key: UUID, activity_key: UUID, *, by: User, at: datetime | None = None
) -> Completion | None:
    """Add that an activity is not done after all. Without a word to take back nothing is added."""
    return _say(CompletionKind.TAKEN_BACK, enrollment, module_key, activity_key, by=by, at=at)


def _say(kind, enrollment, module_key, activity_key, *, by, at):
    with transaction.atomic():
        _lock(enrollment)
        words = Completion.objects.filter(enrollment=enrollment, activity_key=activity_key)
        last = words.order_by("-number").first()
        if (last.kind if last else CompletionKind.TAKEN_BACK) == kind:
            return last
        return Completion.objects.create(
            enrollment=enrollment,
            module_key=module_key,
            activity_key=activity_key,
            number=last.number + 1 if last else 1,
            module_version=current_version(module_key, at=at),
            kind=kind,
            at=at or timezone.now(),
            by=by,
        )


def record_result(
    enrollment: Enrollment,
    activity_key: UUID,
    *,
    module_key: UUID | None,
    state: ResultState,
    source: str,
    score: Decimal | None = None,
    possible: Decimal | None = None,
    at: datetime | None = None,
) -> Result:
    """Write down what an activity says of a trainee. The same source saying the same again returns the first row.
    A try that was begun before leaving the course may still report."""
    with transaction.atomic():
        fields = {
            "enrollment": enrollment,
            "activity_key": activity_key,
            "module_key": module_key,
            "score": score,
            "possible": possible,
            "at": at or timezone.now(),
        }
        try:
            with transaction.atomic():
                return Result.objects.create(source=source, state=state, **fields)
        except IntegrityError:
            found = Result.objects.get(source=source, state=state)
            if (found.enrollment_id, found.activity_key) != (enrollment.pk, activity_key):
                raise ResultElsewhere(source) from None
            return found


def attest(enrollment: Enrollment, *, statement: str, signed_name: str, at: datetime | None = None) -> Attestation:
    """Keep the signed word that the work is the trainee's own. Signing again returns the first signature."""
    with transaction.atomic():
        _lock(enrollment)
        found = Attestation.objects.filter(enrollment=enrollment).first()
        return found or Attestation.objects.create(
            enrollment=enrollment,
            course_key=enrollment.course_key,
            statement=statement,
            signed_name=signed_name,
            at=at or timezone.now(),
        )


def _lock(enrollment: Enrollment) -> None:
    """One word at a time about an enrollment, and none once it is closed."""
    state = Enrollment.objects.select_for_update().values_list("state", flat=True).get(pk=enrollment.pk)
    if state != EnrollmentState.ACTIVE:
        raise NotEnrolled(enrollment.pk)
