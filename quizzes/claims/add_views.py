"""Doors: the four questions about hours from elsewhere, and sending."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from cms.uploads.queries import own_file
from quizzes.claims import screens, services
from quizzes.claims.forms import CategoryForm, CheckForm, ProofForm, WhatForm, WhenForm
from quizzes.claims.labels import LACKS
from quizzes.claims.models import HoursClaim
from quizzes.claims.proofs import PURPOSE, ProofRefused, keep_proof
from quizzes.claims.queries import alike, claims_for
from quizzes.claims.rules import OPEN_TO_CHANGE, State, steps_of

FORMS = {"what": WhatForm, "when": WhenForm, "category": CategoryForm, "proof": ProofForm}
# Where on the page each missing thing is put right.
STEP_OF_LACK = {
    **dict.fromkeys(("no_activity", "no_title"), "what"),
    **dict.fromkeys(("no_proof", "no_file", "no_person", "treatment"), "proof"),
    "split_off": "category",
}


def _own(request, key) -> HoursClaim:
    return get_object_or_404(claims_for(request.user).select_related("trainee", "supervisor"), key=key)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _away(request, claim: HoursClaim):
    """Where to go with a claim that is not its writer's to change: pressed twice, to what the first press brought."""
    if request.method == "POST" and claim.state == State.WAITING:
        return redirect("claims:sent", claim.key)
    messages.info(request, _("You can’t change this entry while it stands like this."))
    return redirect("claims:claim", claim.key)


@login_required
@never_cache
def add(request):
    """The first question. Its key is made with the page, so that pressing twice begins one entry."""
    claim = _begun(request)
    if claim.pk:
        return step(request, claim.key, "what") if claim.state in OPEN_TO_CHANGE else _away(request, claim)
    form = WhatForm(_posted(request), claim=claim, today=services.today_of(request.user, timezone.now()))
    if request.method == "POST" and form.is_valid():
        form.fill()
        claim = services.begin(claim)
        return redirect("claims:step", claim.key, "when")
    context = _page(claim, "what", form) | {"is_new": True}
    return render(request, "quizzes/claims/step.html", context, status=422 if form.is_bound else 200)


def _begun(request) -> HoursClaim:
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return HoursClaim(trainee=request.user, key=uuid4())
    found = HoursClaim.objects.filter(key=key).first()
    if found and found.trainee_id == request.user.pk:
        return _own(request, key)
    return HoursClaim(trainee=request.user, key=uuid4() if found else key)


@login_required
@never_cache
def step(request, key, step):
    """One question: kept when it is in order, asked again with what was typed when it is not."""
    claim = _own(request, key)
    if claim.state not in OPEN_TO_CHANGE:
        return _away(request, claim)
    if step not in steps_of(claim.ledger):
        raise Http404
    refusals = _take_files(request, claim) if request.method == "POST" and step == "proof" else []
    form = FORMS[step](_posted(request), claim=claim, today=services.today_of(request.user, timezone.now()))
    if request.method == "POST":
        for refusal in refusals:
            form.add_error("files", refusal)
        if (done := _answered(request, claim, step, form)) is not None:
            return done
    return render(request, "quizzes/claims/step.html", _page(claim, step, form), status=422 if form.is_bound else 200)


def _answered(request, claim: HoursClaim, step: str, form):
    """Keep the answer and go on; nothing when it has to be asked again."""
    stays = {"add", "drop"} & set(request.POST)
    leaves = "later" in request.POST
    if not (form.is_only_unfinished() if stays or leaves else form.is_valid()):
        return None
    form.fill()
    try:
        services.save_draft(claim)
    except services.StaleClaim:
        return _away(request, claim)
    if stays:
        return redirect(f"{reverse('claims:step', args=[claim.key, step])}#files")
    if leaves:
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("claims:ledger")
    return redirect(_next(claim, step, request.POST.get("back")))


def _next(claim: HoursClaim, step: str, back: str | None) -> str:
    order = steps_of(claim.ledger)
    after = order.index(step) + 1
    if back == "check" or after == len(order):
        return reverse("claims:check", args=[claim.key])
    return reverse("claims:step", args=[claim.key, order[after]])


def _take_files(request, claim: HoursClaim) -> list[str]:
    """Keep the files that came along and take out the one that was asked for; why each of the others is not kept."""
    if (stored := own_file(request.user, request.POST.get("drop", ""), purpose=PURPOSE)) is not None:
        services.remove_file(claim, stored)
        messages.success(request, _("The file is taken out."))
    refusals, kept = [], 0
    for file in request.FILES.getlist("files"):
        try:
            services.add_file(claim, keep_proof(file, by=request.user))
            kept += 1
        except ProofRefused as refused:
            refusals.append(str(refused))
        except services.TooManyFiles:
            refusals.append(_("An entry holds 6 files. Take one out to add another."))
    if kept:
        messages.success(
            request, ngettext("%(count)s file is added.", "%(count)s files are added.", kept) % {"count": kept}
        )
    return refusals


def _page(claim: HoursClaim, step: str, form) -> dict:
    order = steps_of(claim.ledger)
    place = order.index(step)
    return {
        "nav": "hours",
        "claim": claim,
        "step": step,
        "number": place + 1,
        "total": len(order),
        "form": form,
        "files": claim.files.order_by("created_at", "pk") if claim.pk else (),
        "previous": reverse("claims:step", args=[claim.key, order[place - 1]]) if place else "",
    }


@login_required
@never_cache
def check(request, key):
    """All answers at a look, and Send. Sent twice, it is sent once."""
    claim = _own(request, key)
    if claim.state not in OPEN_TO_CHANGE:
        return _away(request, claim)
    before = alike(claim).first()
    missing = services.lacks_of(claim, at=timezone.now())
    form = CheckForm(
        _posted(request),
        claim=claim,
        alike=before is not None,
        today=services.today_of(request.user, timezone.now()),
    )
    if request.method == "POST" and (done := _sent(request, claim, form, missing)) is not None:
        return done
    context = {
        "nav": "hours",
        "claim": claim,
        "form": form,
        "facts": screens.facts_of(claim),
        "files": claim.files.order_by("created_at", "pk"),
        "missing": [(LACKS[lack], STEP_OF_LACK.get(lack.value, "when")) for lack in missing],
        "before": screens.beside(before) if before else None,
    }
    return render(request, "quizzes/claims/check.html", context, status=422 if form.is_bound else 200)


def _sent(request, claim: HoursClaim, form, missing: list):
    """Keep the last words and send; nothing when something has to be put right first."""
    leaves = "later" in request.POST
    if not form.is_valid() and not leaves:
        return None
    form.fill()
    try:
        services.save_draft(claim)
        if leaves:
            messages.success(request, _("Saved. You can go on whenever you like."))
            return redirect("claims:ledger")
        if missing:
            return None
        services.send(claim, by=request.user)
    except services.NotReady:
        return None
    except services.StaleClaim:
        return _away(request, claim)
    return redirect("claims:sent", claim.key)
