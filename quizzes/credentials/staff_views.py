"""Doors inside the CMS: every certificate, what happened to it, and decisions about it."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.credentials import permissions, queries, screens, services
from quizzes.credentials.deeds import DEEDS
from quizzes.credentials.forms import ReasonForm, RenewForm, ReplaceForm

PAGE_SIZE = 50


def _let_in(request, may) -> None:
    if not may(request.user):
        raise PermissionDenied


@require_safe
def index(request):
    """Every certificate, newest first, to be found by name or code."""
    _let_in(request, permissions.can_look)
    words = request.GET.get("q", "")
    page = Paginator(queries.search(words), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "quizzes/credentials/staff/index.html", screens.index(page, words))


@require_safe
def record(request, public_id):
    """One certificate with all its events and the reasons behind them."""
    _let_in(request, permissions.can_look)
    credential = get_object_or_404(queries.search(""), public_id=public_id)
    context = screens.record(credential, may_decide=permissions.can_decide(request.user))
    return render(request, "quizzes/credentials/staff/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, public_id, deed):
    """Say what will happen and ask for the reason; then do it."""
    _let_in(request, permissions.can_decide)
    credential = get_object_or_404(queries.search(""), public_id=public_id)
    if deed not in DEEDS:
        raise Http404
    form = _form(deed, credential, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = screens.decide(credential, DEEDS[deed], form)
        return render(request, "quizzes/credentials/staff/decide.html", context, status=422 if form.errors else 200)
    try:
        made = DEEDS[deed].act(credential, by=request.user, **form.cleaned_data)
    except (services.AlreadyHappened, services.EndsNoLater):
        messages.warning(request, screens.somebody_was_first())
        return redirect("credentials_admin:record", public_id)
    messages.success(request, DEEDS[deed].done)
    return redirect("credentials_admin:record", getattr(made, "public_id", public_id))


def _form(deed, credential, typed):
    if deed == "renew":
        return RenewForm(typed, ends_on=screens.standing(credential).ends_on)
    if deed == "replace":
        return ReplaceForm(typed, initial={"name": credential.trainee.legal_name})
    return ReasonForm(typed)
