"""What happens to each request because the house is running."""

import logging
import re
import secrets
from time import perf_counter

from django.conf import settings

from cms.operations.logs import request_id

logger = logging.getLogger("hearten.request")
PLAIN = re.compile(r"[\w-]{8,64}", re.ASCII)
# Passkeys are ours; the rest no page of ours ever asks for.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)"


class RequestMiddleware:
    """Names each request, so that its log lines can be found again, and writes one line about it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = request.headers.get("X-Request-ID", "")
        # A stranger's own name for it would let them forge log lines; our proxy's is welcome.
        trusted = settings.ALLAUTH_TRUSTED_PROXY_COUNT and PLAIN.fullmatch(sent)
        token = request_id.set(sent if trusted else secrets.token_hex(8))
        started = perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
            logger.info("request", extra=_facts(request, response, started))
            return response
        finally:
            request_id.reset(token)


def _facts(request, response, started: float) -> dict:
    """The door's pattern, not the address: addresses carry codes, names and keys."""
    match = request.resolver_match
    return {
        "method": request.method,
        "door": match.route if match else "",
        "status": response.status_code,
        "milliseconds": round((perf_counter() - started) * 1000, 1),
    }
