"""Doors: the public keys at the places where verifiers look for them."""

from django.http import JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.records import queries, services
from cms.records.rules import did_document

# Verifiers may keep the keys for an hour: a withdrawn key is forgotten everywhere by then.
KEEP_SECONDS = 3600


@require_safe
@cache_control(public=True, max_age=KEEP_SECONDS)
def jwks(request):
    """All public keys (RFC 7517)."""
    return _open_to_all(JsonResponse({"keys": list(queries.public_keys().values())}))


@require_safe
@cache_control(public=True, max_age=KEEP_SECONDS)
def did(request):
    """The same keys as a DID document (did:web), which names us as the issuer."""
    document = did_document(services.issuer_id(), queries.public_keys())
    return _open_to_all(JsonResponse(document, content_type="application/did+json"))


def _open_to_all(response):
    """A verifier that runs in a browser asks from another site."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
