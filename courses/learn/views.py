"""The doors of course index, course, module and lesson pages."""

from django.http import Http404
from django.shortcuts import render

from cms.pages.links import localized
from cms.site.context import LANGUAGE_NAMES
from courses.catalog import queries as catalog
from courses.catalog.labels import DOMAIN_LABELS, ENTRY_WAY_LABELS
from courses.enrollments.queries import active_enrollments_for, waiting_invitations
from courses.learn import permissions
from courses.learn.lessons import LessonView, text_of
from courses.learn.rows import activity_rows, card, module_rows, name_in_sentence
from courses.learn.visits import visit
from courses.progress.queries import standings


def course_index(request, page):
    """All courses, each with where its reader stands."""
    wanted = request.GET.get("in") if request.GET.get("in") in LANGUAGE_NAMES else ""
    places = active_enrollments_for(request.user) if request.user.is_authenticated else []
    ids = {place.course_key: place.pk for place in places}
    where = standings(ids.values()) if ids else {}
    courses = [course for course in catalog.outlines() if not wanted or wanted in course.languages]
    context = {
        "page": page,
        "nav": "courses",
        "cards": [card(course, where.get(ids.get(course.key))) for course in courses],
        "languages": LANGUAGE_NAMES,
        "wanted": wanted,
    }
    return render(request, "courses/learn/course_index.html", context)


def course(request, page):
    """A course: what it teaches and counts, its modules, the way in or where to go on."""
    found = visit(request, catalog.outline(page.translation_key), page.translation_key)
    split = found.course.minutes_by_domain if found.course else {}
    is_outside = found.is_signed_in and not found.enrollment
    invitations = waiting_invitations(request.user).filter(course_key=page.translation_key) if is_outside else []
    context = {
        "page": page,
        "nav": "learn",
        "visit": found,
        "course": found.course,
        "modules": module_rows(found),
        "split": [(DOMAIN_LABELS[name], minutes) for name, minutes in split.items()],
        "next": found.next and {"address": localized(found.next.path), "name": name_in_sentence(found.next)},
        "entry": ENTRY_WAY_LABELS[page.entry_way],
        "held": [(found.course.module(key), held) for key, held in found.held.items()],
        "invitation": invitations[0] if invitations else None,
    }
    return render(request, "courses/learn/course.html", context)


def module(request, page):
    """A module: what one can do after it, what is coming, its activities."""
    found, outline = _place(request, page)
    before = found.opens_after(outline) if outline else None
    rows = activity_rows(found, outline) if outline else []
    context = {
        "page": page,
        "nav": "learn",
        "visit": found,
        "course": found.course,
        "module": outline,
        "rows": rows,
        "progress": found.progress(outline) if outline else None,
        "next": next((row for row in rows if not row.is_done and row.address), None),
        "before": before and {"title": before.title, "number": before.number, "address": localized(before.path)},
        "domain": DOMAIN_LABELS.get(page.domain),
        "held": found.held_in(outline) if outline else None,
        "spent": found.time_in(outline) if outline else None,
    }
    return render(request, "courses/learn/module.html", context)


def lesson(request, page):
    """A lesson, for those with a place in its course and for the team."""
    found, outline = _place(request, page)
    activity = found.course.activity(page.translation_key) if outline else None
    if activity is None:
        return _draft(request, page)
    context = {"page": page, "nav": "learn", "visit": found, "course": found.course, "module": outline}
    if not (permissions.can_read(found, outline) or getattr(request, "is_preview", False)):
        before = found.opens_after(outline)
        context["before"] = before and {"title": before.title, "address": localized(before.path)}
        return render(request, "courses/learn/lesson_closed.html", context | {"activity": activity}, status=403)
    context["lesson"] = LessonView(found, outline, activity, text_of(request, page))
    context["leave_url"] = localized("home/" if found.enrollment else found.course.path)
    return render(request, "courses/learn/lesson.html", context)


def _place(request, page):
    """The visit and the outline of a module page, or of the module a lesson page stands in. Strangers find nothing
    that is not live in a live course."""
    course = next((each for each in catalog.outlines() if each.module(page.translation_key)), None)
    found = visit(request, course, course.key if course else page.translation_key)
    outline = course.module(page.translation_key) if course else None
    if outline is None and not getattr(request, "is_preview", False):
        raise Http404
    return found, outline


def _draft(request, page):
    """A lesson that has never been live, as its author sees it in the preview."""
    context = {"page": page, "nav": "learn", "pieces": text_of(request, page)}
    return render(request, "courses/learn/lesson_draft.html", context)
