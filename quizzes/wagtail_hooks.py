"""Where the CMS finds what this app adds to it."""

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from quizzes.credentials.permissions import can_look
from quizzes.people.panels import DraftsPanel, HelloPanel, WaitingPanel
from quizzes.people.permissions import can_see_people
from quizzes.programs.viewsets import ProgramViewSet
from quizzes.questions.viewsets import QuestionViewSet

register_snippet(ProgramViewSet)
register_snippet(QuestionViewSet)


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("credentials.revoke", _("Take back a certificate"), _("Took back a certificate"))
    actions.register_action("credentials.suspend", _("Put a certificate on hold"), _("Put a certificate on hold"))
    actions.register_action("credentials.reinstate", _("End a hold"), _("Ended the hold of a certificate"))
    actions.register_action("credentials.renew", _("Renew a certificate"), _("Renewed a certificate"))
    actions.register_action("credentials.replace", _("Replace a certificate"), _("Replaced a certificate"))


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request):
        return can_look(request.user)


@hooks.register("register_admin_menu_item")
def certificates_menu_item():
    return CertificatesMenuItem(
        _("Certificates"),
        reverse_lazy("credentials_admin:index"),
        name="certificates",
        icon_name="certificate",
        order=245,
    )


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return can_see_people(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return PeopleMenuItem(_("People"), reverse_lazy("people_admin:report"), name="people", icon_name="group", order=205)


@hooks.register("register_admin_urls")
def people_screens():
    return [path("", include("quizzes.people.admin_urls")), path("", include("quizzes.credentials.admin_urls"))]


@hooks.register("insert_global_admin_css")
def people_styles():
    return format_html('<link rel="stylesheet" href="{}">', static("quizzes/css/people.css"))


@hooks.register("construct_homepage_panels")
def what_waits_for_me(request, panels):
    panels += [WaitingPanel(), HelloPanel(), DraftsPanel()]
