"""What is mailed about claims. No subject says what it was about; notes stay behind the sign-in, but for a no."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.accounts.models import User
from cms.mail.services import send
from quizzes.claims.asking import name_in_mail
from quizzes.claims.models import ConfirmationLink, HoursClaim


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


def please_confirm(link: ConfirmationLink, token: str, *, count: int, at: datetime) -> None:
    """Ask somebody without an account, in the trainee's language. Nothing of what was done stands in the mail, and no
    word that the trainee could choose freely."""
    person = link.trainee
    with translation.override(person.language):
        address = settings.BASE_URL.rstrip("/") + reverse("deciding:confirm", args=[token])
    context = {
        "address": address,
        "count": count,
        "trainee": name_in_mail(person.get_full_name()),
        "good_until": link.expires_at,
    }
    send("confirm_hours", to=link.email, context=context, language=person.language, at=at)


def name_another(person: User, *, at: datetime) -> None:
    """Tell a trainee that whoever they named will not answer."""
    with translation.override(person.language):
        address = settings.BASE_URL.rstrip("/") + reverse("claims:ledger")
    context = {"person": person, "address": address}
    send("hours_not_confirmed", to=person.email, context=context, language=person.language, at=at)


def hours_wait(person: User, *, count: int, at: datetime) -> None:
    """Tell somebody who decides about hours how many wait."""
    with translation.override(person.language):
        root = settings.BASE_URL.rstrip("/")
        addresses = {
            "address": root + reverse("deciding:desk"),
            "switch": root + reverse("accounts:section", args=["mails"]),
        }
    context = {"person": person, "count": count, **addresses}
    send("hours_wait", to=person.email, context=context, language=person.language, at=at)


def _to_trainee(claim: HoursClaim, template: str, at: datetime, **words) -> None:
    person = claim.trainee
    with translation.override(person.language):
        address = settings.BASE_URL.rstrip("/") + reverse("claims:claim", args=[claim.key])
    context = {"person": person, "address": address, **words}
    send(template, to=person.email, context=context, language=person.language, at=at)
