"""Enrollment and invitation."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.catalog.rules import EntryWay
from courses.enrollments.rules import EnrollmentState


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
