"""Getting into a course, leaving it, inviting others."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.mail.services import send
from cms.pages.links import localized
from cms.records.rules import normalize_code
from courses.catalog.queries import outline
from courses.catalog.rules import EntryWay
from courses.cohorts.models import Cohort
from courses.enrollments import queries
from courses.enrollments.models import Accommodation, Enrollment, Invitation
from courses.enrollments.rules import USUAL, Allowance, EnrollmentState


class NotOpen(Exception):
    """The course is not published, or this is not the way into it."""


class PlaceSuspended(NotOpen):
    """Staff has closed the person's place for a while. No way in opens it; staff does."""


class AlreadyClosed(Exception):
    """The trainee had left before."""


class NotSuspended(Exception):
    """Only a suspended place can be opened again this way."""


class UnknownCode(Exception):
    """No cohort has this join code, or no open invitation this token."""


class OtherAddress(Exception):
    """The invitation was sent to another e-mail address than the one signed in with."""


def enroll(
    trainee: User,
    course_key: UUID,
    *,
    way: EntryWay,
    cohort: Cohort | None = None,
    by: User,
    at: datetime | None = None,
) -> Enrollment:
    """Give a person their place in a course; one who left gets the same place again. A person who walks in by
    themselves for the first time needs an open course; a code or an invitation opens any that is published."""
    course = outline(course_key)
    if course is None:
        raise NotOpen(course_key)
    at = at or timezone.now()
    with transaction.atomic():
        walks_in = way == EntryWay.OPEN and by == trainee and course.entry_way != EntryWay.OPEN
        if walks_in and not queries.enrollments_for(trainee).filter(course_key=course_key).exists():
            raise NotOpen(course_key)
        # The row is made first and locked second: two presses at once meet in the unique constraint.
        place, is_new = Enrollment.objects.get_or_create(
            trainee=trainee, course_key=course_key, defaults={"way": way, "cohort": cohort, "enrolled_at": at}
        )
        place = Enrollment.objects.select_for_update().get(pk=place.pk)
        if place.state == EnrollmentState.SUSPENDED:
            raise PlaceSuspended(place.pk)
        is_back = place.state == EnrollmentState.WITHDRAWN
        if not is_new and (is_back or (cohort and place.cohort_id != cohort.pk)):
            place.state, place.closed_at = EnrollmentState.ACTIVE, None
            place.cohort = cohort or place.cohort
            place.save(update_fields=["state", "closed_at", "cohort"])
        if is_new or is_back:
            log(place, "courses.enroll" if is_new else "courses.reopen", user=by)
        return place


def withdraw(enrollment: Enrollment, *, by: User, at: datetime | None = None) -> Enrollment:
    """Close a place. What was done there stays, and coming back opens the same place."""
    with transaction.atomic():
        place = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
        if place.state == EnrollmentState.WITHDRAWN:
            raise AlreadyClosed(place.pk)
        if place.state == EnrollmentState.SUSPENDED and by == place.trainee:
            raise PlaceSuspended(place.pk)
        place.state, place.closed_at = EnrollmentState.WITHDRAWN, at or timezone.now()
        place.save(update_fields=["state", "closed_at"])
        log(place, "courses.withdraw", user=by)
        return place


def suspend(enrollment: Enrollment, *, by: User, at: datetime | None = None) -> Enrollment:
    """Close a place for a while, by staff. What was done there stays. `quizzes.attempts` stops the time of open tries
    along with it; its service is the one to call."""
    return _switch(enrollment, EnrollmentState.ACTIVE, EnrollmentState.SUSPENDED, "courses.suspend", by, at)


def reinstate(enrollment: Enrollment, *, by: User, at: datetime | None = None) -> Enrollment:
    """Open a suspended place again."""
    return _switch(enrollment, EnrollmentState.SUSPENDED, EnrollmentState.ACTIVE, "courses.reinstate", by, None)


def _switch(enrollment, before, after, action, by, closed_at) -> Enrollment:
    with transaction.atomic():
        place = Enrollment.objects.select_for_update().get(pk=enrollment.pk)
        if place.state != before:
            raise AlreadyClosed(place.pk) if before == EnrollmentState.ACTIVE else NotSuspended(place.pk)
        place.state, place.closed_at = after, closed_at
        place.save(update_fields=["state", "closed_at"])
        log(place, action, user=by)
        return place


def set_accommodation(
    trainee: User, allowance: Allowance, *, reason: str, by: User, at: datetime | None = None
) -> bool:
    """Set what a person needs; says whether it allows anything else than before. The log keeps what, who and when, and
    never why. `quizzes.attempts` moves the deadlines of open tries along; its service is the one to call."""
    with transaction.atomic():
        # Made first and locked second: two people who set it at once meet in the unique constraint.
        Accommodation.objects.get_or_create(trainee=trainee, defaults={"set_by": by})
        found = Accommodation.objects.select_for_update().get(trainee=trainee)
        before = found.allowance()
        for name, value in asdict(allowance).items():
            setattr(found, name, value)
        found.reason, found.set_by, found.set_at = reason, by, at or timezone.now()
        found.save()
        if before == allowance:
            return False
        said = {name: str(value) for name, value in asdict(allowance).items() if value != getattr(USUAL, name)}
        log(found, "courses.accommodate", user=by, data={"allows": said})
        return True


def join_by_code(trainee: User, code: str, *, by: User, at: datetime | None = None) -> Enrollment:
    """Join the cohort whose code was typed. Spaces, dashes and case are forgiven."""
    cohort = queries.cohort_by_code(normalize_code(code) or "")
    if cohort is None:
        raise UnknownCode(code)
    return enroll(trainee, cohort.course_key, way=EntryWay.CODE, cohort=cohort, by=by, at=at)


def invite(
    emails: Iterable[str],
    course_key: UUID,
    *,
    cohort: Cohort | None = None,
    by: User,
    language: str = "en",
    at: datetime | None = None,
) -> list[Invitation]:
    """Invite people by e-mail. Somebody whose invitation still waits gets the same link again."""
    at, invited = at or timezone.now(), []
    if outline(course_key) is None:
        raise NotOpen(course_key)
    with transaction.atomic():
        for email in dict.fromkeys(email.strip().lower() for email in emails):
            waiting = Invitation.objects.filter(email=email, course_key=course_key, accepted_at=None)
            invitation = waiting.first() or Invitation(email=email, course_key=course_key, invited_by=by)
            invitation.cohort, invitation.sent_at = cohort or invitation.cohort, at
            invitation.save()
            address = localized(f"join/{invitation.token}/", language)
            # The mail may be read on a locked screen at work: it names neither course nor program.
            context = {"address": address, "inviter": by.get_full_name()}
            send("invitation", to=email, context=context, language=language, at=at)
            invited.append(invitation)
    return invited


def accept_invitation(invitation: Invitation, *, by: User, at: datetime | None = None) -> Enrollment:
    """Take the place an invitation holds. It was meant for one address; whoever holds that account may take it."""
    if invitation.email.lower() != by.email.lower():
        raise OtherAddress(invitation.email)
    at = at or timezone.now()
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        place = enroll(
            by, locked.course_key, way=EntryWay.INVITATION, cohort=locked.cohort, by=locked.invited_by, at=at
        )
        if locked.accepted_at is None:
            locked.accepted_at, locked.accepted_by = at, by
            locked.save(update_fields=["accepted_at", "accepted_by"])
        return place
