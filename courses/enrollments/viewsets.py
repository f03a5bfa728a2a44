"""Invitations in the CMS: who was invited, who came; and the screen that invites."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from courses.catalog.queries import outline
from courses.cohorts.queries import cohorts_for
from courses.enrollments import services
from courses.enrollments.forms import InviteForm
from courses.enrollments.models import Invitation


def invite(request):
    """Invite people by e-mail to a cohort, or to a course."""
    if not request.user.has_perm("courses.add_invitation"):
        raise PermissionDenied
    form = InviteForm(request.POST or None, cohorts=cohorts_for(request.user), initial=request.GET.dict())
    if form.is_valid():
        target = {"cohort": form.cleaned_data["cohort"], "language": form.cleaned_data["language"]}
        sent = services.invite(form.cleaned_data["emails"], form.course_key, by=request.user, **target)
        words = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", len(sent))
        messages.success(request, words % {"count": len(sent)})
        return redirect("invitations:index")
    return render(request, "courses/enrollments/invite.html", {"form": form, "page_title": _("Invite people")})


class InvitationIndex(generic.IndexView):
    def get_base_queryset(self):
        mine = Q(invited_by=self.request.user) | Q(cohort__in=cohorts_for(self.request.user))
        return Invitation.objects.filter(mine).select_related("cohort").distinct()

    def get_edit_url(self, instance):
        return None

    def get_delete_url(self, instance):
        return None


def course_title(invitation: Invitation) -> str:
    course = outline(invitation.course_key)
    return course.title if course else str(_("Not published"))


class InvitationViewSet(ModelViewSet):
    model = Invitation
    name = "invitations"
    icon = "mail"
    menu_label = _("Invitations")
    index_view_class = InvitationIndex
    copy_view_enabled = False
    form_fields: list[str] = []
    list_display = [
        "email",
        Column("course", label=_("Course"), accessor=course_title),
        "cohort",
        "sent_at",
        Column("accepted_at", label=_("Came"), accessor="accepted_at"),
    ]
    search_fields = ["email"]

    def get_urlpatterns(self):
        """The list alone: an invitation is sent, not edited."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results"}]

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(**kwargs) | {"add_url_name": "courses_invite"}
