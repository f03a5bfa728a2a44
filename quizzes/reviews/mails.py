"""What is mailed about reviews. No subject names a score, a module or health; the words stay behind the sign-in."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cms.accounts.models import User
from cms.mail.services import send
from courses.progress.models import TimeDispute
from quizzes.attempts.models import Attempt
from quizzes.credentials.models import Credential
from quizzes.reviews.models import Challenge, Concern


def _whole(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path


def _address(person: User, name: str, *args) -> str:
    """An address of the site in the reader's language."""
    with translation.override(person.language):
        return _whole(reverse(name, args=args))


def result_address(attempt: Attempt) -> str:
    """Where a trainee reads what a try came to."""
    return _address(attempt.trainee, "attempts:result", attempt.pk)


def unclear_address(challenge: Challenge) -> str:
    """Where a trainee reads the answer to a doubt."""
    return _address(challenge.trainee, "reviews:unclear", challenge.attempt_id, challenge.number)


def left_a_note(person: User, *, by: User, address: str, at: datetime) -> None:
    """Somebody wrote to a trainee."""
    _to(person, "note_left", at, address=address, reader=by.get_short_name())


def results_ready(attempt: Attempt, *, by: User, at: datetime) -> None:
    """A person has read the last answer of a try."""
    _to(attempt.trainee, "results_ready", at, address=result_address(attempt), reader=by.get_short_name())


def looked_again(attempt: Attempt, *, reason: str, at: datetime) -> None:
    """A score was counted again."""
    _to(attempt.trainee, "looked_again", at, address=result_address(attempt), reason=reason)


def time_address(dispute: TimeDispute) -> str:
    """Where a trainee reads the answer to a doubt about their time."""
    return _address(dispute.held.enrollment.trainee, "journey:dispute", dispute.held_id)


def time_was_right(person: User, *, at: datetime) -> None:
    """A person gave the hours that waited for time."""
    _to(person, "time_was_right", at, address=_address(person, "claims:ledger"))


def hours_taken_back(person: User, *, reason: str, at: datetime) -> None:
    """Hours were taken back, and why."""
    _to(person, "hours_taken_back", at, address=_address(person, "claims:ledger"), reason=reason)


def certificate_taken_back(person: User, credential: Credential, *, reason: str, at: datetime) -> None:
    """A certificate was taken back, and why."""
    address = _address(person, "credentials:certificate", credential.public_id)
    _to(person, "certificate_taken_back", at, address=address, reason=reason)


def please_look(concern: Concern, *, to: str, language: str, at: datetime) -> None:
    """Alert whoever is on call."""
    address = _whole(reverse("reviews_admin:concern", args=[concern.pk]))
    send("concern_raised", to=to, context={"address": address}, language=language, at=at)


def _to(person: User, template: str, at: datetime, **words) -> None:
    send(template, to=person.email, context={"person": person, **words}, language=person.language, at=at)
