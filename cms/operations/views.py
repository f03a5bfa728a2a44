"""Doors for machines that watch over this one."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.operations import queries


@never_cache
@require_safe
def healthz(request):
    """The process answers. Asks nothing of the database: a restart would not help there."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_safe
def readyz(request):
    """This process may be sent visitors."""
    troubles = queries.troubles()
    return JsonResponse({"ready": not troubles, **troubles}, status=503 if troubles else 200)
