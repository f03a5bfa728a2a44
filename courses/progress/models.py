"""Completions, results, attestations: append-only."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms.records.models import AppendOnlyModel
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
