"""The site as production runs it, without the parts that need a certificate or a mail server."""

import os

from cms.settings.dev import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
LOGGING_CONFIG = None

# `SYNCHRONOUS=NORMAL bench/kills.py --all` shows that the model of a power cut can lose what was not synced.
if "synchronous=FULL" in DATABASES["default"].get("OPTIONS", {}).get("init_command", ""):  # noqa: F405
    options = DATABASES["default"]["OPTIONS"]  # noqa: F405
    wanted = os.environ.get("SYNCHRONOUS", "FULL")
    options["init_command"] = options["init_command"].replace("synchronous=FULL", f"synchronous={wanted}")
