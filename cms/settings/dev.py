"""Development and the demo: one SQLite file, mail kept in the database."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import HEARTEN_DEMO, MAILERS, MIDDLEWARE, PRIVATE_STORAGE, VAR_DIR, env

# The demo is served as a real site is: without Django's debug pages.
DEBUG = env.flag("DEBUG", not HEARTEN_DEMO)
SECRET_KEY = env.text("SECRET_KEY", "development-only-key-that-production-refuses")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *env.listing("ALLOWED_HOSTS")]
VAR_DIR.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": PRIVATE_STORAGE,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# No proxy stands in front that would do it.
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]
# Files are served where they stand, so nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
SERVE_MEDIA = True
MAILERS = {**MAILERS, "out": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
