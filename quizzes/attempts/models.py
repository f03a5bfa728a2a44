"""Attempts, the questions they drew, their steps; and answers of evaluations, which belong to nobody."""

import uuid
from dataclasses import fields

from django.conf import settings
from django.db import models
from django.db.models import Q

from cms.records.models import AppendOnlyModel
from quizzes.attempts.rules import AttemptState, Mode, Projection, StepKind


class Attempt(models.Model):
    trainee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts")
    enrollment = models.ForeignKey("courses.Enrollment", on_delete=models.PROTECT, related_name="attempts")
    # The page's translation_key; the version below is what this try was promised.
    quiz_key = models.UUIDField()
    quiz_version = models.ForeignKey("quizzes.QuizVersion", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    seed = models.CharField(max_length=32)
    started_at = models.DateTimeField()

    # From here on a projection of the steps (`rules.fold`), so that a page needs one row. Defaults of the database
    # let an older program go on writing while a newer one is being put in place.
    state = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in AttemptState], default=AttemptState.OPEN
    )
    mode = models.CharField(
        max_length=10, choices=[(m.value, m.value) for m in Mode], default=Mode.GRADED, db_default=Mode.GRADED
    )
    last_step = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict)
    deadline_at = models.DateTimeField(null=True)
    grace_seconds = models.PositiveSmallIntegerField(default=15, db_default=15)
    paused_at = models.DateTimeField(null=True)
    pause_until = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=10, blank=True, default="", db_default="")
    break_seconds = models.PositiveIntegerField(default=0, db_default=0)
    stopped_seconds = models.PositiveIntegerField(default=0, db_default=0)
    late = models.PositiveIntegerField(default=0, db_default=0)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=10, blank=True, default="", db_default="")
    receipt = models.CharField(max_length=10, null=True, unique=True)
    points = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    possible = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    passed = models.BooleanField(null=True)
    waiting = models.PositiveIntegerField(default=0, db_default=0)
    held = models.BooleanField(default=False, db_default=False)
    again = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trainee", "quiz_key", "mode", "number"], name="attempt_number"),
            # Fifty presses on Start open one try.
            models.UniqueConstraint(
                fields=["trainee", "quiz_key"], condition=Q(state=AttemptState.OPEN), name="one_open_attempt"
            ),
        ]
        indexes = [
            # What the sweeper looks for.
            models.Index(fields=["deadline_at"], condition=Q(state=AttemptState.OPEN), name="attempt_open_deadline"),
            # What waits for a person.
            models.Index(fields=["sent_at"], condition=Q(waiting__gt=0) | Q(held=True), name="attempt_waiting"),
        ]
        ordering = ["quiz_key", "number"]

    def __str__(self) -> str:
        return f"Try {self.number} of {self.trainee}"

    def projection(self) -> Projection:
        """What the row says of itself, in the shape of the fold."""
        return Projection(**{each.name: getattr(self, each.name) for each in fields(Projection)})


class AttemptQuestion(AppendOnlyModel):
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    question_version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    # Ids of options or answers as this try shows them; empty keeps the written order.
    order = models.JSONField(default=list)
    # What its place in the plan says of it; the section by its place there.
    worth = models.DecimalField(max_digits=6, decimal_places=2, default=1, db_default=1)
    critical = models.BooleanField(default=False, db_default=False)
    section = models.PositiveSmallIntegerField(null=True)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="attempt_question_number")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.attempt}, question {self.number}"


class AttemptStep(AppendOnlyModel):
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="steps")
    # Orders the steps. A clock does not.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in StepKind])
    question = models.PositiveIntegerField(null=True)
    payload = models.JSONField(default=dict)
    # Chosen by the page that sent the form: the same key is the same save, however often it arrives.
    request_key = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="attempt_step_number"),
            models.UniqueConstraint(
                fields=["attempt", "request_key"], condition=~Q(request_key=""), name="attempt_step_once"
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class SurveyAnswer(AppendOnlyModel):
    # Random, so that the order of rows does not tell who answered when.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quiz_version = models.ForeignKey("quizzes.QuizVersion", on_delete=models.PROTECT, related_name="+")
    question_version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    # The first day of the month; no person, no attempt, no time.
    month = models.DateField()
    response = models.JSONField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
