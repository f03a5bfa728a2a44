"""What every installation shares. Whatever differs comes from the environment (`environment.py`)."""

from datetime import timedelta
from zoneinfo import available_timezones

from django.urls import reverse_lazy
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from cms.settings import environment as env
from cms.settings.environment import BASE_DIR

VAR_DIR = env.BASE_DIR / "var"

SECRET_KEY = env.text("SECRET_KEY")
# Seals the private keys that sign credentials. Several, with commas: the first seals, the others still open.
SIGNING_SECRETS = env.listing("SIGNING_SECRET")
DEBUG = False
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
BASE_URL = env.text("BASE_URL", "http://localhost:8000")

INSTALLED_APPS = [
    "cms",
    "courses",
    "quizzes",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.accounts.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.operations.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.site.middleware.MomentMiddleware",
    "cms.pages.copies.SharedCopyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cms.accounts.middleware.JoinedAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.middleware.PersonMiddleware",
    "cms.pages.middleware.FaultsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cms.site.context.chrome",
            ],
            "builtins": ["cms.templatetags.ui"],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", str(VAR_DIR / "hearten.sqlite3")))}

CACHES = {
    # Shared by all workers, so limits and sessions are right with several of them.
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env.text("REDIS_URL")}
        if env.text("REDIS_URL")
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cms_cache"}
    ),
    # Only for what never changes under its key: frozen versions, pages of one edition.
    "frozen": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "frozen",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

AUTH_USER_MODEL = "cms.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "cms.accounts.hashers.LightArgon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "cms.accounts.sessions"
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/home/"

ACCOUNT_ADAPTER = "cms.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# A classroom shares one address: per-account limits stay, the per-address ones are wide.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "signup": "60/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "request_login_code": "120/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "signup": "cms.accounts.forms.SignupForm",
    "change_password": "cms.accounts.forms.ChangePasswordForm",
    "set_password": "cms.accounts.forms.SetPasswordForm",
    "reset_password_from_key": "cms.accounts.forms.ResetPasswordKeyForm",
}
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "cms.accounts.adapter.SecondStepAdapter"
MFA_TOTP_ISSUER = "Hearten"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_borrowed"]
FORMAT_MODULE_PATH = "cms.settings.formats"
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-collected"
MEDIA_URL = "/media/"
MEDIA_ROOT = env.text("MEDIA_ROOT", str(VAR_DIR / "media"))
# Uploaded files are the proxy's work; where none stands in front, Hearten hands them out itself.
SERVE_MEDIA = env.flag("SERVE_MEDIA")
# A form of a try that was open while its person signed in again gives their words back.
CSRF_FAILURE_VIEW = "quizzes.attempts.lapsed.from_another_sign_in"
# What people hand in: never below MEDIA_ROOT, never served by address. Back it up with the database.
PRIVATE_ROOT = env.text("PRIVATE_ROOT", str(VAR_DIR / "private"))
PRIVATE_STORAGE = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": PRIVATE_ROOT, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
}
# Who besides its owner may read a handed-in file: for each purpose the dotted path of `(user, stored) -> bool`.
UPLOAD_READERS = {
    "answer": "quizzes.reviews.permissions.can_read_upload",
    "hours": "quizzes.claims.permissions.can_read_file",
}
# What still names a handed-in file: for each purpose the dotted path of `(files) -> set of their ids`. Files of a
# purpose that stands here, and that nothing has named for a week, go; files of any other purpose stay.
UPLOAD_HOLDERS = {
    "answer": "quizzes.attempts.queries.named_files",
    "hours": "quizzes.claims.queries.named_files",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": PRIVATE_STORAGE,
    "staticfiles": {"BACKEND": "cms.site.scripts.SlimStaticFilesStorage"},
}

# Mails a person may do without, each by its own switch under Account: its name, what it is in words, and whether only
# members of the team get it.
OPTIONAL_MAILS = {
    "board_date": (_("90 and 30 days before a date of your board"), False),
    "hours_to_look_at": (_("Once a week, when hours wait for you to look at them"), True),
    "session_reminder": (_("A day before each live session"), False),
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
MAILERS = {
    # Whoever mails through Django ends in the outbox; the outbox alone mails out.
    "default": {"BACKEND": "cms.mail.backend.OutboxBackend"},
    "out": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("EMAIL_HOST", "localhost"),
            "port": env.number("EMAIL_PORT", 25),
            "username": env.text("EMAIL_HOST_USER"),
            "password": env.text("EMAIL_HOST_PASSWORD"),
            "use_tls": env.flag("EMAIL_USE_TLS"),
        },
    },
}
# What a new site asks of active time, in percent of a module's declared minutes; each site may change it in the CMS.
HEARTEN_ACTIVE_SHARE = 33
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Hearten <hello@example.org>")

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
}
# Wagtail's admin still carries inline scripts and styles; the looser rule covers its addresses and nothing else.
ADMIN_CSP: dict[str, list[str]] = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}
# For browsers too old for `frame-ancestors`; the others may show our own pages in a frame, as Wagtail's preview does.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

WAGTAIL_SITE_NAME = "Hearten"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = reverse_lazy("account_login")
WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
# The list of a session with a thousand people on it has three fields a line.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Without the machine's own entries, which browsers do not know.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime", "Factory"})
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# What `manage.py work` does at its time, in every installation.
SCHEDULE = [
    ("cms.mail.services.deliver_due", timedelta(minutes=1)),
    ("cms.operations.services.publish_scheduled", timedelta(minutes=1)),
    ("quizzes.attempts.services.seal_due", timedelta(minutes=1)),
    ("cms.jobs.services.retry_failed", timedelta(minutes=1)),
    ("cms.jobs.services.reap_stale", timedelta(minutes=1)),
    ("cms.jobs.services.prune_results", timedelta(days=1)),
    ("cms.mail.services.prune", timedelta(days=1)),
    ("cms.accounts.services.prune_sessions", timedelta(days=1)),
    ("cms.uploads.services.sweep", timedelta(days=1)),
    ("quizzes.credentials.services.remind_of_expiry", timedelta(days=1)),
    ("quizzes.claims.links.ask_those_who_wait", timedelta(hours=1)),
    # Daily, so that nobody's first mail waits for the installation's week; each person gets one a week at most.
    ("quizzes.claims.nudges.tell_deciders", timedelta(days=1)),
    ("courses.cohorts.services.remind", timedelta(minutes=10)),
    ("quizzes.journey.attendance.settle_closed", timedelta(minutes=1)),
    ("quizzes.journey.renewals.remind_of_renewal", timedelta(days=1)),
]

# Only a demo database shows /demo/mail/ and lets staff in without a second factor.
HEARTEN_DEMO = env.is_demo(DATABASES["default"])
# Staff without a second factor are led to set one up before any page opens.
HEARTEN_STAFF_SECOND_FACTOR = True
SILENCED_SYSTEM_CHECKS: list[str] = []
