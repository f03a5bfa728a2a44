"""Doors of active time: the sign a page gives, a visit counted at a press, how time is counted, "This is not right"."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.pages.links import localized
from cms.site.queries import shell
from courses.catalog.queries import outline
from courses.enrollments.queries import enrollments_for
from courses.progress import held as holding
from courses.progress.openings import read_opening
from quizzes.journey import signs
from quizzes.journey.forms import DisputeForm
from quizzes.journey.wording import added_words, waiting_words


@csrf_exempt
@require_POST
def beat(request):
    """A page that is open and used says so, once a minute and on leaving. The signed opening it carries stands for the
    person as a form's token does: nobody else can know it. Nothing is answered, whatever arrives."""
    if request.user.is_authenticated:
        _count(request)
    return HttpResponse(status=204)


@login_required
@require_POST
def visit(request):
    """Count the time of a visit without marking anything: what a page without script cannot do by itself."""
    opening = read_opening(request.POST.get("opened", ""), trainee_id=request.user.pk)
    key = opening.sitting.activity_key if opening else None
    course = signs.course_with(key) if key else None
    if course is None:
        raise Http404
    if not _count(request, throttle=timedelta()):
        messages.success(request, _("Your time was counted."))
    return redirect(localized(course.module(key).path))


def _count(request, **how) -> bool:
    """Whether the sign brought hours that had waited; the next page says so."""
    outcome = signs.beat(request.user, request.POST.get("opened", ""), at=timezone.now(), **how)
    if outcome.entries:
        messages.success(request, added_words(outcome.minutes))
    return bool(outcome.entries)


@require_safe
def how(request):
    """How time is counted, in plain words, for everybody."""
    return render(request, "quizzes/journey/how.html", {"share": shell().active_share, "nav": "learn"})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request, held_id):
    """Say that the time of one's own module is not right; read what was answered."""
    places = enrollments_for(request.user)
    found = get_object_or_404(holding.held_of(places), pk=held_id)
    course = outline(found.enrollment.course_key)
    module = course.module(found.module_key) if course else None
    if module is None:
        raise Http404
    if found.released_at:
        messages.info(request, _("The hours of this module are in your record."))
        return redirect("claims:ledger")
    form = DisputeForm(request.POST or None)
    if form.is_valid():
        return _say(request, found, form.cleaned_data["text"])
    view = next(each for each in holding.held_views([found.enrollment], [course]) if each.pk == found.pk)
    context = {
        "nav": "learn", "module": module, "held": view, "form": form, "words": waiting_words(view, module.minutes),
        "said": holding.last_dispute(found),
    }  # fmt: skip
    return render(request, "quizzes/journey/dispute.html", context, status=422 if form.is_bound else 200)


def _say(request, found, text):
    try:
        holding.dispute(found, text=text, at=timezone.now())
        messages.success(request, _("Thank you. A person looks at your time and writes back to you."))
    except holding.NotHeld:
        messages.info(request, _("The hours of this module are in your record."))
        return redirect("claims:ledger")
    return redirect("journey:dispute", held_id=found.pk)
