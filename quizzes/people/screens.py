"""What each screen shows, finished: templates decide nothing."""

import segno
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cms.pages.links import localized
from cms.records.rules import spell_code
from courses.catalog.labels import DOMAIN_LABELS
from courses.catalog.queries import outline, prompts_in
from courses.cohorts.models import Cohort
from courses.enrollments.rules import EnrollmentState
from quizzes.credentials.labels import STATUS_LABELS
from quizzes.credentials.rules import status_on
from quizzes.people import labels
from quizzes.people.forms import invited
from quizzes.people.permissions import can_audit
from quizzes.people.roster import SORTS
from quizzes.reviews.permissions import can_score


def _frame(title: str, icon: str, *crumbs: tuple[str, str]) -> dict:
    """The head of a CMS screen."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    trail = [home, *({"url": url, "label": label} for url, label in crumbs), {"url": "", "label": title}]
    return {"header_title": title, "page_title": title, "header_icon": icon, "breadcrumbs_items": trail}


def _report_crumb() -> tuple[str, str]:
    return reverse("people_admin:report"), _("Cohort report")


def no_groups(request) -> dict:
    """Before there is a cohort."""
    can_add = request.user.has_perm("courses.add_cohort")
    return _frame(_("Cohort report"), "group") | {"add_url": reverse("cohorts:add") if can_add else ""}


def report(request, groups, found, page, sort, words, *, may_let_in: bool) -> dict:
    """A page of a roster."""
    now, kept = timezone.now(), {"group": found.group.value, "q": words}
    cohort = found.group.cohort
    return _frame(_("Cohort report"), "group") | {
        "groups": [(group.value, group.title, group.cohort is not None) for group in groups],
        "chosen": found.group.value,
        "title": found.group.title,
        "course": found.course,
        "cohort": cohort,
        "may_let_in": may_let_in,
        "headline": labels.headline_words(found.headline) if found.rows else "",
        "modules": found.modules,
        "rows": [_row(row, found.course, now) for row in page],
        "page": page,
        "words": words,
        "sort": sort,
        "columns": {name: _column(name, sort, kept) for name in SORTS},
        "here": urlencode({**kept, "sort": sort}),
    }


def _column(name: str, sort: str, kept: dict) -> dict:
    """A heading that sorts; pressed again it sorts the other way."""
    turned = f"-{name}" if sort == name else name
    ways = {name: "ascending", f"-{name}": "descending"}
    return {"url": "?" + urlencode({**kept, "sort": turned}), "aria_sort": ways.get(sort, "")}


def _row(row, course, now) -> dict:
    return {
        "id": row.enrollment.trainee_id,
        "name": row.name,
        "email": row.enrollment.trainee.email,
        "cells": [(cell.stage, labels.cell_words(cell)) for cell in row.cells],
        "modules_done": row.modules_done,
        "minutes": row.minutes,
        "last_here": row.last_here,
        "ago": labels.days_since(row.last_here, now),
        "hellos": [labels.hello_words(hello, course) for hello in row.hellos],
    }


def learner(request, person, found, led: list[int]) -> dict:
    """One person's page. `led` are the places the viewer may act on."""
    today = timezone.localdate()
    return _frame(person.get_full_name(), "user", _report_crumb()) | {
        "person": person,
        "places": [_place(place, place.enrollment.pk in led) for place in found.places],
        "may_lead": bool(led),
        "may_score": can_score(request.user),
        "may_audit": can_audit(request.user),
        "last_here": found.last_here,
        "ago": labels.days_since(found.last_here, timezone.now()),
        "hours": [(DOMAIN_LABELS.get(domain, domain), minutes) for domain, minutes in found.minutes_by_domain.items()],
        "minutes": sum(found.minutes_by_domain.values()),
        "certificates": [(each, STATUS_LABELS[status_on(today, each.events.all())]) for each in found.certificates],
        "shared": [(each, prompts_in(each.lesson_key).get(each.block_id, "")) for each in found.shared],
    }


def record(person, page) -> dict:
    """The whole record of a person."""
    crumb = (reverse("people_admin:learner", args=[person.pk]), person.get_full_name())
    return _frame(_("Record"), "history", _report_crumb(), crumb) | {"person": person, "page": page}


def accommodation(request, person, form) -> dict:
    """What a person needs."""
    crumb = (reverse("people_admin:learner", args=[person.pk]), person.get_full_name())
    return _frame(_("What this person needs"), "user", _report_crumb(), crumb) | {"person": person, "form": form}


def _place(place, is_led: bool) -> dict:
    state = place.enrollment.state
    return {
        "may_suspend": is_led and state == EnrollmentState.ACTIVE,
        "may_reinstate": is_led and state == EnrollmentState.SUSPENDED,
        "is_suspended": state == EnrollmentState.SUSPENDED,
        "title": place.course.title if place.course else _("A course that is not published now"),
        "anchor": f"place-{place.enrollment.pk}",
        "enrollment": place.enrollment,
        "has_left": place.has_left,
        "hellos": [labels.hello_words(hello, place.course) for hello in place.hellos],
        "modules": [(module, cell.stage, labels.cell_words(cell)) for module, cell in place.modules],
        "tries": [_try(each) for each in place.tries],
    }


def _try(each) -> dict:
    return {
        "quiz": each.quiz,
        "number": each.number,
        "at": each.at,
        "points": labels.points(each.score, each.possible),
        "word": labels.RESULTS[each.state],
    }


def _cohort_crumbs(found: Cohort) -> tuple[tuple[str, str], ...]:
    return (_report_crumb(), (reverse("people_admin:cohort", args=[found.pk]), found.name))


def cohort(request, found: Cohort, form, waiting) -> dict:
    """The ways into a cohort."""
    course = outline(found.course_key)
    address = request.build_absolute_uri(localized(f"join/{found.join_code}/"))
    return _frame(found.name, "group", _report_crumb()) | {
        "cohort": found,
        "course": course,
        "code": spell_code(found.join_code),
        "address": address,
        "form": form,
        "waiting": waiting,
    }


def invite(request, found: Cohort, form, lines) -> dict:
    """Who will get a mail."""
    return _frame(_("Look before it goes"), "mail", *_cohort_crumbs(found)) | {
        "cohort": found,
        "course": outline(found.course_key),
        "form": form,
        "lines": [(line.text, line.kind, labels.LINES[line.kind]) for line in lines],
        "count": len(invited(lines)),
    }


def slip(found: Cohort, course, address: str) -> dict:
    """A slip of paper with the code."""
    square = segno.make(address, error="m")
    # White behind it: a phone cannot read dark on dark.
    code = square.svg_inline(scale=5, border=4, light="white", svgclass=None, lineclass=None)
    return {"cohort": found, "course": course, "address": address, "code": spell_code(found.join_code), "qr": code}
