"""The quiz page and its frozen versions."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.models import BasePage
from cms.records.models import AppendOnlyModel
from courses.catalog.activities import ActivityMixin
from courses.catalog.labels import choices
from courses.catalog.rules import ActivityKind
from quizzes.blueprints.blocks import PlanBlock
from quizzes.blueprints.labels import COUNTS, FEEDBACK, PURPOSES
from quizzes.blueprints.rules import Draw, FeedbackWhen, Fixed, Purpose
from quizzes.grading.policies import Counts
from quizzes.questions.fields import UnlistedStreamField


class QuizPage(ActivityMixin, BasePage):  # type: ignore[django-manager-missing]  # the tree's own manager
    door = "quizzes.attempts.views.quiz"
    purpose = models.CharField(_("purpose"), max_length=12, choices=choices(PURPOSES), default=Purpose.GRADED)
    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("One sentence: what it asks about.")
    )
    plan = UnlistedStreamField(PlanBlock(), verbose_name=_("plan"), blank=True)
    passing_percent = models.PositiveSmallIntegerField(
        _("passing score in percent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    tries_allowed = models.PositiveSmallIntegerField(
        _("tries"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: as many as needed.")
    )
    which_try_counts = models.CharField(
        _("which try counts"), max_length=10, choices=choices(COUNTS), default=Counts.HIGHEST
    )
    feedback_when = models.CharField(
        _("when feedback shows"), max_length=15, choices=choices(FEEDBACK), default=FeedbackWhen.AFTER_SENDING
    )
    shuffle_options = models.BooleanField(_("shuffle answers"), default=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("purpose"),
        FieldPanel("plan"),
        MultiFieldPanel(
            [
                FieldPanel("passing_percent"),
                FieldPanel("tries_allowed"),
                FieldPanel("which_try_counts"),
                FieldPanel("feedback_when"),
                FieldPanel("shuffle_options"),
            ],
            heading=_("Rules of a graded quiz"),
        ),
        ActivityMixin.time_panel,
    ]
    read_late = ("plan",)
    parent_page_types = ["courses.ModulePage", "courses.CoursePage"]
    subpage_types: list[str] = []
    # The plan names questions by key, so every language of a quiz has the same one.
    override_translatable_fields = [SynchronizedField("plan", overridable=False)]

    @property
    def activity_kind(self) -> ActivityKind:  # type: ignore[override]
        return ActivityKind.EVALUATION if self.purpose == Purpose.EVALUATION else ActivityKind.QUIZ

    def written_plan(self) -> list[Fixed | Draw]:
        """The plan as rules read it: questions by their key, whatever their language or row."""
        return [
            Fixed(str(block.value.translation_key))
            if block.block_type == "question"
            else Draw(
                block.value["draw"], **{name: value or "" for name, value in block.value.items() if name != "draw"}
            )
            for block in self.plan
            if block.value
        ]

    def faults(self) -> list[str]:
        return [*super().faults(), *import_string("quizzes.blueprints.queries.faults_of")(self)]

    def freeze(self, *, by) -> None:
        super().freeze(by=by)
        import_string("quizzes.blueprints.services.freeze_quiz")(self, by=by)


class QuizVersion(AppendOnlyModel):
    # The page's translation_key: pages come and go, tries keep what they were.
    quiz_key = models.UUIDField()
    number = models.PositiveIntegerField()
    payload = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["quiz_key", "number"], name="quiz_version_number")]

    def __str__(self) -> str:
        return f"{self.quiz_key} v{self.number}"


def _filled(draw: Mapping[str, Any]) -> dict[str, Any]:
    """A draw with empty text for every filter that was left open."""
    return {name: value or "" for name, value in draw.items()}
