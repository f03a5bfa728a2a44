"""What is said about hours that wait for time: plain, without a clock, and with a way to say that it is not right."""

from typing import Any

from django.utils.translation import gettext as _

from cms.pages.links import localized
from cms.templatetags.ui import as_duration, as_hours
from courses.catalog.outlines import CourseOutline
from courses.enrollments.models import Enrollment
from courses.progress.held import HeldView, share_in
from courses.progress.queries import standing
from quizzes.journey.queries import CourseFinish, waiting_hours


def waiting_words(held: HeldView, minutes: int) -> str:
    """What a finished module waits for."""
    return _(
        "You have done everything in this module. Its %(hours)s hours are added when you have spent %(needed)s with "
        "it; so far %(active)s."
    ) % {
        "hours": as_hours(minutes),
        "needed": as_duration(held.needed_minutes),
        "active": as_duration(held.active_minutes),
    }


def waiting_lines(finish: CourseFinish) -> list[dict[str, Any]]:
    """The modules of a course whose hours wait, as the page of its last steps lists them."""
    modules = [(each, finish.course.module(each.module_key)) for each in finish.held]
    return [
        {
            "pk": held.pk,
            "title": module.title,
            "address": localized(module.path),
            "words": waiting_words(held, module.minutes),
        }
        for held, module in modules
    ]


def words_after(enrollment: Enrollment, course: CourseOutline | None, activity_key) -> str:
    """The same right after the last deed of a module; nothing, and no query, where no time is asked."""
    module = course.module(activity_key) if course else None
    if course is None or module is None or share_in(course) == 0:
        return ""
    found = waiting_hours(enrollment, course, standing(enrollment))
    return next((waiting_words(each, module.minutes) for each in found if each.module_key == module.key), "")


def added_words(minutes: int) -> str:
    """What is said when time brought hours that had waited."""
    hours = {"hours": as_hours(minutes)}
    return _("Your time in this module is complete. %(hours)s hours were added to your hours.") % hours
