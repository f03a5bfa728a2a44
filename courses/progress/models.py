"""Completions, results, attestations, attendance: append-only; what was written to make up a session is not."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.records.models import AppendOnlyModel
from courses.progress.attendance import MakeUpState, MarkHow, MarkKind
from courses.progress.rules import CompletionKind, ResultState


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
