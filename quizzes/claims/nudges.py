"""A mail to those who decide: how many entries wait for them. Once a week at most, and none when nothing waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.queries import wants_mail
from cms.accounts.rules import Role
from quizzes.claims import mails
from quizzes.claims.desk import on_desk
from quizzes.claims.models import DeskNote

# Its name in settings.OPTIONAL_MAILS.
KIND = "hours_to_look_at"
A_WEEK = timedelta(days=7)


def tell_deciders(*, at: datetime | None = None) -> int:
    """Write to each decider for whom something waits and who had no such mail this week. Returns how many."""
    at = at or timezone.now()
    return sum(_tell(person, at) for person in _deciders(at) if wants_mail(person, KIND))


def _deciders(at: datetime) -> Iterator[User]:
    roles = Q(groups__name__in=[Role.REVIEWER, Role.SUPERVISOR]) | Q(is_superuser=True)
    lately = DeskNote.objects.filter(told_at__gt=at - A_WEEK).values("person")
    yield from User.objects.filter(roles, is_active=True).exclude(pk__in=lately).distinct().order_by("pk")


@transaction.atomic
def _tell(person: User, at: datetime) -> bool:
    count = on_desk(person, at=at).count()
    if not count or not _is_first(person, at):
        return False
    mails.hours_wait(person, count=count, at=at)
    return True


def _is_first(person: User, at: datetime) -> bool:
    """Whether this process is the one to write: of several, the first to note the time."""
    if DeskNote.objects.filter(person=person, told_at__lte=at - A_WEEK).update(told_at=at):
        return True
    try:
        with transaction.atomic():
            DeskNote.objects.create(person=person, told_at=at)
    except IntegrityError:
        return False
    return True
