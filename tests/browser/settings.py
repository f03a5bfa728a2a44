"""What browser tests are served with: the demo as it is, on SQLite and on PostgreSQL."""

from cms.settings.dev import *  # noqa: F403

DEBUG = False
# Mail is read at /demo/mail/, and staff come in without a second factor, as in a demo; on PostgreSQL too, where
# the file cannot say that it is one.
HEARTEN_DEMO = True
# An error of a page is written where the test finds it: var/logs/.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"err": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["err"], "level": "ERROR"}},
}
