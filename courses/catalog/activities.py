"""What every activity of a module has in common, whatever its type: time with a basis, domain, competencies."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.blocks.fields import TimedPartsField
from courses.catalog.labels import COMPETENCY_LABELS, DOMAIN_LABELS, MODALITY_LABELS, choices
from courses.catalog.rules import ActivityKind, Modality, TimedPart


class CompetenciesField(models.JSONField):
    """A list of competency keys, ticked in the CMS."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs |= {"choices": choices(COMPETENCY_LABELS), "widget": forms.CheckboxSelectMultiple}
        return models.Field.formfield(self, form_class=forms.MultipleChoiceField, **kwargs)


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

    class Meta:
        abstract = True

    def stated_parts(self) -> list[TimedPart]:
        """The pieces its minutes are made of, each with its basis."""
        return [TimedPart(part["what"], part["minutes"], part["basis"]) for part in self.timing]
