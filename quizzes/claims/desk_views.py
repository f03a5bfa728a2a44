"""Doors of the desk: what waits, and one entry with its decision."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.claims import decisions, desk_screens
from quizzes.claims import desk as desks
from quizzes.claims.confirming import Choice
from quizzes.claims.desk_forms import DecisionForm, DeskFilter
from quizzes.claims.permissions import can_decide
from quizzes.claims.queries import claim_by_key, claims_in_reach, claims_to_decide
from quizzes.claims.services import StaleClaim

ON_A_PAGE = 20


def for_deciders(view):
    """A door only for those who decide about hours. Others are told so; strangers are asked to sign in."""

    @never_cache
    @login_required
    @wraps(view)
    def door(request, *args, **kwargs):
        if not desks.is_at_desk(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return door


@for_deciders
@require_safe
def desk(request):
    """What waits, with what narrows it down."""
    user, at = request.user, timezone.now()
    waiting, sees_all = claims_to_decide(user), desks.decides_all(user)
    chosen = DeskFilter(request.GET, people=desks.people_with(waiting), sees_all=sees_all)
    if not chosen.shows_all():
        waiting = desks.mine(waiting, user, at=at)
    page = Paginator(chosen.narrow(desks.as_rows(waiting)), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "quizzes/claims/desk.html", desk_screens.listed(page, chosen))


@for_deciders
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, key):
    """One entry: look at it and decide; then the next."""
    user, at = request.user, timezone.now()
    claim = claim_by_key(claims_in_reach(user), key)
    if claim is None:
        raise Http404
    form = DecisionForm(request.POST if request.method == "POST" else None, claim=claim)
    if request.method == "POST" and can_decide(user, claim) and form.is_valid():
        return _decide(request, claim, form, at)
    context = desk_screens.entry(user, claim, form, at=at)
    return render(request, "quizzes/claims/entry.html", context, status=422 if context["form"] and form.errors else 200)


def _decide(request, claim, form, at):
    """Put the decision down and go on to the next."""
    said, user = form.cleaned_data, request.user
    facts = {"version": said["version"], "by": user, "note": said["note"].strip(), "at": at}
    name = {"name": claim.trainee.get_short_name()}
    try:
        if said["choice"] == Choice.APPROVE:
            decisions.approve(claim, **facts, **form.numbers())
            messages.success(request, _("Approved. %(name)s gets a mail.") % name)
        elif said["choice"] == Choice.CHANGE:
            decisions.ask_for_change(claim, **facts)
            messages.success(request, _("%(name)s gets a mail and reads your note.") % name)
        else:
            decisions.decline(claim, **facts)
            messages.success(request, _("Declined. %(name)s gets a mail with your reason.") % name)
    except StaleClaim:
        messages.warning(request, _("It was changed or decided while you looked. Please look again."))
        return redirect("deciding:entry", claim.key)
    following = desks.next_after(user, claim, at=at)
    return redirect(reverse("deciding:entry", args=[following.key]) if following else reverse("deciding:desk"))
