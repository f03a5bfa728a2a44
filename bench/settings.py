"""The site as production runs it, without the parts that need a certificate or a mail server."""

from cms.settings.dev import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
LOGGING_CONFIG = None
