"""Doors: my hours as a page and as a table for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.progress.held import waiting_for
from quizzes.hours import queries
from quizzes.hours.export import CSV, XLSX, as_csv, as_xlsx, csv_lines
from quizzes.hours.forms import LedgerFilter
from quizzes.hours.goals import goals_of
from quizzes.hours.ledger import ledger_rows, ledger_totals
from quizzes.hours.paper import transcript_pdf
from quizzes.hours.transcript import Transcript, headings, lines, transcript_of

ROWS_ON_A_PAGE = 50


@login_required
@require_safe
def ledger(request):
    """Every entry, with what it adds up to."""
    chosen = LedgerFilter(request.GET, course_keys=queries.course_keys(request.user))
    entries = chosen.narrow(queries.entries_for(request.user))
    on_one_page = request.GET.get("rows") == "all"
    totals = ledger_totals(entries)
    pages = Paginator(entries.select_related("note"), max(totals.count, 1) if on_one_page else ROWS_ON_A_PAGE)
    # The totals have counted already.
    pages.count = totals.count
    page = pages.get_page(request.GET.get("page"))
    context = {
        "nav": "hours",
        "goals": goals_of(request.user),
        "held": waiting_for(request.user),
        "filter": chosen,
        "page": page,
        "rows": ledger_rows(page.object_list),
        "totals": totals,
        "query": chosen.query(),
        "on_one_page": on_one_page,
    }
    return render(request, "quizzes/hours/ledger.html", context)


@login_required
@require_safe
def export(request):
    """The entries as CSV, all of them or those the filter lets through."""
    chosen = LedgerFilter(request.GET, course_keys=queries.course_keys(request.user))
    entries = chosen.narrow(queries.entries_for(request.user)).select_related("note")
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
