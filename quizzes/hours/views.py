"""Doors: my hours as tables and sheets. The page itself stands in `claims`, which knows what waits beside them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from quizzes.hours import queries
from quizzes.hours.export import CSV, XLSX, as_csv, as_xlsx, csv_lines
from quizzes.hours.narrowing import LedgerFilter
from quizzes.hours.paper import transcript_pdf
from quizzes.hours.transcript import Transcript, headings, lines, transcript_of


@login_required
@require_safe
def export(request):
    """The entries as CSV, all of them or those the filter lets through."""
    chosen = LedgerFilter(request.GET, course_keys=queries.course_keys(request.user))
    entries = chosen.narrow(queries.entries_for(request.user))
    response = StreamingHttpResponse(
        csv_lines(entries.iterator(chunk_size=500)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="hours.csv"'
    return response


@login_required
@require_safe
def transcript(request):
    """Everything on one dated sheet, to read and to print."""
    return render(request, "quizzes/hours/transcript.html", {"nav": "hours", "transcript": transcript_of(request.user)})


def _table(found: Transcript) -> list:
    return [headings(), *lines(found)]


FORMS = {
    "pdf": ("application/pdf", transcript_pdf),
    "csv": (CSV, lambda found: as_csv(_table(found))),
    "xlsx": (XLSX, lambda found: as_xlsx(_("Transcript of hours"), _table(found))),
}


@login_required
@require_safe
def transcript_file(request, form):
    """The same as a file."""
    if form not in FORMS:
        raise Http404
    found = transcript_of(request.user)
    content_type, write = FORMS[form]
    response = HttpResponse(write(found), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="transcript-{found.made_on.isoformat()}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
