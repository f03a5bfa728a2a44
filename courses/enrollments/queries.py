"""Reads of enrollments and invitations."""

from uuid import UUID

from django.db.models import QuerySet

from cms.accounts.models import User
from courses.cohorts.models import Cohort
from courses.enrollments.models import Accommodation, Enrollment, Invitation
from courses.enrollments.rules import USUAL, Allowance, EnrollmentState


def enrollments_for(user: User) -> QuerySet[Enrollment]:
    """Every place a person has or had in a course: the scope of their doors."""
    return Enrollment.objects.filter(trainee=user)


def active_enrollments_for(user: User) -> QuerySet[Enrollment]:
    return enrollments_for(user).filter(state=EnrollmentState.ACTIVE).order_by("enrolled_at")


def enrollment_in(user: User, course_key: UUID) -> Enrollment | None:
    """The open place of a person in a course."""
    return active_enrollments_for(user).filter(course_key=course_key).first()


def place_in(user: User, course_key: UUID) -> Enrollment | None:
    """The place of a person in a course that they have not left: open, or closed for a while by staff."""
    kept = (EnrollmentState.ACTIVE, EnrollmentState.SUSPENDED)
    return enrollments_for(user).filter(course_key=course_key, state__in=kept).order_by("state").first()


def roster(cohort: Cohort) -> QuerySet[Enrollment]:
    """Who is in a cohort, with their accounts."""
    return cohort.enrollments.filter(state=EnrollmentState.ACTIVE).select_related("trainee").order_by("enrolled_at")


def open_invitation(token: str) -> Invitation | None:
    """An invitation that nobody has accepted yet."""
    return Invitation.objects.filter(token=token, accepted_at=None).select_related("cohort").first()


def waiting_invitations(user: User) -> QuerySet[Invitation]:
    """Courses a person has been invited to at the address they sign in with."""
    return Invitation.objects.filter(email__iexact=user.email, accepted_at=None)


def cohort_by_code(code: str) -> Cohort | None:
    """The cohort a join code opens."""
    return Cohort.objects.filter(join_code=code).first()


def allowance_of(trainee_id: int) -> Allowance:
    """What a person's accommodation allows; without one, what everybody has."""
    found = Accommodation.objects.filter(trainee_id=trainee_id).first()
    return found.allowance() if found else USUAL
