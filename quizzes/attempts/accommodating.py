"""Setting what a person needs, with everything that moves along."""

from datetime import datetime

from django.db import transaction

from cms.accounts.models import User
from cms.mail.services import send
from cms.pages.links import localized
from courses.enrollments import services as enrollments
from courses.enrollments.models import Enrollment
from courses.enrollments.rules import Allowance
from quizzes.attempts.pausing import adjust_deadlines


def accommodate(person: User, allowance: Allowance, *, reason: str, by: User, at: datetime) -> bool:
    """Set a person's accommodation once, for all quizzes: the deadlines of open tries move with it, the person is told
    that something changed. Says whether it did. Why is kept beside it and goes nowhere else."""
    with transaction.atomic():
        changed = enrollments.set_accommodation(person, allowance, reason=reason, by=by, at=at)
        if changed:
            adjust_deadlines(person, by=by, at=at)
            context = {"person": person, "address": localized("courses/", person.language)}
            send("settings_updated", to=person.email, context=context, language=person.language, at=at)
    if changed:
        _wait_for_starts(person)
        adjust_deadlines(person, by=by, at=at)
    return changed


def _wait_for_starts(person: User) -> None:
    """A try that was being opened meanwhile may have read the old word. Each opening holds its place in the course, so
    having held them all once, we know that every later one reads the new word."""
    with transaction.atomic():
        list(Enrollment.objects.select_for_update().filter(trainee=person).order_by("pk").values_list("pk"))
