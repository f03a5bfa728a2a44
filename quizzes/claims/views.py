"""Doors: my hours, one entry from elsewhere, and what its writer can do with it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes.claims import screens, services
from quizzes.claims.queries import claims_for


@login_required
@require_safe
def ledger(request):
    """Every entry, with what it adds up to, and what waits beside it."""
    context = {"nav": "hours", **screens.hours_page(request.user, request.GET)}
    return render(request, "quizzes/claims/ledger.html", context)


@login_required
@never_cache
@require_safe
def claim(request, key):
    """One entry from elsewhere: what it says, where it stands, what became of it."""
    found = get_object_or_404(claims_for(request.user).select_related("trainee", "supervisor"), key=key)
    return render(request, "quizzes/claims/claim.html", {"nav": "hours", **screens.claim_page(found)})


@login_required
@never_cache
@require_safe
def sent(request, key):
    """What we got, what happens next, who and when."""
    scope = claims_for(request.user).filter(version__gt=0).select_related("trainee", "supervisor")
    found = get_object_or_404(scope, key=key)
    return render(request, "quizzes/claims/sent.html", {"nav": "hours", **screens.claim_page(found)})


@login_required
@require_POST
def withdraw(request, key):
    """Take an entry back before anybody decides."""
    return _moved(request, key, services.withdraw, _("You withdrew this entry. Nobody looks at it now."))


@login_required
@require_POST
def reopen(request, key):
    """Take up again what was withdrawn."""
    return _moved(request, key, services.reopen, _("You can change this entry and send it again."))


def _moved(request, key, deed, words):
    found = get_object_or_404(claims_for(request.user), key=key)
    try:
        deed(found, by=request.user)
    except services.StaleClaim:
        messages.info(request, _("Somebody decided about this entry meanwhile. It stays as you see it here."))
    else:
        messages.success(request, words)
    return redirect("claims:claim", key)


@login_required
@never_cache
def discard(request, key):
    """Throw a draft away, after asking."""
    found = get_object_or_404(claims_for(request.user), key=key)
    if request.method != "POST":
        context = {"nav": "hours", "claim": found, "line": screens.beside(found), "can_discard": not found.version}
        return render(request, "quizzes/claims/discard.html", context)
    try:
        services.discard(found)
    except services.StaleClaim:
        messages.info(request, _("This entry was sent before, so it is kept."))
        return redirect("claims:claim", key)
    messages.success(request, _("The draft is thrown away."))
    return redirect("claims:ledger")
