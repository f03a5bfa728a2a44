"""Cohorts in the CMS. An instructor finds their own; an administrator all."""

import django_filters
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from cms.pages.links import localized
from cms.records.rules import spell_code
from courses.catalog.queries import outline
from courses.cohorts import queries
from courses.cohorts.forms import CohortForm, course_choices
from courses.cohorts.models import Cohort


def course_title(cohort: Cohort) -> str:
    course = outline(cohort.course_key)
    return course.title if course else str(_("Not published"))


class CohortFilter(WagtailFilterSet):
    course_key = django_filters.ChoiceFilter(label=_("Course"), choices=course_choices)

    class Meta:
        model = Cohort
        fields = ["course_key"]


class OwnCohort:
    """The id of another instructor's cohort is unknown here."""

    def get_object(self, *args, **kwargs):
        cohort = super().get_object(*args, **kwargs)
        if not queries.cohorts_for(self.request.user).filter(pk=cohort.pk).exists():
            raise Http404
        return cohort


class CohortIndex(generic.IndexView):
    def get_base_queryset(self):
        return queries.with_people(queries.cohorts_for(self.request.user))


class CohortEdit(OwnCohort, generic.EditView):
    pass


class CohortDelete(OwnCohort, generic.DeleteView):
    pass


class CohortHistory(OwnCohort, HistoryView):
    pass


class CohortUsage(OwnCohort, UsageView):
    pass


class CohortInspect(OwnCohort, generic.InspectView):
    def get_course_key_display_value(self):
        return course_title(self.object)

    def get_join_code_display_value(self):
        address = self.request.build_absolute_uri(localized(f"join/{self.object.join_code}/"))
        return f"{spell_code(self.object.join_code)} ({address})"

    @cached_property
    def header_more_buttons(self):
        invite = f"{reverse('courses_invite')}?cohort={self.object.pk}"
        return [Button(_("Invite people"), url=invite, icon_name="mail", priority=5), *super().header_more_buttons]


class CohortViewSet(ModelViewSet):
    model = Cohort
    name = "cohorts"
    icon = "group"
    menu_label = _("Cohorts")
    index_view_class = CohortIndex
    edit_view_class = CohortEdit
    delete_view_class = CohortDelete
    inspect_view_class = CohortInspect
    history_view_class = CohortHistory
    usage_view_class = CohortUsage
    inspect_view_enabled = True
    inspect_view_fields = ["name", "course_key", "join_code", "starts_on", "ends_on", "time_zone", "instructors"]
    copy_view_enabled = False
    list_display = [
        "name",
        Column("course", label=_("Course"), accessor=course_title),
        Column("people", label=_("People"), accessor=lambda cohort: getattr(cohort, "people", "")),
        Column("join_code", label=_("Join code"), accessor=lambda cohort: spell_code(cohort.join_code)),
        "starts_on",
    ]
    filterset_class = CohortFilter
    search_fields = ["name", "join_code"]

    def get_form_class(self, for_update=False):
        return CohortForm
