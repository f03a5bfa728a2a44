"""Tests: fast hashing, tasks at once, mail in memory. `DATABASE_URL` chooses the database."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import MAILERS, env

SECRET_KEY = "tests-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.database(env.text("DATABASE_URL", "var/test.sqlite3"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "mail"]},
}
MAILERS = {**MAILERS, "out": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
WHITENOISE_AUTOREFRESH = True
HEARTEN_STAFF_SECOND_FACTOR = False
HEARTEN_DEMO = False
# Tests finish a module in a moment. Whoever tests time sets a share (`tests.builders.active_share`).
HEARTEN_ACTIVE_SHARE = 0
