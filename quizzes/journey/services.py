"""Deeds that can earn: each one transaction, from the word of a trainee to the hours and the certificate."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from courses.catalog.outlines import ActivityOutline, CourseOutline, ModuleOutline
from courses.catalog.queries import outline
from courses.catalog.rules import ActivityKind
from courses.cohorts.rules import LIVE
from courses.enrollments.models import Enrollment
from courses.enrollments.rules import EnrollmentState
from courses.progress import services as progress
from courses.progress.models import HeldHours
from courses.progress.presence import has_session
from courses.progress.queries import last_step_at, standing
from courses.progress.rules import FINISHING, ResultState, is_open, module_progress
from courses.progress.services import NotEnrolled
from quizzes.credentials.models import Credential
from quizzes.credentials.services import issue
from quizzes.hours import services as hours
from quizzes.hours.models import HoursEntry
from quizzes.journey import crediting, queries
from quizzes.journey.achievements import achievement_of
from quizzes.journey.crediting import NothingWaits

__all__ = [
    "ActivityNotOpen", "AlreadyCredited", "CourseNotFinished", "NotEnrolled", "NothingWaits", "Outcome",
    "PlaceSuspended", "TakenByList", "UnknownActivity", "grant_hours", "mark_activity_done", "post_result",
    "release_hours", "require_open", "sign_attestation", "take_back_activity", "take_back_hours",
]  # fmt: skip


class UnknownActivity(Exception):
    """The course has no such lesson: it is not published, or it is something a person cannot mark themselves."""


class ActivityNotOpen(Exception):
    """Another module of the course comes first."""


class PlaceSuspended(NotEnrolled):
    """Staff has closed the place for a while; what was done there stays."""


class TakenByList(Exception):
    """The lesson is a live session: it is done by being there, which the list of the session says."""


class AlreadyCredited(Exception):
    """The module has brought its hours; done stays done."""


class CourseNotFinished(Exception):
    """Some module of the course is still to do."""


@dataclass(frozen=True)
class Outcome:
    """What a deed led to."""

    entries: list[HoursEntry] = field(default_factory=list)
    credential: Credential | None = None
    # Set when everything in the module is done and its hours wait for active time.
    waiting: HeldHours | None = None

    @property
    def minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)


@transaction.atomic
def mark_activity_done(enrollment: Enrollment, activity_key: UUID, *, by: User, at: datetime | None = None) -> Outcome:
    """Take a trainee's word that a lesson is done. The last one of a module brings its hours."""
    at = at or timezone.now()
    enrollment = _locked(enrollment)
    course, module, activity = _place(enrollment, activity_key)
    if module is None or activity.kind != ActivityKind.LESSON:
        raise UnknownActivity(activity_key)
    if not is_open(course, module, standing(enrollment)):
        raise ActivityNotOpen(activity_key)
    if activity.modality in LIVE and has_session(activity_key, enrollment.cohort_id):
        raise TakenByList(activity_key)
    progress.mark_done(enrollment, module.key, activity_key, by=by, at=at)
    return _consequences(enrollment, course, module, by=by, at=at)


@transaction.atomic
def take_back_activity(enrollment: Enrollment, activity_key: UUID, *, by: User, at: datetime | None = None) -> None:
    """Add that a lesson is not done after all, while its module has not brought hours."""
    at = at or timezone.now()
    enrollment = _locked(enrollment)
    _, module, activity = _place(enrollment, activity_key)
    if module is None or activity.kind != ActivityKind.LESSON:
        raise UnknownActivity(activity_key)
    if queries.is_module_credited(enrollment, module.key):
        raise AlreadyCredited(module.key)
    progress.take_back(enrollment, module.key, activity_key, by=by, at=at)


@transaction.atomic
def post_result(
    enrollment: Enrollment,
    activity_key: UUID,
    *,
    state: ResultState,
    score: Decimal | None = None,
    possible: Decimal | None = None,
    source: str,
    by: User | None = None,
    at: datetime | None = None,
    recorded_at: datetime | None = None,
) -> Outcome:
    """Take what a quiz, an evaluation or a person's review says. Only beginning asks whether the module is open and
    the place held: what was begun in order may always be finished. A result that is told later than it was earned
    (`recorded_at` after `at`) brings hours dated to when the module was done."""
    at = at or timezone.now()
    recorded_at = recorded_at or at
    enrollment = _locked(enrollment, must_be_active=state == ResultState.STARTED)
    course = outline(enrollment.course_key)
    module = course.module(activity_key) if course else None
    if state == ResultState.STARTED:
        _refuse_closed(enrollment, course, module, activity_key)
    progress.record_result(
        enrollment,
        activity_key,
        module_key=module.key if module else None,
        state=state,
        score=score,
        possible=possible,
        source=source,
        at=at,
    )
    activity = course.activity(activity_key) if course else None
    # An offer, like a pre-test or a test-out, is noted; by itself it never brings hours or a certificate.
    if course is None or state not in FINISHING or (activity and not activity.is_required):
        return Outcome()
    if module is not None and recorded_at > at:
        at = max(at, last_step_at(enrollment, module.key))
    return _consequences(enrollment, course, module, by=by or enrollment.trainee, at=at, recorded_at=recorded_at)


@transaction.atomic
def take_back_hours(
    enrollment: Enrollment, activity_key: UUID, module_key: UUID, *, source: str, reason: str, by: User, at: datetime
) -> list[HoursEntry]:
    """Reverse what a module brought and open the activity again, so that it can be earned again. A person's word."""
    enrollment = _locked(enrollment, must_be_active=False)
    hours.lock_chain(enrollment.trainee)
    entries = queries.standing_entries(enrollment, module_key)
    progress.record_result(
        enrollment, activity_key, module_key=module_key, state=ResultState.TAKEN_BACK, source=source, at=at
    )
    return [hours.reverse_entry(entry, reason=reason, by=by, at=at) for entry in entries]


@transaction.atomic
def release_hours(enrollment: Enrollment, module_key: UUID, *, at: datetime) -> Outcome:
    """Give the hours of a finished module whose active time is there now, dated to now; else nothing changes."""
    enrollment = _locked(enrollment)
    course = outline(enrollment.course_key)
    module = course.module(module_key) if course else None
    if course is None or module is None:
        return Outcome()
    return _consequences(enrollment, course, module, by=enrollment.trainee, at=at)


@transaction.atomic
def grant_hours(held: HeldHours, *, reason: str, by: User, at: datetime) -> Outcome:
    """Give a finished module's hours on a person's word, dated to when the module was done. Raises NothingWaits when
    they were given meanwhile, or the module is not done any more."""
    enrollment = _locked(held.enrollment, must_be_active=False)
    course = outline(enrollment.course_key)
    module = course.module(held.module_key) if course else None
    now = standing(enrollment)
    if course is None or module is None or not module_progress(module, now).is_complete:
        raise NothingWaits(held.pk)
    entries = crediting.grant(enrollment, module, held, reason=reason, by=by, at=at)
    credential = _issue_if_due(enrollment, by=by, at=at) if _is_learned(course, now) else None
    return Outcome(entries, credential)


@transaction.atomic
def sign_attestation(
    enrollment: Enrollment, *, signed_name: str, by: User | None = None, at: datetime | None = None
) -> Outcome:
    """Keep the signed word that the work is the trainee's own, once every module is done."""
    at = at or timezone.now()
    enrollment = _locked(enrollment)
    course = outline(enrollment.course_key)
    if course is None or not _is_learned(course, standing(enrollment)):
        raise CourseNotFinished(enrollment.course_key)
    page = queries.course_page(enrollment.course_key, enrollment.trainee.language)
    progress.attest(enrollment, statement=page.attestation if page else "", signed_name=signed_name, at=at)
    return Outcome(credential=_issue_if_due(enrollment, by=by or enrollment.trainee, at=at))


def _locked(enrollment: Enrollment, *, must_be_active: bool = True) -> Enrollment:
    """Line up everything that happens to one place in a course. Without it, two tabs that finish the last two
    lessons at once would each miss the other, and nobody would pay."""
    locked = Enrollment.objects.select_for_update(of=("self",)).select_related("trainee").get(pk=enrollment.pk)
    if must_be_active and locked.state != EnrollmentState.ACTIVE:
        raise (PlaceSuspended if locked.state == EnrollmentState.SUSPENDED else NotEnrolled)(enrollment.pk)
    return locked


def _place(enrollment: Enrollment, activity_key: UUID) -> tuple[CourseOutline, ModuleOutline | None, ActivityOutline]:
    course = outline(enrollment.course_key)
    activity = course.activity(activity_key) if course else None
    if course is None or activity is None:
        raise UnknownActivity(activity_key)
    return course, course.module(activity_key), activity


@transaction.atomic
def require_open(enrollment: Enrollment, activity_key: UUID) -> None:
    """Refuse what may not begin: the place is not held, the module is not open, there is no such activity."""
    enrollment = _locked(enrollment)
    course = outline(enrollment.course_key)
    module = course.module(activity_key) if course else None
    _refuse_closed(enrollment, course, module, activity_key)


def _refuse_closed(enrollment, course, module, activity_key) -> None:
    if course is None or course.activity(activity_key) is None:
        raise UnknownActivity(activity_key)
    if module is not None and not is_open(course, module, standing(enrollment)):
        raise ActivityNotOpen(activity_key)


def _is_learned(course: CourseOutline, now) -> bool:
    return all(module_progress(module, now).is_complete for module in course.modules)


def _consequences(enrollment, course, module, *, by, at, recorded_at=None) -> Outcome:
    """What follows from a finished activity: the module's hours, then the certificate."""
    now, recorded_at = standing(enrollment), recorded_at or at
    entries: list[HoursEntry] = []
    waiting = None
    if module is not None and module_progress(module, now).is_complete:
        entries, waiting = crediting.settle(enrollment, course, module, by=by, at=at, recorded_at=recorded_at)
    is_due = waiting is None and _is_learned(course, now)
    return Outcome(entries, _issue_if_due(enrollment, by=by, at=recorded_at) if is_due else None, waiting)


def _issue_if_due(enrollment: Enrollment, *, by, at) -> Credential | None:
    """The certificate, once learned, signed and evaluated. The one there is, if it was issued before."""
    finish = queries.course_finish(enrollment)
    if finish is None or not finish.remaining.is_nothing:
        return None
    if finish.credential:
        return finish.credential
    return issue(
        achievement_of(enrollment, finish),
        source=queries.course_source(enrollment),
        trainee=enrollment.trainee,
        name=enrollment.trainee.legal_name or finish.attestation.signed_name,
        by=by,
        at=at,
    )
