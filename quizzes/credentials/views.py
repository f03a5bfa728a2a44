"""Doors: my certificates, one of them, its file, and the public check."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from quizzes.credentials import limits, queries
from quizzes.credentials.discretion import unlisted
from quizzes.credentials.face import face_of, qr_code
from quizzes.credentials.forms import CheckForm
from quizzes.credentials.labels import STATUS_LABELS
from quizzes.credentials.pdf import certificate_pdf
from quizzes.credentials.refusals import slow_down
from quizzes.credentials.rules import Standing, standing_on
from quizzes.credentials.sharing import add_to_profile


@login_required
@require_safe
def mine(request):
    """All my certificates."""
    shown = [
        {"credential": credential, "face": face_of(credential), "status": _standing(credential).status}
        for credential in queries.credentials_for(request.user)
    ]
    return render(request, "quizzes/credentials/mine.html", {"shown": shown})


@login_required
@require_safe
@unlisted
def certificate(request, public_id):
    """One of my certificates."""
    credential = get_object_or_404(queries.credentials_for(request.user), public_id=public_id)
    face, standing = face_of(credential), _standing(credential)
    context = {
        "credential": credential,
        "face": face,
        "qr": qr_code(face.check_address),
        "status": standing.status,
        "profile_address": add_to_profile(face, ends_on=standing.ends_on),
    }
    return render(request, "quizzes/credentials/certificate.html", context)


@login_required
@require_safe
@unlisted
def pdf(request, public_id):
    """The file of one of my certificates."""
    credential = get_object_or_404(queries.credentials_for(request.user), public_id=public_id)
    face = face_of(credential)
    response = HttpResponse(certificate_pdf(face), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(face.title) or "certificate"}-{face.code}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
def check(request):
    """Look a certificate up by the code on paper and the family name."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    found, looked = None, False
    if request.method == "POST":
        if limits.is_over(request, "typed", limits.TYPED_PER_MINUTE):
            return slow_down(request)
        limits.count(request, "typed")
        if looked := form.is_valid():
            found = queries.find_by_code(form.cleaned_data["code"], form.cleaned_data["family_name"])
    if found:
        return redirect("credentials:verify", public_id=found.public_id)
    return render(
        request,
        "quizzes/credentials/check.html",
        {"form": form, "not_found": looked, "nav": "check"},
        status=422 if form.errors else 200,
    )


@require_safe
@unlisted
def verify(request, public_id):
    """What a stranger may know: whether a certificate is real and valid, and its face."""
    if limits.is_over(request, "miss", limits.MISSES_PER_MINUTE):
        return slow_down(request)
    credential = queries.find(public_id)
    if credential is None:
        limits.count(request, "miss")
        context = {"form": CheckForm(), "not_found": True, "nav": "check"}
        return render(request, "quizzes/credentials/check.html", context, status=404)
    context = {"nav": "check", "checked_at": timezone.now(), "is_genuine": queries.is_genuine(credential)}
    if context["is_genuine"]:
        context |= _verdict(credential)
    return render(request, "quizzes/credentials/verify.html", context)


def _verdict(credential) -> dict:
    face, standing = face_of(credential), _standing(credential)
    return {
        "face": face,
        "qr": qr_code(face.check_address),
        "status": standing.status,
        "status_label": STATUS_LABELS[standing.status],
        "event": standing.event,
        # Of a renewed certificate the paper shows an end that is no longer the end.
        "good_until": standing.ends_on if standing.ends_on != face.expires_on else None,
    }


def _standing(credential) -> Standing:
    return standing_on(timezone.localdate(), credential.events.all())
