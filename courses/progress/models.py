"""Completions, results, attestations, attendance: append-only. What was written to make up a session, active time,
hours that wait for it and doubts about it are not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.records.models import AppendOnlyModel
from courses.progress.attendance import MakeUpState, MarkHow, MarkKind
from courses.progress.rules import CompletionKind, DisputeState, ResultState


class Completion(AppendOnlyModel):
    """A trainee's own word that an activity is done, or that it is not after all."""

    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.PROTECT, related_name="completions")
    module_key = models.UUIDField()
    activity_key = models.UUIDField()
    # Orders the words on one activity. Two presses at once claim the same number, and one of them is refused.
    number = models.PositiveIntegerField()
    module_version = models.ForeignKey("courses.ModuleVersion", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in CompletionKind])
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key", "number"], name="completion_number")
        ]

    def __str__(self) -> str:
        return f"{self.activity_key} {self.kind}"


class Result(AppendOnlyModel):
    """What an activity other than a lesson says of a trainee: a quiz passed, an evaluation given."""

    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.PROTECT, related_name="results")
    module_key = models.UUIDField(null=True, blank=True)
    activity_key = models.UUIDField()
    state = models.CharField(max_length=15, choices=[(s.value, s.value) for s in ResultState])
    score = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    possible = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    # Who says so, e.g. "attempt:12". With the state it is unique, so telling it twice is telling it once.
    source = models.CharField(max_length=100)
    at = models.DateTimeField(default=timezone.now)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["source", "state"], name="result_once")]
        indexes = [models.Index(fields=["enrollment", "activity_key"])]

    def __str__(self) -> str:
        return f"{self.activity_key} {self.state}"


class Attestation(AppendOnlyModel):
    """The signed word of a trainee that the work in a course is their own."""

    enrollment = models.OneToOneField("courses.Enrollment", on_delete=models.PROTECT, related_name="attestation")
    course_key = models.UUIDField()
    # The words that were signed, copied: the page may change.
    statement = models.TextField()
    signed_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.signed_name}, {self.at:%Y-%m-%d}"


class AttendanceMark(AppendOnlyModel):
    """A sign that somebody was at a session, or a person's word about it."""

    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="marks")
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendance")
    # Orders the marks of one person. Two presses at once claim the same number, and one of them is refused.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in MarkKind])
    # Countable minutes, where a person says how many.
    minutes = models.PositiveIntegerField(null=True, blank=True)
    how = models.CharField(max_length=12, choices=[(h.value, h.value) for h in MarkHow])
    # The moment it speaks of.
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["session", "trainee", "number"], name="attendance_number")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.trainee_id} {self.kind}"


class AttendanceNote(models.Model):
    """Why a mark was corrected. Erasable: the mark stands without it."""

    mark = models.OneToOneField(AttendanceMark, on_delete=models.PROTECT, related_name="note")
    text = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.text[:50]


class MakeUpWork(models.Model):
    """What somebody wrote to make up a session they missed. One a person and session, until it is accepted."""

    session = models.ForeignKey("courses.Session", on_delete=models.PROTECT, related_name="make_ups")
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="make_ups")
    text = models.TextField(max_length=20_000)
    state = models.CharField(max_length=12, default=MakeUpState.WAITING)
    answer = models.TextField(blank=True, max_length=2_000)
    sent_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "trainee"], name="one_make_up_a_session")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.trainee_id} {self.state}"


class ActiveTime(models.Model):
    """How long a person was active at an activity on one day. No page, key, move or answer is in it."""

    # Said twice, here and by the enrollment: the last sign of a person, in whatever course, is found by one index.
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # What time is for is the ledger's; the row itself proves nothing and goes with its place.
    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.CASCADE, related_name="active_times")
    activity_key = models.UUIDField()
    # A day of the person's own calendar.
    day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)
    # The first sign of that day.
    opened_at = models.DateTimeField()
    # Up to here the person's time has been counted. The greatest of a person is their one clock: a sign counts only by
    # moving it on, so that two tabs or devices at once never count double.
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrollment", "activity_key", "day"], name="active_time_once_a_day")
        ]
        indexes = [models.Index(fields=["trainee", "-last_at"], name="active_time_clock")]

    def __str__(self) -> str:
        return f"{self.activity_key}, {self.day}: {self.seconds} s"


class HeldHours(models.Model):
    """A module that is done, and whose hours wait for active time. What was asked then is kept here: a later change of
    the setting can only make it less."""

    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.PROTECT, related_name="held_hours")
    module_key = models.UUIDField()
    declared_minutes = models.PositiveIntegerField()
    share = models.PositiveSmallIntegerField()
    needed_seconds = models.PositiveIntegerField()
    # When everything else in the module was done.
    since = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    # Set when a person said that the time was there; empty when it was measured.
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "module_key"], condition=Q(released_at=None), name="held_hours_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module_key}: {self.needed_seconds} s"


class TimeDispute(models.Model):
    """A trainee's word that their time was not counted right, until a person decides."""

    held = models.ForeignKey(HeldHours, on_delete=models.PROTECT, related_name="disputes")
    text = models.TextField()
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in DisputeState], default=DisputeState.OPEN
    )
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            # Two presses at once say one thing.
            models.UniqueConstraint(fields=["held"], condition=Q(state=DisputeState.OPEN), name="one_open_dispute")
        ]

    def __str__(self) -> str:
        return f"{self.held_id} {self.state}"
