"""The door of taking an approval of hours back. It stands here, because certificates may rest on them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizzes.attempts import clock
from quizzes.claims.desk_screens import line_of
from quizzes.claims.permissions import can_take_back
from quizzes.claims.queries import claim_by_key, claims_in_say
from quizzes.claims.rules import State
from quizzes.claims.services import StaleClaim
from quizzes.reviews import doubts
from quizzes.reviews.forms import TakeBackForm


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, key):
    """Take an approval back, with a reason; certificates are asked about, never taken along."""
    at, claim = clock.received_at(), claim_by_key(claims_in_say(request.user), key)
    if claim is None or not can_take_back(request.user, claim):
        raise Http404
    if claim.state != State.APPROVED:
        return redirect("deciding:entry", claim.key)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            doubts.take_back_claim(claim, **form.said(), by=request.user, at=at)
            messages.success(request, _("Taken back. %(name)s gets a mail.") % {"name": claim.trainee.get_short_name()})
        except StaleClaim:
            messages.info(request, _("Somebody else decided this a moment ago."))
        return redirect("deciding:entry", claim.key)
    context = {"nav": "team", "line": line_of(claim), "form": form, "resting": doubts.resting_on_claim(claim)}
    return render(request, "quizzes/reviews/take_back.html", context, status=422 if form.errors else 200)
