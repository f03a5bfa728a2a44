"""Doors: the whole record of one person, for those who audit."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes.hours.export import CSV, XLSX, as_csv, as_xlsx
from quizzes.people import queries, screens
from quizzes.people.audit import as_lines, audit_trail, headings
from quizzes.people.permissions import can_audit

PAGE_SIZE = 100


@require_safe
def record(request, person_id):
    """Everything that only grows about a person, on screen or as a file."""
    if not can_audit(request.user):
        raise PermissionDenied
    person = get_object_or_404(queries.people_for(queries.viewer(request.user)), pk=person_id)
    trail = audit_trail(person)
    if form := request.GET.get("export"):
        return _file(form, person, trail)
    page = Paginator(trail, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "quizzes/people/record.html", screens.record(person, page))


def _file(form: str, person, trail) -> HttpResponse:
    lines = [headings(), *as_lines(trail)]
    if form == "csv":
        response = HttpResponse(as_csv(lines), content_type=CSV)
    elif form == "xlsx":
        response = HttpResponse(as_xlsx(_("Record"), lines), content_type=XLSX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="record-{person.pk}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
