"""Development and the demo: one SQLite file, mail kept in the database."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import VAR_DIR, env

DEBUG = env.flag("DEBUG", True)
SECRET_KEY = env.text("SECRET_KEY", "development-only-key-that-production-refuses")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
VAR_DIR.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files are served where they stand, so nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
