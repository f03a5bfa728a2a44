"""Doors: my badge as a file, and what verifiers fetch: status lists and who we are."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.site.queries import shell
from quizzes.credentials import badges, queries, statuses
from quizzes.credentials.discretion import unlisted
from quizzes.credentials.face import face_of
from quizzes.credentials.rules import StatusPurpose

FORMS = {
    "json": ("application/json", lambda face, token: JsonResponse(badges.badge_file(token)).content),
    "jwt": ("application/vc+jwt", lambda face, token: token.encode()),
    "png": ("image/png", badges.baked_png),
    "svg": ("image/svg+xml", badges.baked_svg),
}


@login_required
@require_safe
@unlisted
def badge(request, public_id, form):
    """The badge of one of my certificates. Without a name on it there is nothing to hand on."""
    credential = get_object_or_404(queries.credentials_for(request.user), public_id=public_id)
    face = face_of(credential)
    if form not in FORMS or not face.name:
        raise Http404
    content_type, make = FORMS[form]
    response = HttpResponse(make(face, badges.badge_token(credential)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slugify(face.title) or "badge"}-{face.code}.{form}"'
    return response


@require_safe
@cache_control(public=True, max_age=int(statuses.KEEP.total_seconds()))
def status_list(request, purpose, number):
    """Which badges were taken back or are on hold, for any verifier."""
    if purpose not in list(StatusPurpose) or not statuses.list_exists(number):
        raise Http404
    token = statuses.status_list(StatusPurpose(purpose), number, at=timezone.now())
    response = HttpResponse(token, content_type="application/vc+jwt")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def issuer(request):
    """Who gives the badges, as an Open Badges profile."""
    provider = shell()
    profile = {"@context": badges.CONTEXTS, **badges.issuer(provider.provider_name, provider.provider_number)}
    return JsonResponse(profile, headers={"Access-Control-Allow-Origin": "*"})
