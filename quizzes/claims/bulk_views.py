"""Doors of several decisions at once: asked once with all that will happen, then told what did."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from quizzes.claims import decisions, desk, desk_screens
from quizzes.claims.decisions import NotSorted, OwnClaim
from quizzes.claims.desk_forms import versions_in
from quizzes.claims.desk_views import for_deciders
from quizzes.claims.services import StaleClaim

# As many as a page of the list holds, and some.
MOST_AT_ONCE = 50


def _picked(request, values):
    """What was picked, of what this person decides about."""
    versions = dict(list(versions_in(values).items())[:MOST_AT_ONCE])
    return desk.picked(request.user, versions), versions


@for_deciders
@require_POST
def approve(request):
    """List what will happen; with a yes, do it. What changed meanwhile is skipped, the rest is kept."""
    only = request.POST.get("only")
    claims, versions = _picked(request, [only] if only else request.POST.getlist("entry"))
    if not claims or not request.POST.get("yes"):
        return render(request, "quizzes/claims/approve.html", desk_screens.will_happen(claims, versions))
    at = timezone.now()
    for claim in claims:
        try:
            decisions.approve(claim, version=versions[claim.key], by=request.user, at=at)
        except (StaleClaim, NotSorted, OwnClaim):
            # Named on the next page, with the reason.
            continue
    picks = [f"{claim.key}.{versions[claim.key]}" for claim in claims]
    return redirect(f"{reverse('deciding:done')}?{urlencode({'entry': picks}, doseq=True)}")


@for_deciders
@require_safe
def done(request):
    """What became of each."""
    claims, versions = _picked(request, request.GET.getlist("entry"))
    return render(request, "quizzes/claims/approved.html", desk_screens.happened(request.user, claims, versions))
