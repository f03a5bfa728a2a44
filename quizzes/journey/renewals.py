"""Reminders of a board's date: 90 and 30 days before a certification has to be renewed."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from cms.accounts.queries import wants_mail
from cms.mail.services import send
from quizzes.credentials.rules import reminder_due
from quizzes.programs.cycles import renewal_in
from quizzes.programs.models import Pursuit, RenewalNotice
from quizzes.programs.queries import certified_pursuits
from quizzes.programs.renewal import current_cycle

MAIL = "board_date"


def remind_of_renewal(*, at: datetime | None = None) -> int:
    """Mail those who told of a certification, once for each of the two days; none who switched it off. Of a date
    that has passed nobody is reminded."""
    at = at or timezone.now()
    return sum(_remind(pursuit, due_on, days, at) for pursuit, due_on, days in _due(at))


def _due(at: datetime) -> Iterator[tuple[Pursuit, date, int]]:
    for pursuit, told in certified_pursuits():
        requirement = renewal_in(pursuit.program_version.payload)
        today = at.astimezone(ZoneInfo(pursuit.trainee.time_zone)).date()
        if requirement is None or not wants_mail(pursuit.trainee, MAIL):
            continue
        due_on = current_cycle(requirement, told, today).paper_day
        if days := reminder_due(due_on, today=today):
            yield pursuit, due_on, days


def _remind(pursuit: Pursuit, due_on: date, days: int, at: datetime) -> bool:
    trainee = pursuit.trainee
    try:
        with transaction.atomic():
            RenewalNotice.objects.create(
                trainee=trainee, program_id=pursuit.program_id, due_on=due_on, days=days, at=at
            )
            send(
                "board_date",
                to=trainee.email,
                context={"address": _address(pursuit), "person": trainee, "due_on": due_on},
                language=trainee.language,
                at=at,
            )
    except IntegrityError:
        # It went out before.
        return False
    return True


def _address(pursuit: Pursuit) -> str:
    """The page of the step. The mail itself names no program: it may be read over a shoulder."""
    payload = pursuit.program_version.payload
    requirement = renewal_in(payload)
    with translation.override(pursuit.trainee.language):
        path = reverse("home:step", args=[requirement["key"] if requirement else ""])
    return settings.BASE_URL.rstrip("/") + f"{path}?{urlencode({'program': payload['slug']})}"
