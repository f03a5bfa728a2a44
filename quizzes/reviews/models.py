"""Claims, saved wording, talks, concerns, challenges, rescores, and doubts about what rests on a changed score."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField

from cms.records.models import AppendOnlyModel
from quizzes.reviews.policies import Policy
from quizzes.reviews.rules import ChallengeOutcome, ChallengeState, DoubtKind, DoubtState, RunState

PERSON = settings.AUTH_USER_MODEL


def _words(names) -> list[tuple[str, str]]:
    return [(name.value, name.value) for name in names]


class Claim(models.Model):
    """Who has a waiting answer open. It ends by itself, so a closed laptop keeps nobody waiting."""

    attempt = models.ForeignKey("quizzes.Attempt", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attempt", "number"], name="one_claim_an_answer")]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number} until {self.until:%H:%M}"


class SavedNote(models.Model):
    """Wording somebody uses again. Each reader has their own."""

    owner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="saved_notes")
    title = models.CharField(_("name"), max_length=60, help_text=_("For example: Names a feeling well"))
    text = models.TextField(_("words"), max_length=2000)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class TalkNote(models.Model):
    """What the team keeps for itself of a talk. Apart from the try's steps, so that it can be erased."""

    attempt = models.ForeignKey("quizzes.Attempt", on_delete=models.PROTECT, related_name="talk_notes")
    number = models.PositiveIntegerField()
    talked_on = models.DateField()
    text = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number}, {self.talked_on}"


class Concern(models.Model):
    """Somebody reading an answer was worried about its writer. The writer never hears of it from here."""

    attempt = models.ForeignKey("quizzes.Attempt", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    # Who said "I am on it", and what was done.
    taken_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    done = models.TextField(blank=True)

    class Meta:
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["raised_at"], condition=Q(taken_at=None), name="concern_open")]

    def __str__(self) -> str:
        return f"{self.raised_at:%Y-%m-%d %H:%M}"


class ChallengeAnswer(AppendOnlyModel):
    """One answer to everybody who found a question unclear."""

    question_version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=_words(ChallengeOutcome))
    words = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.question_version_id}: {self.outcome}"


class Challenge(models.Model):
    """A trainee says that a question is unclear."""

    trainee = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="challenges")
    attempt = models.ForeignKey("quizzes.Attempt", on_delete=models.PROTECT, related_name="challenges")
    number = models.PositiveIntegerField()
    question_version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=_words(ChallengeState), default=ChallengeState.OPEN)
    raised_at = models.DateTimeField()
    answer = models.ForeignKey(ChallengeAnswer, null=True, on_delete=models.PROTECT, related_name="challenges")

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            # Saying it twice is saying it once, until it is answered.
            models.UniqueConstraint(
                fields=["trainee", "question_version"],
                condition=Q(state=ChallengeState.OPEN),
                name="one_open_challenge",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}/{self.number} {self.state}"


class Rescore(models.Model):
    """One run over all sealed tries of a question. The row is its bookmark; what changed stands in the tries."""

    question_key = models.UUIDField()
    version = models.ForeignKey("quizzes.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    policy = models.CharField(max_length=12, choices=_words(Policy))
    reason = models.TextField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_words(RunState), default=RunState.RUNNING)
    # Tries up to this one are through. A worker that takes over goes on behind it.
    reached = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField()
    seen = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            # Two runs over the same tries at once would tell people two things.
            models.UniqueConstraint(
                fields=["question_key"], condition=Q(state=RunState.RUNNING), name="one_rescore_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_key} {self.policy}"


class Doubt(models.Model):
    """Hours, or a certificate, that rest on a score which went down or on an approval that was taken back: a person
    says whether they stay."""

    kind = models.CharField(max_length=12, choices=_words(DoubtKind))
    enrollment = models.ForeignKey("courses.Enrollment", null=True, on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey("quizzes.Attempt", null=True, on_delete=models.PROTECT, related_name="+")
    # In place of a try: the hours from elsewhere whose approval was taken back.
    claim = models.ForeignKey("quizzes.HoursClaim", null=True, on_delete=models.PROTECT, related_name="+")
    # For hours: the module that brought them.
    module_key = models.UUIDField(null=True)
    credential = models.ForeignKey("quizzes.Credential", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=_words(DoubtState), default=DoubtState.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment", "module_key"],
                condition=Q(state=DoubtState.OPEN, kind=DoubtKind.HOURS),
                name="one_open_doubt_hours",
            ),
            models.UniqueConstraint(
                fields=["credential"],
                condition=Q(state=DoubtState.OPEN, kind=DoubtKind.CERTIFICATE),
                name="one_open_doubt_credential",
            ),
            models.CheckConstraint(
                condition=Q(attempt__isnull=False, enrollment__isnull=False) | Q(claim__isnull=False),
                name="doubt_rests_on_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def person(self):
        """Whose hours or certificate it is."""
        return self.enrollment.trainee if self.enrollment else self.claim.trainee  # type: ignore[union-attr]


@register_setting(icon="warning")
class ConcernSettings(BaseSiteSetting):
    """What to do when an answer worries its reader, and who is told."""

    lead_name = models.CharField(
        _("on-call lead"), max_length=120, blank=True, help_text=_("Who looks when somebody is worried about a person.")
    )
    lead_email = models.EmailField(
        _("e-mail of the lead"),
        blank=True,
        help_text=_("Gets a mail at once. Without it, all administrators do."),
    )
    lead_phone = models.CharField(_("phone of the lead"), max_length=40, blank=True)
    steps = RichTextField(
        _("written steps"),
        blank=True,
        features=["bold", "ol", "ul", "link", "h3"],
        help_text=_("What your program does, step by step. Shown to whoever is worried, before anything else."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("lead_name"), FieldPanel("lead_email"), FieldPanel("lead_phone")], heading=_("On call")
        ),
        FieldPanel("steps"),
    ]

    class Meta:
        verbose_name = _("When we are worried")

    def __str__(self) -> str:
        return self.lead_name or str(_("When we are worried"))
