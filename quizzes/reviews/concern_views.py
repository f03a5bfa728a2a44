"""Doors of worry: the program's steps, who is told, who is on it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.attempts import clock
from quizzes.attempts.queries import place
from quizzes.reviews import concerns as worries
from quizzes.reviews import queries, screens
from quizzes.reviews.forms import TakeForm, WorryForm
from quizzes.reviews.permissions import can_see_concerns
from quizzes.reviews.reading_views import who_reads


@require_http_methods(["GET", "HEAD", "POST"])
def worried(request, attempt_id, number):
    """What the program does when somebody is worried, and telling whoever is on call."""
    attempt = get_object_or_404(queries.attempts_for(who_reads(request)).select_related("trainee"), pk=attempt_id)
    settings, form = worries.steps(), WorryForm(request.POST or None)
    placed = place(attempt, number)
    if request.method == "POST" and form.is_valid() and placed:
        worries.raise_concern(attempt, number, note=form.cleaned_data["note"], by=request.user, at=clock.received_at())
        messages.success(request, screens.told(settings))
        return redirect("reviews_admin:queue")
    return render(request, "quizzes/reviews/decide.html", screens.worried(attempt, number, settings, form))


def _sees(request) -> None:
    if not can_see_concerns(request.user):
        raise PermissionDenied


@require_safe
def concerns(request):
    """Every concern, those nobody is on first."""
    _sees(request)
    context = screens.frame(_("Concerns"), "warning") | {"rows": worries.concerns()}
    return render(request, "quizzes/reviews/concerns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def concern(request, concern_id):
    """One concern; a post says that one is on it."""
    _sees(request)
    found = get_object_or_404(worries.concerns(), pk=concern_id)
    is_mine = found.taken_by_id in (None, request.user.pk)
    form = TakeForm(request.POST or None, initial={"done": found.done}) if is_mine else None
    if request.method == "POST" and form and form.is_valid():
        try:
            worries.take(found, done=form.cleaned_data["done"], by=request.user, at=clock.received_at())
            messages.success(request, _("Everybody can see that you are on it."))
        except worries.AlreadyTaken:
            messages.info(request, _("Somebody else is on it already."))
        return redirect("reviews_admin:concern", found.pk)
    return render(request, "quizzes/reviews/concern.html", screens.concern(found, worries.steps(), form))
