"""A dated run of a course, its live sessions, and each person's calendar of them."""

import secrets
import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.records.models import AppendOnlyModel
from cms.records.rules import new_code
from courses.cohorts.rules import MakeUp, SessionState, ShortRule, Stage, countable, stage_of


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


class Session(models.Model):
    """One live meeting of a cohort. Entered by the clock on the cohort's wall, kept in UTC."""

    # Stands for the session in calendars, codes and certificates.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Sessions that teach the same share this: who missed one can make it up in another, and is paid once.
    content_key = models.UUIDField(default=uuid.uuid4, editable=False)
    # People's hours hang on it: a cohort that has met is closed, not deleted.
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=200)
    objectives = models.JSONField(default=list, blank=True)
    instructor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions_led"
    )
    # Printed on the certificate under the name.
    qualification = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)
    modality = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True, validators=[URLValidator(schemes=["https"])])
    minutes_by_domain = models.JSONField(default=dict)
    competencies = models.JSONField(default=list, blank=True)
    # The live lesson it stands for. Then its hours are the module's and come with the module.
    activity_key = models.UUIDField(null=True, blank=True)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    least_share = models.PositiveSmallIntegerField(
        default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    short_rule = models.CharField(max_length=10, default=ShortRule.MINUTES)
    make_up = models.CharField(max_length=10, default=MakeUp.NONE)
    make_up_days = models.PositiveSmallIntegerField(default=30)
    make_up_task = models.TextField(blank=True)
    gives_certificate = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=SessionState.PLANNED)
    # iCalendar's SEQUENCE: calendars take a change only when it is higher than what they have.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # When everybody had what the session brings. A closed session without it is finished by the schedule.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_has_length")]
        indexes = [
            models.Index(fields=["starts_at"]),
            models.Index(fields=["content_key"]),
            # The schedule looks for these every minute, and there is hardly ever one.
            models.Index(
                fields=["closed_at"], condition=Q(state=SessionState.CLOSED, settled_at=None), name="session_unsettled"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def minutes(self) -> int:
        """What it counts."""
        return countable(self.starts_at, self.ends_at, self.break_minutes)

    @property
    def day(self) -> date:
        """The day it is on, by the calendar on its wall."""
        return self.starts_at.astimezone(ZoneInfo(self.cohort.time_zone)).date()

    def stage(self, at: datetime) -> Stage:
        return stage_of(self.state, self.starts_at, self.ends_at, at=at)


def new_feed_key() -> str:
    return secrets.token_hex(16)


class Calendar(models.Model):
    """A person's feed of their sessions. Without a row: no feed yet."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar")
    # Half of the feed's secret; the server's key makes the other half, so a copy of this table opens no calendar.
    # A new one ends the old address at once.
    feed_key = models.CharField(max_length=32, unique=True, default=new_feed_key)
    # Without it the address opens nothing: a person asks for a feed first.
    has_feed = models.BooleanField(default=False)
    # A calendar is read over shoulders: "Session" unless the person wants the title.
    shows_titles = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.person)


class SessionReminder(AppendOnlyModel):
    """A reminder that went out. The constraint makes it one mail, however often and wherever the schedule runs."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # A session that moved is reminded of anew.
    starts_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["session", "person", "starts_at"], name="session_reminder_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
