"""Doors of a trainee whose entry waits for somebody: asking once more, and naming another person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes.claims import links, naming
from quizzes.claims.labels import LACKS
from quizzes.claims.naming_forms import PersonForm
from quizzes.claims.queries import claims_for
from quizzes.claims.services import NotReady, StaleClaim


@login_required
@require_POST
def ask_again(request, key):
    """Mail the person named once more."""
    claim = get_object_or_404(claims_for(request.user), key=key)
    try:
        naming.ask_again(claim, at=timezone.now())
    except StaleClaim:
        messages.info(request, _("There is nothing to ask about this entry now."))
    except links.NotNow:
        messages.info(request, _("We can’t write to them again today. Try tomorrow, or name another person."))
    else:
        messages.success(request, _("We wrote to them again. The link from before no longer works."))
    return redirect("claims:claim", key)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, key):
    """Name another person who was there."""
    claim = get_object_or_404(naming.may_name_another(claims_for(request.user)).select_related("trainee"), key=key)
    form = PersonForm(request.POST if request.method == "POST" else None, claim=claim)
    if form.is_valid():
        try:
            naming.name_another(claim, by=request.user, at=timezone.now(), **form.person())
            messages.success(request, _("We ask them now. The person you named before can no longer answer."))
            return redirect("claims:claim", key)
        except NotReady as refused:
            form.add_error("email", LACKS[refused.lacks[0]])
        except StaleClaim:
            messages.info(request, _("Somebody decided about this entry meanwhile. It stays as you see it here."))
            return redirect("claims:claim", key)
    context = {"nav": "hours", "claim": claim, "form": form}
    return render(request, "quizzes/claims/person.html", context, status=422 if form.errors else 200)
