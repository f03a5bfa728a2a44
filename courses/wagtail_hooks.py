"""What the courses app adds to the CMS."""

from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.models import Page

from courses.catalog.queries import kept_within
from courses.catalog.services import freeze_around
from courses.cohorts.viewsets import CohortViewSet
from courses.enrollments.viewsets import InvitationViewSet, invite


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action("courses.enroll", _("Enroll"), _("Joined a course"))
    actions.register_action("courses.reopen", _("Come back"), _("Came back to a course"))
    actions.register_action("courses.withdraw", _("Withdraw"), _("Left a course"))
    actions.register_action("courses.accommodate", _("Set what a person needs"), _("Set what the person needs"))
    actions.register_action("courses.suspend", _("Suspend"), _("Closed a place for a while"))
    actions.register_action("courses.reinstate", _("Reinstate"), _("Opened a place again"))
    actions.register_action("courses.renew_code", _("Renew join code"), _("Gave the cohort a new join code"))
    actions.register_action("courses.cancel_session", _("Call a session off"), _("Called the session off"))
    actions.register_action("courses.close_session", _("Close a session"), _("Confirmed who was there"))


# The database refuses it too, in every way of deleting; here an editor is told why.
@hooks.register("before_delete_page", order=-1)
def refuse_to_delete(request, page):
    if kept := kept_within([page]):
        _say_retire(request, kept)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action", order=-1)
def refuse_to_delete_many(request, action_type, objects, action):
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type == "delete" and (kept := kept_within(pages)):
        _say_retire(request, kept)
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    return None


def _say_retire(request, kept: list[str]) -> None:
    said = _(
        "People have earned hours here, so it stays: %(titles)s. Unpublish it instead. Then nobody sees it any more, "
        "and every hour keeps its place."
    )
    messages.error(request, said % {"titles": ", ".join(f"“{title}”" for title in kept[:5])})


# Wagtail's own screens for these go past the page's methods, so they are asked here: where a page stood before, and
# where it stands after.
@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def remember_place(request, page):
    request.places = [page.path]


@hooks.register("before_move_page")
def remember_place_of_move(request, page, destination):
    request.places = [page.path]


@hooks.register("before_bulk_action")
def remember_places(request, action_type, objects, action):
    request.places = [each.path for each in objects if isinstance(each, Page)]


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
@hooks.register("after_move_page")
def freeze_module_around(request, page):
    freeze_around([page], places=request.places, by=request.user)


@hooks.register("after_bulk_action")
def freeze_modules_around(request, action_type, objects, action):
    pages = [each for each in objects if isinstance(each, Page)]
    freeze_around(pages, places=request.places, by=request.user)


class CoursesGroup(ViewSetGroup):
    menu_label = _("Courses")
    menu_icon = "group"
    menu_order = 210
    items = (CohortViewSet(), InvitationViewSet())


@hooks.register("register_admin_viewset")
def cohorts_and_invitations():
    return CoursesGroup()


@hooks.register("register_admin_urls")
def invite_screen():
    return [path("invite/", invite, name="courses_invite")]
