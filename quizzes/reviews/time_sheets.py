"""What the screens about time show, finished: templates decide nothing."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.templatetags.ui import as_duration, as_hours
from courses.catalog.queries import outlines
from courses.progress.models import TimeDispute
from quizzes.reviews import labels
from quizzes.reviews.screens import frame
from quizzes.reviews.time_disputes import about


def times(rows, now) -> dict:
    """What waits for a person's word about time."""
    titles = {module.key: module.title for course in outlines() for module in course.modules}
    return frame(_("Time that was doubted"), "time") | {
        "rows": [
            {
                "pk": each.pk,
                "name": each.held.enrollment.trainee.get_full_name(),
                "module": titles.get(each.held.module_key, _("Not published now")),
                "text": each.text,
                "ago": labels.days_since(each.raised_at, now),
            }
            for each in rows
        ]
    }


def time(found: TimeDispute, form) -> dict:
    """One decision."""
    module, view = about(found)
    name, held = found.held.enrollment.trainee.get_full_name(), found.held
    lines = [
        f"{name}. {module.title if module else _('Not published now')}",
        _("Everything in it was done on %(day)s.") % {"day": date_format(held.since, "DATE_FORMAT")},
    ]
    if view and module:
        facts = {
            "active": as_duration(view.active_minutes),
            "needed": as_duration(view.needed_minutes),
            "hours": as_hours(module.minutes),
        }
        lines.append(_("Time so far: %(active)s of %(needed)s. The module brings %(hours)s hours.") % facts)
        lines.append(_("If you give the hours, they are added at once, and the record says that a person gave them."))
    if found.decided_at:
        lines.append(_("This was decided on %(day)s.") % {"day": date_format(found.decided_at, "DATE_FORMAT")})
    back = reverse("reviews_admin:times")
    return frame(_("Give the hours or write back"), "time", (back, _("Time that was doubted"))) | {
        "lines": lines,
        "quote": found.text,
        "form": form,
        "button": _("Decide"),
        "back": back,
    }
