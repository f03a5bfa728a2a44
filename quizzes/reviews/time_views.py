"""Doors of doubts about time: what waits, and one decision."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.reviews import time_disputes, time_sheets
from quizzes.reviews.forms import TimeForm
from quizzes.reviews.permissions import can_score
from quizzes.reviews.queries import reader


def _who(request):
    if not can_score(request.user):
        raise PermissionDenied
    return reader(request.user)


@require_safe
def times(request):
    """What trainees said about their time, oldest first."""
    rows = time_disputes.open_for(_who(request))
    return render(request, "quizzes/reviews/times.html", time_sheets.times(rows, timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def time(request, dispute_id):
    """Give the hours, or write back, with words the person reads."""
    found = get_object_or_404(time_disputes.disputes_for(_who(request)), pk=dispute_id)
    form = TimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = time_disputes.give if form.cleaned_data["decision"] == "give" else time_disputes.write_back
        try:
            decide(found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
            messages.success(request, _("Decided, and written down with your reason."))
        except time_disputes.AlreadyDecided:
            messages.info(request, _("Nothing was changed: this was decided, or the time was there, meanwhile."))
        return redirect("reviews_admin:times")
    context = time_sheets.time(found, form)
    return render(request, "quizzes/reviews/decide.html", context, status=422 if form.is_bound else 200)
