"""Deeds on cohorts."""

from django.db import transaction
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.records.rules import new_code
from courses.cohorts.models import Cohort


def renew_code(cohort: Cohort, *, by: User) -> str:
    """Give a cohort a new join code. The old one opens nothing from now on; who is in stays in."""
    with transaction.atomic():
        locked = Cohort.objects.select_for_update().get(pk=cohort.pk)
        locked.join_code = new_code()
        locked.save(update_fields=["join_code"])
        log(locked, "courses.renew_code", user=by)
        return locked.join_code
