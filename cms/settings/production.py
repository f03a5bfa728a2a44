"""Production: everything from the environment; refuses to start when something unsafe is set."""

import os

from django.core.exceptions import ImproperlyConfigured

from cms.operations.rules import unsafe
from cms.settings.base import *  # noqa: F403
from cms.settings.base import env

HEARTEN_STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", True)
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
# Whoever watches over the process asks over plain HTTP on the machine itself.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.number("TRUSTED_PROXY_COUNT", 0) else None
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cms.operations.logs.JsonFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stdout"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    # Django's own line for each error would carry the address; ours carries the door.
    "loggers": {"django": {"handlers": ["out"], "level": "WARNING", "propagate": False}},
}

if found := unsafe(globals(), os.environ):
    raise ImproperlyConfigured("Hearten does not start like this:\n- " + "\n- ".join(found))
