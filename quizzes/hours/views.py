"""Doors: my hours as a page and as a table for a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quizzes.hours import queries
from quizzes.hours.export import csv_lines
from quizzes.hours.forms import LedgerFilter
from quizzes.hours.goals import goals_of
from quizzes.hours.ledger import ledger_rows, ledger_totals

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
