"""The quiz page and its frozen versions."""

from collections.abc import Mapping
from datetime import time
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from cms.accounts import zones
from cms.pages.models import BasePage
from cms.records.models import AppendOnlyModel
from courses.catalog.activities import ActivityMixin, CompetenciesField, DomainsField
from courses.catalog.labels import choices
from courses.catalog.rules import ActivityKind
from quizzes.blueprints.blocks import FeedbackBlock, MinimaBlock, PlanBlock
from quizzes.blueprints.labels import COUNTS, FEEDBACK, PASSING_KINDS, PURPOSES, RULE_PANELS
from quizzes.blueprints.panels import PlanPanel
from quizzes.blueprints.rules import REQUIRED, Draw, Entry, FeedbackWhen, Fixed, Purpose, Section
from quizzes.blueprints.terms import DEFAULT_ZONE, GRACE_SECONDS
from quizzes.grading.passing import PassingKind
from quizzes.grading.policies import Counts
from quizzes.questions.fields import UnlistedStreamField


def is_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(_("Choose a time zone from the list."))


def _panel(name: str) -> FieldPanel:
    # Choices in the form alone: a list of the world's zones has no place in a migration.
    return FieldPanel(name, widget=forms.Select(choices=zones.choices())) if name == "zone" else FieldPanel(name)


class QuizPage(ActivityMixin, BasePage):  # type: ignore[django-manager-missing]  # the tree's own manager
    door = "quizzes.attempts.views.quiz"
    purpose = models.CharField(_("purpose"), max_length=12, choices=choices(PURPOSES), default=Purpose.GRADED)
    summary = models.CharField(
        _("summary"), max_length=300, blank=True, help_text=_("One sentence: what it asks about.")
    )
    plan = UnlistedStreamField(PlanBlock(), verbose_name=_("plan"), blank=True)
    promised_domains = DomainsField(
        _("hours categories it covers"), blank=True, help_text=_("We check that its questions are about each of them.")
    )
    promised_competencies = CompetenciesField(
        _("competencies it covers"), blank=True, help_text=_("We check that its questions are about each of them.")
    )

    passing_kind = models.CharField(
        _("passing is"), max_length=10, choices=choices(PASSING_KINDS), default=PassingKind.PERCENT
    )
    passing_percent = models.PositiveSmallIntegerField(
        _("passing score in percent"), default=80, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    passing_value = models.DecimalField(
        _("passing score in points, or on the scale"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    scale_low = models.DecimalField(_("scale starts at"), max_digits=8, decimal_places=2, null=True, blank=True)
    scale_high = models.DecimalField(_("scale ends at"), max_digits=8, decimal_places=2, null=True, blank=True)
    domain_minima = UnlistedStreamField(
        MinimaBlock(), verbose_name=_("least share by category"), blank=True,
        help_text=_("Passing then takes this share of the points of a category, too."),
    )  # fmt: skip

    tries_allowed = models.PositiveSmallIntegerField(
        _("tries"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: as many as needed.")
    )
    which_try_counts = models.CharField(
        _("which try counts"), max_length=10, choices=choices(COUNTS), default=Counts.HIGHEST
    )
    wait_minutes = models.PositiveIntegerField(_("minutes to wait after the first try"), default=0)
    wait_minutes_later = models.PositiveIntegerField(_("minutes to wait after later tries"), default=0)
    period_tries = models.PositiveSmallIntegerField(
        _("tries per period"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("For example 2 per term. Empty: no such limit."),
    )  # fmt: skip
    period_months = models.PositiveSmallIntegerField(
        _("months in a period"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    period_since = models.DateField(_("periods are counted from"), null=True, blank=True)

    time_limit_minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. Most people learn more without one."),
    )  # fmt: skip
    zone = models.CharField(_("time zone of its dates"), max_length=50, default=DEFAULT_ZONE, validators=[is_zone])
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    opens_time = models.TimeField(_("opens at"), default=time(0, 0))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    closes_time = models.TimeField(_("closes at"), default=time(23, 59))
    grace_seconds = models.PositiveSmallIntegerField(
        _("seconds of grace"), default=GRACE_SECONDS, validators=[MaxValueValidator(300)],
        help_text=_("For answers on their way when time runs out."),
    )  # fmt: skip

    feedback_when = models.CharField(
        _("when feedback shows"), max_length=15, choices=choices(FEEDBACK), default=FeedbackWhen.AFTER_SENDING
    )
    feedback_rules = UnlistedStreamField(FeedbackBlock(), verbose_name=_("other rules for parts of it"), blank=True)

    shuffle_questions = models.BooleanField(_("shuffle questions within their section"), default=False)
    shuffle_options = models.BooleanField(_("shuffle answers"), default=True)
    unseen_first = models.BooleanField(_("draw questions a person has not had yet first"), default=False)
    offers_practice = models.BooleanField(_("offer practice tries that never count"), default=False)
    offers_unsure = models.BooleanField(_("offer “I don’t know yet”"), default=False)
    asks_certainty = models.BooleanField(_("ask how sure people are"), default=False)
    certainty_counts = models.BooleanField(
        _("how sure people are counts"), default=False,
        help_text=_("The score is then out of three times the points: most for what one was right and sure about."),
    )  # fmt: skip

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("purpose"),
        FieldPanel("plan"),
        PlanPanel(heading=_("What the plan adds up to")),
        MultiFieldPanel([FieldPanel("promised_domains"), FieldPanel("promised_competencies")], heading=_("Covers")),
        *(
            MultiFieldPanel([_panel(name) for name in names], heading=heading, classname=shown)
            for heading, shown, names in RULE_PANELS
        ),
        ActivityMixin.time_panel,
    ]
    read_late = ("plan",)
    parent_page_types = ["courses.ModulePage", "courses.CoursePage"]
    subpage_types: list[str] = []
    # The plan names questions by key, so every language of a quiz has the same one.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "plan", "domain_minima", "feedback_rules", "promised_domains", "promised_competencies", "zone",
        )
    ]  # fmt: skip

    @property
    def activity_kind(self) -> ActivityKind:  # type: ignore[override]
        return ActivityKind.EVALUATION if self.purpose == Purpose.EVALUATION else ActivityKind.QUIZ

    @property
    def is_required(self) -> bool:  # type: ignore[override]
        """Whether the module waits for it. Practice, pre-tests and test-outs are offers."""
        return self.purpose in REQUIRED

    def written_plan(self) -> list[Entry]:
        """The plan as rules read it: questions by their key, whatever their language or row."""
        return [entry for block in self.plan if (entry := _written(block)) is not None]

    def faults(self) -> list[str]:
        return [*super().faults(), *import_string("quizzes.blueprints.checking.faults_of")(self)]

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


def _written(block) -> Entry | None:
    value: Mapping[str, Any] = block.value
    match block.block_type:
        case "section":
            return Section({language: title.strip() for language, title in value.items() if title and title.strip()})
        case "question":
            # A question whose row is gone leaves a gap in a draft; `faults` does not let it go live.
            asked = value["question"]
            return Fixed(str(asked.translation_key), value["points"], bool(value["critical"])) if asked else None
        case _:
            filters = {name: value[name] or "" for name in ("tag", "type", "domain", "competency", "difficulty")}
            return Draw(value["draw"], points=value["points"], **filters)
