"""Enrollment, accommodation and invitation."""

import secrets
from dataclasses import fields
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalog.rules import EntryWay
from courses.enrollments.rules import Allowance, EnrollmentState


def new_token() -> str:
    """The secret part of an invitation's link: 192 bits."""
    return secrets.token_urlsafe(24)


class Enrollment(models.Model):
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments")
    course_key = models.UUIDField()
    # A cohort with people in it is closed, not deleted.
    cohort = models.ForeignKey(
        "courses.Cohort", null=True, blank=True, on_delete=models.PROTECT, related_name="enrollments"
    )
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in EnrollmentState], default=EnrollmentState.ACTIVE
    )
    way = models.CharField(max_length=20, choices=[(w.value, w.value) for w in EntryWay])
    enrolled_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # One row for life: withdrawing and coming back is the same place, with what was done there.
        constraints = [models.UniqueConstraint(fields=["trainee", "course_key"], name="one_enrollment_per_course")]
        indexes = [models.Index(fields=["course_key", "state"])]

    def __str__(self) -> str:
        return f"{self.trainee} in {self.course_key}"


class Accommodation(models.Model):
    """What a person needs, set once and true everywhere. Who changed it and when is in Wagtail's log; why is here only,
    and no page, mail, log or export shows it."""

    trainee = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accommodation")
    time_factor = models.DecimalField(
        _("time for a timed quiz, times"), max_digits=4, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(1), MaxValueValidator(10)], help_text=_("1.5 is half as much time again."),
    )  # fmt: skip
    no_time_limit = models.BooleanField(_("no time limit at all"), default=False)
    extra_tries = models.PositiveSmallIntegerField(_("more tries"), default=0, validators=[MaxValueValidator(50)])
    one_per_page = models.BooleanField(_("always one question a page"), default=False)
    break_minutes = models.PositiveSmallIntegerField(
        _("minutes of break"), default=0, validators=[MaxValueValidator(1440)],
        help_text=_("For each try. The clock of a timed quiz stands still meanwhile."),
    )  # fmt: skip
    closing_hours = models.PositiveSmallIntegerField(
        _("hours after closing"), default=0, validators=[MaxValueValidator(8760)],
        help_text=_("So much later than for others every quiz closes."),
    )  # fmt: skip
    reason = models.TextField(
        _("why"), blank=True, max_length=2000,
        help_text=_("Only people who may change this page can read it. No other page, mail or file shows it."),
    )  # fmt: skip
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.trainee)

    def allowance(self) -> Allowance:
        """What it allows, as rules read it."""
        return Allowance(**{each.name: getattr(self, each.name) for each in fields(Allowance)})


class Invitation(models.Model):
    email = models.EmailField()
    course_key = models.UUIDField()
    cohort = models.ForeignKey("courses.Cohort", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"{self.email} to {self.course_key}"
