"""Where the CMS finds what this app adds to it."""

from django.templatetags.static import static
from django.urls import include, path, reverse_lazy
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from quizzes.credentials.permissions import can_look
from quizzes.people.panels import DraftsPanel, HelloPanel, WaitingPanel
from quizzes.people.permissions import can_see_people
from quizzes.programs.viewsets import ProgramViewSet
from quizzes.questions.viewsets import QuestionViewSet
from quizzes.reviews import permissions as reviews
from quizzes.reviews.panels import ReadingPanel
from quizzes.sessions.permissions import can_plan

register_snippet(ProgramViewSet)
register_snippet(QuestionViewSet)


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("credentials.revoke", _("Take back a certificate"), _("Took back a certificate"))
    actions.register_action("credentials.suspend", _("Put a certificate on hold"), _("Put a certificate on hold"))
    actions.register_action("credentials.reinstate", _("End a hold"), _("Ended the hold of a certificate"))
    actions.register_action("credentials.renew", _("Renew a certificate"), _("Renewed a certificate"))
    actions.register_action("credentials.replace", _("Replace a certificate"), _("Replaced a certificate"))

    actions.register_action("reviews.read", _("Score an answer"), _("Scored an answer"))
    actions.register_action("reviews.talk", _("Record a talk"), _("Recorded a talk"))
    actions.register_action("reviews.override", _("Change a score"), _("Changed a score"))
    actions.register_action("reviews.rescore", _("Rescore tries"), _("Began to count tries again"))
    actions.register_action("reviews.answer", _("Answer a doubt"), _("Answered people who found a question unclear"))
    actions.register_action("reviews.confirm", _("Keep or take back"), _("Decided about hours or a certificate"))
    actions.register_action("reviews.time", _("Decide about time"), _("Decided about doubted time"))
    actions.register_action("reviews.concern", _("Raise a concern"), _("Raised a concern"))
    actions.register_action("reviews.concern_taken", _("Look after a concern"), _("Said they are on it"))


class CertificatesMenuItem(MenuItem):
    def is_shown(self, request):
        return can_look(request.user)


@hooks.register("register_admin_menu_item")
def certificates_menu_item():
    return CertificatesMenuItem(
        _("Certificates"),
        reverse_lazy("credentials_admin:index"),
        name="certificates",
        icon_name="circle-check",
        order=245,
    )


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return can_see_people(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return PeopleMenuItem(_("People"), reverse_lazy("people_admin:report"), name="people", icon_name="group", order=205)


class SessionsMenuItem(MenuItem):
    def is_shown(self, request):
        return can_plan(request.user)


@hooks.register("register_admin_menu_item")
def sessions_menu_item():
    return SessionsMenuItem(
        _("Live sessions"), reverse_lazy("sessions_admin:index"), name="sessions", icon_name="calendar", order=204
    )


class ReviewsMenuItem(MenuItem):
    """Shown to whoever the screen behind it opens for."""

    def __init__(self, label, view, may, **kwargs):
        super().__init__(label, reverse_lazy(f"reviews_admin:{view}"), name=f"reviews-{view}", **kwargs)
        self.may = may

    def is_shown(self, request):
        return self.may(request.user)


@hooks.register("register_admin_menu_item")
def grading_menu_item():
    return ReviewsMenuItem(_("Grading"), "queue", reviews.can_score, icon_name="edit", order=206)


@hooks.register("register_admin_menu_item")
def unclear_menu_item():
    return ReviewsMenuItem(
        _("Unclear questions"), "unclear", reviews.can_answer_challenges, icon_name="help", order=221
    )


@hooks.register("register_admin_menu_item")
def confirm_menu_item():
    return ReviewsMenuItem(_("To confirm"), "doubts", reviews.can_confirm, icon_name="time", order=207)


@hooks.register("register_admin_menu_item")
def times_menu_item():
    return ReviewsMenuItem(_("Doubted time"), "times", reviews.can_score, icon_name="time", order=207)


@hooks.register("register_admin_menu_item")
def concerns_menu_item():
    return ReviewsMenuItem(_("Concerns"), "concerns", reviews.can_see_concerns, icon_name="warning", order=208)


@hooks.register("register_admin_urls")
def people_screens():
    concepts = ("people", "credentials", "reviews", "sessions")
    return [path("", include(f"quizzes.{concept}.admin_urls")) for concept in concepts]


@hooks.register("insert_global_admin_css")
def people_styles():
    sheets = [(static(f"quizzes/css/{name}.css"),) for name in ("people", "reviews")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("construct_homepage_panels")
def what_waits_for_me(request, panels):
    panels += [ReadingPanel(), WaitingPanel(), HelloPanel(), DraftsPanel()]
