"""What every activity of a module has in common, whatever its type: time with a basis, domain, competencies."""

from django import forms
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.blocks.fields import TimedPartsField
from courses.catalog.editing import PublishingForm, TimePanel
from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, MODALITY_LABELS, choices
from courses.catalog.rules import ActivityKind, Modality, TimedPart


class TickedField(models.JSONField):
    """A list of keys, ticked in the CMS."""

    labels: dict[str, object] = {}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs |= {"choices": choices(self.labels), "widget": forms.CheckboxSelectMultiple}
        return models.Field.formfield(self, form_class=forms.MultipleChoiceField, **kwargs)


class CompetenciesField(TickedField):
    labels = COMPETENCY_LABELS


class DomainsField(TickedField):
    labels = DOMAIN_LABELS


class ActivityMixin(models.Model):
    """Before `BasePage` in a page that a module (or a course) lists among its activities."""

    # Null is a draft that nobody has timed yet; `faults` keeps it from going live.
    minutes = models.PositiveIntegerField(null=True, blank=True)
    timing = TimedPartsField(
        blank=True, help_text=_("Time that no block states. One per line: minutes | what | basis.")
    )
    domain = models.CharField(
        max_length=40, choices=choices(DOMAIN_LABELS), blank=True, help_text=_("Empty: the module’s.")
    )
    competencies = CompetenciesField(blank=True, help_text=_("None ticked: the module’s."))
    modality = models.CharField(max_length=20, choices=choices(MODALITY_LABELS), default=Modality.SELF_PACED)

    activity_kind = ActivityKind.LESSON
    # An offer that nobody has to take: a module is finished without it, and its minutes are in no hours.
    is_required = True
    base_form_class = PublishingForm
    time_panel = MultiFieldPanel(
        [
            TimePanel(),
            FieldPanel("minutes"),
            FieldPanel("timing"),
            FieldPanel("domain"),
            FieldPanel("competencies"),
            FieldPanel("modality"),
        ],
        heading=_("Hours"),
    )

    class Meta:
        abstract = True

    def stated_parts(self) -> list[TimedPart]:
        """The pieces its minutes are made of, each with its basis."""
        return [TimedPart(part["what"], part["minutes"], part["basis"]) for part in self.timing]

    def module(self):
        """The page it stands under: a module, or the course for an evaluation."""
        parent = getattr(self, "parent_hint", None) or self.get_parent()  # type: ignore[attr-defined]
        return parent.specific if parent else None

    def frozen_content(self) -> dict:
        """What a module's version keeps of it beside its time: what was taught, word for word."""
        return {}

    def faults(self) -> list[str]:
        return import_string("courses.catalog.queries.activity_faults")(self)

    def freeze(self, *, by) -> None:
        import_string("courses.catalog.services.freeze_around")([self], by=by)
