"""Door: get the certificate for the training hours of a program."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from quizzes.home import queries
from quizzes.home.screens import roadmap_context
from quizzes.journey import training


@login_required
@require_POST
def get_certificate(request, slug):
    """Issue it, or show the one there is, or say what is missing."""
    roads = queries.roads_of(request.user, slug)
    if roads is None or roads.goals.pursuit is None:
        raise Http404
    try:
        credential = training.certify_training(roads.goals.pursuit, by=request.user)
    except training.NameMissing:
        messages.info(request, _("Add your legal name first. The certificate prints it."))
        return redirect("accounts:section", "name")
    except training.TrainingNotMet:
        messages.info(request, _("Not yet. Some hours of this program are still missing."))
        return render(request, "quizzes/home/roadmap.html", roadmap_context(request.user, roads), status=409)
    messages.success(request, _("Your certificate is ready."))
    return redirect(credential)
