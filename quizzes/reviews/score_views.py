"""Doors of scores: one try question by question, points and pass by a person, and what rests on a changed score."""

from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.attempts import clock
from quizzes.reviews import doubts as rests
from quizzes.reviews import queries, services, sheets
from quizzes.reviews.forms import DoubtForm, OverrideForm, PassForm
from quizzes.reviews.late import late_rows
from quizzes.reviews.permissions import can_confirm
from quizzes.reviews.reading_views import who_reads


def _attempt(request, attempt_id):
    return get_object_or_404(queries.attempts_for(who_reads(request)).select_related("trainee"), pk=attempt_id)


@require_safe
def tries(request, person_id):
    """The sent tries of one person, each leading to its score."""
    sent = queries.attempts_for(who_reads(request)).filter(trainee_id=person_id)
    found = list(sent.select_related("trainee", "quiz_version").order_by("-sent_at"))
    if not found:
        raise Http404
    return render(request, "quizzes/reviews/tries.html", sheets.tries(found[0].trainee, found))


@require_safe
def score(request, attempt_id):
    """Every question of a try with its arithmetic, every score it had before, and what came too late to count."""
    attempt = _attempt(request, attempt_id)
    return render(request, "quizzes/reviews/score.html", sheets.score(attempt) | {"late": late_rows(attempt)})


@require_http_methods(["GET", "HEAD", "POST"])
def points(request, attempt_id, number):
    """Replace what one question earned."""
    attempt, at = _attempt(request, attempt_id), clock.received_at()
    card = services.card_of(attempt)
    try:
        line = services.line_of(card, number)
    except services.UnknownQuestion:
        raise Http404 from None
    worth = services.most(card, line)
    form = OverrideForm(request.POST or None, worth=worth, initial={"points": Decimal(line["earned"] or 0)})
    if request.method == "POST" and form.is_valid():
        services.override_points(
            attempt, number, form.cleaned_data["points"], reason=form.cleaned_data["reason"], by=request.user, at=at
        )
        messages.success(request, _("Changed. The old score is kept, and the person gets a mail."))
        return redirect("reviews_admin:score", attempt.pk)
    context = sheets.points(attempt, line, form, request.user)
    return render(request, "quizzes/reviews/decide.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def passing(request, attempt_id):
    """Say whether a try passes, whatever its points."""
    attempt, at = _attempt(request, attempt_id), clock.received_at()
    form = PassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        passed = form.cleaned_data["passed"] == "yes"
        services.override_pass(attempt, passed, reason=form.cleaned_data["reason"], by=request.user, at=at)
        messages.success(request, _("Changed. The old score is kept, and the person gets a mail."))
        return redirect("reviews_admin:score", attempt.pk)
    context = sheets.passing(attempt, form)
    return render(request, "quizzes/reviews/decide.html", context, status=422 if form.is_bound else 200)


def _confirms(request) -> None:
    if not can_confirm(request.user):
        raise PermissionDenied


@require_safe
def doubts(request):
    """Hours and certificates that rest on a score which went down."""
    _confirms(request)
    return render(request, "quizzes/reviews/doubts.html", sheets.doubts(rests.open_doubts(), timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
def doubt(request, doubt_id):
    """Keep it, or take it back, with a reason."""
    _confirms(request)
    found, at = get_object_or_404(rests.doubts(), pk=doubt_id), clock.received_at()
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decide = rests.take_back if form.cleaned_data["decision"] == "take_back" else rests.keep
        try:
            decide(found, reason=form.cleaned_data["reason"], by=request.user, at=at)
            messages.success(request, _("Decided, and written down with your reason."))
        except rests.AlreadyDecided:
            messages.info(request, _("Somebody else decided this a moment ago."))
        return redirect("reviews_admin:doubts")
    context = sheets.doubt(found, form)
    return render(request, "quizzes/reviews/decide.html", context, status=422 if form.is_bound else 200)
