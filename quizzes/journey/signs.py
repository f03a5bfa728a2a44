"""A sign of life: its time is counted, and hours that waited for just that are given."""

from datetime import datetime, timedelta
from uuid import UUID

from cms.accounts.models import User
from courses.catalog.outlines import CourseOutline
from courses.catalog.queries import outlines
from courses.enrollments.models import Enrollment
from courses.progress.active_time import count, module_seconds
from courses.progress.held import open_held, share_in
from courses.progress.openings import Sitting, read_opening
from courses.progress.stretches import THROTTLE, need_now, needed_seconds, timed_minutes
from quizzes.journey import services
from quizzes.journey.services import Outcome

NOTHING = Outcome()


def course_with(activity_key: UUID) -> CourseOutline | None:
    """The published course an activity stands in, without asking the database."""
    return next((course for course in outlines() if course.activity(activity_key)), None)


def sitting_at(trainee: User, enrollment_id: int, activity_key: UUID) -> Sitting | None:
    """A person at an activity of a module; None at what belongs to no module, like an evaluation."""
    course = course_with(activity_key)
    module = course.module(activity_key) if course else None
    if course is None or module is None:
        return None
    return Sitting(trainee.pk, enrollment_id, module.key, activity_key, course.activity(activity_key).minutes)


def sign_of_life(
    trainee: User,
    enrollment_id: int,
    activity_key: UUID,
    *,
    opened_at: datetime | None,
    at: datetime,
    is_silent: bool = False,
) -> Outcome:
    """Count a trainee's time at an activity of a place of theirs, up to now. Never in the transaction of the deed it
    comes with."""
    sitting = sitting_at(trainee, enrollment_id, activity_key)
    return _counted(trainee, sitting, opened_at=opened_at, at=at, is_silent=is_silent) if sitting else NOTHING


def beat(trainee: User, token: str, *, at: datetime, throttle: timedelta = THROTTLE) -> Outcome:
    """The sign a page gives by itself while it is used, or at the press of a button. All it knows is what was opened,
    and that is all it needs: three statements in all."""
    opening = read_opening(token, trainee_id=trainee.pk)
    return _counted(trainee, opening.sitting, opened_at=opening.at, at=at, throttle=throttle) if opening else NOTHING


def _counted(trainee: User, sitting: Sitting, *, at: datetime, **how) -> Outcome:
    if not count(trainee, sitting, at=at, **how).is_held:
        return NOTHING
    course = course_with(sitting.activity_key)
    module = course.module(sitting.activity_key) if course else None
    held = open_held(sitting.enrollment_id, module.key) if module else None
    if course is None or module is None or held is None:
        return NOTHING
    need = need_now(held.needed_seconds, needed_seconds(timed_minutes(module), share_in(course)))
    if module_seconds(sitting.enrollment_id, module) < need:
        return NOTHING
    try:
        return services.release_hours(Enrollment.objects.get(pk=sitting.enrollment_id), module.key, at=at)
    except services.NotEnrolled:
        return NOTHING
