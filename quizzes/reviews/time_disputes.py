"""A trainee's doubt about their time: who may decide it, giving the hours, or writing back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from cms.accounts.models import User
from courses.catalog.outlines import ModuleOutline
from courses.catalog.queries import outline
from courses.cohorts.models import Cohort
from courses.progress import held as holding
from courses.progress.held import HeldView
from courses.progress.models import TimeDispute
from courses.progress.rules import DisputeState
from quizzes.journey import services as journey
from quizzes.reviews import mails
from quizzes.reviews.queries import Reader
from quizzes.reviews.rules import Reach


class AlreadyDecided(Exception):
    """Somebody else decided, or the time came together meanwhile."""


def disputes_for(who: Reader) -> QuerySet[TimeDispute]:
    """What somebody may decide: all, or what the people of their own cohorts said, and people without a cohort in the
    courses they lead. Nobody decides their own."""
    found = holding.disputes().exclude(held__enrollment__trainee=who.user)
    if who.reach == Reach.EVERYBODY:
        return found
    if who.reach == Reach.NOBODY:
        return found.none()
    led = Cohort.objects.filter(instructors=who.user).order_by()
    alone = Q(held__enrollment__cohort=None, held__enrollment__course_key__in=led.values("course_key"))
    return found.filter(Q(held__enrollment__cohort__in=led.values("pk")) | alone)


def open_for(who: Reader) -> QuerySet[TimeDispute]:
    """What waits for somebody, oldest first. Where the hours came by themselves nothing waits any more."""
    return disputes_for(who).filter(state=DisputeState.OPEN, held__released_at=None)


def about(dispute: TimeDispute) -> tuple[ModuleOutline | None, HeldView | None]:
    """The module, and the time there is; nothing once the module is gone or the hours were given."""
    place = dispute.held.enrollment
    course = outline(place.course_key)
    found = holding.held_views([place], [course]) if course else []
    view = next((each for each in found if each.pk == dispute.held_id), None)
    return (course.module(dispute.held.module_key) if course else None), view


@transaction.atomic
def give(dispute: TimeDispute, *, reason: str, by: User, at: datetime) -> int:
    """Give the hours on a person's word; says how many minutes. Of two people at once one decides."""
    try:
        outcome = journey.grant_hours(dispute.held, reason=reason, by=by, at=at)
    except journey.NothingWaits as error:
        raise AlreadyDecided(dispute.pk) from error
    _decide(dispute, DisputeState.GRANTED, reason, by, at)
    mails.time_was_right(dispute.held.enrollment.trainee, at=at)
    return outcome.minutes


@transaction.atomic
def write_back(dispute: TimeDispute, *, reason: str, by: User, at: datetime) -> None:
    """Answer without giving the hours; they wait on, and the person may write again."""
    _decide(dispute, DisputeState.ANSWERED, reason, by, at)
    trainee = dispute.held.enrollment.trainee
    mails.left_a_note(trainee, by=by, address=mails.time_address(dispute), at=at)


def _decide(dispute: TimeDispute, state: DisputeState, words: str, by: User, at: datetime) -> None:
    fields = {"state": state, "answer": words, "decided_by": by, "decided_at": at}
    if not TimeDispute.objects.filter(pk=dispute.pk, state=DisputeState.OPEN).update(**fields):
        raise AlreadyDecided(dispute.pk)
    log(dispute.held.enrollment, "reviews.time", user=by, data={"decision": state, "reason": words})
