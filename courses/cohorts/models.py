"""A dated run of a course."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.records.rules import new_code


class Cohort(models.Model):
    name = models.CharField(max_length=120, help_text=_("For example: Spring evening group"))
    # The course in any language: the pages' translation key.
    course_key = models.UUIDField(verbose_name=_("course"))
    join_code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=50, default="America/New_York")
    instructors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="cohorts_led")

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["name"]
        indexes = [models.Index(fields=["course_key"])]

    def __str__(self) -> str:
        return self.name
