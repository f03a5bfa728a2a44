"""The form of a cohort in the CMS."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.accounts import zones
from courses.catalog.queries import outlines
from courses.cohorts import queries
from courses.cohorts.models import Cohort


def course_choices() -> list[tuple[str, str]]:
    """Published courses by name."""
    return [(str(course.key), course.title) for course in outlines()]


class CohortForm(WagtailAdminModelForm):
    course_key = forms.TypedChoiceField(label=_("Course"), choices=course_choices, coerce=UUID)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    instructors = forms.ModelMultipleChoiceField(
        label=_("Instructors"),
        queryset=queries.instructors(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("They see who is in it. Without anybody ticked it is you."),
    )

    class Meta:
        model = Cohort
        fields = ["name", "course_key", "starts_on", "ends_on", "time_zone", "instructors"]
        labels = {"name": _("Name"), "starts_on": _("First day"), "ends_on": _("Last day")}

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes before the first."))
        if not cleaned.get("instructors") and self.for_user:
            cleaned["instructors"] = [self.for_user]
        return cleaned
