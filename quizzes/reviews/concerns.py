"""Worry about a person: recorded, and told to whoever is on call. It never messages the learner."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.log_actions import log
from wagtail.models import Site

from cms.accounts.models import User
from cms.accounts.queries import team
from quizzes.attempts.models import Attempt
from quizzes.reviews import mails
from quizzes.reviews.models import Concern, ConcernSettings


class AlreadyTaken(Exception):
    """Somebody else has said they are on it."""


def steps() -> ConcernSettings:
    """The program's written steps and who is on call; empty when nobody has written them yet."""
    return ConcernSettings.for_site(Site.objects.get(is_default_site=True))


def on_call(settings: ConcernSettings) -> list[tuple[str, str]]:
    """Address and language of whoever is told: the lead, or without one every administrator."""
    if settings.lead_email:
        lead = User.objects.filter(email__iexact=settings.lead_email).first()
        return [(settings.lead_email, lead.language if lead else "en")]
    return list(team().filter(is_superuser=True).order_by("pk").values_list("email", "language"))


@transaction.atomic
def raise_concern(attempt: Attempt, number: int, *, note: str, by: User, at: datetime) -> Concern:
    """Record a worry and alert whoever is on call, at once. The mail names nobody and quotes nothing."""
    concern = Concern.objects.create(attempt=attempt, number=number, note=note, raised_by=by, raised_at=at)
    for address, language in on_call(steps()):
        mails.please_look(concern, to=address, language=language, at=at)
    log(concern, "reviews.concern", user=by)
    return concern


@transaction.atomic
def take(concern: Concern, *, done: str, by: User, at: datetime) -> Concern:
    """Say "I am on it", and what was done. The first one keeps it; they may add to what was done."""
    fields = {"taken_by": by, "taken_at": at, "done": done}
    if not Concern.objects.filter(pk=concern.pk, taken_at=None).update(**fields):
        concern.refresh_from_db()
        if concern.taken_by_id != by.pk:
            raise AlreadyTaken(concern.pk)
        Concern.objects.filter(pk=concern.pk).update(done=done)
    log(concern, "reviews.concern_taken", user=by)
    concern.refresh_from_db()
    return concern


def concerns() -> QuerySet[Concern]:
    """Every concern: those nobody is on first, the newest before older ones."""
    rows = Concern.objects.select_related("attempt__trainee", "raised_by", "taken_by")
    return rows.order_by(F("taken_at").asc(nulls_first=True), "-raised_at")


def open_concerns() -> QuerySet[Concern]:
    """Those nobody is on."""
    return Concern.objects.filter(taken_at=None)
