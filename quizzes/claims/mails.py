"""What is mailed about claims. No subject says what it was about; notes stay behind the sign-in, but for a no."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.mail.services import send
from quizzes.claims.models import HoursClaim


def approved(claim: HoursClaim, *, at: datetime) -> None:
    """Somebody said yes."""
    _to_trainee(claim, "hours_approved", at)


def needs_change(claim: HoursClaim, *, at: datetime) -> None:
    """Somebody asks for a change."""
    _to_trainee(claim, "hours_need_change", at)


def declined(claim: HoursClaim, *, reason: str, at: datetime) -> None:
    """Somebody said no, and why."""
    _to_trainee(claim, "hours_declined", at, reason=reason)


def taken_back(claim: HoursClaim, *, reason: str, at: datetime) -> None:
    """An approval was taken back, and why."""
    _to_trainee(claim, "hours_approval_taken_back", at, reason=reason)


def _to_trainee(claim: HoursClaim, template: str, at: datetime, **words) -> None:
    person = claim.trainee
    with translation.override(person.language):
        address = settings.BASE_URL.rstrip("/") + reverse("claims:claim", args=[claim.key])
    context = {"person": person, "address": address, **words}
    send(template, to=person.email, context=context, language=person.language, at=at)
